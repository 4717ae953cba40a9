"""The terms that the words of a text stand for, under its prefixes and its base."""

from __future__ import annotations

import re
from typing import Any

from restokg.graph.store import BaseDirection, BlankNode, Literal, NamedNode, parse
from restokg.namespaces import RDF, XSD

AnyTerm = Any
"""A term of a kind that is right where it stands, which the engine has seen to."""

MOST_WORDS = 100_000
"""How many words are remembered at a time."""

_TYPE = NamedNode(RDF + "type")
_BOOLEAN = NamedNode(XSD + "boolean")
_KEYWORDS: dict[str, AnyTerm] = {
    "a": _TYPE,
    "true": Literal("true", datatype=_BOOLEAN),
    "false": Literal("false", datatype=_BOOLEAN),
}
_INTEGER, _DECIMAL, _DOUBLE = (NamedNode(XSD + name) for name in ("integer", "decimal", "double"))
_DIRECTIONS = {"ltr": BaseDirection.LTR, "rtl": BaseDirection.RTL}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Terms(dict[str, AnyTerm]):
    """The terms by their words, each made when it is first asked for.

    A word is an IRI in angle brackets, a prefixed name, a blank node with its label, a number, or
    one of the keywords that stand for a term. Other keywords are KeyErrors.
    """

    def __init__(self, base: str | None = None) -> None:
        super().__init__()
        self._prefixes: dict[str, str] = {}
        self._base = base

    def __missing__(self, word: str) -> AnyTerm:
        if len(self) >= MOST_WORDS:
            self.clear()
        term = self[word] = self._made(word)
        return term

    def _made(self, word: str) -> AnyTerm:
        if word[0] == "<":
            return NamedNode(self._iri(word))
        if word.startswith("_:"):
            return BlankNode(word[2:])
        if word[0] in "-+.0123456789":
            exponent = "e" in word or "E" in word
            return Literal(
                word, datatype=_DOUBLE if exponent else _DECIMAL if "." in word else _INTEGER
            )
        prefix, colon, local = word.partition(":")
        if not colon:
            return _KEYWORDS[word]
        return NamedNode(self._prefixes[prefix] + _unescaped(local))

    def literal(
        self, quoted: str, language: str | None = None, datatype: str | None = None
    ) -> Literal:
        """Return the literal of a string in its quotes and the sign of its language or datatype."""
        marks = 3 if quoted.startswith(('"""', "'''")) else 1
        value = _unescaped(quoted[marks:-marks])
        if datatype is not None:
            return Literal(value, datatype=self[datatype])
        if language is None:
            return Literal(value)
        tag, _, direction = language[1:].partition("--")
        if direction:
            return Literal(value, language=tag, direction=_DIRECTIONS[direction])
        return Literal(value, language=tag)

    def declare(self, prefix: str, word: str) -> None:
        """Let a prefix stand for the IRI that the word is, from here on."""
        self._prefixes[prefix] = self._iri(word)
        self.clear()

    def rebase(self, word: str) -> None:
        """Take the IRI that the word is for the base, from here on."""
        self._base = self._iri(word)
        self.clear()

    def _iri(self, word: str) -> str:
        iri = _unescaped(word[1:-1])
        if self._base is None or _ABSOLUTE.match(iri):
            return iri
        # How to resolve an IRI, the engine knows.
        (quad,) = parse(f"<{iri}> a <urn:x> .".encode(), "turtle", base=self._base)
        return str(quad.subject)[1:-1]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    short, long, other = escape.groups()
    return _ESCAPED.get(other, other) if other else chr(int(short or long, 16))
