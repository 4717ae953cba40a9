"""What pages are made from: an open snapshot, its search index, the catalogue of questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from restokg import resources
from restokg.graph.phrases import Names
from restokg.graph.snapshot import Snapshot
from restokg.graph.store import Store
from restokg.graph.wording import document_of
from restokg.questions import catalogue
from restokg.questions.catalogue import Question
from restokg.search.finding import Hit, Index

Found = TypeVar("Found")
MOST_NAMES = 100_000
"""Names kept of each language."""


class Library:
    """One snapshot, read by one process; what is costly to find is found once."""

    def __init__(self, snapshot: Snapshot, index: Path) -> None:
        self.snapshot = snapshot
        self.index = index
        """The file of the search index, as :mod:`restokg.search.indexing` makes it."""
        self._names: dict[str, Names] = {}
        self._kept: dict[tuple[str, ...], object] = {}

    def kept(self, key: tuple[str, ...], find: Callable[[], Found]) -> Found:
        """Return what ``find`` finds, which this snapshot alone determines; it is asked once."""
        if key not in self._kept:
            self._kept[key] = find()
        return cast(Found, self._kept[key])

    def names(self, lang: str) -> Names:
        """Return the names that pages have looked up in this language; they are not let grow."""
        names = self._names.setdefault(lang, {})
        if len(names) > MOST_NAMES:
            names.clear()
        return names

    @property
    def store(self) -> Store:
        return self.snapshot.store

    @cached_property
    def questions(self) -> list[Question]:
        return catalogue.questions(resources.queries())

    @cached_property
    def search(self) -> Index:
        return Index(self.index)

    @cached_property
    def predicates(self) -> list[str]:
        """The properties that statements of this graph have."""
        return self.search.predicates()

    def near(self, text: str, lang: str) -> list[Hit]:
        """Return things that a name or address which is not there may have meant."""
        document = document_of(text)
        whole = None if document is None else self.search.known(document, lang)
        if whole is not None:
            return [whole]
        last = text.rstrip("/").rpartition("/")[2] if "://" in text or text[:1] == "/" else text
        return self.search.near(last.replace("-", " "), lang)
