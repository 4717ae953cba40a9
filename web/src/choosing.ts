/** Which suggestion a key leads to, after the combobox pattern of the ARIA practices. */

export interface Choice {
  /** Place of the active suggestion; -1 while the typed text itself is. */
  readonly active: number;
  readonly open: boolean;
}

export type Effect = "none" | "moved" | "chosen" | "closed";

export interface Step extends Choice {
  readonly effect: Effect;
}

export interface Key {
  readonly key: string;
  /** While an input method composes, every key is its own. */
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly altKey?: boolean;
}

const PROCESSING = 229; // what browsers report for keys that an input method takes

export function step(choice: Choice, count: number, pressed: Key): Step {
  const same: Step = { ...choice, effect: "none" };
  if (pressed.isComposing || pressed.keyCode === PROCESSING || count === 0) return same;
  switch (pressed.key) {
    case "ArrowDown":
      return move(choice.open && !pressed.altKey ? next(choice.active, count) : choice.active);
    case "ArrowUp":
      return move(choice.open ? previous(choice.active, count) : count - 1);
    case "Enter":
      return choice.open && choice.active >= 0
        ? { active: choice.active, open: false, effect: "chosen" }
        : same;
    case "Escape":
      return choice.open ? { active: -1, open: false, effect: "closed" } : same;
    case "Tab":
      return choice.open ? { active: -1, open: false, effect: "closed" } : same;
    default:
      return same;
  }
}

function move(active: number): Step {
  return { active, open: true, effect: "moved" };
}

/** From the last suggestion back to the typed text, as at the end of a ring. */
function next(active: number, count: number): number {
  return active + 1 >= count ? -1 : active + 1;
}

function previous(active: number, count: number): number {
  return active < 0 ? count - 1 : active - 1;
}
