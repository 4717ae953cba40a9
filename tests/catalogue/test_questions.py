"""Each question of the catalogue on a small graph: exact rows, near misses left out.

``NN.trig`` is what the case adds to ``world.trig``; its first line says what the near misses are.
``NN.toml`` holds what is asked (``params``, ``lang``) and the rows that must come, in order; with
``candidates`` set, ``candidates.trig`` is there too. Only a question that tells candidates apart
gives other rows then.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from restokg import resources
from restokg.graph.lookup import resolve
from restokg.graph.reasoning import infer
from restokg.graph.store import NamedNode, Store, Term
from restokg.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH, compact
from restokg.questions.answers import from_query
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question, headings, questions
from restokg.questions.parameters import terms

HERE = Path(__file__).parent
CATALOGUE = questions(resources.queries())
TELLING = {"curation", "candidates"}
"""Columns that tell candidates from what is curated."""


def test_the_catalogue_has_questions_and_each_has_a_case() -> None:
    assert len(CATALOGUE) == 40
    without = [q.id for q in CATALOGUE if not (HERE / f"{q.id[:2]}.toml").is_file()]
    assert not without
    unasked = [p.stem for p in HERE.glob("*.toml") if p.stem not in {q.id[:2] for q in CATALOGUE}]
    assert not unasked


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_a_question_gives_exactly_the_rows_of_its_case(question: Question) -> None:
    asks = asked_of(question)
    worlds = {among: world(question, candidates=among) for among in {*map(among_candidates, asks)}}
    for ask in asks:
        assert answer(worlds[among_candidates(ask)], question, ask)[1] == ask["rows"]


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_a_question_that_does_not_tell_candidates_apart_leaves_them_out(question: Question) -> None:
    curated, mixed = world(question, candidates=False), world(question, candidates=True)
    for ask in asked_of(question):
        if among_candidates(ask):
            continue
        columns, expected = answer(curated, question, ask)
        if TELLING.isdisjoint(columns):
            assert answer(mixed, question, ask)[1] == expected


def asked_of(question: Question) -> list[dict[str, Any]]:
    text = (HERE / f"{question.id[:2]}.toml").read_text(encoding="utf-8")
    asks: list[dict[str, Any]] = tomllib.loads(text)["ask"]
    assert asks
    return asks


def among_candidates(ask: dict[str, Any]) -> bool:
    return bool(ask.get("candidates", False))


def world(question: Question, *, candidates: bool) -> Store:
    store = Store()
    for file in sorted(resources.ontology().glob("*.ttl")):
        store.load(file, "turtle", graph=ONTOLOGY_GRAPH)
    files = ["world", question.id[:2], *(["candidates"] if candidates else [])]
    for name in files:
        store.load(HERE / f"{name}.trig", "trig")
    store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
    return store


def answer(
    store: Store, question: Question, ask: dict[str, Any]
) -> tuple[list[str], list[list[str]]]:
    values = terms(
        question,
        ask.get("params", {}),
        lang=ask.get("lang", "en"),
        resolve=lambda text: resolve(store, text),
    )
    found = from_query(store.query(bind(question.sparql, values))).ordered()
    return list(found.columns), [[_plain(term) for term in row] for row in found.rows]


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_every_column_has_a_heading_in_chinese(question: Question) -> None:
    values = dict.fromkeys(question.parameters, '""') | {"lang": '"zh"'}
    columns = from_query(Store().query(bind(question.sparql, values))).columns
    assert columns
    assert set(columns) <= headings(resources.queries(), "zh").keys()


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_what_a_reader_sees_of_a_question_is_said_in_chinese_too(question: Question) -> None:
    texts = [question.text(key, "zh") for key in ("question", "why", "group", "reading", "empty")]
    texts += [parameter.said("zh") for parameter in question.parameters.values()]
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in texts), texts


def _plain(term: Term | None) -> str:
    """A term without its syntax; IRIs compact, also in a text that lists several."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return " ".join(compact(part) if "://" in part else part for part in str(term.value).split(" "))
