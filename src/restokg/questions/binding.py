"""Put parameter values into the text of a SPARQL query.

Engines bind variables from outside in ways of their own: pyoxigraph's substitutions, for one,
reach only the variables that a query projects. Text reaches every place and every endpoint, so a
value is written into the query itself. The effect is that of pre-binding: inside a group graph
pattern and inside brackets each mention of the variable becomes the value; where the grammar
demands a variable (a projection, a group key, the head of VALUES) it stays one, and a one-row
VALUES block at the end of that SELECT's pattern gives it the value.
"""

import re
from collections.abc import Mapping

_TOKEN = re.compile(
    r"""(?P<bound>\bBOUND\s*\(\s*[?$](?P<boundname>\w+)\s*\))
      | (?P<opaque>\"{3}.*?(?<!\\)\"{3} | '{3}.*?(?<!\\)'{3}
          | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
          | <(?![?$])[^<>"{}|^`\\\x00-\x20]*> | \#[^\n]*)
      | [?$](?P<variable>\w+)
      | (?P<word>[\w:%.\\-]+)
      | (?P<mark>[{}()*])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_FORMS = frozenset({"SELECT", "DESCRIBE", "CONSTRUCT", "ASK"})


class _Form:
    """One SELECT (or other query form) while its text goes by."""

    __slots__ = ("all", "closes", "depth", "kept", "opened", "replaced", "selects")

    def __init__(self, depth: int, *, selects: bool) -> None:
        self.depth = depth  # how many brackets and braces the form stands in
        self.selects = selects
        self.all = False  # SELECT *
        self.kept: set[str] = set()
        self.replaced: set[str] = set()
        self.opened = False
        self.closes: int | None = None  # the piece of the output that ends its pattern

    def blocks(self, values: Mapping[str, str]) -> str:
        names = self.kept | self.replaced if self.all else self.kept
        return "".join(f" VALUES ?{name} {{ {values[name]} }} " for name in sorted(names))


def bind(query: str, values: Mapping[str, str]) -> str:
    """Return the query with each variable in ``values`` set to its term.

    The values are terms in SPARQL notation. A variable that ``values`` does not hold stays
    unbound; a value whose variable the query does not use changes nothing.

    >>> bind("SELECT ?l WHERE { ?x rdfs:label ?l FILTER(LANG(?l) = ?lang) }", {"lang": '"zh"'})
    'SELECT ?l WHERE { ?x rdfs:label ?l FILTER(LANG(?l) = "zh") }'
    """
    return _Binder(values).bound(query)


class _Binder:
    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.out: list[str] = []
        self.depth = 0
        self.forms: list[_Form] = []
        self.finished: list[_Form] = []
        self.word = ""  # the last word, as long as it says how to take a variable after it

    def bound(self, query: str) -> str:
        at = 0
        for token in _TOKEN.finditer(query):
            self.out.append(query[at : token.start()])
            at = token.end()
            if token["bound"]:
                self.out.append("true" if token["boundname"] in self.values else token.group())
            elif token["variable"]:
                self.out.append(self._variable(token["variable"], token.group()))
            else:
                self.out.append(token.group())
                if token["word"]:
                    self._word(token["word"].upper())
                elif token["mark"]:
                    self._mark(token["mark"])
        self.out.append(query[at:])
        for form in self.finished + self.forms:
            if form.selects and form.closes is not None:
                self.out[form.closes] = form.blocks(self.values) + self.out[form.closes]
        return "".join(self.out)

    def _outside(self) -> bool:
        """Tell whether this is the head of a form or what follows its pattern, not in brackets."""
        return bool(self.forms) and self.depth == self.forms[-1].depth

    def _variable(self, name: str, text: str) -> str:
        demanded = self._outside() or self.word in ("AS", "VALUES")
        if self.word == "AS":
            self.word = ""
        if name not in self.values:
            return text
        if self.forms:
            (self.forms[-1].kept if demanded else self.forms[-1].replaced).add(name)
        return text if demanded else self.values[name]

    def _word(self, word: str) -> None:
        self.word = word
        if word in _FORMS:
            self.forms.append(_Form(self.depth, selects=word == "SELECT"))

    def _mark(self, mark: str) -> None:
        form = self.forms[-1] if self._outside() else None
        if mark == "*":
            if form is not None and form.closes is None:
                form.all = True
        elif mark in "{(":
            if mark == "{":
                self.word = ""
                if form is not None:
                    form.opened = form.closes is None
            self.depth += 1
        else:
            self._close(mark)

    def _close(self, mark: str) -> None:
        self.depth -= 1
        # A sub-select ends with the group around it.
        while self.forms and self.depth < self.forms[-1].depth:
            self.finished.append(self.forms.pop())
        if mark == "}" and self._outside() and self.forms[-1].opened:
            self.forms[-1].opened = False
            self.forms[-1].closes = len(self.out) - 1
