import assert from "node:assert/strict";
import { test } from "node:test";

import { matches, numberOf, sorted } from "../src/sorting.ts";

function inOrder(keys: string[], direction: "ascending" | "descending" = "ascending", lang = "en") {
  return sorted(keys.map((key) => ({ item: key, key })), direction, lang);
}

test("numbers sort by value, whatever their separators and signs", () => {
  assert.deepEqual(inOrder(["1,000", "9", "-3", "10.5", "1e3", "12 %"]), [
    "-3", "9", "10.5", "12 %", "1,000", "1e3",
  ]);
  assert.equal(numberOf("90 000 000"), 90_000_000);
  assert.equal(numberOf("1,5"), null, "a comma that separates no thousands is no number");
  assert.equal(numberOf("2024-01-01"), null);
});

test("numbers within texts count as numbers", () => {
  assert.deepEqual(inOrder(["COP 10", "COP 9", "COP 16"]), ["COP 9", "COP 10", "COP 16"]);
});

test("days sort by time", () => {
  assert.deepEqual(inOrder(["2022-12-19", "2019-03-01", "2022-05-20"]), [
    "2019-03-01", "2022-05-20", "2022-12-19",
  ]);
});

test("numbers come before words, and turn with the direction", () => {
  assert.deepEqual(inOrder(["none", "3"]), ["3", "none"]);
  assert.deepEqual(inOrder(["3", "none"], "descending"), ["none", "3"]);
});

test("empty cells stay last in both directions", () => {
  assert.deepEqual(inOrder(["", "b", "", "a"]), ["a", "b", "", ""]);
  assert.deepEqual(inOrder(["", "b", "", "a"], "descending"), ["b", "a", "", ""]);
});

test("rows with equal keys keep their places", () => {
  const rows = ["first", "second", "third"].map((item) => ({ item, key: "same" }));
  assert.deepEqual(sorted(rows, "ascending", "en"), ["first", "second", "third"]);
  assert.deepEqual(sorted(rows, "descending", "en"), ["first", "second", "third"]);
});

test("Chinese sorts by its sounds", () => {
  assert.deepEqual(inOrder(["中国", "爱知", "生态"], "ascending", "zh"), ["爱知", "生态", "中国"]);
});

test("a filter wants every word, in any order, case and width", () => {
  assert.ok(matches("Convention to Combat Desertification", "desert COMBAT"));
  assert.ok(matches("São Tomé", "sao tome"));
  assert.ok(matches("联合国防治荒漠化公约", "荒漠化"));
  assert.ok(matches("ＩＤＲＡ", "idra"), "full-width letters are letters");
  assert.ok(matches("anything", "  "));
  assert.ok(!matches("Convention to Combat Desertification", "desert climate"));
});
