"""Answers as Apache Parquet, with typed columns: the only module that names pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec

from restokg.errors import ParquetUnavailableError
from restokg.export.tables import Row
from restokg.graph.store import BlankNode, Literal, Term
from restokg.namespaces import XSD

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from typing import Any, BinaryIO

MEDIA_TYPE = "application/vnd.apache.parquet"

_INTEGERS = frozenset({XSD + name for name in ("integer", "nonNegativeInteger", "int", "long")})
_FLOATS = frozenset({XSD + name for name in ("double", "float")})
_MOST_DIGITS = 38  # of decimal128
_INT64 = range(-(2**63), 2**63)


def available() -> bool:
    """Tell whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def write_parquet(
    columns: Sequence[str],
    rows: Sequence[Row],
    output: BinaryIO,
    *,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write rows of terms as one Parquet table; ``metadata`` goes into its schema.

    A column has the type that all its terms share: integers, decimals, doubles, booleans or
    dates. A column of IRIs, of texts in a language, of years, or of several types is one of
    strings. Unbound cells are null.

    Raises:
        ParquetUnavailableError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise ParquetUnavailableError from None
    arrays = [_array(pa, [row[place] for row in rows]) for place in range(len(columns))]
    fields = [pa.field(name, array.type) for name, (array, _) in zip(columns, arrays, strict=True)]
    described = [
        field.with_metadata({"rdf": said}) if said else field
        for field, (_, said) in zip(fields, arrays, strict=True)
    ]
    schema = pa.schema(described, metadata=dict(metadata or {}))
    table = pa.Table.from_arrays([array for array, _ in arrays], schema=schema)
    parquet.write_table(table, output)


def _array(pa: Any, cells: Sequence[Term | None]) -> tuple[Any, str]:
    """Return a column, and the datatypes of RDF that its terms have."""
    terms = [cell for cell in cells if cell is not None]
    kinds = sorted({_kind(term) for term in terms})
    read, type_ = _typed(pa, set(kinds), terms)
    try:
        column = pa.array([None if cell is None else read(cell) for cell in cells], type=type_)
    except (KeyError, ValueError, InvalidOperation, pa.ArrowInvalid):
        # A lexical form that is none of its type: the column keeps what was written.
        column = pa.array([None if cell is None else _text(cell) for cell in cells], pa.string())
    return column, " ".join(kinds)


def _kind(term: Term) -> str:
    if isinstance(term, Literal):
        return term.datatype.value
    return "blank node" if isinstance(term, BlankNode) else "IRI"


def _typed(
    pa: Any, kinds: set[str], terms: Sequence[Term]
) -> tuple[Callable[[Term], object], object]:
    if kinds and kinds <= _INTEGERS:
        if all(_is_int64(term.value) for term in terms):
            return (lambda term: int(term.value)), pa.int64()
        return _text, pa.string()
    if kinds and kinds <= _INTEGERS | {XSD + "decimal"}:
        if shape := _shape([term.value for term in terms]):
            return (lambda term: Decimal(term.value)), pa.decimal128(*shape)
        return _text, pa.string()
    if kinds and kinds <= _INTEGERS | _FLOATS | {XSD + "decimal"}:
        return (lambda term: float(term.value)), pa.float64()
    if kinds == {XSD + "boolean"}:
        return (lambda term: _BOOLEANS[term.value]), pa.bool_()
    if kinds == {XSD + "date"}:
        return (lambda term: date.fromisoformat(term.value)), pa.date32()
    return _text, pa.string()


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _is_int64(text: str) -> bool:
    try:
        return int(text) in _INT64
    except ValueError:
        return False


def _shape(texts: Sequence[str]) -> tuple[int, int] | None:
    """Return the precision and scale that hold all these numbers, or None."""
    whole = part = 0
    for text in texts:
        digits, _, fraction = text.lstrip("+-").partition(".")
        whole, part = max(whole, len(digits)), max(part, len(fraction))
    return (whole + part, part) if 0 < whole + part <= _MOST_DIGITS else None


def _text(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode) else term.value
