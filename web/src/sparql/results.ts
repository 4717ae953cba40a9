/** Results: the library's frame, with views of ours in it. */

import { Yasr } from "@zazuko/yasr";

import { type Page, filled } from "./page.ts";
import type { Prefixes } from "./readings.ts";
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
  updateResponseInfo(): void;
  updateExportHeaders(): void;
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
  };
  const original = frame.updateExportHeaders;
  frame.updateExportHeaders = function (this: Frame) {
    original.call(this);
    this.downloadBtn.title = texts.download;
    this.downloadBtn.setAttribute("aria-label", texts.download);
    const selected = this.pluginSelectorsEl?.querySelectorAll<HTMLElement>("button") ?? [];
    for (const button of selected) {
      button.setAttribute("aria-label", button.title);
      button.setAttribute("aria-pressed", String(button.classList.contains("selected")));
      button.toggleAttribute("disabled", button.classList.contains("disabled"));
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
  yasr.on("change", () => (yasr as unknown as Frame).updateExportHeaders());
  return yasr;
}

function summary(yasr: Frame, { texts, language }: Page): string {
  const rows = yasr.results?.getBindings()?.length;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const seconds = (yasr.results?.getResponseTime() ?? 0) / 1000;
  const amount =
    rows === undefined
      ? texts.answer
      : filled(rows === 1 ? texts.row : texts.rows, { n: numbers.format(rows) });
  return `${amount} · ${filled(texts.seconds, { n: numbers.format(Math.max(seconds, 0.01)) })}`;
}
