"""What the SPARQL editor completes with: terms that the graph defines or uses, and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from restokg.build.examples import runnable
from restokg.errors import InputError, UnknownThingError
from restokg.explorer import words
from restokg.explorer.rendering import document
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import resolve
from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import PREFIXES, RDFS, SKOS
from restokg.questions.catalogue import Question
from restokg.representation.exchange import Response

Term = dict[str, str | int]

_CLASSES = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?uses) WHERE {
  { ?thing a ?class } UNION { ?class a owl:Class }
} GROUP BY ?class"""
_PROPERTIES = """SELECT ?property (SUM(?n) AS ?uses) WHERE {
  { SELECT ?property (COUNT(*) AS ?n) WHERE { ?thing ?property ?value } GROUP BY ?property }
  UNION { ?property a owl:ObjectProperty BIND(0 AS ?n) }
  UNION { ?property a owl:DatatypeProperty BIND(0 AS ?n) }
} GROUP BY ?property"""


def terms(visit: Visit) -> Response:
    """Return prefixes, classes and properties, the more used first."""
    return document(
        visit,
        {
            "prefixes": PREFIXES,
            "classes": _kept(visit, "classes", _CLASSES),
            "properties": _kept(visit, "properties", _PROPERTIES),
        },
    )


def examples(visit: Visit) -> Response:
    """Return the questions of the catalogue as queries that run as they stand."""
    return document(visit, {"examples": runnable_examples(visit)})


def runnable_examples(visit: Visit) -> list[dict[str, str]]:
    """Return the examples; a question about something that this graph lacks gives none."""
    return visit.library.kept(("example queries", visit.lang), lambda: _examples(visit))


def example(visit: Visit, name: str) -> str | None:
    """Return the query of the question with an id or number, or None."""
    for question in visit.library.questions:
        if name in (question.id, question.number):
            return query_of(question, visit)
    return None


def query_of(question: Question, visit: Visit) -> str:
    return runnable(question, _resolver(visit.store), visit.lang)


def _examples(visit: Visit) -> list[dict[str, str]]:
    return [
        {
            "id": question.id,
            "question": question.text("question", visit.lang),
            "group": question.text("group", visit.lang),
            "query": query_of(question, visit),
        }
        for question in visit.library.questions
        if all(_holds(visit.store, name) for name in _things(question))
    ]


def _things(question: Question) -> Iterator[str]:
    """Yield what the question is about as long as nobody says otherwise."""
    for parameter in question.parameters.values():
        if parameter.type == "thing" and parameter.default:
            yield parameter.default


def _holds(store: Store, name: str) -> bool:
    try:
        resolve(store, name)
    except (UnknownThingError, InputError):
        return False
    return True


def _resolver(store: Store) -> Callable[[str], str]:
    return lambda text: resolve(store, text)


def _kept(visit: Visit, name: str, query: str) -> list[Term]:
    return visit.library.kept((name, visit.lang), lambda: _terms(visit.store, query, visit.lang))


def _terms(store: Store, query: str, lang: str) -> list[Term]:
    found: list[Term] = []
    other = next(each for each in words.LANGUAGES if each != lang)
    for term, uses in store.select(query):
        if not isinstance(term, NamedNode) or not isinstance(uses, Literal):
            continue  # classes without a name are restrictions
        labels = _texts(store, term, RDFS + "label")
        comments = _texts(store, term, RDFS + "comment") | _texts(store, term, SKOS + "definition")
        found.append(
            {
                "iri": term.value,
                "label": _first(labels, (lang, "en", "")),
                "other": labels.get(other, ""),
                "comment": _first(comments, (lang, "en", "")),
                "count": int(uses.value),
            }
        )
    return sorted(found, key=lambda each: (-int(each["count"]), each["iri"]))


def _texts(store: Store, term: NamedNode, property: str) -> dict[str, str]:
    """Return the texts of a term by language; the first in the order of the alphabet wins."""
    values = (quad.object for quad in store.quads(term, NamedNode(property)))
    literals = [value for value in values if isinstance(value, Literal)]
    texts: dict[str, str] = {}
    for literal in sorted(literals, key=lambda each: each.value):
        texts.setdefault(literal.language or "", literal.value)
    return texts


def _first(texts: dict[str, str], languages: Iterable[str]) -> str:
    return next((texts[lang] for lang in languages if lang in texts), "")
