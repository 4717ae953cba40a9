"""Validation: what shapes find, the same by both engines, with words and files."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from restokg import resources
from restokg.build.pipeline import build
from restokg.errors import InputError, MissingPathError, RdfSyntaxError, UsageError
from restokg.graph.reading import STDIN
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.validation.findings import Finding, violations
from restokg.validation.validator import Engine, validate, validate_files

ENGINES: tuple[Engine, ...] = ("native", "reference")

BAD = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix p: <https://w3id.org/restokg/doc/bad/p/> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix body: <https://w3id.org/restokg/id/body/> .
@prefix target: <https://w3id.org/restokg/id/target/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
p:loose rkg:number "0" .
GRAPH doc:bad {
  doc:bad a rkg:Document ; rdfs:label "Bad"@en , "劣"@zh .
  p:1 a rkg:Provision ; dcterms:abstract "One."@en , "Un."@fr , "Uno."@en ; rkg:number "i" , "2" .
  p:2 a rkg:Provision ; dcterms:abstract "Two."@en , "二。"@zh ; rkg:cites p:2 ;
    rkg:addressee target:two , body:council , "everybody" .
}
GRAPH <https://w3id.org/restokg/source/unknown> { p:2 rkg:number "2" . }
"""

EXPECTED = {
    ("violation", "RKG-P01", "doc/bad/p/1", "UniqueLang"),
    ("violation", "RKG-P01", "doc/bad/p/1", "LanguageIn"),
    ("violation", "RKG-P03", "doc/bad/p/2", "Class"),
    ("violation", "RKG-P04", "doc/bad/p/2", "SPARQL"),
    ("violation", "RKG-G01", "source/unknown", "Or"),
    ("violation", "RKG-G01", "graph/default", "Or"),
    ("warning", "RKG-P02", "doc/bad/p/1", "MaxCount"),
    ("warning", "RKG-P02", "doc/bad/p/1", "Pattern"),
}


def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.trig"
    path.write_text(BAD, encoding="utf-8")
    return path


def shape_findings(path: Path, engine: Engine) -> list[Finding]:
    return [f for f in validate_files([path], engine=engine) if f.component is not None]


def short(finding: Finding) -> tuple[str, str, str, str]:
    component = (finding.component or "").split("#")[-1].removesuffix("ConstraintComponent")
    focus = finding.focus.removeprefix("https://w3id.org/restokg/")
    return finding.severity, finding.rule, focus, component


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("engine", ENGINES)
def test_each_broken_rule_is_found_with_severity_focus_and_component(
    engine: Engine, tmp_path: Path
) -> None:
    assert {short(finding) for finding in shape_findings(bad(tmp_path), engine)} == EXPECTED


@pytest.mark.usefixtures("small")
def test_both_engines_find_the_same_to_the_last_word(tmp_path: Path) -> None:
    native, reference = (
        [dataclasses.astuple(f) for f in shape_findings(bad(tmp_path), engine)]
        for engine in ENGINES
    )
    assert native == reference


@pytest.mark.usefixtures("small")
def test_messages_come_in_both_languages_with_the_values_in_them(tmp_path: Path) -> None:
    by_value = {f.value: f for f in shape_findings(bad(tmp_path), "native") if f.rule == "RKG-P03"}
    target = by_value["<https://w3id.org/restokg/id/target/two>"]
    assert target.message("en") == "target:two must be an actor."
    assert target.message("zh") == "target:two 须为行为方。"
    assert target.message("fr") == target.message("en")
    assert by_value['"everybody"'].message() == "everybody must be an actor."
    (itself,) = [f for f in shape_findings(bad(tmp_path), "native") if f.rule == "RKG-P04"]
    assert itself.message() == "doc:bad/p/2 must not cite itself."


