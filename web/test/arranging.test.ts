import assert from "node:assert/strict";
import { test } from "node:test";

import { type Graph, columns, heightOf, shapeOf } from "../src/arranging.ts";

const node = (id: string, root = false) => ({ id, label: id, root });
const edge = (source: string, target: string) => ({ source, target });
const partners = Array.from({ length: 24 }, (_, place) => node(`partner ${place}`));
const network: Graph = {
  nodes: [node("CBD", true), node("UNCCD", true), ...partners],
  edges: partners.flatMap(({ id }, place) => (place % 3 ? [edge(id, "CBD"), edge(id, "UNCCD")] : [edge(id, place ? "UNCCD" : "CBD")])),
};

test("a graph is put in columns only where no two of one column are linked", () => {
  assert.equal(shapeOf(network), "columns");
  assert.equal(shapeOf({ ...network, edges: [...network.edges, edge("CBD", "UNCCD")] }), "springs");
  assert.equal(shapeOf({ nodes: partners, edges: [] }), "springs");
  assert.equal(shapeOf({ nodes: [node("CBD", true), ...partners], edges: [edge("partner 1", "CBD")] }), "star");
});

test("in columns, each name has a line of its own that does not reach the other column", () => {
  const places = columns(network, 366);
  for (const same of [network.nodes.filter((one) => one.root), partners]) {
    const lines = same.map(({ id }) => places[id]?.y ?? NaN).sort((one, other) => one - other);
    assert.equal(new Set(same.map(({ id }) => places[id]?.x)).size, 1);
    lines.slice(1).forEach((line, place) => assert.ok(line - (lines[place] ?? 0) >= 40));
    assert.ok((lines.at(-1) ?? NaN) < heightOf(network, "columns"));
  }
  assert.ok((places["partner 1"]?.x ?? 0) - (places["CBD"]?.x ?? 0) > 90);
  assert.ok((places["partner 0"]?.y ?? 0) < (places["partner 3"]?.y ?? 0), "near to what it is linked to");
});
