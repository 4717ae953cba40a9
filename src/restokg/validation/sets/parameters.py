"""The constraints of a shape, from the parameters that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from restokg.graph.store import Literal, NamedNode, Term
from restokg.namespaces import SH, XSD
from restokg.validation.sets.model import Constraint
from restokg.validation.sets.paths import Path
from restokg.validation.sets.queries import read_query
from restokg.validation.sets.regexes import FLAGS, is_read_by_store, is_well_formed
from restokg.validation.sets.triples import Triples, wrong

_KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")


def _iri(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _literal(term: Term) -> bool:
    return isinstance(term, Literal)


def _text(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value == XSD + "string"


def _flags(term: Term) -> bool:
    return _text(term) and FLAGS.issuperset(term.value)


def _integer(term: Term) -> bool:
    return (
        isinstance(term, Literal)
        and term.datatype.value == XSD + "integer"
        and term.value.lstrip("+").isdecimal()
    )


def _kind(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value in [SH + kind for kind in _KINDS]


def _anything(_: Term) -> bool:
    return True


_SINGLE: dict[str, tuple[Callable[[Term], bool], str]] = {
    "datatype": (_iri, "an IRI"),
    "nodeKind": (_kind, "one of the six node kinds"),
    "minCount": (_integer, "a whole number"),
    "maxCount": (_integer, "a whole number"),
    "minExclusive": (_literal, "a literal"),
    "minInclusive": (_literal, "a literal"),
    "maxExclusive": (_literal, "a literal"),
    "maxInclusive": (_literal, "a literal"),
    "minLength": (_integer, "a whole number"),
    "maxLength": (_integer, "a whole number"),
}
_REPEATED: dict[str, tuple[Callable[[Term], bool], str]] = {
    "class": (_iri, "an IRI"),
    "equals": (_iri, "an IRI"),
    "disjoint": (_iri, "an IRI"),
    "lessThan": (_iri, "an IRI"),
    "lessThanOrEquals": (_iri, "an IRI"),
    "hasValue": (_anything, ""),
}
_OF_PROPERTIES = {
    *("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"),
    *("qualifiedMinCount", "qualifiedMaxCount"),
}
"""Parameters that a node shape must not have."""


def read_constraints(triples: Triples, shape: Term, path: Path | None) -> Iterator[Constraint]:
    """Yield the constraints of a shape.

    Raises:
        BadShapesError: If a parameter is not as SHACL demands.
    """
    for constraint in _all(triples, shape, path):
        if path is None and constraint.name in _OF_PROPERTIES:
            raise wrong(shape, f"has sh:{constraint.name}, which needs a sh:path.")
        yield constraint


def _all(triples: Triples, shape: Term, path: Path | None) -> Iterator[Constraint]:
    for parameter, (fits, demand) in _SINGLE.items():
        if (single := triples.one(shape, SH + parameter)) is not None:
            yield Constraint(parameter, (_fitting(shape, parameter, single, fits, demand),))
    for parameter, (fits, demand) in _REPEATED.items():
        for term in triples.values(shape, SH + parameter):
            yield Constraint(parameter, (_fitting(shape, parameter, term, fits, demand),))
    if triples.flag(shape, SH + "uniqueLang"):
        yield Constraint("uniqueLang")
    yield from _lists(triples, shape)
    yield from _patterns(triples, shape)
    yield from _closed(triples, shape)
    yield from _of_shapes(triples, shape)
    yield from _qualified(triples, shape)
    for term in triples.values(shape, SH + "sparql"):
        if not triples.flag(term, SH + "deactivated"):
            yield Constraint("sparql", query=read_query(triples, shape, term, path))


def _lists(triples: Triples, shape: Term) -> Iterator[Constraint]:
    for parameter in ("in", "languageIn"):
        if (head := triples.one(shape, SH + parameter)) is not None:
            terms = tuple(triples.members(shape, head))
            if parameter == "languageIn":
                for term in terms:
                    _fitting(shape, parameter, term, _text, "a list of language tags")
            yield Constraint(parameter, terms)


def _of_shapes(triples: Triples, shape: Term) -> Iterator[Constraint]:
    for parameter in ("not", "node", "property"):
        for term in triples.values(shape, SH + parameter):
            yield Constraint(parameter, shapes=(_reference(shape, parameter, term),))
    for parameter in ("and", "or", "xone"):
        for head in triples.values(shape, SH + parameter):
            members = triples.members(shape, head)
            references = tuple(_reference(shape, parameter, term) for term in members)
            yield Constraint(parameter, shapes=references)


def _fitting(
    shape: Term, parameter: str, term: Term, fits: Callable[[Term], bool], demand: str
) -> Term:
    if not fits(term):
        raise wrong(shape, f"has sh:{parameter} {term}, which must be {demand}.")
    return term


def _reference(shape: Term, parameter: str, term: Term) -> Term:
    if isinstance(term, Literal):
        raise wrong(shape, f"has sh:{parameter} {term}, which must be a shape.")
    return term


def _patterns(triples: Triples, shape: Term) -> Iterator[Constraint]:
    flags = triples.one(shape, SH + "flags")
    if flags is not None:
        _fitting(shape, "flags", flags, _flags, "a text of the letters s, m, i, x and q")
    given = "" if flags is None else flags.value
    for term in triples.values(shape, SH + "pattern"):
        _fitting(shape, "pattern", term, _text, "a text")
        if not (is_read_by_store(term.value, given) or is_well_formed(term.value, given)):
            raise wrong(
                shape, f"has sh:pattern {term}, which is no regular expression of SPARQL (XPath)."
            )
        yield Constraint("pattern", (term,), flags=given)


def _qualified(triples: Triples, shape: Term) -> Iterator[Constraint]:
    term = triples.one(shape, SH + "qualifiedValueShape")
    counts = {
        parameter: count
        for parameter in ("qualifiedMinCount", "qualifiedMaxCount")
        if (count := triples.one(shape, SH + parameter)) is not None
    }
    if term is None:
        return  # the counts are nothing without it
    reference = _reference(shape, "qualifiedValueShape", term)
    siblings: tuple[Term, ...] = ()
    if triples.flag(shape, SH + "qualifiedValueShapesDisjoint"):
        parents = [s for s in triples.subjects() if shape in triples.values(s, SH + "property")]
        others = [other for p in parents for other in triples.values(p, SH + "property")]
        found = [v for other in others for v in triples.values(other, SH + "qualifiedValueShape")]
        siblings = tuple(dict.fromkeys(sibling for sibling in found if sibling != term))
    for parameter, count in counts.items():
        _fitting(shape, parameter, count, _integer, "a whole number")
        yield Constraint(parameter, (count,), (reference,), siblings)


def _closed(triples: Triples, shape: Term) -> Iterator[Constraint]:
    if not triples.flag(shape, SH + "closed"):
        return
    allowed: list[Term] = []
    if (head := triples.one(shape, SH + "ignoredProperties")) is not None:
        allowed += triples.members(shape, head)
    for term in allowed:
        _fitting(shape, "ignoredProperties", term, _iri, "a list of IRIs")
    for term in triples.values(shape, SH + "property"):
        paths = triples.values(term, SH + "path")
        allowed += [path for path in paths if isinstance(path, NamedNode)]
    yield Constraint("closed", tuple(dict.fromkeys(allowed)))
