"""A file of data that accepted candidates are added to; an editor works in it by hand as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from restokg.graph.reading import quads, read_text
from restokg.graph.store import NamedNode
from restokg.ingest.review.candidates import PARENT, TYPE, Stated
from restokg.ingest.review.trig import Names, declarations, graphs, replace

_RULE = "# --- {} "
_WIDTH = 96


@dataclass(slots=True)
class Destination:
    """A file of data, which need not be there yet, and what it holds."""

    place: Path
    statements: set[tuple[object, ...]]
    passages: set[str]
    """The passages that it describes."""
    things: set[str]
    """Whatever has a class there."""

    @classmethod
    def at(cls, place: Path) -> Destination:
        """Read what is there.

        Raises:
            MissingPathError: If it cannot be read.
            RdfSyntaxError: If it is no TriG.
        """
        self = cls(place, set(), set(), set())
        if place.exists():
            for quad in quads(place):
                if isinstance(quad.subject, NamedNode):
                    self._add(quad.subject, quad.predicate, quad.object, quad.graph_name)
        return self

    def write(
        self,
        structure: Sequence[Stated],
        said: Sequence[Stated],
        cited: Sequence[Stated],
        documents: Iterable[str],
    ) -> None:
        """Add statements at the end; what is there stays as it is, comments and all.

        Raises:
            WriteError: If it cannot be written.
        """
        names = Names()
        parts = []
        for title, statements in (
            ("structure", structure),
            ("what each passage says", said),
            ("documents that are only cited", cited),
        ):
            if statements:
                blocks = (block for _, block in graphs(statements, documents, names))
                parts.append(_RULE.format(title).ljust(_WIDTH, "-") + "\n" + "\n".join(blocks))
        before = read_text(self.place) if self.place.exists() else ""
        if before and not before.endswith("\n"):
            before += "\n"
        head = declarations(names.used, before)
        replace(self.place, "\n".join(part for part in (before, head, *parts) if part))
        for each in (*structure, *said, *cited):
            self._add(*each)

    def _add(self, subject: NamedNode, predicate: NamedNode, value: object, graph: object) -> None:
        self.statements.add((subject, predicate, value, graph))
        if predicate == PARENT:
            self.passages.add(subject.value)
        elif predicate == TYPE:
            self.things.add(subject.value)
