/** Search as you type: a combobox over the search of the service. */

import { type Choice, step } from "./choosing.ts";
import { texts } from "./language.ts";

export interface Suggestion {
  readonly label: string;
  readonly other: string;
  readonly kind: string;
  readonly address: string;
  readonly symbol: string;
}

const PAUSE = 120; // milliseconds without a key before the service is asked

export function enhanceSearch(form: HTMLFormElement, number: number): void {
  const input = form.querySelector<HTMLInputElement>('input[name="q"]');
  if (input) new Combobox(form, input, `suggestions-${number}`);
}

class Combobox {
  readonly #form: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement("ul");
  readonly #status = document.createElement("span");
  readonly #known = new Map<string, readonly Suggestion[]>();
  #shown: readonly Suggestion[] = [];
  #choice: Choice = { active: -1, open: false };
  #timer = 0;
  #asking: AbortController | undefined;

  constructor(form: HTMLFormElement, input: HTMLInputElement, id: string) {
    this.#form = form;
    this.#input = input;
    this.#list.id = id;
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", texts.suggestions(2).replace(/^\d+ (条)?/, ""));
    this.#status.className = "visually-hidden suggestions-status";
    this.#status.setAttribute("role", "status");
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");
    form.classList.add("has-suggestions");
    form.append(this.#list, this.#status);

    input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.#ask();
    });
    input.addEventListener("compositionend", () => this.#ask());
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#show([]));
    // The field keeps the focus while a suggestion is clicked.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  #ask(): void {
    window.clearTimeout(this.#timer);
    this.#asking?.abort();
    const typed = this.#input.value.trim();
    if (!typed) {
      this.#show([]);
      return;
    }
    const known = this.#known.get(typed);
    if (known) this.#show(known, true);
    else this.#timer = window.setTimeout(() => void this.#fetch(typed), PAUSE);
  }

  async #fetch(typed: string): Promise<void> {
    this.#asking = new AbortController();
    // As the form would: with the language where the address names it, else by the browser's.
    const asked = new URLSearchParams({ q: typed });
    const lang = new FormData(this.#form).get("lang");
    if (typeof lang === "string") asked.set("lang", lang);
    const address = `/api/search?${asked}`;
    try {
      const response = await fetch(address, { signal: this.#asking.signal });
      if (!response.ok) return;
      const { results } = (await response.json()) as { results: Suggestion[] };
      this.#known.set(typed, results);
      if (document.activeElement === this.#input) this.#show(results, true);
    } catch {
      // Aborted or offline: the form still leads to the page of results.
    }
  }

  #show(found: readonly Suggestion[], say = false): void {
    this.#shown = found;
    this.#choice = { active: -1, open: found.length > 0 };
    this.#list.replaceChildren(...found.map((each, place) => this.#option(each, place)));
    this.#status.textContent = !say
      ? ""
      : found.length
        ? texts.suggestions(found.length)
        : texts.noSuggestions;
    this.#mark();
  }

  #option(suggestion: Suggestion, place: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${place}`;
    option.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = suggestion.address;
    link.tabIndex = -1;
    for (const [name, text] of [
      ["label", suggestion.label],
      ["symbol", suggestion.symbol === suggestion.label ? "" : suggestion.symbol],
      ["other", suggestion.other],
      ["kind", suggestion.kind],
    ] as const) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      link.append(part, " ");
    }
    option.append(link);
    return option;
  }

  #press(event: KeyboardEvent): void {
    const after = step(this.#choice, this.#shown.length, event);
    if (after.effect === "none") return;
    if (after.effect !== "closed" || event.key === "Escape") event.preventDefault();
    if (after.effect === "chosen") {
      this.#list.children[after.active]?.querySelector("a")?.click();
      return;
    }
    this.#choice = after;
    this.#mark();
  }

  #mark(): void {
    const { active, open } = this.#choice;
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
    [...this.#list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === active));
      if (place === active) option.scrollIntoView({ block: "nearest" });
    });
    const option = open ? this.#list.children[active] : undefined;
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }
}
