"""Citations in the five source texts, held to those that were read in them."""

from __future__ import annotations

import json
import os
from pathlib import Path

from citation_scores import symbol_of
from corpus import Missing, shared
from measuring import Result

from restokg.build.pipeline import build
from restokg.graph.snapshot import open_snapshot
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.short_forms import SHORT
from restokg.ingest.readers.reading import read

SETTING = "RESTOKG_SOURCES"
TRUTH = Path(__file__).parents[1] / "tests" / "ingest" / "truth" / "source-citations.jsonl"
MOST_FALSE = 1

Row = dict[str, str | int | None]


def measure() -> Result:
    folder = Path(os.environ.get(SETTING) or shared() / "sources")
    truth = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
    names = sorted({row["file"] for row in truth})
    if not all((folder / name).is_file() for name in names):
        raise Missing(f"The source texts are not here; {SETTING} may name their folder.")
    store = open_snapshot(build().path).store
    extractor = Extractor(Gazetteer.of(store), Knowledge.of(store).symbols)
    rows = []
    total = [0] * 7
    wrong = 0
    for name in names:
        (document,) = read(folder / name)
        found = [one for one in extractor.mentions(document) if _cites(one)]
        numbers = {(one.start, one.end): one for one in found if SHORT not in one.details}
        short = {(one.start, one.end): one for one in found if SHORT in one.details}
        ours = [row for row in truth if row["file"] == name and "short" not in row]
        phrases = [row for row in truth if row["file"] == name and "short" in row]
        met = [(row, numbers[span]) for row in ours if (span := _span(row, numbers)) is not None]
        told = [(row, short[span]) for row in phrases if (span := _span(row, short)) is not None]
        right = sum(_same(row, mention) for row, mention in met)
        counts = [
            len(ours),
            right,
            len(met) - right,
            len(ours) - len(met),
            len(numbers) - len(met),
            len(phrases),
            len(told),
        ]
        wrong += len(short) - sum(_same(row, mention) for row, mention in told)
        total = [before + now for before, now in zip(total, counts, strict=True)]
        rows.append((name.partition("_")[0], *map(str, counts)))
    rows.append(("in total", *map(str, total)))
    false = total[2] + total[4] + wrong
    return Result(
        "Ingest: citations in the five source texts",
        f"Share of the citations found, with their exact span and document, to be 1 with at most "
        f"{MOST_FALSE} false",
        total[1] / total[0],
        total[1] == total[0] and false <= MOST_FALSE,
        (
            "text",
            "citations",
            "right",
            "other document",
            "missed",
            "false",
            "short forms",
            "of these found",
        ),
        rows,
        f"Symbols and numbers. Of short forms, such as 该决定, only those that can mean nothing "
        f"else are looked for; {wrong} of those found are wrong. What is named by its title is no "
        f"citation here. See `tests/ingest/truth/README.md`.",
        digits=4,
    )


def _cites(mention: Mention) -> bool:
    """Whether a document is cited by its symbol or number, or by a word that stands for them."""
    if mention.kind != "document":
        return False
    return mention.iri is None or bool(mention.details) or symbol_of(mention.normal) is not None


def _span(row: Row, found: dict[tuple[int, int], Mention]) -> tuple[int, int] | None:
    """Return the span of the citation among those found; the letter of a part may be left out."""
    start, end, part = row["start"], row["end"], row.get("part")
    assert isinstance(start, int)
    assert isinstance(end, int)
    spans = [(start, end)]
    if isinstance(part, str):
        spans += [(start, shorter) for shorter in range(end - len(part) - 3, end)]
    return next((span for span in spans if span in found), None)


def _same(row: Row, mention: Mention) -> bool:
    """Whether the document is the one cited, or the part of it that is cited."""
    part = row.get("part")
    if row["iri"] is not None:
        return mention.iri in (row["iri"], f"{row['iri']}-{part}")
    return mention.normal in (row["normal"], f"{row['normal']} {part}")
