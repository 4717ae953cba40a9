"""Answers of an immutable snapshot, kept for those who ask again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

Headers = list[tuple[bytes, bytes]]
"""While they are made; in an answer that is kept they are a tuple, no concern of the collector."""


REMEMBERED = 20_000
"""Requests that are remembered at least, as asked for."""


class Answer(NamedTuple):
    """A response as it goes out; ``etag`` is empty for one that must not be kept."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes
    etag: bytes = b""


class Cache:
    """The answers asked for last, up to a number of bytes; one alone may take an eighth of it.

    Keys are of bytes, and count: a client makes them as long as its headers.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.held = 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._asked: set[int] = set()
        self._asked_before: set[int] = set()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: bytes) -> Answer | None:
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: bytes, answer: Answer) -> None:
        weight = _weight(key, answer)
        if weight > self.size // 8 or key in self._answers:
            return
        self._answers[key] = answer
        self.held += weight
        while self.held > self.size:
            self.held -= _weight(*self._answers.popitem(last=False))

    def seen(self, key: bytes) -> bool:
        """Tell whether this was asked for lately, and note that it is now.

        What is cheap to answer and asked for but once is not worth a place.
        """
        mark = hash(key)
        known = mark in self._asked or mark in self._asked_before
        self._asked.add(mark)
        if len(self._asked) > REMEMBERED:
            self._asked, self._asked_before = set(), self._asked
        return known

    def clear(self) -> None:
        self._answers.clear()
        self.held = 0


def _weight(key: bytes, answer: Answer) -> int:
    return len(key) + len(answer.body) + 1_000  # headers, and what Python takes
