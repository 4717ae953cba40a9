"""The home page: search, what the graph holds, three answers as pictures."""

from __future__ import annotations

from restokg.explorer.rendering import page as rendered
from restokg.explorer.visiting import Visit
from restokg.representation.exchange import Response


def page(visit: Visit) -> Response:
    return rendered(visit, "home.html", kinds=visit.library.snapshot.manifest.get("kinds", ()))
