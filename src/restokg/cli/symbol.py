"""`restokg symbol`: what a symbol or number means, and how else it is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from restokg.cli.printing import terminal_width
from restokg.cli.table import width
from restokg.errors import UnknownFormatError, UnknownSymbolError, UsageError
from restokg.questions.parameters import check_language

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from restokg.symbols import Symbol

EXAMPLE = (
    "Examples: `restokg symbol A/RES/70/1` · `restokg symbol 'resolution 217 A (III)'` · "
    "`restokg symbol 第4/10号决议 --body unea` · `restokg symbol - --format json < citations.txt`"
)
FORMATS = ("text", "json")
STDIN = "-"

_WORDS = {
    "en": {
        "kind": "kind",
        "body": "body",
        "session": "session",
        "number": "number",
        "year": "year",
        "letter": "part",
        "suffixes": "suffixes",
        "joined": "joins",
        "iri": "IRI",
        "link": "link",
        "spellings": "spellings",
        "readings": "{} may be any of {}:",
        "resolution": "resolution",
        "decision": "decision",
        "recommendation": "recommendation",
        "document": "document",
    },
    "zh": {
        "kind": "类型",
        "body": "机构",
        "session": "届会",
        "number": "编号",
        "year": "年份",
        "letter": "部分",
        "suffixes": "后缀",
        "joined": "合并文号",
        "iri": "IRI",
        "link": "链接",
        "spellings": "写法",
        "readings": "{}可能是下列{}项之一：",
        "resolution": "决议",
        "decision": "决定",
        "recommendation": "建议",
        "document": "文件",
    },
}


def symbol(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT",
            help="A document symbol, or a number with or without the words around it, in any of "
            "the six languages; an IRI or a link. `-`: one a line from standard input.",
        ),
    ],
    body: Annotated[
        str | None,
        typer.Option(
            "--body", metavar="SLUG", help="Whose number it is: un-ga, unea, cbd-cop …",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of the explanation.")
    ] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "text",
) -> int:  # fmt: skip
    """Explain a symbol: what it names, all its spellings, its IRI and its link.

    Exit code 0: all were understood; 3: at least one was not.
    """
    if format not in FORMATS:
        raise UnknownFormatError(format, FORMATS)
    check_language(lang)
    _check_body(body)
    read = {text: _readings(text, body) for text in _given(texts)}
    if format == "json":
        found = [_as_json(text, symbols) for text, symbols in read.items()]
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        blocks = [_as_text(text, symbols, lang) for text, symbols in read.items() if symbols]
        sys.stdout.write("\n".join(blocks))
    unknown = [text for text, symbols in read.items() if not symbols]
    if unknown:
        raise _unknown(unknown, body)
    return 0


def _given(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        if text == STDIN:
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield text


def _readings(text: str, body: str | None) -> Sequence[Symbol]:
    from restokg.symbols import from_iri, from_link, parse

    known = from_iri(text) or from_link(text)
    return parse(text, body=body) if known is None else (known,)


def _check_body(body: str | None) -> None:
    from restokg.symbols.forms import bodies

    if body is not None and body not in bodies():
        raise UsageError(f"There is no body {body!r}. Give one of: {', '.join(bodies())}.")


def _unknown(texts: Sequence[str], body: str | None) -> UnknownSymbolError:
    from restokg.symbols import parse
    from restokg.symbols.nearest import nearest, refusal

    first, *others = texts
    refused = refusal(first)
    reason = "" if refused is None else refused.reason
    if not reason and body is not None and parse(first):
        reason = f"{body} has no such number"
    return UnknownSymbolError(first, reason=reason, suggestions=nearest(first), others=others)


def _as_text(text: str, symbols: Sequence[Symbol], lang: str) -> str:
    words = _WORDS[lang]
    blocks = [_block(symbol, lang) for symbol in symbols]
    if len(symbols) > 1:
        blocks.insert(0, words["readings"].format(text, len(symbols)) + "\n")
    return "\n".join(blocks)


def _block(symbol: Symbol, lang: str) -> str:
    words = _WORDS[lang]
    facts = {name: [value] for name, value in _facts(symbol, lang)}
    margin = max(width(words[name]) for name in (*facts, "spellings")) + 2
    facts["spellings"] = _flowing(symbol.spellings, terminal_width() - margin)
    lines = [symbol.normal]
    names = [symbol.label("en"), symbol.label("zh")]
    lines.append(" · ".join(names if lang == "en" else reversed(names)))
    for name, value in facts.items():
        first, *rest = value
        lines.append(words[name] + " " * (margin - width(words[name])) + first)
        lines += [" " * margin + line for line in rest]
    return "\n".join(lines) + "\n"


def _facts(symbol: Symbol, lang: str) -> Iterator[tuple[str, str]]:
    yield "kind", _WORDS[lang][symbol.kind]
    if symbol.body is not None:
        yield "body", _body(symbol.body, lang)
    for name in ("session", "number", "year", "letter"):
        value = getattr(symbol, name)
        if value is not None:
            yield name, value
    if symbol.suffixes:
        yield "suffixes", " · ".join(symbol.suffixes)
    if len(symbol.joined) > 1:
        yield "joined", " · ".join(half.normal for half in symbol.joined)
    yield "iri", symbol.iri
    if symbol.link is not None:
        yield "link", symbol.link


def _flowing(texts: Sequence[str], room: int) -> list[str]:
    """Return lines of texts, none of which is broken."""
    lines: list[str] = []
    for text in texts:
        if lines and width(f"{lines[-1]} · {text}") <= room:
            lines[-1] += f" · {text}"
        else:
            lines.append(text)
    return lines


def _body(slug: str, lang: str) -> str:
    from restokg.symbols.forms import bodies

    known = bodies().get(slug)
    names = known.names.get(lang) if known else None
    return f"{names[0]} ({slug})" if names else slug


def _as_json(text: str, symbols: Sequence[Symbol]) -> dict[str, Any]:
    readings = [
        {
            "symbol": symbol.normal,
            "kind": symbol.kind,
            "form": symbol.form,
            "body": symbol.body,
            "bodyIri": symbol.body_iri,
            "session": symbol.session,
            "number": symbol.number,
            "year": symbol.year,
            "letter": symbol.letter,
            "suffixes": symbol.suffixes,
            "joins": [half.normal for half in symbol.joined] if len(symbol.joined) > 1 else [],
            "iri": symbol.iri,
            "link": symbol.link,
            "labels": {"en": symbol.label("en"), "zh": symbol.label("zh")},
            "spellings": symbol.spellings,
        }
        for symbol in symbols
    ]
    return {"text": text, "readings": readings}
