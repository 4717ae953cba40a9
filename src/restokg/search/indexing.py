"""Make a search index of a graph: one SQLite file, for reading only once it is made.

Three ways lead to a name: a sorted list finds it by its beginning, one full-text table by the
beginnings of its words, another by any three characters in a row. Chinese has no blanks between
words and many words of two characters: there, each character and each pair counts as a word.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from restokg.graph.lookup import NAMES, OTHER_NAMES, normal
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import cite, document_of, symbols
from restokg.namespaces import (
    BASE,
    DATASET,
    DOC,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    RDF,
    RDFS,
    RKG,
    SKOS,
)

LANGUAGES = ("en", "zh")
THING, TERM, PASSAGE = range(3)
"""What is found first: things and documents, terms of the ontology, passages and their facts."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LABELS = frozenset({RDFS + "label", SKOS + "prefLabel"})
_SYMBOLS = frozenset({RKG + "symbol", SKOS + "notation"})
_TYPE = NamedNode(RDF + "type")

_PREDICATES = "SELECT DISTINCT ?p WHERE { ?s ?p ?o }"
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, rank INTEGER, en TEXT, zh TEXT, kind TEXT, symbol TEXT
);
CREATE TABLE kind (iri TEXT PRIMARY KEY, en TEXT, zh TEXT) WITHOUT ROWID;
CREATE TABLE predicate (iri TEXT);
CREATE TEMP TABLE found (thing INTEGER, norm TEXT, own INTEGER);
"""
_FINISH = """
CREATE TABLE name (
  id INTEGER PRIMARY KEY, thing INTEGER, rank INTEGER, own INTEGER, norm TEXT
);
INSERT INTO name (thing, rank, own, norm)
  SELECT f.thing, t.rank, MAX(f.own), f.norm FROM found f JOIN thing t ON t.id = f.thing
  GROUP BY f.thing, f.norm ORDER BY t.rank, LENGTH(f.norm), f.norm, f.thing;
