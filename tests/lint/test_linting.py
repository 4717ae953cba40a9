"""What is linted together, what is known beside it, and where findings stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg import resources
from restokg.errors import EmptyInputError, MissingPathError, RdfSyntaxError, UnknownSyntaxError
from restokg.lint.linting import lint

PREFIXES = """@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix rkgs: <https://w3id.org/restokg/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
CONSTRAINT = (
    PREFIXES
    + """rkgs:Mine a sh:NodeShape ; sh:targetClass rkg:Fund ; sh:severity sh:Violation ;
  sh:message "MINE-1 No."@en , "MINE-1 否。"@zh ; sh:sparql [ sh:select %s ] .
"""
)


def found(*paths: Path) -> list[tuple[str, str, int | None, int | None]]:
    outcome = lint(paths)
    assert not outcome.errors
    places = [(finding, finding.place) for finding in outcome.findings]
    return [(f.rule, p.file.name, p.line, p.column) for f, p in places if p is not None]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def column(path: Path, line: int, part: str) -> int:
    return path.read_text(encoding="utf-8").splitlines()[line - 1].index(part) + 1


def test_terms_that_one_file_declares_may_be_used_in_another(tmp_path: Path) -> None:
    use = write(tmp_path / "use.ttl", PREFIXES + "rkgs:A a rkg:Tree ; rkgs:b rkg:Tree .\n")
    assert found(use)[:1] == [("RKG-L04", "use.ttl", 3, 9)]
    assert [place for place in found(use) if place[0] == "RKG-L01"] == [
        ("RKG-L01", "use.ttl", 4, 10),
        ("RKG-L01", "use.ttl", 4, 21),
    ]
    own = "rkg:Tree a rkg:Kind .\nrkgs:b a rkg:Kind .\nrkg:Kind a rkg:Kind .\n"
    write(tmp_path / "declare.ttl", PREFIXES + own)
    assert {rule for rule, *_ in found(tmp_path)} == {"RKG-L04"}


def test_a_file_of_the_package_is_linted_as_one_of_all_its_shapes() -> None:
    codes = {rule for rule, *_ in found(resources.shapes() / "Memorandum.ttl")}
    assert not codes & {"RKG-L01", "RKG-L27"}


def test_a_user_shape_may_not_lean_on_the_shapes_of_the_package(tmp_path: Path) -> None:
    shape = "rkgs:Mine a sh:NodeShape ; sh:targetClass rkg:Fund ; sh:property rkgs:Actor .\n"
    file = write(tmp_path / "shape.ttl", PREFIXES + shape)
    assert found(file) == [("RKG-L01", "shape.ttl", 4, 66)]


def test_a_code_of_the_context_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = """{name} a sh:NodeShape ; sh:targetClass rkg:Fund ; sh:nodeKind sh:IRI ;
      sh:severity sh:Violation ; sh:message "MINE-1 No."@en , "MINE-1 否。"@zh .\n"""
    write(tmp_path / "b.ttl", PREFIXES + shape.format(name="rkgs:Beta"))
    file = write(tmp_path / "a.ttl", PREFIXES + shape.format(name="rkgs:Alpha"))
    assert not found(file)
    assert found(tmp_path) == [("RKG-L26", "b.ttl", 4, 1)]
    monkeypatch.setattr(resources, "shapes", lambda: tmp_path)
    assert found(file) == [("RKG-L26", "a.ttl", 4, 1)]


def test_a_profile_may_name_the_checks_of_the_package(tmp_path: Path) -> None:
    text = (
        PREFIXES.replace("@prefix sh:", "#") + "rkgs:A a rkg:Fund ; rkg:concerns rkgs:RKG-Z0{} .\n"
    )
    assert not found(write(tmp_path / "known.ttl", text.format(1)))
    assert [rule for rule, *_ in found(write(tmp_path / "none.ttl", text.format(0)))] == ["RKG-L01"]


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    text = PREFIXES + "rkgs:{} sh:property _:same .\n_:same sh:minCount {} ; sh:maxCount {} .\n"
    write(tmp_path / "a.ttl", text.format("A", 0, 1))
    write(tmp_path / "b.ttl", text.format("B", 2, 3))
    assert {rule for rule, *_ in found(tmp_path)} == {"RKG-L04"}


