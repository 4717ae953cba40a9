"""Templates: how the grammar's data write a number, and what prints and reads it.

``{number}[ {letter}] ({session})`` is a template: names in braces are parts, what stands in
brackets may be missing, a space may be left out when it is read. Each part has a type, and its
values one standard form: ``217 A (III)`` has number 217, letter A, session III.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from restokg.symbols.numerals import ARABIC_LETTERS, from_roman, latin_letter, to_roman

LATIN = "latin"
ARABIC = "arabic"
"""The two scripts that numbers are printed in. In Arabic, sessions are counted in figures, not in
roman numerals, and letters have their names."""

_LETTER = "|".join(sorted([*ARABIC_LETTERS.values(), "الف"], key=len, reverse=True))
_LETTERS = f"(?:{_LETTER})(?:-(?:{_LETTER}))?"
_TOKEN = re.compile(r"\{(\w{1,20})\}|([][])|([^][{}]{1,60})")

_READ = {
    "number": "0?[1-9][0-9]{0,4}",
    "year": "(?:19|20)[0-9]{2}",
    "roman": "[IVXLC]{1,9}",
    # A small letter is one only where it touches the number: "75/123b", not "75/123 a".
    "letter": "(?-i:[A-Z](?:-[A-Z])?)|(?<! )[A-Z](?:-[A-Z])?",
    "item": r"[0-9]{1,3}[A-Z]?(?:\.[a-z])?(?:\.[0-9]{1,3}){0,2}",
}
"""How each type is read in isolation, by patterns that ignore case."""

_FOUND = {**_READ, "letter": r"[A-Z](?:[-‑–][A-Z])?\b"}
"""How each type stands in running text, for RE2."""
_FOUND_WITHIN = "[A-ZАВСЕНКМОРТХ](?:[-‑–][A-Z])?"
"""A letter before more of a number. At the end of one, a Cyrillic letter may begin a word."""


@cache
def _tokens(text: str) -> tuple[tuple[str | None, str], ...]:
    found = (match.groups() for match in _TOKEN.finditer(text))
    return tuple((name, bracket or literal or "") for name, bracket, literal in found)


@dataclass(frozen=True, slots=True)
class Part:
    """The type of a part and the bounds of its value."""

    type: str
    least: int = 1
    most: int | None = None

    def standard(self, text: str, script: str) -> str | None:
        """Return the standard form of a value as printed, or None if it cannot be one."""
        if self.type == "letter":
            return _letters(text, script)
        if self.type == "item":
            return text
        if self.type == "roman" and script == LATIN:
            text = text.upper()
            value = from_roman(text)
        else:
            value = int(text)
            text = to_roman(value) if self.type == "roman" and value < 400 else str(value)
        if value is None or value < self.least or (self.most is not None and value > self.most):
            return None
        return text

    def printed(self, value: str, script: str) -> str:
        if script == ARABIC and self.type == "letter":
            return "-".join(ARABIC_LETTERS[letter] for letter in value.split("-"))
        if script == ARABIC and self.type == "roman":
            return str(from_roman(value))
        return value

    def pattern(self, script: str, *, running: bool) -> str:
        if script == ARABIC and self.type == "letter":
            return _LETTERS
        if script == ARABIC and self.type == "roman":
            return "[1-9][0-9]{0,2}"
        return (_FOUND if running else _READ)[self.type]


@dataclass(frozen=True, slots=True)
class Template:
    """One template with the types of its parts, for one script."""

    text: str
    parts: Mapping[str, Part]
    script: str = LATIN

    def tokens(self) -> tuple[tuple[str | None, str], ...]:
        """Return (name of a part, "") and (None, literal or bracket), in order."""
        return _tokens(self.text)

    def names(self) -> set[str]:
        return {name for name, _ in self.tokens() if name is not None}

    def required(self) -> set[str]:
        bare = re.sub(r"\[[^]]{0,60}\]", "", self.text)
        return set(re.findall(r"\{(\w{1,20})\}", bare))

    def write(self, values: Mapping[str, str]) -> str:
        """Return what is printed for these values."""
        done: list[str] = []
        open_at, complete = 0, True
        for name, text in self.tokens():
            if name is not None:
                value = values.get(name)
                complete = complete and value is not None
                done.append("" if value is None else self.parts[name].printed(value, self.script))
            elif text == "[":
                open_at, complete = len(done), True
            elif text == "]":
                if not complete:
                    del done[open_at:]
            else:
                done.append(text)
        return "".join(done)

    def reader(self, *, small_letters: bool = False) -> re.Pattern[str]:
        """Return the pattern of a whole text that reads the parts as named groups.

        With ``small_letters``, a letter may be small after a space: in "A/RES/75/123 b" it cannot
        be a word.
        """
        pattern = self.pattern(running=False)
        if small_letters:
            pattern = pattern.replace(_READ["letter"], "[A-Z](?:-[A-Z])?")
        return re.compile(pattern, re.IGNORECASE | re.ASCII)

    def read(self, pattern: re.Pattern[str], text: str) -> dict[str, str] | None:
        """Return the standard values of the parts, or None if this is not such a text."""
        match = pattern.fullmatch(text)
        if match is None:
            return None
        values: dict[str, str] = {}
        for name, printed in match.groupdict().items():
            if printed is not None:
                value = self.parts[name].standard(printed, self.script)
                if value is None:
                    return None
                values[name] = value
        return values

    def refused(self, pattern: re.Pattern[str], text: str) -> tuple[str, str, Part] | None:
        """Return the name, value and type of a part that cannot be, in a text of this form."""
        match = pattern.fullmatch(text)
        for name, printed in (match.groupdict() if match else {}).items():
            part = self.parts[name]
            if printed is not None and part.standard(printed, self.script) is None:
                return name, printed, part
        return None

    def running(self) -> dict[str, int]:
        """Return the patterns that find it in running text, for RE2, without groups.

        Each comes with a measure by which a longer one can be sorted before its beginning.
        """
        texts = [self.text]
        for optional in re.findall(r"\[[^]]{1,60}\]", self.text):
            texts += [text.replace(optional, "") for text in texts]
        bare = [re.sub(r"[][]", "", text) for text in texts]
        return {replace(self, text=text).pattern(running=True): len(text) for text in bare}

    def pattern(self, *, running: bool) -> str:
        """Return the pattern for a whole text, or without groups for running text."""
        done: list[str] = []
        tokens = self.tokens()
        for place, (name, text) in enumerate(tokens):
            if name is not None:
                inner = self.parts[name].pattern(self.script, running=running)
                if inner == _FOUND["letter"] and place + 1 < len(tokens):
                    inner = _FOUND_WITHIN
                done.append(f"(?:{inner})" if running else f"(?P<{name}>{inner})")
            elif text == "[":
                done.append("(?:")
            elif text == "]":
                done.append(")?")
            else:
                done.append("".join(_literal(sign, running=running) for sign in text))
        return "".join(done)


def _letters(text: str, script: str) -> str | None:
    """Return a letter or a range of letters in standard form, None if it runs backwards."""
    letters = [latin_letter(sign) if script == ARABIC else sign for sign in text.split("-")]
    standard = "-".join(letter.upper() for letter in letters if letter)
    return None if len(standard) == 3 and standard[0] >= standard[2] else standard


def _literal(sign: str, *, running: bool) -> str:
    if sign == " ":
        return r"[\s\x{a0}\x{202f}]?" if running else " ?"
    if sign == "-" and running:
        return r"[-‑]"
    if sign == "/":
        return r"/\n?" if running else "/ ?"
    return re.escape(sign)
