"""Rules about names: the terms that files use, and the prefixes that shorten them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from restokg.graph.store import Literal, NamedNode
from restokg.lint.model import Model
from restokg.lint.reading import Sheet
from restokg.lint.rules import finding, quoted, shown
from restokg.lint.tokens import Token, names, prefixes
from restokg.namespaces import DCTERMS, OWL, PREFIXES, XSD
from restokg.positions.spans import Extent
from restokg.validation.findings import Finding

_DEPRECATED = NamedNode(OWL + "deprecated")
_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))
_REPLACES = NamedNode(DCTERMS + "replaces")


class Use(NamedTuple):
    """A mention of a term; ``described`` where a statement is about it or about its end."""

    iri: str
    extent: Extent
    described: bool = False


def check(model: Model) -> Iterator[Finding]:
    """Yield the terms of ours that nothing declares, or that are deprecated, once per file."""
    for sheet in model.sheets:
        uses = queried(sheet.tokens, PREFIXES) if sheet.is_query else _stated(sheet)
        for rule, use in misused(uses, model):
            yield finding(rule, sheet.place(use.extent), use.iri, term=shown(use.iri))
        yield from _prefixes(sheet)


def misused(uses: Iterable[Use], model: Model) -> Iterator[tuple[str, Use]]:
    """Yield the rules that uses of terms break, for each term the first time."""
    seen: set[tuple[str, str]] = set()
    for use in uses:
        rule = _broken(use, model)
        if rule and (rule, use.iri) not in seen:
            seen.add((rule, use.iri))
            yield rule, use


def _broken(use: Use, model: Model) -> str | None:
    if model.is_ours(use.iri) and use.iri not in model.declared:
        return "RKG-L01"
    about = model.about(NamedNode(use.iri), _DEPRECATED) if not use.described else ()
    return "RKG-L02" if any(statement.object == _TRUE for statement in about) else None


def _stated(sheet: Sheet) -> Iterator[Use]:
    for statement in sheet.statements:
        replaced = statement.predicate == _REPLACES
        if isinstance(statement.subject, NamedNode):
            yield Use(statement.subject.value, statement.extents[0], described=True)
        yield Use(statement.predicate.value, statement.extents[1])
        if isinstance(statement.object, NamedNode):
            yield Use(statement.object.value, statement.extents[2], described=replaced)
        elif isinstance(statement.object, Literal):
            yield Use(statement.object.datatype.value, statement.extents[2])


def queried(found: list[Token], known: Mapping[str, str]) -> Iterator[Use]:
    """Yield the terms that the tokens of a query name.

    ``known`` are the prefixes that hold besides those that the query declares.
    """
    declared = prefixes(found)
    spaces = {**known, **{prefix.name: prefix.namespace for prefix in declared}}
    for token, prefix, local in names(found):
        if prefix in spaces:
            yield Use(spaces[prefix] + local, token.extent)
    declaring = {prefix.token.start for prefix in declared}
    for before, token in pairwise(found):
        if token.kind == "iri" and before.start not in declaring:
            yield Use(token.text[1:-1], token.extent)


def _prefixes(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the declarations of prefixes in a file."""
    used = {prefix: token for token, prefix, _ in reversed(list(names(sheet.tokens)))}
    spaces: dict[str, str] = {}
    for prefix in prefixes(sheet.tokens):
        place = sheet.place(prefix.token.extent)
        name = f"{prefix.name}:"
        before = spaces.setdefault(prefix.name, prefix.namespace)
        if before != prefix.namespace:
            yield finding("RKG-L03", place, quoted(name), prefix=name, other=before)
        elif prefix.name not in used:
            yield finding("RKG-L04", place, quoted(name), prefix=name)
    # The parser refuses a Turtle file whose prefixes are not declared.
    for missing, token in used.items() if sheet.is_query else ():
        if missing not in spaces:
            rule = "RKG-L06" if missing in PREFIXES else "RKG-L05"
            name, namespace = f"{missing}:", PREFIXES.get(missing, "")
            place = sheet.place(token.extent)
            yield finding(rule, place, quoted(name), prefix=name, namespace=namespace)
