"""The questions, and what the five documents must hold, on the graph that is shipped."""

from pathlib import Path

import pytest

from restokg import resources
from restokg.build.pipeline import build
from restokg.graph.lookup import resolve
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store, Term
from restokg.namespaces import DOC
from restokg.questions.answers import Answer, from_query
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question, find, questions
from restokg.questions.parameters import terms

CATALOGUE = questions(resources.queries())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("real") / "snapshot"
    build(out=folder)
    return open_snapshot(folder).store


def ask(store: Store, question: Question, lang: str = "en", **params: str) -> Answer:
    values = terms(question, params, lang=lang, resolve=lambda text: resolve(store, text))
    return from_query(store.query(bind(question.sparql, values))).ordered()


def rows(store: Store, number: str, **params: str) -> list[dict[str, str]]:
    answer = ask(store, find(resources.queries(), number), **params)
    return [dict(zip(answer.columns, map(_text, row), strict=True)) for row in answer.rows]


def _text(term: Term | None) -> str:
    return "" if term is None else str(term.value)


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_a_question_is_answered_alike_in_both_languages(store: Store, question: Question) -> None:
    english, chinese = ask(store, question), ask(store, question, "zh")
    assert english.rows
    assert len(english.rows) == len(chinese.rows)


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_every_row_names_graphs_that_hold_statements(store: Store, question: Question) -> None:
    graphs = set(store.graphs())
    answer = ask(store, question)
    places = [
        n for n, name in enumerate(answer.columns) if name in ("source", "sources", "otherSources")
    ]
    assert places
    # The coverage lists headings, which state nothing; those have a place in their document only.
    known = graphs | {iri.value for (iri,) in store.select("SELECT ?p { ?p a rkg:Provision }")}
    for row in answer.rows:
        for place in places:
            named = _text(row[place]).split()
            assert named
            assert known.issuperset(named)


@pytest.mark.parametrize(
    ("document", "passages", "last"),
    [
        ("UNEP/EA.5/10", "p", 31),
        ("UNEP/CBD/SBSTTA/REC/XX/12", "p", 10),
        ("UNEP/CBD/SBSTTA/REC/XX/12", "annex/p", 18),
        ("UNEP/CBD/SBSTTA/REC/XX/12", "footnote", 14),
        ("unccd-cop16-relations", "p", 55),
        ("unccd-cop16-relations", "footnote", 6),
        ("ipbes-4-partnerships", "p", 6),
        ("ipbes-4-partnerships", "annex-1/article-6", 0),
    ],
)
def test_every_numbered_passage_of_a_source_is_there(
    store: Store, document: str, passages: str, last: int
) -> None:
    found = {iri.value for (iri,) in store.select("SELECT ?p { ?p a rkg:Provision }")}
    base = f"{DOC}{document}/{passages}"
    wanted = {f"{base}/{number}" for number in range(1, last + 1)} or {base}
    assert wanted <= found
    assert f"{base}/{last + 1}" not in found


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_no_row_comes_twice(store: Store, question: Question) -> None:
    """The union of graphs repeats what two graphs state, unless a query asks for each once."""
    found = [tuple(map(_text, row)) for row in ask(store, question).rows]
    assert len(found) == len(set(found))


def test_the_announced_eight_categories_stand_against_the_described_seven(store: Store) -> None:
    (row,) = [r for r in rows(store, "38") if r["states"] == "8"]
    assert row["against"] == "7"
    assert row["source"] == f"{DOC}un-decade-partnership-framework/framework/p/1"
    categories = {r["category"] for r in rows(store, "23")}
    assert len(categories) == 7


def test_the_table_of_contents_ends_the_decade_a_year_late(store: Store) -> None:
    found = [r for r in rows(store, "38") if r["states"] == "2021–2031"]
    assert {r["source"] for r in found} == {f"{DOC}unccd-cop16-relations/contents/b"}
    assert {r["against"] for r in found} == {"2021–2030"}
    assert f"{DOC}unccd-cop16-relations/p/30" in found[0]["otherSources"].split()


def test_passages_that_only_state_periods_stand_against_one_another(store: Store) -> None:
    found = [r for r in rows(store, "38") if r["states"] == "2022-04-25–2022-05-08"]
    assert {r["against"] for r in found} == {"2022-12-07–2022-12-19"}
    assert {r["source"] for r in found} == {f"{DOC}A/RES/76/207/p/3"}


def test_one_land_indicator_serves_a_biodiversity_target(store: Store) -> None:
    found = rows(store, "03")
    assert {r["alsoServes"] for r in found} == {"GBF Target 2"}
    assert {r["measures"] for r in found} == {"SDG target 15.3"}
    assert {r["statement"] for r in found} == {"position", "recommendation"}
    assert {r["source"] for r in found} == {f"{DOC}unccd-cop16-relations/p/34"}


def test_the_secretariat_and_the_mechanism_claim_450_memoranda(store: Store) -> None:
    found = {r["value"]: r for r in rows(store, "33")}
    assert found.keys() == {"450", "40"}
    assert {r["source"] for r in found.values()} == {f"{DOC}unccd-cop16-relations/p/9"}


def test_a_fund_has_less_than_it_wants(store: Store) -> None:
    money = [r for r in rows(store, "18", of="measure:money") if r["about"].startswith("AGRI3")]
    assert {(r["kind"], r["value"], r["unit"]) for r in money} >= {
        ("committed capital", "90000000", "USD"),
        ("capital aim", "150000000", "USD"),
    }


def test_more_than_sixty_joined_the_drought_alliance(store: Store) -> None:
    (row,) = [r for r in rows(store, "18") if r["value"] == "60" and "Drought" in r["about"]]
    assert (row["bound"], row["asOf"]) == ("more than", "2024-08")
    assert row["source"] == f"{DOC}unccd-cop16-relations/p/47"


def test_a_lead_agency_reaches_the_implementing_partners_by_several_paths(store: Store) -> None:
    found = rows(store, "24", category="category:implementing-partner")
    steps = {r["steps"] for r in found if r["endorser"] == "Lead Agency"}
    assert steps == {"1", "2", "3"}


def test_decision_8_cop_15_calls_four_kinds_of_national_plans_complementary(store: Store) -> None:
    named = {r["complements"] for r in rows(store, "04") if "8/COP.15" in r["decision"]}
    assert len(named) == 4


def test_the_passages_of_each_document_are_in_order_without_a_gap(store: Store) -> None:
    """Of a resolution of the General Assembly those count too that nobody has curated yet."""
    orders: dict[str, list[int]] = {}
    for graph, order in store.select("SELECT ?g ?n { GRAPH ?g { ?p rkg:order ?n } }"):
        orders.setdefault(graph.value, []).append(int(order.value))
    selected = {document for document in orders if document.startswith(f"{DOC}A/RES/")}
    assert len(selected) >= 13
    assert len(orders) - len(selected) >= 5
    for document, found in orders.items():
        last = max(found) if document in selected else len(found)
        assert len(set(found)) == len(found), document
        assert set(found) <= set(range(1, last + 1)), document
        assert 1 in found
