/** The SPARQL page: an editor in place of the plain field, and results below it. */

import type { Yasr } from "@zazuko/yasr";

import { registerCompleters } from "./sparql/completion.ts";
import { ENDPOINT, FaultMark, declarePrefixes, makeEditor } from "./sparql/editor.ts";
import { type Fault, readFault } from "./sparql/faults.ts";
import { type Page, filled, readPage } from "./sparql/page.ts";
import type { Vocabulary } from "./sparql/terms.ts";

interface Example {
  readonly id: string;
  readonly question: string;
  readonly group: string;
  readonly query: string;
}

const LONGEST_ADDRESS = 8000; // some servers and programs cut longer ones

async function fetched<T>(path: string, page: Page): Promise<T> {
  const response = await fetch(`${path}?lang=${page.language}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

async function start(form: HTMLFormElement): Promise<void> {
  const page = readPage();
  const field = form.querySelector<HTMLTextAreaElement>("textarea[name=query]");
  if (!field) return;
  const vocabulary = await fetched<Vocabulary>("/api/vocabulary", page);
  registerCompleters(vocabulary, page.texts);

  const place = document.createElement("div");
  const plain = form.querySelector<HTMLElement>("[data-plain]");
  field.before(place);
  field.hidden = true;
  if (plain) plain.hidden = true;
  const yasqe = makeEditor(place, page, field.value);
  const faults = new FaultMark(yasqe);
  declarePrefixes(yasqe, vocabulary.prefixes);
  const messages = form.querySelector<HTMLElement>("[data-messages]") ?? place;
  const output = document.querySelector<HTMLElement>("[data-results]") ?? document.body;
  const run = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "quiet";
  stop.textContent = page.texts.stop;
  stop.hidden = true;
  run?.after(stop);
  stop.addEventListener("click", () => yasqe.abortQuery());

  let results: Promise<Yasr> | undefined;
  const frame = () =>
    (results ??= import("./sparql/results.ts").then(({ makeResults }) =>
      makeResults(output, page, vocabulary.prefixes),
    ));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    yasqe.query().catch(() => {}); // told of by the event of the response
  });
  yasqe.on("query", () => {
    faults.clear();
    stop.hidden = false;
    say(messages, page.texts.running, "status");
    keepInAddress(yasqe.getValue());
    void frame();
  });
  const tell = (text: string) => {
    const fault = readFault(text) ?? {
      kind: "unreachable",
      title: page.texts.unreachable,
      detail: page.texts.unreachable_advice,
      line: null,
      column: null,
    };
    const placed = faults.show(fault);
    messages.replaceChildren(told(fault, page, placed ? () => faults.go(fault) : null));
  };
  const ended = () => {
    stop.hidden = true;
  };
  yasqe.on("queryAbort", () => {
    ended();
    messages.replaceChildren();
  });
  yasqe.on("queryResponse", (_, response: unknown, duration: number) => {
    ended();
    messages.replaceChildren();
    if (response instanceof Error) {
      output.hidden = true;
      if (response.name !== "AbortError") tell(response.message);
      return;
    }
    output.hidden = false;
    void frame().then((yasr) => yasr.setResponse(response, duration));
  });
  const permanent = form.querySelector<HTMLAnchorElement>("a[data-permanent]");
  const format = form.querySelector<HTMLSelectElement>("select[name=format]");
  const changed = () => {
    faults.clear();
    if (format) offerFormat(format, yasqe.getQueryType());
    if (permanent) permanent.href = addressWith(yasqe.getValue()).href;
  };
  yasqe.on("change" as never, changed as never);
  changed();

  offerExamples(form, page, (example) => {
    yasqe.setValue(example.query);
    declarePrefixes(yasqe, vocabulary.prefixes);
    messages.replaceChildren();
    yasqe.query().catch(() => {});
  });
  offerDownloads(form, () => yasqe.getValue(), tell);
  const asked = new URLSearchParams(window.location.search);
  if (asked.has("query") || asked.has("example")) yasqe.query().catch(() => {});
}

function addressWith(query: string): URL {
  const address = new URL(window.location.href);
  address.searchParams.delete("example");
  address.searchParams.set("query", query);
  return address;
}

function keepInAddress(query: string): void {
  const address = addressWith(query);
  if (address.href.length <= LONGEST_ADDRESS) window.history.replaceState(null, "", address);
}

function say(box: HTMLElement, text: string, role: "status" | "alert"): void {
  const line = document.createElement("p");
  line.className = "muted";
  line.setAttribute("role", role);
  line.textContent = text;
  box.replaceChildren(line);
}

function told(fault: Fault, page: Page, go: (() => void) | null): HTMLElement {
  const box = document.createElement("div");
  box.className = "query-fault";
  box.setAttribute("role", "alert");
  const title = document.createElement("strong");
  title.textContent = page.faults[fault.kind] ?? fault.title;
  const detail = document.createElement("p");
  const advice = page.advice[fault.kind];
  if (!advice && fault.kind !== "unreachable") detail.lang = "en";
  detail.textContent = advice ?? fault.detail;
  box.append(title, detail);
  if (go) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = filled(page.texts.place, {
      line: fault.line ?? 1,
      column: fault.column ?? 1,
    });
    button.addEventListener("click", go);
    box.append(button);
  }
  return box;
}

/** Examples stand on the page as links; a menu beside the editor saves the way. */
function offerExamples(form: HTMLFormElement, page: Page, take: (example: Example) => void): void {
  const menu = form.querySelector<HTMLSelectElement>("select[data-examples]");
  if (!menu) return;
  void fetched<{ examples: Example[] }>("/api/examples", page).then(({ examples }) => {
    const groups = Map.groupBy(examples, (example) => example.group);
    for (const [name, members] of groups) {
      const group = document.createElement("optgroup");
      group.label = name;
      group.append(...members.map(({ id, question }) => new Option(question, id)));
      menu.append(group);
    }
    menu.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
    menu.addEventListener("change", () => {
      const chosen = examples.find((example) => example.id === menu.value);
      if (chosen) take(chosen);
    });
  });
}

/** Choose a format that a query of this type has, if the one chosen is none. */
function offerFormat(menu: HTMLSelectElement, type: string): void {
  const [rows, graphs] = menu.querySelectorAll("optgroup");
  const fitting = /^(CONSTRUCT|DESCRIBE)$/i.test(type) ? graphs : rows;
  const first = fitting?.querySelector<HTMLOptionElement>("option[selected]") ?? fitting?.querySelector("option");
  if (first && menu.selectedOptions[0]?.parentElement !== fitting) menu.value = first.value;
}

/** Other formats: the endpoint's own answers, as files. */
function offerDownloads(
  form: HTMLFormElement,
  query: () => string,
  failed: (text: string) => void,
): void {
  const menu = form.querySelector<HTMLSelectElement>("select[name=format]");
  const button = form.querySelector<HTMLButtonElement>("button[data-download]");
  if (!menu || !button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const format = menu.value;
    const body = new URLSearchParams({ query: query(), format });
    const response = await fetch(ENDPOINT, { method: "POST", body });
    if (!response.ok) {
      failed(await response.text());
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `restokg.${menu.selectedOptions[0]?.dataset["ending"] ?? format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

const form = document.querySelector<HTMLFormElement>("form[data-sparql]");
if (form) void start(form);
