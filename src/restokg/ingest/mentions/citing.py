"""How a language cites: its words for resolution and decision, its bodies, its lists and days."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from restokg.ingest.mentions.wordlists import words, writing
from restokg.symbols import document
from restokg.symbols.forms import forms

KINDS = ("resolution", "decision", "recommendation")

LONGEST_SHARED = 240
"""Characters over which a word may be shared by the citations on both sides."""

_DAY = re.compile(r"[^\d.;\n]{0,16}\d{1,2}(?:er|º)?[^\d.;\n]{2,32}((?:19|20)\d\d)(?!\d)")
"""The day behind a number; its year is the group."""
_RANGE = re.compile(r"[^A-Z]+")
_LETTER = re.compile(
    r" ?([A-ZАВСЕ](?:(?: ?[-–] ?| to | à | a | y | et | and | и |至|和)[A-ZАВСЕ])?)(?![\w.’'])"
)
_LETTER_ZH = re.compile(r" ?([A-Z](?:(?:[-–]|至|和|、)[A-Z])?)(?= ?[号、和])")
_LETTER_AR = re.compile(r" (ألف|ب[ـ]?اء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء)\b")
_ARABIC_LETTERS = dict(
    zip(
        ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء"),
        "ABCDEFGHIJ",
        strict=True,
    )
)
_CYRILLIC_LOOKS = str.maketrans("АВСЕ", "ABCE")
_SENTENCE_END = re.compile(r"[;；。!?\n]|\. (?=[^\d\s])")
_DATED = r"(?:[^\d.;\n]{0,16}\d{1,2}(?:er|º)?[^\d.;\n]{2,32}(?:19|20)\d\d(?: года)?)?"
_LETTERED = r"(?: ?[A-Z]\b)?"
_BEFORE = re.compile(r"[^.;\n\d]{0,26}")
"""What may stand between a body and the list behind it: the word."""
_BEFORE_ZH = re.compile(
    r"(?:[》其在的和与]|关于){0,4}(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)?[其的]?(?:决议|决定)?第?"
)
_YEAR_ZH = re.compile(r"((?:19|20)\d\d)年[^号\n]{0,7}第\Z")
_SUPPLEMENT = re.compile(r"A/\d{1,3}/(\d{1,2})A?(?:/Add\.\d{1,2})?(?:/Corr\.\d{1,2})?")
"""A report in a numbered supplement of the official records of the General Assembly."""
_JOINED = re.compile(r"[^.;\n\d]{1,12}")
"""What stands between two bodies that are named together."""


class Citing(NamedTuple):
    """The patterns of one language."""

    kinds: dict[str, re.Pattern[str]]
    kind_stems: tuple[tuple[str, str], ...]
    name_stems: tuple[str, ...]
    """What stands in every word of a kind, in small letters, and in every name."""
    names: re.Pattern[str]
    """The bodies; each is a group, in the order of ``slugs``."""
    slugs: tuple[str, ...]
    follows: bool
    """Whether the word for resolution follows the number, as in Chinese."""
    beside: re.Pattern[str] | None
    """What may stand between a list and the body behind it; None where none stands there."""
    own: re.Pattern[str] | None
    """The words by which a body says that a text is its own."""
    ranges: re.Pattern[str]
    """What stands between the ends of a range."""
    joins: re.Pattern[str]
    """What stands right before a number that goes on with a list."""
    language: str

    def kind(self, ahead: str, behind: str) -> str | None:
        """Return what the numbers between these texts are, by the word nearest to them."""
        if self.follows:
            places = [
                (match.start(), kind)
                for kind, pattern in self.kinds.items()
                if (match := pattern.search(behind))
            ]
            nearest = min(places, default=None)
            if nearest and not self.ends_sentence(behind[: nearest[0]]):
                return nearest[1]
            if "号" not in behind[:4] and not ahead.endswith("第"):
                return self._last(ahead)
            return nearest[1] if nearest else None
        return self._last(ahead)

    def bodies(self, ahead: str, behind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the body named right beside the numbers, and those named before, nearest first.

        A short name, such as the Council, stands for several bodies.
        """
        before = list(self.names.finditer(ahead)) if self._may_name(ahead) else []
        named: tuple[str, ...] = ()
        gap = _BEFORE_ZH if self.follows else _BEFORE
        if (
            before
            and gap.fullmatch(ahead, before[-1].end())
            and not (self.own and self.own.search(ahead, before[-1].end()))
        ):
            named = self._slug(before[-1])
            if len(before) > 1 and _JOINED.fullmatch(ahead, before[-2].end(), before[-1].start()):
                named += self._slug(before[-2])
        if not named and self.beside is not None and self._may_name(behind):
            beside = self.beside.match(behind)
            after = beside and self.names.match(behind, beside.end())
            if after:
                named = self._slug(after)
        if not before:
            return named, ()
        sentence = 0
        for match in _SENTENCE_END.finditer(ahead):
            sentence = match.end()
        near = tuple(
            slug
            for match in reversed(before)
            if match.start() >= sentence
            for slug in self._slug(match)
        )
        return named, near

    def _may_name(self, text: str) -> bool:
        return any(stem in text for stem in self.name_stems)

    def _last(self, text: str) -> str | None:
        """Return the kind whose word stands last."""
        lowered = text.lower()
        last, found = -1, None
        for kind, stem in self.kind_stems:
            # From the last stem back: a stem may stand in a word that is none of the kind.
            place = lowered.rfind(stem)
            while place > last:
                match = self.kinds[kind].search(text, max(0, place - 2), place + len(stem) + 8)
                if match and match.start() > last:
                    last, found = match.start(), kind
                    break
                place = lowered.rfind(stem, 0, place)
        return found

    def goes_on(self, gap: str) -> bool:
        """Whether a list of numbers goes on over this gap."""
        if self.joins.search(gap) is None or self.ends_sentence(gap):
            return False
        if self._last(gap) is not None:
            return False
        return self.follows or not self._may_name(gap) or self.names.search(gap) is None

    def is_new(self, text: str, last: int, start: int, end: int) -> bool:
        """Whether a number can be cited as far as the last citation before it tells.

        Where no word for it stands between the two, a joint must, or a day behind: else it is a
        mere figure.
        """
        gap = text[last:start]
        if len(gap) > LONGEST_SHARED or "\n" in gap or self.joins.search(gap):
            return True
        if self.follows:
            return text.startswith("号", end)
        return _DAY.match(text, end, end + 60) is not None or self._last(gap) is not None

    def ends_sentence(self, text: str) -> bool:
        return _SENTENCE_END.search(text) is not None

    def year(self, text: str, start: int, end: int, following: int | None) -> int | None:
        """Return the year of the day that stands with a number; None if none does."""
        if self.follows:
            day = _YEAR_ZH.search(text, max(0, start - 16), start)
            return None if day is None else int(day[1])
        behind = text[end : min(end + 60, following if following is not None else end + 60)]
        match = _DAY.match(behind)
        return None if match is None else int(match[1])

    def letter(self, text: str, end: int) -> str | None:
        """Return the letter of the part that a number goes on with, or a range of them."""
        behind = text[end : end + 10]
        if self.follows:
            match = _LETTER_ZH.match(behind)
        elif self.language == "ar":
            match = _LETTER_AR.match(behind)
            if match:
                return _ARABIC_LETTERS[match[1].replace("ـ", "")]
        else:
            match = _LETTER.match(behind)
        if match is None:
            return None
        return _RANGE.sub("-", match[1].translate(_CYRILLIC_LOOKS))

    def _slug(self, match: re.Match[str]) -> tuple[str, ...]:
        slug = self.slugs[(match.lastindex or 1) - 1]
        return _short().get(slug, (slug,))


