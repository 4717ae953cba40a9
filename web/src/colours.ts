/** Colours of the page for what is drawn on a canvas. */

export interface Colours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly accentText: string;
  readonly series: readonly string[];
  readonly font: string;
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  const accent = value("--accent", "#1f5f8b");
  return {
    background: value("--bg", "#fff"),
    text: value("--fg", "#1a1a1a"),
    muted: value("--muted", "#5a5a5a"),
    line: value("--line", "#c8c8c8"),
    accent,
    accentText: value("--accent-fg", "#fff"),
    series: Array.from({ length: 8 }, (_, place) => value(`--c${place}`, accent)),
    font: getComputedStyle(document.body).fontFamily,
  };
}
