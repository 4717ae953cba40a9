"""A JSON-LD document cut to slices, and what the engine reads in each.

What a place in a document states depends on what stands there and on the keywords of the objects
around it (contexts, ids, types), and on nothing else. So the document without all the rest, read
by the engine's own parser, tells what the place states, whatever the contexts do.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from restokg.graph.store import BlankNode, Literal, NamedNode, Quad, Term, parse
from restokg.namespaces import RDF
from restokg.positions.json_text import JsonText, Value
from restokg.positions.values import as_stored

TYPE = RDF + "type"
FIRST = RDF + "first"
REST = RDF + "rest"
JSON = RDF + "JSON"
NIL = NamedNode(RDF + "nil")

_PROBE = "x-restokg-probe:"
_PROBE_MEMBER = f'"{_PROBE}p":{{"@value":"probe"}}'
_ALIASED = ("@type", "@id", "@value")
_HOLDERS = {"@graph", "@included", "@list", "@nest", "@none", "@reverse", "@set"}
"""Keywords whose values state something by themselves; all others bear on what is beside them."""


ANONYMOUS = "_:"
"""Stands for any blank node that has no label and begins no list."""

Statement = tuple[object, object, object]
"""A triple that is the same in each reading: a list is the text of its items."""


class _Roles(NamedTuple):
    beside: list[Value]  # members that bear on their object, or on what is beside them
    stating: list[Value]  # members or items that may be taken away one by one
    types: list[Value]  # those of the members beside that are @type


class Document:
    """A JSON-LD document; of its blank nodes, ``labels`` has those that the text itself names."""

    def __init__(self, json: JsonText, base: str | None) -> None:
        self.json = json
        self.aliases = _aliases(json)
        self.readings = 0
        self.base = base
        self._around: dict[Value, tuple[str, str]] = {json.root: ("", "")}
        self._roles: dict[Value, _Roles] = {}
        self.quads = list(parse(json.text.encode(), "jsonld", base=base))
        self.blank = _labels(self.quads)
        # The engine makes up labels anew each time.
        self.labels = self.blank and self.blank & _labels(self.read(json.text))

    def read(self, text: str) -> list[Quad]:
        """Return what the engine reads in a text, nothing if the text makes no sense to it."""
        self.readings += 1
        try:
            return list(parse(text.encode(), "jsonld", base=self.base))
        except SyntaxError:
            return []

    def reading(
        self, value: Value, stating: Iterable[Value] = (), members: Iterable[str] = ()
    ) -> list[Quad]:
        """Return what the document states when all is gone but the way to a value.

        Of the value itself, only some members or items that state something are left; more
        members can be added to an object.
        """
        return self.read(self._slice(value, self.roles(value).beside, stating, members))

    def without(self, value: Value, left_out: Sequence[Value]) -> list[Quad]:
        """Return what a value states without its ordinary members and some of the others."""
        beside = [member for member in self.roles(value).beside if member not in left_out]
        return self.read(self._slice(value, beside))

    def roles(self, value: Value) -> _Roles:
        """Sort the members of an object, or the items of an array, by what they do."""
        if value not in self._roles:
            self._roles[value] = self._sort(value)
        return self._roles[value]

    def subject(self, value: Value) -> Term | None:
        """Return the subject of the properties of an object; none if it has no properties."""
        return _probed(self.reading(value, members=[_PROBE_MEMBER]))

    def takes_label(self, value: Value, label: str) -> bool:
        """Tell whether an object stands for a blank node that would bear the label if it could."""
        subject = self.subject(value)
        if not isinstance(subject, BlankNode) or subject.value in self.labels:
            return False
        named = self.reading(value, members=[_PROBE_MEMBER, f'"@id":"_:{label}"'])
        return _probed(named) == BlankNode(label)

    def means(self, value: Value, keyword: str) -> bool:
        """Tell whether the key of a member, or of the array that an item is in, is a keyword."""
        while value.key is None and value.parent is not None:
            value = value.parent
        return value.key == keyword or keyword in self.aliases.get(value.key or "", ())

    def statements(self, quads: Iterable[Quad]) -> Iterator[Statement]:
        """Yield triples as the store would keep them; what makes up a list is left out."""
        quads = list(quads)
        lists = Lists(quads, self.labels)
        for quad in quads:
            predicate = quad.predicate
            if predicate.value not in (FIRST, REST) or quad.subject not in lists.rest:
                yield lists.standing(quad.subject), predicate, lists.standing(quad.object)

    def _slice(
        self,
        value: Value,
        beside: Iterable[Value],
        stating: Iterable[Value] = (),
        members: Iterable[str] = (),
    ) -> str:
        before, after = self.around(value)
        parts = [self.json.source(child) for group in (beside, stating) for child in group]
        if value.kind == "object":
            return f"{before}{{{','.join([*parts, *members])}}}{after}"
        if value.kind == "array":
            return f"{before}[{','.join(parts)}]{after}"
        return before + self.json.text[value.start : value.end] + after

    def around(self, value: Value) -> tuple[str, str]:
        """Return what must stand before and after a value to keep its meaning."""
        missing = []
        for outer in value.and_ancestors():
            if outer in self._around:
                break
            missing.append(outer)
        for inner in reversed(missing):
            parent = inner.parent
            assert parent is not None  # noqa: S101  # the root is there from the start
            before, after = self._around[parent]
            if parent.kind == "array":
                self._around[inner] = (f"{before}[", f"]{after}")
                continue
            beside = [m for m in self.roles(parent).beside if m is not inner]
            parts = [self.json.source(member) for member in beside]
            key = self.json.text[inner.key_start : inner.start]  # with its colon
            self._around[inner] = (f"{before}{{{','.join([*parts, key])}", f"}}{after}")
        return self._around[value]

    def _sort(self, value: Value) -> _Roles:
        if value.kind != "object":
            return _Roles([], value.children, [])
        keyword = {
            member: member.key
            for member in value.children
            if member.key and member.key.startswith("@") and member.key not in _HOLDERS
        }
        for name in _ALIASED:  # types first: they may bring the context that has the others
            for member in value.children:
                if (
                    member not in keyword
                    and name in self.aliases.get(member.key or "", ())
                    and self._is_alias(value, member, name, list(keyword))
                ):
                    keyword[member] = name
        beside = sorted(keyword, key=lambda member: member.index)
        if "@value" in keyword.values():
            return _Roles(value.children, [], [])
        stating = [member for member in value.children if member not in keyword]
        return _Roles(beside, stating, [m for m in beside if keyword[m] == "@type"])

    def _is_alias(self, value: Value, member: Value, keyword: str, beside: list[Value]) -> bool:
        """Tell whether a key, here, is another name of a keyword: by what it does to a probe."""
        key = self.json.text[member.key_start : member.key_end]

        def read(name: str, text: str, *more: str) -> list[Quad]:
            return self.read(self._slice(value, beside, (), [f"{name}:{text}", *more]))

        if keyword == "@value":
            found = set(self.statements(read(key, '"probe"')))
            same = found == set(self.statements(read('"@value"', '"probe"')))
            return bool(found) and same and not read(key, '"probe"', _PROBE_MEMBER)
        quads = read(key, f'"{_PROBE}x"', _PROBE_MEMBER)
        node = NamedNode(f"{_PROBE}x")
        subject = _probed(quads)
        if keyword == "@id":
            return subject == node
        return any(
            q.subject == subject and q.predicate.value == TYPE and q.object == node for q in quads
        )


class Lists:
    """The lists among some quads, by the blank nodes that begin them."""

    def __init__(self, quads: Iterable[Quad], labels: Container[str]) -> None:
        self._labels = labels
        self.first: dict[object, Term] = {}
        self.rest: dict[object, Term] = {}
        self._known: dict[object, str] = {}
        for quad in quads:
            if isinstance(quad.subject, BlankNode) and quad.subject.value not in labels:
                if quad.predicate.value == FIRST:
                    self.first[quad.subject] = quad.object  # type: ignore[assignment]
                elif quad.predicate.value == REST:
                    self.rest[quad.subject] = quad.object  # type: ignore[assignment]

    def items(self, head: object) -> list[object]:
        items: list[object] = []
        while head in self.rest:
            items.append(self.first.get(head))
            head = self.rest[head]
        return items

    def standing(self, term: object) -> object:
        """Return what stands for a term from reading to reading."""
        if isinstance(term, Literal):
            return as_stored(term)
        if not isinstance(term, BlankNode) or term.value in self._labels:
            return term
        if term not in self.rest:
            return ANONYMOUS
        ahead: list[object] = [term]
        while ahead:  # lists in lists first, without recursion
            items = self.items(ahead[-1])
            inner = [item for item in items if item in self.rest and item not in self._known]
            if inner:
                ahead += inner
                continue
            texts = (self._known.get(item) or str(self.standing(item)) for item in items)
            self._known[ahead.pop()] = f"({' '.join(texts)})"
        return self._known[term]


def _probed(quads: Iterable[Quad]) -> Term | None:
    """Return the subject of the property that was put in."""
    for quad in quads:
        if quad.predicate.value == f"{_PROBE}p":
            return quad.subject  # type: ignore[return-value]  # no triple terms in JSON-LD
    return None


def _labels(quads: Iterable[Quad]) -> set[str]:
    return {
        term.value
        for quad in quads
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, BlankNode)
    }


def _aliases(json: JsonText) -> dict[str, set[str]]:
    """Return the keywords that each term of the contexts may stand for.

    That is anywhere in the document: which of them it is in one place, only the engine can tell.
    """
    defined: dict[str, set[str]] = {}
    ahead = [value for value in json if value.key == "@context"]
    for value in ahead:
        for member in value.children:
            ahead.append(member)
            names = [member, *(m for m in member.children if m.key == "@id")]
            for name in names:
                if member.key is not None and name.kind == "string":
                    defined.setdefault(member.key, set()).add(json.string(name))
    for _ in defined:  # a term may stand for a term that stands for a keyword
        more = {
            term: {name for other in names for name in (other, *defined.get(other, ()))}
            for term, names in defined.items()
        }
        if more == defined:
            break
        defined = more
    return {
        term: keywords
        for term, names in defined.items()
        if (keywords := {name for name in names if name.startswith("@")})
    }