@pytest.mark.usefixtures("small")
def test_findings_name_the_file_and_come_in_order(tmp_path: Path) -> None:
    path = bad(tmp_path)
    findings = validate_files([path])
    assert {finding.file for finding in findings} == {path}
    assert findings == validate_files([path])
    severities = [finding.severity for finding in findings]
    assert severities == sorted(severities)
    assert violations(findings) == severities.count("violation") > 0


@pytest.mark.usefixtures("small")
def test_the_package_keeps_to_its_own_rules() -> None:
    assert validate_files([resources.data()]) == []
    assert validate(open_snapshot(build().path).store) == []


def test_findings_are_about_the_given_files_only(small: Path, tmp_path: Path) -> None:
    report = small / "data" / "documents" / "report.trig"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace('"第二段要求更多。"@zh', '"x"@fr'), encoding="utf-8")
    more = tmp_path / "more.trig"
    more.write_text(
        'GRAPH <https://w3id.org/restokg/source/site> { <urn:a> <urn:b> "c" }', encoding="utf-8"
    )
    assert validate_files([more]) == []
    assert {f.rule for f in validate_files([report])} == {"RKG-P01"}


def test_references_resolve_in_the_package_unless_it_is_left_out(
    small: Path, tmp_path: Path
) -> None:
    report = small / "data" / "documents" / "report.trig"
    assert validate_files([report]) == []
    alone = {finding.rule for finding in validate_files([report], context=False)}
    assert alone == {"RKG-P03", "RKG-Z01"}
    assert tmp_path.exists()


def test_a_corrected_copy_of_a_document_is_judged_alone(small: Path, tmp_path: Path) -> None:
    report = small / "data" / "documents" / "report.trig"
    good = report.read_text(encoding="utf-8")
    copy = tmp_path / "copy.trig"
    copy.write_text(good, encoding="utf-8")
    report.write_text(good.replace('number "2"', 'number "two"'), encoding="utf-8")
    assert validate_files([copy]) == []
    copy.write_text(good.replace('"The first says something."@en , ', ""), encoding="utf-8")
    assert {finding.rule for finding in validate_files([copy])} == {"RKG-P01"}


@pytest.mark.usefixtures("small")
def test_standard_input_is_validated_without_a_file() -> None:
    findings = validate_files([STDIN], stdin=BAD.encode())
    assert {finding.file for finding in findings} == {None}
    assert {short(f) for f in findings if f.component is not None} == EXPECTED


@pytest.mark.usefixtures("small")
def test_a_dangling_reference_is_found_in_the_file_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "more.trig"
    path.write_text(
        """GRAPH <https://w3id.org/restokg/source/site> {
        <https://w3id.org/restokg/id/body/forum> <https://w3id.org/restokg/ontology#worksWith>
            <https://w3id.org/restokg/id/body/counsel> }""",
        encoding="utf-8",
    )
    (finding,) = validate_files([path])
    assert (finding.rule, finding.file) == ("RKG-Z01", path)
    assert finding.focus.endswith("body/counsel")


@pytest.mark.usefixtures("small")
def test_bad_files_are_errors_and_not_findings(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        validate_files([tmp_path / "nowhere.ttl"])
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b>", encoding="utf-8")
    with pytest.raises(RdfSyntaxError, match=r"broken\.ttl:1:"):
        validate_files([path])


@pytest.mark.parametrize("engine", ENGINES)
def test_shapes_that_are_no_shapes_are_an_error(engine: Engine, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:a> ; sh:sparql <urn:q> .
        <urn:q> a sh:SPARQLConstraint ; sh:select "SELEC nonsense" .""",
        encoding="utf-8",
    )
    store = Store()
    store.load(b"<urn:a> <urn:b> <urn:c> .", "ntriples")
    with pytest.raises(InputError, match="The shapes cannot be used"):
        validate(store, [shapes], engine=engine)


def test_an_engine_that_is_not_installed_is_an_error_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    monkeypatch.delitem(sys.modules, "restokg.validation.reference", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'restokg\[shacl\]'"):
        validate(Store(), engine="reference")
