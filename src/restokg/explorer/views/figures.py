"""Figures side by side: only what has one unit and one kind shares a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from restokg.explorer.views.cells import Cells
from restokg.graph.store import Literal, Term
from restokg.graph.wording import said
from restokg.questions.answers import Answer, iris_in

Row = Mapping[str, Term | None]


@dataclass(frozen=True)
class Figure:
    """``part`` is the length of its bar, from 0 to 1; ``notes`` are scope, owner, dates."""

    about: Markup | str
    value: str
    bound: str
    part: float
    notes: tuple[Markup | str, ...]
    chips: Markup


@dataclass(frozen=True)
class Group:
    unit: str
    kind: str
    figures: tuple[Figure, ...]


def rows(answer: Answer) -> list[Row]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def groups(
    found: Iterable[Row], cells: Cells, *, name: str, unit: str, notes: Sequence[str]
) -> list[Group]:
    """Return figures by unit and kind, the largest first; rows without a number are left out.

    What several sources state alike is one figure with all their chips.
    """
    grouped: dict[tuple[str, str], dict[tuple[str, ...], list[Row]]] = {}
    for row in found:
        if isinstance(row["value"], Literal):
            alike = tuple(text(row.get(key)) for key in (name, "value", "bound", *notes))
            group = grouped.setdefault((text(row[unit]), text(row["kind"])), {})
            group.setdefault(alike, []).append(row)
    made = []
    for (unit_, kind), alike_rows in grouped.items():
        most = max(_number(same[0]) for same in alike_rows.values())
        figures = [_figure(same, cells, name, notes, most) for same in alike_rows.values()]
        made.append(Group(unit_, kind, tuple(sorted(figures, key=lambda one: -one.part))))
    return sorted(made, key=lambda group: (group.unit, -len(group.figures), group.kind))


def _figure(
    same: Sequence[Row], cells: Cells, name: str, notes: Sequence[str], most: Decimal
) -> Figure:
    row = same[0]
    value = row["value"]
    assert isinstance(value, Literal)  # noqa: S101 - rows without are left out before
    iris = [iri for one in same for key in ("source", "sources") for iri in iris_in(one.get(key))]
    told: dict[frozenset[str], str] = {}
    for key in notes:
        note = text(row.get(key))
        # Whose an amount is may be what it is about: the same names, parted otherwise.
        told.setdefault(frozenset(re.split(" · |, |、", note)), note)
    return Figure(
        cells.text(text(row[name])),
        said(value),
        text(row.get("bound")),
        float(_number(row) / most) if most else 0.0,
        tuple(cells.text(note) for note in told.values() if note),
        cells.chips(list(dict.fromkeys(iris))),
    )


def _number(row: Row) -> Decimal:
    return Decimal(text(row["value"]))


def reason(row: Row) -> str:
    """Return why a figure cannot be compared, as a sentence without the verdict before it.

    The answer says "none: no figure of this measure is reported"; below a heading that gives the
    verdict, only the reason is wanted.
    """
    why = re.split(": |：", text(row["comparison"]), maxsplit=1)[-1]
    return why[:1].upper() + why[1:]


def text(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))
