"""Validation: what shapes find, the same by both engines, with words and files."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from restokg import resources
from restokg.build.pipeline import build
from restokg.errors import (
    BadShapesError,
    EmptyInputError,
    InputError,
    MissingPathError,
    RdfSyntaxError,
    UnknownProfileError,
    UsageError,
)
from restokg.graph.reading import STDIN
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.validation.engines import ENGINES, Engine
from restokg.validation.findings import Finding, violations
from restokg.validation.rules import Rules, package_rules, profiles, user_rules
from restokg.validation.validator import validate, validate_dataset, validate_files

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
    found = validate_files([path], engine=engine).findings
    return [finding for finding in found if finding.component is not None]


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
def test_all_engines_find_the_same_to_the_last_word(tmp_path: Path) -> None:
    native, shifty, reference = (
        [dataclasses.astuple(f) for f in shape_findings(bad(tmp_path), engine)]
        for engine in ENGINES
    )
    assert native == shifty == reference


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
def test_findings_name_the_place_and_come_in_its_order(tmp_path: Path) -> None:
    path = bad(tmp_path)
    findings = validate_files([path]).findings
    assert findings == validate_files([path]).findings
    places = [finding.place for finding in findings]
    assert {place.file for place in places if place} == {path}
    lines = [place.line for place in places if place and place.line]
    assert len(lines) == len(findings)
    assert lines == sorted(lines)
    texts = BAD.splitlines()
    (itself,) = [f for f in findings if f.rule == "RKG-P04"]
    assert itself.place is not None
    line, column = itself.place.line or 0, itself.place.column or 0
    assert texts[line - 1][column - 1 :].startswith("p:2 a rkg:Provision")
    assert violations(findings) == [f.severity for f in findings].count("violation") > 0


@pytest.mark.usefixtures("small")
def test_the_package_keeps_to_its_own_rules() -> None:
    assert validate_files([resources.data()]).findings == []
    assert validate_dataset(open_snapshot(build().path).store).findings == []


def test_findings_are_about_the_given_files_only(small: Path, tmp_path: Path) -> None:
    report = small / "data" / "documents" / "report.trig"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace('"第二段要求更多。"@zh', '"x"@fr'), encoding="utf-8")
    more = tmp_path / "more.trig"
    more.write_text(
        'GRAPH <https://w3id.org/restokg/source/site> { <urn:a> <urn:b> "c" }', encoding="utf-8"
    )
    assert validate_files([more]).findings == []
    assert {f.rule for f in validate_files([report]).findings} == {"RKG-P01"}


def test_references_resolve_in_the_package_unless_it_is_left_out(
    small: Path, tmp_path: Path
) -> None:
    report = small / "data" / "documents" / "report.trig"
    assert validate_files([report]).findings == []
    alone = {finding.rule for finding in validate_files([report], context=False).findings}
    assert alone == {"RKG-P03", "RKG-Z01"}
    assert tmp_path.exists()


def test_a_corrected_copy_of_a_document_is_judged_alone(small: Path, tmp_path: Path) -> None:
    report = small / "data" / "documents" / "report.trig"
    good = report.read_text(encoding="utf-8")
    copy = tmp_path / "copy.trig"
    copy.write_text(good, encoding="utf-8")
    report.write_text(good.replace('number "2"', 'number "two"'), encoding="utf-8")
    assert validate_files([copy]).findings == []
    copy.write_text(good.replace('"The first says something."@en , ', ""), encoding="utf-8")
    assert {finding.rule for finding in validate_files([copy]).findings} == {"RKG-P01"}


@pytest.mark.usefixtures("small")
def test_standard_input_is_validated_as_a_file_is() -> None:
    findings = validate_files([STDIN], stdin=BAD.encode()).findings
    assert {finding.file for finding in findings} == {STDIN}
    assert all(finding.place and finding.place.line for finding in findings)
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
    (finding,) = validate_files([path]).findings
    assert (finding.rule, finding.file) == ("RKG-Z01", path)
    assert finding.focus.endswith("body/counsel")


@pytest.mark.usefixtures("small")
def test_bad_files_are_errors_beside_the_findings_of_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = validate_files([tmp_path / "nowhere.ttl", broken, empty, bad(tmp_path)])
    assert [type(error) for error in outcome.errors] == [
        MissingPathError,
        EmptyInputError,
        RdfSyntaxError,
    ]
    assert str(outcome.errors[-1]).startswith(f"{broken}:1:")
    assert outcome.files == [bad(tmp_path)]
    assert {short(f) for f in outcome.findings if f.component is not None} == EXPECTED


@pytest.mark.usefixtures("small")
def test_what_contradicts_the_ontology_is_found_at_its_statement(tmp_path: Path) -> None:
    path = tmp_path / "more.trig"
    path.write_text(
        """@prefix body: <https://w3id.org/restokg/id/body/> .
        GRAPH <https://w3id.org/restokg/source/site> {
          body:forum a <https://w3id.org/restokg/ontology#Document> }""",
        encoding="utf-8",
    )
    (finding,) = validate_files([path]).findings
    assert (finding.rule, finding.severity) == ("RKG-V01", "violation")
    assert "body:forum 同属" in finding.message("zh")
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 24)


