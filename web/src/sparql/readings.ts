/** What a result can be seen as besides a table: a graph, or a chart. */

import type { Graph, GraphEdge, GraphNode } from "../arranging.ts";
import { type ChartData, yearOf } from "../plotting.ts";

export interface Value {
  readonly value: string;
  readonly type: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

export type Row = Readonly<Record<string, Value | undefined>>;
export type Prefixes = Readonly<Record<string, string>>;

const TRIPLES = [
  ["subject", "predicate", "object"],
  ["s", "p", "o"],
] as const;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = /^(?:integer|decimal|double|float|(?:non)?(?:positive|negative)integer|(?:unsigned)?(?:long|int|short|byte))$/i;
const DATES = new Set(["date", "datetime", "gyear", "gyearmonth"]);
export const MOST_NODES = 150;
const MOST_OPENED = 60; // nodes whose labels can be read; more open as text
export const MOST_ROWS = 200;

/** The address of one of our IRIs on this site, or of the page here about a foreign one. */
export function addressOf(iri: string, base: string, language: string): string {
  let path: string;
  if (iri.startsWith(base)) path = new URL(iri).href.slice(base.length - 1);
  else if (/^https?:/.test(iri)) path = `/thing?${new URLSearchParams({ iri })}`;
  else return "";
  if (!language) return path;
  const [before, fragment] = path.split(/(?=#)/);
  return `${before}${before?.includes("?") ? "&" : "?"}lang=${language}${fragment ?? ""}`;
}

export function shortened(iri: string, prefixes: Prefixes): string {
  const [prefix, namespace] = Object.entries(prefixes).reduce(
    (best, each) => (iri.startsWith(each[1]) && each[1].length > best[1].length ? each : best),
    ["", ""],
  );
  return namespace ? `${prefix}:${iri.slice(namespace.length)}` : iri;
}

/** The columns that hold triples, or null. */
export function tripleColumns(variables: readonly string[]): readonly [string, string, string] | null {
  return TRIPLES.find((names) => names.every((name) => variables.includes(name))) ?? null;
}

export function graphOf(
  variables: readonly string[],
  rows: readonly Row[],
  { prefixes, base, language, chosen }: {
    prefixes: Prefixes;
    base: string;
    language: string;
    chosen: string;
  },
): { graph: Graph; cut: boolean } {
  const [subject, predicate, object] = tripleColumns(variables) ?? TRIPLES[0];
  const labels = new Map<string, string>();
  for (const row of rows) {
    const [thing, text] = [row[subject], row[object]];
    if (row[predicate]?.value !== LABEL || !thing || !text) continue;
    const inLanguage = text["xml:lang"]?.startsWith(language);
    if (inLanguage || !labels.has(thing.value)) labels.set(thing.value, text.value);
  }
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  let cut = false;
  const add = (term: Value): boolean => {
    if (nodes.has(term.value)) return true;
    if (nodes.size >= MOST_NODES) {
      cut = true;
      return false;
    }
    const isIri = term.type === "uri";
    nodes.set(term.value, {
      id: term.value,
      label: labels.get(term.value) ?? (isIri ? shortened(term.value, prefixes) : "[ ]"),
      kind: kindOf(term, base),
      address: isIri ? addressOf(term.value, base, chosen) : "",
    });
    return true;
  };
  for (const row of rows) {
    const [from, by, to] = [row[subject], row[predicate], row[object]];
    if (!from || !by || !to || !isNode(to) || !add(from) || !add(to)) continue;
    edges.push({ source: from.value, target: to.value, label: shortened(by.value, prefixes) });
  }
  return { graph: { nodes: [...nodes.values()], edges }, cut };
}

/** The view in which the triples of CONSTRUCT or DESCRIBE open: a graph, or else their text. */
export function viewOfTriples(variables: readonly string[], rows: readonly Row[]): "graph" | "response" {
  const columns = tripleColumns(variables);
  if (!columns) return "response";
  const nodes = new Set<string>();
  for (const row of rows) {
    const [from, to] = [row[columns[0]], row[columns[2]]];
    if (from && to && isNode(to)) nodes.add(from.value).add(to.value);
  }
  return nodes.size > 0 && nodes.size <= MOST_OPENED ? "graph" : "response";
}

function isNode(term: Value): boolean {
  return term.type === "uri" || term.type === "bnode";
}

/** Ours have their kind in their IRI: …/id/fund/agri3. */
function kindOf(term: Value, base: string): string {
  if (term.type !== "uri" || !term.value.startsWith(base)) return "";
  const [first, second] = term.value.slice(base.length).split("/");
  return (first === "id" ? second : first) ?? "";
}

export type Sort = "number" | "date" | "text";

/** What a column holds: by the datatypes of its values, where all that are there agree. */
export function sortOf(column: string, rows: readonly Row[]): Sort {
  let sort: Sort | null = null;
  for (const row of rows) {
    const term = row[column];
    if (!term) continue;
    const name = term.datatype?.startsWith(XSD) ? term.datatype.slice(XSD.length).toLowerCase() : "";
    const found: Sort = NUMBERS.test(name) ? "number" : DATES.has(name) ? "date" : "text";
    if (sort !== null && found !== sort) return "text";
    sort = found;
  }
  return sort ?? "text";
}

export interface Choice {
  readonly type: ChartData["type"];
  readonly label: string;
  readonly values: readonly string[];
}

/** A chart that fits the columns, or null if there is nothing to draw. */
export function fittingChoice(variables: readonly string[], rows: readonly Row[]): Choice | null {
  const sorts = new Map(variables.map((name) => [name, sortOf(name, rows)]));
  const having = (sort: Sort) => variables.filter((name) => sorts.get(name) === sort);
  const [numbers, dates, words] = [having("number"), having("date"), having("text")];
  const label = words.find((name) => /label|name|title/i.test(name)) ?? words[0] ?? dates[0];
  if (numbers.length) {
    const values = numbers.filter((name) => name !== label);
    return { type: "bar", label: label ?? numbers[0] ?? "", values: values.length > 1 ? values.slice(0, 4) : values };
  }
  if (dates.length && words.length) {
    return { type: "timeline", label: label ?? "", values: dates.slice(0, 2) };
  }
  return null;
}

export function chartOf(choice: Choice, rows: readonly Row[], prefixes: Prefixes): ChartData {
  const shown = rows.slice(0, MOST_ROWS).filter((row) => choice.values.some((name) => row[name]));
  const labels = shown.map((row) => {
    const term = row[choice.label];
    if (!term) return "";
    return term.type === "uri" ? shortened(term.value, prefixes) : term.value;
  });
  const [first = "", second = first] = choice.values;
  if (choice.type === "timeline") {
    const values = shown.map((row) => [row[first]?.value ?? null, row[second]?.value ?? null]);
    return { type: "timeline", labels, series: [{ name: choice.values.join(" – "), values }] };
  }
  if (choice.type === "scatter") {
    const values = shown.map((row) => [amount(row[first]), amount(row[second])]);
    return { type: "scatter", labels, series: [{ name: `${first} × ${second}`, values }] };
  }
  const series = choice.values.map((name) => ({
    name,
    values: shown.map((row) => amount(row[name])),
  }));
  return { type: choice.type, labels, series };
}

function amount(term: Value | undefined): number | null {
  if (!term) return null;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : yearOf(term.value);
}
