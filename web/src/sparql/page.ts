/** What the SPARQL page gives to its scripts. */

export interface Texts {
  readonly editor: string;
  readonly completions: string;
  readonly stop: string;
  readonly running: string;
  readonly results: string;
  readonly table: string;
  readonly graph: string;
  readonly chart: string;
  readonly raw: string;
  readonly download: string;
  readonly show_all: string;
  readonly simple_view: string;
  readonly shorten: string;
  readonly filter_results: string;
  readonly page_size: string;
  readonly pages: string;
  readonly all: string;
  readonly table_info: string;
  readonly table_empty: string;
  readonly table_none: string;
  readonly table_filtered: string;
  readonly first: string;
  readonly last: string;
  readonly next: string;
  readonly previous: string;
  readonly sort: string;
  readonly sort_reverse: string;
  readonly sort_remove: string;
  readonly row: string;
  readonly rows: string;
  readonly statement: string;
  readonly statements: string;
  readonly answer: string;
  readonly seconds: string;
  readonly yes: string;
  readonly no: string;
  readonly chart_type: string;
  readonly chart_bar: string;
  readonly chart_stacked: string;
  readonly chart_scatter: string;
  readonly chart_timeline: string;
  readonly chart_labels: string;
  readonly chart_values: string;
  readonly chart_none: string;
  readonly first_rows: string;
  readonly first_nodes: string;
  readonly place: string;
  readonly unreachable: string;
  readonly unreachable_advice: string;
  readonly kind_class: string;
  readonly kind_property: string;
}

export interface Page {
  readonly texts: Texts;
  /** Titles of problems, by kind. */
  readonly faults: Readonly<Record<string, string>>;
  /** What to do about problems, by kind, where it is said in place of their English details. */
  readonly advice: Readonly<Record<string, string>>;
  /** The namespace under which IRIs are ours, and served by this site. */
  readonly base: string;
  /** Set where the reader chose a language in the address; links keep it. */
  readonly chosen: string;
  readonly language: string;
}

export function readPage(): Page {
  const source = document.querySelector("script[data-sparql-page]");
  return JSON.parse(source?.textContent ?? "{}") as Page;
}

/** Fill the places in a text: ("{n} rows", { n: 3 }) is "3 rows". */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
