"""Reading: every syntax by its extension, and every fault with its place."""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
from pathlib import Path

import pytest

from restokg.errors import EmptyInputError, MissingPathError, RdfSyntaxError, UnknownSyntaxError
from restokg.graph.reading import EXTENSIONS, STDIN, files_in, load, quads, rdf_files, read_text
from restokg.graph.store import Store, serialise

NTRIPLES = b'<urn:a> <urn:p:q> "x"@en .\n'


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_each_extension_is_read_in_its_syntax(extension: str, tmp_path: Path) -> None:
    output = io.BytesIO()
    serialise(NTRIPLES, EXTENSIONS[extension], output)
    path = tmp_path / f"facts{extension}"
    path.write_bytes(output.getvalue())
    store = Store()
    load(store, rdf_files([path]))
    assert store.triples() == NTRIPLES


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [
        ("a.ttl", "@prefix a: <urn:a:> .\na:b a:c é .\n", 2, 9),
        ("a.trig", "GRAPH <urn:g> {\n  <urn:a> <urn:b> [ <urn:c> \n}\n", 3, 1),
        ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", 2, 17),
        ("a.nq", '<urn:a> <urn:b> "x" <urn:g> <urn:h> .\n', 1, 29),
        ("a.jsonld", '{"@id": "urn:a",\n "urn:b": }', 2, 11),
        ("a.trig", '<urn:a> <urn:b> "never closed .\n', 1, 17),
    ],
)
def test_a_syntax_error_names_path_line_and_column(
    name: str, content: str, line: int, column: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RdfSyntaxError) as caught:
        load(Store(), [path])
    assert (caught.value.path, caught.value.line, caught.value.column) == (path, line, column)
    assert str(caught.value).startswith(f"{path}:{line}:{column}: ")
    assert "\n" not in str(caught.value)
    with pytest.raises(RdfSyntaxError, match=str(line)):
        list(quads(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rdf", b"<rdf:RDF><a></rdf:RDF>"),
        ("a.rdf", b"not xml at all"),
        ("a.jsonld", b'{"@context": "https://schema.org/", "name": "x"}'),
        ("a.nt", b"\xff\xfe\x00"),
        ("a.ttl", b"no:prefix a <urn:x> ."),
    ],
)
def test_other_faults_name_the_path_and_say_what_is_wrong(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RdfSyntaxError, match=name) as caught:
        load(Store(), [path])
    assert len(caught.value.reason) > 10


def test_a_file_after_a_broken_one_is_not_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<urn:a>", encoding="utf-8")
    seen: list[Path] = []
    with pytest.raises(RdfSyntaxError):
        load(Store(), [bad, tmp_path / "later.ttl"], on_file=seen.append)
    assert seen == [bad]


def test_a_folder_gives_its_rdf_files_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b.ttl", "deep/er/a.trig", "notes.md", ".hidden.ttl", ".git/c.ttl", "B.NQ.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    names = [path.relative_to(tmp_path).as_posix() for path in rdf_files([tmp_path])]
    assert names == ["b.ttl", "deep/er/a.trig"]
    assert files_in(tmp_path, (".md",)) == [tmp_path / "notes.md"]


def test_a_folder_that_cannot_be_read_is_an_error_and_not_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.ttl").touch()

    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(MissingPathError, match="The folder cannot be read: Permission denied"):
        rdf_files([tmp_path])


def test_a_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes("\ufeff甲".encode())
    assert read_text(tmp_path / "text") == "甲"


def test_a_text_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, message in (("none", "no such file"), ("bytes", "UTF-8"), (".", "cannot be read")):
        with pytest.raises(MissingPathError, match=message):
            read_text(tmp_path / name)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.touch()
    assert rdf_files([path, tmp_path, path]) == [path]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match=r"nowhere\.ttl: There is no such file"):
        rdf_files([tmp_path / "nowhere.ttl"])


def test_a_folder_without_rdf_is_an_error_that_names_the_extensions(tmp_path: Path) -> None:
    (tmp_path / "readme.md").touch()
    with pytest.raises(EmptyInputError, match=r"no RDF file.*\.trig"):
        rdf_files([tmp_path])


def test_an_unknown_extension_is_an_error_that_names_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.touch()
    with pytest.raises(UnknownSyntaxError, match=r"facts\.csv.*\.ttl"):
        rdf_files([path])


def test_a_file_that_vanishes_before_it_is_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="cannot be read"):
        load(Store(), [tmp_path / "gone.ttl"])


def test_standard_input_is_trig() -> None:
    store = Store()
    load(store, rdf_files([STDIN]), stdin=b"GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> }")
    assert store.graphs() == ["urn:g"]
    with pytest.raises(RdfSyntaxError, match="standard input:1:"):
        load(store, [STDIN], stdin=b"oops")


def test_equal_blank_node_labels_in_two_files_are_two_nodes(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <urn:p> 1 .", encoding="utf-8")
    store = Store()
    load(store, rdf_files([tmp_path]))
    assert len({str(quad.subject) for quad in store.quads()}) == 2


def test_triples_outside_a_graph_go_to_the_given_one(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    store = Store()
    load(store, [path], graph="urn:g")
    assert store.graph_sizes() == {"": 0, "urn:g": 1}


@pytest.mark.parametrize(
    ("name", "content", "place", "remedy"),
    [
        ("bom.ttl", b"\xef\xbb\xbf<http://a> a <http://b> .", "1:1", "byte order mark"),
        ("wide.ttl", "<http://a> a <http://b> .".encode("utf-16"), "1:1", "UTF-16"),
        ("packed.nt", gzip.compress(b""), "1:1", "compressed (gzip)"),
        ("latin.ttl", '<http://a> <http://b>\n "é" .'.encode("latin-1"), "2:3", "as UTF-8"),
        ("cut.ttl", b"<http://a> <http://b> <http://c", "1:23", "end"),
        ("cut.rdf", b'<a xmlns="http://a#">\n<b', "2:1", "tag not closed"),
        ("latin.rdf", b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "", "encoding"),
    ],
)
def test_a_file_that_is_no_text_in_utf8_is_told_with_place_and_remedy(
    name: str, content: bytes, place: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RdfSyntaxError, match=re.escape(remedy)) as caught:
        list(quads(path))
    assert str(caught.value).startswith(f"{path}:{place}" if place else f"{path}:")


def test_triple_terms_that_are_nested_too_deeply_are_an_error_too(tmp_path: Path) -> None:
    path = tmp_path / "deep.nt"
    terms = "<<( <urn:a> <urn:b> " * 600 + "<urn:c>" + " )>>" * 600
    path.write_text(f"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> {terms} .\n", encoding="utf-8")
    with pytest.raises(RdfSyntaxError, match=r"deep\.nt:2:\d+: Triple terms .* more than 500 deep"):
        load(Store(), [path])


@pytest.mark.parametrize("name", ["names.ttl", "names.trig"])
def test_a_name_at_the_very_end_of_a_file_is_read_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"@prefix : <urn:x:> . :a :b :Vol\\.2.")
    (quad,) = quads(path)
    assert str(quad.object) == "<urn:x:Vol.2>"
    store = Store()
    load(store, [path])
    assert quad in store


def test_json_ld_that_is_nested_too_deeply_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonld"
    path.write_text('{"é[": "[",\n"urn:a": ' * 5000 + "1" + "}" * 5000, encoding="utf-8")
    with pytest.raises(RdfSyntaxError, match=r"deep\.jsonld:501:10: .* more than 500 deep"):
        load(Store(), [path])
    with pytest.raises(RdfSyntaxError, match="more than 500 deep"):
        list(quads(path))
