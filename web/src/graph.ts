/** A graph of things: its nodes lead to their pages. */

import cytoscape from "cytoscape";

import { type Graph, type GraphNode, SIDE, columns, heightOf, shapeOf, sides } from "./arranging.ts";
import { colours } from "./colours.ts";
import { language, texts } from "./language.ts";
import { shortened } from "./plotting.ts";
import { THEME_CHANGED } from "./theme.ts";

const NARROW = 520; // pixels below which labels are what decides the layout
const MOST_LABELLED_EDGES = 30;
const MARGIN = 24;
const SHORT = 26; // Latin letters of a label in a narrow box
const BESIDE = 40; // of a label beside its node, which has more room
const MOST_ENLARGED = 1.4;
const MOST_STRETCHED = 2.5;
const ORIGIN: cytoscape.Position = { x: 0, y: 0 };

export function draw(box: HTMLElement, graph: Graph, title: string): () => void {
  const canvas = document.createElement("div");
  canvas.className = "graph-canvas";
  canvas.setAttribute("role", "img");
  canvas.setAttribute(
    "aria-label",
    [title, texts.graph(graph.nodes.length, graph.edges.length)].filter(Boolean).join(": "),
  );
  box.append(canvas);
  const kinds = [...new Set(graph.nodes.map((node) => node.kind ?? ""))].sort();
  const coarse = matchMedia("(pointer: coarse)").matches;
  const view = cytoscape({
    container: canvas,
    elements: elements(graph, kinds),
    // The wheel and a finger scroll the page; buttons zoom.
    userZoomingEnabled: false,
    userPanningEnabled: !coarse,
    autoungrabify: coarse,
    boxSelectionEnabled: false,
    minZoom: 0.05,
    maxZoom: 4,
  });
  const arrange = () => {
    const shape = canvas.clientWidth < NARROW ? shapeOf(graph) : "springs";
    canvas.style.height = shape === "springs" ? "" : `${heightOf(graph, shape)}px`;
    view.resize();
    view.style(style(graph, 1, view.width()));
    view.nodes().toggleClass("beside", shape === "columns");
    const start = { star: sides, columns, springs: circle }[shape](graph, view.width());
    view.nodes().positions((node) => start[node.id()] ?? ORIGIN);
    if (shape === "springs") {
      view.layout(springs(graph)).run();
      stretch(view);
    }
    view.fit(undefined, MARGIN);
    if (view.zoom() > MOST_ENLARGED) {
      view.zoom(MOST_ENLARGED);
      view.center();
    }
    view.style(style(graph, view.zoom(), view.width()));
    view.fit(undefined, MARGIN / 2);
    if (shape === "columns") toTop(view);
  };
  arrange();
  view.on("tap", "node", (event) => {
    const address = event.target.data("address") as string;
    if (address) window.location.assign(address);
  });
  view.on("mouseover", "node", (event) => {
    const { label, address } = event.target.data() as GraphNode;
    canvas.title = label;
    canvas.classList.toggle("over-link", Boolean(address));
  });
  view.on("mouseout", "node", () => {
    canvas.removeAttribute("title");
    canvas.classList.remove("over-link");
  });
  box.append(controls(view, box, arrange));
  let width = view.width();
  const resized = new ResizeObserver(() => {
    if (canvas.clientWidth === width || !canvas.clientWidth) return;
    width = canvas.clientWidth;
    arrange();
  });
  resized.observe(canvas);
  const repaint = () => view.style(style(graph, view.zoom(), view.width()));
  document.addEventListener(THEME_CHANGED, repaint);
  return () => {
    resized.disconnect();
    document.removeEventListener(THEME_CHANGED, repaint);
    view.destroy();
  };
}

/** From where the nodes are, and without chance: the same graph in the same box is the same picture. */
function springs(graph: Graph): cytoscape.LayoutOptions {
  return {
    name: "cose",
    animate: false,
    randomize: false,
    fit: false,
    nodeDimensionsIncludeLabels: true,
    nodeRepulsion: () => 600_000,
    idealEdgeLength: () => 110,
    nodeOverlap: 24,
    componentSpacing: 90,
    numIter: Math.max(200, Math.min(1000, Math.round(60_000 / (graph.nodes.length + 1)))),
  };
}

/** Give a picture the proportions of its box, so that it uses the whole of it. */
function stretch(view: cytoscape.Core): void {
  const { w, h, x1, y1 } = view.nodes().boundingBox({ includeLabels: false });
  if (!w || !h) return;
  const factor = (view.width() * h) / (view.height() * w);
  const [along, down] = factor > 1 ? [Math.min(factor, MOST_STRETCHED), 1] : [1, Math.min(1 / factor, MOST_STRETCHED)];
  view.nodes().positions((node) => {
    const { x, y } = node.position();
    return { x: x1 + (x - x1) * along, y: y1 + (y - y1) * down };
  });
}

