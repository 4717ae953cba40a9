"""Charts of answers: which columns make which chart, by question.

A chart has one axis of numbers, and so one unit: rows are kept apart by the columns of ``per``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from restokg.graph.store import Literal, Term
from restokg.questions.answers import Answer

MOST_BARS = 12
MOST_CHARTS = 6


@dataclass(frozen=True)
class Bars:
    """``labels`` are the columns that name a bar, ``values`` the columns with its numbers.

    ``title`` is a key of the words; the values of ``per`` follow it.
    """

    labels: tuple[str, ...]
    values: tuple[str, ...]
    title: str
    per: tuple[str, ...] = ()
    unit: str = ""
    least: int = 2


@dataclass(frozen=True)
class Counts:
    """How many rows each value of a column has."""

    of: str
    title: str


@dataclass(frozen=True)
class Periods:
    """Rows with a beginning and an end at least ``years`` apart."""

    label: str
    begins: str
    ends: str
    title: str
    years: int = 1


Plan = Bars | Counts | Periods

PLANS: Mapping[str, tuple[Plan, ...]] = {
    "02": (Bars(("from", "to"), ("cite", "address", "pursue"), "chart_provisions"),),
    "06": (Counts("from", "chart_pairs"),),
    "07": (Bars(("matter",), ("provisions",), "chart_provisions"),),
    "09": (Counts("kind", "chart_occasions"),),
    "11": (Counts("how", "chart_requests"),),
    "15": (Counts("due", "chart_due"),),
    "17": (Counts("to", "chart_recommendations"),),
    "18": (
        Bars(
            ("figure",), ("value",), "chart_figures", ("kind", "measure", "unit"),
            unit="unit", least=3,
        ),
    ),
    "19": (
        Bars(("promised",), ("value", "reportedValue"), "chart_reported", ("unit",), unit="unit"),
    ),
    "20": (Periods("what", "begins", "ends", "chart_periods", 2),),
    "21": (Bars(("amount",), ("value",), "chart_money", ("kind", "currency"), unit="currency"),),
    "22": (
        Bars(
            ("undertaking", "scope"), ("claimed", "listed"), "chart_countries", ("counted",),
            unit="counted",
        ),
    ),
    "25": (Bars(("organization",), ("undertakings",), "chart_undertakings"),),
    "26": (Counts("role", "chart_roles"),),
    "27": (Counts("organization", "chart_bridged"),),
    "33": (Bars(("claim",), ("value", "described"), "chart_memoranda"),),
    "35": (Counts("kind", "chart_activities"),),
    "37": (Bars(("document",), ("provisions", "withFacts"), "chart_coverage"),),
}  # fmt: skip


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Chart:
    """What a script draws; ``left`` rows beyond the most have no bar."""

    type: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    left: int = 0

    def data(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "title": self.title,
            "labels": self.labels,
            "series": [{"name": one.name, "values": one.values} for one in self.series],
            "unit": self.unit,
        }

    @property
    def most(self) -> float:
        numbers = [value for one in self.series for value in one.values if value is not None]
        return max(numbers, default=0)


def of(
    number: str, answer: Answer, words: Mapping[str, str], heads: Mapping[str, str]
) -> list[Chart]:
    """Return the charts of an answer; ``heads`` are the headings of its columns."""
    places = {name: place for place, name in enumerate(answer.columns)}
    rows = [
        {name: row[place] for name, place in places.items() if row[place] is not None}
        for row in answer.rows
    ]
    return [chart for plan in PLANS.get(number, ()) for chart in _drawn(plan, rows, words, heads)]


Rows = Sequence[Mapping[str, Term | None]]


def _drawn(
    plan: Plan, rows: Rows, words: Mapping[str, str], heads: Mapping[str, str]
) -> Iterator[Chart]:
    title = words[plan.title]
    if isinstance(plan, Counts):
        yield from _counted(plan, rows, title, heads)
    elif isinstance(plan, Periods):
        yield from _periods(plan, rows, title)
    else:
        groups: dict[tuple[str, ...], list[Mapping[str, Term | None]]] = {}
        for row in rows:
            groups.setdefault(tuple(_text(row.get(name)) for name in plan.per), []).append(row)
        about = words["chart_about"]
        charts = [
            _bars(plan, rows, _titled(about, title, key), heads) for key, rows in groups.items()
        ]
        enough = [chart for chart in charts if len(chart.labels) >= plan.least]
        yield from sorted(enough, key=lambda chart: -len(chart.labels))[:MOST_CHARTS]


def _titled(about: str, title: str, key: tuple[str, ...]) -> str:
    """Return a title that says which of several charts it is."""
    parts = " · ".join(dict.fromkeys(filter(None, key)))
    return about.format(title=title, about=parts) if parts else title


def _bars(plan: Bars, rows: Rows, title: str, heads: Mapping[str, str]) -> Chart:
    names = [heads[name] for name in plan.values]
    bars: dict[str, list[float | None]] = {}
    for row in rows:
        values = [_value(row.get(name)) for name in plan.values]
        label = " → ".join(filter(None, (_text(row.get(name)) for name in plan.labels)))
        if values[0] is None or label in bars:
            continue  # another source of the same figure
        bars[label] = values
    shown = sorted(bars.items(), key=lambda bar: -max(v for v in bar[1] if v is not None))
    labels = tuple(label for label, _ in shown[:MOST_BARS])
    series = tuple(
        Series(name, tuple(values[place] for _, values in shown[:MOST_BARS]))
        for place, name in enumerate(names)
    )
    unit = _text(rows[0].get(plan.unit)) if plan.unit else ""
    return Chart("bar", title, labels, series, unit, max(0, len(shown) - MOST_BARS))


def _counted(plan: Counts, rows: Rows, title: str, heads: Mapping[str, str]) -> Iterator[Chart]:
    counts: dict[str, int] = {}
    for row in rows:
        if text := _text(row.get(plan.of)):
            counts[text] = counts.get(text, 0) + 1
    if len(counts) > 1:
        shown = sorted(counts.items(), key=lambda pair: -pair[1])
        labels = tuple(label for label, _ in shown[:MOST_BARS])
        values = tuple(count for _, count in shown[:MOST_BARS])
        left = max(0, len(shown) - MOST_BARS)
        yield Chart("bar", title, labels, (Series(heads[plan.of], values),), "", left)


def _periods(plan: Periods, rows: Rows, title: str) -> Iterator[Chart]:
    found = [
        (_text(row.get(plan.label)), (begins, ends))
        for row in rows
        if (begins := _text(row.get(plan.begins)))
        and (ends := _text(row.get(plan.ends)))
        and int(ends[:4]) - int(begins[:4]) >= plan.years
    ]
    if len(found) > 1:
        labels, periods = zip(*found, strict=True)
        yield Chart("timeline", title, labels, (Series(title, periods),))


def _text(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _value(term: Term | None) -> float | None:
    if not isinstance(term, Literal):
        return None
    number = Decimal(term.value)
    return int(number) if number == number.to_integral_value() else float(number)
