"""Places: which file, which line and column each finding stands at."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from restokg.graph.reading import STDIN
from restokg.validation import locating
from restokg.validation.findings import Finding, Place
from restokg.validation.placing import Reading, Source, reading
from restokg.validation.reports.formats import Report, write
from restokg.validation.rules import user_rules
from restokg.validation.validator import validate_files

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:x:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:S a sh:NodeShape ; sh:targetClass :T ; sh:property :S-p , :S-q , :S-r , :S-i .
:S-p sh:path :p ; sh:datatype xsd:integer ; sh:message "p"@en .
:S-q sh:path :q ; sh:maxCount 1 ; sh:message "q"@en .
:S-r sh:path :r ; sh:minCount 1 ; sh:message "r"@en .
:S-i sh:path [ sh:inversePath :i ] ; sh:nodeKind sh:BlankNode ; sh:message "i"@en ."""

TURTLE = """@prefix : <urn:x:> .
# é 水 comments and astral \U00010400 characters
:a a :T ;\t:p "1" , 01 , \"\"\"two
lines\"\"\" ;
  :r 1 .
@prefix : <urn:y:> .
:a a :T .
@prefix x: <urn:x:> .
x:b a x:T ; x:r 1 ; x:q 1 .
x:b x:q 2 .
x:c x:i x:b .
[] a x:T ; x:r ( 1 2 ) ; x:p [ x:r "z" ] .
[] a x:T ; x:q "other" .
"""


def located(tmp_path: Path, **files: str) -> list[Finding]:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES, encoding="utf-8")
    paths = []
    for name, text in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    rules, errors = user_rules([shapes])
    assert not errors
    return validate_files(paths, rules=rules, context=False, reasoning=False).findings


def places(findings: list[Finding]) -> list[tuple[str, int | None, int | None]]:
    nowhere = Place(Path())
    spots = [(finding.message(), finding.place or nowhere) for finding in findings]
    return [(message, place.line, place.column) for message, place in spots]


TURTLE_PLACES = [
    ("p", 3, 14),
    ("p", 3, 25),
    ("q", 10, 9),
    ("i", 11, 1),
    ("p", 12, 30),
    ("r", 13, 1),
]


def test_each_finding_stands_at_its_triple_or_at_the_block_of_its_node(tmp_path: Path) -> None:
    assert places(located(tmp_path, data_ttl=TURTLE)) == TURTLE_PLACES


def test_lines_that_end_in_crlf_count_as_others_do(tmp_path: Path) -> None:
    text = TURTLE.replace("\n", "\r\n")
    assert places(located(tmp_path, data_ttl=text)) == TURTLE_PLACES


def test_a_span_ends_behind_its_last_character(tmp_path: Path) -> None:
    two_lines = located(tmp_path, data_ttl=TURTLE)[1].place
    assert two_lines is not None
    assert (two_lines.end_line, two_lines.end_column) == (4, 9)


NTRIPLES = (
    '<urn:x:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:T> .\n'
    '<urn:x:b> <urn:x:p> "水" .\n'
    '<urn:x:a>\t<urn:x:p> "é" .\n'
    '<urn:x:\\u0061> <urn:x:p> "f" .\n'
    '_:n <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:T> .\n'
)  # fmt: skip


@pytest.mark.parametrize("extension", ["nt", "nq", "ttl", "trig"])
def test_lines_of_triples_are_found_however_they_are_written(
    extension: str, tmp_path: Path
) -> None:
    found = located(tmp_path, **{f"data_{extension}": NTRIPLES})
    assert places(found) == [("r", 1, 1), ("p", 3, 21), ("p", 4, 26), ("r", 5, 1)]


def test_named_graphs_are_part_of_the_union_and_have_places_too(tmp_path: Path) -> None:
    text = "@prefix : <urn:x:> .\n:g { :a a :T }\n:h { :a :p 1 ,\n 'x' ; :r 1 }"
    assert places(located(tmp_path, data_trig=text)) == [("p", 4, 2)]


def test_the_file_with_the_offending_triple_comes_before_that_of_the_type(tmp_path: Path) -> None:
    found = located(
        tmp_path,
        a_ttl="@prefix : <urn:x:> . :other :i :nothing .",
        b_ttl="@prefix : <urn:x:> .\n:a a :T .",
        c_ttl="@prefix : <urn:x:> .\n\n:a :p 'x' .",
    )
    assert [(f.message(), f.file and f.file.name) for f in found] == [
        ("r", "b.ttl"),
        ("p", "c.ttl"),
    ]


