/** A graph of things: its nodes lead to their pages. */

import cytoscape from "cytoscape";

import { colours } from "./colours.ts";
import { texts } from "./language.ts";
import { THEME_CHANGED } from "./theme.ts";

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly kind?: string;
  readonly address?: string;
  readonly root?: boolean;
}

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly label?: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const MOST_LABELLED_EDGES = 30;

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
  const view = cytoscape({
    container: canvas,
    elements: elements(graph, kinds),
    style: style(graph),
    layout: { name: "preset", positions: circle(graph), fit: true },
    // The wheel and a finger scroll the page; buttons zoom.
    userZoomingEnabled: false,
    userPanningEnabled: !matchMedia("(pointer: coarse)").matches,
    autoungrabify: matchMedia("(pointer: coarse)").matches,
    boxSelectionEnabled: false,
    minZoom: 0.1,
    maxZoom: 3,
  });
  // From a circle in the order of the nodes and without chance: the same graph, the same picture.
  const root = graph.nodes.find((node) => node.root);
  view
    .layout({
      name: "cose",
      animate: false,
      randomize: false,
      fit: true,
      padding: 24,
      nodeDimensionsIncludeLabels: true,
      nodeRepulsion: () => 600_000,
      idealEdgeLength: () => 110,
      nodeOverlap: 24,
      componentSpacing: 90,
      numIter: Math.max(200, Math.min(1000, Math.round(60_000 / (graph.nodes.length + 1)))),
    })
    .run();
  if (root) view.center(view.getElementById(root.id));
  view.fit(undefined, 24);
  if (view.zoom() > 1.4) {
    view.zoom(1.4);
    view.center();
  }
  view.on("tap", "node", (event) => {
    const address = event.target.data("address") as string;
    if (address) window.location.assign(address);
  });
  view.on("mouseover", "node[?address]", () => canvas.classList.add("over-link"));
  view.on("mouseout", "node", () => canvas.classList.remove("over-link"));
  box.append(controls(view));
  const repaint = () => view.style(style(graph));
  document.addEventListener(THEME_CHANGED, repaint);
  return () => {
    document.removeEventListener(THEME_CHANGED, repaint);
    view.destroy();
  };
}

function elements(graph: Graph, kinds: readonly string[]): cytoscape.ElementDefinition[] {
  const known = new Set(graph.nodes.map((node) => node.id));
  return [
    ...graph.nodes.map((node) => ({
      group: "nodes" as const,
      data: { ...node, address: node.address ?? "", colour: kinds.indexOf(node.kind ?? "") % 8 },
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

function style(graph: Graph): cytoscape.StylesheetJson {
  const palette = colours();
  return [
    {
      selector: "node",
      style: {
        "background-color": (node: cytoscape.NodeSingular) =>
          palette.series[node.data("colour") as number] ?? palette.accent,
        label: "data(label)",
        color: palette.text,
        "font-family": palette.font,
        "font-size": 12,
        "text-wrap": "wrap",
        "text-max-width": "130px",
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": palette.background,
        "text-background-opacity": 0.8,
        "min-zoomed-font-size": 6,
        width: 18,
        height: 18,
      },
    },
    {
      selector: "node[?root]",
      style: {
        width: 30,
        height: 30,
        "font-weight": "bold",
        "border-width": 3,
        "border-color": palette.text,
      },
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
        label: graph.edges.length > MOST_LABELLED_EDGES ? "" : "data(label)",
        color: palette.muted,
        "font-family": palette.font,
        "font-size": 10,
        "min-zoomed-font-size": 6,
        "text-rotation": "autorotate",
        "text-background-color": palette.background,
        "text-background-opacity": 0.85,
      },
    },
  ];
}

function controls(view: cytoscape.Core): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "graph-controls";
  const zoom = (factor: number) => () =>
    view.zoom({
      level: view.zoom() * factor,
      renderedPosition: { x: view.width() / 2, y: view.height() / 2 },
    });
  for (const [sign, label, action] of [
    ["+", texts.zoomIn, zoom(1.3)],
    ["−", texts.zoomOut, zoom(1 / 1.3)],
    ["⤢", texts.wholeGraph, () => view.fit(undefined, 24)],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", action);
    bar.append(button);
  }
  return bar;
}
