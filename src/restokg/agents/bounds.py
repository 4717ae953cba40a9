"""How long an answer to an agent may get: what it reads, it has to hold in mind."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from typing import Any, Generic, TypeVar

from restokg.agents.wording import note

LONGEST_TEXT = 2_000
"""Characters of one text."""
LONGEST_ANSWER = 60_000
"""Characters of all rows together, as JSON."""
MARK = " […]"

Item = TypeVar("Item")


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(MARK)] + MARK


class Room(Generic[Item]):
    """Takes rows as long as their number and their length allow."""

    def __init__(self, most: int) -> None:
        self.taken: list[Item] = []
        self._most = most
        self._length = 0
        self._cut = False

    def take(self, item: Item) -> bool:
        """Take a row; False if there is no room for it."""
        text = json.dumps(item, default=_plain, ensure_ascii=False)
        if len(self.taken) == self._most or self._length + len(text) > LONGEST_ANSWER:
            return False
        self._length += len(text)
        self._cut |= MARK in text
        self.taken.append(item)
        return True

    def cuts(self, lang: str) -> str:
        """Return the note on texts that were cut, or nothing."""
        return f" {note('cut', lang, most=f'{LONGEST_TEXT:,}')}" if self._cut else ""


def _plain(item: Any) -> Any:
    if is_dataclass(item) and not isinstance(item, type):
        return asdict(item)
    raise TypeError(type(item).__name__)
