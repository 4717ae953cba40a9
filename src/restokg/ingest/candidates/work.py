"""One document in all the languages that were read, with one tree of provisions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from restokg.ingest.document import Document
from restokg.ingest.mentions.mention import Mention

PREFERRED = ("en", "zh", "fr", "es", "ru", "ar")
"""Where languages differ, the first of these that was read is followed."""


@dataclass(slots=True)
class Version:
    """A document in one language. Mentions count code points of its text."""

    document: Document
    mentions: list[Mention]

    @property
    def language(self) -> str:
        return self.document.language or "und"


@dataclass(slots=True)
class Passage:
    """A provision in all languages that have it."""

    path: str
    kind: str
    number: str | None
    parent: str | None
    note_in: str | None
    """For a footnote, the path of the provision that it is a note to."""
    texts: dict[str, str] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    """By language; offsets count from the start of the document's text in that language."""
    starts: dict[str, int] = field(default_factory=dict)
    """Where the provision's text begins in the document's, by language."""
    has_items: bool = False


@dataclass(slots=True)
class Work:
    """What several versions say together; ``passages`` stand in reading order."""

    versions: list[Version]
    passages: dict[str, Passage]
    notices: list[str]

    @property
    def main(self) -> Document:
        return self.versions[0].document


def assemble(versions: Sequence[Version]) -> Work:
    """Return the one tree of the versions of a document.

    The version in the most preferred language gives the structure. Provisions that only others
    have come last, and are told of.
    """
    ordered = sorted(versions, key=preference)
    passages: dict[str, Passage] = {}
    notices: list[str] = []
    for version in ordered:
        extra = _add(version, passages)
        if extra and version is not ordered[0]:
            notices.append(
                f"{version.document.path}: {extra} provisions are not found in the version in "
                f"{ordered[0].language}; they stand last."
            )
    return Work(ordered, passages, notices)


def in_order(languages: Iterable[str]) -> list[str]:
    """Return languages, the preferred first."""
    return sorted(languages, key=_place)


def preference(version: Version) -> tuple[int, str]:
    """Return the place of a version among those of its document: the first one is followed."""
    return _place(version.language), version.document.path


def _place(language: str) -> int:
    return PREFERRED.index(language) if language in PREFERRED else len(PREFERRED)


def _add(version: Version, passages: dict[str, Passage]) -> int:
    document, language = version.document, version.language
    provisions = document.provisions
    mentions = version.mentions
    extra = 0
    places = [mention.start for mention in mentions]
    for provision in provisions:
        passage = passages.get(provision.path)
        if passage is None:
            parent = None if provision.parent is None else provisions[provision.parent].path
            note_in = None
            if provision.note_at is not None:
                note_in = _noted(document, provision.note_at)
            passage = Passage(provision.path, provision.kind, provision.number, parent, note_in)
            passages[provision.path] = passage
            if parent is not None and provision.kind == "Item" and parent in passages:
                passages[parent].has_items = True
            extra += 1
        if provision.end > provision.start and language not in passage.texts:
            start, end = provision.start, provision.end
            passage.texts[language] = document.text[start:end]
            passage.starts[language] = start
            first, last = bisect_left(places, start), bisect_left(places, end)
            inside = mentions[first:last]
            if inside and inside[-1].end > end:
                inside = [mention for mention in inside if mention.end <= end]
            passage.mentions[language] = inside
    return extra


def _noted(document: Document, place: int) -> str | None:
    """Return the path of the provision that a note's mark stands in, or stands last before it."""
    found = None
    for provision in document.provisions:
        if provision.start > place or provision.kind == "Footnote":
            break
        found = provision.path
    return found
