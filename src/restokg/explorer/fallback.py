"""The page of a problem where no snapshot is at hand to make a better one of."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl

from restokg.explorer import words
from restokg.explorer.assets import asset
from restokg.representation.media import HTML, JSON, PROBLEM
from restokg.representation.negotiation import choose, language
from restokg.representation.problems import Problem

VARIES = ("Accept", "Accept-Language")
"""The request headers that the answer depends on."""


def shown(problem: Problem, accept: str, query: str, languages: str) -> tuple[str, bytes]:
    """Return the page for who likes that best, and else the document, each with its type.

    ``query`` is the query string as it came, which may name a language that goes before those of
    the header.
    """
    if choose(accept, (PROBLEM, JSON, HTML)) != HTML:
        return PROBLEM, problem.json()
    given = dict(parse_qsl(query)).get("lang", "")
    if given not in words.LANGUAGES:
        given = language(languages, words.LANGUAGES)
    return HTML, page(problem, given)


def page(problem: Problem, lang: str) -> bytes:
    texts = words.load(lang)
    # A reader is told less than those who write programs, where there are words for both.
    said = {
        part: escape(
            texts["problems"].get(f"{part}_{problem.status}")
            or texts["kinds"][f"{part}_{problem.kind}"]
        )
        for part in ("title", "advice")
    }
    home = escape(texts["problems"]["home"])
    return (
        f'<!doctype html><html lang="{texts["common"]["html_lang"]}">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="{asset("explorer.css")}"><title>{said["title"]}</title>'
        f'</head><body><main><p class="kicker">{problem.status}</p><h1>{said["title"]}</h1>'
        f'<p class="lead">{said["advice"]}</p>'
        f'<p class="detail" lang="en">{escape(problem.detail)}</p>'
        f'<p><a href="/?lang={lang}">{home}</a></p></main></body></html>'
    ).encode()
