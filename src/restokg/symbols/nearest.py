"""Why a text is no symbol, and which forms come near it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from restokg.symbols.characters import plain
from restokg.symbols.forms import forms
from restokg.symbols.numerals import to_roman
from restokg.symbols.parsing import numbered, without_words
from restokg.symbols.readers import Reader, number_readers, symbol_readers
from restokg.symbols.templates import Part

LEAST_ALIKE = 0.5
LONGEST = 80
"""Characters that are compared."""

_DIGITS = re.compile(r"[0-9]{1,60}")
_ROMAN = re.compile(r"\b[IVXLC]{1,9}\b")


class Refusal(NamedTuple):
    """A text that has the form of ``example``, but a part of it cannot be."""

    example: str
    part: str
    value: str
    least: str
    most: str | None

    @property
    def reason(self) -> str:
        if self.most is not None:
            allowed = self.least if self.least == self.most else f"{self.least} to {self.most}"
        else:
            allowed = f"{self.least} or more"
        return (
            f"it has the form of {self.example}, but the {self.part} {self.value} is not {allowed}"
        )


def refusal(text: str) -> Refusal | None:
    """Return why a text of a known form is no symbol, or None if no form fits."""
    text = plain(text)[:LONGEST]
    rest, kinds, named = without_words(text)
    for reader in _readers(kinds, named):
        for candidate in (text, rest):
            refused = reader.template.refused(reader.pattern, candidate)
            if refused is not None and refused[2].type not in ("letter", "item"):
                name, value, part = refused
                shown = to_roman if part.type == "roman" else str
                least, most = _bounds(reader, name, part)
                most_shown = None if most is None else shown(most)
                return Refusal(_example(reader), name, value, shown(least), most_shown)
    return None


def _bounds(reader: Reader, name: str, part: Part) -> tuple[int, int | None]:
    """Return the bounds over all ways of numbering that are printed alike."""
    alike = reader.form.shapes[reader.place].number.text
    parts = [shape.parts[name] for shape in reader.form.shapes if shape.number.text == alike]
    parts = [each for each in parts if each.type == part.type]
    mosts = [each.most for each in parts if each.most is not None]
    most = max(mosts) if len(mosts) == len(parts) else None
    return min(each.least for each in parts), most


def _readers(kinds: set[str], named: set[str]) -> Iterator[Reader]:
    for _, readers in symbol_readers():
        yield from readers
    for (body, kind), readers in number_readers().items():
        if body in named and (not kinds or kind in kinds):
            yield from readers


def _example(reader: Reader) -> str:
    example = reader.form.shapes[reader.place].example
    symbol = numbered(reader.form.body, reader.form.kind, example)
    return example if symbol is None else symbol.normal


def nearest(text: str, count: int = 3) -> list[str]:
    """Return examples of the forms that are most like a text, the nearest first.

    Only the form counts: all numerals are alike.
    """
    wanted = _form(plain(text)[:LONGEST])
    near = difflib.get_close_matches(wanted, _examples(), n=count, cutoff=LEAST_ALIKE)
    return [_examples()[form] for form in near]


@cache
def _examples() -> dict[str, str]:
    """Return an example of each form, as number, as full symbol, and in words."""
    found: dict[str, str] = {}
    for form in forms().values():
        for shape in form.shapes:
            symbol = numbered(form.body, form.kind, shape.example)
            if symbol is not None:
                for text in (symbol.printed, symbol.normal, symbol.label("en")):
                    found.setdefault(_form(text), text)
    for text in ("A/76/225", "A/HRC/49/2", "E/2021/43", "S/2020/345", "ICCD/COP(16)/22",
                 "FCCC/CP/2015/10/Add.1", "IPBES/4/INF/15", "UNEP/EA.5/1/Rev.1",
                 "A/75/6 (Sect. 9)", "UNEP/CBD/COP/12/29"):  # fmt: skip
        found.setdefault(_form(text), text)
    return found


def _form(text: str) -> str:
    return _ROMAN.sub("X", _DIGITS.sub("9", text.upper()))
