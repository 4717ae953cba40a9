"""The timeline of periods and deadlines, laid out as a drawing that needs no script."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from restokg.graph.store import Term
from restokg.questions.answers import Answer

LONG = 1.5
"""Years from which a period is drawn as a bar; what is shorter is a dot in its year."""
LEFT, WIDTH = 24, 980
ROW, DOT = 22, 11
TOP = 34


@dataclass(frozen=True)
class Bar:
    row: int
    label: str
    kind: str
    begins: str
    ends: str
    x: float
    y: int
    width: float
    ink: int


@dataclass(frozen=True)
class Dot:
    row: int
    label: str
    kind: str
    when: str
    x: float
    y: int
    deadline: bool


@dataclass(frozen=True)
class Drawing:
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    years: tuple[tuple[int, float], ...]
    inks: Mapping[str, int]
    middle: int
    height: int
    width: int = 2 * LEFT + WIDTH
    left: int = LEFT


def drawn(answer: Answer) -> Drawing:
    """Lay out the rows of question 20: bars above, and below each year its dots."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    spans = [_span(_text(row["begins"]), _text(row["ends"])) for row in rows]
    first = int(min(begins for begins, _ in spans)) if spans else 2020
    last = int(max(ends for _, ends in spans)) + 1 if spans else 2021
    scale = WIDTH / (last - first)
    long = [
        place for place, (begins, ends) in enumerate(spans)
        if rows[place]["begins"] and rows[place]["ends"] and ends - begins >= LONG
    ]  # fmt: skip
    inks = _inks([_text(rows[place]["kind"]) for place in long])
    bars = tuple(
        Bar(
            place,
            _text(rows[place]["what"]),
            _text(rows[place]["kind"]),
            _text(rows[place]["begins"]),
            _text(rows[place]["ends"]),
            round(LEFT + (spans[place][0] - first) * scale, 1),
            TOP + ROW * number,
            round((spans[place][1] - spans[place][0]) * scale, 1),
            inks[_text(rows[place]["kind"])],
        )
        for number, place in enumerate(long)
    )
    stacks = _stacks(rows, spans, set(long))
    highest = max((len(stack) for stack in stacks.values()), default=0)
    base = TOP + ROW * len(bars) + 40 + DOT * highest
    dots = tuple(
        Dot(
            place,
            _text(rows[place]["what"]),
            _text(rows[place]["kind"]),
            _text(rows[place]["begins"] or rows[place]["ends"]),
            round(LEFT + (year - first + 0.5) * scale, 1),
            base - DOT * number,
            not rows[place]["begins"],
        )
        for year, stack in sorted(stacks.items())
        for number, place in enumerate(stack)
    )
    step = 1 if last - first <= 25 else 5
    years = tuple(
        (year, round(LEFT + (year - first) * scale, 1))
        for year in range(first, last + 1)
        if year % step == 0
    )
    return Drawing(bars, dots, years, inks, TOP + ROW * len(bars) + 16, base + 34)


def _stacks(
    rows: Sequence[Mapping[str, Term | None]],
    spans: Sequence[tuple[float, float]],
    drawn_as_bars: set[int],
) -> dict[int, list[int]]:
    """Return the other rows by year: what has a beginning first, deadlines on top."""
    stacks: dict[int, list[int]] = {}
    for place in sorted(range(len(rows)), key=lambda place: not rows[place]["begins"]):
        if place not in drawn_as_bars:
            stacks.setdefault(int(spans[place][0]), []).append(place)
    return stacks


def _inks(kinds: Sequence[str]) -> dict[str, int]:
    """Give the kinds colours, the most frequent first; what is rare shares the last."""
    often = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    return {kind: min(place, 7) for place, kind in enumerate(often)}


def _span(begins: str, ends: str) -> tuple[float, float]:
    """Return a period in years; a deadline is the day, month or year in which it falls."""
    return _point(begins or ends, end=False), _point(ends or begins, end=True)


def _point(when: str, *, end: bool) -> float:
    year, month, day = [*map(int, when.split("-")), 0, 0][:3]
    if not month:
        return float(year + end)
    if not day:
        return year + (month - 1 + end) / 12
    return year + (month - 1 + (day - 1 + end) / monthrange(year, month)[1]) / 12


def _text(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))
