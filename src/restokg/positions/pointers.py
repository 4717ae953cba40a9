"""Where a JSON-LD document states a triple.

The engine is asked, with slices of the document: the place is the deepest one without which the
way to it no longer states the triple. Of a triple that is stated twice, the first place counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from restokg.graph.store import Literal, NamedNode, Quad, Term
from restokg.positions.json_text import JsonText, Value
from restokg.positions.labels import labelled
from restokg.positions.slices import (
    FIRST,
    JSON,
    NIL,
    REST,
    TYPE,
    Document,
    Lists,
    Statement,
)
from restokg.positions.spans import Span

READINGS = 200
"""Slices that may be read for one triple, at most; then the place found so far must do."""

_PARTS = 8
"""Into how many parts a long array is cut, again and again, until the one item is found."""


class Placed(NamedTuple):
    """A value of a JSON text: where a JSON pointer leads, and where that stands."""

    pointer: str
    span: Span


class Pointers:
    """Places of triples in a JSON-LD document.

    ``quads`` is what the document states. Its blank nodes are those to ask for: nearly all have
    labels, which they keep.

    Raises:
        SyntaxError: If the text is not JSON-LD; with ``lineno`` and ``offset`` if not even JSON.
    """

    def __init__(self, text: str, base: str | None = None) -> None:
        self.json = JsonText(text)
        self._document = labelled(Document(self.json, base))
        self._parts: dict[tuple[Value, int, int], frozenset[int]] = {}
        self._last_reading = 0

    @property
    def quads(self) -> list[Quad]:
        return self._document.quads

    def triple(self, subject: Term, predicate: NamedNode, object: Term) -> Placed | None:
        """Return the value that states a triple, or None if the document does not state it.

        That is the object, array or scalar that stands for the object of the triple; of an item
        in a list, for both of the triples that make it one. In reverse, it stands for the subject.
        """
        return self._placed(self._find(subject, predicate, object))

    def subject(self, term: Term) -> Placed | None:
        """Return the node object of a node: the one with its type, or else with its first triple.

        Of a term that is no subject, it is the place where it is first an object.
        """
        return self._placed(self._find_node(term))

    def _placed(self, found: Value | None) -> Placed | None:
        if found is None:
            return None
        steps = [value.index for value in found.and_ancestors() if value.parent is not None]
        value = self.json.root
        for step in reversed(steps):  # the labels that were put in come last in their objects
            value = value.children[step]
        return Placed(value.pointer, self.json.span(value))

    def _find(self, subject: Term, predicate: NamedNode, object: Term) -> Value | None:
        self._last_reading = self._document.readings + READINGS
        if subject in self._lists.rest and predicate.value in (FIRST, REST):
            return self._cell(subject)
        lists = self._lists
        return self._search((lists.standing(subject), predicate, lists.standing(object)))

    def _find_node(self, term: Term) -> Value | None:
        best = self._first_quads.get(term) or self._first_quads.get(self._lists.standing(term))
        if best is None:
            return None
        place = self._find(best.subject, best.predicate, best.object)  # type: ignore[arg-type]
        if place is None:
            return None
        for value in place.and_ancestors():
            if value is place and best.subject == best.object:
                continue  # the node stands around this, which is the node as its own object
            if (
                value.kind == "object"
                and self._document.subject(value) == term
                and not self._document.means(value, "@nest")  # what is nested is of the outer node
            ):
                return value
        return place

    def _search(self, statement: Statement) -> Value | None:
        number = self._numbers.get(statement)
        if number is None:
            return None
        here = self._document.json.root
        while here.kind in ("object", "array"):
            if number in self._stated(here, 0, 0):
                if statement[1] == NamedNode(TYPE):
                    return self._type_name(here, number)
                break
            if self._is_whole(here, statement):
                break
            inner = self._first(here, number)
            if inner is None:
                break
            here = inner
        if here.parent is not None and here.key is not None and _is_list(statement[2]):
            return here.parent if self._document.means(here, "@list") else here
        return here

    def _first(self, value: Value, number: int) -> Value | None:
        """Return the first member or item that states the triple by itself."""
        low, high = 0, len(self._document.roles(value).stating)
        while low < high:
            step = -(-(high - low) // _PARTS)
            for start in range(low, high, step):
                end = min(start + step, high)
                if number in self._stated(value, start, end):
                    low, high = start, end
                    break
            else:
                return None
            if high - low == 1:
                return self._document.roles(value).stating[low]
        return None

    def _stated(self, value: Value, low: int, high: int) -> frozenset[int]:
        """Return the numbers of the triples that some of a value's members or items state."""
        part = (value, low, high)
        if part not in self._parts:
            if self._document.readings >= self._last_reading:
                return frozenset()
            stating = self._document.roles(value).stating[low:high]
            self._parts[part] = self._numbered(self._document.reading(value, stating))
        return self._parts[part]

    def _numbered(self, quads: Sequence[Quad]) -> frozenset[int]:
        numbers = self._numbers
        return frozenset(
            numbers[statement]
            for statement in self._document.statements(quads)
            if statement in numbers
        )

    @cached_property
    def _numbers(self) -> dict[Statement, int]:
        statements = dict.fromkeys(self._document.statements(self.quads))
        return {statement: number for number, statement in enumerate(statements)}

    def _type_name(self, value: Value, number: int) -> Value:
        """Return the name of the type in an object that states a type."""
        types = self._document.roles(value).types
        if number in self._numbered(self._document.without(value, types)):
            return value  # by what it is in, such as a map from types
        for member in types:
            if number in self._stated(member, 0, len(member.children)):
                return self._first(member, number) or member
        return value

    def _is_whole(self, value: Value, statement: Statement) -> bool:
        """Tell whether a value is the list, or the JSON literal, that is a triple's object.

        If so, it is one still when it is empty.
        """
        *beginning, stated = statement
        if not _is_list(stated) and not _is_json(stated):
            return False
        return any(
            beginning == [subject, predicate] and (_is_list(found) or _is_json(found))
            for subject, predicate, found in self._document.statements(
                self._document.reading(value)
            )
        )

    def _cell(self, cell: Term) -> Value | None:
        """Return the item that a blank node of a list holds."""
        positions = []  # in its list, in the list which that is in, and so on
        while True:
            position = 0
            while (owner := self._owners[cell]).predicate.value == REST:
                cell = owner.subject  # type: ignore[assignment]
                position += 1
            positions.append(position)
            if owner.subject not in self._lists.rest:
                break
            cell = owner.subject  # type: ignore[assignment]
        lists = self._lists
        statement = (lists.standing(owner.subject), owner.predicate, lists.standing(owner.object))
        place = self._search(statement)
        for depth, position in enumerate(reversed(positions)):
            if place is None:
                return None
            place = self._item(place, statement, depth, position)
        return place

    def _item(self, place: Value, statement: Statement, depth: int, position: int) -> Value:
        """Return an item of a list, which may be in lists itself.

        That is the first with which there are enough: some, such as null, make no item.
        """
        lists = [child for child in place.children if self._document.means(child, "@list")]
        array = lists[0] if place.kind == "object" and lists else place
        if array.kind != "array":
            return array

        def count(size: int) -> int:
            quads = self._document.reading(array, array.children[:size])
            found = Lists(quads, self._document.labels)
            heads: list[object] = [
                quad.object
                for quad in quads
                if quad.predicate == statement[1]
                and quad.subject not in found.rest
                and found.standing(quad.subject) == statement[0]
            ]
            for _ in range(depth):
                heads = found.items(heads[0])[:1] if heads else []
            return len(found.items(heads[0])) if heads else 0

        size = bisect_right(range(len(array.children)), position, key=count)
        return array.children[size - 1]

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self.quads, self._document.labels)

    @cached_property
    def _owners(self) -> dict[object, Quad]:
        return {quad.object: quad for quad in self.quads if quad.object in self._lists.rest}

    @cached_property
    def _first_quads(self) -> dict[object, Quad]:
        """By each term, its type or else its first triple, or else where it is first an object."""
        subjects: dict[object, Quad] = {}
        objects: dict[object, Quad] = {}
        for quad in self.quads:
            known = subjects.setdefault(quad.subject, quad)
            if quad.predicate.value == TYPE != known.predicate.value:
                subjects[quad.subject] = quad
            if quad.object not in self._lists.rest:
                objects.setdefault(self._lists.standing(quad.object), quad)
        return objects | subjects


def _is_list(standing: object) -> bool:
    return standing == NIL or (isinstance(standing, str) and standing.startswith("("))


def _is_json(standing: object) -> bool:
    return isinstance(standing, Literal) and standing.datatype.value == JSON
