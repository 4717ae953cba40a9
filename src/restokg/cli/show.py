"""`restokg show`: what the graph says about one thing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.cli.printing import terminal_width
from restokg.cli.table import render, wrap
from restokg.errors import UnknownFormatError
from restokg.graph.describe import Description, Property, Value, describe
from restokg.graph.lookup import resolve
from restokg.questions.parameters import check_language

EXAMPLE = (
    "Examples: `restokg show IDRA` · `restokg show A/RES/73/284` · `restokg show 国际抗旱联盟`"
)
FORMATS = ("table", "json")
MOST = 12
"""Values of one property that are shown unless all are asked for."""

_WORDS = {
    "en": {
        "facts": ("fact", "value", "stated in"),
        "states": ("it says of", "that", ""),
        "incoming": ("named as", "by", "stated in"),
        "also": "Also called",
        "inferred": "inferred",
        "more": "… and {} more (--all shows them)",
        "nothing": "The graph holds no facts about it.",
    },
    "zh": {
        "facts": ("事实", "值", "出处"),
        "states": ("所述对象", "内容", ""),
        "incoming": ("关系", "来自", "出处"),
        "also": "又称",
        "inferred": "推断",
        "more": "……另有{}项（--all 显示全部）",
        "nothing": "图谱中没有关于它的事实。",
    },
}


def show(
    context: typer.Context,
    thing: Annotated[
        str,
        typer.Argument(
            help="IRI, compact IRI, document symbol, citation, or label in any language."
        ),
    ],
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of labels.")
    ] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
    everything: Annotated[
        bool, typer.Option("--all", help=f"Show all values, not the first {MOST} of each fact.")
    ] = False,
) -> int:
    """Show what a thing is, its facts with their paragraphs, and what points to it."""
    if format not in FORMATS:
        raise UnknownFormatError(format, FORMATS)
    check_language(lang)
    store = open_graph(context.obj).store
    description = describe(store, resolve(store, thing), lang)
    if format == "json":
        sys.stdout.write(json.dumps(asdict(description), ensure_ascii=False, indent=2) + "\n")
    else:
        most = None if everything else MOST
        sys.stdout.write(as_text(description, lang, terminal_width(), most))
    return 0


def as_text(description: Description, lang: str, width: int, most: int | None) -> str:
    """Return a description for reading; ``most`` limits the values shown of each property."""
    words = _WORDS[lang]
    parts = ["\n".join(wrap(line, width)) for line in _head(description, lang)]
    blocks = ["\n".join(parts)]
    blocks += ["\n".join(wrap(text, width)) for text in description.texts]
    sections = (
        ("facts", description.facts),
        ("states", description.states),
        ("incoming", description.incoming),
    )
    for name, properties in sections:
        if properties:
            columns = [word for word in words[name] if word]
            rows = [row[: len(columns)] for row in _rows(properties, lang, most)]
            blocks.append(render(columns, rows, width, grouped=True))
    if not any(properties for _, properties in sections):
        blocks.append(str(words["nothing"]))
    return "\n\n".join(blocks) + "\n"


def _head(description: Description, lang: str) -> Iterable[str]:
    words = _WORDS[lang]
    others = [text for code, text in description.labels.items() if text != description.name]
    yield " · ".join([description.name, *dict.fromkeys(others)])
    classes = [
        f"{value.text} ({words['inferred']})" if value.inferred else value.text
        for group in description.classes
        for value in group.values
    ]
    named = [] if description.name == description.citation else [description.citation]
    yield " · ".join([*named, *classes])
    if description.other_names:
        yield f"{words['also']}: {', '.join(description.other_names)}"
    if description.citation != description.iri:
        yield description.iri


def _rows(properties: Iterable[Property], lang: str, most: int | None) -> list[list[str]]:
    rows = []
    for group in properties:
        shown = group.values[:most]
        for number, value in enumerate(shown):
            rows.append([group.label if number == 0 else "", value.text, _sources(value, lang)])
        if len(shown) < len(group.values):
            more = str(_WORDS[lang]["more"]).format(len(group.values) - len(shown))
            rows.append(["", more, ""])
    return rows


def _sources(value: Value, lang: str) -> str:
    if value.inferred:
        return f"({_WORDS[lang]['inferred']})"
    return "; ".join(source.citation for source in value.sources)
