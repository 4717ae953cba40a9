"""Constraints as questions: which focus nodes offend against one, and with which values?"""

from __future__ import annotations

from typing import NamedTuple

from restokg.validation.sets.conditions import (
    is_kept,
    is_on_values,
    offending,
    stray,
    value_is_fine,
)
from restokg.validation.sets.model import Constraint, Shape
from restokg.validation.sets.writing import Writing, no

THIS = "?this"
_ON_PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals", "uniqueLang")


class Offence(NamedTuple):
    """A pattern and a filter that the offenders match, and what makes up one result.

    Each result has its own ``columns`` beside ?this; the first is the value if one is reported,
    the second the predicate if the constraint is about triples of the value (closed).
    """

    pattern: str
    condition: str
    columns: tuple[str, ...] = ()
    reports_value: bool = False
    reports_path: bool = False


def offences(writing: Writing, shape: Shape, constraint: Constraint) -> list[Offence]:
    """Return what offends against a constraint, in patterns over ?this."""
    if constraint.name in _ON_PAIRS:
        return [
            Offence(pattern, condition, columns, reports_value=constraint.name != "uniqueLang")
            for pattern, condition, columns in offending(writing, shape, constraint, THIS)
        ]
    if not is_on_values(constraint):
        return [Offence("", no(is_kept(writing, shape, constraint, THIS)))]
    value, reach = THIS, ""
    if shape.path is not None:
        value = writing.fresh()
        reach = f"{shape.path.from_start(THIS, value)} ."
    if constraint.name == "closed":
        predicate, object_ = writing.fresh(), writing.fresh()
        triple, condition = stray(constraint, value, predicate, object_)
        columns = (object_, predicate)
        return [Offence(f"{reach} {triple}", condition, columns, True, True)]
    fine = value_is_fine(writing, constraint, value)
    return [Offence(reach, no(fine), (value,), reports_value=True)]