CREATE INDEX by_norm ON name (rank, norm);
CREATE VIRTUAL TABLE part USING fts5(norm, content='name', content_rowid='id', tokenize='trigram');
INSERT INTO part (rowid, norm) SELECT id, norm FROM name ORDER BY id;
CREATE VIRTUAL TABLE word USING fts5(
  words, content='', columnsize=0, prefix='1 2 3', tokenize='unicode61'
);
INSERT INTO word (rowid, words) SELECT id, words(norm) FROM name ORDER BY id;
DROP TABLE temp.found;
INSERT INTO part (part) VALUES ('optimize');
INSERT INTO word (word) VALUES ('optimize');
"""


def build(store: Store, path: Path) -> None:
    """Write the search index of a graph to a file that is not there yet."""
    with closing(sqlite3.connect(path, isolation_level=None)) as index:
        index.create_function("words", 1, words, deterministic=True)
        index.executescript(_TABLES)
        index.execute("BEGIN")
        _Builder(store, index).fill()
        index.execute("COMMIT")
        index.executescript(_FINISH)


def words(text: str) -> str:
    """Return the words of a name with blanks between; in Chinese, characters and pairs.

    >>> words("idra 抗旱联盟")
    'idra 抗 抗旱 旱 旱联 联 联盟 盟'
    """
    return " ".join(_HAN.sub(lambda run: f" {_pairs(run[0])} ", text).split())


def _pairs(run: str) -> str:
    return " ".join(part for n, char in enumerate(run) for part in (char, run[n : n + 2]))[
        : -len(run[-1]) - 1
    ]


class _Builder:
    def __init__(self, store: Store, index: sqlite3.Connection) -> None:
        self.store = store
        self.index = index
        self.ids: dict[str, int] = {}
        self.cited: dict[tuple[str, str], dict[str, str]] = {}

    def fill(self) -> None:
        self.index.executemany("INSERT INTO found VALUES (?, ?, ?)", self._names())
        self.index.executemany(
            "UPDATE thing SET kind = ? WHERE id = ?",
            ((self._kind(iri), id_) for iri, id_ in self.ids.items()),
        )
        kinds = [iri for (iri,) in self.index.execute("SELECT DISTINCT kind FROM thing")]
        self.index.executemany(
            "INSERT INTO kind VALUES (?, ?, ?)",
            ((iri, self._label(iri, "en"), self._label(iri, "zh")) for iri in kinds if iri),
        )

        self.index.executemany(
            "INSERT INTO predicate VALUES (?)",
            ((term.value,) for (term,) in self.store.select(_PREDICATES)),
        )

    def _names(self) -> Iterator[tuple[int, str, bool]]:
        for predicates, own in ((NAMES, True), (OTHER_NAMES, False)):
            for predicate in predicates:
                for quad in self.store.quads(None, NamedNode(predicate)):
                    name, thing = quad.object, quad.subject
                    if not isinstance(name, Literal) or not isinstance(thing, NamedNode):
                        continue
                    if thing.value.startswith(f"{DATASET}/"):
                        continue  # the dataset's parts are counted, not looked for
                    term = getattr(quad.graph_name, "value", "") == ONTOLOGY_GRAPH
                    id_ = self._thing(thing.value, term=term)
                    self._keep(id_, predicate, name)
                    yield id_, normal(name.value), own
        for quad in self.store.quads(None, NamedNode(RKG + "parent")):
            if isinstance(quad.subject, NamedNode):
                yield from self._citations(quad.subject.value)

    def _thing(self, iri: str, *, term: bool = False) -> int:
        if iri not in self.ids:
            self.ids[iri] = id_ = len(self.ids) + 1
            values = (id_, iri, _rank(iri, term=term))
            self.index.execute("INSERT INTO thing (id, iri, rank) VALUES (?, ?, ?)", values)
        return self.ids[iri]

    def _keep(self, id_: int, predicate: str, name: Literal) -> None:
        """Note a label or symbol where the thing has none yet."""
        if predicate in _SYMBOLS:
            column = "symbol"
        elif predicate in _LABELS and (name.language or "en") in LANGUAGES:
            column = name.language or "en"
        else:
            return
        statement = f"UPDATE thing SET {column} = ? WHERE id = ? AND {column} IS NULL"  # noqa: S608
        self.index.execute(statement, (name.value, id_))

    def _citations(self, iri: str) -> Iterator[tuple[int, str, bool]]:
        id_ = self._thing(iri)
        document = document_of(iri) or iri
        for lang in LANGUAGES:
            if (document, lang) not in self.cited:
                self.cited[document, lang] = symbols(self.store, {document}, lang)
            citation = cite(iri, self.cited[document, lang], lang)
            self.index.execute(
                f"UPDATE thing SET {lang} = ? || COALESCE(' ' || {lang}, '') WHERE id = ?",  # noqa: S608
                (citation, id_),
            )
            yield id_, normal(citation), True

    def _kind(self, iri: str) -> str | None:
        """Return a class that is stated, else one that is inferred; one of ours if there is."""
        classes = sorted(
            (
                getattr(quad.graph_name, "value", "") == INFERRED_GRAPH,
                not quad.object.value.startswith(RKG),
                quad.object.value,
            )
            for quad in self.store.quads(NamedNode(iri), _TYPE)
            if isinstance(quad.object, NamedNode)
        )
        return classes[0][2] if classes else None

    def _label(self, iri: str, lang: str) -> str | None:
        for quad in self.store.quads(NamedNode(iri), NamedNode(RDFS + "label")):
            if isinstance(quad.object, Literal) and quad.object.language == lang:
                return quad.object.value
        return None


def _rank(iri: str, *, term: bool) -> int:
    if iri.startswith(DOC):
        return THING if document_of(iri) == iri else PASSAGE
    return TERM if term and not iri.startswith(f"{BASE}id/") else THING
