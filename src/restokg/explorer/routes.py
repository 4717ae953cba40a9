"""The table of addresses: which view answers which path.

A view is ``view(visit, **named groups of the pattern) -> Response``, in a module below
:mod:`restokg.explorer` that is imported when it is first asked for. To add a page is to add a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from restokg.representation.exchange import Response

View = Callable[..., Response]


class Route(NamedTuple):
    """``linked`` routes are IRIs of ours, or /thing: they have RDF beside the page."""

    pattern: str
    view: str
    linked: bool = False


ROUTES = (
    Route(r"/", "views.home:page"),
    Route(r"/search", "views.search:page"),
    Route(r"/api/search", "views.search:suggestions"),
    Route(r"/documents", "views.documents:catalogue"),
    Route(r"/things", "views.lists:page"),
    Route(r"/problems", "views.kinds:page"),
    # Linked data: every IRI of ours
    Route(r"/doc/.+", "views.documents:page", linked=True),
    Route(r"/(?:id|source|graph|ontology)/.+", "views.things:page", linked=True),
    Route(r"/thing(?:\.\w+)?", "views.things:page", linked=True),
    Route(r"/ontology(?:\.\w+)?", "views.terms:ontology", linked=True),
    Route(r"/shapes(?:\.\w+)?", "views.terms:shapes", linked=True),
    Route(r"/dataset(?:[./].+)?", "views.dataset:page", linked=True),
    # Questions and synergies
    Route(r"/questions", "views.questions:catalogue"),
    Route(r"/questions/(?P<name>[^/]+)", "views.questions:page"),
    Route(r"/synergies", "views.synergies:page"),
    Route(r"/synergies/(?P<part>[a-z]+)", "views.synergies:part"),
    # SPARQL and what its editor asks for
    Route(r"/sparql", "views.sparql:page"),
    Route(r"/api/vocabulary", "views.vocabulary:terms"),
    Route(r"/api/examples", "views.vocabulary:examples"),
    # For crawlers and agents
    Route(r"/sitemap\.xml", "sitemap:sitemap"),
    Route(r"/sitemap-(?P<number>[1-9][0-9]{0,4})\.xml", "sitemap:part"),
    Route(r"/robots\.txt", "sitemap:robots"),
    Route(r"/\.well-known/void", "linked:void"),
)

LINKED = "linked:document"
"""Called as ``document(visit, iri, type)`` for RDF of what a linked route names."""


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Route], ...]:
    return tuple((re.compile(route.pattern), route) for route in ROUTES)


def find(path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the first route that a path fits, with the parts that the pattern names."""
    for pattern, route in _compiled():
        if match := pattern.fullmatch(path):
            return route, match.groupdict()
    return None


@cache
def view(name: str) -> View:
    """Return a view by ``module:function``."""
    module, _, function = name.partition(":")
    found: View = getattr(import_module(f"restokg.explorer.{module}"), function)
    return found
