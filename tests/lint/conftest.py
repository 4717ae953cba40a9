"""The package's ontology is read once for all tests of lint."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from restokg.lint import reading
from restokg.lint.reading import Statement, context


@cache
def _known(files: tuple[Path, ...]) -> list[Statement]:
    return list(context(files))


@pytest.fixture(autouse=True)
def _ontology_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(files: Iterable[Path]) -> list[Statement]:
        return _known(tuple(files))

    monkeypatch.setattr(reading, "context", known)
