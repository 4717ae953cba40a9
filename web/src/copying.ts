/** Buttons that copy a text. */

import { texts } from "./language.ts";

const SHOWN = 1500; // milliseconds for which a button says that it has copied

export function enhanceCopying(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    const label = button.innerHTML;
    let timer = 0;
    button.addEventListener("click", async () => {
      await copy(button.dataset["copy"] ?? "");
      window.clearTimeout(timer);
      button.textContent = texts.copied;
      timer = window.setTimeout(() => {
        button.innerHTML = label;
      }, SHOWN);
    });
  }
}

async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // The clipboard is for secure contexts only, which a plain address in a local network is not.
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
