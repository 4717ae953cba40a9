"""The verbs of one language by which provisions speak, and how to know one at a place in a text.

A verb is looked up by its first word, or by its first character in Chinese. Patterns of what may
follow that word are compiled when it is first met.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from restokg.ingest.mentions.names import spelt
from restokg.symbols.patterns import compile_pattern

_WORDS = Path(__file__).parent / "words"
_MOST_BEFORE = 5
_SHORT = 3
"""A word of so many letters or fewer does not begin a further verb."""
_MARKS = "\u064b-\u0655\u0670"
"""Arabic vowel signs, which may stand after any letter."""
_MARK = re.compile(f"[{_MARKS}]+")
_SPELT = rf"[^\W\d_](?:[^\W\d_]|[’'\-{_MARKS}]){{0,40}}"
_OPENED = r"[\s\"“«(（\[]{0,4}"
_WORD = re.compile(_SPELT).match
_FIRST = re.compile(f"{_OPENED}({_SPELT})").match
_OPENING = re.compile(_OPENED).match

Matcher = Callable[..., "re.Match[str] | None"]
Form = tuple[str, str]
"""How a verb may be written, and its modality."""


class Verb(NamedTuple):
    """A verb in the text; ``head`` is where it starts without the words before it."""

    start: int
    end: int
    head: int
    modality: str


class _Forms(NamedTuple):
    """Patterns of verbs, and the modality of each group."""

    match: Matcher
    modalities: tuple[str, ...]


class _Entry:
    """All that may begin with one word, or with one character in Chinese."""

    __slots__ = ("_alone", "_longer", "_opened", "_table", "before", "forms", "leading", "ready")

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self.forms: list[Form] = []
        self.leading: list[str] = []
        """What begins so and may go before a verb."""
        self.ready = False

    def verb(self, text: str, place: int, stop: int, end: int) -> tuple[int, str] | None:
        """Return the end and modality of what stands at a place: open forms before fixed ones.

        The word or character of this entry stands there and ends at ``stop``.
        """
        if not self.ready:
            self._compile()
        best: tuple[int, str] | None = None
        for match, modalities in self._opened:
            found = match(text, place, end)
            if found is not None and (best is None or found.end() < best[0]):
                best = found.end(), modalities[(found.lastindex or 1) - 1]
        if best is None and self._longer is not None:
            found = self._longer.match(text, place, end)
            if found is not None:
                best = found.end(), self._longer.modalities[(found.lastindex or 1) - 1]
        if best is None and self._alone is not None and not text[stop : stop + 1].isalnum():
            best = stop, self._alone
        return best

    def _compile(self) -> None:
        table = self._table
        unspaced = table["unspaced"]
        self.before = _before(self.leading, unspaced) if self.leading else None
        opened: dict[str, list[Form]] = {}
        longer: list[Form] = []
        self._alone: str | None = None
        for form, slug in self.forms:
            if "~" in form or "…" in form:
                opened.setdefault(re.split("[~…]", form)[0], []).append((form, slug))
            elif unspaced or " " in form:
                longer.append((form, slug))
            else:
                self._alone = self._alone or slug
        longer.sort(key=lambda form: -len(form[0]))
        self._longer = _compiled(longer, table) if longer else None
        self._opened = [_compiled(forms, table) for _, forms in sorted(opened.items())][::-1]
        self.ready = True


class Verbs:
    """The verbs of one language."""

    def __init__(self, language: str) -> None:
        path = _WORDS / f"modality-{language}.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._unspaced = table["unspaced"] = language == "zh"
        table["marked"] = language == "ar"
        self._prefixed = "و" if language == "ar" else ""
        """A word that is written together with the next one."""
        self._entries = _entries(table)
        self._manner = _manner(table)
        """How something is done, which in Chinese may look like a verb."""
        self.joints = re.compile(_joints(table)).match
        self.further = compile_pattern(_further(table))
        """What stands between a further verb and what goes before it, with the first word."""
        self._finite = re.compile(table["finite"]).search
        self._participle = re.compile(table["participle"]).search
        self.nouns = frozenset(table["nouns"])
        after = "|".join(map(re.escape, table.get("after_nouns", ())))
        self.after_noun: Matcher = re.compile(rf"\s(?:{after})\b").match

    @property
    def forms(self) -> list[Form]:
        """All forms with their modalities."""
        return [form for entry in self._entries.values() for form in entry.forms]

    def fits(self, text: str, head: int, *, preambular: bool) -> bool:
        """Tell whether the word at a place has the form of preambular or of operative verbs."""
        word = _WORD(text, head)
        told = self._participle if preambular else self._finite
        return word is not None and told(_MARK.sub("", word[0])) is not None

    def at(self, text: str, start: int, end: int) -> Verb | None:
        """Return the verb that stands at a place, after words that may go before it."""
        if self._unspaced:
            return self._at_character(text, start, end)
        word = _FIRST(text, start, end)
        if word is None:
            return None
        first = place = word.start(1)
        stop, key = word.end(), word[1]
        for _ in range(_MOST_BEFORE):
            entry = self._entries.get(key.lower()) or self._entry(key)
            skipped = None
            if entry is not None:
                if found := entry.verb(text, place, stop, end):
                    return Verb(first, found[0], place, found[1])
                skipped = entry.before(text, place, end) if entry.before else None
            if skipped is not None:
                place = skipped.end()
            elif self._prefixed and text.startswith(self._prefixed, place, end):
                place += len(self._prefixed)
            else:
                return None
            word = _WORD(text, place, end)
            if word is None:
                return None
            stop, key = word.end(), word[0]
        return None

    def _at_character(self, text: str, start: int, end: int) -> Verb | None:
        opening = _OPENING(text, start, end)
        place = first = opening.end() if opening else start
        for _ in range(_MOST_BEFORE):
            if self._manner and "地" in text[place : place + 9]:
                manner = self._manner(text, place, end)
                place = manner.end() if manner else place
            entry = self._entries.get(text[place : place + 1]) if place < end else None
            if entry is None:
                return None
            if found := entry.verb(text, place, place + 1, end):
                return Verb(first, found[0], place, found[1])
            skipped = entry.before(text, place, end) if entry.before else None
            if skipped is None:
                return None
            place = skipped.end()
        return None

    def _entry(self, word: str) -> _Entry | None:
        """Return the entry of a word with a typewriter's apostrophe or with vowel signs."""
        if word.isalpha():
            return None
        return self._entries.get(_MARK.sub("", word.lower().replace("'", "’")))


