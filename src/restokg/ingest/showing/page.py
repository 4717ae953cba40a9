"""One page of HTML that shows documents with their mentions marked; it needs nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from restokg import symbols
from restokg.ingest.document import Document, Provision
from restokg.ingest.extraction import WRAPPED
from restokg.ingest.mentions.mention import AMBIGUOUS, KINDS, RESOLVED, UNKNOWN, Mention
from restokg.ingest.showing.marks import Mark, nested
from restokg.ingest.showing.records import called
from restokg.ingest.showing.wording import KIND_NAMES, WORDS
from restokg.namespaces import BASE

_STYLE = Path(__file__).parent / "style.css"
_IN_MEMORY = 1 << 23
"""Bytes of the documents' part of the page that are kept before they go to a file."""

_HEADINGS = ("Section", "Annex")
_LINES = ("Masthead", "ContentsTable", "TimetableEntry")
"""Kinds of provisions whose lines are broken by sense in every format."""

_WIDE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(r"\n\s{0,40}")
_BROKEN = re.compile(rf"(?<=[{_WIDE}])[ ]{{0,40}}\n\s{{0,40}}(?=[{_WIDE}0-9])")
_CLOSED = "\ue000"
"""Stands for each character of a break within words, so that all places stay what they are."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_AROUND_NUMBER = " \t\r\n\u00a0\u3000.、．):："
_LANGUAGES = {"zh": "zh-Hans"}


class Page:
    """A page that documents are added to, one after the other; memory does not grow with them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = WORDS[language]
        self._found: Counter[tuple[str, str]] = Counter()
        self._names: list[str] = []
        self._body = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115 (it lives as long as the page)

    def add(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Add a document at the end of the page."""
        self._found.update((mention.kind, mention.status) for mention in mentions)
        self._names.append(called(document))
        self._body.writelines(self._section(document, mentions))

    def write(self, output: IO[str]) -> None:
        """Write the page; nothing can be added afterwards."""
        words = self.words
        title = escape(words["title"])
        output.write(
            f'<!DOCTYPE html>\n<html lang="{_tag(self.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title} – restokg</title>\n"
            f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<header>\n"
            f"<h1>{title}</h1>\n"
        )
        output.writelines(self._legend())
        output.writelines(self._contents())
        output.write("</header>\n<main>\n")
        self._body.seek(0)
        output.writelines(self._body)
        self._body.close()
        output.write("</main>\n</body>\n</html>\n")

    # --- before the documents -----------------------------------------------------------------

    def _legend(self) -> Iterator[str]:
        words = self.words
        total = sum(self._found.values())
        counts = words["counts"].format(mentions=f"{total:,}", documents=f"{len(self._names):,}")
        yield f'<p class="quiet">{escape(counts)}</p>\n'
        yield _scrolling(words["legend"])
        yield f"<table>\n<caption>{escape(words['legend'])}</caption>\n<thead><tr>"
        yield f'<th scope="col">{escape(words["kind"])}</th>'
        for name in (RESOLVED, AMBIGUOUS, UNKNOWN, "together"):
            yield f'<th scope="col" class="number">{escape(words[name])}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for kind in KINDS:
            numbers = [self._found[kind, status] for status in (RESOLVED, AMBIGUOUS, UNKNOWN)]
            if not any(numbers):
                continue
            name = escape(KIND_NAMES[kind][self.language])
            yield f'<tr><th scope="row"><mark class="{kind}">{name}</mark></th>'
            yield "".join(f'<td class="number">{n:,}</td>' for n in (*numbers, sum(numbers)))
            yield "</tr>\n"
        yield f'</tbody>\n</table>\n</div>\n<p class="quiet">{escape(words["reading"])}</p>\n'

    def _contents(self) -> Iterator[str]:
        if len(self._names) < 2:
            return
        yield f'<nav aria-label="{escape(self.words["contents"])}">\n<ol>\n'
        for number, name in enumerate(self._names, start=1):
            yield f'<li><a href="#d{number}">{_escaped(name)}</a></li>\n'
        yield "</ol>\n</nav>\n"

    # --- a document ---------------------------------------------------------------------------

    def _section(self, document: Document, mentions: Sequence[Mention]) -> Iterator[str]:
        number = len(self._names)
        name = self._names[-1]
        tag = _attributes(document.language)
        title = f": <bdi{tag}>{_escaped(document.title)}</bdi>" if document.title else ""
        yield f'<section aria-labelledby="d{number}">\n'
        yield f'<h2 id="d{number}"><bdi>{_escaped(name)}</bdi>{title}</h2>\n'
        yield f'<p class="quiet"><bdi>{_escaped(document.path)}</bdi></p>\n'
        yield f"<div{tag}>\n"
        yield from _blocks(document, mentions, f"d{number}", self.language)
        yield "</div>\n"
        yield from self._named(mentions)
        yield "</section>\n"

    def _named(self, mentions: Sequence[Mention]) -> Iterator[str]:
        """Yield a table of what a document names, for readers who cannot point at a mark."""
        words = self.words
        times: dict[tuple[str, str], int] = {}
        first: dict[tuple[str, str], Mention] = {}
        for mention in mentions:
            key = (mention.kind, mention.normal)
            times[key] = times.get(key, 0) + 1
            first.setdefault(key, mention)
        if not times:
            return
        yield f"<details>\n<summary>{escape(words['named'])} ({len(times):,})</summary>\n"
        yield _scrolling(words["named"])
        yield "<table>\n<thead><tr>"
        for name in ("kind", "normal", "iri", "status"):
            yield f'<th scope="col">{escape(words[name])}</th>'
        yield f'<th scope="col" class="number">{escape(words["times"])}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for key in sorted(times, key=lambda key: (KINDS.index(key[0]), -times[key], key[1])):
            mention = first[key]
            kind = escape(KIND_NAMES[mention.kind][self.language])
            link = _link(mention)
            normal = f"<bdi>{_escaped(mention.normal)}</bdi>"
            if link is not None:
                normal = f'<a href="{escape(link)}">{normal}</a>'
            iris = "<br>".join(escape(iri) for iri in (mention.iri, *mention.candidates) if iri)
            yield f'<tr><th scope="row">{kind}</th><td>{normal}</td><td class="iri">{iris}</td>'
            yield f"<td>{escape(words[mention.status])}</td>"
            yield f'<td class="number">{times[key]:,}</td></tr>\n'
        yield "</tbody>\n</table>\n</div>\n</details>\n"


def _blocks(
    document: Document, mentions: Sequence[Mention], prefix: str, language: str
) -> Iterator[str]:
    """Yield the whole text in reading order: provisions, and what stands between them."""
    text = document.text
    wrapped = document.format in WRAPPED
    if wrapped:
        text = _BROKEN.sub(lambda match: _CLOSED * len(match[0]), text)
    waiting = _Waiting(mentions)
    place = 0
    for provision in sorted(document.provisions, key=lambda each: (each.start, each.end)):
        gap = _without_number(text, place, provision)
        if text[place:gap].strip():
            yield f'<p class="gap{" lines" * (not wrapped)}">'
            yield f"{_marked(text, nested(waiting.until(gap), place, gap), language)}</p>\n"
        waiting.until(provision.start)
        place = max(provision.start, place)
        end = max(provision.end, place)
        words = _marked(text, nested(waiting.until(end), place, end), language)
        yield _block(document, provision, words, prefix, lines=not wrapped)
        place = end
    if text[place:].strip():
        rest = nested(waiting.until(len(text)), place, len(text))
        yield f'<p class="gap{" lines" * (not wrapped)}">{_marked(text, rest, language)}</p>\n'


def _block(
    document: Document, provision: Provision, words: str, prefix: str, *, lines: bool
) -> str:
    depth, above = 0, provision.parent
    while above is not None:
        depth += document.provisions[above].kind not in _HEADINGS
        above = document.provisions[above].parent
    classes = ["provision"]
    if provision.kind in _HEADINGS:
        classes.append("heading")
    elif provision.kind in ("Masthead", "Footnote"):
        classes.append(provision.kind.lower())
    style = f' style="--depth: {depth}"' if depth and provision.kind != "Footnote" else ""
    place = f"{prefix}/{provision.path}"
    kind = ' class="lines"' if lines or provision.kind in _LINES else ""
    return (
        f'<div class="{" ".join(classes)}" id="{_escaped(place)}"{style}>'
        f"<b>{_escaped(provision.number or '')}</b><p{kind}>{words}</p></div>\n"
    )


def _without_number(text: str, place: int, provision: Provision) -> int:
    """Return where the text before a provision ends, its printed number left out."""
    end = len(text[place : provision.start].rstrip(_AROUND_NUMBER)) + place
    number = (provision.number or "").rstrip(_AROUND_NUMBER)
    if number and text.endswith(number, place, end):
        return end - len(number)
    return provision.start


class _Waiting:
    """Mentions that are not shown yet."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions)
        self._next = 0

    def until(self, end: int) -> list[Mention]:
        """Return those that begin before a place, and were not returned before."""
        first = self._next
        while self._next < len(self._mentions) and self._mentions[self._next].start < end:
            self._next += 1
        return self._mentions[first : self._next]


def _marked(text: str, whole: Mark, language: str, *, linked: bool = False) -> str:
    """Return the text of a mark, those within it marked; a link never stands in another."""
    pieces: list[str] = []
    place = whole.start
    for mark in whole.inner:
        pieces.append(_escaped(text[place : mark.start]))
        if mark.mention is not None:
            link = None if linked else _link(mark.mention)
            inner = _marked(text, mark, language, linked=linked or link is not None)
            if link is not None:
                inner = f'<a href="{escape(link)}">{inner}</a>'
            classes = mark.mention.kind
            if mark.mention.status != RESOLVED:
                classes += f" {mark.mention.status}"
            title = escape(_title(mark.mention, language))
            pieces.append(f'<mark class="{classes}" title="{title}">{inner}</mark>')
        place = mark.end
    pieces.append(_escaped(text[place : whole.end]))
    return "".join(pieces)


def _title(mention: Mention, language: str) -> str:
    """Return what a mention says in a line or several: kind, normal form, IRI or candidates."""
    kind = KIND_NAMES[mention.kind][language]
    lines = [f"{kind}: {_CONTROLS.sub('', mention.normal)}"]
    if mention.status != RESOLVED:
        lines[0] += f" ({WORDS[language][mention.status]})"
    lines += [iri for iri in (mention.iri, *mention.candidates) if iri]
    return "\n".join(lines)


def _link(mention: Mention) -> str | None:
    """Return where on the web what is named can be read, if that is known."""
    iri = mention.iri
    if iri is None:
        return None
    if not iri.startswith(BASE):
        return iri if iri.startswith(("https://", "http://")) else None
    symbol = symbols.from_iri(iri)
    return None if symbol is None else symbol.link


def _scrolling(name: str) -> str:
    """Return the start of a part that scrolls if it is wide, within reach of the keyboard."""
    return f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0">\n'


def _escaped(text: str) -> str:
    """Return text as HTML: breaks within words closed, others single, controls left out."""
    return escape(_CONTROLS.sub("", _BREAK.sub("\n", text.replace(_CLOSED, ""))))


def _attributes(language: str | None) -> str:
    if language is None:
        return ' dir="auto"'
    return f' lang="{_tag(language)}" dir="{"rtl" if language == "ar" else "ltr"}"'


def _tag(language: str) -> str:
    return _LANGUAGES.get(language, language)
