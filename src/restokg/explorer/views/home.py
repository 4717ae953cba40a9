"""The home page: search, what the graph holds, three answers as pictures."""

from __future__ import annotations

from restokg.explorer import pictures
from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.namespaces import RKG
from restokg.representation.exchange import Response

FIRST_KINDS = (
    "Document",
    "Provision",
    "Target",
    "Indicator",
    "Request",
    "Commitment",
    "Initiative",
    "ActorGroup",
    "Fund",
    "Event",
    "Session",
    "Criterion",
)
"""Classes that the page names; the rest are a click away."""
START_WITH = ("11-asked-of-an-actor", "21-money", "30-memoranda-on-a-day")


def page(visit: Visit) -> Response:
    manifest = visit.library.snapshot.manifest
    kinds = {kind["iri"]: kind for kind in manifest.get("kinds", ())}
    questions = {question.id: question for question in visit.library.questions}
    return rendered(
        visit,
        "home.html",
        kinds=[kinds[RKG + name] for name in FIRST_KINDS if RKG + name in kinds],
        more=len(kinds),
        questions=[
            (id_, questions[id_].text("question", visit.lang))
            for id_ in START_WITH
            if id_ in questions
        ],
        pictures=visit.library.kept(("pictures", visit.lang), lambda: pictures.drawn(visit)),
    )
