"""From a request to the page or document that answers it: the table of addresses."""

from __future__ import annotations

from restokg.explorer.library import Library
from restokg.representation.exchange import Request, Response


def respond(request: Request, library: Library) -> Response:
    """Return the response to a request for anything but the endpoint and static files.

    Raises:
        RestokgError: What the views raise; the caller makes a problem document of it.
    """
    raise NotImplementedError
