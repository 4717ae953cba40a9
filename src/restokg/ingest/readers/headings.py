"""Headings and openings: where the masthead ends, and what begins a part of a document."""

from __future__ import annotations

import re

from restokg.ingest.readers import markers
from restokg.ingest.readers.blocks import Block, Blocks

_NAMES = {
    "section/introduction": (
        "导言", "introduction", "introducción", "введение", "مقدمة", "أولا - مقدمة",
    ),
    "summary": (
        "概要", "摘要", "summary", "executive summary", "résumé", "resumen", "резюме", "موجز",
    ),
    "contents": (
        "目录", "contents", "table of contents", "table des matières", "índice", "содержание",
        "المحتويات",
    ),
}  # fmt: skip
_NAME_OF = {word: name for name, words in _NAMES.items() for word in words}
_LONGEST_NAME = max(map(len, _NAME_OF))

_OPENING = re.compile(
    r"(?:(?:The|La|L['’]|El|Le|Los|Las|Les)\s?[A-ZÉ][^.;:,]{3,90},"
    r"|(?:Генеральная|Конференция|Ассамблея|Совет|Экономический)[^.;:,]{0,90},"
    r"|إن\s[^.؛:،]{3,90}،"
    r"|[^，。；：]{0,30}(?:大会|理事会|会议|委员会|机构)，)"
)
_WIDE = re.compile("[\u3400-\u9fff]")
_UNFINISHED = tuple("。；，：、！？.;,:!?،؛؟")
_CONTENTS_LINE = re.compile(r"\.{4}|…{2}|\t")
_LONGEST_HEADING = 120
_LONGEST_WIDE_HEADING = 40
LONGEST = 200
"""A block longer than this, in code points, is no title."""


def name_of(words: str) -> str | None:
    """Return the path of a heading that has a name of its own in every language."""
    return _NAME_OF.get(words.strip(" :：").casefold()) if len(words) <= _LONGEST_NAME + 3 else None


def is_opening(words: str) -> bool:
    """Whether these are the words with which a body begins to speak: ``The General Assembly,``."""
    return _OPENING.fullmatch(words.strip()) is not None


def is_contents_line(words: str) -> bool:
    """Whether this is a line of a table of contents, with dots or tabs before its page."""
    return _CONTENTS_LINE.search(words) is not None


def may_be_heading(words: str) -> bool:
    """Whether words are short enough for a heading, and do not end as a sentence does."""
    longest = _LONGEST_WIDE_HEADING if _WIDE.search(words) else _LONGEST_HEADING
    bare = words.strip()
    if not bare or len(bare) > longest or bare.endswith(_UNFINISHED):
        return False
    return not bare[0].islower()


def opening(source: Blocks) -> int | None:
    """Return which block opens a decision or resolution, if one does before paragraph 1."""
    for index, block in enumerate(source.blocks):
        words = source.text[block.start : block.end]
        if is_opening(words):
            return index
        if any(
            marker.style in (markers.PARAGRAPH, markers.ANNEX) and marker.order in (0, 1)
            for marker in _markers(block, words)
        ):
            return None
    return None


def body_start(source: Blocks) -> int:
    """Return how many blocks belong to the masthead."""
    long = None
    for index, block in enumerate(source.blocks):
        words = source.text[block.start : block.end]
        if is_opening(words) or name_of(words) is not None:
            return index
        for marker in _markers(block, words):
            if marker.style in (markers.ANNEX, markers.ARTICLE):
                return index
            if marker.order == 1 and marker.style in (markers.PARAGRAPH, *markers.CHAPTERS):
                return index
        if long is None and len(words) > LONGEST // (2 if _WIDE.search(words) else 1):
            long = index
    return long if long is not None else 0


def annexes(source: Blocks) -> int:
    """Return how many annexes a document has."""
    return sum(
        any(marker.style == markers.ANNEX for marker in markers.markers(words))
        for words in (source.text[block.start : block.end] for block in source.blocks)
    )


def _markers(block: Block, words: str) -> list[markers.Marker]:
    return markers.markers(f"{block.number} " if block.number else words)
