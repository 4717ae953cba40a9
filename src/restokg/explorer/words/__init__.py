"""What the interface says, in each language: one table for each view, kept beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
"""English first: it is what a client gets that asks for neither."""

Words = Mapping[str, Mapping[str, str]]


@cache
def load(lang: str) -> Words:
    """Return the texts of all files for a language (``common.zh.toml``), by table and key."""
    tables: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob(f"*.{lang}.toml")):
        for table, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            tables.setdefault(table, {}).update(texts)
    return tables
