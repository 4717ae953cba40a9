"""The one door to the Aho-Corasick automaton: names of the graph's things in a text.

All names of a language are looked for in one pass. A name that several things share, such as "the
Convention", is decided by what the text names in full.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from restokg.graph.store import Store
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED, TOPICS, Mention
from restokg.ingest.mentions.names import Guard, Name, NameTable, Thing, guards, names_of

_PREFIXED = re.compile(r"(?:^|.?\W)[وفبلك]{1,2}$", re.DOTALL).match
"""Tells whether three characters end in Arabic words of one letter, which are written together with
the next word."""
_STRANGER = ""
_DOMINANT = 2
"""A candidate that is named so many times as often as any other is the one that is meant."""


class _Entry(NamedTuple):
    """What a name in the automaton stands for, and what must stand beside it."""

    surely: str | None
    """The one thing that it stands for, or a stranger; None if it is to be decided or nothing."""
    iris: tuple[str, ...]
    silent: bool
    lead: tuple[str, ...]
    guard: Guard | None


class _Index(NamedTuple):
    automaton: AhoCorasick
    entries: list[_Entry]


_Hit = tuple[int, int, _Entry]


class Names(NamedTuple):
    """The names that were found in a text."""

    mentions: list[Mention]
    """Of named things, in their order."""
    spans: list[tuple[int, int]]
    """Of all names, also of those that are only passed over; words for themes are no names."""


class Gazetteer:
    """Finds names in texts. It is built once in each process, from a table of names."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self._indexes: dict[tuple[str, bool], _Index] = {}
        self._near: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}
        self._topics = {iri for iri, thing in table.things.items() if thing.kind in TOPICS}

    @classmethod
    def of(cls, store: Store) -> Gazetteer:
        """Return a gazetteer of the labels and other names in a graph."""
        return cls(names_of(store))

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[NameTable]]:
        return Gazetteer, (self.table,)

    def find(self, text: str, language: str) -> list[Mention]:
        """Return the mentions of named things in a text, in their order."""
        return self.read(text, language).mentions

    def read(self, text: str, language: str) -> Names:
        """Return the names in a text.

        Where a name may stand for several things and the text does not tell, all are candidates.
        """
        hits = self._hits(text, language, common=False)
        topics = self._topics
        spans = [(start, end) for start, end, entry in hits if entry.surely not in topics]
        return Names(self._mentions(text, hits), spans)

    def common(self, text: str, language: str) -> list[Mention]:
        """Return the mentions of groups whose names are common words, such as "States"."""
        return self._mentions(text, self._hits(text, language, common=True))

    def _mentions(self, text: str, hits: list[_Hit]) -> list[Mention]:
        things = self.table.things
        counts: Counter[str] | None = None
        seen: dict[str, int] = {}
        found = []
        for start, end, (surely, iris, silent, _, _) in hits:
            if surely is not None:
                seen[surely] = start
                if surely:
                    thing = things[surely]
                    found.append(Mention(start, end, thing.kind, thing.label, surely, RESOLVED))
            elif iris:
                if counts is None:
                    counts = Counter(sure for _, _, (sure, *_) in hits if sure is not None)
                chosen = self._chosen(iris, counts, seen)
                if chosen is not None:
                    thing = things[chosen]
                    found.append(Mention(start, end, thing.kind, thing.label, chosen, RESOLVED))
                elif not silent:
                    kind = things[iris[0]].kind
                    found.append(Mention(start, end, kind, text[start:end], None, AMBIGUOUS, iris))
        return found

    def _chosen(
        self, iris: tuple[str, ...], counts: Counter[str], seen: dict[str, int]
    ) -> str | None:
        """Return the candidate that the text has named: most often by far, or else the last."""
        near = self._near.get(iris)
        if near is None:
            near = self._near[iris] = _near(iris, self.table.things)
        known = {
            iri: (sum([counts[other] for other in others]), max(named))
            for iri, others in near.items()
            if (named := [seen[other] for other in others if other in seen])
        }
        if not known:
            return None
        ranked = sorted(known, key=lambda iri: -known[iri][0])
        best = ranked[0]
        if len(ranked) > 1 and known[best][0] < _DOMINANT * known[ranked[1]][0]:
            best = max(known, key=lambda iri: known[iri][1])
        return best or None

    def _hits(self, text: str, language: str, *, common: bool) -> list[_Hit]:
        index = self._indexes.get((language, common))
        if index is None:
            index = self._indexes[language, common] = _index(self.table, language, common=common)
        entries = index.entries
        whole = language != "zh"
        last = len(text)
        found = []
        for number, start, found_end in index.automaton.find_matches_as_indexes(text):
            entry, end = entries[number], found_end
            if whole:
                if end < last and text[end].isalnum():
                    plural = text[end] == "s" and not text[end + 1 : end + 2].isalnum()
                    if not plural or language != "en" or text[end - 1] == "s":
                        continue
                    end += 1
                if (
                    start
                    and text[start - 1].isalnum()
                    and (language != "ar" or not _PREFIXED(text[max(0, start - 3) : start]))
                ):
                    continue
            if entry.lead and not text.endswith(entry.lead, 0, start):
                continue
            if entry.guard is None or _passes(text, start, end, entry.guard):
                found.append((start, end, entry))
        return found


