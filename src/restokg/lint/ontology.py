"""Rules about the terms that an ontology declares: how they are named, labelled and defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from restokg.graph.store import NamedNode
from restokg.lint.model import TYPE, Model
from restokg.lint.rules import finding, shown
from restokg.namespaces import DCTERMS, OWL, RDF, RDFS, SKOS
from restokg.validation.findings import Finding, Place

_CLASSES = frozenset({OWL + "Class", RDFS + "Class"})
_PROPERTIES = frozenset(
    {
        RDF + "Property",
        *(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    }
)
_DEFINED = _CLASSES | _PROPERTIES | {SKOS + "ConceptScheme"}
_LABELLED = _DEFINED | {SKOS + "Concept", OWL + "NamedIndividual"}
_LABELS = (NamedNode(RDFS + "label"), NamedNode(SKOS + "prefLabel"))
_DEFINITIONS = (
    NamedNode(SKOS + "definition"),
    NamedNode(RDFS + "comment"),
    NamedNode(DCTERMS + "description"),
)
_LABEL_RULES = (("RKG-L10", "en"), ("RKG-L11", "zh"))
_DEFINITION_RULES = (("RKG-L12", "en"), ("RKG-L13", "zh"))
_UPPER_CAMEL = re.compile(r"[A-Z][A-Za-z0-9]*")
_LOWER_CAMEL = re.compile(r"[a-z][A-Za-z0-9]*")


def check(model: Model) -> Iterator[Finding]:
    """Yield what is wrong with the terms of ours that the files declare.

    Terms of other vocabularies that a file only repeats are the business of those.
    """
    seen = set()
    for statement in model.linted():
        term = statement.subject
        if statement.predicate != TYPE or not isinstance(term, NamedNode) or term in seen:
            continue
        types = {type_.value for type_ in model.objects(term, TYPE) if isinstance(type_, NamedNode)}
        ours = model.is_ours(term.value) or SKOS + "ConceptScheme" in types
        if ours and types & _LABELLED:
            seen.add(term)
            yield from _term(model, term, types, statement.place())


def _term(model: Model, term: NamedNode, types: set[str], place: Place) -> Iterator[Finding]:
    labels = model.languages(term, *_LABELS)
    definitions = model.languages(term, *_DEFINITIONS) if types & _DEFINED else {"en", "zh"}
    broken = [rule for rule, language in _LABEL_RULES if language not in labels]
    broken += [rule for rule, language in _DEFINITION_RULES if language not in definitions]
    local = re.split(r"[#/]", term.value)[-1]
    if types & _CLASSES and not _UPPER_CAMEL.fullmatch(local):
        broken.append("RKG-L14")
    if types & _PROPERTIES and not _LOWER_CAMEL.fullmatch(local):
        broken.append("RKG-L15")
    for rule in broken:
        yield finding(rule, place, term.value, term=shown(term.value))
