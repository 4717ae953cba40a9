"""Tables: the standard formats, read back by the standard's own readers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest

from restokg.errors import UnknownFormatError
from restokg.export.tables import FORMATS, write_table
from restokg.graph.store import BlankNode, Literal, NamedNode, Store, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
COLUMNS = ("thing", "label", "n", "when", "none")


def typed(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + name))


ROWS: list[list[Term | None]] = [
    [
        NamedNode("https://w3id.org/restokg/id/fund/agri3"),
        Literal('A "fund",\nof\ttwo | lines \\ 基金', language="en"),
        typed("90000000", "integer"),
        typed("2020-11-16", "date"),
        None,
    ],
    [BlankNode("b"), Literal(""), typed("2.50", "decimal"), typed("true", "boolean"), None],
    [BlankNode("b"), Literal("x"), typed("INF", "double"), typed("oops", "integer"), None],
]


def written(format: str) -> str:
    output = io.StringIO(newline="")
    write_table(COLUMNS, ROWS, format, output)
    return output.getvalue()


def test_the_standard_readers_read_json_and_tsv_back_to_the_same_terms() -> None:
    for format_, of in (
        ("json", pyoxigraph.QueryResultsFormat.JSON),
        ("tsv", pyoxigraph.QueryResultsFormat.TSV),
    ):
        results = pyoxigraph.parse_query_results(written(format_), of)
        assert isinstance(results, pyoxigraph.QuerySolutions)
        assert [variable.value for variable in results.variables] == list(COLUMNS)
        assert [[row[name] for name in COLUMNS] for row in results] == ROWS


def test_csv_is_what_oxigraph_writes_for_the_same_rows() -> None:
    query = """SELECT ?s ?label ?n ?none WHERE {
      VALUES (?s ?label ?n) { (<urn:a> "x, \\"y\\"\\nz"@en 5) (<urn:b> "中" 2.5) } }"""
    expected = Store().select(query).serialize(format=pyoxigraph.QueryResultsFormat.CSV)
    output = io.StringIO(newline="")
    rows = [list(row) for row in Store().select(query)]
    write_table(("s", "label", "n", "none"), rows, "csv", output)
    assert expected is not None
    assert list(csv.reader(io.StringIO(output.getvalue(), newline=""))) == list(
        csv.reader(io.StringIO(expected.decode(), newline=""))
    )
    assert output.getvalue().count("\r\n") == 3


def test_ndjson_is_one_flat_object_a_row_with_plain_values() -> None:
    first, second, third = [json.loads(line) for line in written("ndjson").splitlines()]
    assert first == {
        "thing": "https://w3id.org/restokg/id/fund/agri3",
        "label": 'A "fund",\nof\ttwo | lines \\ 基金',
        "n": 90000000,
        "when": "2020-11-16",
        "none": None,
    }
    assert second == {"thing": "_:b", "label": "", "n": 2.5, "when": True, "none": None}
    assert (third["n"], third["when"]) == ("INF", "oops")


def test_markdown_keeps_a_row_on_its_line_and_pipes_in_their_cell() -> None:
    head, rule, first, *_ = written("markdown").splitlines()
    assert head == "| thing | label | n | when | none |"
    assert rule == "| --- | --- | --- | --- | --- |"
    assert first == (
        '| fund:agri3 | A "fund", of two \\| lines \\\\ 基金 | 90000000 | 2020-11-16 |  |'
    )


def test_markdown_cells_may_be_worded_by_the_caller() -> None:
    output = io.StringIO()
    write_table(("a",), [[Literal("x")]], "markdown", output, cell=lambda term: f"«{term.value}»")
    assert output.getvalue().endswith("| «x» |\n")


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_table_is_still_one_of_its_format(format: str) -> None:
    output = io.StringIO()
    write_table(("a", "b"), [], format, output)
    expected = {
        "csv": "a,b\r\n",
        "tsv": "?a\t?b\n",
        "json": '{"head": {"vars": ["a", "b"]}, "results": {"bindings": [\n]}}\n',
        "ndjson": "",
        "markdown": "| a | b |\n| --- | --- |\n",
    }
    assert output.getvalue() == expected[format]


def test_an_unknown_format_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownFormatError, match=r"xlsx.*csv, tsv, json, ndjson, markdown"):
        write_table((), [], "xlsx", io.StringIO())
