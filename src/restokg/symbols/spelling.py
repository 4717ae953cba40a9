"""The usual spellings of a resolution or decision, in the six languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from restokg.symbols.forms import Form, Shape, bodies, words
from restokg.symbols.templates import ARABIC


def spellings(form: Form, shape: Shape, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the spellings: full symbols, numbers, its names, numbers with words around them."""
    for template in shape.symbols:
        spelt = template.write(values)
        yield spelt
        yield spelt.replace(" ", "")
    for template in shape.numbers:
        yield template.write(values)
    printed = shape.number.write(values)
    yield from (label.format(printed) for label in form.labels.values())
    in_arabic = next((each for each in shape.numbers if each.script == ARABIC), shape.number)
    for code, entries in words()[form.kind].items():
        number = in_arabic.write(values) if code == "ar" else printed
        yield from _in_language(code, entries[0], number, bodies()[form.body].of.get(code))


def _in_language(code: str, word: str, number: str, of_body: str | None) -> Iterator[str]:
    if code == "zh":
        yield f"第{number}号{word}"
        return
    yield f"{word} {number}"
    if of_body is not None:
        yield f"{word} {of_body} {number}" if code == "ar" else f"{word} {number} {of_body}"
