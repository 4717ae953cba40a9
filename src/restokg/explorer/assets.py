"""Addresses of style sheets and scripts: they name the content, so may be kept."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from restokg import resources

STATIC = Path(__file__).parent / "static"


@cache
def front_end() -> Path | None:
    """Return the folder of built scripts, or None where the front end is not built."""
    for place in resources.PLACES:
        folder = place / "web" / "dist"
        if (folder / "manifest.json").is_file():
            return folder
    return None


@cache
def _built() -> dict[str, str]:
    folder = front_end()
    if folder is None:
        return {}
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


@cache
def asset(name: str) -> str:
    """Return the address of a file, or an empty text if there is none."""
    if name in _built():
        return f"/static/{_built()[name]}"
    path = STATIC / name
    if not path.is_file():
        return ""
    return f"/static/{name}?v={sha256(path.read_bytes()).hexdigest()[:10]}"
