"""From a request to the page or document that answers it."""

from __future__ import annotations

from restokg.errors import NotAcceptableError, RestokgError, UnknownThingError
from restokg.explorer import routes
from restokg.explorer.library import Library
from restokg.explorer.linking import iri_of, is_path
from restokg.explorer.representations import Representations
from restokg.explorer.views.problems import shown
from restokg.explorer.visiting import Visit
from restokg.representation.exchange import Request, Response
from restokg.representation.media import GRAPHS, HTML, SUFFIXES
from restokg.representation.negotiation import choose

LINKED_TYPES = (HTML, *GRAPHS.values())


def respond(request: Request, library: Library) -> Response:
    """Return the response to a request for anything but the endpoint and static files.

    What a client does wrong is answered with a problem page or problem document.
    """
    visit = Visit.of(request, library)
    try:
        return _answer(visit)
    except RestokgError as error:
        return shown(visit, error)


def _answer(visit: Visit) -> Response:
    path = visit.request.path
    if not is_path(path):
        raise UnknownThingError(path[:80])
    visit.check()
    found = routes.find(path)
    if found is None:
        raise UnknownThingError(path)
    route, parts = found
    if not route.linked:
        return routes.view(route.view)(visit, **parts)
    path, type_ = negotiated(visit.request)
    iri = visit.request.first("iri") if path == "/thing" else iri_of(path)
    if not iri:
        raise UnknownThingError(path)
    if type_ == HTML:
        response = routes.view(route.view)(visit, iri=iri, **parts)
        headers = (*response.headers, ("Link", Representations.of(iri).header(HTML)))
    else:
        response = routes.view(routes.LINKED)(visit, iri=iri, type=type_)
        headers = response.headers
    varies = tuple(dict.fromkeys((*response.varies, "Accept")))
    return Response(response.status, response.type, response.body, headers, varies)


def negotiated(request: Request) -> tuple[str, str]:
    """Return the path without a suffix, and the media type that suffix or Accept asks for.

    Raises:
        NotAcceptableError: If Accept takes none of those offered.
    """
    stem, dot, suffix = request.path.rpartition(".")
    if dot and suffix in SUFFIXES and not stem.endswith("/"):
        return stem, SUFFIXES[suffix]
    type_ = choose(request.accept, LINKED_TYPES)
    if type_ is None:
        raise NotAcceptableError(request.accept, LINKED_TYPES)
    return request.path, type_
