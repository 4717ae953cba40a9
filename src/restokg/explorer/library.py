"""What pages are made from: an open snapshot, its search index, the catalogue of questions."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from restokg import resources
from restokg.graph.snapshot import Snapshot
from restokg.graph.store import Store
from restokg.questions import catalogue
from restokg.questions.catalogue import Question


class Library:
    """One snapshot, read by one process; what is costly to find is found once."""

    def __init__(self, snapshot: Snapshot, index: Path) -> None:
        self.snapshot = snapshot
        self.index = index
        """The file of the search index, as :mod:`restokg.search.indexing` makes it."""

    @property
    def store(self) -> Store:
        return self.snapshot.store

    @cached_property
    def questions(self) -> list[Question]:
        return catalogue.questions(resources.queries())
