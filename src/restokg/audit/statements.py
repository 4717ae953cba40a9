"""The statements that an audit is about: what curators wrote of documents, by kind.

A stratum is one kind of statement in one document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restokg.errors import InputError
from restokg.graph.phrases import Statement, statements
from restokg.graph.store import NamedNode, Store
from restokg.graph.wording import document_of, natural
from restokg.namespaces import DOC, PREFIXES, RKG, compact

KINDS: dict[str, dict[str, str]] = {
    "structure": {"en": "structure and summaries", "zh": "结构和摘要"},
    "passage": {"en": "modality, addressees, citations", "zh": "情态、对象和引用"},
    "quantity": {"en": "quantities", "zh": "数量"},
    "role": {"en": "roles", "zh": "角色"},
    "request": {"en": "requests", "zh": "请求和建议"},
    "rule": {"en": "rules", "zh": "规则"},
    "other": {"en": "other facts", "zh": "其他事实"},
}
"""The kinds of statements with their names; each statement is of the first that fits it."""

_ORG = PREFIXES["org"]
_CLASSES: dict[str, tuple[str, ...]] = {
    "quantity": (RKG + "QuantityStatement",),
    "role": (_ORG + "Membership",),
    "request": (RKG + "Request", RKG + "Recommendation"),
    "rule": (
        RKG + "PartnershipTerm",
        RKG + "PartnerCategory",
        RKG + "Memorandum",
        RKG + "MemorandumRule",
    ),
}
"""Of which kind a statement is by the class of its subject, subclasses included."""

_PROPERTIES: dict[str, str] = {
    RKG + "quantity": "quantity",
    RKG + "respondsTo": "request",
    _ORG + "postIn": "role",
    **{
        RKG + name: "role"
        for name in (
            "adoptedBy",
            "beneficiary",
            "belongsTo",
            "bodyOf",
            "carriedOutBy",
            "fundedBy",
            "hostedBy",
            "issuedBy",
            "launchedBy",
            "madeBy",
            "operatedBy",
            "participant",
            "proclaimedBy",
            "providedBy",
            "secretariatOf",
            "withPartner",
        )
    },
}
"""Of which kind it is by its property, where the class does not tell."""


@dataclass(frozen=True, slots=True)
class Curated:
    """A statement as an audit sees it.

    ``nquads`` is the statement as one line of N-Quads, without the line's end; ``document`` and
    ``passage`` are IRIs. The passage is the one that states it, or for structure the one that it
    is about; where that is the document itself, the two are the same.
    """

    statement: Statement
    nquads: str
    document: str
    passage: str
    kind: str

    @property
    def stratum(self) -> tuple[str, str]:
        return self.document, self.kind


def curated(store: Store) -> list[Curated]:
    """Return the statements that the graphs of documents and passages hold, in reading order.

    Those about blank nodes are left out: they have no name by which a verdict could find them.
    """
    classes = {kind: _members(store, names) for kind, names in _CLASSES.items()}
    found = [
        _curated(statement, document, classes)
        for graph in store.graphs()
        if (document := document_of(graph)) is not None
        for statement in statements(store, graph=NamedNode(graph))
    ]
    order = {iri: natural(iri) for iri in {item.passage for item in found}}
    return sorted(found, key=lambda item: (item.document, order[item.passage], item.nquads))


def of_document(population: Sequence[Curated], document: str) -> list[Curated]:
    """Return the statements of one document.

    Raises:
        InputError: If the IRI is not that of a document with passages.
    """
    found = [item for item in population if item.document == document]
    if not found:
        offered = "; ".join(sorted({compact(item.document) for item in population})) or "none"
        raise InputError(
            f"{compact(document)} is not a document whose passages are in the graph. "
            f"Those are: {offered}."
        )
    return found


def _members(store: Store, classes: tuple[str, ...]) -> frozenset[str]:
    values = " ".join(f"<{name}>" for name in classes)
    rows = store.select(
        f"SELECT DISTINCT ?thing {{ VALUES ?class {{ {values} }} "
        "?below rdfs:subClassOf* ?class . ?thing a ?below }"
    )
    return frozenset(thing.value for (thing,) in rows if isinstance(thing, NamedNode))


def _curated(statement: Statement, document: str, classes: dict[str, frozenset[str]]) -> Curated:
    subject, graph = statement.subject.value, statement.graph
    passage = graph
    if graph == document and document_of(subject) == document:
        passage = subject.partition("#")[0]
    nquads = f"{statement.subject} <{statement.predicate}> {statement.object} <{graph}> ."
    return Curated(statement, nquads, document, passage, _kind(statement, document, classes))


def _kind(statement: Statement, document: str, classes: dict[str, frozenset[str]]) -> str:
    subject = statement.subject.value
    if statement.graph == document:
        return "structure"
    if subject.startswith(DOC) and "#" not in subject and document_of(subject) != subject:
        return "passage"
    for kind, members in classes.items():
        if subject in members:
            return kind
    return _PROPERTIES.get(statement.predicate, "other")
