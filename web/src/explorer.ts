/** What scripts add to every page; each page is complete without. */

import adopted from "./explorer.adopted.css";

import { enhanceCopying } from "./copying.ts";
import { enhanceFigures } from "./figures.ts";
import { enhanceKeys } from "./keys.ts";
import { enhanceSearch } from "./suggestions.ts";
import { enhanceTables } from "./tables.ts";
import { enhanceTheme } from "./theme.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(adopted);
document.adoptedStyleSheets.push(sheet);

enhanceTheme();
enhanceKeys();
document.querySelectorAll<HTMLFormElement>("form[data-search]").forEach(enhanceSearch);
enhanceTables(document);
enhanceCopying(document);
enhanceFigures(document);