def test_alike_blank_nodes_of_two_files_each_get_their_own_place(tmp_path: Path) -> None:
    text = "@prefix : <urn:x:> .\n[] a :T .\n_:b0 a :T ."
    found = located(tmp_path, a_ttl=text, b_ttl=text)
    assert [(f.file and f.file.name, f.place and f.place.line) for f in found] == [
        ("a.ttl", 2), ("a.ttl", 3), ("b.ttl", 2), ("b.ttl", 3),
    ]  # fmt: skip


def test_json_ld_has_a_json_pointer_and_the_line_that_it_leads_to(tmp_path: Path) -> None:
    text = """{"@context": {"@vocab": "urn:x:"},
 "@graph": [
  {"@id": "urn:x:a", "@type": "T",
   "p": [1, "x"]},
  {"@type": "T", "r": {"@id": "urn:x:b"}, "q": [1, 2]}
]}"""
    found = located(tmp_path, data_jsonld=text)
    assert [
        (f.message(), f.place and f.place.pointer, f.place and f.place.line) for f in found
    ] == [
        ("r", "/@graph/0", 3),
        ("p", "/@graph/0/p/1", 4),
        ("q", "/@graph/1/q/1", 5),
    ]


LITERALS = {
    "ttl": ('@prefix : <urn:x:> .\n:a :b 1 ; :q "x" ,\n 07 .\n', [(2, 14), (3, 2)]),
    "nt": (
        """<urn:x:a> <urn:x:q> "x" .
<urn:x:a> <urn:x:q> "07"^^<http://www.w3.org/2001/XMLSchema#integer> .""",
        [(1, 21), (2, 21)],
    ),
    "jsonld": ('{"@id": "urn:x:a",\n "urn:x:q": ["x",\n 7]}', [(2, 14), (3, 2)]),
}


@pytest.mark.parametrize("extension", LITERALS)
def test_a_literal_that_is_a_target_stands_where_it_first_is_a_value(
    extension: str, tmp_path: Path
) -> None:
    shapes, data = tmp_path / "shapes.ttl", tmp_path / f"data.{extension}"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:x:L> a sh:NodeShape ; sh:targetObjectsOf <urn:x:q> ; sh:minLength 5 .""",
        encoding="utf-8",
    )
    text, expected = LITERALS[extension]
    data.write_text(text, encoding="utf-8")
    (tmp_path / "other.ttl").write_text("<urn:x:b> <urn:x:c> 3 .", encoding="utf-8")
    rules, _ = user_rules([shapes])
    for files in ([data], [tmp_path / "other.ttl", data]):
        found = validate_files(files, rules=rules, context=False, reasoning=False).findings
        assert [(line, column) for _, line, column in places(found)] == expected


def test_rdf_xml_has_the_file(tmp_path: Path) -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">
    <x:T rdf:about="urn:x:a"/></rdf:RDF>"""
    (finding,) = located(tmp_path, data_rdf=text)
    assert finding.place == Place(tmp_path / "data.rdf")


def test_only_files_with_findings_are_read_for_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def noted(source: Source, wanted: set[str] | None) -> Reading | None:
        read.append(source.path.name)
        return reading(source, wanted)

    monkeypatch.setattr(locating, "reading", noted)
    located(tmp_path, a_ttl="<urn:x:z> a <urn:x:T> .", b_ttl="<urn:x:y> <urn:x:r> 1 .")
    assert read == ["a.ttl"]


def test_standard_input_has_places_in_its_syntax(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES, encoding="utf-8")
    rules, _ = user_rules([shapes])
    (finding,) = validate_files(
        [STDIN],
        rules=rules,
        context=False,
        reasoning=False,
        stdin=b'{"@id": "urn:x:a", "@type": "urn:x:T"}',
        stdin_syntax="jsonld",
    ).findings
    assert finding.place == Place(STDIN, 1, 1, 1, 39, "")


def test_a_triple_term_is_told_as_it_is_written(tmp_path: Path) -> None:
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x:s> sh:targetSubjectsOf <urn:x:q> ;
        sh:property [ sh:path <urn:x:q> ; sh:nodeKind sh:IRI ] .""",
        encoding="utf-8",
    )
    term = '<<( <urn:x:a> <urn:x:b> <<( <urn:x:a> <urn:x:b> "c" )>> )>>'
    data.write_text(f"<urn:x:a>\n <urn:x:q> {term} .\n", encoding="utf-8")
    rules, _ = user_rules([shapes])
    (finding,) = validate_files([data], rules=rules, context=False, reasoning=False).findings
    assert (finding.value, places([finding])[0][1:]) == (term, (2, 12))
    output = io.StringIO()
    write(Report([finding], shapes=rules.shapes), "graph", output)
    assert f"sh:value {term}" in output.getvalue()
