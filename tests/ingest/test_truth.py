"""The citations that were read in the five source texts, held to the texts and to the data."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from restokg.graph.store import Store
from restokg.namespaces import PREFIXES

Row = dict[str, Any]

TRUTH = Path(__file__).parent / "truth"
REQUIRED = {"file", "start", "end", "printed", "normal", "iri"}
OPTIONAL = {"part", "own", "short", "url"}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = (TRUTH / "source-citations.jsonl").read_text(encoding="utf-8").splitlines()
    read: list[Row] = [json.loads(line) for line in lines]
    assert read
    return read


def test_a_line_has_the_fields_that_are_described(rows: list[Row]) -> None:
    for row in rows:
        assert row.keys() >= REQUIRED, row
        assert row.keys() <= REQUIRED | OPTIONAL, row
        assert all(row[flag] is True for flag in ("own", "short", "url") if flag in row), row
        if "part" in row:
            assert row["printed"].split()[-1] == row["part"], row


def test_what_has_a_number_says_which_document_is_meant(rows: list[Row]) -> None:
    for row in rows:
        if "short" not in row:
            assert row["normal"], row


def test_one_document_has_one_iri(rows: list[Row]) -> None:
    iris: dict[str, set[str | None]] = {}
    for row in rows:
        if row["normal"] and "part" not in row:
            iris.setdefault(row["normal"], set()).add(row["iri"])
    assert {normal: found for normal, found in iris.items() if len(found) > 1} == {}


def test_citations_are_sorted_and_do_not_overlap(rows: list[Row]) -> None:
    assert all(row["start"] < row["end"] for row in rows)
    for row, following in pairwise(rows):
        if row["file"] == following["file"]:
            assert row["end"] <= following["start"], (row, following)
        else:
            assert row["file"] < following["file"]


def test_the_counts_in_the_readme_are_those_of_the_file(rows: list[Row]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for place in (row["file"], "all"):
            if "short" in row:
                counts[place, "short"] += 1
            else:
                counts[place, "citations"] += 1
                counts[place, "own"] += "own" in row
    readme = (TRUTH / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (\S+\.txt|all) \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    assert told == [
        (place, *(str(counts[place, what]) for what in ("citations", "own", "short")))
        for place in [*sorted({row["file"] for row in rows}), "all"]
    ]


def test_the_documents_are_described_in_the_data(rows: list[Row], checkout: Path) -> None:
    store = Store()
    for path in sorted((checkout / "data").rglob("*.trig")):
        store.load(path, "trig")
    for iri in sorted({row["iri"] for row in rows if row["iri"]}):
        assert iri.startswith(PREFIXES["doc"])
        assert bool(store.query(f"ASK {{ <{iri}> a ?class }}")), iri


def test_each_span_holds_what_is_printed(rows: list[Row], sources: Path) -> None:
    files = {row["file"] for row in rows}
    assert files == {path.name for path in sources.glob("00*.txt")}
    texts = {name: (sources / name).read_bytes().decode("utf-8") for name in files}
    for row in rows:
        span = texts[row["file"]][row["start"] : row["end"]]
        assert span == span.strip(), row
        assert "".join(span.split()) == "".join(row["printed"].split()), row
