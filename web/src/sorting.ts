/** Order and choice of table rows, apart from any document. */

export type Direction = "ascending" | "descending";

export interface Row<T> {
  readonly item: T;
  readonly key: string;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Digits with separators for thousands, or with a unit of per cent, count as numbers. */
export function numberOf(key: string): number | null {
  const plain = key.replace(/(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))/g, "").replace(/\s*%$/, "");
  return NUMBER.test(plain) ? Number(plain) : null;
}

/**
 * Rows in the natural order of a language: numbers by value, "COP 9" before "COP 10", and
 * empty cells last in both directions. Rows with equal keys keep their places.
 */
export function sorted<T>(
  rows: readonly Row<T>[],
  direction: Direction,
  language: string,
): readonly T[] {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (one: string, other: string): number => {
    const [first, second] = [numberOf(one), numberOf(other)];
    if (first !== null && second !== null) return first - second;
    if (first !== null || second !== null) return first !== null ? -1 : 1;
    return collator.compare(one, other);
  };
  return rows
    .toSorted((one, other) => {
      if (one.key === "" || other.key === "") {
        return Number(one.key === "") - Number(other.key === "");
      }
      return sign * compare(one.key, other.key);
    })
    .map((row) => row.item);
}

/** The form in which texts are compared: without case, accents and differences of width. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether a text has every word of what was typed, in any order. */
export function matches(text: string, typed: string): boolean {
  const haystack = folded(text);
  return folded(typed)
    .split(" ")
    .every((word) => haystack.includes(word));
}
