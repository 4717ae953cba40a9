/** The table of results, in the language of the page and with links to the pages here. */

import { Yasr } from "@zazuko/yasr";

import type { Page } from "./page.ts";
import { type Prefixes, addressOf, shortened } from "./readings.ts";

interface Binding {
  readonly value: string;
}

/** The parts of the library's table that this one changes or reads. */
interface LibraryTable {
  label: string;
  helpReference: string;
  tableControls: HTMLElement | undefined;
  tableFilterField: HTMLInputElement | undefined;
  dataTable: { on(event: string, handler: () => void): void } | undefined;
  yasr: Yasr;
  draw(settings: object): void;
  drawControls(): void;
  getUriLinkFromBinding(binding: Binding, prefixes?: Prefixes): string;
}

const Original = Yasr.plugins["table"] as unknown as (new (yasr: Yasr) => LibraryTable) & {
  defaults: { tableConfig: { language?: object } };
};

export function resultTable(page: Page): typeof Original {
  const { texts } = page;
  Original.defaults.tableConfig.language = {
    info: texts.table_info,
    infoEmpty: texts.table_none,
    infoFiltered: texts.table_filtered,
    emptyTable: texts.table_empty,
    zeroRecords: texts.table_none,
    paginate: { first: "«", last: "»", next: "›", previous: "‹" },
    aria: {
      orderable: texts.sort,
      orderableReverse: texts.sort_reverse,
      orderableRemove: texts.sort_remove,
      paginate: {
        first: texts.first,
        last: texts.last,
        next: texts.next,
        previous: texts.previous,
      },
    },
  };
  return class extends Original {
    override label = texts.table;
    override helpReference = "";

    override getUriLinkFromBinding({ value }: Binding, prefixes: Prefixes = {}): string {
      const name = document.createElement("a");
      name.className = "iri";
      name.textContent = shortened(value, prefixes);
      const address = addressOf(value, page.base, page.chosen);
      if (!address) return name.innerHTML;
      name.href = address;
      name.title = value;
      return name.outerHTML;
    }

    override draw(settings: object): void {
      super.draw({ compact: true, ...settings });
      const name = () => {
        const pages = this.yasr.resultsEl.querySelector(".dt-paging nav");
        pages?.setAttribute("aria-label", texts.pages);
      };
      this.dataTable?.on("draw", name);
      name();
    }

    override drawControls(): void {
      super.drawControls();
      const controls = this.tableControls;
      if (!controls) return;
      const [simple, shorten] = controls.querySelectorAll<HTMLElement>(".switch .label");
      if (simple) simple.textContent = texts.simple_view;
      if (shorten) shorten.textContent = texts.shorten;
      if (this.tableFilterField) {
        this.tableFilterField.placeholder = texts.filter_results;
        this.tableFilterField.setAttribute("aria-label", texts.filter_results);
      }
      const size = controls.querySelector(".pageSizerLabel");
      if (size) size.textContent = `${texts.page_size} `;
      const choice = controls.querySelector("select.tableSizer");
      choice?.setAttribute("aria-label", texts.page_size);
      const all = choice?.querySelector('option[value="-1"]');
      if (all) all.textContent = texts.all;
    }
  } as typeof Original;
}
