"""Shapes as conditions: expressions that a node conforms to a shape.

As in :mod:`values`, such an expression is true or false and never an error. The patterns within
EXISTS are evaluated with the variables outside of it bound, an inner SELECT's too.
"""

from __future__ import annotations

from collections.abc import Iterable

from restokg.graph.store import Term
from restokg.validation.sets.datatypes import ordered
from restokg.validation.sets.model import Constraint, Shape
from restokg.validation.sets.paths import Path
from restokg.validation.sets.values import VALUE_TESTS, is_a, same
from restokg.validation.sets.writing import TRUE, Writing, every, exists, no, some


def conforms(writing: Writing, node: Term, focus: str) -> str:
    """Return the expression that what a variable is bound to conforms to a shape."""
    shape = writing.shapes[node]
    if shape.deactivated:
        return TRUE
    on_values = [constraint for constraint in shape.constraints if is_on_values(constraint)]
    parts = [
        is_kept(writing, shape, constraint, focus)
        for constraint in shape.constraints
        if constraint not in on_values
    ]
    if shape.path is None:
        parts += [value_is_fine(writing, constraint, focus) for constraint in on_values]
    elif on_values:
        value = writing.fresh()
        fine = every(value_is_fine(writing, constraint, value) for constraint in on_values)
        parts.append(no(exists(shape.path.from_start(focus, value), no(fine))))
    return every(parts)


def is_on_values(constraint: Constraint) -> bool:
    """Tell whether a constraint looks at one value at a time, not at all of a focus node."""
    return constraint.name in VALUE_TESTS or constraint.name in (
        *("node", "property", "not", "and", "or", "xone", "closed"),
    )


def value_is_fine(writing: Writing, constraint: Constraint, value: str) -> str:
    """Return the expression that one value keeps to a constraint on values."""
    if constraint.name in VALUE_TESTS:
        return VALUE_TESTS[constraint.name](writing, constraint, value)
    if constraint.name == "closed":
        return no(exists(*stray(constraint, value, writing.fresh(), writing.fresh())))
    if constraint.name == "or":
        return _some_conform(writing, constraint.shapes, value)
    parts = [conforms(writing, node, value) for node in constraint.shapes]
    if constraint.name == "not":
        return no(parts[0])
    if constraint.name == "xone":
        return f"({' + '.join(f'IF({part}, 1, 0)' for part in parts) or '0'} = 1)"
    return every(parts)


def _some_conform(writing: Writing, nodes: Iterable[Term], value: str) -> str:
    """Shapes that only demand a class are asked together, in one look at the types."""
    classes: list[Term] = []
    parts: list[str] = []
    for node in nodes:
        shape = writing.shapes[node]
        names = [constraint.name for constraint in shape.constraints]
        if names == ["class"] and shape.path is None and not shape.deactivated:
            classes += shape.constraints[0].terms
        else:
            parts.append(conforms(writing, node, value))
    if classes:
        parts.append(is_a(writing, classes, value))
    return some(parts)


def stray(constraint: Constraint, node: str, predicate: str, value: str) -> tuple[str, str]:
    """Return the pattern and the filter for triples that a closed shape does not allow."""
    allowed = ", ".join(str(term) for term in constraint.terms)
    return f"{node} {predicate} {value}", f"!({predicate} IN ({allowed}))" if allowed else TRUE


def is_kept(writing: Writing, shape: Shape, constraint: Constraint, focus: str) -> str:
    """Return the expression that a focus node keeps to a constraint on all of its values."""
    name, path = constraint.name, shape.path
    if name == "hasValue":
        (term,) = constraint.terms
        return same(focus, term) if path is None else _leads(path, focus, str(term))
    if path is not None and name in _COUNTS:
        value = writing.fresh()
        number = constraint.number
        fine = _is_counted(writing, constraint, value)
        if name in ("minCount", "qualifiedMinCount"):
            return at_least(number, focus, path, value, fine)
        return no(at_least(number + 1, focus, path, value, fine))
    offences = offending(writing, shape, constraint, focus)
    return every(no(exists(pattern, condition)) for pattern, condition, _ in offences)


_COUNTS = ("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount")


def _is_counted(writing: Writing, constraint: Constraint, value: str) -> str:
    """Return the expression that a value counts: as each does, or by the qualified shape."""
    siblings = (no(conforms(writing, node, value)) for node in constraint.siblings)
    return every([*(conforms(writing, node, value) for node in constraint.shapes), *siblings])


def at_least(number: int, focus: str, path: Path, value: str, fine: str = TRUE) -> str:
    """Return the expression that a focus node has some number of values that are fine."""
    if number <= 0:
        return TRUE
    pattern = path.from_start(focus, value)
    if number == 1:
        return exists(pattern, fine)
    kept = "" if fine == TRUE else f" FILTER({fine})"
    return (
        f"EXISTS {{ SELECT DISTINCT {focus} {value} WHERE {{ {pattern}{kept} }} "
        f"OFFSET {number - 1} }}"
    )


def _leads(path: Path, start: str, end: str) -> str:
    """Return the expression that a path leads from one node to another, where both are bound."""
    step = exists(f"{start} {path.text} {end}")
    return some([step, f"sameTerm({start}, {end})"]) if path.optional else step


def offending(
    writing: Writing, shape: Shape, constraint: Constraint, focus: str
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return where a focus node offends against a constraint on pairs of values.

    Each is a pattern, its filter, and what tells one result from another: first of all the value,
    or else, for uniqueLang, the language.
    """
    value, other = writing.fresh(), writing.fresh()
    own = "" if shape.path is None else shape.path.from_start(focus, value)
    if constraint.name == "uniqueLang" and shape.path is not None:
        twice = f"{own} . {focus} {shape.path.text} {other}"
        equal = f"LANG({value}) = LANG({other}) && !sameTerm({value}, {other})"
        return [(twice, f'{equal} && LANG({value}) != ""', (f"(LANG({value}) AS ?tag)",))]
    (term,) = constraint.terms
    theirs = f"{focus} {term}"
    if constraint.name in ("lessThan", "lessThanOrEquals"):
        sign = "<" if constraint.name == "lessThan" else "<="
        return [(f"{own} . {theirs} {other}", no(ordered(value, sign, other)), (value, other))]
    if shape.path is None:
        # The only value is the focus node itself.
        if constraint.name == "disjoint":
            return [(f"{theirs} {focus}", TRUE, (focus,))]
        return [
            ("", no(exists(f"{theirs} {focus}")), (focus,)),
            (f"{theirs} {value}", no(f"sameTerm({value}, {focus})"), (value,)),
        ]
    if constraint.name == "disjoint":
        return [(f"{own} . {theirs} {value}", TRUE, (value,))]
    return [
        (own, no(exists(f"{theirs} {value}")), (value,)),
        (f"{theirs} {value}", no(_leads(shape.path, focus, value)), (value,)),
    ]