@cache
def verbs(language: str) -> Verbs:
    """Return the verbs of a language. They are read once in each process."""
    return Verbs(language)


def _entries(table: dict[str, Any]) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}

    def entry(form: str) -> _Entry:
        key = form[0] if table["unspaced"] else form.partition(" ")[0].lower()
        if key not in entries:
            entries[key] = _Entry(table)
        return entries[key]

    for slug, written in table["verbs"].items():
        for braced in written:
            for form in spelt(braced):
                entry(form).forms.append((form, slug))
    for words in table["before"]:
        entry(words).leading.append(words)
    return entries


def _compiled(forms: list[Form], table: dict[str, Any]) -> _Forms:
    """Return a pattern of forms, the first one first."""
    modalities: list[str] = []
    written = _alternatives(forms, table, modalities)
    end = "" if table["unspaced"] else r"(?![^\W_])"
    return _Forms(re.compile(written + end, re.IGNORECASE).match, tuple(modalities))


def _alternatives(forms: Iterable[Form], table: dict[str, Any], modalities: list[str]) -> str:
    """Return a pattern of forms. What is the same up to an opening is looked for together."""
    written = []
    opened: dict[str, list[Form]] = {}
    for form, slug in forms:
        parts = re.split("([~…])", form, maxsplit=1)
        if len(parts) > 1:
            opened.setdefault(parts[0] + parts[1], []).append((parts[2].lstrip(), slug))
        else:
            modalities.append(slug)
            written.append(f"({_literal(form, table)})")
    for begun, rests in opened.items():
        shortest = sorted(rests, key=lambda rest: len(rest[0]))
        rest = _alternatives(shortest, table, modalities)
        written.append(_literal(begun[:-1], table) + _gap(begun[-1], table) + rest)
    return f"(?:{'|'.join(written)})"


def _gap(mark: str, table: dict[str, Any]) -> str:
    """Return a pattern of the words that may stand in an open form."""
    if table["unspaced"]:
        return r"[^；。]{1,120}?" if mark == "…" else r"[^，；。：]{0,8}?"
    barred = "|".join(map(re.escape, table["stops"]))
    return rf"(?:(?!(?:{barred})\s)\S{{1,24}}\s){{0,4}}?"


def _literal(form: str, table: dict[str, Any]) -> str:
    if table["unspaced"]:
        return re.escape(form)
    marks = f"[{_MARKS}]{{0,2}}" if table["marked"] else ""
    words = form.split(" ")
    if marks:
        return r"\s".join("".join(letter + marks for letter in word) for word in words)
    return r"\s".join(re.escape(word).replace("’", "[’']") for word in words)


def _before(leading: list[str], unspaced: bool) -> Matcher:
    """Return a matcher of what may go before a verb."""
    words = "|".join(
        re.escape(word).replace("\\~", r"\S{1,24}\s\S{1,24}").replace(r"\ ", r"\s")
        for word in sorted(leading, key=len, reverse=True)
    )
    after = r"\s?" if unspaced else r",?\s"
    return re.compile(rf"(?:{words}){after}", re.IGNORECASE).match


def _manner(table: dict[str, Any]) -> Matcher | None:
    after = "|".join(map(re.escape, table.get("after_manner", ())))
    return re.compile(rf"[\u4e00-\u9fff]{{1,8}}地(?={after})").match if after else None


def _joints(table: dict[str, Any]) -> str:
    joints = "|".join(map(re.escape, sorted(table["joints"], key=len, reverse=True)))
    return rf"(?:{joints}){'' if table['unspaced'] or table['marked'] else ' '}"


def _further(table: dict[str, Any]) -> str:
    adverbs = "|".join(map(re.escape, sorted(table["before"], key=len, reverse=True)))
    heads = "|".join(map(re.escape, sorted(_heads(table), key=len, reverse=True)))
    then = "" if table["unspaced"] else r"(?:[ ,،]|\pM)"
    between = rf"(?:(?:{adverbs}){'' if table['unspaced'] else '[, ]{1,2}'})*"
    return rf"{_joints(table)}{between}(?:{heads}){then}"


def _heads(table: dict[str, Any]) -> set[str]:
    """Return the words with which a further verb may begin, or the characters in Chinese."""
    written = chain.from_iterable(table["verbs"].values())
    forms = set(chain.from_iterable(map(spelt, written)))
    if table["unspaced"]:
        listed = {form for form in forms if "…" not in form}
        return {form.partition("~")[0] for form in listed.difference(table["nouns"])}
    told = re.compile(f"{table['finite']}|{table['participle']}").search
    heads = {form.partition(" ")[0].lower() for form in forms}
    return {head for head in heads if len(head) > _SHORT and told(head)}
