"""OWL 2 RL: derive what ontology and facts imply, natively.

The rules of ``reasonable`` do the work, except for property chains (rule prp-spo2 of the OWL 2
RL profile) and for contradictions, which it does not report: these two are SPARQL queries over
its closure, run in turns with it until nothing new comes.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from restokg.errors import Conflict, InconsistentGraphError, WriteError
from restokg.graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    QueryTriples,
    Store,
    parse,
    serialise_triples,
)
from restokg.namespaces import OWL, RDF, RDFS, compact

_GIVEN = "urn:given"
_DERIVED = "urn:derived"

_USEFUL = f"""
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  GRAPH <{_DERIVED}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH <{_GIVEN}> {{ ?s ?p ?o }} }}
  FILTER (isIRI(?s) && !isBlank(?o))
  FILTER (!(sameTerm(?s, ?o) && ?p IN (owl:sameAs, owl:equivalentClass, owl:equivalentProperty,
                                       rdfs:subClassOf, rdfs:subPropertyOf)))
  FILTER (?p != rdf:type || ?o NOT IN (owl:Thing, owl:Class, rdfs:Class, rdfs:Resource,
                                       rdfs:Datatype, rdfs:Literal, rdf:Property))
  FILTER (!STRSTARTS(STR(?s), STR(owl:)) && !STRSTARTS(STR(?s), STR(rdf:))
          && !STRSTARTS(STR(?s), STR(rdfs:)) && !STRSTARTS(STR(?s), STR(xsd:)))
}}"""

_CONTRADICTIONS = {
    (
        "{0} is both a {1} and a {2}, which share no member",
        "{0} 同属 {1} 与 {2}，而二者没有共同成员",
    ): """
        SELECT ?x ?c ?d WHERE { ?x a ?c . ?c owl:disjointWith ?d . ?x a ?d }""",
    (
        "{0} is both a {1} and a {2}, of which it can only be one",
        "{0} 同属 {1} 与 {2}，而只能属于其一",
    ): """
        SELECT ?x ?c ?d WHERE {
          { SELECT ?list ?c WHERE {
              ?all a owl:AllDisjointClasses ; owl:members ?list . ?list rdf:rest*/rdf:first ?c } }
          ?x a ?c , ?d . FILTER (STR(?c) < STR(?d))
          ?list rdf:rest*/rdf:first ?d }""",
    (
        "{0} is both in {1} and in its complement",
        "{0} 既属 {1} 又属其补类",
    ): """
        SELECT ?x ?c WHERE { ?n owl:complementOf ?c . ?x a ?c , ?n }""",
    (
        "{0} is a member of the empty class",
        "{0} 属于空类",
    ): """
        SELECT ?x WHERE { ?x a owl:Nothing }""",
    (
        "{0} has {1} to itself, which nothing can",
        "{0} 对自身有 {1} 关系，而该关系不得指向自身",
    ): """
        SELECT ?x ?p WHERE { ?p a owl:IrreflexiveProperty . ?x ?p ?x }""",
    (
        "{0} has {1} to {2}, and {2} to {0}, which excludes itself",
        "{0} 对 {2} 有 {1} 关系，反之亦然，而该关系不得互为成立",
    ): """
        SELECT ?x ?p ?y WHERE { ?p a owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x
          FILTER (STR(?x) <= STR(?y)) }""",
    (
        "{0} has both {1} and {2} to {3}, which exclude each other",
        "{0} 对 {3} 同时有 {1} 与 {2} 关系，而二者互斥",
    ): """
        SELECT ?x ?p ?q ?y WHERE { ?p owl:propertyDisjointWith ?q . ?x ?p ?y ; ?q ?y }""",
    (
        "{0} and {1} are the same and different",
        "{0} 与 {1} 既相同又相异",
    ): """
        SELECT ?x ?y WHERE { { ?x owl:differentFrom ?y } UNION { ?y owl:differentFrom ?x }
          ?x owl:sameAs ?y FILTER (STR(?x) <= STR(?y)) }""",
}


_VOCABULARY = tuple(f"<{namespace}".encode() for namespace in (OWL, RDF, RDFS))
_REMARKS = {f"<{RDFS}{n}>".encode() for n in ("label", "comment", "seeAlso", "isDefinedBy")}
_PLAIN = {f"<{OWL}{n}>".encode() for n in ("Class", "ObjectProperty", "DatatypeProperty")}
"""Being one of these implies nothing of a property or class."""

_AXIOMS_ON = """
ASK {
  { VALUES ?p { PREDICATES } ?p ?axiom ?other .
    FILTER (STRSTARTS(STR(?axiom), STR(owl:)) || STRSTARTS(STR(?axiom), STR(rdfs:)))
    FILTER (?axiom NOT IN (owl:propertyChainAxiom, owl:deprecated, rdfs:label, rdfs:comment,
                           rdfs:isDefinedBy, rdfs:seeAlso))
  } UNION { VALUES ?p { PREDICATES } ?other ?axiom ?p .
    FILTER (STRSTARTS(STR(?axiom), STR(owl:)))  # the narrower property implies the wider one only
  } UNION { VALUES ?p { PREDICATES } ?p a ?kind . BIND (?kind AS ?other)
    FILTER (?kind NOT IN (owl:ObjectProperty, owl:DatatypeProperty, rdf:Property, owl:Thing))
  } UNION { ?p owl:sameAs ?other } UNION { ?p owl:hasKey ?other }
  FILTER (?other NOT IN (?p, owl:topObjectProperty, owl:topDataProperty))
}"""


def infer(store: Store) -> bytes:
    """Return the triples that follow from the union of a dataset, as N-Triples without order.

    Left out are triples that the dataset states itself, that hold of everything (membership in
    ``owl:Thing``, identity with itself), that describe the RDF vocabularies, or that have a blank
    node.

    Raises:
        InconsistentGraphError: If the facts contradict the ontology.
        WriteError: If there is no room for the temporary file that the engine reads.
    """
    given = store.triples()
    closure = Store()
    _add(closure, given.splitlines(), _GIVEN)
    telling = _telling(given)
    _derive(given, telling, closure)
    if telling is not given and _identifies(closure):
        # What is said of the one holds of the other, whatever it is.
        closure.remove_graph(_DERIVED)
        _derive(given, given, closure)
    _refuse_contradictions(closure)
    return _construct(closure, _USEFUL)


def _derive(given: bytes, telling: bytes, closure: Store) -> None:
    """Add to a closure what follows from triples that are given, of which some tell something."""
    chains = _chains(closure)
    # A library without type declarations, named nowhere else.
    reasoner = cast(Any, importlib.import_module("reasonable")).PyReasoner()
    known = set(given.splitlines())
    fresh = telling
    while fresh:
        if fresh is not telling and not _has_consequences(fresh, closure):
            break
        _feed(reasoner, fresh)
        derived = {_line(triple) for triple in reasoner.reason()} - known
        known |= derived
        _add(closure, derived, _DERIVED)
        chained = _follow(chains, closure, known)
        known |= chained
        fresh = b"\n".join(chained)


def _identifies(closure: Store) -> bool:
    """Tell whether two things with names of their own turned out to be the same."""
    same = closure.quads(predicate=NamedNode(OWL + "sameAs"))
    return any(quad.subject != quad.object for quad in same)


def _telling(given: bytes) -> bytes:
    """Return the triples from which something may follow, which spares the reasoner texts.

    By no rule of OWL 2 RL does anything follow from a property or a class that no axiom names, as
    long as no two things are the same.
    """
    split = [(line, *line.split(b" ", 2)[1:]) for line in given.splitlines()]
    predicates = {predicate for _, predicate, _ in split}
    type_ = f"<{RDF}type>".encode()
    classes = {rest[:-2] for _, predicate, rest in split if predicate == type_}
    axioms = {p for p in predicates if p.startswith(_VOCABULARY)} - _REMARKS - {type_}
    kinds = {c for c in classes if c.startswith(f"<{OWL}".encode())} - _PLAIN
    named = set[bytes]()
    for line, predicate, rest in split:
        if predicate in axioms:
            named |= {line.split(b" ", 1)[0], rest[:-2]}
        elif predicate == type_ and rest[:-2] in kinds:
            named.add(line.split(b" ", 1)[0])
    idle = {t for t in predicates | classes if not t.startswith(_VOCABULARY)} | _REMARKS
    idle -= named
    return b"\n".join(
        line
        for line, predicate, rest in split
        if predicate not in idle and (predicate != type_ or rest[:-2] not in idle)
    )


def _has_consequences(fresh: bytes, closure: Store) -> bool:
    """Tell whether new triples may imply anything; a turn of the reasoner costs as before.

    Each rule of OWL 2 RL that starts from a triple needs an axiom on its predicate, or another
    name of one of its terms. Chains are followed to their end beforehand.
    """
    predicates = {quad.predicate.value for quad in parse(fresh, "ntriples")}
    if any(predicate.startswith((OWL, RDF, RDFS)) for predicate in predicates):
        return True
    names = " ".join(f"<{predicate}>" for predicate in sorted(predicates))
    return bool(closure.query(_AXIOMS_ON.replace("PREDICATES", names)))


def _follow(chains: list[str], closure: Store, known: set[bytes]) -> set[bytes]:
    """Add what property chains yield until nothing new comes, and return it."""
    found: set[bytes] = set()
    while True:
        lines = {line for chain in chains for line in _construct(closure, chain).splitlines()}
        new = lines - known - found
        if not new:
            return found
        found |= new
        _add(closure, new, _DERIVED)


def _feed(reasoner: Any, ntriples: bytes) -> None:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "facts.ttl")  # N-Triples is Turtle; no other ending is accepted
            path.write_bytes(ntriples)
            reasoner.load_file(str(path))
    except OSError as error:
        raise WriteError("the folder for temporary files", error.strerror or str(error)) from None


def _add(store: Store, lines: Iterable[bytes], graph: str) -> None:
    # Parsed here, since loading would rename the blank nodes that given and derived share.
    name = f" <{graph}> .\n".encode()
    store.extend(parse(b"".join(line[:-2] + name for line in lines), "nquads"))


def _line(triple: tuple[Any, Any, Any]) -> bytes:
    value = triple[2].n3()
    if value.startswith('"""'):  # a text with line breaks, as Turtle may have it
        text = triple[2]
        kind = None if text.datatype is None else NamedNode(text.datatype)
        value = str(Literal(str(text), datatype=kind, language=text.language))
    return f"{triple[0].n3()} {triple[1].n3()} {value} .".encode()


