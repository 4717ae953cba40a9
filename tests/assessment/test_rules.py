"""The rules that come along: complete, in both languages, and without figures of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from restokg import resources
from restokg.assessment.clauses import clauses_of
from restokg.assessment.loading import RULES
from restokg.assessment.rules import CONDITIONS, Rules
from restokg.graph.store import Store
from restokg.namespaces import BASE, DOC, PREFIXES
from tests.assessment.conftest import Assess

CATEGORIES = (
    "global-partner",
    "supporting-partner",
    "implementing-partner",
    "actor",
    "funding-partner",
)
FILES = sorted((resources.shapes() / RULES).glob("*.ttl"))
HAN = re.compile(r"[\u4e00-\u9fff]")
PASSING = Path(__file__).parent / "fixtures" / "global-partner" / "passing-first-application.ttl"


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_clause_of_a_category_has_a_rule(graph: Store, category: str) -> None:
    rules = Rules(graph)
    clauses = clauses_of(graph, f"{BASE}id/category/{category}", rules)
    assert {"criterion", "expectation"} <= {clause.part for clause in clauses}
    for clause in clauses:
        assert rules.of(clause.iri) is not None, clause.iri
        assert clause.sources


def test_rules_and_conditions_speak_both_languages_and_are_all_in_use(graph: Store) -> None:
    rows = graph.select(
        "SELECT ?rule ?en ?zh { ?rule a rkg:AssessmentRule "
        "OPTIONAL { ?rule rkg:whatToSubmit ?en FILTER(LANG(?en) = 'en') } "
        "OPTIONAL { ?rule rkg:whatToSubmit ?zh FILTER(LANG(?zh) = 'zh') } }"
    )
    found = [(rule.value, en.value, zh.value) for rule, en, zh in rows]
    assert len(found) > 20
    assert all(HAN.search(zh) and not HAN.search(en) for _, en, zh in found)
    linked = " ".join(f"rkg:{name}" for name in CONDITIONS)
    rows = graph.select(f"SELECT DISTINCT ?c {{ ?rule ?link ?c VALUES ?link {{ {linked} }} }}")
    used = {condition.value for (condition,) in rows}
    rows = graph.select(
        "SELECT ?c ?query ?en ?zh { ?c a sh:SPARQLSelectExecutable ; sh:select ?query ; "
        "rkg:explanation ?en , ?zh FILTER(LANG(?en) = 'en' && LANG(?zh) = 'zh') }"
    )
    conditions = [tuple(term.value for term in row) for row in rows]
    assert {iri for iri, *_ in conditions} == used
    for _, query, en, zh in conditions:
        asked = set(re.findall(r"\{\?(\w+)\}", en))
        assert asked == set(re.findall(r"\{\?(\w+)\}", zh))
        head = re.match(r"SELECT (?:DISTINCT )?(.*?) WHERE", query)
        assert head is not None
        assert asked <= set(re.findall(r"\?(\w+)", head[1]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_query_is_one_for_another_engine_too(path: Path) -> None:
    store = Store()
    store.load(path, "turtle")
    rows = store.select("SELECT ?query { ?x sh:select|sh:construct ?query }")
    queries = [query.value for (query,) in rows]
    assert queries
    for query in queries:
        prepareQuery(query, initNs=PREFIXES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rule_repeats_a_figure_of_the_framework(path: Path) -> None:
    """Numbers stand in the clauses. What is left counts letters of a year, from one, or nothing."""
    texts = re.findall(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL)
    assert texts
    for text in texts:
        code = re.sub(r"SUBSTR\(STR\(\$day\), 1, (?:4|STRLEN)", "", text)
        code = re.sub(r"COALESCE\(\?stated, 1\)|SUBSTR\(STR\(\?final\), 1,|> 0", "", code)
        assert re.findall(r"(?<![\w?$])\d+", code) == []


@pytest.mark.parametrize(
    ("day", "verdict"), [("2024-02-29", "not-met"), ("2024-03-01", "met"), ("2030-01-01", "met")]
)
def test_evidence_counts_from_its_day_on(assessed: Assess, day: str, verdict: str) -> None:
    done = assessed(PASSING, "global-partner", day)
    (found,) = [one for one in done.judgements if one.clause.iri.endswith("criterion/2#rule")]
    assert found.verdict == verdict


def test_a_figure_that_changes_in_the_graph_changes_the_verdict(
    assessed: Assess, tmp_path: Path
) -> None:
    """Twelve partners are fewer than twenty; were the cap ten, there would be no room."""
    changed = tmp_path / "changed.ttl"
    text = PASSING.with_suffix(".register.ttl").read_text(encoding="utf-8")
    cap = "un-decade-partnership-framework/global-partner/criterion/6#rule"
    changed.write_text(f"{text}\n<{DOC}{cap}> rkg:maxHolders 10 .\n", encoding="utf-8")
    done = assessed(PASSING, "global-partner", "2024-05-31", [changed])
    (found,) = [one for one in done.judgements if one.clause.iri.endswith("criterion/6#rule")]
    assert found.verdict == "not-met"
