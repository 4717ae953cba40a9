"""Constraints on one value that need no other shape: each is an expression that the value is fine.

Such an expression is true or false and never an error, whatever term the variable is bound to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.namespaces import SH
from restokg.validation.sets.blanks import written
from restokg.validation.sets.datatypes import has_order, of_datatype
from restokg.validation.sets.model import Constraint
from restokg.validation.sets.writing import FALSE, TYPE, Writing, exists, some


def is_a(writing: Writing, classes: Iterable[Term], value: str) -> str:
    """Return the expression that a value is an instance of one of some classes."""
    found = writing.subclasses.of(classes)
    if len(found) == 1:
        return exists(f"{value} {TYPE} {found[0]}")
    kind = writing.fresh()
    return exists(f"{value} {TYPE} {kind}", f"{kind} IN ({', '.join(map(written, found))})")


def same(value: str, term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"({value} = {term})"
    return f"sameTerm({value}, {term})"


def one_of(value: str, terms: Iterable[Term]) -> str:
    terms = list(terms)
    iris = [str(term) for term in terms if isinstance(term, NamedNode)]
    parts = [f"({value} IN ({', '.join(iris)}))"] if iris else []
    parts += [f"sameTerm({value}, {term})" for term in terms if not isinstance(term, NamedNode)]
    return some(parts)


def _class(writing: Writing, constraint: Constraint, value: str) -> str:
    return is_a(writing, constraint.terms, value)


def _datatype(_: Writing, constraint: Constraint, value: str) -> str:
    return of_datatype(constraint.terms[0].value, value)


_KINDS = {
    "IRI": ("isIRI",),
    "BlankNode": ("isBLANK",),
    "Literal": ("isLITERAL",),
    "BlankNodeOrIRI": ("isBLANK", "isIRI"),
    "BlankNodeOrLiteral": ("isBLANK", "isLITERAL"),
    "IRIOrLiteral": ("isIRI", "isLITERAL"),
}


def _node_kind(_: Writing, constraint: Constraint, value: str) -> str:
    kinds = _KINDS[constraint.terms[0].value.removeprefix(SH)]
    return some(f"{kind}({value})" for kind in kinds)


def _compared(sign: str) -> Callable[[Writing, Constraint, str], str]:
    def write(_: Writing, constraint: Constraint, value: str) -> str:
        (limit,) = constraint.terms
        if not _has_order(str(limit)):
            return FALSE
        return f"COALESCE({value} {sign} {limit}, false)"

    return write


@cache
def _has_order(limit: str) -> bool:
    # The store would say of any term that it is as much as itself.
    query = f"SELECT (1 AS ?one) {{ VALUES ?limit {{ {limit} }} FILTER({has_order('?limit')}) }}"
    return any(True for _ in Store().select(query))


def _length(sign: str) -> Callable[[Writing, Constraint, str], str]:
    def write(_: Writing, constraint: Constraint, value: str) -> str:
        return f"(!isBLANK({value}) && STRLEN(STR({value})) {sign} {constraint.number})"

    return write


def _pattern(_: Writing, constraint: Constraint, value: str) -> str:
    flags = f", {Literal(constraint.flags)}" if constraint.flags else ""
    return f"(!isBLANK({value}) && REGEX(STR({value}), {constraint.terms[0]}{flags}))"


def _language_in(_: Writing, constraint: Constraint, value: str) -> str:
    ranges = some(f"LANGMATCHES(LANG({value}), {tag})" for tag in constraint.terms)
    return f"(isLITERAL({value}) && {ranges})"


def _in(_: Writing, constraint: Constraint, value: str) -> str:
    return one_of(value, constraint.terms)


VALUE_TESTS: dict[str, Callable[[Writing, Constraint, str], str]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minInclusive": _compared(">="),
    "minExclusive": _compared(">"),
    "maxInclusive": _compared("<="),
    "maxExclusive": _compared("<"),
    "minLength": _length(">="),
    "maxLength": _length("<="),
    "pattern": _pattern,
    "languageIn": _language_in,
    "in": _in,
}
