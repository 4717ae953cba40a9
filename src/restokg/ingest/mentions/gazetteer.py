"""The one door to the Aho-Corasick automaton: names of the graph's things in a text.

All names of a language are looked for in one pass. A name that several things share, such as "the
Convention", is decided by what the text names in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from restokg.graph.store import Store
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED, Mention
from restokg.ingest.mentions.names import Guard, Name, NameTable, Thing, guards, names_of

_PREFIXED = re.compile(r"(?:^|.?\W)[وفبلك]{1,2}$", re.DOTALL).match
"""Tells whether three characters end in Arabic words of one letter, which are written together with
the next word."""
_STRANGER = ""
_DOMINANT = 2
"""A candidate that is named so many times as often as any other is the one that is meant."""


class _Index(NamedTuple):
    automaton: AhoCorasick
    names: list[Name]
    guarded: list[Guard | None]


class Gazetteer:
    """Finds names in texts. It is built once in each process, from a table of names."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self._indexes: dict[tuple[str, bool], _Index] = {}

    @classmethod
    def of(cls, store: Store) -> Gazetteer:
        """Return a gazetteer of the labels and other names in a graph."""
        return cls(names_of(store))

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[NameTable]]:
        return Gazetteer, (self.table,)

    def find(self, text: str, language: str) -> list[Mention]:
        """Return the mentions of named things in a text, in their order.

        Where a name may stand for several things and the text does not tell, all are candidates.
        """
        things = self.table.things
        found = []
        for start, end, iris in self._decided(text, language, common=False):
            found.append(_mention(start, end, text, [things[iri] for iri in iris]))
        return found

    def actors(self, text: str, language: str) -> list[tuple[int, int, tuple[Thing, ...]]]:
        """Return the spans of all names in a text, those that are common words too."""
        things = self.table.things
        return [
            (start, end, tuple(things[iri] for iri in iris))
            for start, end, iris in self._decided(text, language, common=True)
        ]

    def _decided(
        self, text: str, language: str, *, common: bool
    ) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        hits = list(self._hits(text, language, common))
        counts: dict[str, int] = {}
        for _, _, name in hits:
            if name.kind == "stranger":
                counts[_STRANGER] = counts.get(_STRANGER, 0) + 1
            elif name.kind == "plain" and len(name.iris) == 1:
                counts[name.iris[0]] = counts.get(name.iris[0], 0) + 1
        seen: dict[str, int] = {}
        for start, end, name in hits:
            if name.kind == "stranger":
                seen[_STRANGER] = start
            elif name.kind == "plain" and len(name.iris) == 1:
                seen[name.iris[0]] = start
                yield start, end, name.iris
            elif name.iris:
                chosen = self._chosen(name.iris, counts, seen)
                if chosen is not None:
                    yield start, end, (chosen,)
                elif name.kind != "silent":
                    yield start, end, name.iris

    def _chosen(
        self, iris: tuple[str, ...], counts: dict[str, int], seen: dict[str, int]
    ) -> str | None:
        """Return the candidate that the text has named: most often by far, or else the last."""
        things = self.table.things
        near = {iri: (iri, *things[iri].related) for iri in iris}
        if any(things[iri].kind == "instrument" or things[iri].related for iri in iris):
            near[_STRANGER] = (_STRANGER,)
        known = {
            iri: (sum(counts.get(other, 0) for other in others), last)
            for iri, others in near.items()
            if (last := max(seen.get(other, -1) for other in others)) >= 0
        }
        if not known:
            return None
        ranked = sorted(known, key=lambda iri: -known[iri][0])
        best = ranked[0]
        if len(ranked) > 1 and known[best][0] < _DOMINANT * known[ranked[1]][0]:
            best = max(known, key=lambda iri: known[iri][1])
        return best or None

    def _hits(self, text: str, language: str, common: bool) -> Iterator[tuple[int, int, Name]]:
        index = self._indexes.get((language, common))
        if index is None:
            index = self._indexes[language, common] = _index(self.table, language, common)
        names, guarded = index.names, index.guarded
        whole = language != "zh"
        last = len(text)
        for number, start, found_end in index.automaton.find_matches_as_indexes(text):
            name, end = names[number], found_end
            if whole and end < last and text[end].isalnum():
                plural = text[end] == "s" and not text[end + 1 : end + 2].isalnum()
                if not plural or language != "en" or text[end - 1] == "s":
                    continue
                end += 1
            if (
                whole
                and start
                and text[start - 1].isalnum()
                and (language != "ar" or not _PREFIXED(text[max(0, start - 3) : start]))
            ):
                continue
            if name.lead and not text.endswith((name.lead, name.lead.replace("’", "'")), 0, start):
                continue
            guard = guarded[number]
            if guard is None or _passes(text, start, end, guard):
                yield start, end, name


def _mention(start: int, end: int, text: str, things: list[Thing]) -> Mention:
    kind = things[0].kind
    if len(things) == 1:
        return Mention(start, end, kind, things[0].label, things[0].iri, RESOLVED)
    candidates = tuple(thing.iri for thing in things)
    return Mention(start, end, kind, text[start:end], None, AMBIGUOUS, candidates)


def _index(table: NameTable, language: str, common: bool) -> _Index:
    """Return the names of a language, with those that are common words or without them."""
    spellings: dict[str, Name] = {}
    for name in table.names:
        hidden = bool(name.iris) and all(table.things[iri].common for iri in name.iris)
        if hidden and not common:
            continue
        if name.language == language or (name.language == "" and language != "zh"):
            for spelling in _spellings(name, table.things, language):
                known = spellings.get(spelling)
                if known is None or (name.language and not known.language):
                    spellings[spelling] = name._replace(text=spelling)
                elif known.kind == name.kind == "plain" and name.iris and known.iris:
                    spellings[spelling] = known._replace(
                        iris=tuple(sorted({*known.iris, *name.iris}))
                    )
    rules = guards()
    return _Index(
        AhoCorasick(list(spellings), MatchKind.LeftmostLongest),
        list(spellings.values()),
        [rules.get(spelling) for spelling in spellings],
    )


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
