"""Search: what a form's field suggests, and a page of what was found."""

from __future__ import annotations

from restokg.explorer.rendering import document
from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.graph.wording import cite, symbols
from restokg.namespaces import BASE
from restokg.representation.exchange import Response

MOST_SUGGESTED = 10
MOST = 60
QUESTIONS = f"{BASE}questions/"


def suggestions(visit: Visit) -> Response:
    """Return what to suggest for ``q``, as JSON."""
    text = (visit.request.first("q") or "").strip()
    found = visit.library.search.find(text, visit.lang, MOST_SUGGESTED)
    return document(
        visit,
        {
            "results": [
                {
                    "label": hit.label,
                    "other": hit.other,
                    "kind": hit.kind,
                    "address": visit.page_of(hit.iri),
                    "symbol": hit.symbol,
                }
                for hit in found
            ]
        },
    )


def page(visit: Visit) -> Response:
    text = (visit.request.first("q") or "").strip()
    found = visit.library.search.find(text, visit.lang, MOST)
    questions = [hit for hit in found if hit.iri.startswith(QUESTIONS)]
    near = [] if found or not text else visit.library.search.near(text, visit.lang)
    return rendered(
        visit,
        "search.html",
        text=text,
        groups=[
            ("things", [hit for hit in found if not hit.passage and hit not in questions]),
            ("questions", questions),
            ("passages", [hit for hit in found if hit.passage]),
        ],
        count=len(found),
        full=len(found) == MOST,
        near=near,
        cited=_cited(visit, [hit.iri for hit in (*found, *near) if hit.passage]),
    )


def _cited(visit: Visit, iris: list[str]) -> dict[str, str]:
    """Return the citation of the passage that each of these is stated in."""
    known = symbols(visit.store, set(iris), visit.lang)
    return {iri: cite(iri.partition("#")[0], known, visit.lang) for iri in iris}
