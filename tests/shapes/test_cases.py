"""Each rule has a case that breaks exactly it, and each file of shapes one that breaks nothing.

``cases/<Shape>-valid.ttl`` keeps to all rules of a file of shapes;
``cases/RKG-<code>-invalid-<how>.ttl`` differs from it in one place.
"""

import re
from pathlib import Path

import pytest
from rdflib.namespace import SH as VOCABULARY

from restokg import resources
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import ONTOLOGY_GRAPH, SH
from restokg.validation.engines import ENGINES, Engine
from restokg.validation.findings import Finding
from restokg.validation.rules import Rules, package_rules
from restokg.validation.validator import validate

CASES = sorted((Path(__file__).parent / "cases").iterdir())
SHAPES = sorted(resources.shapes().glob("*.ttl"))
CODE = re.compile(r"RKG-[A-Z]\d+")
RULES: Rules = package_rules()._replace(checks=())
HELPERS = "_values"
"""Shapes without a target, that the rules of the other files refer to."""


def codes_of(path: Path) -> set[str]:
    return set(CODE.findall(path.read_text(encoding="utf-8")))


def findings_of(case: Path, engine: Engine) -> list[Finding]:
    store = Store()
    for file in sorted(resources.ontology().glob("*.ttl")):
        store.load(file, "turtle", graph=ONTOLOGY_GRAPH)
    # A graph of a described kind around a Turtle case, so that the rules on graphs keep quiet.
    inside = "https://w3id.org/restokg/graph/sources" if case.suffix == ".ttl" else None
    store.load(case, "turtle" if inside else "trig", graph=inside)
    return validate(store, RULES, engine=engine)


def test_every_file_of_shapes_has_a_valid_case_and_every_rule_a_breaking_one() -> None:
    assert SHAPES
    named = {case.stem.removesuffix("-valid") for case in CASES if case.stem.endswith("-valid")}
    assert named == {path.stem for path in SHAPES} - {HELPERS}
    broken = {match[0] for case in CASES if (match := CODE.match(case.name))}
    assert broken == set[str]().union(*(codes_of(path) for path in SHAPES))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_breaks_exactly_the_rule_of_its_name(case: Path, engine: Engine) -> None:
    expected = {case.name.partition("-invalid-")[0]} if "-invalid-" in case.name else set()
    assert {finding.rule for finding in findings_of(case, engine)} == expected


def test_every_rule_speaks_english_and_chinese_and_states_its_severity() -> None:
    for path in SHAPES:
        store = Store()
        store.load(path, "turtle")
        rows = store.select(
            "SELECT ?shape ?en ?zh ?severity WHERE { ?shape sh:message ?en , ?zh "
            "FILTER (LANG(?en) = 'en' && LANG(?zh) = 'zh') "
            "OPTIONAL { ?shape sh:severity ?severity } }"
        )
        found = [(en.value, zh.value, severity) for _, en, zh, severity in rows]
        assert len(found) == len(codes_of(path)), path.name
        for en, zh, severity in found:
            assert CODE.findall(en) == CODE.findall(zh)
            assert re.search(r"[\u4e00-\u9fff]", zh)
            assert severity is not None


def test_every_term_of_shacl_in_use_is_in_its_vocabulary() -> None:
    """A typo such as ``sh:dataType`` would pass in silence."""
    # The terms that are keywords of Python stand apart in rdflib's vocabulary.
    keywords = {f"{SH}{name}" for name in ("and", "class", "in", "not", "or")}
    known = keywords | {str(VOCABULARY[name]) for name in VOCABULARY.__annotations__}
    assert f"{SH}datatype" in known
    assert f"{SH}dataType" not in known
    used = set()
    for path in SHAPES:
        store = Store()
        store.load(path, "turtle")
        for quad in store.quads():
            for term in (quad.predicate, quad.object):
                if isinstance(term, NamedNode) and term.value.startswith(SH):
                    used.add(term.value)
    assert used
    assert used <= known
