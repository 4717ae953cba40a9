"""What passages are about: themes and types of ecosystems as statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg import resources
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import NamedNode, Store, parse
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.identity import identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.candidates.work import Version, assemble
from restokg.ingest.candidates.writing import Writer
from restokg.ingest.document import Document, Provision
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.namespaces import DOC, compact
from restokg.validation.validator import validate_files

HERE = f"{DOC}A/RES/99/1"

WORDS = {
    "en": (
        "A/RES/99/1 Drought",
        "Encourages measures against land degradation and drought, also in wetlands;",
        "Invites the private sector to take part;",
        "Recalls the Convention on Biological Diversity;",
    ),
    "zh": (
        "A/RES/99/1 干旱",
        "鼓励采取措施，应对土地退化和干旱；",
        "邀请私营部门参加；",
        "回顾《生物多样性公约》，并强调能力建设；",
    ),
}


@pytest.fixture(scope="module")
def written() -> str:
    """An invented resolution in two languages, as ingest writes it."""
    store = Store()
    load(store, rdf_files([resources.data(), resources.ontology()]))
    knowledge = Knowledge.of(store)
    extractor = Extractor(Gazetteer.of(store), knowledge.symbols)
    made = [_document(language) for language in WORDS]
    work = assemble([Version(each, extractor.mentions(each)) for each in made])
    identity = identify(work.main, knowledge)
    lines = Writer(work, identity, knowledge).lines()
    return "".join([turtle.header(), turtle.base(identity.iri), *lines])


def _document(language: str) -> Document:
    text = ""
    provisions = []
    for index, words in enumerate(WORDS[language]):
        path, kind = (f"p/{index}", "OperativeParagraph") if index else ("masthead", "Masthead")
        number = str(index) if index else None
        provisions.append(Provision(path, kind, len(text), len(text) + len(words), number))
        text += words + "\n"
    return Document(f"{language}.html", "html", text, provisions, language, "A/RES/99/1")


def stated(written: str, path: str, predicate: str) -> set[str | None]:
    here = NamedNode(f"{HERE}/{path}")
    return {
        compact(quad.object.value)
        for quad in parse(written.encode(), "trig")
        if quad.subject == quad.graph_name == here
        and compact(quad.predicate.value) == predicate
        and isinstance(quad.object, NamedNode)
    }


def test_a_passage_says_what_it_is_about_in_its_own_graph(written: str) -> None:
    assert stated(written, "p/1", "rkg:theme") == {"theme:land-degradation", "theme:drought"}
    assert stated(written, "p/1", "rkg:ecosystem") == {"ecosystem:wetlands"}


def test_who_is_named_tells_a_theme_too(written: str) -> None:
    assert stated(written, "p/2", "rkg:addressee") == {"actor:private-sector"}
    assert stated(written, "p/2", "rkg:theme") == {"theme:private-sector"}


def test_a_theme_that_one_language_tells_is_kept_and_a_name_tells_none(written: str) -> None:
    assert stated(written, "p/3", "rkg:cites") == {"agreement:cbd"}
    assert stated(written, "p/3", "rkg:theme") == {"theme:capacity-building"}


def test_a_masthead_is_about_nothing(written: str) -> None:
    assert stated(written, "masthead", "rkg:theme") == set()


def test_themes_are_not_annotated(written: str) -> None:
    assert "#en-organization-" in written
    assert "#en-theme-" not in written
    assert "#en-ecosystem-" not in written


def test_themes_keep_to_the_rules_and_others_do_not(written: str, tmp_path: Path) -> None:
    file = tmp_path / "candidates.trig"
    file.write_text(written, encoding="utf-8")
    assert validate_files([file]).findings == []
    assert "theme:drought" in written
    assert "ecosystem:wetlands" in written
    swapped = written.replace("theme:drought", "ecosystem:forests")
    file.write_text(swapped.replace("ecosystem:wetlands", "theme:water"), encoding="utf-8")
    assert {finding.rule for finding in validate_files([file]).findings} == {"RKG-P10", "RKG-P11"}
