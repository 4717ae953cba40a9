/** Light or dark: the system's choice until the reader makes one. */

export const THEME_CHANGED = "themechanged";

type Theme = "light" | "dark";

const KEY = "theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme | null {
  const stored = storage()?.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : null;
}

/** Storage can be closed to a page by the settings of the browser. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function theme(): Theme {
  return chosen() ?? (systemDark.matches ? "dark" : "light");
}

function apply(): void {
  const choice = chosen();
  if (choice) document.documentElement.dataset["theme"] = choice;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.setAttribute("aria-pressed", String(theme() === "dark"));
  }
  document.dispatchEvent(new CustomEvent(THEME_CHANGED));
}

export function enhanceTheme(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-toggle]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted: Theme = theme() === "dark" ? "light" : "dark";
      storage()?.setItem(KEY, wanted);
      document.documentElement.dataset["theme"] = wanted;
      apply();
    });
  }
  systemDark.addEventListener("change", apply);
  apply();
}
