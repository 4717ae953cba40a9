import assert from "node:assert/strict";
import { test } from "node:test";

import { type Choice, step } from "../src/choosing.ts";

const press = (choice: Choice, key: string, extra: object = {}) =>
  step(choice, 3, { key, isComposing: false, keyCode: 0, ...extra });
const open = (active: number): Choice => ({ active, open: true });

test("the arrows go round through the suggestions and the typed text", () => {
  let choice: Choice = open(-1);
  const visited: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    choice = press(choice, "ArrowDown");
    visited.push(choice.active);
  }
  assert.deepEqual(visited, [0, 1, 2, -1, 0]);
  assert.equal(press(open(0), "ArrowUp").active, -1);
  assert.equal(press(open(-1), "ArrowUp").active, 2);
});

test("an arrow opens a closed list, and Alt only opens it", () => {
  assert.deepEqual(press({ active: -1, open: false }, "ArrowDown"), {
    active: -1, open: true, effect: "moved",
  });
  assert.equal(press({ active: -1, open: false }, "ArrowUp").active, 2);
  assert.equal(press(open(-1), "ArrowDown", { altKey: true }).active, -1);
});

test("Enter chooses the active suggestion, and leaves the typed text to the form", () => {
  assert.equal(press(open(1), "Enter").effect, "chosen");
  assert.equal(press(open(-1), "Enter").effect, "none");
  assert.equal(press({ active: -1, open: false }, "Enter").effect, "none");
});

test("Escape closes an open list only", () => {
  assert.deepEqual(press(open(1), "Escape"), { active: -1, open: false, effect: "closed" });
  assert.equal(press({ active: -1, open: false }, "Escape").effect, "none");
});

test("no key is taken from an input method that composes", () => {
  for (const key of ["Enter", "ArrowDown", "ArrowUp", "Escape"]) {
    assert.equal(press(open(1), key, { isComposing: true }).effect, "none");
    assert.equal(press(open(1), key, { keyCode: 229 }).effect, "none");
  }
});

test("without suggestions every key is the field's own", () => {
  const nothing = step(open(-1), 0, { key: "ArrowDown", isComposing: false, keyCode: 40 });
  assert.equal(nothing.effect, "none");
});
