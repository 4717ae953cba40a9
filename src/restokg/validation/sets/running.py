"""Validate data by compiled shapes: one query finds all offenders against a constraint."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.validation.results import Result
from restokg.validation.sets.blanks import FUNCTIONS
from restokg.validation.sets.messages import filled
from restokg.validation.sets.model import Query, Shape
from restokg.validation.sets.offences import THIS, Offence, offences
from restokg.validation.sets.queries import asked_of
from restokg.validation.sets.reading import read_shapes
from restokg.validation.sets.suspects import Nodes, Suspects, chunks, suspects
from restokg.validation.sets.targets import all_of, among
from restokg.validation.sets.tasks import Task, obstacle, tasks_of
from restokg.validation.sets.writing import FALSE, TRUE, Subclasses, Writing


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """Shapes that are ready to be run, and those that another engine must take, with the reason."""

    shapes: Mapping[Term, Shape]
    rest: tuple[tuple[Term, str], ...]

    @classmethod
    def of(cls, shapes: Store) -> CompiledShapes:
        """Read and check the shapes of a graph.

        Raises:
            BadShapesError: If a shape is ill-formed, or refers to itself.
        """
        known = read_shapes(shapes)
        rest = [
            (node, why)
            for node, shape in known.items()
            if shape.targets and (why := obstacle(known, node)) is not None
        ]
        return cls(known, tuple(rest))

    def results(self, data: Store, *, focus: Collection[str] | None = None) -> list[Result]:
        """Return what the shapes that compile find in the union of a dataset's graphs.

        With ``focus``, only results about these nodes, at a cost by their number: IRIs, or blank
        nodes and literals in N-Triples notation.
        """
        run = _Run(data, self.shapes, Subclasses(data))
        tasks = list(tasks_of(self.shapes, {node for node, _ in self.rest}))
        nodes = None if focus is None else [_notation(node) for node in focus]
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            looks = suspects(data, tasks, run.writing, pool, nodes)
            found = pool.map(run.results, tasks, looks)
            return [result for results in found for result in results]


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over some data."""

    data: Store
    shapes: Mapping[Term, Shape]
    subclasses: Subclasses

    def writing(self) -> Writing:
        return Writing(self.shapes, self.subclasses)

    def results(self, task: Task, look: Suspects) -> list[Result]:
        nodes = look()
        if nodes is None:
            return list(self._asked(task, None))
        return [result for some in chunks(nodes) for result in self._asked(task, some)]

    def _asked(self, task: Task, nodes: Nodes | None) -> Iterator[Result]:
        """Yield the results of a task about all of its focus nodes, or about some."""
        if task.constraint.query is not None:
            yield from self._queried(task, task.constraint.query, nodes)
            return
        writing = self.writing()
        focus, ways = self._focus(writing, task, nodes)
        for offence in offences(writing, task.shape, task.constraint):
            if offence.condition != FALSE:
                yield from self._offenders(task, offence, focus, ways)

    def _focus(
        self, writing: Writing, task: Task, nodes: Nodes | None
    ) -> tuple[str, tuple[str, ...]]:
        if nodes is None:
            return all_of(writing, task.focus)
        return among(writing, task.focus, nodes)

    def _offenders(
        self, task: Task, offence: Offence, focus: str, ways: tuple[str, ...]
    ) -> Iterator[Result]:
        columns = [column for column in offence.columns if column != THIS]
        kept = "" if offence.condition == TRUE else f"FILTER({offence.condition})"
        rows = self.data.select(
            f"SELECT DISTINCT {' '.join([THIS, *columns, *ways])} "
            f"WHERE {{ {focus} {offence.pattern} {kept} }}",
            functions=FUNCTIONS,
        )
        for this, *others in rows:
            value = (others[0] if columns else this) if offence.reports_value else None
            yield _result(task, this, value, others[1] if offence.reports_path else None)

    def _queried(self, task: Task, query: Query, nodes: Nodes | None) -> Iterator[Result]:
        writing = self.writing()
        focus, _ = self._focus(writing, task, nodes)
        text = asked_of(writing, query, focus, many=nodes is None)
        rows = self.data.select(text, functions=FUNCTIONS)
        names = [variable.value for variable in rows.variables]
        # A triple in several graphs gives a solution several times.
        for row in dict.fromkeys(tuple(row) for row in rows):
            facts = {name: term for name, term in zip(names, row, strict=True) if term is not None}
            value = facts.get("value", facts["this"] if task.shape.path is None else None)
            yield _result(task, facts["this"], value, facts.get("path"), facts)


def _result(
    task: Task,
    focus: Term,
    value: Term | None,
    path: Term | None,
    facts: Mapping[str, Term] = {},
) -> Result:
    shape, constraint = task.shape, task.constraint
    own = shape.path
    known: dict[str, Term | str] = {"this": focus, **facts}
    if value is not None:
        known["value"] = value
    if own is not None:
        known["path"] = known["PATH"] = own.node if isinstance(own.node, NamedNode) else own.text
    if len(constraint.terms) == 1:
        known[constraint.name] = constraint.terms[0]
    messages: Iterable[Literal] = shape.messages
    if constraint.query is not None:
        given = facts.get("message")
        own_messages = [given] if isinstance(given, Literal) else constraint.query.messages
        messages = own_messages or messages
    if not isinstance(path, NamedNode):
        path = None if own is None else own.node
    return Result(
        focus=focus,
        path=path,
        value=value,
        shape=shape.node,
        component=constraint.component,
        severity=shape.severity,
        constraint=None if constraint.query is None else constraint.query.node,
        messages=filled(messages, known),
    )


def _notation(node: str) -> str:
    """Return a focus node in N-Triples notation; only IRIs come without."""
    return node if node.startswith(("_:", '"')) else f"<{node}>"