/** Leave what is over below the picture, where the buttons are. */
function toTop(view: cytoscape.Core): void {
  if (view.zoom() > 1) {
    view.zoom(1);
    view.center();
  }
  view.panBy({ x: 0, y: MARGIN / 2 - view.elements().renderedBoundingBox().y1 });
}

function elements(graph: Graph, kinds: readonly string[]): cytoscape.ElementDefinition[] {
  const known = new Set(graph.nodes.map((node) => node.id));
  return [
    ...graph.nodes.map((node) => ({
      group: "nodes" as const,
      data: {
        ...node,
        address: node.address ?? "",
        short: shortened(node.label, SHORT),
        beside: shortened(node.label, BESIDE),
        colour: kinds.indexOf(node.kind ?? "") % 8,
      },
    })),
    ...graph.edges
      .filter((edge) => known.has(edge.source) && known.has(edge.target))
      .map((edge, place) => ({
        group: "edges" as const,
        data: { ...edge, id: `edge-${place}`, label: edge.label ?? "" },
      })),
  ];
}

function circle(graph: Graph): cytoscape.NodePositionMap {
  const around = graph.nodes.filter((node) => !node.root);
  const radius = 60 + around.length * 14;
  const positions: cytoscape.NodePositionMap = {};
  for (const node of graph.nodes) positions[node.id] = { x: 0, y: 0 };
  around.forEach((node, place) => {
    const angle = (2 * Math.PI * place) / around.length;
    positions[node.id] = { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  return positions;
}

/** Sizes hold on the screen: what is fitted into a small box keeps labels that can be read. */
function style(graph: Graph, zoom: number, width: number): cytoscape.StylesheetJson {
  const palette = colours();
  const narrow = width < NARROW;
  const pixels = (size: number) => size / Math.min(1, Math.max(zoom, narrow ? 0.1 : 0.55));
  return [
    {
      selector: "node",
      style: {
        "background-color": (node: cytoscape.NodeSingular) =>
          palette.series[node.data("colour") as number] ?? palette.accent,
        label: narrow ? "data(short)" : "data(label)",
        color: palette.text,
        "font-family": palette.font,
        "font-size": pixels(narrow ? 11 : 12),
        "text-wrap": "wrap",
        // Chinese has no blanks to break a line at; Latin words stay whole.
        "text-overflow-wrap": language === "zh" ? "anywhere" : "whitespace",
        "text-max-width": `${pixels(narrow ? 105 : 130)}px`,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": palette.background,
        "text-background-opacity": 0.8,
        "min-zoomed-font-size": 6,
        width: pixels(narrow ? 13 : 18),
        height: pixels(narrow ? 13 : 18),
      },
    },
    {
      selector: "node[?root]",
      style: {
        width: pixels(narrow ? 20 : 30),
        height: pixels(narrow ? 20 : 30),
        "font-weight": "bold",
        "border-width": 3,
        "border-color": palette.text,
      },
    },
    {
      selector: "node.beside",
      style: {
        "text-valign": "center",
        "text-halign": "right",
        "text-margin-x": 4,
        "text-margin-y": 0,
        label: "data(beside)",
        "text-max-width": `${pixels(SIDE - MARGIN)}px`,
      },
    },
    {
      selector: "node.beside[?root]",
      style: { "text-halign": "left", "text-margin-x": -4 },
    },
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": palette.muted,
        "line-opacity": 0.6,
        "target-arrow-color": palette.muted,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        label: narrow || graph.edges.length > MOST_LABELLED_EDGES ? "" : "data(label)",
        color: palette.muted,
        "font-family": palette.font,
        "font-size": pixels(10),
        "min-zoomed-font-size": 6,
        "text-rotation": "autorotate",
        "text-background-color": palette.background,
        "text-background-opacity": 0.85,
      },
    },
  ];
}

function controls(view: cytoscape.Core, box: HTMLElement, arrange: () => void): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "graph-controls";
  const zoom = (factor: number) => () =>
    view.zoom({
      level: view.zoom() * factor,
      renderedPosition: { x: view.width() / 2, y: view.height() / 2 },
    });
  const enlarge = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void box.requestFullscreen();
  };
  const actions: [string, string, () => void][] = [
    ["M8 3v10M3 8h10", texts.zoomIn, zoom(1.3)],
    ["M3 8h10", texts.zoomOut, zoom(1 / 1.3)],
    ["M3 8h10M8 3v10M5 5l-2 3 2 3M11 5l2 3-2 3M5 5l3-2 3 2M5 11l3 2 3-2", texts.wholeGraph, arrange],
  ];
  if (document.fullscreenEnabled) {
    actions.push(["M6 2H2v4M10 2h4v4M6 14H2v-4M10 14h4v-4", texts.fullScreen, enlarge]);
  }
  for (const [drawing, label, action] of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.innerHTML = `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"><path d="${drawing}"/></svg>`;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", action);
    bar.append(button);
  }
  return bar;
}
