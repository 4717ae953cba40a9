"""The citations that the hyperlinks of official resolutions mark, as labels for an extractor.

The extractor sees text alone. The rule by which labels are told from noise is written here, once,
and holds for all files alike:

1. Links that follow each other without a space and have the same address are one label.
2. A label counts if its address leads to ``undocs.org`` and names a symbol, and if what is printed
   says the same: if it is read as a full symbol, that symbol; if as a number, the number of the
   address; if the grammar cannot read it, the very letters of the address. A label that says
   something else, or only part of it, is noise: it counts neither for nor against, nor does what
   is extracted where it stands. Spaces, marks of direction and points at the ends of a link do not
   belong to the label. A link that ends before its symbol does (``A/77/317`` in A/77/317/Add.1) is
   noise too, and so is one whose session cannot have met in the year of the day printed with it.
3. The address may name a part of a joint symbol, or mark a supplement "(supp)"; address and link
   may leave out or have the letter of a part (75/253 B), which is not compared.
4. A citation that is found and has no link is right if it is a full symbol, which tells its
   document by itself, or if the number has its body's sign in it (3/COP.14), or if the same
   document is linked in any language version of the same resolution. Else it is wrong.
5. The resolution's own symbol on its cover is not a citation.
6. Numbers of decisions are never linked. Where there is no label, they are not judged.
7. Short forms ("the said resolution") have neither number nor link, and are left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from restokg import symbols
from restokg.ingest.document import Document
from restokg.symbols import Symbol
from restokg.symbols.sessions import may_be_of

_HOST = re.compile(
    r"https?://(?:www\.)?undocs\.org/(?:(?:ar|ch|zh|en|fr|ru|es|sp)/)?", re.IGNORECASE
)
_LETTERED = re.compile(
    r"((?:E?S-)?\d{1,4}/\d{1,4})[ \u00a0](?:[A-Z\u0400-\u04ff]|[\u0621-\u064a]{3,5})"
)
_DAY_BEHIND = re.compile(
    r"(?: ?[A-Z])?,? (?:of|du|de|от|المؤرخ) \d{1,2}(?:er|º)? [^\d.;\n]{3,30} ?((?:19|20)\d\d)\b"
)
_DAY_AHEAD = re.compile(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日第\Z")
_SUPPLEMENT = re.compile(r"\s*\(supp\)", re.IGNORECASE)


CUT = "the link ends before the symbol"
ELSEWHERE = "the address leads elsewhere"
UNREAD = "the address names no symbol"
OTHER = "what is printed says something else"
IMPOSSIBLE = "the session cannot have met in that year"
NOISE = (ELSEWHERE, UNREAD, OTHER, CUT, IMPOSSIBLE)


class Label(NamedTuple):
    """A span of a document's text; ``target`` is None for noise, and ``noise`` says why."""

    start: int
    end: int
    target: str | None
    noise: str | None = None


def labels(document: Document) -> list[Label]:
    """Return the labels of a document, in order, noise among them."""
    merged: list[tuple[int, int, str]] = []
    for start, end, address in document.links:
        if merged and merged[-1][1] == start and merged[-1][2] == address:
            merged[-1] = (merged[-1][0], end, address)
        elif end > start:
            merged.append((start, end, address))
    return [_label(document.text, *link) for link in merged]


def _label(text: str, start: int, end: int, address: str) -> Label:
    while start < end and text[start] in " \u200e\u200f":
        start += 1
    while end > start and text[end - 1] in " ,;.\u200e\u200f":
        end -= 1
    place = unquote(address)
    if not _HOST.match(place):
        return Label(start, end, None, ELSEWHERE)
    if text[end : end + 1] == "/":
        return Label(start, end, None, CUT)
    if lettered := _LETTERED.fullmatch(text, start, end):
        end = lettered.end(1)
    symbol = _SUPPLEMENT.sub("", _HOST.sub("", place)).strip()
    named = symbols.document(symbol)
    if named is None:
        same = symbol[:1].isalpha() and "/" in symbol and _bare(text[start:end]) == _bare(symbol)
        return Label(start, end, symbol) if same else Label(start, end, None, UNREAD)
    if not _agrees(text[start:end], named):
        return Label(start, end, None, OTHER)
    if not _possible(named, text, start, end):
        return Label(start, end, None, IMPOSSIBLE)
    return Label(start, end, target(named))


def _bare(symbol: str) -> str:
    return "".join(symbol.split()).upper()


def _possible(named: Symbol, text: str, start: int, end: int) -> bool:
    """Whether the day printed with a number, if there is one, can be of the session named."""
    day = _DAY_BEHIND.match(text, end) or _DAY_AHEAD.search(text, max(0, start - 16), start)
    return day is None or may_be_of(named, int(day[1]))


def _agrees(printed: str, named: Symbol) -> bool:
    read = symbols.document(printed)
    if read is not None:
        return any(target(part) == target(named) for part in (read, *read.joined)) or (
            target(read) == target(named)
        )
    if named.body is None:
        return False
    number = symbols.numbered(named.body, named.kind, printed)
    return number is not None and target(number) == target(named)


def target(symbol: Symbol) -> str:
    """Return what a symbol names, without the letter of a part: what labels can tell."""
    if symbol.letter is None:
        return symbol.normal
    bare = symbols.numbered(symbol.body or "", symbol.kind, _without_letter(symbol))
    return symbol.normal if bare is None else bare.normal


def _without_letter(symbol: Symbol) -> str:
    return re.sub(rf" ?{re.escape(symbol.letter or '')}(?= \(|$)", "", symbol.printed)
