/** Graphs, and the places of their nodes, apart from the library that draws them. */

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

const ROW = 60; // pixels for a node and the label below it
const LINE = 42; // pixels for a node with its label beside it
export const SIDE = 130; // pixels for the labels on either side

type Positions = Record<string, { readonly x: number; readonly y: number }>;

/** What makes the labels of a graph legible in a narrow box. */
export function shapeOf(graph: Graph): "star" | "columns" | "springs" {
  if (isStar(graph)) return "star";
  const roots = new Set(graph.nodes.filter((node) => node.root).map((node) => node.id));
  const parted = graph.edges.every(({ source, target }) => roots.has(source) !== roots.has(target));
  return roots.size && parted ? "columns" : "springs";
}

function isStar(graph: Graph): boolean {
  const root = graph.nodes.find((node) => node.root)?.id;
  return (
    root !== undefined &&
    graph.edges.every(({ source, target }) => source === root || target === root)
  );
}

function rowsOf(graph: Graph): number {
  return Math.max(2, Math.ceil((graph.nodes.length - 1) / 2));
}

/** The height, in pixels, that keeps labels apart from one another and from the buttons. */
export function heightOf(graph: Graph, shape: "star" | "columns"): number {
  return (shape === "star" ? rowsOf(graph) * ROW : linesOf(graph) * LINE) + 90;
}

function linesOf(graph: Graph): number {
  const roots = graph.nodes.filter((node) => node.root).length;
  return Math.max(roots, graph.nodes.length - roots);
}

/** Roots on the left, what they are linked to on the right, near to what each is linked to. */
export function columns(graph: Graph, width: number): Positions {
  const roots = graph.nodes.filter((node) => node.root);
  const places = new Map(roots.map((node, place) => [node.id, place]));
  const middle = (id: string) => {
    const linked = graph.edges
      .filter(({ source, target }) => source === id || target === id)
      .map(({ source, target }) => places.get(source === id ? target : source) ?? 0);
    return linked.reduce((sum, place) => sum + place, 0) / Math.max(1, linked.length);
  };
  const others = graph.nodes
    .filter((node) => !node.root)
    .map((node) => ({ id: node.id, middle: middle(node.id) }))
    .sort((one, other) => one.middle - other.middle);
  const height = linesOf(graph) * LINE;
  const positions: Positions = {};
  for (const [column, x] of [[roots, SIDE], [others, width - SIDE]] as const) {
    column.forEach(({ id }, place) => {
      positions[id] = { x, y: ((place + 0.5) * height) / column.length };
    });
  }
  return positions;
}

/** The root in the middle, the others left and right of it in turn, one label below the other. */
export function sides(graph: Graph, width: number): Positions {
  const rows = rowsOf(graph);
  const positions: Positions = {};
  let place = 0;
  for (const node of graph.nodes) {
    if (node.root) continue;
    const y = (Math.floor(place / 2) - (rows - 1) / 2) * ROW;
    positions[node.id] = { x: (place % 2 ? 1 : -1) * (width / 2 - 60), y };
    place += 1;
  }
  return positions;
}
