"""`restokg assess`: what it prints, in each format and language, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.assessment.conftest import Run

FIXTURES = Path(__file__).parent / "fixtures"
PASSING = FIXTURES / "global-partner" / "passing-first-application.ttl"
REGISTER = ("--data", PASSING.with_suffix(".register.ttl"))
FAILING = FIXTURES / "implementing-partner" / "failing-one-dollar-above.ttl"
DAY = ("--on", "2024-05-31")
PREFIXES = """
@prefix : <https://example.org/fictional/> .
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix category: <https://w3id.org/restokg/id/category/> .
@prefix actor: <https://w3id.org/restokg/id/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SIMPLE = ":a a rkg:Application ; rkg:applicant :otter ; rkg:appliesFor category:actor ."


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "application.ttl"


def test_a_passing_application_is_told_clause_by_clause_with_its_passages(run: Run) -> None:
    code, output, errors = run(PASSING, *DAY, *REGISTER)
    assert (code, errors) == (0, "")
    head = " ".join(output.partition("\n\n")[0].split())
    assert head.startswith("Fictional Applicant applies as Global Partner of United Nations Decade")
    assert head.endswith("on 2024-05-31")
    assert "(2024-03-01)" in output
    assert "criterion 2" in output
    assert "Does not apply (expected of holders; " in output
    assert output.endswith("11 met, 0 not met, 0 cannot be told, 6 do not apply.\n")
    assert "Meets every clause that applies." in output


def test_chinese_output_has_no_english_words_of_ours(run: Run) -> None:
    code, output, _ = run(PASSING, *DAY, *REGISTER, "--lang", "zh")
    assert code == 0
    assert output.startswith(
        "Fictional Applicant申请成为联合国生态系统恢复十年伙伴关系框架的全球伙伴"
    )
    words = output.replace("Fictional Applicant", "")
    assert not any(char.isascii() and char.isalpha() for char in words)
    assert output.endswith("满足11条，不满足0条，无法判断0条，不适用6条。\n")


def test_a_clause_that_is_not_met_is_named_and_sets_the_exit_code(run: Run) -> None:
    code, output, _ = run(FAILING, *DAY)
    assert code == 1
    assert "Does not meet: no use of the name restoration implementer by initiatives" in output
    assert "Meets every clause" not in output


def test_an_open_clause_says_what_to_submit(run: Run) -> None:
    code, output, _ = run(FIXTURES / "global-partner" / "open-nearly-empty.ttl", *DAY)
    assert code == 0
    assert "To submit: a focal point for each" in output
    assert "Each clause either cannot be told or does not apply." in output


def test_json_holds_each_clause_in_both_languages_with_passage_and_rule(run: Run) -> None:
    code, output, _ = run(FAILING, *DAY, "--format", "json")
    assert code == 1
    found = json.loads(output)
    assert found["meets"] is False
    assert found["counts"]["not-met"] == 1
    (clause,) = [one for one in found["clauses"] if one["verdict"] == "not-met"]
    assert clause["iri"].endswith("/implementing-partner/criterion/5#rule")
    assert clause["sources"] == [clause["iri"].partition("#")[0]]
    assert clause["citation"]["en"].endswith("implementing partner, criterion 5")
    assert clause["citation"]["zh"].endswith("实施伙伴, 标准 5")
    assert clause["why"]["en"] == (
        "Fictional Funder: revenue of 250,000,001 USD in 2023; the clause says more than "
        "250,000,000; the applicant uses the name or asks to"
    )
    assert clause["why"]["zh"].endswith("条款所定为超过250,000,000；申请者使用或请求使用该名称")
    assert clause["rule"].endswith("#assess-use-of-name")


def test_csv_has_one_row_for_each_clause(run: Run) -> None:
    _, output, _ = run(FAILING, *DAY, "--format", "csv", "--lang", "zh")
    rows = list(csv.DictReader(io.StringIO(output)))
    assert len(rows) == 14
    assert [row["verdict"] for row in rows].count("not-met") == 1
    assert all(row["source"].startswith("https://w3id.org/restokg/doc/") for row in rows)


@pytest.mark.parametrize("format", ["tsv", "ndjson", "markdown"])
def test_the_other_formats_have_as_many_rows(run: Run, format: str) -> None:
    _, output, _ = run(FAILING, *DAY, "--format", format)
    head = {"tsv": 1, "ndjson": 0, "markdown": 2}[format]
    assert len(output.splitlines()) == 14 + head


@pytest.mark.parametrize("name", ["Global Partner", "global-partner", "全球伙伴", "global partner"])
def test_a_category_goes_by_its_names_in_any_case(run: Run, name: str) -> None:
    code, output, _ = run(FAILING, *DAY, "--as", name)
    assert "applies as Global Partner" in output
    assert code == 0


