"""The grammar as read from its data: bodies, and the forms of what they adopt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from restokg.symbols.templates import ARABIC, LATIN, Part, Template

KINDS = ("resolution", "decision", "recommendation", "document")
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")

_TYPES = {"session": "number", "number": "number", "letter": "letter", "year": "year"}
"""The types of parts that the data need not tell."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts texts: its names, in the six languages."""

    id: str
    names: Mapping[str, tuple[str, ...]]
    of: Mapping[str, str]
    """Its name as it stands beside a number, in languages where it has an article or a case."""
    graph: str | None
    """Its slug in the graph, None where the graph does not describe it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of numbering: since a session, or for sessions of one sort."""

    parts: Mapping[str, Part]
    number: Template
    """The number as it follows the words "resolution" or "decision"."""
    numbers: tuple[Template, ...]
    """All templates that a number is read by; the first is ``number``."""
    symbols: tuple[Template, ...]
    """All templates of the full symbol; the first is the standard one. May be empty."""
    iri: Template
    link: Template | None
    example: str
    """A number of this sort, as printed."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a body adopts, with all its ways of numbering."""

    id: str
    body: str
    kind: str
    labels: Mapping[str, str]
    """Of ``en`` and ``zh``, with {} where the number goes."""
    shapes: tuple[Shape, ...]
    named: bool = False
    """Whether its standard spelling is its English name, for want of a symbol."""


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    folder = files("restokg.symbols") / "grammar"
    paths = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)


@cache
def bodies() -> dict[str, Body]:
    """Return all bodies by id, in the order of the data."""
    found = [entry for table in _tables() for entry in table.get("body", ())]
    return {
        entry["id"]: Body(
            entry["id"],
            {code: tuple(names) for code, names in entry["names"].items()},
            entry.get("of", {}),
            entry.get("graph", entry["id"]) or None,
        )
        for entry in found
    }


@cache
def forms() -> dict[str, Form]:
    """Return all forms by id, in the order of the data."""
    found = [entry for table in _tables() for entry in table.get("form", ())]
    return {
        entry["id"]: Form(
            entry["id"],
            entry["body"],
            entry["kind"],
            {"en": entry["en"], "zh": entry["zh"]},
            tuple(_shape(shape) for shape in entry["shape"]),
            entry.get("named", False),
        )
        for entry in found
    }


@cache
def words() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words of each kind and the joining words, by language."""
    (table,) = (table for table in _tables() if "kinds" in table)
    groups = {**table["kinds"], "joining": table["joining"]}
    return {
        group: {code: tuple(entries) for code, entries in by_language.items()}
        for group, by_language in groups.items()
    }


@cache
def series() -> tuple[dict[str, Any], ...]:
    """Return the series of documents, as the data have them."""
    return tuple(entry for table in _tables() for entry in table.get("series", ()))


@cache
def components() -> dict[str, Any]:
    """Return what a symbol may consist of beside its series."""
    (table,) = (table["components"] for table in _tables() if "components" in table)
    return dict(table)


def _shape(entry: dict[str, Any]) -> Shape:
    number = entry["number"]
    texts = [number, *entry.get("numbers", ())]
    arabic = [entry.get("arabic", number), *entry.get("numbers", ())]
    symbols = entry.get("symbol", [])
    symbols = [symbols] if isinstance(symbols, str) else symbols
    given = entry.get("parts", {})
    all_texts = [*texts, *arabic, *symbols, entry["iri"], entry.get("link", "")]
    names = {name for text in all_texts for name in Template(text, {}).names()}
    parts = {name: _part(name, given.get(name, {})) for name in sorted(names)}
    latin = [Template(text, parts, LATIN) for text in texts]
    has_letter = any(part.type == "letter" for part in parts.values())
    in_arabic = (
        [Template(text, parts, ARABIC) for text in arabic]
        if has_letter or "arabic" in entry
        else []
    )
    return Shape(
        parts=parts,
        number=latin[0],
        numbers=(*latin, *in_arabic),
        symbols=tuple(Template(text, parts) for text in symbols),
        iri=Template(entry["iri"], parts),
        link=Template(entry["link"], parts) if "link" in entry else None,
        example=entry["example"],
    )


def _part(name: str, given: dict[str, Any]) -> Part:
    return Part(
        given.get("type", _TYPES.get(name, "number")), given.get("min", 1), given.get("max")
    )
