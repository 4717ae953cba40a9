/** Results as a graph, as a chart, as they came, and the answer to ASK. */

import { Yasr, type Plugin } from "@zazuko/yasr";

import { type Page, filled } from "./page.ts";
import {
  type Choice,
  MOST_NODES,
  MOST_ROWS,
  type Prefixes,
  type Row,
  chartOf,
  fittingChoice,
  graphOf,
  tripleColumns,
} from "./readings.ts";

const MOST_LINES = 30;

type Constructor = typeof Plugin & (new (yasr: Yasr) => Plugin<unknown>);

function rowsOf(yasr: Yasr): readonly Row[] {
  return (yasr.results?.getBindings() ?? []) as unknown as readonly Row[];
}

function variablesOf(yasr: Yasr): readonly string[] {
  return yasr.results?.getVariables() ?? [];
}

function icon(drawing: string): Element {
  const box = document.createElement("div");
  box.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">${drawing}</svg>`;
  return box;
}

function note(text: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.className = "muted";
  paragraph.textContent = text;
  return paragraph;
}

export function graphView(page: Page, prefixes: Prefixes): Constructor {
  return class implements Plugin<unknown> {
    priority = 5;
    label = page.texts.graph;
    #end: (() => void) | undefined;
    readonly #yasr: Yasr;

    constructor(yasr: Yasr) {
      this.#yasr = yasr;
    }

    canHandleResults(): boolean {
      const columns = tripleColumns(variablesOf(this.#yasr));
      return (
        columns !== null &&
        rowsOf(this.#yasr).some((row) => ["uri", "bnode"].includes(row[columns[2]]?.type ?? ""))
      );
    }

    async draw(): Promise<void> {
      this.destroy();
      const { graph, cut } = graphOf(variablesOf(this.#yasr), rowsOf(this.#yasr), {
        ...page,
        prefixes,
      });
      const box = document.createElement("div");
      box.className = "graph-box tall";
      const { draw } = await import("../graph.ts");
      this.#yasr.resultsEl.append(box);
      if (cut) box.before(note(filled(page.texts.first_nodes, { n: MOST_NODES })));
      this.#end = draw(box, graph, page.texts.results);
    }

    getIcon(): Element {
      return icon('<circle cx="3.5" cy="8" r="2"/><circle cx="12.5" cy="3.5" r="2"/><circle cx="12.5" cy="12.5" r="2"/><path d="M5.3 7.1l5.4-2.7M5.3 8.9l5.4 2.7"/>');
    }

    destroy(): void {
      this.#end?.();
      this.#end = undefined;
    }
  } as unknown as Constructor;
}

export function chartView(page: Page, prefixes: Prefixes): Constructor {
  const { texts } = page;
  return class implements Plugin<unknown> {
    priority = 4;
    label = texts.chart;
    #end: (() => void) | undefined;
    readonly #yasr: Yasr;

    constructor(yasr: Yasr) {
      this.#yasr = yasr;
    }

    canHandleResults(): boolean {
      return fittingChoice(variablesOf(this.#yasr), rowsOf(this.#yasr)) !== null;
    }

    async draw(): Promise<void> {
      this.destroy();
      const [variables, rows] = [variablesOf(this.#yasr), rowsOf(this.#yasr)];
      let choice = fittingChoice(variables, rows);
      if (!choice) return;
      const { draw } = await import("../chart.ts");
      const box = document.createElement("div");
      const redraw = () => {
        this.destroy();
        box.replaceChildren();
        box.className = "chart-box";
        if (!choice?.values.length) {
          box.append(note(texts.chart_none));
          box.style.height = "auto";
          return;
        }
        const data = chartOf(choice, rows, prefixes);
        this.#end = draw(box, data, `${texts.chart}: ${choice.label}, ${choice.values.join(", ")}`);
      };
      const controls = chooser(choice, variables, page, (wanted) => {
        choice = wanted;
        redraw();
      });
      this.#yasr.resultsEl.append(controls, box);
      if (rows.length > MOST_ROWS) box.before(note(filled(texts.first_rows, { n: MOST_ROWS })));
      redraw();
    }

    getIcon(): Element {
      return icon('<path d="M2 2v12h12"/><path d="M5 12V8M8 12V4M11 12V6" stroke-width="2"/>');
    }

    destroy(): void {
      this.#end?.();
      this.#end = undefined;
    }
  } as unknown as Constructor;
}

function chooser(
  choice: Choice,
  variables: readonly string[],
  { texts }: Page,
  changed: (choice: Choice) => void,
): HTMLElement {
  const form = document.createElement("form");
  form.className = "row chart-choice";
  const types = [
    ["bar", texts.chart_bar],
    ["stacked", texts.chart_stacked],
    ["timeline", texts.chart_timeline],
    ["scatter", texts.chart_scatter],
  ] as const;
  const type = select(types, choice.type);
  const label = select(variables.map((name) => [name, `?${name}`] as const), choice.label);
  const values = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = texts.chart_values;
  values.append(legend);
  for (const name of variables) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = name;
    box.checked = choice.values.includes(name);
    const around = document.createElement("label");
    around.append(box, ` ?${name}`);
    values.append(around);
  }
  form.append(labelled(texts.chart_type, type), labelled(texts.chart_labels, label), values);
  form.addEventListener("change", () =>
    changed({
      type: type.value as Choice["type"],
      label: label.value,
      values: [...values.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value),
    }),
  );
  return form;
}

function select(options: readonly (readonly [string, string])[], chosen: string): HTMLSelectElement {
  const element = document.createElement("select");
  for (const [value, text] of options) element.add(new Option(text, value, false, value === chosen));
  return element;
}

function labelled(text: string, element: HTMLElement): HTMLLabelElement {
  const label = document.createElement("label");
  const name = document.createElement("span");
  name.textContent = text;
  label.append(name, element);
  return label;
}

export function rawView({ texts }: Page): Constructor {
  const Original = Yasr.plugins["response"] as unknown as new (yasr: Yasr) => Plugin<unknown> & {
    cm?: {
      getInputField(): HTMLElement;
      setOption(name: "firstLineNumber", value: number): void;
      setValue(text: string): void;
    };
    readonly yasr: Yasr;
    overLay?: HTMLElement;
    showLess(limit?: boolean): void;
    showMore(): void;
  };
  return class extends Original {
    override label = texts.raw;
    override helpReference = "";

    override draw(settings: unknown): void {
      void super.draw(settings);
      this.cm?.getInputField().setAttribute("aria-label", texts.raw);
      if (this.overLay?.isConnected) this.#skipPrefixes();
    }

    /** Where not all is shown, prefixes would be all that is. */
    #skipPrefixes(): void {
      const lines = (this.yasr.results?.getOriginalResponseAsString() ?? "").split("\n");
      const first = lines.findIndex((line) => line !== "" && !line.startsWith("@prefix "));
      if (first < 1) return;
      this.cm?.setOption("firstLineNumber", first + 1);
      this.cm?.setValue(lines.slice(first, first + MOST_LINES).join("\n"));
    }

    override showMore(): void {
      this.cm?.setOption("firstLineNumber", 1);
      super.showMore();
    }

    override showLess(limit?: boolean): void {
      super.showLess(limit);
      const [all, download] = this.overLay?.querySelectorAll("button") ?? [];
      if (all) all.textContent = all.title = texts.show_all;
      if (download) {
        download.title = texts.download;
        const words = download.querySelector("span");
        if (words) words.textContent = texts.download;
      }
    }
  } as unknown as Constructor;
}

export function answerView({ texts }: Page): Constructor {
  return class implements Plugin<unknown> {
    priority = 10;
    hideFromSelection = true;
    readonly #yasr: Yasr;

    constructor(yasr: Yasr) {
      this.#yasr = yasr;
    }

    canHandleResults(): boolean {
      return typeof this.#yasr.results?.getBoolean() === "boolean";
    }

    draw(): void {
      const answer = document.createElement("p");
      answer.className = "lead";
      answer.textContent = this.#yasr.results?.getBoolean() ? texts.yes : texts.no;
      this.#yasr.resultsEl.append(answer);
    }

    getIcon(): undefined {
      return undefined;
    }
  } as unknown as Constructor;
}