@cache
def adopting(kind: str) -> tuple[str, ...]:
    """Return the bodies that adopt texts of a kind."""
    return tuple(dict.fromkeys(form.body for form in forms().values() if form.kind == kind))


@cache
def own_numbers(body: str, kind: str) -> tuple[str, ...]:
    """Return the bodies whose numbers a body gives without a name, itself first.

    A subsidiary body so gives those of the body that it reports to.
    """
    above = words("citations")["reports_to"].get(body, ())
    return tuple(own for own in (body, *above) if own in adopting(kind))


@cache
def reported_in(symbol: str) -> tuple[str, ...]:
    """Return the bodies whose decisions a document holds, as far as its symbol tells.

    One whose decisions have no numbers known here is ``other:``.
    """
    if match := _SUPPLEMENT.fullmatch(symbol):
        return tuple(words("citations")["supplements"].get(match[1], ()))
    read = document(symbol)
    if read is None or read.body in (None, "un-ga"):
        return ()
    return (read.body or "",)


def citing(text: str, language: str | None) -> Citing:
    """Return the patterns for a text, in its language or as its script tells."""
    return _compiled(writing(text, language))


@cache
def _short() -> dict[str, tuple[str, ...]]:
    """Return what short names of bodies may stand for."""
    return {slug: tuple(bodies) for slug, bodies in words("citations")["short"].items()}


@cache
def _compiled(language: str) -> Citing:
    table = words("citations")[language]
    cased = re.IGNORECASE if language not in ("zh", "ar") else re.NOFLAG
    edge, close = (r"(?<!\w)", r"(?!\w)") if language not in ("zh", "ar") else ("", "")
    kinds = {kind: re.compile(f"{edge}(?:{'|'.join(table[kind])}){close}", cased) for kind in KINDS}
    bodies = sorted(
        table["bodies"].items(), key=lambda item: ("other:" in item[0], "short:" in item[0])
    )
    joints = "|".join(re.escape(joint) for joint in sorted(table["behind"], key=len, reverse=True))
    names = "|".join(f"({_named(slug, names, table['parties'])})" for slug, names in bodies)
    joining = "|".join((*table["places"]["and"], *table["to"]))
    stems = tuple((kind, stem) for kind in KINDS for stem in table["stems"][kind])
    return Citing(
        kinds,
        stems,
        tuple(table["stems"]["bodies"]),
        re.compile(f"{edge}(?:{names}){close}"),
        tuple(slug for slug, _ in bodies),
        language == "zh",
        re.compile(rf"{_LETTERED}{_DATED}[ ,]{{0,3}}(?:{joints})[ ]?") if table["behind"] else None,
        re.compile(f"{edge}(?:{'|'.join(table['own'])}){close}", cased) if table["own"] else None,
        re.compile(rf"号? ?(?:[-–—~～]|{'|'.join(table['to'])}) ?第?", cased),
        re.compile(
            rf"(?:[、第日号–—-]|{joining}) ?\Z"
            if language == "zh"
            else rf"(?:[,،;»”\"–—-]|года?|{edge}(?:{joining}|numéro)) ?\Z"
        ),
        language,
    )


def _named(slug: str, names: list[str], parties: list[str]) -> str:
    """Return the pattern of a body's names: of a convention, that of its parties may go before."""
    pattern = "|".join(names)
    if slug.endswith("-cop") and parties:
        return f"(?:{'|'.join(parties)})?(?:{pattern})"
    return pattern
