"""The structure of a constraint's query: may it speak of all focus nodes at once?

SHACL runs such a query once per focus node, with ``$this`` bound from the start, everywhere in
its text. To join the focus nodes with the query's outermost group gives the same solutions where
every inner group that mentions ``$this`` binds it itself, by a triple pattern, or is evaluated
solution by solution (EXISTS, the filters of OPTIONAL). Where that is not sure, the query is left
to an engine that takes one focus node after the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from restokg.graph.sparql import QUOTED

_TOKEN = re.compile(QUOTED + r"|[?$]\w+|[\w:][\w:.%-]*|[{}()*]", re.DOTALL)
_REFUSED = ("MINUS", "VALUES", "SERVICE")
"""What SHACL does not allow in such a query (appendix A, pre-binding)."""

_APART = ("LIMIT", "OFFSET", "FROM")
"""What speaks of one focus node's solutions as a whole."""

_COUNTING = ("COUNT", "SUM", "AVG", "GROUP_CONCAT")
"""Without DISTINCT, these count a triple once for each graph that it is in."""

_AGGREGATES = (*_COUNTING, "MIN", "MAX", "SAMPLE")
_UNKNOWN = ("shapesGraph", "currentShape", "failure")
"""Variables with a meaning in SHACL that is not offered here."""


class Token(NamedTuple):
    text: str
    start: int

    @property
    def word(self) -> str:
        return self.text.upper()

    @property
    def variable(self) -> str | None:
        return self.text[1:] if self.text[0] in "?$" else None


def tokens_of(text: str) -> list[Token]:
    """Return the words, variables, parentheses and braces of a query, outside of all quotes."""
    return [
        Token(match[0], match.start())
        for match in _TOKEN.finditer(text)
        if match[0][0] not in "\"'#<"
    ]


@dataclass(slots=True)
class _Select:
    """A SELECT, as far as it has been read: what it names, and what it groups by."""

    names: set[str | None] = field(default_factory=set)
    keys: set[str | None] = field(default_factory=set)
    aggregates: bool = False
    grouping: bool = False

    def read_end(self, token: Token) -> None:
        """Read what follows the SELECT's group."""
        self.aggregates |= token.word in _AGGREGATES
        if token.word in ("GROUP", "HAVING", "ORDER"):
            self.grouping = token.word == "GROUP"
        elif self.grouping:
            self.keys.add(token.variable)

    def obstacle(self) -> str | None:
        if (self.aggregates or self.keys) and "this" not in self.keys:
            return "aggregates without GROUP BY $this"
        return None


@dataclass(slots=True)
class _Group:
    """A group in braces, as far as it has been read."""

    kind: str
    parentheses: int = 0
    mentions: bool = False
    binds: bool = False  # $this, by a triple pattern
    assigns: bool = False  # with BIND
    select: _Select | None = None

    def read(self, token: Token) -> None:
        if token.text == "(":
            self.parentheses += 1
        elif token.text == ")":
            self.parentheses -= 1
        elif token.word == "BIND":
            self.assigns = True
        elif token.variable == "this":
            self.mentions = True
            self.binds |= not self.parentheses

    def obstacle(self) -> str | None:
        if self.select is not None:
            return self.select.obstacle()
        if not self.mentions or self.kind == "main":
            return None
        if self.assigns:
            return "uses $this in an inner group with BIND"
        if self.kind == "group" and not self.binds:
            return "uses $this in an inner group that does not bind it"
        return None


class Structure:
    """What matters of a query's structure.

    ``openings`` are where the groups of the SELECTs begin, the outermost first; ``outermost`` is
    where the outermost group's own words begin. ``forbidden`` is what SHACL does not allow, and
    ``obstacle`` why the query cannot speak of all focus nodes at once: None if it can.
    """

    def __init__(self, text: str) -> None:
        self.openings: list[int] = []
        self.outermost: set[int] = set()
        self.forbidden: str | None = None
        self.obstacle: str | None = None
        self._selects: list[_Select] = []
        self._obstacles: list[str] = []
        self._open: list[_Group] = []
        tokens = tokens_of(text)
        self._read(tokens)
        self._judge(tokens)

    def _read(self, tokens: list[Token]) -> None:
        before = Token("{", 0)
        selecting = False
        for token in tokens:
            if token.word == "SELECT":
                selecting = True
                self._selects.append(_Select())
                if self._open:
                    self._open[-1].select = self._selects[-1]
            elif token.text == "{":
                if selecting:
                    self.openings.append(token.start + 1)
                selecting = False
                self._begin(before)
            elif token.text == "}":
                self._end()
            elif selecting:
                self._selects[-1].names.add(token.variable)
                self._selects[-1].aggregates |= token.word in _AGGREGATES
            elif self._open and self._open[-1].select is None:
                self._open[-1].read(token)
                if len(self._open) == 1 and not self._open[0].parentheses:
                    self.outermost.add(token.start)
            elif self._selects:
                select = self._open[-1].select if self._open else self._selects[0]
                (select or self._selects[0]).read_end(token)
            before = token

    def _begin(self, before: Token) -> None:
        kinds = {"EXISTS": "exists", "OPTIONAL": "optional"}
        self._open.append(_Group(kinds.get(before.word, "group") if self._open else "main"))

    def _end(self) -> None:
        group = self._open.pop()
        if (obstacle := group.obstacle()) is not None:
            self._obstacles.append(obstacle)
        if self._open and group.select is None:
            self._open[-1].mentions |= group.mentions

    def _judge(self, tokens: list[Token]) -> None:
        words = {token.word for token in tokens}
        variables = {token.variable for token in tokens}
        outer, *inner = self._selects
        forbidden = [word for word in _REFUSED if word in words]
        if any(a.word == "AS" and b.variable == "this" for a, b in pairwise(tokens)):
            forbidden.append("AS $this")
        if any("this" not in select.names for select in inner):
            forbidden.append("an inner SELECT without $this")
        obstacles = [f"has {word}" for word in _APART if word in words]
        obstacles += [f"uses ${name}" for name in _UNKNOWN if name in variables]
        obstacles += [
            f"has {name.word} without DISTINCT"
            for name, _, distinct in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if name.word in _COUNTING and distinct.word != "DISTINCT"
        ]
        if "this" not in outer.names:
            obstacles.append("does not select $this")
        obstacles += filter(None, [outer.obstacle(), *self._obstacles])
        self.forbidden = forbidden[0] if forbidden else None
        self.obstacle = obstacles[0] if obstacles else None
