/** The editor, and the mark at the place of a fault. */

import { Yasqe } from "@zazuko/yasqe";

import { type Fault, spanOf } from "./faults.ts";
import type { Page } from "./page.ts";

export const ENDPOINT = "/sparql";

export function makeEditor(parent: HTMLElement, page: Page, query: string): Yasqe {
  return new Yasqe(parent, {
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
