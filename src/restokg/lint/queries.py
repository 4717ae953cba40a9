"""Rules about files of queries: their headers and parameters, and what their queries say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from restokg.errors import BadQueryFileError
from restokg.lint import variables
from restokg.lint.model import Model
from restokg.lint.reading import Sheet
from restokg.lint.rules import finding, quoted
from restokg.positions.spans import Extent
from restokg.questions import catalogue
from restokg.validation.checks import HEADERS
from restokg.validation.findings import Finding

_SHOWN = ("question", "group", "reading", "empty")
"""Keys of the header that answers show, in the language of the reader."""


_LINE = re.compile(r"^#\+ (?:(?P<key>[\w-]+)\s*:(?P<value>.*)|param\s.*)", re.MULTILINE)
_PARAM_LINE = re.compile(r"^#\+ param\s+\??(?P<name>[A-Za-z]\w*)", re.MULTILINE)
_IN_PARAMS = re.compile(r"\??(?P<name>[A-Za-z]\w*)\s*\(")


def check(model: Model) -> Iterator[Finding]:
    """Yield what is wrong with the queries among the files.

    A file with ``#+`` lines is a question of a catalogue or, with a message, a check; so is a
    question what stands beside one. Any other file is a query and no more.
    """
    sheets = [sheet for sheet in model.sheets if sheet.is_query]
    headers = {sheet: _header(sheet) for sheet in sheets}
    catalogues = {s.path.parent for s, header in headers.items() if "question" in header}
    for sheet, header in headers.items():
        parameters: dict[str, Extent] = {}
        if "message" in header or "severity" in header:
            yield from _lacking(sheet, header, HEADERS)
        elif sheet.text.startswith("#+") or sheet.path.parent in catalogues:
            parameters = _parameters(sheet, header)
            yield from _question(sheet, header, parameters)
        for rule, extent, facts in variables.in_file(sheet.text, parameters):
            focus = quoted(facts.get("variable", sheet.path.stem))
            yield finding(rule, sheet.place(extent), focus, **facts)


def _header(sheet: Sheet) -> dict[str, re.Match[str]]:
    """Return the lines of the header, by key."""
    return {line["key"]: line for line in _LINE.finditer(sheet.text) if line["key"]}


def _parameters(sheet: Sheet, header: Mapping[str, re.Match[str]]) -> dict[str, Extent]:
    """Return where the header declares which parameter."""
    found = list(_PARAM_LINE.finditer(sheet.text))
    if "params" in header:
        found += _IN_PARAMS.finditer(sheet.text, *header["params"].span("value"))
    return {match["name"]: match.span("name") for match in found}


def _lacking(
    sheet: Sheet, header: Mapping[str, re.Match[str]], keys: Iterable[str]
) -> Iterator[Finding]:
    for key in keys:
        if key not in header or not header[key]["value"].strip():
            yield finding("RKG-L47", sheet.place(_first_line(sheet)), quoted(key), key=key)


def _question(
    sheet: Sheet, header: Mapping[str, re.Match[str]], parameters: Mapping[str, Extent]
) -> Iterator[Finding]:
    """Yield what is wrong with the header of a question."""
    broken = list(_lacking(sheet, header, catalogue.REQUIRED))
    stem = sheet.path.stem
    if "id" in header and header["id"]["value"].strip() not in ("", stem):
        place = sheet.place(header["id"].span("value"))
        broken.append(finding("RKG-L48", place, quoted(stem), stem=stem))
    try:
        catalogue.read(sheet.path)
    except BadQueryFileError as error:
        # Without a line it is about the header as a whole: what is said already, or `params`.
        if error.line is not None:
            broken.append(_unread(sheet, _line(sheet, error.line)))
        elif not broken:
            broken.append(_unread(sheet, header["params"].span()))
    yield from broken
    for key in _SHOWN:
        if key in header and f"{key}-zh" not in (*header, *catalogue.REQUIRED):
            yield finding("RKG-L51", sheet.place(header[key].span()), quoted(key), key=key)
    used = {token.text[1:] for token in sheet.tokens if token.kind == "variable"}
    for name, extent in parameters.items():
        if name not in used:
            yield finding("RKG-L50", sheet.place(extent), quoted(f"?{name}"), variable=f"?{name}")


def _unread(sheet: Sheet, extent: Extent) -> Finding:
    return finding("RKG-L49", sheet.place(extent), quoted(sheet.text[slice(*extent)]))


def _first_line(sheet: Sheet) -> Extent:
    return _line(sheet, 1)


def _line(sheet: Sheet, number: int) -> Extent:
    """Return the extent of a line of the text, which counts from one."""
    lines = sheet.text.splitlines(keepends=True) or [""]
    before = sum(len(line) for line in lines[: number - 1])
    return before, before + len(lines[number - 1].rstrip())
