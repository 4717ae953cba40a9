"""What all writers of queries share: the shapes, the classes of the data, names of variables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from restokg.graph.store import Store, Term
from restokg.namespaces import RDF
from restokg.validation.sets.model import Shape

TYPE = f"<{RDF}type>"
TRUE = "true"
FALSE = "false"

_PAIRS = "SELECT DISTINCT ?class ?above WHERE { ?class rdfs:subClassOf ?above }"


class Subclasses:
    """Which classes stand below which in some data."""

    def __init__(self, data: Store) -> None:
        self._below: dict[Term, list[Term]] = {}
        for below, above in data.select(_PAIRS):
            self._below.setdefault(above, []).append(below)

    def of(self, classes: Iterable[Term]) -> list[Term]:
        """Return classes and all below them, each once."""
        found = dict.fromkeys(classes)
        waiting = list(found)
        for each in waiting:
            new = [below for below in self._below.get(each, ()) if below not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)


class Writing:
    """The state of one query while it is written; equal queries get equal variables."""

    def __init__(self, shapes: Mapping[Term, Shape], subclasses: Subclasses) -> None:
        self.shapes = shapes
        self.subclasses = subclasses
        self._numbers = count(1)

    def fresh(self) -> str:
        """Return a variable that the query does not have yet, nor one that somebody wrote."""
        return f"?restokg{next(self._numbers)}"


def every(parts: Iterable[str]) -> str:
    """Return the expression that all parts hold."""
    kept = [part for part in dict.fromkeys(parts) if part != TRUE]
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else f"({' && '.join(kept)})" if kept else TRUE


def some(parts: Iterable[str]) -> str:
    """Return the expression that at least one part holds."""
    kept = [part for part in dict.fromkeys(parts) if part != FALSE]
    if TRUE in kept:
        return TRUE
    return kept[0] if len(kept) == 1 else f"({' || '.join(kept)})" if kept else FALSE


def no(part: str) -> str:
    """Return the expression that a part does not hold."""
    return {TRUE: FALSE, FALSE: TRUE}.get(part, f"!{part}")


def exists(pattern: str, *filters: str) -> str:
    condition = every(filters)
    if condition == FALSE:
        return FALSE
    kept = "" if condition == TRUE else f" FILTER({condition})"
    return f"EXISTS {{ {pattern}{kept} }}"
