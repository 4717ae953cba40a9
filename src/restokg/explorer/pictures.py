"""Pictures on the home page, each drawn from the answer to a question of the catalogue.

Where the graph does not answer a question, its picture is left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from restokg.explorer.views.asking import put
from restokg.explorer.visiting import Visit
from restokg.graph.store import Literal
from restokg.graph.wording import said
from restokg.questions.answers import Answer

MOST_REGIMES = 7
MOST_PERIODS = 12
MOST_BARS = 7
DEEP = 0.85
"""The part of the largest number, by logarithm, from which a cell is dark."""
LEAST_YEARS = 4
"""Shorter periods are left out of the picture: sessions and meetings."""
MATRIX, TIMELINE, FIGURES = "02-synergy-matrix", "20-timeline", "18-quantified-targets"
AREA = {"of": "measure:area"}


@dataclass(frozen=True)
class Matrix:
    """``cells`` holds, for each row and column, the number, its share of the largest, or None.

    As on the page about synergies, a column names and a row is named.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[int, int] | None, ...], ...]
    top: tuple[str, str, int]
    question: str = MATRIX


@dataclass(frozen=True)
class Span:
    label: str
    kind: str
    begins: int
    ends: int
    left: float
    width: float


@dataclass(frozen=True)
class Timeline:
    spans: tuple[Span, ...]
    years: tuple[tuple[int, float], ...]
    every: int
    common_end: int
    ending: int
    question: str = TIMELINE


@dataclass(frozen=True)
class Bar:
    label: str
    about: str
    text: str
    width: float


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    unit: str
    parameters: Mapping[str, str] = field(default_factory=lambda: AREA)
    question: str = FIGURES


def drawn(visit: Visit) -> dict[str, Matrix | Timeline | Bars]:
    """Return the pictures that this graph gives, by name."""
    found = {
        "matrix": matrix(_answer(visit, MATRIX, {})),
        "timeline": timeline(_answer(visit, TIMELINE, {})),
        "bars": bars(_answer(visit, FIGURES, AREA)),
    }
    return {name: picture for name, picture in found.items() if picture is not None}


def _answer(visit: Visit, name: str, given: Mapping[str, str]) -> Answer | None:
    for question in visit.library.questions:
        if question.id == name:
            return put(visit.library, question, given, visit.lang).answer(visit.library)
    return None


def _records(answer: Answer | None) -> list[dict[str, Literal | None]]:
    if answer is None:
        return []
    return [
        {
            name: term if isinstance(term, Literal) else None
            for name, term in zip(answer.columns, row, strict=True)
        }
        for row in answer.rows
    ]


def _text(term: Literal | None) -> str:
    return "" if term is None else term.value


def matrix(answer: Answer | None) -> Matrix | None:
    """Draw the regimes that most provisions lead from, as columns, and to, as rows."""
    counts = {
        (_text(row["from"]), _text(row["to"])): int(_text(row["provisions"]))
        for row in _records(answer)
    }
    if not counts:
        return None
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (one, other), number in counts.items():
        columns[one] += number
        rows[other] += number
    most = max(counts.values())
    names = [name for name, _ in columns.most_common(MOST_REGIMES)]
    others = [name for name, _ in rows.most_common(MOST_REGIMES)]
    cells = tuple(
        tuple(
            (counts[one, other], _shade(counts[one, other], most))
            if (one, other) in counts
            else None
            for one in names
        )
        for other in others
    )
    (one, other), number = max(counts.items(), key=lambda item: item[1])
    return Matrix(tuple(others), tuple(names), cells, (one, other, number))


def _shade(number: int, most: int) -> int:
    """Return a percentage of colour; by logarithm, since few pairs have most of the provisions.

    Between pale and deep there is none on which letters could be read in either theme.
    """
    part = math.log(number + 1) / math.log(most + 1)
    return round(10 + 38 * part) if part < DEEP else round(90 + 10 * (part - DEEP) / (1 - DEEP))


def timeline(answer: Answer | None) -> Timeline | None:
    """Draw the long periods that end last."""
    spans: dict[str, tuple[str, int, int]] = {}
    for row in _records(answer):
        begins, ends = _year(row["begins"]), _year(row["ends"])
        if begins and ends and ends - begins >= LEAST_YEARS:
            spans.setdefault(_text(row["what"]), (_text(row["kind"]), begins, ends))
    if not spans:
        return None
    closing = Counter(end for _, _, end in spans.values())
    common = max(closing, key=lambda year: (closing[year], year))
    last = sorted(spans.items(), key=lambda item: (-item[1][2], item[1][1]))[:MOST_PERIODS]
    last.sort(key=lambda item: (item[1][1], item[1][2], item[0]))
    first, end = min(span[1] for _, span in last), max(span[2] for _, span in last)
    whole = end - first + 1
    drawn = tuple(
        Span(
            label,
            kind,
            begins,
            ends,
            round(100 * (begins - first) / whole, 2),
            round(100 * (ends - begins + 1) / whole, 2),
        )
        for label, (kind, begins, ends) in last
    )
    step = 5 if whole <= 45 else 10
    years = tuple(
        (year, round(100 * (year - first) / whole, 2))
        for year in range(first, end + 1)
        if year % step == 0
    )
    return Timeline(drawn, years, len(spans), common, closing[common])


def _year(term: Literal | None) -> int:
    text = _text(term)[:4]
    return int(text) if text.isdecimal() else 0


def bars(answer: Answer | None) -> Bars | None:
    """Draw the largest of the figures that are in the unit most of them are in."""
    rows = [row for row in _records(answer) if row["value"] is not None]
    units = Counter(_text(row["unit"]) for row in rows)
    if not units:
        return None
    unit = max(units, key=lambda name: (units[name], name))
    figures = {
        _text(row["figure"]): (float(_text(row["value"])), row)
        for row in rows
        if _text(row["unit"]) == unit
    }
    chosen = sorted(figures.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_BARS]
    most = chosen[0][1][0] or 1.0
    usual = Counter(_text(row["bound"]) for _, (_, row) in chosen).most_common(1)[0][0]

    def bound(row: Mapping[str, Literal | None]) -> str:
        """Say whether a figure is exact, a least or a most where it is not as the others are."""
        return "" if _text(row["bound"]) == usual else _text(row["bound"])

    return Bars(
        tuple(
            Bar(
                label,
                _text(row["about"]),
                " ".join(filter(None, (bound(row), said(value_term), unit))),
                max(0.5, round(100 * value / most, 2)),
            )
            for label, (value, row) in chosen
            if (value_term := row["value"]) is not None
        ),
        unit,
    )
