/** A chart of the values that a figure brings. */

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  PointElement,
  ScatterController,
  Tooltip,
} from "chart.js";

import { type Colours, colours } from "./colours.ts";
import { language, texts } from "./language.ts";
import { type ChartData, lies, lined, shortened, spanOf, spanText, widthOf } from "./plotting.ts";
import { THEME_CHANGED } from "./theme.ts";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  PointElement,
  ScatterController,
  Tooltip,
);

const ROW = 26; // pixels for a lying bar with its label
const TWO_LINES = 34; // with a label in two lines
const LEAST = 220;
const LETTER = 18; // a label may have a letter for so many pixels of the chart's width
const MILLION = 1_000_000;

const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

export function draw(box: HTMLElement, data: ChartData, title: string): () => void {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", data.title || title || texts.chart);
  box.append(canvas);
  box.style.height = `${height(data, box.clientWidth)}px`;
  let chart = new Chart(canvas, configuration(data, colours(), box.clientWidth));
  const redraw = () => {
    chart.destroy();
    chart = new Chart(canvas, configuration(data, colours(), box.clientWidth));
  };
  document.addEventListener(THEME_CHANGED, redraw);
  return () => {
    document.removeEventListener(THEME_CHANGED, redraw);
    chart.destroy();
  };
}

function height(data: ChartData, width: number): number {
  if (!lies(data)) return 320;
  const bars = data.type === "bar" ? data.series.length : 1;
  const long = data.labels.some((label) => widthOf(label) > longestOf(width));
  return Math.max(LEAST, data.labels.length * Math.max(long ? TWO_LINES : ROW, bars * 14) + 80);
}

/** The Latin letters that a line of a label may have in a chart of a width. */
function longestOf(width: number): number {
  return Math.max(14, Math.min(52, Math.round(width / LETTER)));
}

function configuration(data: ChartData, palette: Colours, width: number): ChartConfiguration {
  const longest = longestOf(width);
  const lying = lies(data);
  const written = (label: string) => (lying ? lined(label, longest) : shortened(label, longest));
  const scatter = data.type === "scatter";
  const timeline = data.type === "timeline";
  const axis = (kind: "values" | "labels") => ({
    stacked: data.type === "stacked" || timeline,
    grid: { color: kind === "values" ? palette.line : "transparent" },
    border: { color: palette.line },
    beginAtZero: !timeline && !scatter,
    title: {
      display: kind === "values" && Boolean(data.unit),
      text: data.unit ?? "",
      color: palette.muted,
    },
    ticks: {
      color: kind === "labels" ? palette.text : palette.muted,
      autoSkip: kind === "values",
      ...(timeline && kind === "values" ? { precision: 0, callback: year } : {}),
      ...(kind === "labels" && !scatter
        ? { callback: (_: unknown, place: number) => written(data.labels[place] ?? "") }
        : {}),
      ...(kind === "values" && !timeline ? { callback: amount } : {}),
    },
  });
  return {
    type: scatter ? "scatter" : "bar",
    data: {
      labels: [...data.labels],
      datasets: data.series.map((series, place) => ({
        label: series.name,
        data: series.values.map((value) => point(value, data.type)) as never[],
        backgroundColor: palette.series[place % palette.series.length] ?? palette.accent,
        borderWidth: 0,
        maxBarThickness: 36,
        pointRadius: 5,
        ...(timeline ? { grouped: false } : {}),
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: lying ? "y" : "x",
      font: { family: palette.font },
      scales: {
        x: axis(lying || scatter ? "values" : "labels"),
        y: axis(lying ? "labels" : "values"),
      },
      plugins: {
        legend: {
          display: data.series.length > 1,
          position: "bottom",
          labels: { color: palette.text, font: { family: palette.font } },
        },
        tooltip: {
          callbacks: {
            title: (items) => data.labels[items[0]?.dataIndex ?? -1] ?? "",
            label: (item) => {
              const value = data.series[item.datasetIndex]?.values[item.dataIndex];
              return [item.dataset.label, valueText(value, data)].filter(Boolean).join(": ");
            },
          },
        },
      },
    },
  };
}

function point(value: unknown, type: ChartData["type"]): unknown {
  if (type === "timeline") return spanOf(value);
  if (type === "scatter" && Array.isArray(value)) return { x: Number(value[0]), y: Number(value[1]) };
  return value;
}

function amount(value: string | number): string {
  const number = Number(value);
  return (Math.abs(number) >= MILLION ? compact : numbers).format(number);
}

function year(value: string | number): string {
  return Number.isInteger(Number(value)) ? String(value) : "";
}

function valueText(value: unknown, data: ChartData): string {
  if (data.type === "timeline") return spanText(value);
  const all = Array.isArray(value) ? (value as unknown[]) : [value];
  const text = all.map((each) => (typeof each === "number" ? numbers.format(each) : String(each)));
  return [text.join(", "), data.unit].filter(Boolean).join(" ");
}
