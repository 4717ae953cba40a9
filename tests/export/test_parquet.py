"""Answers as Parquet: what is written is read back with its type."""

from __future__ import annotations

import io
import sys
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from restokg.errors import ParquetUnavailableError
from restokg.export.parquet import write_parquet
from restokg.graph.store import BlankNode, Literal, NamedNode, Term
from restokg.namespaces import XSD


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def read(*column: Term | None) -> pa.ChunkedArray:
    return table(["cell"], [(term,) for term in column]).column("cell")


def table(columns: list[str], rows: list[tuple[Term | None, ...]], **metadata: str) -> pa.Table:
    file = io.BytesIO()
    write_parquet(columns, rows, file, metadata=metadata)
    return parquet.read_table(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize(
    ("column", "type_", "values"),
    [
        ([typed("95000000", "integer"), None], pa.int64(), [95000000, None]),
        ([typed("true", "boolean"), typed("0", "boolean")], pa.bool_(), [True, False]),
        ([typed("2020-11-16", "date")], pa.date32(), [date(2020, 11, 16)]),
        (
            [typed("0.75", "decimal"), typed("12", "integer")],
            pa.decimal128(4, 2),
            [Decimal("0.75"), Decimal("12.00")],
        ),
        ([typed("1.5E3", "double"), typed("2", "integer")], pa.float64(), [1500.0, 2.0]),
        ([Literal("森林", language="zh"), Literal("a")], pa.string(), ["森林", "a"]),
        ([NamedNode("https://example.org/a")], pa.string(), ["https://example.org/a"]),
        ([BlankNode("b")], pa.string(), ["_:b"]),
        ([typed("2030", "gYear")], pa.string(), ["2030"]),
        ([None, None], pa.string(), [None, None]),
    ],
)
def test_a_column_has_the_type_that_its_terms_share(
    column: list[Term | None], type_: pa.DataType, values: list[object]
) -> None:
    written = read(*column)
    assert written.type == type_
    assert written.to_pylist() == values


@pytest.mark.parametrize(
    "column",
    [
        [typed("2020-11-16", "date"), typed("2020", "gYear")],
        [typed("12", "integer"), Literal("a dozen")],
        [typed("9" * 30, "integer")],
        [typed("1." + "3" * 50, "decimal")],
        [typed("a dozen", "integer")],
        [typed("2020-11-16Z", "date")],
        [typed("maybe", "boolean")],
    ],
)
def test_a_column_that_no_type_fits_keeps_what_is_written(column: list[Term]) -> None:
    written = read(*column)
    assert written.type == pa.string()
    assert written.to_pylist() == [term.value for term in column if not isinstance(term, BlankNode)]


def test_the_schema_tells_the_question_and_the_datatypes() -> None:
    written = table(
        ["amount", "source"], [(typed("1", "integer"), NamedNode("https://example.org/p"))],
        question="21-money",
    )  # fmt: skip
    assert written.schema.metadata[b"question"] == b"21-money"
    assert written.schema.field("amount").metadata[b"rdf"] == (XSD + "integer").encode()
    assert written.schema.field("source").metadata[b"rdf"] == b"IRI"


def test_an_answer_without_rows_is_a_table_without_rows() -> None:
    written = table(["a", "b"], [])
    assert written.column_names == ["a", "b"]
    assert written.num_rows == 0


def test_equal_answers_give_equal_bytes() -> None:
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_parquet(["a"], [(Literal("x"),)], file, metadata={"question": "01"})
    assert files[0].getvalue() == files[1].getvalue()


def test_without_pyarrow_the_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ParquetUnavailableError, match=r"pip install 'restokg\[parquet\]'"):
        write_parquet(["a"], [], io.BytesIO())
