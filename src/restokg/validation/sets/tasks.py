"""What there is to do: each constraint of the shapes with a target, and its focus nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from restokg.graph.store import Term
from restokg.validation.sets.model import Constraint, Shape
from restokg.validation.sets.targets import Focus, Reached, Targeted


@dataclass(frozen=True, slots=True)
class Task:
    """One constraint of one shape, to be asked of some focus nodes."""

    shape: Shape
    constraint: Constraint
    focus: Focus


def tasks_of(shapes: Mapping[Term, Shape], apart: Collection[Term]) -> Iterator[Task]:
    """Yield the tasks of all shapes with a target but those that are set apart."""
    for node, shape in shapes.items():
        if shape.targets and node not in apart:
            yield from _tasks(shapes, shape, Targeted(shape.targets))


def _tasks(shapes: Mapping[Term, Shape], shape: Shape, focus: Focus) -> Iterator[Task]:
    if shape.deactivated:
        return
    for constraint in shape.constraints:
        if constraint.name == "property":
            values = focus if shape.path is None else Reached(focus, shape.path)
            for node in constraint.shapes:
                yield from _tasks(shapes, shapes[node], values)
        else:
            yield Task(shape, constraint, focus)


def obstacle(shapes: Mapping[Term, Shape], node: Term, *, condition: bool = False) -> str | None:
    """Return what keeps a shape, or one that it refers to, from being compiled.

    In a ``condition`` the shape only tells whether a node conforms; a query cannot do that here.
    """
    shape = shapes[node]
    if shape.deactivated:
        return None
    if shape.obstacle is not None:
        return shape.obstacle
    for constraint in shape.constraints:
        if condition and constraint.query is not None:
            return "It has a condition that is a query."
        inside = condition or constraint.name != "property"
        for reference in (*constraint.shapes, *constraint.siblings):
            if (why := obstacle(shapes, reference, condition=inside)) is not None:
                return why
    return None
