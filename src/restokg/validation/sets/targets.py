"""Which nodes a shape looks at: its targets, or the values that a path leads to from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from restokg.graph.store import Term
from restokg.validation.sets.blanks import bound_to
from restokg.validation.sets.model import Target
from restokg.validation.sets.paths import Path
from restokg.validation.sets.values import is_a, one_of
from restokg.validation.sets.writing import TYPE, Writing, exists, some


class Focus(Protocol):
    """A set of focus nodes; the variables returned tell apart the ways that lead to one."""

    def listed(self, writing: Writing, node: str) -> tuple[str, tuple[str, ...]]:
        """Return the pattern that binds a variable to each of the nodes, at least once."""

    def held(self, writing: Writing, node: str) -> tuple[str, str, tuple[str, ...]]:
        """Return the pattern and the filter for what a variable is bound to being one of them."""


@dataclass(frozen=True, slots=True)
class Targeted:
    """The nodes that some targets select."""

    targets: tuple[Target, ...]

    def _terms(self, kind: str) -> list[Term]:
        return [target.term for target in self.targets if target.kind == kind]

    @property
    def is_short(self) -> bool:
        """Whether the shapes graph itself lists all of the nodes."""
        return all(target.kind == "node" for target in self.targets)

    def listed(self, writing: Writing, node: str) -> tuple[str, tuple[str, ...]]:
        parts: list[str] = []
        classes = writing.subclasses.of(self._terms("class"))
        if len(classes) == 1:
            parts.append(f"{node} {TYPE} {classes[0]}")
        elif classes:
            kind = writing.fresh()
            known = bound_to(writing, kind, map(str, classes))
            parts.append(f"{known} {node} {TYPE} {kind}")
        if nodes := self._terms("node"):
            parts.append(f"VALUES {node} {{ {_spaced(nodes)} }}")
        parts += [f"{node} {term} {writing.fresh()}" for term in self._terms("subjectsOf")]
        parts += [f"{writing.fresh()} {term} {node}" for term in self._terms("objectsOf")]
        if len(parts) == 1:
            return parts[0], ()
        return " UNION ".join(f"{{ {part} }}" for part in parts), ()

    def held(self, writing: Writing, node: str) -> tuple[str, str, tuple[str, ...]]:
        classes, nodes = self._terms("class"), self._terms("node")
        parts = [is_a(writing, classes, node)] if classes else []
        parts += [one_of(node, nodes)] if nodes else []
        parts += [exists(f"{node} {t} {writing.fresh()}") for t in self._terms("subjectsOf")]
        parts += [exists(f"{writing.fresh()} {t} {node}") for t in self._terms("objectsOf")]
        return "", some(parts), ()


@dataclass(frozen=True, slots=True)
class Reached:
    """The values that a path leads to from other focus nodes."""

    start: Focus
    path: Path

    def listed(self, writing: Writing, node: str) -> tuple[str, tuple[str, ...]]:
        before = writing.fresh()
        pattern, ways = self.start.listed(writing, before)
        return f"{pattern} . {self.path.from_start(before, node)}", (before, *ways)

    def held(self, writing: Writing, node: str) -> tuple[str, str, tuple[str, ...]]:
        before = writing.fresh()
        pattern, condition, ways = self.start.held(writing, before)
        return f"{self.path.from_end(before, node)} . {pattern}", condition, (before, *ways)


def all_of(writing: Writing, focus: Focus) -> tuple[str, tuple[str, ...]]:
    """Return the pattern that binds ?this to each focus node, once for each way to it."""
    pattern, ways = focus.listed(writing, "?this")
    return f"{{ SELECT DISTINCT {_spaced(['?this', *ways])} WHERE {{ {pattern} }} }}", ways


def among(writing: Writing, focus: Focus, nodes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the pattern that binds ?this to those of some nodes that are focus nodes.

    The nodes are in N-Triples notation; queries with the pattern need the FUNCTIONS.
    """
    known = bound_to(writing, "?this", nodes)
    pattern, condition, ways = focus.held(writing, "?this")
    return (
        f"{{ SELECT DISTINCT {_spaced(['?this', *ways])} WHERE "
        f"{{ {{ {known} }} {pattern} FILTER({condition}) }} }}"
    ), ways


def _spaced(terms: Iterable[Term | str]) -> str:
    return " ".join(map(str, terms))
