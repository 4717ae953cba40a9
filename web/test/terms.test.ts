import assert from "node:assert/strict";
import { test } from "node:test";

import { type Term, fitting, written } from "../src/sparql/terms.ts";

const RKG = "https://w3id.org/restokg/ontology#";
const prefixes = { rkg: RKG, doc: "https://w3id.org/restokg/doc/", base: "https://w3id.org/restokg/" };

const term = (name: string, label: string, other: string, count = 1): Term => ({
  iri: RKG + name, label, other, comment: "", count,
});
const TERMS = [
  term("Fund", "fund", "基金", 8),
  term("fundedBy", "funded by", "出资方", 20),
  term("CommittedCapital", "committed capital of a fund", "已承诺资本", 5),
  term("Provision", "provision", "条款", 700),
];
const found = (typed: string) => fitting(typed, TERMS, prefixes).map(({ iri }) => iri.slice(RKG.length));

test("a term is written with the prefix under which its rest may stand", () => {
  assert.equal(written(`${RKG}Fund`, prefixes), "rkg:Fund");
  assert.equal(written("https://w3id.org/restokg/doc/UNEP/EA.5/10", prefixes), "<https://w3id.org/restokg/doc/UNEP/EA.5/10>");
  assert.equal(written("https://example.org/x", prefixes), "<https://example.org/x>");
});

test("the beginning of a name counts before its inside, and use decides among equals", () => {
  assert.deepEqual(found("fund"), ["fundedBy", "Fund", "CommittedCapital"]);
  assert.deepEqual(found("rkg:fund"), ["fundedBy", "Fund"]);
  assert.deepEqual(found("rkg:"), ["Provision", "fundedBy", "Fund", "CommittedCapital"]);
});

test("terms are found by their labels in both languages and by their IRIs", () => {
  assert.deepEqual(found("条款"), ["Provision"]);
  assert.deepEqual(found("capital of"), ["CommittedCapital"]);
  assert.deepEqual(found(`<${RKG}Prov`), ["Provision"]);
  assert.deepEqual(found("nothing"), []);
});
