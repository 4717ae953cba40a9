"""What an extractor has found held against the labels, by the rule of ``citation_labels``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from citation_labels import Label, target

from restokg import symbols
from restokg.ingest.mentions.mention import Mention
from restokg.symbols import Symbol

RIGHT = "right"
CONFIRMED = "confirmed"
OTHER_TARGET = "other target"
NO_CITATION = "no citation"
MISSED = "missed"
OPEN = "left open"
"""What the extractor marks without choosing a document, where there is a label."""
OPEN_BESIDE = "left open beside labels"
DECISION = "decision"
PASSED_OVER = "passed over"
"""Where the rule counts neither for nor against: noise, and the resolution's own symbol."""

_SIGNED = re.compile(r"\d{1,4}/[A-Z]{2,4}\.\d")
_KINDS = {
    "ga-resolution": "General Assembly",
    "sc-resolution": "Security Council",
    "ecosoc-resolution": "Economic and Social Council",
    "hrc-resolution": "Human Rights Council",
    "document": "documents",
}
KINDS = (*_KINDS.values(), "other")


class Found(NamedTuple):
    """A citation found: where, what stands there, and which document; None if left open."""

    start: int
    end: int
    printed: str
    normal: str | None


class Judged(NamedTuple):
    verdict: str
    start: int
    end: int
    found: str | None
    label: str | None


class Version(NamedTuple):
    """One language version of a resolution: its labels, and what was found in its text alone."""

    resolution: str | None
    language: str
    cover: int
    """Where its masthead ends."""
    labels: list[Label]
    found: list[Found]


def found_of(mention: Mention, start: int, end: int, text: str) -> Found:
    """Return a mention with its span in the text as it was."""
    normal = mention.normal if mention.iri is not None else None
    return Found(start, end, text[start:end], normal)


def linked(versions: Iterable[Version]) -> dict[str | None, set[str]]:
    """Return what the labels of each resolution name, in any language."""
    targets: dict[str | None, set[str]] = {}
    for version in versions:
        kept = targets.setdefault(version.resolution, set())
        kept.update(label.target for label in version.labels if label.target is not None)
    return targets


def judged(version: Version, anywhere: set[str]) -> Iterator[Judged]:
    """Yield the verdict on each thing found and each label of a version.

    ``anywhere`` is what is linked in any version of the same resolution.
    """
    good = {(label.start, label.end): label.target for label in version.labels if label.target}
    noise = [(label.start, label.end) for label in version.labels if not label.target]
    seen: dict[tuple[int, int], str] = {}
    for one in version.found:
        span = one.start, one.end
        if one.normal is None:
            verdict = OPEN if span in good else OPEN_BESIDE
            if span in good:
                seen[span] = verdict
            yield Judged(verdict, *span, None, good.get(span))
            continue
        named = parts(one.normal)
        within = [span] if span in good else [*_within(span, good)] if len(named) > 1 else []
        for place in within:
            verdict = RIGHT if good[place] in named else OTHER_TARGET
            seen[place] = verdict
            yield Judged(verdict, *place, one.normal, good[place])
        if not within:
            yield Judged(_unlabelled(one, version, noise, anywhere), *span, one.normal, None)
    for place, wanted in good.items():
        if place not in seen:
            yield Judged(MISSED, *place, None, wanted)


def _within(
    span: tuple[int, int], good: Mapping[tuple[int, int], str | None]
) -> Iterator[tuple[int, int]]:
    return (place for place in good if span[0] <= place[0] and place[1] <= span[1])


def _unlabelled(
    one: Found, version: Version, noise: Sequence[tuple[int, int]], anywhere: set[str]
) -> str:
    if any(one.start < end and start < one.end for start, end in noise):
        return PASSED_OVER
    named = parts(one.normal or "")
    own = version.resolution
    if one.end <= version.cover and own and (own in named or one.printed in own):
        return PASSED_OVER
    symbol = symbol_of(one.normal or "")
    if symbol is not None and symbol.kind == "decision":
        return DECISION
    full = symbols.document(one.printed) is not None or one.printed == one.normal
    if full or _SIGNED.match(one.printed) or named & anywhere:
        return CONFIRMED
    return NO_CITATION


@lru_cache(1 << 16)
def symbol_of(normal: str) -> Symbol | None:
    symbol = symbols.document(normal)
    if symbol is None:
        readings = symbols.parse(normal)
        symbol = readings[0] if len(readings) == 1 else None
    return symbol


@lru_cache(1 << 16)
def parts(normal: str) -> frozenset[str]:
    """Return what a symbol names, as labels tell it: of a joint symbol, each part too."""
    symbol = symbol_of(normal)
    if symbol is None:
        return frozenset((normal,))
    return frozenset(target(part) for part in (symbol, *symbol.joined))


@lru_cache(1 << 16)
def kind(normal: str) -> str:
    """Return whose resolution it is, or that it is a document."""
    symbol = symbol_of(normal)
    return "other" if symbol is None else _KINDS.get(symbol.form, "other")


def precision(verdicts: Mapping[str, int]) -> float:
    good = verdicts.get(RIGHT, 0) + verdicts.get(CONFIRMED, 0)
    return _share(good, good + verdicts.get(OTHER_TARGET, 0) + verdicts.get(NO_CITATION, 0))


def recall(verdicts: Mapping[str, int]) -> float:
    right = verdicts.get(RIGHT, 0)
    lost = sum(verdicts.get(verdict, 0) for verdict in (OTHER_TARGET, MISSED, OPEN))
    return _share(right, right + lost)


def agreement(versions: Iterable[Version]) -> tuple[float, dict[tuple[str, str], float]]:
    """Return how far the versions of one resolution cite the same documents.

    Over all pairs of versions: what both cite, over what either cites. Then the same for each pair
    of languages.
    """
    sets: dict[str, dict[str, set[str]]] = {}
    for version in versions:
        if version.resolution is None:
            continue
        cited = sets.setdefault(version.resolution, {}).setdefault(version.language, set())
        for one in version.found:
            if one.normal is not None:
                symbol = symbol_of(one.normal)
                cited.add(one.normal if symbol is None else target(symbol))
    both: Counter[tuple[str, str]] = Counter()
    either: Counter[tuple[str, str]] = Counter()
    for cited_by in sets.values():
        for pair in combinations(sorted(cited_by), 2):
            first, second = cited_by[pair[0]], cited_by[pair[1]]
            both[pair] += len(first & second)
            either[pair] += len(first | second)
    shares = {pair: _share(both[pair], either[pair]) for pair in sorted(either)}
    return _share(both.total(), either.total()), shares


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
