"""The engines in the W3C suite and on what they differ about: as docs/engines.toml has it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from docs.engines import PAGE, SOURCE, refreshed

from restokg.errors import InputError
from restokg.graph.store import parse
from tests.validation.agreement import EXCUSES
from tests.validation.engines import ENGINES, hands_on
from tests.validation.material import shapes
from tests.validation.w3c import all_outcomes

KNOWN: dict[str, list[dict[str, Any]]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def outcomes(conformance: Path) -> dict[str, dict[str, str]]:
    return all_outcomes(conformance)


def test_the_suite_is_whole(outcomes: dict[str, dict[str, str]]) -> None:
    for seen in outcomes.values():
        assert len(seen) == 121
        assert sum(name.startswith("core/") for name in seen) == 98


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_fails_just_the_cases_that_are_known(
    engine: str, outcomes: dict[str, dict[str, str]]
) -> None:
    seen = {name: said for name, said in outcomes[engine].items() if said != "same"}
    assert seen == {case["name"]: case[engine] for case in KNOWN["case"] if engine in case}


def test_the_page_tells_what_is_seen(outcomes: dict[str, dict[str, str]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("\n| ") > len(KNOWN["construct"])
    assert text == refreshed(text, outcomes), "Run: python docs/engines.py"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("known", KNOWN["construct"], ids=lambda known: known["title"])
def test_an_engine_finds_in_a_construct_what_is_known(engine: str, known: dict[str, Any]) -> None:
    data, rules = (
        list(parse((PREFIXES + known[k]).encode(), "turtle")) for k in ("data", "shapes")
    )
    found: int | str
    try:
        found = len(ENGINES[engine](data, rules))
    except InputError:
        found = "refused"
    assert found == known["found"][engine]


def test_what_is_known_is_a_difference_and_excuses_are_known() -> None:
    assert all(len(set(known["found"].values())) > 1 for known in KNOWN["construct"])
    by_title = {known["title"]: known["found"] for known in KNOWN["construct"]}
    for excuse in EXCUSES:
        found = by_title[excuse.title]
        assert all(found[engine] != found["native"] for engine in excuse.engines)


def test_the_native_engine_needs_no_other_for_our_shapes() -> None:
    assert not hands_on(shapes())
