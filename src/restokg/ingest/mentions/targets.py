"""Goals, targets and indicators that a text names by number."""

from __future__ import annotations

import re
from functools import cache
from os.path import commonprefix
from typing import Any, NamedTuple

from restokg.ingest.mentions.frameworks import Named, exists, named, parts, suits
from restokg.ingest.mentions.mention import RESOLVED, UNKNOWN, Mention
from restokg.ingest.mentions.wordlists import alternatives, words, writing

_LETTER = "[a-dасбأبجد]"
_NUMBER = (
    r"(?:[A-E](?![A-Za-z])"
    rf"|\d{{1,2}}(?:POINT(?:\d{{1,2}}|{_LETTER}(?!\w)))?(?:POINT\d{{1,2}})?(?![\d%/]|[.,]\d))"
)
_BEGINNING = 3
"""Letters in which words must agree to be looked for together."""
_NEARBY = 90
"""The framework behind a number is named within so many characters."""
_TOUCHING = re.compile(r"[ »”\"'》)]{0,3}(?:的|中的|中)?(?:具体)?")
"""A name that ends so near to the word belongs to it."""


class Grammar(NamedTuple):
    """How one language names goals, targets and indicators."""

    stems: tuple[str, ...]
    kinds: dict[str, str]
    numbered: re.Pattern[str]
    """A word, what may follow it, and a list of numbers."""
    member: re.Pattern[str]
    frameworks: re.Pattern[str]
    linked: re.Pattern[str]
    """What may stand between a number and the framework behind it."""
    foreign: re.Pattern[str]
    """What leads to a name that is none of the frameworks'."""
    range: re.Pattern[str]
    reach: int


def targets(text: str, language: str | None) -> list[Mention]:
    """Return the members of frameworks that a text names, in order and apart from each other.

    Each number is a mention, its span the number alone. A range is named by its ends; the last has
    what lies between in its details, an IRI under each ``includes``. A number whose framework is
    not named in its paragraph is left out; one that its framework does not have is unknown.

    >>> [found.normal for found in targets("Aichi Targets 5, 11 and 25; SDG target 15.3", "en")]
    ['Aichi Biodiversity Target 5', 'Aichi Biodiversity Target 11', \
'Aichi Biodiversity Target 25', 'SDG target 15.3']
    """
    grammar = _grammar(writing(text, language))
    lists: dict[int, re.Match[str]] = {}
    for stem in grammar.stems:
        at = text.find(stem)
        while at >= 0:
            match = grammar.numbered.match(text, at)
            if match is not None:
                lists[match.start("list")] = match
            at = text.find(stem, at + len(stem))
    found: list[Mention] = []
    for start in sorted(lists):
        if not found or found[-1].end <= start:
            _members(text, lists[start], grammar, found)
    return found


def _members(text: str, match: re.Match[str], grammar: Grammar, found: list[Mention]) -> None:
    kind = grammar.kinds[match["word"]]
    framework = _framework(text, match, kind, grammar)
    if framework is None:
        return
    first: Mention | None = None
    last = match.start("list")
    for member in grammar.member.finditer(text, last, match.end("list")):
        number = parts(member[0])
        if framework == "sdg" and "-" in member[0] and len(number) == 2 and not exists(number):
            turned = number[::-1]
            number = turned if exists(turned) else number
        if not suits(framework, kind, number) and not (framework == "sdg" and len(number) < 3):
            continue
        what = named(framework, kind, number)
        inner: tuple[tuple[str, str], ...] = ()
        if first is not None and grammar.range.fullmatch(text, last, member.start()):
            inner = tuple(("includes", iri) for iri in _between(framework, kind, first, number))
        first = _mention(member, what, inner)
        found.append(first)
        last = member.end()


def _mention(member: re.Match[str], what: Named, details: tuple[tuple[str, str], ...]) -> Mention:
    status = UNKNOWN if what.iri is None else RESOLVED
    return Mention(
        member.start(), member.end(), "target", what.normal, what.iri, status, (), details
    )


def _between(framework: str, kind: str, first: Mention, last: list[str]) -> list[str]:
    """Return the IRIs of what lies between the ends of a range."""
    start = parts(first.normal.rpartition(" ")[2])
    if start[:-1] != last[:-1] or not (start[-1].isdigit() and last[-1].isdigit()):
        return []
    between = range(int(start[-1]) + 1, min(int(last[-1]), 100))
    members = (named(framework, kind, [*start[:-1], str(number)]) for number in between)
    return [member.iri for member in members if member.iri is not None]


