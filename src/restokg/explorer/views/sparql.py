"""The SPARQL page: a plain form and examples, which scripts turn into an editor."""

from __future__ import annotations

from itertools import groupby

from restokg.errors import UnknownQuestionError
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views import vocabulary
from restokg.explorer.views.kinds import KINDS
from restokg.explorer.visiting import Visit
from restokg.namespaces import BASE, PREFIXES, RDFS, RKG
from restokg.representation.exchange import Response
from restokg.representation.media import GRAPHS, RESULTS

FIRST_QUERY = """PREFIX rkg: <{rkg}>
PREFIX rdfs: <{rdfs}>
SELECT ?fund ?label ?source WHERE {{
  GRAPH ?source {{
    ?fund a rkg:Fund ;
      rdfs:label ?label .
  }}
  FILTER(LANG(?label) = "{lang}")
}}
ORDER BY ?label
LIMIT 50"""
"""What stands in the field at first: it shows how a fact is asked for with its paragraph."""

SHOWN_PREFIXES = ("rkg", "doc", "rdfs", "skos", "dcterms", "org", "prov", "schema", "xsd")
"""Prefixes that the page lists; the service knows them all without being told."""


def page(visit: Visit) -> Response:
    """Return the page, with the query or the example that its address names in the field."""
    questions = [
        (example["group"], example["id"], example["question"])
        for example in vocabulary.runnable_examples(visit)
    ]
    return rendered(
        visit,
        "sparql.html",
        query=_query(visit),
        groups=[
            (group, [(id_, text) for _, id_, text in members])
            for group, members in groupby(questions, key=lambda each: each[0])
        ],
        prefixes=[(prefix, PREFIXES[prefix]) for prefix in SHOWN_PREFIXES],
        row_formats=tuple(RESULTS),
        graph_formats=tuple(name for name in GRAPHS if name not in ("trig", "nquads")),
        scripts={
            "texts": dict(visit.words["sparql"]),
            "faults": dict(visit.words["faults"]),
            "advice": _advice(visit),
            "base": BASE,
            "language": visit.lang,
            "chosen": visit.lang if visit.chosen else "",
        },
    )


def _advice(visit: Visit) -> dict[str, str]:
    """Return what stands for the detail of a problem, which the endpoint gives in English.

    Where a query is not SPARQL, only the detail tells what is wrong with it.
    """
    if visit.lang == "en":
        return {}
    texts = visit.words["kinds"]
    return {kind: texts[f"advice_{kind}"] for kind, _ in KINDS if kind != "query-syntax"}


def _query(visit: Visit) -> str:
    given = visit.request.first("query")
    if given:
        return given
    name = visit.request.first("example")
    if not name:
        return FIRST_QUERY.format(lang=visit.lang, rkg=RKG, rdfs=RDFS)
    query = vocabulary.example(visit, name)
    if query is None:
        raise UnknownQuestionError(name)
    return query
