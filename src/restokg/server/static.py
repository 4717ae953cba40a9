"""Style sheets, icons and built scripts; their addresses name their content, so they are kept."""

from __future__ import annotations

import os
import stat

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from restokg.errors import UnknownThingError
from restokg.explorer.assets import STATIC, front_end
from restokg.representation import problems
from restokg.representation.media import PROBLEM
from restokg.server.incoming import takes_gzip

_KEPT = "public, max-age=31536000, immutable"
_UNREAD = frozenset((b"accept-encoding", b"range"))
_PACKED_FROM = 1_000
"""Bytes below which compression does not pay."""


class _Kept(StaticFiles):
    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = _KEPT
        response.headers["x-content-type-options"] = "nosniff"
        return response

    def has(self, path: str) -> bool:
        """Tell whether there is such a file."""
        try:
            found = self.lookup_path(path)[1]
        except (OSError, ValueError):  # such as a name that is too long
            return False
        return found is not None and stat.S_ISREG(found.st_mode)


def static_files() -> ASGIApp:
    """Return what answers GET below /static/: files of the package, then of the front end."""
    folders = [STATIC, *([built] if (built := front_end()) else [])]
    applications = [_Kept(directory=folder) for folder in folders]

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        for application in applications:
            if application.has(application.get_path(scope)):
                await application(scope, receive, send)
                return
        problem = problems.of(UnknownThingError(scope["path"]))
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
        response = Response(problem.json(), problem.status, headers, PROBLEM)
        await response(scope, receive, send)

    packed = GZipMiddleware(answer, minimum_size=_PACKED_FROM)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        # The middleware does not read weights, and would pack a part of a file as if it were all.
        headers = [header for header in scope["headers"] if header[0] not in _UNREAD]
        if takes_gzip(dict(scope["headers"]).get(b"accept-encoding", b"")):
            headers.append((b"accept-encoding", b"gzip"))
        path = scope["path"].removeprefix("/static")
        await packed(dict(scope, path=path, root_path="", headers=headers), receive, send)

    return serve
