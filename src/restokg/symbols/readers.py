"""The readers made from the grammar: one for each template that a number, symbol or IRI has."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from restokg.symbols.forms import Form
from restokg.symbols.symbol import Symbol, shapes, symbol_of
from restokg.symbols.templates import Template


class Reader(NamedTuple):
    form: Form
    place: int
    """Which of the form's ways of numbering."""
    template: Template
    pattern: re.Pattern[str]

    def read(self, text: str) -> Symbol | None:
        values = self.template.read(self.pattern, text)
        return None if values is None else symbol_of(self.form, self.place, values)


@cache
def number_readers() -> dict[tuple[str, str], tuple[Reader, ...]]:
    """Return the readers of numbers by body and kind."""
    found: dict[tuple[str, str], list[Reader]] = {}
    for form, index, shape in shapes():
        readers = found.setdefault((form.body, form.kind), [])
        readers += [Reader(form, index, each, each.reader()) for each in shape.numbers]
    return {key: tuple(readers) for key, readers in found.items()}


@cache
def iri_readers() -> tuple[Reader, ...]:
    """Return the readers of the names that IRIs end with."""
    return tuple(
        Reader(form, place, shape.iri, shape.iri.reader()) for form, place, shape in shapes()
    )


@cache
def symbol_readers() -> tuple[tuple[str, tuple[Reader, ...]], ...]:
    """Return the readers of full symbols, with what these begin with, in capitals."""
    found: dict[str, list[Reader]] = {}
    for form, index, shape in shapes():
        for template in (*shape.symbols, *_symbol_like(shape.number)):
            prefix = template.text.partition("{")[0].partition("[")[0].rstrip().upper()
            prefix = re.sub(r"(?<=/)(S-|ES-)\Z", "", prefix)
            pattern = template.reader(small_letters=True)
            found.setdefault(prefix, []).append(Reader(form, index, template, pattern))
    return tuple((prefix, tuple(readers)) for prefix, readers in found.items())


def _symbol_like(number: Template) -> tuple[Template, ...]:
    """Return a number that names its body, as IPBES-3/4 does, and so is a symbol as well."""
    return (number,) if re.match(r"(?!ES-)[A-Z]{2,8}-\{", number.text) else ()
