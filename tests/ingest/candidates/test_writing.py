"""What is written of a document: valid, each statement in its paragraph's graph, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.mention import AMBIGUOUS, UNKNOWN, Mention
from restokg.namespaces import DOC, PREFIXES, RDF
from restokg.validation.validator import validate_files
from tests.ingest.candidates.making import HERE, NOTHING, ROWS, Row, document, quads, written

RKG = PREFIXES["rkg"]
ANNOTATION = NamedNode("http://www.w3.org/ns/oa#Annotation")
ALONE = ("masthead", "p/1", "p/2", "p/2/a", "p/2/b")
"""Provisions that cite no other document."""


@pytest.fixture(scope="module")
def trig(extractor: Extractor, knowledge: Knowledge) -> str:
    made = document()
    return written([(made, extractor.mentions(made))], knowledge)


def values(found: list[Quad], subject: str, predicate: str) -> list[str]:
    """Return the objects that a node of the document has, without what their IRIs share."""
    return [
        str(quad.object.value).rpartition("/")[2]
        for quad in found
        if isinstance(quad.object, NamedNode | Literal)
        and quad.subject == NamedNode(f"{HERE}/{subject}")
        and quad.predicate == NamedNode(f"{RKG}{predicate}")
    ]


def marked_in(found: list[Quad]) -> Iterator[NamedNode]:
    for quad in found:
        if quad.object == ANNOTATION and isinstance(quad.subject, NamedNode):
            yield quad.subject


def test_it_keeps_to_the_rules_of_the_graph(
    extractor: Extractor, knowledge: Knowledge, tmp_path: Path
) -> None:
    made = document([row for row in ROWS if row[0] in ALONE])
    file = tmp_path / "made.trig"
    file.write_text(written([(made, extractor.mentions(made))], knowledge), encoding="utf-8")
    outcome = validate_files([file])
    assert outcome.errors == []
    assert [(finding.rule, finding.focus) for finding in outcome.findings] == []


def test_each_statement_stands_in_the_graph_of_its_paragraph(trig: str) -> None:
    structure = {"parent", "order", "number", "footnoteOf"}
    stated = 0
    for quad in quads(trig):
        subject, graph = quad.subject, quad.graph_name
        assert isinstance(subject, NamedNode)
        assert isinstance(graph, NamedNode)
        owner = subject.value.partition("#")[0]
        local = quad.predicate.value.removeprefix(RKG)
        if graph.value == HERE:
            assert local in structure or not quad.predicate.value.startswith(RKG)
        elif owner == HERE:
            assert graph.value == f"{HERE}/masthead"
        else:
            assert graph.value == owner
            stated += 1
    assert stated > 20


def test_every_node_of_its_own_is_a_candidate(trig: str) -> None:
    found = quads(trig)
    status = f"{PREFIXES['adms']}status"
    candidates = {
        quad.subject
        for quad in found
        if quad.predicate.value == status
        and quad.object == NamedNode(f"{PREFIXES['status']}candidate")
    }
    typed = {
        quad.subject
        for quad in found
        if quad.predicate == NamedNode(f"{RDF}type")
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(RKG)
    }
    assert candidates == typed


def test_a_range_is_cited_as_a_whole(trig: str) -> None:
    assert values(quads(trig), "preamble/1", "cites") == ["1", "4", "5", "6"]


def test_a_range_is_cited_as_a_whole_where_its_end_was_cited_before(extractor: Extractor) -> None:
    words = "Recalling resolution 72/6, and resolutions 72/4 to 72/6,"
    made = document([("preamble/1", "PreambularParagraph", words)])
    found = quads(written([(made, extractor.mentions(made))]))
    assert sorted(values(found, "preamble/1", "cites")) == ["4", "5", "6"]


def test_its_own_symbol_is_no_citation(trig: str) -> None:
    found = quads(trig)
    assert values(found, "masthead", "cites") == []
    assert values(found, "p/2/a", "cites") == []
    marked = [node.value for node in marked_in(found) if "/p/2/a#en-document" in node.value]
    assert len(marked) == 1, "but it is named there"


def test_items_have_the_requests_that_stand_above_them(trig: str) -> None:
    found = quads(trig)
    assert values(found, "p/1#request-1", "addressee") == ["un-secretary-general"]
    for item in ("p/2/a", "p/2/b"):
        assert values(found, f"{item}#request-1", "addressee") == ["member-states"]
        assert values(found, f"{item}#request-1", "modality") == ["calls-upon"]
    assert values(found, "p/2#request-1", "addressee") == []
    assert values(found, "p/2", "addressee") == ["member-states"]


def test_who_is_asked_is_not_mentioned_beside(trig: str) -> None:
    assert values(quads(trig), "p/1", "mentions") == []


def test_a_curated_provision_gets_annotations_alone(
    extractor: Extractor, knowledge: Knowledge
) -> None:
    made = document()
    paths = {f"{HERE}/p/1", f"{HERE}/preamble/1", f"{HERE}/masthead"}
    known = replace(knowledge, documents=frozenset([HERE]), provisions=frozenset(paths))
    found = quads(written([(made, extractor.mentions(made))], known))
    graphs = [(str(quad.subject).strip("<>"), str(quad.graph_name).strip("<>")) for quad in found]
    assert not [subject for subject, _ in graphs if subject in {HERE, *paths}]
    for path in paths:
        inside = {subject for subject, graph in graphs if graph == path}
        assert inside
        assert all(f"{path}#en-" in node for node in inside), inside
    assert values(found, "p/2", "modality") == ["calls-upon"], "the others are candidates still"


def test_orders_count_over_all_provisions_the_curated_included(knowledge: Knowledge) -> None:
    known = replace(knowledge, provisions=frozenset([f"{HERE}/p/1"]))
    found = quads(written([(document(), [])], known))
    assert values(found, "p/1", "order") == []
    assert values(found, "p/2", "order") == ["4"]


def test_a_footnote_tells_what_it_is_a_note_to(trig: str) -> None:
    found = [quad for quad in quads(trig) if quad.predicate == NamedNode(f"{RKG}footnoteOf")]
    assert [str(quad.object) for quad in found] == [f"<{HERE}/preamble/1>"]


def test_mentions_can_be_left_out(extractor: Extractor, knowledge: Knowledge) -> None:
    made = document()
    versions = [(made, extractor.mentions(made))]
    bare = written(versions, knowledge, with_mentions=False)
    assert "oa:Annotation" not in bare
    whole = written(versions, knowledge)
    kept = [line for line in whole.splitlines() if "rkg:cites" in line or "rkg:Request" in line]
    assert kept
    assert all(line in bare for line in kept)


def test_what_is_ambiguous_or_unknown_is_kept_as_such() -> None:
    made = document()
    start = made.text.index("70/1")
    choice = (f"{DOC}A/HRC/RES/4/10", f"{DOC}unea-resolution-4-10")
    mentions = [
        Mention(start, start + 2, "document", "resolution 4/10", None, AMBIGUOUS, choice),
        Mention(start + 2, start + 4, "document", "resolution 65/1", None, UNKNOWN),
    ]
    found = quads(written([(made, mentions)]))
    offered = [quad.object for quad in found if quad.predicate.value == f"{RKG}mayIdentify"]
    assert offered == [NamedNode(iri) for iri in choice]
    told = [quad.object for quad in found if quad.predicate.value.endswith("#bodyValue")]
    assert told == [Literal("resolution 65/1")]
    assert values(found, "preamble/1", "cites") == []


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(WORDS, WORDS, WORDS)
def test_words_numbers_and_titles_are_read_back_as_they_were(
    words: str, number: str, title: str
) -> None:
    made = document([("p/1", "OperativeParagraph", words)])
    made.provisions[0].number = number
    made.title = title
    store = Store()
    store.load(written([(made, [])]).encode(), "trig")
    row = next(
        iter(
            store.select(f"""SELECT ?text ?number ?title WHERE {{
              <{HERE}/p/1> schema:text ?text ; rkg:number ?number .
              <{HERE}> dcterms:title ?title }}""")
        )
    )
    assert [getattr(term, "value", None) for term in row] == [words, number, title]


TEXTS = {
    "en": "Recalling 🌍 its resolution 70/1,",
    "zh": "回顾𠀀其第70/1号决议，",
    "ar": "إذ تشير إلى قرارها \u200f70/1\u200f،",
}


def test_places_count_the_code_points_of_each_language(
    extractor: Extractor, knowledge: Knowledge
) -> None:
    versions = []
    for language, words in TEXTS.items():
        rows: list[Row] = [
            ("masthead", "Masthead", "A/RES/99/1 🌍"),
            ("preamble/1", "PreambularParagraph", words),
        ]
        made = document(rows, language=language)
        versions.append((made, extractor.mentions(made)))
    store = Store()
    store.load(written(versions, knowledge).encode(), "trig")
    rows_found = store.select(f"""SELECT ?language ?words WHERE {{
      ?note oa:hasBody <{DOC}A/RES/70/1> ; oa:hasTarget ?span .
      ?span oa:hasSource <{HERE}/preamble/1> ; dc:language ?language ; oa:hasSelector ?place .
      ?place oa:start ?start ; oa:end ?end .
      <{HERE}/preamble/1> schema:text ?text FILTER (LANG(?text) = ?language)
      BIND (SUBSTR(STR(?text), ?start + 1, ?end - ?start) AS ?words) }} ORDER BY ?language""")
    found = [[getattr(term, "value", None) for term in row] for row in rows_found]
    assert found == [["ar", "70/1"], ["en", "70/1"], ["zh", "70/1"]]


def test_languages_together_say_what_each_says_once(
    extractor: Extractor, knowledge: Knowledge
) -> None:
    made = [document([("preamble/1", "PreambularParagraph", words)], language=language)
            for language, words in TEXTS.items()]  # fmt: skip
    found = quads(written([(one, extractor.mentions(one)) for one in made], knowledge))
    assert values(found, "preamble/1", "cites") == ["1"]
    assert values(found, "preamble/1", "modality") == ["recalls"]


def test_without_a_graph_to_speak_of_only_documents_are_cited(extractor: Extractor) -> None:
    made = document()
    found = quads(written([(made, extractor.mentions(made))], NOTHING))
    used = {quad.predicate.value.removeprefix(RKG) for quad in found}
    assert "cites" in used
    assert not used & {"addressee", "modality", "mentions", "supportsTarget", "theme"}
