/** Results: the library's frame, with views of ours in it. */

import { Yasr } from "@zazuko/yasr";

import { type Page, filled } from "./page.ts";
import { type Prefixes, type Row, viewOfTriples } from "./readings.ts";
import { resultTable } from "./table.ts";
import { answerView, chartView, graphView, rawView } from "./views.ts";

const NAME = "restokg";

/** The parts of the library's frame that are said in the language of the page. */
interface Frame {
  dataElement: HTMLElement;
  documentationLink: HTMLElement;
  downloadBtn: HTMLElement;
  pluginSelectorsEl: HTMLElement | undefined;
  readonly results?: Yasr["results"];
  readonly drawnPlugin?: string;
  selectedPlugin?: string | undefined;
  ofTriples?: boolean;
  readonly config: { defaultPlugin: string };
  updateResponseInfo(): void;
  updateExportHeaders(): void;
  updatePluginSelectors(fitting?: readonly string[]): void;
  updateHelpButton(): void;
}

export function makeResults(parent: HTMLElement, page: Page, prefixes: Prefixes): Yasr {
  const { texts } = page;
  type View = Parameters<typeof Yasr.registerPlugin>[1];
  Yasr.registerPlugin("table", resultTable(page) as unknown as View);
  Yasr.registerPlugin("graph", graphView(page, prefixes));
  Yasr.registerPlugin("chart", chartView(page, prefixes));
  Yasr.registerPlugin("response", rawView(page));
  Yasr.registerPlugin("boolean", answerView(page));

  const frame = Yasr.prototype as unknown as Frame;
  frame.updateHelpButton = () => {}; // its link leads to another site
  frame.updateResponseInfo = function (this: Frame) {
    this.dataElement.textContent = this.results ? summary(this, page) : "";
    openFittingView(this); // this is what the library does first to draw a result
  };
  const { updateExportHeaders, updatePluginSelectors } = frame;
  frame.updateExportHeaders = function (this: Frame) {
    updateExportHeaders.call(this);
    this.downloadBtn.title = texts.download;
    this.downloadBtn.setAttribute("aria-label", texts.download);
  };
  // The library says which view is chosen, and which do not fit, by classes alone; a chosen one
  // that does not fit is not the one that is shown.
  frame.updatePluginSelectors = function (this: Frame, fitting) {
    updatePluginSelectors.call(this, fitting);
    for (const button of this.pluginSelectorsEl?.querySelectorAll("button") ?? []) {
      const shown = fitting
        ? button.classList.contains(`select_${this.drawnPlugin}`)
        : button.classList.contains("selected");
      button.classList.toggle("selected", shown);
      button.setAttribute("aria-label", button.title);
      button.setAttribute("aria-pressed", String(shown));
      button.disabled = button.classList.contains("disabled");
    }
  };
  const yasr = new Yasr(parent, {
    persistenceId: null,
    prefixes,
    pluginOrder: ["table", "graph", "chart", "response"],
    defaultPlugin: "table",
    getDownloadFileName: () => NAME,
  });
  (yasr as unknown as Frame).documentationLink.remove();
  return yasr;
}

/**
 * Rows open as a table, triples as a graph or as text, unless the reader chose a view; the choice
 * holds as long as what comes is of the same sort.
 */
function openFittingView(frame: Frame): void {
  const { results } = frame;
  const triples = ofTriples(frame);
  if (triples !== frame.ofTriples) frame.selectedPlugin = undefined;
  frame.ofTriples = triples;
  const rows = (results?.getBindings() ?? []) as unknown as readonly Row[];
  frame.config.defaultPlugin = triples
    ? viewOfTriples(results?.getVariables() ?? [], rows)
    : "table";
}

function ofTriples({ results }: Frame): boolean {
  return !(results?.getContentType() ?? "sparql-results").includes("sparql-results");
}

function summary(yasr: Frame, { texts, language }: Page): string {
  const rows = yasr.results?.getBindings()?.length;
  const [one, many] = ofTriples(yasr)
    ? [texts.statement, texts.statements]
    : [texts.row, texts.rows];
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const seconds = (yasr.results?.getResponseTime() ?? 0) / 1000;
  const amount =
    rows === undefined
      ? texts.answer
      : filled(rows === 1 ? one : many, { n: numbers.format(rows) });
  return `${amount} · ${filled(texts.seconds, { n: numbers.format(Math.max(seconds, 0.01)) })}`;
}
