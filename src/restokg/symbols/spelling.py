"""The usual spellings of a resolution or decision, in the six languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from restokg.symbols.forms import Form, Shape, bodies, words
from restokg.symbols.templates import ARABIC


def spellings(form: Form, shape: Shape, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the spellings: full symbols, numbers, numbers with the words around them."""
    for template in shape.symbols:
        spelt = template.write(values)
        yield spelt
        yield spelt.replace(" ", "")
    for template in shape.numbers:
        yield template.write(values)
    in_arabic = next((each for each in shape.numbers if each.script == ARABIC), shape.number)
    for code, entries in words()[form.kind].items():
        number = (in_arabic if code == "ar" else shape.number).write(values)
        name = next(iter(bodies()[form.body].names.get(code, ())), None)
        yield from _in_language(code, entries[0], number, name)


def _in_language(code: str, word: str, number: str, name: str | None) -> Iterator[str]:
    if code == "zh":
        yield f"第{number}号{word}"
        if name is not None:
            yield f"{name}第{number}号{word}"
        return
    yield f"{word} {number}"
    if name is not None:
        yield {
            "en": f"{name} {word} {number}",
            "fr": f"{word} {number} de {name}",
            "es": f"{word} {number} de {name}",
            "ru": f"{word} {number} {name}",
            "ar": f"{word} {name} {number}",
        }[code]