USER_SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ; sh:property <urn:s-b> .
<urn:s-b> sh:path ( <urn:b> [ sh:inversePath <urn:b> ] ) ; sh:maxCount 0 ; sh:severity sh:Info ."""


def test_a_users_shapes_are_all_that_holds_and_say_what_is_wrong_in_both_languages(
    tmp_path: Path,
) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(USER_SHAPES, encoding="utf-8")
    data = tmp_path / "data.nt"
    data.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    rules, errors = user_rules([shapes])
    assert not errors
    for engine in ENGINES:
        (finding,) = validate_files(
            [data], rules=rules, context=False, reasoning=False, engine=engine
        ).findings
        assert (finding.severity, finding.rule, finding.focus) == ("info", "urn:s-b", "urn:a")
        assert finding.path == "(<urn:b>/(^<urn:b>))"
        assert finding.message("en") == f"{finding.path}: It may have at most 0 of these."
        assert finding.message("zh") == f"{finding.path}：该项至多可有 0 个。"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_rule_without_a_name_goes_by_the_shape_that_it_stands_in(engine: Engine) -> None:
    shapes, data = Store(), Store()
    shapes.load(
        b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rkg: <https://w3id.org/restokg/ontology#> .
        rkg:S sh:targetSubjectsOf <urn:b> ; sh:property [ sh:path rkg:p ; sh:minCount 1 ] ,
          [ sh:path rkg:q ; sh:minCount 1 ; sh:message "No q." ] ; sh:nodeKind sh:Literal .
        rkg:T sh:targetSubjectsOf <urn:b> ; sh:message "Another." ; sh:sparql [
          sh:select "SELECT $this { $this <urn:b> ?any }" ] .""",
        "turtle",
    )
    data.load(b"<urn:a> <urn:b> <urn:c> .", "ntriples")
    found = {(f.rule, f.message()) for f in validate(data, Rules(shapes), engine=engine)}
    assert found == {
        ("rkg:S", "The value must be of kind sh:Literal."),
        ("rkg:S/rkg:p", "rkg:p: It needs at least 1 of these."),
        ("rkg:S/rkg:q", "No q."),
        ("rkg:T", "Another."),
    }


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("data.ttl", "<urn:a> <urn:b> <urn:c> .", "There is no shape in it"),
        ("broken.ttl", "<urn:a> <urn:b>", "broken.ttl:1:"),
    ],
)
def test_a_file_of_shapes_without_any_is_an_error_and_the_others_hold(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    good = tmp_path / "shapes.ttl"
    good.write_text(USER_SHAPES, encoding="utf-8")
    bad_shapes = tmp_path / name
    bad_shapes.write_text(text, encoding="utf-8")
    rules, errors = user_rules([bad_shapes, good])
    assert len(rules.shapes) == 11
    assert [said in str(error) for error in errors] == [True]


@pytest.mark.parametrize("engine", ENGINES)
def test_shapes_that_are_ill_formed_are_an_error(engine: Engine, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:a> ; sh:sparql <urn:q> .
        <urn:q> a sh:SPARQLConstraint ; sh:select "SELEC nonsense" .""",
        encoding="utf-8",
    )
    store = Store()
    store.load(b"<urn:a> <urn:b> <urn:c> .", "ntriples")
    with pytest.raises(InputError):
        validate(store, user_rules([shapes])[0], engine=engine)


@pytest.mark.parametrize(
    "cycle",
    [
        "<urn:s> sh:node <urn:s> .",
        "<urn:s> sh:node <urn:t> . <urn:t> sh:or ( <urn:u> ) . <urn:u> sh:not <urn:s> .",
        "<urn:s> sh:property <urn:p> . <urn:p> sh:path <urn:b> ; sh:node <urn:s> .",
    ],
)
@pytest.mark.parametrize("engine", ["native", "pyshacl"])
def test_shapes_that_refer_to_themselves_are_refused_by_name(cycle: str, engine: Engine) -> None:
    store = Store()
    target = "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetNode <urn:a> . "
    store.load((target + cycle).encode(), "turtle")
    data = Store()
    data.load(b"<urn:a> <urn:b> <urn:a> .", "ntriples")
    said = "urn:s: The shape refers to itself" if engine == "native" else "A shape refers to itself"
    with pytest.raises(BadShapesError, match=said):
        validate(data, Rules(store), engine=engine)


def test_a_pattern_that_no_native_engine_reads_is_refused_with_the_way_out() -> None:
    shapes, data = Store(), Store()
    shapes.load(
        b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> sh:targetSubjectsOf <urn:b> ; sh:pattern "(a)\\\\1" ; sh:message "No." .""",
        "turtle",
    )
    data.load(b"<urn:aa> <urn:b> 1 . <urn:ab> <urn:b> 1 .", "turtle")
    with pytest.raises(BadShapesError, match="--engine pyshacl"):
        validate(data, Rules(shapes))
    (finding,) = validate(data, Rules(shapes), engine="pyshacl")
    assert finding.focus == "urn:ab"


def test_files_are_read_also_if_the_shapes_cannot_be_used(tmp_path: Path) -> None:
    shapes, broken, data = Store(), tmp_path / "broken.ttl", tmp_path / "data.ttl"
    shapes.load(
        b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> sh:targetNode <urn:a> ; sh:node <urn:s> .""",
        "turtle",
    )
    broken.write_text("<urn:a>", encoding="utf-8")
    data.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    outcome = validate_files([broken, data], rules=Rules(shapes), context=False, reasoning=False)
    assert [type(error) for error in outcome.errors] == [RdfSyntaxError, BadShapesError]
    assert (outcome.findings, outcome.files) == ([], [])


@pytest.mark.usefixtures("small")
def test_a_profile_leaves_rules_out_or_lets_them_only_warn(tmp_path: Path) -> None:
    profile = tmp_path / "profile.ttl"
    profile.write_text(
        """@prefix rkg: <https://w3id.org/restokg/ontology#> .
        @prefix rkgs: <https://w3id.org/restokg/shapes#> .
        <urn:mine> rkg:leavesOut rkgs:Provision-abstract , rkgs:RKG-Z01 ;
            rkg:warnsOf rkgs:Provision-addressee .""",
        encoding="utf-8",
    )
    full = validate_files([bad(tmp_path)]).findings
    rules = package_rules(str(profile))
    some = validate_files([bad(tmp_path)], rules=rules).findings
    assert {"RKG-P01", "RKG-Z01"} <= {f.rule for f in full}
    assert {f.rule for f in full} - {f.rule for f in some} == {"RKG-P01", "RKG-Z01"}
    assert {f.severity for f in full if f.rule == "RKG-P03"} == {"violation"}
    assert {f.severity for f in some if f.rule == "RKG-P03"} == {"warning"}


def test_the_profiles_of_the_package_name_rules_that_are_there() -> None:
    known = {check.rule for check in package_rules().checks}
    shapes = package_rules().shapes
    assert len(profiles()) == 3
    for name in profiles()[1:]:
        profile = Store()
        profile.load(resources.shapes() / "profiles" / f"{name}.ttl", "turtle")
        query = "SELECT ?rule { ?profile rkg:leavesOut|rkg:warnsOf ?rule }"
        for (rule,) in profile.select(query):
            check = rule.value.partition("#")[2]
            assert check in known or any(True for _ in shapes.quads(rule)), rule


def test_an_unknown_profile_is_an_error_that_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownProfileError, match="curated, draft, triples"):
        package_rules("nosuch")
    file = tmp_path / "data.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(BadShapesError, match="no profile"):
        package_rules(str(file))


def test_an_engine_that_is_not_installed_is_an_error_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    monkeypatch.delitem(sys.modules, "restokg.validation.reference", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'restokg\[shacl\]'"):
        validate(Store(), engine="pyshacl")
