"""Structural checks: what each one finds, what it lets pass, and how a check file must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg.errors import BadQueryFileError, EmptyInputError
from restokg.graph.store import Store
from restokg.validation.checks import package_checks, read_check, run_checks

PREFIXES = """
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix body: <https://w3id.org/restokg/id/body/> .
@prefix theme: <https://w3id.org/restokg/id/theme/> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix source: <https://w3id.org/restokg/source/> .
@prefix graph: <https://w3id.org/restokg/graph/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

CASES = {
    "RKG-Z01": [
        ("body:a a rkg:Body ; rkg:worksWith body:b .", {"body:b"}),
        ("body:a rdfs:label 'A'@en .", {"body:a"}),
        ("doc:x rkg:cites <https://w3id.org/restokg/doc/y/p/1#area> . doc:x a rkg:Document .",
         {"doc:y/p/1#area"}),
        # what is inferred is not described
        ("body:a a rkg:Body . GRAPH graph:inferred { body:b a rkg:Actor ; rkg:worksWith body:a }",
         {"body:b"}),
        ("body:a a rkg:Body ; rkg:seeAlso <https://example.org/b> , 'body:c' .", set()),
        ("GRAPH source:s { body:a a rkg:Body } GRAPH source:t { body:a rkg:worksWith body:a }",
         set()),
    ],
    "RKG-Z02": [
        ("body:a a rkg:Body ; rdfs:label 'X'@en . body:b a rkg:Body ; rdfs:label 'X'@en .",
         {"body:a"}),
        ("body:a a rkg:Body ; rdfs:label 'X'@en . body:b a rkg:Body ; rdfs:label 'x'@en .", set()),
        ("body:a a rkg:Body ; rdfs:label 'X'@zh . body:b a rkg:Body ; rdfs:label 'X'@zh .", set()),
        ("body:a a rkg:Body ; rdfs:label 'X'@en . theme:b a rkg:Theme ; rdfs:label 'X'@en .",
         set()),
        ("""body:a a rkg:Body ; rdfs:label 'X'@en . theme:b a rkg:Theme ; rdfs:label 'X'@en .
         GRAPH graph:inferred { body:a a rkg:Thing . theme:b a rkg:Thing }""", set()),
    ],
    "RKG-Z03": [
        ("body:a a rkg:Body ; rdfs:label '荒漠化公约'@en .", {"body:a"}),
        ("body:a a rkg:Body ; rdfs:comment 'called 公约 there'@en .", {"body:a"}),
        ("body:a a rkg:Body ; rdfs:label 'Façade №5 “é”'@en , '荒漠'@zh , '荒漠' .", set()),
    ],
    "RKG-Z04": [
        ("body:a a rkg:Body ; rdfs:label 'the convention'@zh .", {"body:a"}),
        ("body:a a rkg:Body ; rdfs:label 'forest loss, in short'@zh-Hans .", {"body:a"}),
        ("body:a a rkg:Body ; rdfs:label 'AGRI3'@zh , '15.3.1'@zh , 'Mirova Althelia'@zh .", set()),
        ("body:a a rkg:Body ; rdfs:label '名为 the convention'@zh , 'the convention'@en .", set()),
    ],
    "RKG-Z05": [
        ("GRAPH graph:inferred { body:a owl:sameAs body:b . body:b owl:sameAs body:a }",
         {"body:a"}),
        ("GRAPH source:s { body:a owl:sameAs body:b }", set()),
    ],
    "RKG-Z07": [
        ("""GRAPH doc:d { doc:p a rkg:Paragraph ; rkg:order 1 }
         GRAPH doc:p { doc:p rkg:cites doc:d }""", {"doc:p"}),
        ("""GRAPH doc:d { doc:p a rkg:Section ; rkg:order 1 . doc:q a rkg:Paragraph ; rkg:order 2 ;
         rkg:factlessBecause 'it leads on'@en }""", set()),
        ("""GRAPH doc:d { doc:p a rkg:Paragraph ; rkg:order 1 . doc:q a rkg:Item ; rkg:order 2 ;
         rkg:parent doc:p } GRAPH doc:q { body:a rkg:bodyOf body:b }""", set()),
    ],
    "RKG-Z06": [
        ("GRAPH source:s { body:a rdfs:label 'A'@en } GRAPH source:t { body:a rdfs:label 'A'@en }",
         {"body:a"}),
        ("""GRAPH source:s { body:a rdfs:label 'A'@en }
         GRAPH source:t { body:a rdfs:label '甲'@zh }""", set()),
        ("GRAPH source:s { doc:a rdfs:label 'A'@en } GRAPH source:t { doc:a rdfs:label 'A'@en }",
         set()),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [(rule, facts, expected) for rule, cases in CASES.items() for facts, expected in cases],
)
def test_a_check_finds_just_what_it_is_for(rule: str, facts: str, expected: set[str]) -> None:
    store = Store()
    store.load((PREFIXES + facts).encode(), "trig")
    (check,) = [check for check in package_checks() if check.rule == rule]
    found = run_checks(store, [check])
    assert {f.focus.replace("https://w3id.org/restokg/", "").replace("id/body/", "body:")
            .replace("doc/", "doc:") for f in found} == expected  # fmt: skip
    assert all(f.messages.keys() == {"en", "zh"} for f in found)


def test_every_check_has_cases_that_fail_and_cases_that_pass() -> None:
    assert {check.rule for check in package_checks()} == set(CASES)
    for cases in CASES.values():
        assert {bool(expected) for _, expected in cases} == {True, False}


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "check.rq"
    path.write_text(text, encoding="utf-8")
    return path


HEAD = "#+ id: RKG-Z99\n#+ severity: warning\n#+ message: Wrong.\n#+ message-zh: 有误。\n"


def test_values_of_checks_are_in_the_findings(tmp_path: Path) -> None:
    check = read_check(write(tmp_path, HEAD + "SELECT ?focus ?path ?value { ?focus ?path ?value }"))
    store = Store()
    store.load(b'<urn:a> <urn:b> "c"@en .', "ntriples")
    (finding,) = run_checks(store, [check])
    assert (finding.focus, finding.path, finding.value) == ("urn:a", "urn:b", '"c"@en')
    assert finding.message("zh") == "有误。"
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.replace("#+ message-zh: 有误。\n", ""), r"'#\+ message-zh: …' is missing"),
        (HEAD.replace("warning", "fatal"), "must be one of: violation, warning, info"),
    ],
)
def test_a_bad_header_is_an_error_with_its_file(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadQueryFileError, match=said) as caught:
        read_check(write(tmp_path, text))
    assert str(caught.value).startswith(str(tmp_path / "check.rq"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?focus { ?focus nope:p 1 }", r"check\.rq:5: this prefix is not declared"),
        ("SELECT ?x { ?x ?y ?z }", "does not select \\?focus"),
    ],
)
def test_a_bad_query_is_an_error_with_its_file(query: str, said: str, tmp_path: Path) -> None:
    check = read_check(write(tmp_path, HEAD + query))
    with pytest.raises(BadQueryFileError, match=said):
        run_checks(Store(), [check])


def test_a_package_without_checks_is_an_error(small: Path) -> None:
    for path in (small / "queries" / "checks").iterdir():
        path.unlink()
    with pytest.raises(EmptyInputError):
        package_checks()


@pytest.mark.parametrize("blank", [False, True])
def test_checks_of_some_nodes_find_what_the_full_run_finds_of_them(blank: bool) -> None:
    store = Store()
    names = [f"https://w3id.org/restokg/id/body/b{number}" for number in range(6)]
    lines = [
        f'<{name}> <urn:p> "汉字"@en , "words only"@zh ; <urn:q> [ <urn:p> "汉"@en ] .'
        for name in names
    ]
    store.load("\n".join(lines).encode(), "turtle")
    full = run_checks(store)
    some = {*names[2:5], *(f.focus for f in full[:2] if blank)}
    expected = [finding for finding in full if finding.focus in some]
    assert run_checks(store, nodes=some) == expected
    assert {"RKG-Z01", "RKG-Z03", "RKG-Z04"} <= {finding.rule for finding in expected}
    assert len(expected) < len(full)
