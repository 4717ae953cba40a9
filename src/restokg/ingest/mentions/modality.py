"""Modality: the verbs by which provisions decide, request, urge, welcome or recall.

The main verb of a provision stands at its start; further ones follow a comma or "and". Items under
a chapeau have no verb of their own: what their parent says holds for them.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.names import spelt
from restokg.namespaces import PREFIXES
from restokg.symbols.patterns import compile_pattern, finditer

_WORDS = Path(__file__).parent / "words"
_SPEAKING = ("PreambularParagraph", "OperativeParagraph", "Paragraph", "Item")
_FURTHEST = 200
"""A main verb ends within so many characters of the start of its provision."""
_MOST_BEFORE = 5
_SHORT = 3
"""A word of so many letters or fewer does not begin a further verb."""
_MARKS = "\u064b-\u0655\u0670"
"""Arabic vowel signs, which may stand after any letter."""
_MARK = re.compile(f"[{_MARKS}]+")
_OPENING = re.compile(r"[\s\"“«(（\[]{0,4}")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[’'\-{_MARKS}]){{0,40}}")

Matcher = Callable[..., "re.Match[str] | None"]


class _Verb(NamedTuple):
    """A verb in the text; ``head`` is where it starts without the words before it."""

    start: int
    end: int
    head: int
    modality: str


class _Verbs(NamedTuple):
    """The verbs of one language."""

    forms: dict[str, list[tuple[Matcher, str]]]
    """By first word, or first character in Chinese: how a verb goes on, and its modality."""
    before: Matcher
    manner: Matcher | None
    """How something is done, which in Chinese may look like a verb."""
    joint: Any
    """What stands between a further verb and what goes before it, with the first word."""
    finite: re.Pattern[str]
    participle: re.Pattern[str]
    nouns: frozenset[str]
    after_noun: Matcher
    unspaced: bool


def modalities(
    text: str, provisions: Sequence[tuple[int, int, str]], language: str | None
) -> list[Mention]:
    """Return the verbs by which the provisions of a text speak.

    ``provisions`` are spans in order, with the kinds of the provisions. Headings, footnotes and
    titles do not speak; items speak only if what goes before them has no verb.
    """
    if language not in LANGUAGES:
        return []
    verbs = _verbs(language)
    speaking = [span for span in provisions if span[2] in _SPEAKING and span[0] < span[1]]
    found: list[_Verb] = []
    spoken = False
    for start, end, kind in speaking:
        if kind == "Item" and spoken:
            continue
        leading = _verb(verbs, text, start, min(end, start + _FURTHEST))
        spoken = leading is not None
        if leading is not None and (kind != "Item" or _is(verbs.finite, text, leading.head)):
            found.append(leading)
    found += _further(verbs, text, speaking, {verb.start for verb in found})
    return [
        Mention(start, end, "modality", slug, PREFIXES["modality"] + slug)
        for start, end, _, slug in sorted(found)
    ]


def _further(
    verbs: _Verbs, text: str, provisions: list[tuple[int, int, str]], known: set[int]
) -> Iterator[_Verb]:
    starts = [start for start, _, _ in provisions]
    last = -1
    for spans in finditer(verbs.joint, text):
        place = spans[1][0]
        index = bisect_right(starts, place) - 1
        if index < 0 or place >= provisions[index][1] or place <= last:
            continue
        start, end, kind = provisions[index]
        if kind == "Item" or place == start:
            continue
        verb = _verb(verbs, text, place, min(end, place + _FURTHEST))
        if verb is None or verb.start in known:
            continue
        word = text[verb.head : verb.end]
        if word in verbs.nouns and not verbs.after_noun(text, verb.end):
            continue
        form = verbs.participle if kind == "PreambularParagraph" else verbs.finite
        if _is(form, text, verb.head):
            last = verb.end
            yield verb


def _is(form: re.Pattern[str], text: str, head: int) -> bool:
    """Tell whether the word at a place has this form."""
    word = _WORD.match(text, head)
    return word is not None and form.search(_MARK.sub("", word.group())) is not None


def _verb(verbs: _Verbs, text: str, start: int, end: int) -> _Verb | None:
    """Return the verb that stands at a place, after words that may go before it."""
    opening = _OPENING.match(text, start, end)
    place = first = opening.end() if opening else start
    for _ in range(_MOST_BEFORE):
        if verbs.manner and (skipped := verbs.manner(text, place, end)):
            place = skipped.end()
        if found := _at(verbs, text, place, end):
            stop, slug = found
            return _Verb(first, stop, place, slug)
        skipped = verbs.before(text, place, end)
        if skipped is None or skipped.end() == place:
            return None
        place = skipped.end()
    return None


def _at(verbs: _Verbs, text: str, place: int, end: int) -> tuple[int, str] | None:
    if verbs.unspaced:
        key = text[place : place + 1]
    else:
        word = _WORD.match(text, place, end)
        if word is None:
            return None
        key = word.group().lower().replace("'", "’")
        if not key.isalpha():
            key = _MARK.sub("", key)
    best: tuple[int, str] | None = None
    for match, slug in verbs.forms.get(key, ()):
        found = match(text, place, end)
        if found is not None:
            if found.lastindex is None:  # a fixed form: the longest goes first
                best = best or (found.end(), slug)
                break
            if best is None or found.end() < best[0]:
                best = (found.end(), slug)
    return best


@cache
def _verbs(language: str) -> _Verbs:
    table = tomllib.loads((_WORDS / f"modality-{language}.toml").read_text(encoding="utf-8"))
    unspaced = table["unspaced"] = language == "zh"
    forms: dict[str, list[tuple[str, str]]] = {}
    for slug, written in table["verbs"].items():
        for entry in written:
            for form in spelt(entry):
                key = form[0] if unspaced else form.partition(" ")[0].lower()
                forms.setdefault(key, []).append((form, slug))
    joints = "|".join(re.escape(joint) for joint in sorted(table["joints"], key=len, reverse=True))
    adverbs = "|".join(re.escape(word) for word in sorted(table["before"], key=len, reverse=True))
    heads = "|".join(map(re.escape, sorted(_heads(forms, table), key=len, reverse=True)))
    gap = "" if unspaced or language == "ar" else " "
    then = "" if unspaced else r"(?:[ ,،]|\pM)"
    between = rf"(?:(?:{adverbs}){'' if unspaced else '[, ]{1,2}'}){{0,3}}"
    return _Verbs(
        {key: _compiled(listed, table, language) for key, listed in forms.items()},
        _before(table),
        _manner(table),
        compile_pattern(rf"(?:{joints}){gap}({between}(?:{heads}){then})"),
        re.compile(table["finite"]),
        re.compile(table["participle"]),
        frozenset(table["nouns"]),
        re.compile(rf"\s(?:{'|'.join(map(re.escape, table.get('after_nouns', ())))})\b").match,
        unspaced,
    )


def _heads(forms: dict[str, list[tuple[str, str]]], table: dict[str, Any]) -> set[str]:
    """Return the words with which a further verb may begin, or the characters in Chinese."""
    if table["unspaced"]:
        listed = {form for entries in forms.values() for form, _ in entries if "…" not in form}
        return {form.partition("~")[0] for form in listed.difference(table["nouns"])}
    told = re.compile(f"{table['finite']}|{table['participle']}")
    return {head for head in forms if len(head) > _SHORT and told.search(head)}


def _compiled(
    forms: list[tuple[str, str]], table: dict[str, Any], language: str
) -> list[tuple[Matcher, str]]:
    """Return matchers, open forms before fixed ones, long ones before short ones."""
    ordered = sorted(
        forms, key=lambda entry: ("~" not in entry[0] and "…" not in entry[0], -len(entry[0]))
    )
    return [
        (re.compile(_pattern(form, table["stops"], language), re.IGNORECASE).match, slug)
        for form, slug in ordered
    ]


def _pattern(form: str, stops: list[str], language: str) -> str:
    if language == "zh":
        wide = re.escape(form).replace("…", r"[^；。]{1,120}?()").replace("\\~", "~")
        return wide.replace("~", r"[^，；。：]{0,8}?()")
    words = []
    for word in form.split(" "):
        if word == "~":
            barred = "|".join(map(re.escape, stops))
            words.append(rf"(?:(?!(?:{barred})\s)\S{{1,24}}\s){{0,4}}?()")
        elif language == "ar":
            words.append(f"[{_MARKS}]{{0,2}}".join(map(re.escape, word)) + f"[{_MARKS}]{{0,2}}")
            words.append(r"\s")
        else:
            words.append(re.escape(word).replace("’", "[’']"))
            words.append(r"\s")
    if words[-1] == r"\s":
        words.pop()
    return "".join(words) + r"(?![^\W_])"


def _before(table: dict[str, Any]) -> Matcher:
    """Return a matcher of one word that may go before a verb."""
    words = "|".join(
        re.escape(word).replace("\\~", r"\S{1,24}\s\S{1,24}").replace(r"\ ", r"\s")
        for word in sorted(table["before"], key=len, reverse=True)
    )
    after = r"\s?" if table["unspaced"] else r"(?:,?\s|(?<=و))"
    return re.compile(rf"(?:{words}){after}", re.IGNORECASE).match


def _manner(table: dict[str, Any]) -> Matcher | None:
    verbs = "|".join(map(re.escape, table.get("after_manner", ())))
    return re.compile(rf"[\u4e00-\u9fff]{{1,8}}地(?={verbs})").match if verbs else None
