"""Items that run on inside a paragraph: "the following: (a) …; (b) …; and (c) …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from restokg.ingest.readers import markers
from restokg.ingest.readers.markers import Marker

_ITEM = re.compile(r"[(（](?:[a-z]{1,4}|[а-я]|[\u0621-\u064a]|[一二三四五六七八九十]{1,2})[)）]")
_BEFORE_FIRST = (":", "：")
_BEFORE_NEXT = (";", "；", ",", "，", "、", "؛", "،", " and", " or", "和", "或", "。", ".")


class Entry(NamedTuple):
    """``start`` and ``end`` bound the words behind the marker; ``at`` is where the marker is."""

    marker: Marker
    at: int
    start: int
    end: int


def enumeration(words: str) -> list[Entry]:
    """Return the items that run on inside words: two or more, the first behind a colon.

    >>> [entry.marker.printed for entry in enumeration("We need: (a) soil; (b) water.")]
    ['(a)', '(b)']
    """
    found: list[tuple[Marker, int]] = []
    for match in _ITEM.finditer(words):
        before = words[: match.start()].rstrip()
        for marker in markers.markers(words[match.start() : match.start() + 20]):
            if not found and marker.order == 1 and before.endswith(_BEFORE_FIRST):
                found.append((marker, match.start()))
                break
            if (
                found
                and marker.style == found[-1][0].style
                and marker.order == found[-1][0].order + 1
                and before.endswith(_BEFORE_NEXT)
            ):
                found.append((marker, match.start()))
                break
    if len(found) < 2:
        return []
    ends = [at for _, at in found[1:]] + [len(words)]
    return [
        Entry(marker, at, at + marker.length, _trimmed(words, at + marker.length, end))
        for (marker, at), end in zip(found, ends, strict=True)
    ]


def _trimmed(words: str, start: int, end: int) -> int:
    return start + len(words[start:end].rstrip())
