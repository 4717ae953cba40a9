"""The page that the types of problem documents lead to: each kind, its status, what to do."""

from __future__ import annotations

from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.representation.exchange import Response

KINDS = (
    ("query-syntax", 400),
    ("refused", 403),
    ("limit-time", 504),
    ("limit-memory", 422),
    ("limit-rows", 422),
    ("limit-bytes", 422),
    ("limit-depth", 422),
    ("limit-complexity", 422),
    ("stopped", 500),
    ("budget", 429),
    ("busy", 503),
    ("not-found", 404),
    ("parameter", 400),
    ("request", 400),
    ("method", 405),
    ("not-acceptable", 406),
    ("too-large", 413),
    ("media-type", 415),
    ("internal", 500),
)


def page(visit: Visit) -> Response:
    return rendered(visit, "problems.html", kinds=KINDS)
