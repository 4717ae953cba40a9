import assert from "node:assert/strict";
import { test } from "node:test";

import { readFault, spanOf } from "../src/sparql/faults.ts";

const at = (line: number | null, column: number | null) => ({
  kind: "query-syntax", title: "", detail: "", line, column,
});

function marked(text: string, line: number, column: number): string | null {
  const lines = text.split("\n");
  const span = spanOf(at(line, column), lines);
  return span && (lines[span.line] ?? "").slice(span.from, span.to);
}

test("a problem document is read with its kind and place", () => {
  const text = JSON.stringify({
    type: "/problems#query-syntax", title: "Not SPARQL", status: 400, detail: "Why", line: 3, column: 27,
  });
  assert.deepEqual(readFault(text), {
    kind: "query-syntax", title: "Not SPARQL", detail: "Why", line: 3, column: 27,
  });
});

test("what is no problem document is none", () => {
  for (const text of ["", "<html>", "null", "[]", '{"head": {}}', "Failed to fetch"]) {
    assert.equal(readFault(text), null, text);
  }
});

test("places that are none are left out", () => {
  const fault = readFault('{"title": "Stopped", "line": 0, "column": "5"}');
  assert.equal(fault?.line, null);
  assert.equal(fault?.column, null);
  assert.equal(spanOf(at(null, null), ["SELECT"]), null);
});

test("the word at the place is marked", () => {
  assert.equal(marked("SELECT * WHERE {\n  ?s AND ?o\n}", 2, 6), "AND");
  assert.equal(marked("SELECT ?s { ?s nope:x ?o }", 1, 16), "nope:x");
  assert.equal(marked("SELECT * { ?s ?p ?? }", 1, 18), "??");
});

test("columns count characters, not the halves of them that the editor counts", () => {
  assert.equal(marked('SELECT * { ?s ?p "🌱" AND }', 1, 22), "AND");
  assert.equal(marked("SELECT ?人 { ?人 AND }", 1, 16), "AND");
});

test("spaces before the word are skipped", () => {
  assert.equal(marked("SELECT *   AND", 1, 9), "AND");
});

test("where the text ends, what it ends with is marked", () => {
  assert.equal(marked("SELECT * WHERE {\n  ?s ?p ?o", 2, 11), "?o");
  assert.equal(marked("SELECT * WHERE {\n  ?s ?p ?o\n\n", 4, 1), "?o");
  assert.equal(marked("SELECT * WHERE {", 9, 1), "{");
});

test("an empty query has a place to mark", () => {
  assert.deepEqual(spanOf(at(1, 1), [""]), { line: 0, from: 0, to: 1 });
});
