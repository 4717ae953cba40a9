"""Style sheets, icons and built scripts; their addresses name their content, so they are kept."""

from __future__ import annotations

import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from restokg.explorer.assets import STATIC, front_end

_KEPT = "public, max-age=31536000, immutable"


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


def static_files() -> ASGIApp:
    """Return what answers below /static/: files of the package, then those of the front end."""
    folders = [STATIC, *([built] if (built := front_end()) else [])]
    applications = [_Kept(directory=folder) for folder in folders]

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        inner = dict(scope, path=scope["path"].removeprefix("/static"), root_path="")
        for application in applications:
            path = application.get_path(inner)
            if "\0" not in path and application.lookup_path(path)[1] is not None:
                await application(inner, receive, send)
                return
        await Response("Not found", 404, media_type="text/plain")(scope, receive, send)

    return answer
