"""Addressees: whom a provision requests, urges, invites or encourages.

They follow the verb, up to the infinitive or clause that says what is asked. Each is tied to its
verb by the detail ``verb``: the place where the verb starts.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED, UNKNOWN, Mention

if TYPE_CHECKING:
    from restokg.ingest.mentions.gazetteer import Gazetteer

_WORDS = Path(__file__).parent / "words" / "addressees.toml"
_LONGEST = 400
"""A phrase of addressees takes at most so many characters."""
_LONGEST_NAME = 90
"""An unknown addressee is named by at most so many characters of its phrase."""
_FIRST_WITHIN = 60
"""The first addressee starts within so many characters of its verb."""


class _Grammar(NamedTuple):
    """Patterns of one language; see words/addressees.toml."""

    opening: re.Pattern[str]
    end: re.Pattern[str]
    asks: re.Pattern[str]
    without: str
    barriers: re.Pattern[str]
    genitives: re.Pattern[str]
    fixed: re.Pattern[str]
    joints: re.Pattern[str]
    articles: re.Pattern[str]
    things: re.Pattern[str]
    actions: re.Pattern[str] | None
    adjectives: tuple[str, ...]
    noun: re.Pattern[str]


class _Phrase(NamedTuple):
    verb: Mention
    start: int
    end: int
    asks: bool
    """Whether what is asked follows."""


def addressees(
    text: str,
    modalities: Sequence[Mention],
    names: Sequence[Mention],
    gazetteer: Gazetteer,
    language: str | None,
) -> list[Mention]:
    """Return whom the verbs of asking address, tied to their verbs.

    ``names`` are the mentions that the gazetteer found in the whole text: they decide names that
    several things share. An addressee that no name resolves has the words of its phrase.
    """
    if language not in LANGUAGES:
        return []
    grammar = _grammar(language)
    phrases = list(_phrases(text, modalities, grammar))
    if not phrases:
        return []
    decided = {mention.start: mention for mention in names}
    found = []
    for phrase, actors in _actors(text, phrases, decided, gazetteer, language):
        named = list(_addressed(text, phrase, actors, grammar))
        found += named or _unknown(text, phrase, grammar)
    return found


def _phrases(text: str, modalities: Sequence[Mention], grammar: _Grammar) -> Iterator[_Phrase]:
    asking = _asking()
    for index, verb in enumerate(modalities):
        if verb.normal not in asking or text.endswith(grammar.without, verb.start, verb.end):
            continue
        following = modalities[index + 1].start if index + 1 < len(modalities) else len(text)
        limit = min(verb.end + _LONGEST, following)
        opening = grammar.opening.match(text, verb.end, limit)
        start = opening.end() if opening else verb.end
        # The space before the first word belongs to the patterns of the end.
        end = grammar.end.search(text, max(start - 1, verb.end), limit)
        stop = end.start() if end else limit
        if stop > start:
            asks = end is not None and grammar.asks.search(end.group()) is not None
            yield _Phrase(verb, start, stop, asks)


def _actors(
    text: str,
    phrases: list[_Phrase],
    decided: dict[int, Mention],
    gazetteer: Gazetteer,
    language: str,
) -> Iterator[tuple[_Phrase, list[Mention]]]:
    """Yield each phrase with the actors named in it. All phrases are looked through at once."""
    together = "\n".join(text[phrase.start : phrase.end] for phrase in phrases)
    starts = [0]
    for phrase in phrases:
        starts.append(starts[-1] + phrase.end - phrase.start + 1)
    actors: list[list[Mention]] = [[] for _ in phrases]
    for start, end, things in gazetteer.actors(together, language):
        index = bisect_right(starts, start) - 1
        shift = phrases[index].start - starts[index]
        known = decided.get(start + shift)
        if known is not None and known.end == end + shift:
            if known.kind in ("body", "organization"):
                actors[index].append(known)
        elif things[0].kind in ("body", "organization"):
            one = len(things) == 1
            actors[index].append(
                Mention(
                    start + shift,
                    end + shift,
                    things[0].kind,
                    things[0].label if one else together[start:end],
                    things[0].iri if one else None,
                    RESOLVED if one else AMBIGUOUS,
                    () if one else tuple(thing.iri for thing in things),
                )
            )
    yield from zip(phrases, actors, strict=True)


def _addressed(
    text: str, phrase: _Phrase, actors: list[Mention], grammar: _Grammar
) -> Iterator[Mention]:
    """Yield the actors that no preposition governs and that are joined to each other."""
    last = phrase.start
    first = True
    for actor in actors:
        gap = grammar.fixed.sub("", text[last : actor.start])
        nearest = grammar.joints.split(gap)[-1]
        if grammar.barriers.search(gap) or grammar.genitives.search(nearest):
            continue
        if first and actor.start - phrase.start > _FIRST_WITHIN:
            return
        if not first and not grammar.joints.search(gap):
            continue
        if actor.normal in grammar.adjectives and grammar.noun.match(text, actor.end):
            continue
        first, last = False, actor.end
        yield actor._replace(kind="addressee", details=(("verb", str(phrase.verb.start)),))


def _unknown(text: str, phrase: _Phrase, grammar: _Grammar) -> list[Mention]:
    """Return the phrase as an addressee that is not known, if it is one."""
    if not phrase.asks:
        return []
    start, end = phrase.start, phrase.end
    article = grammar.articles.match(text, start, end)
    if article and article.end() < end:
        start = article.end()
    if grammar.actions is not None:
        action = grammar.actions.search(text, start, end)
        end = action.start() if action else start
    comma = text.find(",", start, end)
    end = comma if comma > start else end
    governed = [
        match.start()
        for pattern in (grammar.barriers, grammar.genitives)
        if (match := pattern.search(text, start, end))
    ]
    head = text[start : min(governed, default=end)].strip()
    words = text[start:end].strip()
    if len(head) < 2 or len(words) > _LONGEST_NAME or grammar.things.search(head):
        return []
    start = text.index(words[0], start)
    details = (("verb", str(phrase.verb.start)),)
    return [Mention(start, start + len(words), "addressee", words, None, UNKNOWN, (), details)]


@cache
def _asking() -> frozenset[str]:
    return frozenset(tomllib.loads(_WORDS.read_text(encoding="utf-8"))["asking"])


@cache
def _grammar(language: str) -> _Grammar:
    table = tomllib.loads(_WORDS.read_text(encoding="utf-8"))[language]
    actions = "|".join(map(re.escape, table.get("actions", ())))
    return _Grammar(
        re.compile(table["opening"]),
        re.compile(table["end"]),
        re.compile(table["asks"]),
        table["without"],
        re.compile(table["barriers"]),
        re.compile(table.get("genitives", "(?!)")),
        re.compile(table["fixed"]),
        re.compile(table["joints"]),
        re.compile(table["articles"], re.IGNORECASE),
        re.compile(table["things"], re.IGNORECASE),
        re.compile(actions) if actions else None,
        tuple(table.get("adjectives", ())),
        re.compile(table.get("noun", "(?!)")),
    )
