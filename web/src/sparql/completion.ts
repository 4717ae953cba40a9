/** Completion from the graph's own vocabulary; no other service is asked. */

import { Yasqe } from "@zazuko/yasqe";

import { type Term, type Vocabulary, fitting, written } from "./terms.ts";
import type { Texts } from "./page.ts";

type CompleterConfig = Parameters<typeof Yasqe.registerAutocompleter>[0];
type Hint = Parameters<NonNullable<CompleterConfig["postprocessHints"]>>[1][number];

/** Called before an editor is made: editors start with the completers that are registered. */
export function registerCompleters(vocabulary: Vocabulary, texts: Texts): void {
  replace("prefixes", {
    get: () => Object.entries(vocabulary.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    persistenceId: null,
  });
  replace("class", terms(vocabulary, vocabulary.classes, texts.kind_class));
  replace("property", terms(vocabulary, vocabulary.properties, texts.kind_property));
}

function replace(name: string, changes: Partial<CompleterConfig>): void {
  const original = Yasqe.Autocompleters[name];
  if (!original) throw new Error(`The editor has no completion of the name ${name}.`);
  Yasqe.registerAutocompleter({ ...original, ...changes });
}

function terms(
  { prefixes }: Vocabulary,
  all: readonly Term[],
  kind: string,
): Partial<CompleterConfig> {
  const byForm = new Map(all.map((term) => [written(term.iri, prefixes), term]));
  return {
    autoShow: true,
    bulk: false,
    get: (_, token) => fitting(token?.string.trim() ?? "", all, prefixes).map((term) => term.iri),
    preProcessToken: (_, token) => token,
    postProcessSuggestion: (_, __, iri) => written(iri, prefixes),
    postprocessHints: (_, hints) =>
      hints.map((hint) => {
        const term = byForm.get(hint.text);
        return term ? { ...hint, render: (element) => render(element, hint, term, kind) } : hint;
      }),
  };
}

function render(element: HTMLElement, hint: Hint, term: Term, kind: string): void {
  for (const [name, text] of [
    ["form", hint.text],
    ["label", term.label],
    ["other", term.other],
  ] as const) {
    if (!text) continue;
    const part = document.createElement("span");
    part.className = `hint-${name}`;
    part.textContent = text;
    element.append(part, " ");
  }
  element.title = [kind, term.comment].filter(Boolean).join(" · ");
}
