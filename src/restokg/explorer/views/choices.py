"""What a parameter may sensibly be: names that the graph gives an answer for.

Most are named in the unfiltered answer itself, so that what is offered always finds rows. What
goes into the address is the compact IRI, which is the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from restokg import resources
from restokg.explorer.views.asking import put
from restokg.explorer.views.names import REMARKED, named
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label
from restokg.graph.store import Literal, NamedNode, Term
from restokg.namespaces import RKG, VOID, compact
from restokg.questions.answers import Answer
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question

MOST = 300

Choice = tuple[str, str]
"""A value for the address, and the name that a reader picks it by."""

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "01": {"convention": ("pursuedBy",)},
    "02": {"convention": ("from", "to")},
    "05": {"actor": ("asked",), "theme": ("themes",)},
    "10": {"target": ("predecessor",)},
    "11": {"actor": ("asked",)},
    "13": {"addressee": ("asked",)},
    "16": {"draft": ("text",)},
    "17": {"document": ("report",), "addressee": ("to",)},
    "21": {"of": ("about",)},
    "22": {"country": ("countries",)},
    "23": {"only": ("category",)},
    "24": {"category": ("endorsed",)},
    "26": {"in": ("undertaking",)},
    "27": {"with": ("regime", "otherRegime")},
    "29": {"role": ("holder",)},
    "30": {"party": ("parties",)},
    "31": {"of": ("memorandum",)},
    "32": {"of": ("partnership",), "theme": ("themes",)},
    "34": {"group": ("under",)},
    "35": {"target": ("serves",), "theme": ("themes",), "ecosystem": ("ecosystems",)},
    "36": {"activity": ("appliesTo",), "theme": ("themes",)},
    "37": {"of": ("document",)},
}
"""Columns of the answer whose names a parameter takes."""

QUERIES: Mapping[str, Mapping[str, str]] = {
    "06": {"convention": "regimes", "other": "regimes"},
    "10": {"plan": "plans-with-targets"},
    "12": {"document": "cited-documents"},
    "13": {"document": "requesting-documents"},
    "14": {"document": "cited-documents"},
    "18": {"of": "measures"},
    "19": {"of": "promised-measures"},
    "28": {"category": "categories-with-criteria"},
    "34": {"plan": "plans-with-elements"},
}
"""Queries in ``queries/choices/``, where the answer does not tell."""

TERMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "07": {
        "only": tuple(
            RKG + name
            for name in (
                "theme",
                "supportsTarget",
                "mentions",
                "addressee",
                "Activity",
                "PlannedActivity",
            )
        )
    },
}
"""Terms of the ontology that a parameter is one of, where its query lists them itself."""

CLASSES: Mapping[str, str] = {"40": "class"}
"""Parameters that are a class of which the release counts the things."""


def choices(visit: Visit, question: Question, answer: Answer | None) -> dict[str, list[Choice]]:
    """Return names by parameter; ``answer`` is the unfiltered one, where it is at hand."""
    columns = COLUMNS.get(question.number, {})
    key = ("choices", question.id, visit.lang)

    def find() -> dict[str, list[Choice]]:
        found = {
            parameter: _asked(visit, query)
            for parameter, query in QUERIES.get(question.number, {}).items()
        }
        for parameter, terms in TERMS.get(question.number, {}).items():
            found[parameter] = _labelled(visit, terms)
        if question.number in CLASSES:
            counted = visit.store.quads(None, NamedNode(VOID + "class"))
            classes = [q.object.value for q in counted if isinstance(q.object, NamedNode)]
            found[CLASSES[question.number]] = _labelled(visit, classes)
        if columns:
            whole = answer or put(visit.library, question, {}, visit.lang).answer(visit.library)
            found |= {
                parameter: _within(visit, whole, names) for parameter, names in columns.items()
            }
        return found

    return visit.library.kept(key, find)


def _asked(visit: Visit, query: str) -> list[Choice]:
    """Return what a query finds: a thing and its name in each row."""
    text = (resources.queries() / "choices" / f"{query}.rq").read_text(encoding="utf-8")
    lang = str(Literal(visit.lang))
    found = visit.store.select(bind(text, {"lang": lang}))
    return [(compact(_text(thing)), _text(name)) for thing, name in found][:MOST]


def _labelled(visit: Visit, iris: Iterable[str]) -> list[Choice]:
    """Return the terms that have a label, in the order of their labels."""
    names = {iri: label(visit.store, iri, visit.lang) for iri in iris}
    found = [(compact(iri), name) for iri, name in names.items() if name]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _within(visit: Visit, answer: Answer, columns: Sequence[str]) -> list[Choice]:
    """Return the things that some columns name, in the order of their names."""
    known = named(visit)
    places = [answer.columns.index(name) for name in columns]
    texts = {_text(row[place]) for row in answer.rows for place in places}
    names = {name for text in texts for name in _names(text) if name in known}
    return [(compact(known[name]), name) for name in sorted(names, key=str.casefold)][:MOST]


def _names(text: str) -> list[str]:
    """Return what may be a name in a cell: the whole, its parts, parts without their remark."""
    parts = [text, *re.split(r" · |, |、", text)]
    return parts + [match[1] for part in parts if (match := REMARKED.fullmatch(part))]


def _text(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))
