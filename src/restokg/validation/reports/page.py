"""One page of HTML that needs nothing else: no script, no style sheet, no image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET

from restokg.validation.findings import SEVERITIES, Finding, Place
from restokg.validation.reports.broken_rules import rules
from restokg.validation.reports.excerpt import Excerpts
from restokg.validation.reports.report import (
    Report,
    count,
    entries,
    error_place,
    error_reason,
    position,
    shown,
)
from restokg.validation.reports.wording import facts, labels, one_line, printable, summary

LONGEST = 1000
"""Findings of one severity; a browser takes long over more. The page counts what it leaves out."""

_LANGUAGES = {"en": "en", "zh": "zh-Hans"}
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f3f4f6; --line: #c8ccd2;
  --quiet: #4b5563; --violation: #b3001b; --warning: #7a4b00; --info: #0b5394; --mark: #ffe08a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #15181c; --soft: #20252b;
  --line: #454c55; --quiet: #aeb6c0; --violation: #ff9a9a; --warning: #f0c060; --info: #8cc4ff;
  --mark: #6b5200; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 70rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 0; display: inline; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
caption { text-align: start; font-weight: 600; font-size: 1.25rem; padding-bottom: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem;
  border: 1px solid var(--line); }
thead th { background: var(--soft); }
thead th::first-letter, h4::first-letter { text-transform: uppercase; }
tbody th { min-width: 5.5rem; }
tbody th, dd { overflow-wrap: anywhere; }
td.word:nth-child(2) { white-space: nowrap; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
details { margin: 1.5rem 0; border-top: 2px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; }
article { margin: .75rem 0; padding: .75rem 1rem; background: var(--soft);
  border-inline-start: .3rem solid var(--line); }
article.violation, article.error { border-color: var(--violation); }
article.warning { border-color: var(--warning); }
article.info { border-color: var(--info); }
.violation h4 b, .error h4 b { color: var(--violation); }
.warning h4 b { color: var(--warning); }
.info h4 b { color: var(--info); }
article p { margin: .25rem 0; }
pre { margin: .5rem 0; padding: .5rem; overflow-x: auto; background: var(--paper);
  border: 1px solid var(--line); overflow-wrap: normal; }
pre, code { font: .875rem/1.5 ui-monospace, monospace; }
pre i { color: var(--quiet); font-style: normal; user-select: none; }
mark { background: var(--mark); color: inherit; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .5rem 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
@media (max-width: 40rem) { body { padding: 1rem; } dl { grid-template-columns: 1fr; }
  dd { margin-inline-start: 1rem; } table { font-size: .875rem; } th, td { padding: .3rem; } }
@media print { details::details-content { content-visibility: visible; } }
"""


def render(report: Report, language: str) -> Iterator[str]:
    words = labels(language)
    excerpts = Excerpts(report.sources)
    body = [_el("h1", words["title"]), _el("p", summary(report, language))]
    if report.findings:
        body += [_by_rule(report, language), _by_file(report, language)]
    if report.errors:
        unread = [_unread(error_place(e), error_reason(e), excerpts, words) for e in report.errors]
        body.append(_section(words["errors"], len(unread), unread))
    for severity in SEVERITIES:
        found = [finding for finding in report.findings if finding.severity == severity]
        if found:
            body.append(_severity(severity, found, report, excerpts, language))
    if report.suppressed:
        hidden = _listed(report.suppressed, report, excerpts, language)
        body.append(_section(words["suppressed"], len(report.suppressed), hidden, shut=True))
    page = _el(
        "html",
        _el(
            "head",
            _el("meta", charset="utf-8"),
            _el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            _el("title", f"{words['title']} – restokg"),
            _el("style", _STYLE),
        ),
        _el("body", _el("main", *body)),
        lang=_LANGUAGES.get(language, language),
    )
    yield "<!DOCTYPE html>\n"
    yield ET.tostring(page, encoding="unicode", method="html") + "\n"


def _by_rule(report: Report, language: str) -> ET.Element:
    words = labels(language)
    heads = [words[key] for key in ("rule", "severity", "findings", "demand")]
    rows = [
        (rule.id, words[rule.severity], rule.findings, one_line(rule.message(language)))
        for rule in sorted(rules(report), key=lambda rule: SEVERITIES.index(rule.severity))
        if rule.findings
    ]
    return _table(words["by rule"], heads, rows)


