"""A framework is added with its category, clauses and rules as data alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from restokg.errors import BadRuleError, NoClausesError, UnknownCategoryError
from tests.assessment.conftest import Assess, Run

FRAMEWORK = Path(__file__).parent / "framework.trig"
PREFIXES = """
@prefix : <https://example.org/rivers/> .
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
REGISTER = "".join(f":m{n} org:member :keeper-{n} ; org:role :keeper .\n" for n in (1, 2, 3))
LETTERS = "".join(
    f":e{n} a rkg:Endorsement ; rkg:madeBy :keeper-{n} ; dcterms:date '2024-01-0{n}'^^xsd:date .\n"
    for n in (1, 2, 3)
)


def verdicts(
    assessed: Assess, folder: Path, text: str, more: str = "", category: str = "River Friend"
) -> dict[str, str]:
    application, extra = folder / "application.ttl", folder / "more.ttl"
    application.write_text(PREFIXES + LETTERS + text, encoding="utf-8")
    extra.write_text(PREFIXES + REGISTER + more, encoding="utf-8")
    done = assessed(application, category, "2024-02-01", [FRAMEWORK, extra])
    return {one.clause.iri.rpartition("/")[2]: one.verdict for one in done.judgements}


def test_each_clause_of_a_new_framework_is_judged_without_new_code(
    assessed: Assess, tmp_path: Path
) -> None:
    text = """:a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :e1 , :e2 .
    :otter :metres 500 ; :boat true ; :swims "well" .
    """
    more = """:friend rkg:quantity [ a rkg:StatedCount ; rkg:asOf "2024-01"^^xsd:gYearMonth ;
      <http://qudt.org/schema/qudt/numericValue> 2 ] ."""
    assert verdicts(assessed, tmp_path, text, more) == {
        "charter-4": "met",
        "two-words": "met",
        "three-friends": "met",
        "by-the-water": "met",
        "own-boat": "met",
    }


def test_its_clauses_fail_by_their_own_figures(assessed: Assess, tmp_path: Path) -> None:
    text = """:a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :e1 ;
      rkg:statesAll rkg:Endorsement .
    :otter :metres 501 ; :boat false ."""
    more = """:f1 org:member :x ; org:role :friend .
    :f2 org:member :y ; org:role :friend .
    :f3 org:member :z ; org:role :friend ."""
    assert verdicts(assessed, tmp_path, text, more) == {
        "charter-4": "cannot-be-told",
        "two-words": "not-met",
        "three-friends": "not-met",
        "by-the-water": "not-met",
        "own-boat": "not-met",
    }


def test_who_may_hold_a_role_unlisted_may_count(assessed: Assess, tmp_path: Path) -> None:
    """Not all keepers are listed anywhere, so an examiner that is not known as one may be one."""
    text = """:a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :check .
    :otter org:classification :swimmers .
    :check a rkg:DueDiligence ; rkg:conductedBy :stranger ; dcterms:date "2024-01-04"^^xsd:date ;
      rkg:result <https://w3id.org/restokg/id/result/positive> ."""
    more = """:friend rkg:criterion :checked . :checked a rkg:DueDiligenceRequirement ;
      rdfs:label "checked"@en , "经查"@zh ; rkg:conductedBy :keeper ."""
    assert verdicts(assessed, tmp_path, text, more)["checked"] == "cannot-be-told"
    listed = more + " :keeper rkg:holdersListedIn :charter-1 ."
    assert verdicts(assessed, tmp_path, text, listed)["checked"] == "not-met"


def test_what_is_not_stated_cannot_be_told(assessed: Assess, tmp_path: Path) -> None:
    text = ":a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :e1 ."
    assert set(verdicts(assessed, tmp_path, text).values()) == {"cannot-be-told"}


def test_the_command_takes_the_framework_as_data(run: Run, tmp_path: Path) -> None:
    application = tmp_path / "application.ttl"
    text = """:a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :e1 , :e2 .
    :otter :metres 501 ."""
    application.write_text(PREFIXES + LETTERS + text, encoding="utf-8")
    register = tmp_path / "register.ttl"
    register.write_text(PREFIXES + REGISTER, encoding="utf-8")
    given = (application, "--as", "river friend", "--on", "2024-02-01", "--data", FRAMEWORK)
    call = (*given, "--data", register)
    code, output, errors = run(*call, "--format", "json")
    assert (code, errors) == (1, "")
    clauses = {one["label"]["zh"]: one for one in json.loads(output)["clauses"]}
    assert clauses["居于河畔"]["why"] == {
        "en": "501 m to the river, more than 500",
        "zh": "距河501米，超过500米",
    }
    assert clauses["由两名河流守护者推荐"]["verdict"] == "met"
    code, output, _ = run(*call, "--lang", "zh")
    assert code == 1
    assert "不满足：居于河畔。" in output


def test_a_category_without_clauses_is_an_error(assessed: Assess, tmp_path: Path) -> None:
    text = ":a a rkg:Application ; rkg:applicant :otter ."
    with pytest.raises(NoClausesError, match="River Keeper"):
        verdicts(assessed, tmp_path, text, category="River Keeper")


def test_a_name_of_two_categories_is_an_error_that_lists_both(
    assessed: Assess, tmp_path: Path
) -> None:
    text = ":a a rkg:Application ; rkg:applicant :otter ."
    more = ":another a rkg:PartnerCategory ; rdfs:label 'River Friend'@en ."
    with pytest.raises(UnknownCategoryError, match=r"Several .*rivers/another.*rivers/friend"):
        verdicts(assessed, tmp_path, text, more)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (":r a rkg:AssessmentRule ; rkg:assesses :own-boat ; rkg:metBy :swims .", "as nearly as"),
        (":rule-boat rkg:metBy [ a sh:NodeShape ] .", "need names"),
        (":rule-boat rkg:metBy :nothing .", r"sh:select.*sh:NodeShape"),
        (":rule-boat rkg:metBy :q . :q sh:select 'SELECT ?x {' .", r"rivers/q.*not valid SPARQL"),
        (":rule-boat rkg:metBy :q . :q sh:select 'ASK { ?s ?p ?o }' .", "must be a SELECT"),
        (":f a sh:SPARQLConstructExecutable ; sh:construct 'ASK {}' .", "must be a CONSTRUCT"),
        (":rule-boat rkg:answeredBy rkg:Ruling , rkg:Objection .", "one is needed"),
    ],
)
def test_a_rule_that_cannot_be_used_is_an_error_that_names_it(
    assessed: Assess, tmp_path: Path, more: str, message: str
) -> None:
    text = ":a a rkg:Application ; rkg:applicant :otter ."
    with pytest.raises(BadRuleError, match=message):
        verdicts(assessed, tmp_path, text, more)


def test_a_clause_without_any_rule_is_told_to_have_none(run: Run, tmp_path: Path) -> None:
    application, more = tmp_path / "application.ttl", tmp_path / "more.ttl"
    application.write_text(PREFIXES + ":a a rkg:Application ; rkg:applicant :otter .")
    more.write_text(PREFIXES + ":friend rkg:criterion :odd . :odd rdfs:label 'odd'@en , '奇'@zh .")
    data = ("--data", FRAMEWORK, "--data", more)
    code, output, _ = run(application, "--as", "River Friend", "--on", "2024-02-01", *data)
    assert code == 0
    assert "there is no rule for this clause" in output
