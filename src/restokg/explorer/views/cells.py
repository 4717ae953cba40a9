"""Cells of an answer as readers see them: links to things, chips of paragraphs, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from restokg.explorer.labels import GRAPHS
from restokg.explorer.rendering import environment
from restokg.explorer.views.names import REMARKED, named
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label
from restokg.graph.store import Literal, NamedNode, Term
from restokg.graph.wording import cite, document_of, natural, said, symbols
from restokg.namespaces import DOC, SOURCE, XSD
from restokg.questions.answers import Answer, iris_in

MOST_ROWS = 2000
"""Rows of a table on a page; files hold all."""

LONG = 140
"""Latin letters of a text that would make a narrow column high."""

NUMERIC = frozenset({XSD + name for name in ("integer", "decimal", "double", "float")})
_DATED = frozenset({XSD + name for name in ("date", "gYear", "gYearMonth", "dateTime")})
_DURATIONS = frozenset({"duration", "interval", "grace"})
_DURATION = re.compile(r"\bP(\d+)([YMWD])\b")
_UNITS: dict[str, dict[str, str | tuple[str, str]]] = {
    "en": {"Y": ("year", "years"), "M": ("month", "months"), "W": ("week", "weeks"),
           "D": ("day", "days")},
    "zh": {"Y": "年", "M": "个月", "W": "周", "D": "天"},
}  # fmt: skip
_LISTS = (" · ", ", ", "、")
"""What stands between names where a cell lists several."""


class Cell(NamedTuple):
    """``sort`` is what a script sorts by where that is not the text; empty otherwise.

    A ``long`` text needs a wide column.
    """

    html: Markup | str
    sort: str = ""
    numeric: bool = False
    long: bool = False


NOTHING = Cell("")


class Source(NamedTuple):
    iri: str
    citation: str


class Cells:
    """Words the cells of one page; a paragraph that many rows rest on is worded once."""

    def __init__(self, visit: Visit, iris: Iterable[str]) -> None:
        self.visit = visit
        self.known = symbols(visit.store, set(iris), visit.lang)
        self.names = named(visit)
        shared = environment().get_template("partials.html")
        self._chips = shared.make_module({"t": visit.words, "page_of": visit.page_of}).chips  # type: ignore[attr-defined]
        self._comma = visit.words["things"]["comma"]
        self._cited: dict[str, Markup] = {}
        self._linked: dict[str, Markup | str] = {}

    def of(self, answer: Answer) -> list[list[Cell]]:
        word: list[Callable[[Term], Cell]] = [self._by(name) for name in answer.columns]
        return [
            [NOTHING if term is None else say(term) for say, term in zip(word, row, strict=True)]
            for row in answer.rows
        ]

    def chips(self, iris: Sequence[str]) -> Markup:
        """Return the chips of paragraphs, in order; a document is named once for its passages."""
        key = " ".join(iris)
        if key not in self._cited:
            self._cited[key] = self._chips(self._sources(iris))
        return self._cited[key]

    def _sources(self, iris: Iterable[str]) -> list[Source]:
        found: list[Source] = []
        last = None
        for iri in sorted(iris, key=natural):
            document, citation = document_of(iri), cite(iri, self.known, self.visit.lang)
            if document is not None and document == last:
                whole = cite(document, self.known, self.visit.lang)
                citation = citation.removeprefix(whole).strip() or citation
            elif document is None:
                citation = self.called(iri)
            found.append(Source(iri, citation))
            last = document
        return found

    def _by(self, column: str) -> Callable[[Term], Cell]:
        return self._duration if column in _DURATIONS else self.cell

    def cell(self, term: Term) -> Cell:
        if isinstance(term, Literal):
            kind = term.datatype.value
            if kind in NUMERIC:
                return Cell(said(term), term.value, numeric=True)
            if kind in _DATED:
                return Cell(term.value, term.value)
            if iris := iris_in(term):
                return Cell(self.chips(iris))
            return Cell(self.text(term.value), long=width(term.value) > LONG)
        if isinstance(term, NamedNode):
            if term.value.startswith((DOC, SOURCE)):
                return Cell(self.chips([term.value]))
            return Cell(self.link(term.value, self.called(term.value)))
        return Cell(str(term))

    def called(self, iri: str) -> str:
        if iri in GRAPHS:
            return self.visit.words["graphs"][GRAPHS[iri]]
        return label(self.visit.store, iri, self.visit.lang) or cite(
            iri, self.known, self.visit.lang
        )

    def link(self, iri: str, text: str) -> Markup:
        return Markup('<a href="{}">{}</a>').format(self.visit.page_of(iri), text)

    def text(self, text: str) -> Markup | str:
        """Return a text with links where it is a name, or a list of names."""
        if text not in self._linked:
            self._linked[text] = self._with_links(text)
        return self._linked[text]

    def _with_links(self, text: str) -> Markup | str:
        if (whole := self._name(text)) is not None:
            return whole
        for separator in _LISTS:
            parts = text.split(separator)
            names = [self._name(part) for part in parts]
            # A comma may also stand in a sentence: then not all parts are names.
            if len(parts) > 1 and (all(names) or (separator == _LISTS[0] and any(names))):
                pairs = zip(names, parts, strict=True)
                joined = (name or escape(part) for name, part in pairs)
                return escape(self._comma if separator == ", " else separator).join(joined)
        return text

    def _name(self, text: str) -> Markup | None:
        """Return a link if this is a name, or a name with a remark: ``Norway (funder)``."""
        if (iri := self.names.get(text)) is not None:
            return self.link(iri, text)
        match = REMARKED.fullmatch(text)
        if match and (iri := self.names.get(match[1])) is not None:
            return self.link(iri, match[1]) + match[2]
        return None

    def _duration(self, term: Term) -> Cell:
        return Cell(_DURATION.sub(lambda match: _lasting(match, self.visit.lang), term.value))


def width(text: str) -> int:
    """Return how wide a text is in Latin letters; Chinese characters are twice as wide."""
    return sum(2 if char > "\u2e80" else 1 for char in text)


def _lasting(match: re.Match[str], lang: str) -> str:
    """Say P6M as 6 months."""
    number, unit = match.groups()
    words: str | tuple[str, str] = _UNITS[lang][unit]
    if isinstance(words, str):
        return f"{number}{words}"
    return f"{number} {words[int(number) != 1]}"


def of(visit: Visit, answer: Answer) -> list[list[Cell]]:
    """Return the cells of the first rows, as many as a page shows."""
    answer = Answer(answer.columns, answer.rows[:MOST_ROWS])
    iris = {iri for row in answer.rows for term in row for iri in iris_in(term)}
    return Cells(visit, iris).of(answer)
