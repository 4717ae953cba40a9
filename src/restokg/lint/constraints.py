"""Rules about the queries inside shapes: SPARQL constraints, validators, targets and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from restokg.graph.store import Literal, NamedNode, Term
from restokg.lint import variables
from restokg.lint.model import TYPE, Model, label
from restokg.lint.reading import Statement
from restokg.lint.rules import finding, shown
from restokg.lint.terms import misused, queried
from restokg.lint.tokens import names, prefixes, tokens
from restokg.namespaces import OWL, PREFIXES, SH
from restokg.positions.spans import Extent
from restokg.validation.findings import Finding, Place

_SELECT = SH + "select"
_QUERIES = frozenset({_SELECT, SH + "ask", SH + "construct"})
_PREFIXES, _DECLARE = NamedNode(SH + "prefixes"), NamedNode(SH + "declare")
_PREFIX, _NAMESPACE = NamedNode(SH + "prefix"), NamedNode(SH + "namespace")
_IMPORTS = NamedNode(OWL + "imports")
_PARAMETER, _PATH = NamedNode(SH + "parameter"), NamedNode(SH + "path")
_FUNCTION = NamedNode(SH + "SPARQLFunction")
_EXECUTABLES = frozenset(
    NamedNode(f"{SH}SPARQL{kind}Executable") for kind in ("Ask", "Construct", "Select")
)
"""Queries that SHACL leaves to programs: to restokg, which knows its prefixes, and gives values to
what is written with a dollar sign."""
_GIVEN = frozenset({"this", "PATH", "value", "currentShape", "shapesGraph"})
"""The variables that SHACL gives a value before a query runs."""


def check(model: Model) -> Iterator[Finding]:
    """Yield what is wrong with the queries that the files hold as values of sh:select and such."""
    for statement in model.linted():
        query = statement.object
        if statement.predicate.value in _QUERIES and isinstance(query, Literal):
            yield from _query(model, statement, query.value)


def _query(model: Model, statement: Statement, text: str) -> Iterator[Finding]:
    focus, path = label(statement.subject), statement.predicate.value
    found = tokens(text)
    types = set(model.objects(statement.subject, TYPE))
    executable = bool(types & _EXECUTABLES)
    known = PREFIXES if executable else _declared(model, statement.subject)
    spaces = {*known, *(prefix.name for prefix in prefixes(found))}
    missing = {prefix: token for token, prefix, _ in names(found) if prefix not in spaces}
    for prefix, token in missing.items():
        place = _place(statement, text, token.extent)
        yield finding("RKG-L33", place, focus, path=path, prefix=f"{prefix}:")
    for rule, use in misused(queried(found, known), model):
        place = _place(statement, text, use.extent)
        yield finding(rule, place, use.iri, term=shown(use.iri))
    selects = "this" if path == _SELECT and not executable and _FUNCTION not in types else None
    given = _given(model, statement.subject)
    if executable:
        given |= {token.text[1:] for token in found if token.text.startswith("$")}
    for rule, extent, facts in variables.in_constraint(text, given, selects=selects):
        yield finding(rule, _place(statement, text, extent), focus, path=path, **facts)


def _declared(model: Model, constraint: Term) -> dict[str, str]:
    """Return the prefixes that a constraint has by sh:prefixes, with those of what is imported."""
    found: dict[str, str] = {}
    waiting, seen = model.objects(constraint, _PREFIXES), set[Term]()
    while waiting:
        ontology = waiting.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        waiting += model.objects(ontology, _IMPORTS)
        for declaration in model.objects(ontology, _DECLARE):
            for name in model.texts(declaration, _PREFIX):
                for namespace in model.texts(declaration, _NAMESPACE):
                    found[name.value] = namespace.value
    return found


def _given(model: Model, node: Term) -> set[str]:
    """Return the variables with a value: those of SHACL, and the parameters of a component."""
    holders = [node, *(statement.subject for statement in model.naming(node))]
    parameters = (p for holder in holders for p in model.objects(holder, _PARAMETER))
    paths = (path for parameter in parameters for path in model.objects(parameter, _PATH))
    return {*_GIVEN, *(re.split(r"[#/]", label(path))[-1] for path in paths)}


def _place(statement: Statement, text: str, extent: Extent) -> Place:
    """Return where a part of the query stands in the file; all of it if escapes hide the part."""
    if statement.sheet is None:
        return statement.place(2)
    start, end = statement.extents[2]
    written = statement.sheet.text[start:end]
    quotes = 3 if written[:3] in ('"""', "'''") else 1
    if written[quotes : quotes + len(text)] != text:
        return statement.place(2)
    return statement.sheet.place((start + quotes + extent[0], start + quotes + extent[1]))