def _near(iris: tuple[str, ...], things: dict[str, Thing]) -> dict[str, tuple[str, ...]]:
    """Return, for each candidate, the things whose mention tells that it is meant."""
    near = {iri: (iri, *things[iri].related) for iri in iris}
    if any(things[iri].kind == "instrument" or things[iri].related for iri in iris):
        near[_STRANGER] = (_STRANGER,)
    return near


def _index(table: NameTable, language: str, *, common: bool) -> _Index:
    """Return the names of a language: those that are common words, or the others."""
    things = table.things
    spellings: dict[str, Name] = {}
    for name in table.names:
        if name.language != language and (name.language or language == "zh"):
            continue
        hidden = bool(name.iris) and all(things[iri].common for iri in name.iris)
        if hidden is not common:
            continue
        for spelling in _spellings(name, things, language):
            known = spellings.get(spelling)
            if known is None or (name.language and not known.language):
                spellings[spelling] = name
            elif known.kind == name.kind == "plain" and name.iris and known.iris:
                spellings[spelling] = known._replace(iris=tuple(sorted({*known.iris, *name.iris})))
    rules = _guards()
    return _Index(
        AhoCorasick(
            spellings,
            MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        ),
        [_entry(name, rules.get(spelling)) for spelling, name in spellings.items()],
    )


def _entry(name: Name, guard: Guard | None) -> _Entry:
    surely = None
    if name.kind == "stranger":
        surely = _STRANGER
    elif name.kind == "plain" and len(name.iris) == 1:
        surely = name.iris[0]
    lead = (name.lead, name.lead.replace("’", "'")) if name.lead else ()
    return _Entry(surely, name.iris, name.kind == "silent", lead, guard)


@cache
def _guards() -> dict[str, Guard]:
    return guards()


def _spellings(name: Name, things: dict[str, Thing], language: str) -> set[str]:
    """Return a name as it may be written: at the start of a sentence, with either apostrophe."""
    text = name.text
    found = {text}
    if language == "zh":
        return found
    if len(name.iris) == 1 and things[name.iris[0]].group and name.kind == "plain":
        found |= {text[0].lower() + text[1:], text.lower()} if " " in text else {text}
        found.add(text[0].lower() + text[1:] if language != "en" or " " in text else text)
    found |= {form[0].upper() + form[1:] for form in found}
    if language == "ar":
        found |= {"لل" + form[2:] for form in found if form.startswith("ال")}
    found |= {form.replace("’", "'") for form in found}
    return found


def _passes(text: str, start: int, end: int, guard: Guard) -> bool:
    if guard.not_after and text.endswith(guard.not_after, 0, start):
        return False
    if guard.not_before and text.startswith(guard.not_before, end):
        return False
    if (
        guard.not_before_capital
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
    ):
        return False
    return not guard.only_before or end == len(text) or text.startswith(guard.only_before, end)
