/** Figures: drawn by chunks that are fetched only when one comes into view. */

import { texts } from "./language.ts";

const AHEAD = "200px";

export function enhanceFigures(root: ParentNode): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        void draw(entry.target as HTMLElement);
      }
    },
    { rootMargin: AHEAD },
  );
  for (const figure of root.querySelectorAll("figure[data-graph], figure[data-chart]")) {
    observer.observe(figure);
  }
}

/** Whatever fails on the way, the figure keeps the text that it came with. */
async function draw(figure: HTMLElement): Promise<void> {
  const source = figure.querySelector('script[type="application/json"]');
  if (!source?.textContent) return;
  const data: unknown = JSON.parse(source.textContent);
  const isGraph = "graph" in figure.dataset;
  const box = document.createElement("div");
  box.className = isGraph ? "graph-box" : "chart-box";
  const title = figure.querySelector("figcaption")?.textContent?.trim() ?? "";
  if (isGraph) {
    const graph = await import("./graph.ts");
    putFirst(figure, box);
    graph.draw(box, data as Parameters<typeof graph.draw>[1], title);
  } else {
    const chart = await import("./chart.ts");
    putFirst(figure, box);
    chart.draw(box, data as Parameters<typeof chart.draw>[1], title);
  }
}

/** Put the picture before the text of the figure, which from now on can be unfolded. */
function putFirst(figure: HTMLElement, box: HTMLElement): void {
  const details = document.createElement("details");
  details.className = "figure-text";
  const summary = document.createElement("summary");
  summary.textContent = texts.asText;
  const fallback = [...figure.children].filter(
    (child) => !["SCRIPT", "FIGCAPTION"].includes(child.tagName),
  );
  details.append(summary, ...fallback);
  if (!fallback.length) details.hidden = true; // its text is elsewhere on the page
  const caption = figure.querySelector(":scope > figcaption");
  if (caption && caption === figure.firstElementChild) caption.after(box, details);
  else {
    figure.prepend(box);
    box.after(details);
  }
}
