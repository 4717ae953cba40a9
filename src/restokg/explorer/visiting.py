"""A visit: one request to the explorer, with its language and the links that keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from restokg.explorer import words
from restokg.explorer.library import Library
from restokg.explorer.linking import address, iri_of, is_ours, is_path, join
from restokg.explorer.refusals import RefusedParameterError
from restokg.graph.phrases import Phrases
from restokg.graph.store import NamedNode, Store
from restokg.representation.exchange import Request
from restokg.representation.negotiation import language

MOST_CHARACTERS = 500
"""Longer values of parameters are refused; none that a page offers comes near."""
LONGER = {"query": 100_000}
"""Parameters that may have more."""


@dataclass(frozen=True)
class Visit:
    request: Request
    library: Library
    lang: str
    chosen: bool
    """Whether the address names the language: then links repeat it."""

    @classmethod
    def of(cls, request: Request, library: Library) -> Visit:
        """Read the language; one that there is not is passed over, as :meth:`check` tells."""
        given = request.first("lang")
        if given in words.LANGUAGES:
            return cls(request, library, given, True)
        return cls(request, library, language(request.languages, words.LANGUAGES), False)

    def check(self) -> None:
        """Refuse parameters that no page could take.

        Raises:
            RefusedParameterError: For a language that there is not, or a value that is too long.
        """
        given = self.request.first("lang")
        if given is not None and not self.chosen:
            offered = ", ".join(words.LANGUAGES)
            raise RefusedParameterError("lang", "choice", value=given[:40], offered=offered)
        for name, value in self.request.parameters:
            most = LONGER.get(name, MOST_CHARACTERS)
            if len(value) > most:
                raise RefusedParameterError(name[:40], "length", length=len(value), most=most)
            if any("\ud800" <= char <= "\udfff" for char in name + value):
                raise RefusedParameterError("?", "encoding")

    @property
    def store(self) -> Store:
        return self.library.store

    def phrases(self, about: str) -> Phrases:
        """Return words for the terms of a page about a thing."""
        names = self.library.names(self.lang)
        return Phrases(self.store, self.lang, about=NamedNode(about), names=names)

    @property
    def words(self) -> words.Words:
        return words.load(self.lang)

    @property
    def varies(self) -> tuple[str, ...]:
        return () if self.chosen else ("Accept-Language",)

    def link(self, path: str, **parameters: object) -> str:
        """Return an address of ours; empty and absent parameters are left out.

        A name that Python keeps for itself is written with an underscore: ``class_``.
        """
        pairs = [
            (name.rstrip("_"), str(value))
            for name, value in parameters.items()
            if value is not None and value != ""
        ]
        if self.chosen and "lang" not in parameters:
            pairs.append(("lang", self.lang))
        return join(path, pairs)

    def page_of(self, iri: str) -> str:
        """Return the address of the page about a thing, ours or not."""
        return self.link(address(iri)) if is_ours(iri) else self.link("/thing", iri=iri)

    def translations(self) -> Iterator[tuple[str, str]]:
        """Yield the address of this page in each language."""
        others = [(name, value) for name, value in self.request.parameters if name != "lang"]
        path = address(iri_of(self.request.path)) if is_path(self.request.path) else "/"
        for lang in words.LANGUAGES:
            yield lang, join(path, [*others, ("lang", lang)])

    def number(self, name: str, default: int, *, most: int = 1_000_000) -> int:
        """Return a parameter that is a whole number from 1 on.

        Raises:
            RefusedParameterError: If it is not.
        """
        text = self.request.first(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 0 < int(text) <= most):
            raise RefusedParameterError(name, "number", value=text[:40], most=most)
        return int(text)
