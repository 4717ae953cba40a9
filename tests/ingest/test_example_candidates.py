"""What ingest writes, by an example: it keeps to the rules, among what is curated and alone."""

from pathlib import Path

import pytest

from restokg.build.pipeline import build
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.validation.validator import validate_files

EXAMPLE = Path(__file__).parent / "example-candidates.trig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("example") / "snapshot"
    build([EXAMPLE], out=folder)
    return open_snapshot(folder).store


def test_the_example_keeps_to_the_rules_beside_what_is_curated() -> None:
    outcome = validate_files([EXAMPLE])
    assert outcome.errors == []
    assert outcome.findings == []


def test_a_summary_in_the_example_is_found(tmp_path: Path) -> None:
    """A candidate that an editor has summarised is curated: the status would be a lie."""
    text = EXAMPLE.read_text(encoding="utf-8")
    changed = tmp_path / "changed.trig"
    written = 'schema:text "Water"@en'
    assert written in text
    changed.write_text(
        text.replace(written, f'dcterms:abstract "Water."@en , "水。"@zh ; {written}'),
        encoding="utf-8",
    )
    assert {finding.rule for finding in validate_files([changed]).findings} == {"RKG-H02"}


def test_a_mention_leaves_the_curated_passage_as_it_is(store: Store) -> None:
    passage = "<https://w3id.org/restokg/doc/A/RES/77/172/p/31>"
    stated = list(store.select(f"SELECT ?c {{ GRAPH {passage} {{ {passage} rkg:cites ?c }} }}"))
    marked = list(store.select(f"SELECT ?a {{ GRAPH {passage} {{ ?a a oa:Annotation }} }}"))
    assert len(stated) == 3
    assert len(marked) == 1


def test_the_words_of_each_mention_stand_where_it_says(store: Store) -> None:
    found = store.select(
        """SELECT ?language ?words WHERE {
          ?span oa:hasSource ?passage ; dc:language ?language ; oa:hasSelector ?place .
          ?place oa:start ?start ; oa:end ?end .
          ?passage schema:text ?text FILTER (LANG(?text) = ?language)
          BIND (SUBSTR(STR(?text), ?start + 1, ?end - ?start) AS ?words)
        } ORDER BY ?language ?words"""
    )
    assert [(language.value, words.value) for language, words in found] == [
        ("en", "Executive Director"),
        ("en", "resolution 1/9"),
        ("en", "said convention"),
        ("zh", "第1/9号决议"),
    ]
