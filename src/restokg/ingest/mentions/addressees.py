"""Addressees: whom a provision requests, urges, invites or encourages.

They follow the verb, up to the infinitive or clause that says what is asked. Each is tied to its
verb by the detail ``verb``: the place where the verb starts.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.mention import UNKNOWN, Mention

if TYPE_CHECKING:
    from restokg.ingest.mentions.gazetteer import Gazetteer, Names

_WORDS = Path(__file__).parent / "words" / "addressees.toml"
_LONGEST = 400
"""A phrase of addressees takes at most so many characters."""
_LONGEST_NAME = 90
"""An unknown addressee is named by at most so many characters of its phrase."""
_FIRST_WITHIN = 60
"""The first addressee starts within so many characters of its verb."""

_ACTORS = ("body", "organization")

Matcher = Callable[..., "re.Match[str] | None"]


class _Grammar(NamedTuple):
    """Patterns of one language; see words/addressees.toml."""

    opening: Matcher
    end: Matcher
    asks: Matcher
    without: str
    barriers: re.Pattern[str]
    genitives: re.Pattern[str]
    fixed: re.Pattern[str]
    joints: re.Pattern[str]
    articles: re.Pattern[str]
    things: re.Pattern[str]
    actions: re.Pattern[str] | None
    adjectives: tuple[str, ...]
    noun: Matcher


class _Phrase(NamedTuple):
    verb: Mention
    start: int
    end: int
    asks: bool
    """Whether what is asked follows."""


class _Gap(NamedTuple):
    """What the words between two actors, or before the first one, do to the next one."""

    governs: bool
    joins: bool


def addressees(
    text: str,
    modalities: Sequence[Mention],
    names: Names,
    gazetteer: Gazetteer,
    language: str | None,
) -> list[Mention]:
    """Return whom the verbs of asking address, tied to their verbs.

    ``names`` are those that the gazetteer found in the text; names that are common words are
    looked for here. An addressee that no name resolves has the words of its phrase.
    """
    if language not in LANGUAGES:
        return []
    grammar = _grammar(language)
    phrases = _phrases(text, modalities, grammar)
    if not phrases:
        return []
    found = []
    actors = _actors(text, phrases, names, gazetteer, language)
    for phrase, named in zip(phrases, actors, strict=True):
        addressed = _addressed(text, phrase, named, language) if named else []
        found += addressed or _unknown(text, phrase, grammar)
    return found


def _phrases(text: str, modalities: Sequence[Mention], grammar: _Grammar) -> list[_Phrase]:
    asking, last, found = _asking(), len(modalities) - 1, []
    for index, verb in enumerate(modalities):
        if verb.normal not in asking or text.endswith(grammar.without, verb.start, verb.end):
            continue
        following = modalities[index + 1].start if index < last else len(text)
        limit = min(verb.end + _LONGEST, following)
        opening = grammar.opening(text, verb.end, limit)
        start = opening.end() if opening else verb.end
        # The space before the first word belongs to the patterns of the end.
        end = grammar.end(text, max(start - 1, verb.end), limit)
        stop = end.start() if end else limit
        if stop > start:
            asks = end is not None and grammar.asks(end.group()) is not None
            found.append(_Phrase(verb, start, stop, asks))
    return found


def _actors(
    text: str, phrases: list[_Phrase], names: Names, gazetteer: Gazetteer, language: str
) -> list[list[Mention]]:
    """Return, for each phrase, the actors named in it, in their order."""
    common = _common(text, phrases, gazetteer, language)
    starts = [mention.start for mention in names.mentions]
    found = []
    for phrase, words in zip(phrases, common, strict=True):
        index = bisect_left(starts, phrase.start)
        named = names.mentions[index : bisect_left(starts, phrase.end, index)]
        actors = [
            mention for mention in named if mention.end <= phrase.end and mention.kind in _ACTORS
        ]
        found.append(_merged(actors, words, phrase, names) if words else actors)
    return found


def _common(
    text: str, phrases: list[_Phrase], gazetteer: Gazetteer, language: str
) -> list[list[Mention]]:
    """Return, for each phrase, the names in it that are common words. All are read at once."""
    together = "\n".join([text[phrase.start : phrase.end] for phrase in phrases])
    found: list[list[Mention]] = [[] for _ in phrases]
    index = here = 0
    for mention in gazetteer.common(together, language):
        while mention.start > here + phrases[index].end - phrases[index].start:
            here += phrases[index].end - phrases[index].start + 1
            index += 1
        shift = phrases[index].start - here
        found[index].append(mention._replace(start=mention.start + shift, end=mention.end + shift))
    return found


def _merged(
    actors: list[Mention], common: list[Mention], phrase: _Phrase, names: Names
) -> list[Mention]:
    """Return all names of a phrase: of two that overlap the first one, or else the longer one."""
    merged = actors
    for word in common:
        index = bisect_left(names.spans, (word.start + 1,))
        start, end = names.spans[index - 1] if index else (0, 0)
        if end <= word.start or start < phrase.start or end > phrase.end:
            first = True
        else:
            first = start == word.start and end < word.end
        if first:
            merged = [name for name in merged if not word.start <= name.start < word.end]
            merged.append(word)
    return sorted(merged)


def _addressed(text: str, phrase: _Phrase, actors: list[Mention], language: str) -> list[Mention]:
    """Return the actors that no preposition governs and that are joined to each other."""
    grammar = _grammar(language)
    last = phrase.start
    details = (("verb", str(phrase.verb.start)),)
    found: list[Mention] = []
    for start, end, _, normal, iri, status, candidates, _ in actors:
        gap = _gap(text[last:start], language)
        if gap.governs:
            continue
        if not found and start - phrase.start > _FIRST_WITHIN:
            break
        if found and not gap.joins:
            continue
        if normal in grammar.adjectives and grammar.noun(text, end):
            continue
        last = end
        found.append(Mention(start, end, "addressee", normal, iri, status, candidates, details))
    return found


@lru_cache(maxsize=4096)
def _gap(words: str, language: str) -> _Gap:
    """Return what stands before an actor. The same few words do so again and again."""
    grammar = _grammar(language)
    words = grammar.fixed.sub("", words)
    nearest = grammar.joints.split(words)[-1]
    governs = grammar.barriers.search(words) or grammar.genitives.search(nearest)
    return _Gap(governs is not None, grammar.joints.search(words) is not None)


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
    return frozenset(_words()["asking"])


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


@cache
def _grammar(language: str) -> _Grammar:
    table = _words()[language]
    actions = "|".join(map(re.escape, table.get("actions", ())))
    return _Grammar(
        re.compile(table["opening"]).match,
        re.compile(table["end"]).search,
        re.compile(table["asks"]).search,
        table["without"],
        re.compile(table["barriers"]),
        re.compile(table.get("genitives", "(?!)")),
        re.compile(table["fixed"]),
        re.compile(table["joints"]),
        re.compile(table["articles"], re.IGNORECASE),
        re.compile(table["things"], re.IGNORECASE),
        re.compile(actions) if actions else None,
        tuple(table.get("adjectives", ())),
        re.compile(table.get("noun", "(?!)")).match,
    )
