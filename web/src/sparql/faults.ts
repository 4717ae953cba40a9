/** What the endpoint says of a query that it could not answer, and where in the text that is. */

export interface Fault {
  /** The name of the kind of problem, such as query-syntax. */
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** Both from 1, as people count; null where the fault is not at one place. */
  readonly line: number | null;
  readonly column: number | null;
}

export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Read a problem document, or null if the text is not one. */
export function readFault(text: string): Fault | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null) return null;
  const { type, title, detail, line, column } = found as Record<string, unknown>;
  if (typeof title !== "string") return null;
  const place = (value: unknown) =>
    typeof value === "number" && Number.isInteger(value) && value > 0 ? value : null;
  return {
    kind: typeof type === "string" ? type.slice(type.lastIndexOf("#") + 1) : "",
    title,
    detail: typeof detail === "string" ? detail : "",
    line: place(line),
    column: place(column),
  };
}

/**
 * The characters of an editor to mark for a fault: a word from its place on, or the last word
 * before it where the text ends there. Columns of the service count characters, those of editors
 * UTF-16 units; lines of the result are from 0.
 */
export function spanOf(fault: Fault, lines: readonly string[]): Span | null {
  if (fault.line === null || lines.length === 0) return null;
  let line = Math.min(fault.line - 1, lines.length - 1);
  let from = fault.line > lines.length ? Infinity : unitsBefore(lines[line] ?? "", fault.column ?? 1);
  const rest = (lines[line] ?? "").slice(Math.min(from, (lines[line] ?? "").length));
  if (rest.trim()) {
    const word = /^\s*([\p{L}\p{N}_:.?$<>/#-]+|\S)/u.exec(rest);
    const space = /^\s*/.exec(rest)?.[0].length ?? 0;
    return { line, from: from + space, to: from + (word?.[0].length ?? rest.length) };
  }
  // Nothing stands there: the fault is that the text ends, so mark what it ends with.
  while (line > 0 && !(lines[line] ?? "").slice(0, from).trim()) {
    line -= 1;
    from = Infinity;
  }
  const before = (lines[line] ?? "").slice(0, from).trimEnd();
  const last = /\S+$/.exec(before);
  return { line, from: last?.index ?? 0, to: Math.max(before.length, 1) };
}

function unitsBefore(text: string, column: number): number {
  return [...text].slice(0, column - 1).join("").length;
}
