"""What the files that are linted say together, with the context that they are linted in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from restokg.graph.store import BlankNode, Literal, NamedNode, Term
from restokg.lint.reading import Sheet, Statement
from restokg.namespaces import OWL, RDF, RDFS, RKG, RKGS, SH, SKOS

TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(RDFS + "label")
FIRST = NamedNode(RDF + "first")
_REST = NamedNode(RDF + "rest")
_NIL = NamedNode(RDF + "nil")
_ONTOLOGY = NamedNode(OWL + "Ontology")
_SCHEME = NamedNode(SKOS + "ConceptScheme")
_PREFERRED = NamedNode("http://purl.org/vocab/vann/preferredNamespaceUri")


class Model:
    """All statements, by subject; ``sheets`` are the files that findings are about."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        context: Iterable[Statement] = (),
        *,
        named: frozenset[str] = frozenset(),
    ) -> None:
        """Take files, what is known beside them, and names that are declared in other ways."""
        self.sheets = sheets
        self._by_subject: dict[Term, list[Statement]] = defaultdict(list)
        self._by_object: dict[Term, list[Statement]] = defaultdict(list)
        for statement in (*self.linted(), *context):
            self._by_subject[statement.subject].append(statement)
            self._by_object[statement.object].append(statement)
        # What has a type or a label is declared; shapes need neither.
        self.declared = named | frozenset(
            statement.subject.value
            for statement in self.statements()
            if isinstance(statement.subject, NamedNode)
            and (statement.predicate in (TYPE, _LABEL) or statement.predicate.value.startswith(SH))
        )
        self.namespaces = tuple(self._namespaces())

    def linted(self) -> Iterator[Statement]:
        """Yield the statements of the files that are linted, in their order."""
        for sheet in self.sheets:
            yield from sheet.statements

    def statements(self) -> Iterator[Statement]:
        """Yield all statements, those of the context too, subject by subject."""
        for found in self._by_subject.values():
            yield from found

    def about(self, subject: Term, predicate: NamedNode | None = None) -> list[Statement]:
        """Return the statements about a subject, of one predicate or of all."""
        found = self._by_subject.get(subject, [])
        return [one for one in found if predicate is None or one.predicate == predicate]

    def objects(self, subject: Term, *predicates: NamedNode) -> list[Term]:
        return [one.object for one in self.about(subject) if one.predicate in predicates]

    def naming(self, object: Term) -> list[Statement]:
        """Return the statements that have this object."""
        return self._by_object.get(object, [])

    def typed(self, *types: NamedNode) -> list[Term]:
        """Return what is of one of these types, in the order of the files."""
        found = (s.subject for type_ in types for s in self.naming(type_) if s.predicate == TYPE)
        return list(dict.fromkeys(found))

    def is_ours(self, iri: str) -> bool:
        """Tell whether an IRI is in a namespace that must declare it."""
        return any(iri.startswith(space) and iri != space for space in self.namespaces)

    def members(self, head: Term) -> list[Statement] | None:
        """Return the statements that give a list its members; None if it is no sound list."""
        found: list[Statement] = []
        seen: set[Term] = set()
        while head != _NIL:
            first, rest = self.about(head, FIRST), self.about(head, _REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            found += first
            head = rest[0].object
        return None if self.about(head, FIRST) else found

    def inside(self, node: Term) -> Iterator[Statement]:
        """Yield the statements about a blank node and about those that it leads to."""
        waiting, seen = [node], {node}
        while waiting:
            one = waiting.pop(0)
            for statement in self.about(one) if isinstance(one, BlankNode) else ():
                yield statement
                if statement.object not in seen:
                    seen.add(statement.object)
                    waiting.append(statement.object)

    def texts(self, subject: Term, *predicates: NamedNode) -> Iterator[Literal]:
        for text in self.objects(subject, *predicates):
            if isinstance(text, Literal):
                yield text

    def languages(self, subject: Term, *predicates: NamedNode) -> set[str]:
        """Return the languages, without their regions, in which a subject has such a text."""
        texts = self.texts(subject, *predicates)
        return {text.language.partition("-")[0] for text in texts if text.language}

    def _namespaces(self) -> Iterator[str]:
        yield from (RKG, RKGS)
        for ontology in self.typed(_ONTOLOGY):
            yield from _spaces(ontology, "#")
            yield from (text.value for text in self.texts(ontology, _PREFERRED) if text.value)
        for scheme in self.typed(_SCHEME):
            yield from _spaces(scheme, "#", "/")


def _spaces(node: Term, *ends: str) -> Iterator[str]:
    if isinstance(node, NamedNode):
        iri = node.value
        yield from [iri] if iri.endswith(("#", "/")) else [iri + end for end in ends]


def label(node: Term) -> str:
    """Return a node as findings name it: an IRI, or a blank node with the label of its file."""
    if isinstance(node, BlankNode):
        return f"_:{node.value.partition('.')[2]}"
    return node.value if isinstance(node, NamedNode) else str(node)
