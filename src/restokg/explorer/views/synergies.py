"""Synergies among conventions: the matrix, its cells, the network, the timeline, the figures."""

from __future__ import annotations

from typing import Any

from restokg import resources
from restokg.errors import BadParameterError, InputError, UnknownThingError
from restokg.explorer.refusals import RefusedParameterError
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views import figures, matrix, network, timeline
from restokg.explorer.views.asking import Asked, put
from restokg.explorer.views.cells import MOST_ROWS, Cells, of
from restokg.explorer.views.matrix import WAYS, short
from restokg.explorer.views.questions import headings_of
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label, resolve
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import natural
from restokg.namespaces import DCTERMS
from restokg.questions import catalogue
from restokg.questions.answers import Answer, iris_in
from restokg.representation.exchange import Response

MOST_TIES = 500
"""Ties that a drawing can hold and still be read."""
BRIDGES = 2
"""Regimes that an organization must be a partner of to be in the network at first."""


def page(visit: Visit) -> Response:
    """Return the matrix of who names whom, by provisions."""
    way = _way(visit)
    found = matrix.matrix(matrix.links(visit), way)
    iris = {*found.regimes, *found.named}
    return rendered(
        visit,
        "synergies.html",
        matrix=found,
        way=way,
        ways=("", *WAYS),
        short={iri: short(visit.store, iri, visit.lang) for iri in iris},
        full={iri: label(visit.store, iri, visit.lang) or iri for iri in iris},
    )


def part(visit: Visit, part: str) -> Response:
    """Return one of the pages below the matrix.

    Raises:
        UnknownThingError: If there is no such page.
    """
    views = {"cell": _cell, "network": _network, "timeline": _timeline, "figures": _figures}
    if part not in views:
        raise UnknownThingError(f"/synergies/{part}")
    return views[part](visit)


def _cell(visit: Visit) -> Response:
    """Return the provisions of one regime that name something of another, each with what."""
    way = _way(visit)
    regime, named = _regime(visit, "from"), _regime(visit, "to")
    found = [link for link in matrix.links(visit, regime, named) if not way or link.way == way]
    passages = sorted({link.passage for link in found}, key=natural)
    things: dict[tuple[str, str], list[str]] = {}
    for link in found:
        things.setdefault((link.passage, link.way), []).append(link.thing)
    cells = Cells(visit, passages)
    rows = [
        {
            "chip": cells.chips([passage]),
            "summary": _summary(visit.store, passage, visit.lang),
            "ways": {
                name: [
                    cells.link(thing, cells.called(thing))
                    for thing in things.get((passage, name), ())
                ]
                for name in WAYS
            },
        }
        for passage in passages[:MOST_ROWS]
    ]
    return rendered(
        visit,
        "synergies_cell.html",
        rows=rows,
        passages=len(passages),
        way=way,
        ways=("", *WAYS),
        counts={name: len({x.passage for x in found if x.way == name}) for name in WAYS},
        regime=(regime, short(visit.store, regime, visit.lang), _label(visit, regime)),
        named=(named, short(visit.store, named, visit.lang), _label(visit, named)),
    )


def _network(visit: Visit) -> Response:
    everyone = visit.request.first("all") == "1"
    found = network.ties(visit, least=1 if everyone else BRIDGES)
    ties = found[:MOST_TIES]
    cells = Cells(visit, {iri for tie in ties for iri in tie.passages})
    rows = [
        {
            "partner": cells.link(tie.partner, cells.called(tie.partner)),
            "regime": cells.link(tie.regime, cells.called(tie.regime)),
            "through": [cells.link(iri, cells.called(iri)) for iri in tie.undertakings],
            "chips": cells.chips(tie.passages),
        }
        for tie in ties
    ]
    return rendered(
        visit,
        "synergies_network.html",
        graph=network.graph(visit, ties),
        rows=rows,
        everyone=everyone,
        capped=len(found) > MOST_TIES,
        partners=len({tie.partner for tie in ties}),
        regimes=len({tie.regime for tie in ties}),
    )


def _timeline(visit: Visit) -> Response:
    asked, whole = _answer(visit, "20")
    texts = {"reading": whole.reading, "empty": whole.empty}
    answer = Answer(whole.columns, whole.rows[:MOST_ROWS], **texts)
    return rendered(
        visit,
        "synergies_timeline.html",
        drawing=timeline.drawn(answer),
        heads=headings_of(answer.columns, visit.lang),
        rows=of(visit, answer),
        question=asked.question,
        answer=answer,
        capped=len(whole.rows) > MOST_ROWS,
    )


def _figures(visit: Visit) -> Response:
    money, area, compared = (
        _answer(visit, "21")[1],
        _answer(visit, "18", of="measure:area")[1],
        _answer(visit, "19")[1],
    )
    iris = {
        iri
        for answer in (money, area, compared)
        for row in answer.rows
        for term in row
        for iri in iris_in(term)
    }
    cells = Cells(visit, iris)
    notes = ("about", "whose", "forWhat", "where", "due")
    area_notes = ("about", "scope", "baseline", "asOf", "due")
    money_groups = figures.groups(
        figures.rows(money), cells, name="amount", unit="currency", notes=notes
    )
    area_groups = figures.groups(
        figures.rows(area), cells, name="figure", unit="unit", notes=area_notes
    )
    return rendered(
        visit,
        "synergies_figures.html",
        money=money_groups,
        area=area_groups,
        unstated=[_worded(cells, row) for row in figures.rows(money) if row["value"] is None],
        **_comparison(cells, figures.rows(compared)),
    )


def _comparison(cells: Cells, rows: list[figures.Row]) -> dict[str, Any]:
    """Return what can be compared, what contributes, and by reason what cannot be compared."""
    comparable, contributions = [], []
    reasons: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        worded = _worded(cells, row)
        if row["share"] is not None:
            comparable.append(worded | {"part": min(1.0, float(figures.text(row["share"])) / 100)})
        elif row["reported"] is not None:
            contributions.append(worded)
        else:
            reasons.setdefault(figures.reason(row), []).append(worded)
    return {"comparable": comparable, "contributions": contributions, "reasons": reasons}


def _worded(cells: Cells, row: figures.Row) -> dict[str, Any]:
    return {name: "" if term is None else cells.cell(term).html for name, term in row.items()}


def _answer(visit: Visit, number: str, **given: str) -> tuple[Asked, Answer]:
    question = catalogue.find(resources.queries(), number)
    asked = put(visit.library, question, given, visit.lang)
    return asked, asked.answer(visit.library)


def _way(visit: Visit) -> str:
    way = visit.request.first("count") or ""
    if way and way not in WAYS:
        raise RefusedParameterError("count", "choice", value=way[:40], offered=", ".join(WAYS))
    return way


def _regime(visit: Visit, parameter: str) -> str:
    """Return the IRI that a parameter names.

    Raises:
        BadParameterError: If it is missing, or several things go by it.
        UnknownThingError: If nothing goes by it.
    """
    text = visit.request.first(parameter)
    if not text:
        raise RefusedParameterError(parameter, "missing")
    try:
        return resolve(visit.store, text)
    except UnknownThingError:
        raise
    except InputError as error:
        raise BadParameterError(parameter, str(error)) from None


def _summary(store: Store, passage: str, lang: str) -> str:
    texts = {
        quad.object.language: quad.object.value
        for quad in store.quads(NamedNode(passage), NamedNode(DCTERMS + "abstract"))
        if isinstance(quad.object, Literal)
    }
    return texts.get(lang) or texts.get("en", "")


def _label(visit: Visit, iri: str) -> str:
    return label(visit.store, iri, visit.lang) or iri
