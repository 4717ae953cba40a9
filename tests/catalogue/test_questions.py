"""Each question of the catalogue on a small graph: exact rows, near misses left out.

``NN.trig`` is what the case adds to ``world.trig``; its first line says what the near misses are.
``NN.toml`` holds what is asked (``params``, ``lang``) and the rows that must come, in order.
"""

import tomllib
from pathlib import Path

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


def test_the_catalogue_has_questions_and_each_has_a_case() -> None:
    assert len(CATALOGUE) == 40
    without = [q.id for q in CATALOGUE if not (HERE / f"{q.id[:2]}.toml").is_file()]
    assert not without
    unasked = [p.stem for p in HERE.glob("*.toml") if p.stem not in {q.id[:2] for q in CATALOGUE}]
    assert not unasked


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_a_question_gives_exactly_the_rows_of_its_case(question: Question) -> None:
    case = HERE / question.id[:2]
    store = Store()
    for file in sorted(resources.ontology().glob("*.ttl")):
        store.load(file, "turtle", graph=ONTOLOGY_GRAPH)
    store.load(HERE / "world.trig", "trig")
    store.load(case.with_suffix(".trig"), "trig")
    store.load(infer(store), "ntriples", graph=INFERRED_GRAPH)
    asks = tomllib.loads(case.with_suffix(".toml").read_text(encoding="utf-8"))["ask"]
    assert asks
    for ask in asks:
        values = terms(
            question,
            ask.get("params", {}),
            lang=ask.get("lang", "en"),
            resolve=lambda text: resolve(store, text),
        )
        answer = from_query(store.query(bind(question.sparql, values))).ordered()
        assert [[_plain(term) for term in row] for row in answer.rows] == ask["rows"]


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_every_column_has_a_heading_in_chinese(question: Question) -> None:
    values = dict.fromkeys(question.parameters, '""') | {"lang": '"zh"'}
    columns = from_query(Store().query(bind(question.sparql, values))).columns
    assert columns
    assert set(columns) <= headings(resources.queries(), "zh").keys()


def _plain(term: Term | None) -> str:
    """A term without its syntax; IRIs compact, also in a text that lists several."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return " ".join(compact(part) if "://" in part else part for part in str(term.value).split(" "))
