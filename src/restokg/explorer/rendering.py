"""The one door to the template engine: from a template and its words to a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from restokg.explorer import structured
from restokg.explorer.assets import asset
from restokg.explorer.labels import GRAPHS
from restokg.explorer.linking import address, is_ours, is_web
from restokg.explorer.visiting import Visit
from restokg.namespaces import LICENCE, compact
from restokg.representation.exchange import Response
from restokg.representation.media import HTML, JSON

TEMPLATES = Path(__file__).parent / "templates"
_ENCODED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {"number": number, "as_json": as_json, "compact": compact}
    made.globals |= {"asset": asset, "is_web": is_web, "is_ours": is_ours}
    made.globals |= {"address": address, "licence": LICENCE}
    made.globals |= {"structured": structured.for_page, "own_graphs": GRAPHS}
    return made


def number(value: float) -> str:
    return f"{value:,}"


def as_json(value: object) -> Markup:
    """Return JSON that may stand in a script element whatever is in its texts."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ENCODED))  # noqa: S704


def page(
    visit: Visit,
    template: str,
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    **context: Any,
) -> Response:
    """Return a page; templates see ``visit``, ``lang``, ``t`` (words), ``link`` and ``page_of``."""
    text = (
        environment()
        .get_template(template)
        .render(
            visit=visit,
            lang=visit.lang,
            t=visit.words,
            link=visit.link,
            page_of=visit.page_of,
            manifest=visit.library.snapshot.manifest,
            **context,
        )
    )
    return Response(status, HTML, text.encode("utf-8", "replace"), headers, visit.varies)


def document(visit: Visit, content: Mapping[str, Any]) -> Response:
    """Return a JSON document for a script."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(200, JSON, body, varies=visit.varies)
