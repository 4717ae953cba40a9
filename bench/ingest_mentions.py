"""Targets, organizations, modality and addressees held to the annotated provisions of ``gold``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus import corpus, files
from measuring import Result
from mention_scores import NOTHING, Marked, Score, place, score, within

from restokg.build.pipeline import build
from restokg.errors import UnreadableDocumentError
from restokg.graph.snapshot import open_snapshot
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.document import Document
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.names import NameTable, names_of
from restokg.ingest.readers.akn import read_akn

GOLD = Path(__file__).parent / "gold"
LANGUAGES = ("en", "zh")
KINDS = ("target", "organization", "modality", "addressee")
_AS = {"body": "organization"}

Row = dict[str, Any]
Key = tuple[str, str, str]


def measure() -> Result:
    store = open_snapshot(build().path).store
    table = names_of(store)
    judge = _Judge(table, Extractor(Gazetteer(table), Knowledge.of(store).symbols))
    scores: dict[Key, Score] = defaultdict(lambda: NOTHING)
    with corpus() as folder:
        for language in LANGUAGES:
            samples = {
                sample: _rows(GOLD / f"{sample}-{language}.jsonl")
                for sample in ("provisions", "targets")
            }
            wanted = {row["symbol"] for rows in samples.values() for row in rows}
            documents = dict(_documents(folder, language, wanted))
            for sample, rows in samples.items():
                for row in rows:
                    kinds = KINDS if sample == "provisions" else ("target",)
                    for kind in kinds:
                        key = (kind, language, row["stratum"] + _suffix(sample, kind))
                        scores[key] += judge.score(row, documents[row["symbol"]], kind)
    return Result(
        "Ingest: targets, organizations, modality and addressees",
        "Precision and recall against provisions that were annotated by hand, as found; no limit",
        None,
        None,
        (
            "kind",
            "language",
            "sample",
            "annotated",
            "found",
            "precision",
            "recall",
            "F1",
            "precision by name",
            "recall by name",
            "F1 by name",
        ),
        [_row(key, total) for key, total in _ordered(scores)],
        "A mention found counts if it overlaps with one that is annotated; by name, if it also "
        "names the same: the same concept, number or IRI. Groups of actors (Member States, civil "
        "society) are hardly ever organizations in the sample: where one is found and nothing is "
        "annotated, it does not count. See "
        "`bench/gold/README.md`.",
        digits=4,
    )


class _Judge:
    """Holds what is found in a document to what is annotated in a provision of it."""

    def __init__(self, table: NameTable, extractor: Extractor) -> None:
        self._extractor = extractor
        self._groups = {iri for iri, thing in table.things.items() if thing.group}
        self._called: dict[str, set[str]] = defaultdict(set)
        for name in table.names:
            if name.language in ("", "en") and len(name.iris) == 1:
                self._called[name.text.casefold()].update(name.iris)
        self._found = lru_cache(None)(self._marks)
        self._documents: dict[int, Document] = {}

    def score(self, row: Row, document: Document, kind: str) -> Score:
        annotated, found = self.marks(row, document, kind)
        return score(annotated, found)

    def marks(self, row: Row, document: Document, kind: str) -> tuple[list[Marked], list[Marked]]:
        """Return what is annotated and what is found."""
        where = f"{row['symbol']} {row['provision']}"
        spans = {one.path: (one.start, one.end) for one in document.provisions}
        if row["provision"] not in spans:
            raise ValueError(f"{where} is annotated, but the reader finds no such provision")
        span = spans[row["provision"]]
        text = document.text[slice(*span)]
        if len(text) != row["length"]:
            raise ValueError(f"{where} has other words than those annotated")
        annotated = [
            Marked(*place(text, one["text"], one["nth"]), self._names(one["normal"], kind))
            for one in row["mentions"]
            if one["kind"] == kind
        ]
        self._documents[id(document)] = document
        return annotated, within(*span, self._found(id(document))[kind])

    def _marks(self, key: int) -> dict[str, list[Marked]]:
        found: dict[str, list[Marked]] = {kind: [] for kind in KINDS}
        for mention in self._extractor.mentions(self._documents[key], details=False):
            kind = _AS.get(mention.kind, mention.kind)
            if kind in found:
                counted = kind != "organization" or mention.iri not in self._groups
                names = self._named(mention, kind)
                found[kind].append(Marked(mention.start, mention.end, names, counted))
        return found

    def _named(self, mention: Mention, kind: str) -> frozenset[str]:
        names = self._names(mention.normal, kind)
        return names if mention.iri is None else names | {mention.iri}

    def _names(self, normal: str, kind: str) -> frozenset[str]:
        """Return the name itself, and for actors what the graph calls so in English."""
        called = normal.casefold()
        names = {called}
        if kind in ("organization", "addressee"):
            names |= self._called.get(called, set())
        return frozenset(names)


def _documents(folder: Path, language: str, wanted: set[str]) -> Iterator[tuple[str, Document]]:
    for path in files(folder, language):
        try:
            documents = read_akn(path.read_bytes(), str(path))
        except UnreadableDocumentError:
            continue
        yield from ((one.symbol, one) for one in documents if one.symbol in wanted)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _suffix(sample: str, kind: str) -> str:
    return ", for targets" if sample == "targets" and kind == "target" else ""


def _ordered(scores: dict[Key, Score]) -> list[tuple[Key, Score]]:
    ordered = []
    for kind in KINDS:
        for language in LANGUAGES:
            ours = [(key, one) for key, one in scores.items() if key[:2] == (kind, language)]
            ordered += ours
            total = sum((one for _, one in ours), NOTHING)
            ordered.append(((kind, language, "all"), total))
    return ordered


def _row(key: Key, total: Score) -> tuple[str, ...]:
    figures = [
        f"{figure(hits):.3f}" if figure(hits) is not None else ""
        for hits in (total.met, total.alike)
        for figure in (total.precision, total.recall, total.f1)
    ]
    return (*key, f"{total.annotated:,}", f"{total.found:,}", *figures)
