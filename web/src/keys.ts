/** Keys that work on every page, and the dialog that lists them. */

import { texts } from "./language.ts";

export function enhanceKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
    if (event.key === "/") {
      const field = document.querySelector<HTMLInputElement>("[data-search] input[name='q']");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "?") {
      event.preventDefault();
      helpDialog().showModal();
    }
  });
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("textarea, select, dialog")) return true;
  const input = target.closest("input");
  return input !== null && !["button", "checkbox", "radio", "submit"].includes(input.type);
}

function helpDialog(): HTMLDialogElement {
  const existing = document.querySelector<HTMLDialogElement>("dialog.keys");
  if (existing) return existing;
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  const heading = document.createElement("h2");
  heading.id = "keys-heading";
  heading.textContent = texts.keys;
  dialog.setAttribute("aria-labelledby", heading.id);
  const list = document.createElement("dl");
  for (const [keys, meaning] of [
    [["/"], texts.keySearch],
    [["↓", "↑", "Enter"], texts.keySuggestions],
    [["?"], texts.keyHelp],
    [["Esc"], texts.keyEscape],
    [["Ctrl Enter"], texts.keyRun],
    [["Ctrl Space"], texts.keyComplete],
    [["Tab"], texts.keyLeave],
  ] as const) {
    const term = document.createElement("dt");
    for (const key of keys) {
      const element = document.createElement("kbd");
      element.textContent = key;
      term.append(element, " ");
    }
    const description = document.createElement("dd");
    description.textContent = meaning;
    list.append(term, description);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = texts.close;
  form.append(close);
  dialog.append(heading, list, form);
  document.body.append(dialog);
  return dialog;
}