def _construct(store: Store, query: str) -> bytes:
    return serialise_triples(cast(QueryTriples, store.query(query)))


def _chains(store: Store) -> list[str]:
    """Return one CONSTRUCT per property chain: its steps are a SPARQL property path."""
    queries = []
    for quad in store.quads(predicate=NamedNode(OWL + "propertyChainAxiom")):
        steps = []
        node: object = quad.object
        while isinstance(node, BlankNode):
            step = _value(store, node, RDF + "first")
            if isinstance(step, BlankNode):
                steps.append(f"^{_value(store, step, OWL + 'inverseOf')}")
            else:
                steps.append(str(step))
            node = _value(store, node, RDF + "rest")
        queries.append(f"CONSTRUCT {{ ?s {quad.subject} ?o }} WHERE {{ ?s {'/'.join(steps)} ?o }}")
    return queries


def _value(store: Store, subject: BlankNode, predicate: str) -> object:
    return next(store.quads(subject, NamedNode(predicate))).object


def _refuse_contradictions(store: Store) -> None:
    conflicts = set()
    for (english, chinese), query in _CONTRADICTIONS.items():
        rows = store.select(query)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            terms = dict(zip(names, row, strict=True))
            words = [_name(term) for term in row]
            value = terms.get("y") or terms.get("d") or terms.get("c") or terms["x"]
            conflicts.add(
                Conflict(
                    english.format(*words),
                    chinese.format(*words),
                    node=terms["x"].value,
                    path=terms["p"].value if "p" in terms else f"{RDF}type",
                    value=str(value),
                )
            )
    if conflicts:
        raise InconsistentGraphError(sorted(conflicts))


def _name(term: object) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else str(term)