def _framework(text: str, match: re.Match[str], kind: str, grammar: Grammar) -> str | None:
    """Return the framework of a list of numbers: named at its word, behind it, or before it."""
    start, end = match.start("list"), match.end("list")
    number = parts(match["first"])
    floor = max(text.rfind("\n", 0, start) + 1, start - grammar.reach)
    before = [*grammar.frameworks.finditer(text, floor, start)]
    if before and (
        before[-1].end() >= match.start()
        or _TOUCHING.fullmatch(text, before[-1].end(), match.start())
    ):
        return before[-1].lastgroup if before[-1].lastgroup != "other" else None
    ceiling = min(end + _NEARBY, (text.find("\n", end) + 1 or len(text) + 1) - 1)
    behind = grammar.frameworks.search(text, end, ceiling)
    if behind is not None and grammar.linked.fullmatch(text, end, behind.start()):
        framework = behind.lastgroup or "other"
        return framework if framework != "other" and suits(framework, kind, number) else None
    if grammar.foreign.match(text, end):
        return None
    for name in reversed(before):
        framework = name.lastgroup or "other"
        if framework == "other":
            return None
        if suits(framework, kind, number):
            return framework
    return None


@cache
def _grammar(language: str) -> Grammar:
    table = words("targets")[language]
    kinds: dict[str, str] = dict(table["short"])
    for kind in ("goal", "target", "indicator", "any"):
        kinds.update(dict.fromkeys(table[kind], kind))
    spaced = language != "zh"
    gap = " " if spaced else " ?"
    phrases = alternatives(table["inner"])
    inner = rf"(?:{gap}(?:{phrases})){{0,3}}" if phrases else ""
    mark = rf"(?:{gap}(?:{alternatives(table['marks'])}))?"
    joint = alternatives(table["joints"] + table["ranges"])
    between = (
        rf"(?: ?[-–—] ?|[,،] ?(?:(?:{joint}) ?)?| (?:{joint}) ?)"
        if spaced
        else rf"(?: ?(?:{joint}|[-–—]) ?)"
    )
    number = _NUMBER.replace("POINT", "[.-]" if language == "ar" else r"\.")
    number += "" if spaced else "(?![年月日届个亿万名项条国])"
    ranges = alternatives(table["ranges"])
    return Grammar(
        stems=_stems(kinds),
        kinds=kinds,
        numbered=re.compile(
            rf"(?P<word>{alternatives(kinds)}){inner}{mark}{gap}"
            rf"(?P<list>(?P<first>{number})(?:{between}{number}){{0,40}})"
        ),
        member=re.compile(number),
        frameworks=_frameworks(table),
        linked=_linked(table, spaced),
        foreign=_foreign(language),
        range=re.compile(rf" ?(?:[-–—]|{ranges}) ?"),
        reach=table["reach"],
    )


def _stems(kinds: dict[str, str]) -> tuple[str, ...]:
    """Return beginnings of the words, as few as can be, none of them shorter than any word must."""
    begun: dict[str, list[str]] = {}
    for word in kinds:
        begun.setdefault(word[:_BEGINNING], []).append(word)
    return tuple(sorted(commonprefix(words) for words in begun.values()))  # noqa: RUF071 (no paths)


def _frameworks(table: dict[str, Any]) -> re.Pattern[str]:
    groups = {**table["frameworks"], "other": table["other"]}
    return re.compile(
        "|".join(f"(?P<{name}>{alternatives(forms)})" for name, forms in groups.items())
    )


def _linked(table: dict[str, Any], spaced: bool) -> re.Pattern[str]:
    if not spaced:
        return re.compile(r"(?!)")
    breaking = alternatives(table["breaking"])
    stop = rf"(?!(?:{breaking})\b)" if breaking else ""
    return re.compile(
        r" |,? (?:"
        + alternatives(table["linking"])
        + rf")\b ?(?:{stop}[^\s,;:.()]{{1,30}} ?){{0,6}}"
    )


_FOREIGN = {
    "en": r" (?:of|under|in) (?:the|its) (?!Goal|Sust)[A-Z]",
    "fr": r" (?:du|de la|des|de l’) ?(?!Obj)[A-Z]",
    "es": r" (?:del|de la|de las|de los) (?!Obj)[A-Z]",
}


def _foreign(language: str) -> re.Pattern[str]:
    if language == "latin":
        return re.compile("|".join(_FOREIGN.values()))
    return re.compile(_FOREIGN.get(language, "(?!)"))
