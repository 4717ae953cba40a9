"""Which blank node of a store is which blank node of a file.

A store gives blank nodes other labels when it loads them, so they are told apart by what is said
of them: classes of nodes are split until all nodes of a class have the same triples, from and to
nodes of the same classes (as in the first part of RDFC-1.0). Nodes that are still alike are
paired off in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from restokg.graph.store import BlankNode, Literal, Quad, Triple
from restokg.positions.values import as_stored


class FileNode(NamedTuple):
    """A blank node of one of several files."""

    file: int  # its number in the order given, from 0
    label: str


def match(stored: Iterable[Quad], files: Sequence[Iterable[Quad]]) -> dict[str, FileNode]:
    """Return what each blank node of a store is in the files that it may come from.

    The keys are labels in the store. Literals are compared as the store keeps them. Graph names
    count only where they are blank nodes: a file may have been loaded into a graph. A node that
    is like none in the files is left out; two nodes of the store never get the same.
    """
    classes = _Classes()
    classes.add(None, stored)
    for number, quads in enumerate(files):
        classes.add(number, quads)
    return classes.pairs()


_Node = tuple[int | None, str]  # the number of the file, none for the store; the label


class _Use(NamedTuple):
    """A triple that a blank node is in."""

    pattern: int  # the rest of the triple, with gaps for its blank nodes
    gap: int  # that the node is in, from 0
    nodes: tuple[_Node, ...]  # in all the gaps


class _Classes:
    """Blank nodes in classes of those that are alike, as far as is known."""

    def __init__(self) -> None:
        self._uses: dict[_Node, list[_Use]] = {}
        self._patterns: dict[str, int] = {}
        self._class: dict[_Node, int] = {}
        self._members: list[set[_Node]] = []

    def add(self, file: int | None, quads: Iterable[Quad]) -> None:
        seen = set()  # a triple may be in several graphs
        for quad in quads:
            labels: list[str] = []
            terms = [quad.subject, quad.predicate, quad.object]
            if isinstance(quad.graph_name, BlankNode):
                terms.append(quad.graph_name)
            text = " ".join(_with_gaps(term, labels) for term in terms)
            if not labels:
                continue
            pattern = self._patterns.setdefault(text, len(self._patterns))
            nodes = tuple((file, label) for label in labels)
            if (pattern, nodes) in seen:
                continue
            seen.add((pattern, nodes))
            for gap, node in enumerate(nodes):
                self._uses.setdefault(node, []).append(_Use(pattern, gap, nodes))

    def pairs(self) -> dict[str, FileNode]:
        """Return a node of a file for each node of the store that has one, by its label.

        Nodes that are alike are paired off in the order in which they were added. Each pair is
        set apart from the others of its class, so that the neighbours of the two find each other.
        """
        self._class = dict.fromkeys(self._uses, 0)
        self._members = [set(self._uses)]
        self._refine(self._uses)
        alike = dict(self._class)
        order = {node: number for number, node in enumerate(self._uses)}
        stored = [node for node in self._uses if node[0] is None]
        pairs: dict[_Node, _Node] = {}
        offered: dict[int, list[_Node]] = {}  # nodes of the files by class, the first one last
        for node in stored:
            number = self._class[node]
            if number not in offered:
                in_files = (other for other in self._members[number] if other[0] is not None)
                offered[number] = sorted(in_files, key=order.__getitem__, reverse=True)
            while offered[number] and node not in pairs:
                other = offered[number].pop()
                if self._class[other] == number:
                    pairs[node] = other
                    self._set_apart({node, other})
        # Now and then a choice does not carry on to all neighbours: then being alike must do.
        left: defaultdict[int, list[_Node]] = defaultdict(list)
        for other in self._uses.keys() - stored - set(pairs.values()):
            left[alike[other]].append(other)
        for node in stored:
            if node not in pairs and left[alike[node]]:
                pairs[node] = min(left[alike[node]], key=order.__getitem__)
                left[alike[node]].remove(pairs[node])
        return {label: FileNode(file or 0, found) for (_, label), (file, found) in pairs.items()}

    def _set_apart(self, nodes: set[_Node]) -> None:
        number = self._class[next(iter(nodes))]
        if self._members[number] != nodes:
            self._move(number, nodes)
            self._refine(self._neighbours(nodes))

    def _refine(self, changed: Iterable[_Node]) -> None:
        """Split classes until the nodes of each have the same triples, up to their classes.

        ``changed`` are the nodes for which that may not be so.
        """
        changed = set(changed)
        while changed:
            groups: defaultdict[int, defaultdict[object, set[_Node]]]
            groups = defaultdict(lambda: defaultdict(set))
            for node in changed:
                groups[self._class[node]][self._surroundings(node)].add(node)
            moved: set[_Node] = set()
            for number, alike in groups.items():
                parts = list(alike.values())
                unchanged = len(self._members[number]) - sum(map(len, parts))
                largest = max(parts, key=len)
                if unchanged >= len(largest):
                    staying = None
                else:
                    # Only the smaller parts move, so that no node moves often.
                    staying = largest
                    if unchanged:
                        parts.append(self._members[number].difference(*parts))
                for part in parts:
                    if part is not staying:
                        self._move(number, part)
                        moved |= part
            changed = self._neighbours(moved)

    def _move(self, number: int, nodes: set[_Node]) -> None:
        """Make a new class of some nodes of a class."""
        self._members[number] -= nodes
        for node in nodes:
            self._class[node] = len(self._members)
        self._members.append(set(nodes))

    def _neighbours(self, nodes: Iterable[_Node]) -> set[_Node]:
        return {other for node in nodes for use in self._uses[node] for other in use.nodes}

    def _surroundings(self, node: _Node) -> tuple[tuple[int, ...], ...]:
        return tuple(
            sorted(
                (use.pattern, use.gap, *(self._class[n] if n != node else -1 for n in use.nodes))
                for use in self._uses[node]
            )
        )


def _with_gaps(term: object, labels: list[str]) -> str:
    """Return a term as text, with a gap for a blank node, whose label is added to the others."""
    if isinstance(term, BlankNode):
        labels.append(term.value)
        return "_:"
    if isinstance(term, Literal):
        return str(as_stored(term))
    if isinstance(term, Triple):
        parts = [_with_gaps(part, labels) for part in (term.subject, term.predicate, term.object)]
        return f"<<( {' '.join(parts)} )>>"
    return str(term)
