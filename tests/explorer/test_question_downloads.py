"""Answers as files: what is downloaded reads back as the answer."""

from __future__ import annotations

import csv
import io
import json
import re

import pyarrow as pa
import pytest
from pyarrow import parquet

from restokg import resources
from restokg.cli.main import main
from restokg.explorer.library import Library
from restokg.explorer.views import charts
from restokg.explorer.views.downloads import SUFFIXES
from restokg.graph.store import Literal
from restokg.questions import catalogue
from restokg.questions.answers import Answer
from restokg.representation.exchange import Response
from tests.explorer.conftest import Get, answered


def file_of(get: Get, address: str, accept: str = "*/*") -> Response:
    response = get(address, accept=accept)
    assert response.status == 200, response.body
    return response


def test_json_is_what_the_command_line_prints(
    get: Get, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ask", "18", "--param", "of=measure:area", "--format", "json", "--lang", "zh"]
    assert main(["--snapshot", str(library.snapshot.path), *arguments]) == 0
    response = file_of(get, "/questions/18-quantified-targets.json?of=measure:area&lang=zh")
    assert response.body.decode() == capsys.readouterr().out


@pytest.mark.parametrize("number", ["02", "10", "16", "18", "22", "29", "37", "39"])
def test_csv_and_json_hold_every_row(get: Get, library: Library, number: str) -> None:
    question = catalogue.find(resources.queries(), number)
    expected = answered(library, number)
    rows = list(
        csv.reader(
            io.StringIO(
                file_of(get, f"/questions/{question.id}.csv?lang=en").body.decode(), newline=""
            )
        )
    )
    assert rows[0] == list(expected.columns)
    assert len(rows) - 1 == len(expected.rows)
    results = json.loads(file_of(get, f"/questions/{question.id}.json?lang=en").body)
    assert results["head"]["vars"] == list(expected.columns)
    assert len(results["results"]["bindings"]) == len(expected.rows)


def test_tsv_ndjson_and_markdown_hold_every_row(get: Get, library: Library) -> None:
    count = len(answered(library, "21").rows)
    tsv = file_of(get, "/questions/21-money.tsv").body.decode().splitlines()
    assert tsv[0].startswith("?about\t?amount\t")
    assert len(tsv) == count + 1
    lines = file_of(get, "/questions/21-money.ndjson").body.decode().splitlines()
    assert [json.loads(line)["value"] for line in lines].count(150000000) == 1
    assert len(lines) == count
    markdown = file_of(get, "/questions/21-money.md?lang=zh").body.decode().splitlines()
    assert len(markdown) == count + 2
    assert "150,000,000" in "".join(markdown)


@pytest.mark.parametrize(
    ("number", "column", "type_"),
    [
        ("21", "value", pa.int64()),
        ("21", "due", pa.string()),  # years
        ("18", "source", pa.string()),
        ("16", "date", pa.date32()),
        ("02", "cite", pa.int64()),
    ],
)
def test_parquet_has_types(
    get: Get, library: Library, number: str, column: str, type_: pa.DataType
) -> None:
    question = catalogue.find(resources.queries(), number)
    expected = answered(library, number)
    table = parquet.read_table(
        io.BytesIO(file_of(get, f"/questions/{question.id}.parquet?lang=en").body)
    )
    assert table.schema.field(column).type == type_
    place = expected.columns.index(column)
    terms = [row[place] for row in expected.rows]
    values = table.column(column).to_pylist()
    assert [value is None for value in values] == [term is None for term in terms]
    assert [str(v) for v in values if v is not None] == [
        getattr(term, "value", "") for term in terms if term is not None
    ]


def test_parquet_tells_question_parameters_and_snapshot(get: Get, library: Library) -> None:
    response = file_of(get, "/questions/18-quantified-targets.parquet?of=measure:area&lang=zh")
    metadata = parquet.read_table(io.BytesIO(response.body)).schema.metadata
    assert metadata[b"question"] == b"18-quantified-targets"
    assert metadata[b"parameter of"] == b"measure:area"
    assert metadata[b"snapshot"] == library.snapshot.manifest["key"].encode()
    assert metadata[b"language"] == b"zh"
    assert response.type == "application/vnd.apache.parquet"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_saved_under_a_name_that_tells_what_it_is(get: Get, suffix: str) -> None:
    value = "https://example.org/%E6%8C%AA;a='b'"
    response = file_of(get, f"/questions/22-countries.{suffix}?country={value}")
    name = f"restokg-22-countries-country-https-example-org-a-b.{suffix}"
    assert dict(response.headers)["Content-Disposition"] == f'attachment; filename="{name}"'


def test_parquet_is_offered_only_where_it_can_be_written(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "/questions/21-money.parquet" in get("/questions/21-money").body.decode()
    monkeypatch.setattr("restokg.export.parquet.find_spec", lambda _: None)
    assert "/questions/21-money.parquet" not in get("/questions/21-money").body.decode()


def test_a_client_may_ask_by_accept_for_rows(get: Get) -> None:
    response = get("/questions/21-money", accept="text/csv")
    assert response.type == "text/csv"
    assert response.headers == ()
    assert {"Accept", "Accept-Language"} == set(response.varies)


def test_a_client_that_takes_nothing_there_is_gets_told_what_there_is(get: Get) -> None:
    response = get("/questions/21-money", accept="image/png")
    assert response.status == 406
    assert "text/csv" in json.loads(response.body)["offered"]


def test_a_file_as_of_today_is_not_kept(get: Get) -> None:
    response = get("/questions/30-memoranda-on-a-day.csv")
    headers = dict(response.headers)
    assert headers["Cache-Control"] == "no-store"
    assert re.search(r"day-\d{4}-\d\d-\d\d\.csv", headers["Content-Disposition"])


@pytest.mark.parametrize("number", sorted(charts.PLANS))
def test_a_chart_shows_numbers_of_one_unit_that_the_answer_holds(
    library: Library, number: str
) -> None:
    found = answered(library, number)
    words = {plan.title: "" for plan in charts.PLANS[number]} | {"chart_about": "{title}{about}"}
    heads = {name: name for name in found.columns}
    drawn = charts.of(number, found, words, heads)
    assert drawn
    held = {str(term.value) for row in found.rows for term in row if isinstance(term, Literal)}
    for plan in charts.PLANS[number]:
        if isinstance(plan, charts.Bars):
            assert set(plan.per + plan.values + plan.labels) <= set(found.columns)
            values = {v for one in drawn for s in one.series for v in s.values if v is not None}
            assert {str(value) for value in values} <= held
            places = [found.columns.index(name) for name in (plan.unit,) if name]
            for chart in drawn:
                units = {
                    str(getattr(row[places[0]], "value", ""))
                    for row in found.rows
                    if places and _label(found, plan, row) in chart.labels
                }
                assert chart.unit in units or not places


def _label(found: Answer, plan: charts.Bars, row: tuple[object, ...]) -> str:
    texts = [getattr(row[found.columns.index(name)], "value", "") for name in plan.labels]
    return " → ".join(filter(None, texts))
