"""What services take from SARIF, and from our own JSON and that of GitLab."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report

Written = Callable[..., str]


def sarif(text: str) -> Any:
    (run,) = json.loads(text)["runs"]
    return run


def test_each_result_names_its_rule_level_place_and_node(report: Report, written: Written) -> None:
    run = sarif(written(report, "sarif"))
    rules = run["tool"]["driver"]["rules"]
    found = {result["ruleId"]: result for result in run["results"]}
    assert all(rules[result["ruleIndex"]]["id"] == rule for rule, result in found.items())
    assert [result["level"] for result in run["results"]] == [
        "note", "warning", "error", "error", "error"
    ]  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"
    (location,) = found["RKG-M03"]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "notes/draft%201.trig", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 35, "endLine": 2, "endColumn": 54},
    }
    assert location["logicalLocations"][0]["name"] == "memorandum:draft"
    assert "physicalLocation" not in found["RKG-G01"]["locations"][0]


def test_a_rule_is_described_in_english_with_its_clause_and_messages_in_both_languages(
    report: Report, written: Written
) -> None:
    rules = {
        rule["id"]: rule
        for rule in sarif(written(report, "sarif", "zh"))["tool"]["driver"]["rules"]
    }
    assert rules["RKG-M03"] == {
        "id": "RKG-M03",
        "name": "MemorandumTerm",
        "shortDescription": {"text": "A term must be positive, not {{?value}}."},
        "fullDescription": {"text": "A term must be positive, not {{?value}}. (X ¶1)"},
        "messageStrings": {
            "en": {"text": "A term must be positive, not {{?value}}."},
            "zh": {"text": "有效期须为正。"},
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"clauses": ["https://w3id.org/restokg/doc/x/p/1"]},
    }


def test_only_the_suppressed_result_is_suppressed_with_its_reason(
    report: Report, written: Written
) -> None:
    results = sarif(written(report, "sarif"))["results"]
    assert [result["suppressions"] for result in results] == [
        [], [], [], [],
        [{"kind": "external", "justification": "Numbered in the next edition."}],
    ]  # fmt: skip
    none = dataclasses.replace(report, suppressed=[])
    assert all("suppressions" not in result for result in sarif(written(none, "sarif"))["results"])


def test_a_file_that_could_not_be_read_makes_the_run_a_failure(
    report: Report, written: Written
) -> None:
    (invocation,) = sarif(written(report, "sarif"))["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "A dot is missing."
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 3
    }  # fmt: skip
    assert second["descriptor"]["id"] == "MissingPathError"
    read = dataclasses.replace(report, errors=[])
    assert sarif(written(read, "sarif"))["invocations"][0]["executionSuccessful"] is True


def test_placeholders_and_links_of_sarif_are_escaped(written: Written) -> None:
    finding = Finding("info", "SHACL", "urn:a", messages={"en": "a[0] {1} [b](c)"})
    (result,) = sarif(written(Report([finding]), "sarif"))["results"]
    assert result["message"]["text"] == r"a[0] {{1}} \[b](c)"


def test_a_file_outside_the_working_directory_has_an_absolute_address(written: Written) -> None:
    outside = Report([Finding("info", "SHACL", "urn:a", place=Place(Path("../a b.ttl"), 1))])
    (result,) = sarif(written(outside, "sarif"))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"].startswith("file:///")
    assert artifact["uri"].endswith("/a%20b.ttl")
    assert "uriBaseId" not in artifact


def test_the_json_report_holds_everything(report: Report, written: Written) -> None:
    document = json.loads(written(report, "json", "zh"))
    assert document["summary"] == {
        "violations": 2, "warnings": 1, "infos": 1, "suppressed": 1, "errors": 2, "files": 2
    }  # fmt: skip
    (found,) = [each for each in document["findings"] if each["rule"] == "RKG-M03"]
    assert found["message"] == "有效期须为正。"
    assert found["messages"] == report.findings[2].messages
    assert found["value"] == '"P0Y"^^<http://www.w3.org/2001/XMLSchema#duration>'
    assert found["clauses"] == [{"iri": "https://w3id.org/restokg/doc/x/p/1", "title": "X ¶1"}]
    assert found["place"] == {
        "file": "notes/draft 1.trig",
        "line": 2, "column": 35, "endLine": 2, "endColumn": 54, "pointer": None,
    }  # fmt: skip
    assert document["suppressed"][0]["reason"] == "Numbered in the next edition."
    assert document["errors"][1]["message"] == "There is no such file or folder."


def test_the_same_finding_has_the_same_fingerprint_in_every_format(
    report: Report, written: Written
) -> None:
    ours = [each["fingerprint"] for each in json.loads(written(report, "json"))["findings"]]
    theirs = [
        result["partialFingerprints"]["restokgFinding/v1"]
        for result in sarif(written(report, "sarif"))["results"]
    ]
    gitlab = [issue["fingerprint"] for issue in json.loads(written(report, "gitlab"))]
    assert ours == theirs[:4] == gitlab[2:]
    assert len(set(gitlab)) == 6


@pytest.mark.parametrize("index", range(6))
def test_an_issue_of_gitlab_has_all_that_gitlab_asks_for(
    index: int, report: Report, written: Written
) -> None:
    issue = json.loads(written(report, "gitlab"))[index]
    assert issue["description"]
    assert issue["check_name"]
    assert issue["location"]["path"]
    assert issue["location"]["lines"]["begin"] >= 1
    assert issue["severity"] == ["blocker", "blocker", "info", "minor", "major", "major"][index]


def test_an_issue_of_gitlab_names_node_and_path(report: Report, written: Written) -> None:
    issues = {each["check_name"]: each for each in json.loads(written(report, "gitlab"))}
    assert issues["RKG-M01"]["description"] == (
        "RKG-M01: Two parties at least. (memorandum:draft rkg:party)"
    )
    assert issues["RKG-G01"]["description"] == "RKG-G01: Not described. (source:x)"