def test_a_register_of_partners_is_taken_as_data(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.ttl"
    lines = (f":m{n} org:member :p{n} ; org:role category:global-partner ." for n in range(20))
    register.write_text(PREFIXES + "\n".join(lines), encoding="utf-8")
    code, output, _ = run(PASSING, *DAY, "--data", register, "--format", "csv")
    assert code == 1
    assert output.count("20 others are known to hold it, of 20 at most") == 2


def test_an_application_cannot_make_its_endorser_a_partner(run: Run, written: Path) -> None:
    text = """:a a rkg:Application ; rkg:applicant :otter ; rkg:evidence :letter ;
      rkg:appliesFor category:supporting-partner .
    :letter a rkg:Endorsement ; rkg:madeBy :beaver ; dcterms:date "2024-01-01"^^xsd:date .
    :m org:member :beaver ; org:role category:collaborating-agency ."""
    written.write_text(PREFIXES + text, encoding="utf-8")
    _, output, _ = run(written, *DAY, "--format", "csv")
    (row,) = [line for line in output.splitlines() if "endorsed by" in line]
    assert "neither the graph nor the application tells" in row


def test_an_application_may_be_json(run: Run, tmp_path: Path) -> None:
    application = {
        "@context": {"@vocab": "https://w3id.org/restokg/ontology#"},
        "@id": "https://example.org/a",
        "@type": "Application",
        "applicant": {"@id": "https://example.org/otter", "usesRestrictedName": False},
    }
    path = tmp_path / "application.jsonld"
    path.write_text(json.dumps(application), encoding="utf-8")
    code, output, errors = run(path, *DAY, "--as", "actor")
    assert (code, errors) == (0, "")
    assert output.startswith("https://example.org/otter applies as Actor")


def test_of_several_applications_one_is_chosen(run: Run, written: Path) -> None:
    other = ":b a rkg:Application ; rkg:applicant :beaver ; rkg:appliesFor category:actor ."
    written.write_text(PREFIXES + SIMPLE + other, encoding="utf-8")
    code, output, errors = run(written, *DAY)
    assert (code, output) == (3, "")
    assert "2 applications" in errors
    assert (
        "--application: https://example.org/fictional/a, https://example.org/fictional/b" in errors
    )
    code, output, _ = run(written, *DAY, "--application", "https://example.org/fictional/b")
    assert code == 0
    assert output.startswith("https://example.org/fictional/beaver")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no application in it"),
        (":a a rkg:Application ; rkg:applicant :otter", "application.ttl:1"),
        (":a a rkg:Application ; rkg:applicant :otter .", "give --as"),
        (":a a rkg:Application .", "exactly one applicant"),
        (SIMPLE + ":a rkg:evidence [ a rkg:Endorsement ] .", "who makes it (rkg:madeBy)"),
        (SIMPLE + ":a rkg:evidence [ a rkg:Endorsment ] .", "must be of a kind of evidence"),
        (SIMPLE + ":a rkg:statesAll rkg:Provision .", "must be a kind of evidence"),
        (SIMPLE + ":otter org:classification actor:privat-sector .", "actor:private-sector"),
        (SIMPLE + ":otter rkg:fundetBy :x .", "Did you mean: rkg:fundedBy"),
        (SIMPLE + ":otter schema:endDates 1 .", "Did you mean: schema:endDate"),
        (SIMPLE.replace(":actor", ":acter"), "category:actor"),
        (SIMPLE + "category:actor rkg:maxHolders 9 .", "describes category:actor"),
        (SIMPLE + ":r a rkg:AssessmentRule .", "not for an application to say"),
        (SIMPLE + "actor:organizations skos:broader actor:academia .", "actor:organizations"),
        (SIMPLE + ":k a skos:Collection .", "not for an application to say"),
        (SIMPLE + ":e rkg:fits :c .", "states rkg:fits, which an assessment derives"),
    ],
)
def test_a_file_that_cannot_be_used_is_bad_input_said_in_one_line(
    run: Run, written: Path, text: str, message: str
) -> None:
    written.write_text(PREFIXES + text, encoding="utf-8")
    code, output, errors = run(written, *DAY)
    assert (code, output) == (3, "")
    assert message in errors
    assert errors.count("\n") == 1


def test_an_unknown_category_is_bad_input_that_lists_what_there_is(run: Run) -> None:
    code, _, errors = run(PASSING, *DAY, "--as", "galactic partner")
    assert code == 3
    assert "category:global-partner" in errors
    code, _, errors = run(PASSING, *DAY, "--as", "lead agency")
    assert code == 3
    assert "nothing to hold an application against" in errors


@pytest.mark.parametrize(
    "arguments",
    ["--on 31.5.2024", "--on 2024-02-30", "--format xml", "--lang fr", "--data -"],
)
def test_a_wrong_option_is_a_usage_error(run: Run, arguments: str) -> None:
    code, output, _ = run(PASSING, *arguments.split())
    assert (code, output) == (2, "")


def test_a_missing_file_is_bad_input(run: Run, tmp_path: Path) -> None:
    code, _, errors = run(tmp_path / "nothing.ttl", *DAY)
    assert code == 3
    assert "There is no such file" in errors
