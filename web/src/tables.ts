/** Tables that sort by their headers and have a field that filters their rows. */

import { language, texts } from "./language.ts";
import { type Direction, matches, sorted } from "./sorting.ts";

export function enhanceTables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-table]")) {
    const body = table.tBodies[0];
    if (!body || table.dataset["table"] === "ready") continue;
    table.dataset["table"] = "ready";
    if (!body.querySelector("[rowspan]")) addSorting(table, body);
    if (body.rows.length > 1) addFilter(table, body);
  }
}

function cellKey(row: HTMLTableRowElement, column: number): string {
  const cell = row.cells[column];
  return (cell?.dataset["value"] ?? cell?.textContent ?? "").trim();
}

function addSorting(table: HTMLTableElement, body: HTMLTableSectionElement): void {
  const headers = [...(table.tHead?.rows[0]?.cells ?? [])];
  headers.forEach((header, column) => {
    if (header.colSpan > 1 || !header.textContent?.trim() || header.querySelector("a, button")) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const direction: Direction =
        header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", direction);
      const rows = [...body.rows].map((item) => ({ item, key: cellKey(item, column) }));
      body.append(...sorted(rows, direction, language));
    });
  });
}

function addFilter(table: HTMLTableElement, body: HTMLTableSectionElement): void {
  const bar = document.createElement("div");
  bar.className = "table-filter";
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  label.append(table.dataset["filterLabel"] ?? texts.filter, " ", input);
  const count = document.createElement("output");
  bar.append(label, count);
  scrollBox(table).before(bar);

  const rows = [...body.rows].map((row) => ({
    row,
    text: [...row.cells].map((cell) => cell.textContent ?? "").join(" "),
  }));
  const pattern = table.dataset["countLabel"] ?? "{shown} / {all}";
  const apply = () => {
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !matches(text, input.value);
      if (!row.hidden) shown += 1;
    }
    count.value = pattern.replace("{shown}", `${shown}`).replace("{all}", `${rows.length}`);
  };
  input.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) apply();
  });
  input.addEventListener("compositionend", apply);
  apply();
}

/** The box in which a wide table scrolls, so that the filter stays in view beside it. */
function scrollBox(table: HTMLTableElement): HTMLElement {
  const parent = table.parentElement;
  const scrolls = parent && ["auto", "scroll"].includes(getComputedStyle(parent).overflowX);
  return scrolls ? parent : table;
}
