import assert from "node:assert/strict";
import { test } from "node:test";

import {
  MOST_NODES,
  type Row,
  addressOf,
  chartOf,
  fittingChoice,
  graphOf,
  shortened,
  sortOf,
  viewOfTriples,
} from "../src/sparql/readings.ts";

const BASE = "https://w3id.org/restokg/";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const prefixes = { rkg: `${BASE}ontology#`, fund: `${BASE}id/fund/`, doc: `${BASE}doc/` };
const page = { prefixes, base: BASE, language: "en", chosen: "" };

const iri = (value: string) => ({ type: "uri", value });
const text = (value: string, lang = "en") => ({ type: "literal", value, "xml:lang": lang });
const typed = (value: string, type: string) => ({ type: "literal", value, datatype: XSD + type });

test("IRIs of ours lead to their pages here, others to the page about them", () => {
  assert.equal(addressOf(`${BASE}id/fund/agri3`, BASE, ""), "/id/fund/agri3");
  assert.equal(addressOf(`${BASE}doc/ICCD/COP(16)/22/p/1#area`, BASE, "zh"), "/doc/ICCD/COP(16)/22/p/1?lang=zh#area");
  assert.equal(addressOf("https://example.org/a?b=c", BASE, "zh"), "/thing?iri=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc&lang=zh");
});

test("what is no address on the web becomes no link", () => {
  for (const odd of ["javascript:alert(1)", "data:text/html,x", "urn:isbn:1", "file:///etc/passwd"]) {
    assert.equal(addressOf(odd, BASE, ""), "", odd);
  }
});

test("the longest namespace that fits shortens an IRI", () => {
  assert.equal(shortened(`${BASE}id/fund/agri3`, { base: BASE, ...prefixes }), "fund:agri3");
  assert.equal(shortened("https://example.org/", prefixes), "https://example.org/");
});

test("triples become a graph whose nodes have labels in the reader's language", () => {
  const [s, p, o] = [iri(`${BASE}id/fund/agri3`), iri(`${BASE}ontology#fundedBy`), iri("https://example.org/bank")];
  const rows: Row[] = [
    { s, p, o },
    { s, p: iri(LABEL), o: text("AGRI3 基金", "zh") },
    { s, p: iri(LABEL), o: text("AGRI3 Fund", "en") },
  ];
  const { graph, cut } = graphOf(["s", "p", "o"], rows, page);
  assert.equal(cut, false);
  assert.deepEqual(graph.nodes.map(({ label, kind, address }) => ({ label, kind, address })), [
    { label: "AGRI3 Fund", kind: "fund", address: "/id/fund/agri3" },
    { label: "https://example.org/bank", kind: "", address: "/thing?iri=https%3A%2F%2Fexample.org%2Fbank" },
  ]);
  assert.deepEqual(graph.edges, [{ source: s.value, target: o.value, label: "rkg:fundedBy" }]);
  const chinese = graphOf(["s", "p", "o"], rows, { ...page, language: "zh" });
  assert.equal(chinese.graph.nodes[0]?.label, "AGRI3 基金");
});

test("a graph that is too large to read is cut, and says so", () => {
  const rows = Array.from({ length: MOST_NODES + 5 }, (_, place) => ({
    subject: iri("https://example.org/0"),
    predicate: iri("https://example.org/p"),
    object: iri(`https://example.org/${place}`),
  }));
  const { graph, cut } = graphOf(["subject", "predicate", "object"], rows, page);
  assert.equal(cut, true);
  assert.equal(graph.nodes.length, MOST_NODES);
  const known = new Set(graph.nodes.map((node) => node.id));
  assert.ok(graph.edges.every((edge) => known.has(edge.source) && known.has(edge.target)));
});

test("triples open as a graph if its names can be read, else as text", () => {
  const columns = ["subject", "predicate", "object"];
  const row = (place: number, object: Row[string]): Row => ({
    subject: iri(`${BASE}id/fund/f${place}`),
    predicate: iri(`${BASE}ontology#theme`),
    object,
  });
  const linked = (count: number) => Array.from({ length: count }, (_, place) => row(place, iri(BASE)));
  assert.equal(viewOfTriples(columns, linked(5)), "graph");
  assert.equal(viewOfTriples(columns, linked(200)), "response");
  assert.equal(viewOfTriples(columns, [row(1, text("only a name"))]), "response");
  assert.equal(viewOfTriples(columns, []), "response");
  assert.equal(viewOfTriples(["label"], []), "response");
});

test("a column is of numbers or days only if all that stands in it is", () => {
  const rows: Row[] = [
    { n: typed("1", "integer"), d: typed("2021-01-01", "date"), m: typed("1", "integer") },
    { n: typed("2.5", "decimal"), d: typed("2030", "gYear"), m: text("two") },
    { d: typed("2030", "gYear") },
  ];
  assert.deepEqual(["n", "d", "m", "absent"].map((name) => sortOf(name, rows)), ["number", "date", "text", "text"]);
});

test("bars are offered for numbers, a timeline for days, nothing for texts", () => {
  const rows: Row[] = [{ kind: iri("x:y"), label: text("Fund"), n: typed("8", "integer") }];
  assert.deepEqual(fittingChoice(["kind", "label", "n"], rows), { type: "bar", label: "label", values: ["n"] });
  const days: Row[] = [{ what: text("Decade"), from: typed("2021", "gYear"), to: typed("2030", "gYear") }];
  assert.deepEqual(fittingChoice(["what", "from", "to"], days), { type: "timeline", label: "what", values: ["from", "to"] });
  assert.equal(fittingChoice(["label"], [{ label: text("Fund") }]), null);
});

test("a chart has the values as numbers, and gaps where there are none", () => {
  const rows: Row[] = [
    { label: text("one"), n: typed("8", "integer"), m: typed("1.5", "decimal") },
    { label: text("two"), m: typed("2", "integer") },
    { label: text("none") },
  ];
  const data = chartOf({ type: "bar", label: "label", values: ["n", "m"] }, rows, prefixes);
  assert.deepEqual(data.labels, ["one", "two"]);
  assert.deepEqual(data.series, [{ name: "n", values: [8, null] }, { name: "m", values: [1.5, 2] }]);
});
