"""Mentions that overlap, as marks that lie within each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from restokg.ingest.mentions.mention import Mention


@dataclass(slots=True)
class Mark:
    """A span that is marked, and the marks within it, in order and apart from each other."""

    start: int
    end: int
    mention: Mention | None
    """None for the whole that marks stand in."""
    inner: list[Mark] = field(default_factory=list)


def nested(mentions: Iterable[Mention], start: int, end: int) -> Mark:
    """Return the marks of the mentions between two places.

    The longest lie outermost. Of two that cross, the shorter is cut in two.
    """
    whole = Mark(start, end, None)
    longest_first = sorted(mentions, key=lambda mention: mention.start - mention.end)
    for mention in longest_first:
        first, last = max(mention.start, start), min(mention.end, end)
        if first < last:
            _insert(whole, Mark(first, last, mention))
    return whole


def _insert(around: Mark, mark: Mark) -> None:
    waiting = [(around, mark)]
    while waiting:
        place, piece = waiting.pop()
        index = bisect_right(place.inner, piece.start, key=lambda inner: inner.start)
        before = place.inner[index - 1] if index else None
        after = place.inner[index] if index < len(place.inner) else None
        if before is not None and piece.start < before.end:
            if piece.end > before.end:
                waiting.append((place, Mark(before.end, piece.end, piece.mention)))
                piece = Mark(piece.start, before.end, piece.mention)
            waiting.append((before, piece))
        elif after is not None and piece.end > after.start:
            waiting.append((place, Mark(after.start, piece.end, piece.mention)))
            place.inner.insert(index, Mark(piece.start, after.start, piece.mention))
        else:
            place.inner.insert(index, piece)
