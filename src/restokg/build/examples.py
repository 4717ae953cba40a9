"""The questions of the catalogue as example queries, as SHACL describes executable queries.

Editors that follow the SIB convention read the text from ``sh:select`` and what it answers from
``rdfs:comment``, and run the text as it stands: so parameters have their defaults in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from restokg.build.facts import fact, texts, types
from restokg.graph.store import Literal, Quad
from restokg.namespaces import DATASET, DCTERMS, ENDPOINT, QUESTION, RDFS, SCHEMA, SH
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question
from restokg.questions.parameters import LANGUAGES, Resolve, terms

_TODAY = "SUBSTR(STR(NOW()), 1, 10)"
"""The day on which a query is asked, in place of the day on which the graph was built."""


def describe_examples(questions: Sequence[Question], resolve: Resolve) -> Iterator[Quad]:
    for question in questions:
        iri = QUESTION + question.id
        yield from types(iri, SH + "SPARQLExecutable", SH + "SPARQLSelectExecutable")
        asked = {lang: question.text("question", lang) for lang in LANGUAGES}
        yield from texts(iri, RDFS + "label", asked)
        yield from texts(iri, RDFS + "comment", asked)
        readings = {lang: question.header.get(key) for lang, key in _READINGS.items()}
        known = {lang: text for lang, text in readings.items() if text}
        yield from texts(iri, DCTERMS + "description", known)
        yield fact(iri, SH + "select", Literal(runnable(question, resolve)))
        yield fact(iri, SH + "prefixes", DATASET)
        yield fact(iri, SCHEMA + "target", ENDPOINT)
        for tag in question.tags:
            yield fact(iri, SCHEMA + "keywords", Literal(tag))


_READINGS = {"en": "reading", "zh": "reading-zh"}


def runnable(question: Question, resolve: Resolve, lang: str = "en") -> str:
    """Return the query with the defaults of its parameters written into it."""
    values = terms(question, {}, lang=lang, resolve=resolve)
    for name, parameter in question.parameters.items():
        if parameter.type == "date" and parameter.default == "today":
            values[name] = _TODAY
    lines = [line for line in question.sparql.splitlines() if not line.startswith("#+")]
    return bind("\n".join(lines).strip(), values)
