"""The SHACL engines side by side: what each one says of some data, in terms that compare.

Engines rename and copy blank nodes, and write literals in lexical forms of their own; so a blank
node stands here for what hangs on it, and a literal for its value as the store keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from restokg.graph.store import BlankNode, Literal, NamedNode, Quad, Store, Term, Triple, parse
from restokg.namespaces import RDF, SH, compact
from restokg.validation import native as shifty_door
from restokg.validation import reference
from restokg.validation.engines import run
from restokg.validation.rules import Rules
from restokg.validation.sets.running import CompiledShapes

DEPTH = 4
"""How many blank nodes deep a term is told: deeper than the paths of any shape in the tests."""


class Row(NamedTuple):
    """One validation result; an empty text is what the result does not tell."""

    focus: str
    path: str
    value: str
    component: str
    shape: str
    severity: str


Quads = Sequence[Quad]
Engine = Callable[[Quads, Quads], list[Row]]
"""From data and shapes to rows, in order and with repetitions; raises InputError as a refusal."""


class Terms:
    """Tells terms by what some quads say of them."""

    def __init__(self, *sources: Iterable[Quad]) -> None:
        """The first source that speaks of a node has the word."""
        self._facts: dict[BlankNode, set[tuple[str, Term]]] = {}
        for source in sources:
            facts: dict[BlankNode, set[tuple[str, Term]]] = defaultdict(set)
            for quad in source:
                if isinstance(quad.subject, BlankNode):
                    facts[quad.subject].add((quad.predicate.value, _term(quad.object)))
            self._facts = facts | self._facts

    def text(self, term: Term | None, depth: int = DEPTH) -> str:
        if term is None:
            return ""
        if isinstance(term, NamedNode):
            return compact(term.value)
        if isinstance(term, Literal):
            return _as_stored(term)
        if not depth:
            return "[ … ]"
        facts = self._facts.get(term, ())
        told = sorted(f"{compact(verb)} {self.text(value, depth - 1)}" for verb, value in facts)
        return f"[ {' ; '.join(told)} ]" if told else "[]"

    def path(self, term: Term | None) -> str:
        """Return a SHACL path as a property path of SPARQL, whatever else its nodes say."""
        if not isinstance(term, BlankNode):
            return self.text(term)
        facts = dict(self._facts.get(term, ()))
        if RDF + "first" in facts:
            return f"({'/'.join(map(self.path, self._members(term)))})"
        if SH + "alternativePath" in facts:
            return f"({'|'.join(map(self.path, self._members(facts[SH + 'alternativePath'])))})"
        for name, form in _OPERATORS.items():
            if SH + name in facts:
                return form.format(self.path(facts[SH + name]))
        return self.text(term)

    def _members(self, head: Term) -> Iterator[Term]:
        while isinstance(head, BlankNode):
            facts = dict(self._facts.get(head, ()))
            yield facts[RDF + "first"]
            head = facts[RDF + "rest"]


_OPERATORS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "{}*",
    "oneOrMorePath": "{}+",
    "zeroOrOnePath": "{}?",
}


def _term(object: Term | Triple) -> Term:
    assert not isinstance(object, Triple)  # no test speaks of triples
    return object


@cache
def _as_stored(literal: Literal) -> str:
    store = Store()
    store.extend([Quad(NamedNode("urn:s"), NamedNode("urn:p"), literal)])
    (quad,) = store.quads()
    return str(quad.object)


def rows(report: Quads, context: Quads = ()) -> list[Row]:
    """Return the rows of a validation report; ``context`` tells of its blank nodes."""
    terms = Terms(context, report)
    facts: dict[object, dict[str, Term]] = defaultdict(dict)
    for quad in report:
        facts[quad.subject][quad.predicate.value.removeprefix(SH)] = _term(quad.object)
    found = [facts[quad.object] for quad in report if quad.predicate.value == SH + "result"]
    return sorted(
        Row(
            focus=terms.text(result["focusNode"]),
            path=terms.path(result.get("resultPath")),
            value=terms.text(result.get("value")),
            component=terms.text(result["sourceConstraintComponent"]),
            shape=terms.text(result.get("sourceShape")),
            severity=terms.text(result["resultSeverity"]),
        )
        for result in found
    )


def triples(quads: Quads) -> bytes:
    """Return N-Triples with the lexical forms and blank node labels of the quads."""
    return "".join(f"{line} .\n" for line in dict.fromkeys(str(q.triple) for q in quads)).encode()


def native(data: Quads, shapes: Quads, *, focus: Collection[str] | None = None) -> list[Row]:
    """Do what ``restokg validate`` does: by sets in the store, and by shifty what that leaves."""
    terms = Terms([*data, *shapes])
    return sorted(
        Row(
            focus=terms.text(result.focus),
            path=terms.path(result.path),
            value=terms.text(result.value),
            component=terms.text(result.component),
            shape=terms.text(result.shape),
            severity=terms.text(result.severity),
        )
        for result in run(Rules(stored(shapes)), stored(data), focus=focus)
    )


def hands_on(shapes: Quads) -> bool:
    """Tell whether the native engine leaves some of the shapes to shifty."""
    return bool(CompiledShapes.of(stored(shapes)).rest)


def stored(quads: Quads) -> Store:
    """Return a store of the triples, with the labels that their blank nodes have."""
    store = Store()
    store.extend(Quad(*quad.triple) for quad in quads)
    return store


def shifty(data: Quads, shapes: Quads) -> list[Row]:
    report = shifty_door.report(triples(data), triples(shapes))
    return rows(list(parse(report, "turtle")), [*data, *shapes])


def pyshacl(data: Quads, shapes: Quads) -> list[Row]:
    report = reference.report(triples(data), triples(shapes))
    return rows(list(parse(report, "ntriples")), [*data, *shapes])


ENGINES: dict[str, Engine] = {"native": native, "shifty": shifty, "pyshacl": pyshacl}
