/** The editor, and the mark at the place of a fault. */

import { Yasqe } from "@zazuko/yasqe";

import { type Fault, spanOf } from "./faults.ts";
import type { Page } from "./page.ts";
import type { Vocabulary } from "./terms.ts";

export const ENDPOINT = "/sparql";

export function makeEditor(parent: HTMLElement, page: Page, query: string): Yasqe {
  const yasqe = new Yasqe(parent, {
    value: query,
    // The text is in the address, from which a link restores it; nothing is kept besides.
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: undefined as never,
    showQueryButton: false,
    prefixCcApi: null,
    resizeable: false,
    editorHeight: "24rem",
    autofocus: false,
    screenReaderLabel: page.texts.editor,
    // Tab leaves the editor, as it leaves every field.
    extraKeys: { Tab: false, "Shift-Tab": false } as never,
    requestConfig: {
      endpoint: ENDPOINT,
      method: "POST",
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
  });
  yasqe.on("autocompletionShown", (_, widget: { hints: HTMLElement }) => {
    widget.hints.setAttribute("aria-label", page.texts.completions);
    widget.hints.tabIndex = 0; // it scrolls; Tab takes a completion, so no one is led here
  });
  return yasqe;
}

/**
 * Declare the known prefixes that a text uses without: the service knows them, but the editor
 * would call them faults, and other endpoints too.
 */
export function declarePrefixes(yasqe: Yasqe, prefixes: Vocabulary["prefixes"]): void {
  const declared = yasqe.getPrefixesFromQuery();
  const missing: Record<string, string> = {};
  const document_ = yasqe.getDoc();
  for (let line = 0; line < document_.lineCount(); line += 1) {
    for (const { type, string } of yasqe.getLineTokens(line)) {
      const prefix = type?.includes("string-2") ? string.slice(0, string.indexOf(":")) : "";
      const namespace = prefixes[prefix];
      if (namespace && !(prefix in declared)) missing[prefix] = namespace;
    }
  }
  if (Object.keys(missing).length) yasqe.addPrefixes(missing);
}

export class FaultMark {
  readonly #yasqe: Yasqe;
  #clear: (() => void) | undefined;

  constructor(yasqe: Yasqe) {
    this.#yasqe = yasqe;
  }

  clear(): void {
    this.#clear?.();
    this.#clear = undefined;
  }

  /** Mark the place; false if the fault is not at one. */
  show(fault: Fault): boolean {
    this.clear();
    const document_ = this.#yasqe.getDoc();
    const span = spanOf(fault, document_.getValue().split("\n"));
    if (!span) return false;
    const mark = document_.markText(
      { line: span.line, ch: span.from },
      { line: span.line, ch: span.to },
      { className: "fault", title: fault.detail } as never,
    );
    const line = this.#yasqe.addLineClass(span.line, "background", "fault-line");
    this.#clear = () => {
      mark.clear();
      this.#yasqe.removeLineClass(line, "background", "fault-line");
    };
    this.#yasqe.scrollIntoView({ line: span.line, ch: span.from }, 60);
    return true;
  }

  go(fault: Fault): void {
    const document_ = this.#yasqe.getDoc();
    const span = spanOf(fault, document_.getValue().split("\n"));
    if (!span) return;
    this.#yasqe.focus();
    document_.setCursor({ line: span.line, ch: span.from });
  }
}
