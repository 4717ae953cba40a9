"""The word lists of the extractors: TOML files by kind, a table a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"
LATIN = ("en", "fr", "es")
_MARKS = 2000
"""So many characters of a text show its script."""

_ARABIC = re.compile("[\u0621-\u064a]")
_HAN = re.compile("[\u4e00-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ROMAN = re.compile("[A-Za-z]")


def words(kind: str) -> dict[str, dict[str, Any]]:
    """Return the word list of a kind, by language.

    ``latin`` has the words of English, French and Spanish together, for a text in one of them of
    which nothing else is known.
    """
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        (_FOLDER / f"{kind}.toml").read_text(encoding="utf-8")
    )
    tables["latin"] = _merged([tables[language] for language in LATIN])
    return tables


def _merged(tables: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the tables as one: lists joined, and of single values the first."""
    together: dict[str, Any] = {}
    for key in dict.fromkeys(key for table in tables for key in table):
        values = [table[key] for table in tables if key in table]
        if isinstance(values[0], dict):
            together[key] = _merged(values)
        elif not isinstance(values[0], list):
            together[key] = values[0]
        elif values[0] and isinstance(values[0][0], list):
            together[key] = [[*chain(*forms)] for forms in zip(*values, strict=True)]
        else:
            together[key] = [*chain(*values)]
    return together


def alternatives(forms: Iterable[str]) -> str:
    """Return a pattern of these words, the longest first.

    >>> alternatives(["de", "del"])
    'del|de'
    """
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: -len(form)))


def writing(text: str, language: str | None) -> str:
    """Return the language whose words to use, or ``latin``, as the script tells.

    >>> writing("《2030年议程》", None), writing("Target 15", None), writing("Target 15", "en")
    ('zh', 'latin', 'en')
    """
    if language is not None:
        return language
    start = text[:_MARKS]
    counts = {
        "ar": len(_ARABIC.findall(start)),
        "zh": 3 * len(_HAN.findall(start)),
        "ru": len(_CYRILLIC.findall(start)),
        "latin": len(_ROMAN.findall(start)),
    }
    return max(counts, key=lambda script: counts[script])