def _by_file(report: Report, language: str) -> ET.Element:
    words = labels(language)
    heads = [words[key] for key in ("file", "violations", "warnings", "infos")]
    rows: list[list[str | int]] = [
        [name or words["no file"], *count(found).values()]
        for name, found in _files(report.findings)
    ]
    return _table(words["by file"], heads, rows)


def _severity(
    severity: str, found: list[Finding], report: Report, excerpts: Excerpts, language: str
) -> ET.Element:
    shown_here = _listed(found[:LONGEST], report, excerpts, language)
    rest = len(found) - LONGEST
    if rest > 0:
        text = f"另有 {rest} 项未列出。" if language == "zh" else f"{rest} more are left out here."
        shown_here.append(_el("p", text))
    return _section(labels(language)[f"{severity}s"], len(found), shown_here)


def _section(
    title: str, number: int, content: Iterable[ET.Element], *, shut: bool = False
) -> ET.Element:
    details = _el("details", _el("summary", _el("h2", f"{title} ({number})")), *content)
    if not shut:
        details.set("open", "open")
    return details


def _listed(
    findings: Iterable[Finding], report: Report, excerpts: Excerpts, language: str
) -> list[ET.Element]:
    """Return findings as articles, with a heading before those of each file."""
    listed = []
    for name, found in _files(findings):
        listed.append(_el("h3", name or labels(language)["no file"]))
        listed += [
            _article(entry, report, excerpts, language) for entry in entries(found, language)
        ]
    return listed


def _article(
    entry: Sequence[Finding], report: Report, excerpts: Excerpts, language: str
) -> ET.Element:
    words = labels(language)
    finding = entry[0]
    kind = _el("b", f"{words[finding.severity]} {finding.rule}")
    article = _el("article", _el("h4", kind), _class=finding.severity)
    article.append(_el("p", one_line(finding.message(language))))
    article.extend(_excerpt(finding.place, excerpts))
    told = _el("dl")
    if finding in report.reasons:
        told.extend([_el("dt", words["reason"]), _el("dd", one_line(report.reasons[finding]))])
    for key, text in facts(entry, report):
        said = _el("dd", text) if key == "clause" else _el("dd", _el("code", text))
        told.extend([_el("dt", words[key]), said])
    article.append(told)
    return article


def _unread(
    place: Place | None, reason: str, excerpts: Excerpts, words: dict[str, str]
) -> ET.Element:
    article = _el("article", _el("h4", _el("b", words["error"])), _class="error")
    article.append(_el("p", one_line(reason)))
    article.extend(_excerpt(place, excerpts))
    return article


def _excerpt(place: Place | None, excerpts: Excerpts) -> list[ET.Element]:
    if place is None:
        return []
    where = _el("p", _el("code", position(place)))
    cut = excerpts.of(place)
    if cut is None:
        return [where]
    code = _el("code", _el("i", f"{cut.line} "), cut.before, _el("mark", cut.marked), cut.after)
    # What scrolls must be within reach of the keyboard.
    return [where, _el("pre", code, tabindex="0")]


def _files(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        name = "" if finding.file is None else shown(finding.file)
        files.setdefault(name, []).append(finding)
    return sorted(files.items())


def _table(title: str, heads: Iterable[str], rows: Sequence[Sequence[str | int]]) -> ET.Element:
    """Return a table of at least one row; numbers are set to the right, with their headings."""
    head, body = _el("tr"), _el("tbody")
    for name, cell in zip(heads, rows[0], strict=True):
        head.append(_el("th", name, scope="col", _class=_kind(cell)))
    for first, *rest in rows:
        cells = [_el("td", str(cell), _class=_kind(cell)) for cell in rest]
        body.append(_el("tr", _el("th", str(first), scope="row"), *cells))
    return _el("table", _el("caption", title), _el("thead", head), body)


def _kind(cell: str | int) -> str:
    return "number" if isinstance(cell, int) else "word"


def _el(tag: str, *content: ET.Element | str, **attributes: str) -> ET.Element:
    """Return an element of printable text; its serialiser escapes all texts and attributes."""
    element = ET.Element(tag, {name.removeprefix("_"): text for name, text in attributes.items()})
    last: ET.Element | None = None
    for piece in content:
        if isinstance(piece, ET.Element):
            element.append(piece)
            last = piece
        elif last is None:
            element.text = (element.text or "") + printable(piece)
        else:
            last.tail = (last.tail or "") + printable(piece)
    return element