def test_a_finding_in_a_constraint_stands_where_the_word_is(tmp_path: Path) -> None:
    query = '"""SELECT $this\nWHERE { $this a ?type FILTER(?kind = 1) }"""'
    file = write(tmp_path / "long.ttl", CONSTRAINT % query)
    places = [("RKG-L44", "long.ttl", 6, 17), ("RKG-L43", "long.ttl", 6, 30)]
    assert found(file) == places
    file = write(tmp_path / "short.ttl", CONSTRAINT % "'SELECT $this { $this a foo:Bar }'")
    assert found(file) == [("RKG-L33", "short.ttl", 5, column(file, 5, "foo:"))]


def test_a_finding_in_a_query_with_escapes_stands_at_the_whole_of_it(tmp_path: Path) -> None:
    query = r"'SELECT $this { $this a foo:Bar ; a \"\" }'"
    file = write(tmp_path / "escaped.ttl", CONSTRAINT % query)
    assert found(file) == [("RKG-L33", "escaped.ttl", 5, column(file, 5, "'SELECT"))]


def test_a_validator_may_use_the_parameters_of_its_component(tmp_path: Path) -> None:
    component = """rkgs:Mine a sh:ConstraintComponent ;
      sh:parameter [ sh:path rkgs:most ] ;
      sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER(?value < $most) }" ] .
    rkgs:most sh:name "most" ."""
    assert not found(write(tmp_path / "a.ttl", PREFIXES.replace("@prefix rkg:", "#") + component))


def test_what_cannot_be_read_is_told_and_the_rest_is_linted(tmp_path: Path) -> None:
    good = write(tmp_path / "good.rq", "SELECT ?x { ?x a ?y FILTER(?y = ?z) }")
    broken = write(tmp_path / "broken.ttl", "<https://example.org/a> .\n")
    latin = tmp_path / "latin.rq"
    latin.write_bytes(b"# caf\xe9")
    text = write(tmp_path / "notes.txt", "")
    (tmp_path / "empty").mkdir()
    paths = [broken, latin, text, tmp_path / "missing.rq", tmp_path / "empty", good]
    outcome = lint(paths)
    assert [finding.rule for finding in outcome.findings] == ["RKG-L43"]
    assert list(outcome.texts) == [good]
    kinds = {type(error) for error in outcome.errors}
    assert kinds == {RdfSyntaxError, MissingPathError, UnknownSyntaxError, EmptyInputError}
    assert len(outcome.errors) == 5


def test_a_query_beside_a_question_must_be_one_too(tmp_path: Path) -> None:
    plain = write(tmp_path / "02-plain.rq", "SELECT ?x { ?x ?p [] FILTER(?p != 1) }")
    assert not found(plain)
    header = "#+ id: 01-a\n#+ question: A?\n#+ question-zh: 甲？\n#+ group: G\n#+ group-zh: 组\n"
    write(tmp_path / "01-a.rq", header + "SELECT ?x { ?x a [] }")
    assert found(tmp_path) == [("RKG-L47", "02-plain.rq", 1, 1)] * 4


def test_the_language_may_stand_where_sparql_takes_no_variable(tmp_path: Path) -> None:
    query = "SELECT (CONCAT(STR(MAX(?n)), ?lang) AS ?c) { ?x ?n 1 } GROUP BY ?x"
    assert not found(write(tmp_path / "a.rq", query))


def test_the_ontology_and_the_small_queries_of_the_package_have_nothing_to_mend() -> None:
    """The rest of the package takes longer: `make test` runs the command on all of it."""
    queries = resources.queries()
    outcome = lint(
        [
            resources.ontology(),
            *(queries / name for name in ("checks", "choices", "summary", "synergies")),
        ]
    )
    assert len(outcome.texts) > 10
    assert not outcome.errors
    assert [f for f in outcome.findings if f.severity != "info"] == []
