"""The annotated samples have the format and the counts that their page tells."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FILES = ("provisions-en", "provisions-zh", "targets-en", "targets-zh")


def rows(checkout: Path, name: str) -> list[dict[str, Any]]:
    text = (checkout / "bench" / "gold" / f"{name}.jsonl").read_text(encoding="utf-8")
    read = [json.loads(line) for line in text.splitlines()]
    assert read
    return read


@pytest.mark.parametrize("name", FILES)
def test_each_line_names_a_place_and_its_mentions(checkout: Path, name: str) -> None:
    kept = rows(checkout, name)
    assert len({(row["symbol"], row["provision"]) for row in kept}) == len(kept)
    for row in kept:
        assert row.keys() == {"stratum", "symbol", "provision", "length", "mentions"}
        for mention in row["mentions"]:
            assert mention.keys() == {"kind", "text", "nth", "normal"}, row
            assert mention["nth"] >= 1
            assert 0 < len(mention["text"]) <= row["length"]


def test_the_counts_of_targets_are_those_that_the_page_tells(checkout: Path) -> None:
    page = (checkout / "bench" / "gold" / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (English|Chinese) \| (\d+ \| \d+ \| \d+) \|$", page, re.MULTILINE))
    counted = {}
    for language, name in (("English", "targets-en"), ("Chinese", "targets-zh")):
        counts: Counter[str] = Counter()
        for row in rows(checkout, name):
            counts[row["stratum"]] += len(row["mentions"])
        counted[language] = f"{counts['any']} | {counts['numbered']} | {counts.total()}"
    assert told == counted


@pytest.mark.parametrize("name", ["targets-en", "targets-zh"])
def test_each_target_has_its_number_in_its_name(checkout: Path, name: str) -> None:
    for row in rows(checkout, name):
        for mention in row["mentions"]:
            assert mention["normal"].endswith(f" {mention['text']}"), row
