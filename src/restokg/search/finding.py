"""Find things in a search index, the likeliest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from restokg.graph.lookup import normal
from restokg.search.indexing import PASSAGE, TERM, THING, words
from restokg.symbols import parse

LONGEST = 200
"""Characters of a text that are looked for."""
LEAST_SHARED = 0.15
"""Of the groups of three characters that either name has, what a near one must share."""
_MOST_READ = 300
_PARTS = 3
"""How far a name fits that holds a text anyhow, the last but one of the steps of ``_fit``."""
_LAST = "\U0010ffff"

_BEGIN = """SELECT thing, rank, own, norm FROM name
  WHERE rank = ? AND norm >= ? AND norm < ? ORDER BY norm LIMIT ?"""
_WORDS = """SELECT thing, rank, own, norm FROM name WHERE id IN (
  SELECT rowid FROM word WHERE words MATCH ? ORDER BY rowid LIMIT ?)"""
_PART = """SELECT thing, rank, own, norm FROM name WHERE id IN (
  SELECT rowid FROM part WHERE norm MATCH ? ORDER BY rowid LIMIT ?)"""
_ALIKE = """SELECT thing, rank, own, norm FROM name WHERE rank < ? AND id IN (
  SELECT rowid FROM part WHERE norm MATCH ? ORDER BY bm25(part) LIMIT ?)"""
_THING = """SELECT thing.iri, thing.en, thing.zh, kind.en, kind.zh, symbol, rank
  FROM thing LEFT JOIN kind ON kind.iri = thing.kind WHERE thing.id = ?"""


class Hit(NamedTuple):
    """A thing that was found; ``other`` is its label in the other language, if it has one."""

    iri: str
    label: str
    other: str
    kind: str
    symbol: str
    passage: bool = False


class Index:
    """A search index, open for reading."""

    def __init__(self, path: Path) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._inner = sqlite3.connect(address, uri=True, check_same_thread=False)

    def find(self, text: str, lang: str = "en", limit: int = 10) -> list[Hit]:
        """Return what goes by a name, in any spelling: exact names, beginnings, words, parts.

        Of those alike, own names go before others, short before long. Passages go after all things
        but for exact names: the passages of one document would hide what else begins as it does.
        """
        text = _encodable(text[:LONGEST])
        wanted = normal(text)
        if not wanted:
            return []
        best: dict[int, tuple[int, int, bool, int, str]] = {}
        for thing in self._by_symbol(text):
            best[thing] = (-1, 0, False, 0, "")
        for thing, rank, own, norm in self._candidates(wanted, limit):
            fit = _fit(norm, wanted)
            key = (
                max(fit, _PARTS) if fit and rank == PASSAGE else fit,
                rank,
                not own,
                len(norm),
                norm,
            )
            best[thing] = min(key, best.get(thing, key))
        first = sorted(best, key=lambda thing: best[thing])[:limit]
        return [self._hit(thing, lang) for thing in first]

    def near(self, text: str, lang: str = "en", limit: int = 5) -> list[Hit]:
        """Return things with names that share most with a text that may be misspelt."""
        wanted = normal(_encodable(text[:LONGEST]))
        grams = dict.fromkeys(wanted[n : n + 3] for n in range(len(wanted) - 2))
        if not grams:
            return self.find(text, lang, limit)
        query = " OR ".join(map(_quoted, grams))
        rows = self._inner.execute(_ALIKE, (PASSAGE, query, 4 * limit)).fetchall()
        rows.sort(key=lambda row: -_shared(grams, row[3]))
        close = (row[0] for row in rows if _shared(grams, row[3]) > LEAST_SHARED)
        things = list(dict.fromkeys(close))
        return [self._hit(thing, lang) for thing in things[:limit]]

    def known(self, iri: str, lang: str = "en") -> Hit | None:
        """Return the thing with this IRI, if it has a name."""
        query = "SELECT id FROM thing WHERE iri = ?"
        row = self._inner.execute(query, (_encodable(iri),)).fetchone()
        return None if row is None else self._hit(row[0], lang)

    def predicates(self) -> list[str]:
        """Return the properties of the graph that was indexed."""
        return [iri for (iri,) in self._inner.execute("SELECT iri FROM predicate")]

    def _candidates(self, wanted: str, limit: int) -> list[tuple[int, int, int, str]]:
        found = [
            row
            for rank in (THING, TERM, PASSAGE)
            for row in self._inner.execute(
                _BEGIN, (rank, wanted, wanted + _LAST, max(limit, 20) * 2)
            )
        ]
        if terms := words(wanted).split():
            query = " ".join(f"{_quoted(term)}*" for term in terms)
            found += self._inner.execute(_WORDS, (query, _MOST_READ))
        if len(wanted) > 2:
            found += self._inner.execute(_PART, (_quoted(wanted), _MOST_READ))
        return found

    def _by_symbol(self, text: str) -> list[int]:
        return [
            row[0]
            for symbol in parse(text)
            for row in self._inner.execute("SELECT id FROM thing WHERE iri = ?", (symbol.iri,))
        ]

    def _hit(self, thing: int, lang: str) -> Hit:
        iri, en, zh, kind_en, kind_zh, symbol, rank = self._inner.execute(
            _THING, (thing,)
        ).fetchone()
        label, other = (zh, en) if lang == "zh" else (en, zh)
        if not label:
            label, other = other, ""
        kind = (kind_zh if lang == "zh" else kind_en) or kind_en or ""
        return Hit(
            iri,
            label or symbol or iri,
            other if other and other != label else "",
            kind,
            symbol or "",
            rank == PASSAGE,
        )


def _fit(norm: str, wanted: str) -> int:
    """Tell how a name holds a text: whole, at its beginning, at that of a word, or anyhow."""
    if norm == wanted:
        return 0
    if norm.startswith(wanted):
        return 1
    if f" {wanted}" in norm:
        return 2
    return _PARTS if wanted in norm else _PARTS + 1


def _shared(grams: Collection[str], norm: str) -> float:
    own = {norm[n : n + 3] for n in range(len(norm) - 2)}
    asked = set(grams)
    return len(own & asked) / len(own | asked)


def _encodable(text: str) -> str:
    """Return a text without halves of characters, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()


def _quoted(text: str) -> str:
    """Return a text as a string of FTS5, in which nothing has a meaning but the quotation mark."""
    return '"' + text.replace('"', '""').replace("\x00", "") + '"'
