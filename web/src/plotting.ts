/** What a chart shows, apart from the library that draws it. */

export interface Series {
  readonly name: string;
  readonly values: readonly unknown[];
}

export interface ChartData {
  readonly type: "bar" | "stacked" | "timeline" | "scatter";
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly unit?: string;
  readonly title?: string;
}

const LONG_LABEL = 12;
const MANY_BARS = 10;

/** A day as a year with its part: 2024-07-01 is close to 2024.5; a year stays what it is. */
export function yearOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(String(value ?? ""));
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const start = Date.UTC(year, 0, 1);
  return year + (Date.UTC(year, month - 1, day) - start) / (Date.UTC(year + 1, 0, 1) - start);
}

/** Whether bars lie, so that long or many labels can be read. */
export function lies(data: ChartData): boolean {
  if (data.type === "timeline") return true;
  if (data.type === "scatter") return false;
  return (
    data.labels.length > MANY_BARS || data.labels.some((label) => widthOf(label) > LONG_LABEL)
  );
}

/** Chinese characters are twice as wide as Latin letters. */
export function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (letter > "\u2e80" ? 2 : 1), 0);
}

/** A span that is shorter than a line is wide is drawn from its start on all the same. */
export function spanOf(value: unknown): [number, number] | null {
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [value, value];
  const start = yearOf(from) ?? yearOf(to);
  const end = yearOf(to) ?? yearOf(from);
  if (start === null || end === null) return null;
  return end - start < 0.25 ? [start, start + 0.25] : [start, end];
}

export function spanText(value: unknown): string {
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [value, value];
  const ends = [from, to].filter((end) => end !== null && end !== undefined && end !== "");
  return [...new Set(ends.map(String))].join(" – ");
}

/** A text in two lines of a width, broken at a blank or between Chinese characters, then cut. */
export function lined(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  let first = "";
  for (const letter of text) {
    if (widthOf(first + letter) > width) break;
    first += letter;
  }
  const next = text.slice(first.length);
  const blank = first.lastIndexOf(" ");
  if (blank > 0 && /^[!-\u2e80]/.test(next) && /[!-\u2e80]$/.test(first)) first = first.slice(0, blank);
  return [first.trimEnd(), shortened(text.slice(first.length).trimStart(), width)];
}

/** A text cut to a width in Latin letters. */
export function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  for (const letter of text) {
    if (widthOf(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
