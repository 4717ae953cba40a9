"""The tokens of SPARQL and Turtle, with their places: what parsers drop and rules need.

Only what rules look at is told apart: variables, prefixed names, IRIs, and what must not be taken
for one of them (comments, strings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from restokg.positions.spans import Extent

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<string>\"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
          | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><(?![?$])(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<variable>[?$]\w+)
      | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
      | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:[^\W\d_](?:[\w\-.]*[\w\-])?)?:
          (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])
             (?:(?:[\w\-.:\u00b7]|%[0-9A-Fa-f]{2}|\\[^\w\s])*
                (?:[\w\-:\u00b7]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<mark>\|\||&&|\^\^|[!<>]=|\S)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, which begins at the offset ``start``."""

    kind: str
    text: str
    start: int

    @property
    def extent(self) -> Extent:
        return self.start, self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A declaration of a prefix, at the token that names it (``rkg:``)."""

    name: str
    namespace: str
    token: Token


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in SPARQL, Turtle or TriG, without its comments.

    Text that is in none of these languages gives tokens too; it is for parsers to refuse it.
    """
    return [
        Token(match.lastgroup or "", match.group(), match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "comment"
    ]


def prefixes(found: Sequence[Token]) -> list[Prefix]:
    """Return the declarations of prefixes, in order."""
    return [
        Prefix(name.text[:-1], iri.text[1:-1], name)
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if (word.text == "@prefix" or (word.kind == "word" and word.text.upper() == "PREFIX"))
        and name.kind == "name"
        and name.text.endswith(":")
        and iri.kind == "iri"
    ]


def names(found: Sequence[Token]) -> Iterator[tuple[Token, str, str]]:
    """Yield the prefixed names in use, with their prefix and their local part unescaped."""
    declared = {prefix.token.start for prefix in prefixes(found)}
    for token in found:
        if token.kind == "name" and token.start not in declared:
            prefix, _, local = token.text.partition(":")
            yield token, prefix, _ESCAPED.sub(r"\1", local)
