import assert from "node:assert/strict";
import { test } from "node:test";

import { type ChartData, lies, lined, shortened, spanOf, spanText, widthOf, yearOf } from "../src/plotting.ts";

test("a day is a year with its part", () => {
  assert.equal(yearOf("2024"), 2024);
  assert.equal(yearOf(2030), 2030);
  assert.equal(yearOf("2021-01-01"), 2021);
  assert.ok(Math.abs((yearOf("2024-07-01") ?? 0) - 2024.497) < 0.001);
  assert.equal(yearOf("2021-01-01T10:00:00Z"), 2021);
  assert.equal(yearOf("soon"), null);
  assert.equal(yearOf(null), null);
});

test("a span without one of its ends begins and ends with the other", () => {
  assert.deepEqual(spanOf([2021, 2030]), [2021, 2030]);
  assert.deepEqual(spanOf([null, "2030"]), [2030, 2030.25]);
  assert.deepEqual(spanOf(["2022-12-19", ""])?.map(Math.floor), [2022, 2023]);
  assert.equal(spanOf([null, null]), null);
});

test("a span is told by the dates as they were given", () => {
  assert.equal(spanText(["2021", "2030"]), "2021 – 2030");
  assert.equal(spanText(["2022-12-19", "2022-12-19"]), "2022-12-19");
  assert.equal(spanText([null, "2030"]), "2030");
});

test("bars lie where labels are many or long, in either script", () => {
  const bars = (labels: string[]): ChartData => ({ type: "bar", labels, series: [] });
  assert.ok(!lies(bars(["UNFCCC", "CBD", "UNCCD"])));
  assert.ok(lies(bars(["Convention on Biological Diversity"])));
  assert.ok(lies(bars(["联合国防治荒漠化公约"])));
  assert.ok(lies(bars(Array.from({ length: 11 }, (_, place) => `${place}`))));
  assert.equal(widthOf("公约 A"), 6);
});

test("a text is cut to a width with a mark, in either script", () => {
  assert.equal(shortened("short", 10), "short");
  assert.equal(shortened("Convention on Biological Diversity", 12), "Convention…");
  assert.equal(shortened("联合国防治荒漠化公约", 9), "联合国防…");
});

test("a long label takes two lines, whole words first, and is cut only then", () => {
  assert.deepEqual(lined("short", 20), ["short"]);
  assert.deepEqual(lined("Share of threatened plants", 20), ["Share of threatened", "plants"]);
  assert.deepEqual(lined("Land and inland waters conserved (GBF Target 3)", 20), ["Land and inland", "waters conserved (G…"]);
  assert.deepEqual(lined("到2030年恢复10亿公顷退化土地", 20), ["到2030年恢复10亿公顷", "退化土地"]);
  assert.ok(lined("一".repeat(99), 20).every((line) => widthOf(line) <= 20));
});
