/** Which terms of the vocabulary fit what has been typed. */

import { folded } from "../sorting.ts";

export interface Term {
  readonly iri: string;
  readonly label: string;
  readonly other: string;
  readonly comment: string;
  readonly count: number;
}

export interface Vocabulary {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly classes: readonly Term[];
  readonly properties: readonly Term[];
}

const MOST = 60;

/** How a term is written in a query: with a prefix where the rest may stand after one. */
export function written(iri: string, prefixes: Vocabulary["prefixes"]): string {
  let best = "";
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (!iri.startsWith(namespace)) continue;
    const rest = iri.slice(namespace.length);
    if (!/^[\p{L}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u.test(rest)) continue;
    const form = `${prefix}:${rest}`;
    if (!best || form.length < best.length) best = form;
  }
  return best || `<${iri}>`;
}

/**
 * Terms whose written form begins with what was typed, then those with it elsewhere in their
 * name or in a label of either language; among these the more used first.
 */
export function fitting(
  typed: string,
  terms: readonly Term[],
  prefixes: Vocabulary["prefixes"],
): readonly Term[] {
  const wanted = folded(typed.replace(/^</, ""));
  const ranked: { term: Term; rank: number }[] = [];
  for (const term of terms) {
    const form = folded(written(term.iri, prefixes));
    const local = form.slice(form.indexOf(":") + 1);
    let rank = 3;
    if (form.startsWith(wanted) || term.iri.toLowerCase().startsWith(wanted)) rank = 0;
    else if (local.startsWith(wanted)) rank = 1;
    else if (folded(term.label).startsWith(wanted) || folded(term.other).startsWith(wanted)) rank = 1;
    else if ([local, folded(term.label), folded(term.other)].some((text) => text.includes(wanted))) {
      rank = 2;
    }
    if (rank < 3) ranked.push({ term, rank });
  }
  return ranked
    .toSorted((one, other) => one.rank - other.rank || other.term.count - one.term.count)
    .slice(0, MOST)
    .map(({ term }) => term);
}
