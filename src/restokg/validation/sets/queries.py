"""Constraints in SPARQL, as they stand in a shapes graph and as they are asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from restokg.errors import QueryRefusedError, QuerySyntaxError
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.namespaces import OWL, PREFIXES, RDF, RDFS, SH
from restokg.validation.sets.blanks import bound_to
from restokg.validation.sets.model import Query
from restokg.validation.sets.paths import Path
from restokg.validation.sets.structure import Structure, tokens_of
from restokg.validation.sets.triples import Triples, name, wrong
from restokg.validation.sets.writing import Writing

_INSTANCE = re.compile(
    r"(?:a|rdf:type)\s*/\s*rdfs:subClassOf\s*\*\s*(?:<([^<>\s]*)>|([\w-]*):([\w-]+))(?=\s*[.;}\s])"
)


def read_query(triples: Triples, shape: Term, node: Term, path: Path | None) -> Query:
    """Return the constraint in SPARQL that a node of the shapes graph describes.

    Raises:
        BadShapesError: If it is no SELECT query, or has what SHACL does not allow in it.
    """
    select = triples.one(node, SH + "select")
    if not isinstance(select, Literal):
        raise wrong(shape, f"has the SPARQL constraint {name(node)}, which lacks one sh:select.")
    prefixes = _prefixes(triples, shape, node)
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    text = prologue + _with_path(select.value, path)
    try:
        Store().select(text)
    except (QuerySyntaxError, QueryRefusedError) as error:
        raise wrong(
            shape, f"has the SPARQL constraint {name(node)}, which fails: {error}"
        ) from None
    structure = Structure(text)
    if structure.forbidden is not None:
        reason = f"{structure.forbidden}, which SHACL forbids"
        raise wrong(shape, f"has the SPARQL constraint {name(node)} with {reason}.")
    messages = tuple(m for m in triples.values(node, SH + "message") if isinstance(m, Literal))
    known = {**PREFIXES, **prefixes}
    instances = [
        (match.start(), match.end(), match[1] or known[match[2]] + match[3])
        for match in _INSTANCE.finditer(text)
        if match.start() in structure.outermost and known["rdf"] == RDF and known["rdfs"] == RDFS
    ]
    return Query(
        node, text, tuple(structure.openings), tuple(instances), messages, structure.obstacle
    )


def _with_path(text: str, path: Path | None) -> str:
    """Return a query with $PATH replaced."""
    if path is not None:
        for token in reversed(tokens_of(text)):
            if token.variable == "PATH":
                end = token.start + len(token.text)
                text = text[: token.start] + path.text + text[end:]
    return text


def _prefixes(triples: Triples, shape: Term, node: Term) -> Mapping[str, str]:
    """Return the prefixes that sh:prefixes leads to, over owl:imports too."""
    sources = list(triples.values(node, SH + "prefixes"))
    prefixes: dict[str, str] = {}
    for source in sources:
        for declaration in triples.values(source, SH + "declare"):
            prefix = triples.one(declaration, SH + "prefix")
            namespace = triples.one(declaration, SH + "namespace")
            if not isinstance(prefix, Literal) or not isinstance(namespace, Literal):
                raise wrong(
                    shape, f"uses the prefix declaration {name(declaration)}, which is not whole."
                )
            if prefixes.setdefault(prefix.value, namespace.value) != namespace.value:
                raise wrong(shape, f"has two namespaces for the prefix {prefix.value!r}.")
        imported = triples.values(source, OWL + "imports")
        sources += [each for each in imported if each not in sources]
    return prefixes


def asked_of(writing: Writing, query: Query, focus: str, *, many: bool) -> str:
    """Return the text of a query with a pattern for its focus nodes where its SELECTs begin.

    Where its outermost group asks for instances over rdfs:subClassOf, it gets the classes to look
    for if there are ``many`` nodes: to follow the classes anew from each would take longest.
    """
    changes = {opening: (opening, f" {focus} ") for opening in query.openings}
    wanted = ""
    for start, end, iri in query.instances if many else ():
        kind = writing.fresh()
        classes = writing.subclasses.of([NamedNode(iri)])
        wanted += f"{bound_to(writing, kind, map(str, classes))} "
        changes[start] = (end, f"a {kind}")
    changes[query.openings[0]] = (query.openings[0], f" {focus} {wanted}")
    text = query.text
    for start, (end, new) in sorted(changes.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text
