"""Tables in standard formats: rows of RDF terms as CSV, TSV, JSON, NDJSON or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from restokg.errors import UnknownFormatError
from restokg.graph.store import BlankNode, Literal, NamedNode, Term
from restokg.namespaces import RDF, XSD, compact

Row = Sequence[Term | None]

_STRINGS = {XSD + "string", RDF + "langString"}
_INTEGERS = {XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "int")}
_NUMBERS = {XSD + name for name in ("decimal", "double", "float")}


def write_table(
    columns: Sequence[str],
    rows: Iterable[Row],
    format: str,
    output: TextIO,
    *,
    cell: Callable[[Term], str] | None = None,
) -> None:
    """Write rows of terms; an unbound cell is None.

    csv and tsv are the SPARQL 1.1 Query Results formats of these names, json is SPARQL 1.1 Query
    Results JSON, ndjson is one flat JSON object a row with plain values, and markdown is a pipe
    table for reading, whose cells ``cell`` may word.

    Raises:
        UnknownFormatError: If there is no such format.
    """
    try:
        writer = _WRITERS[format]
    except KeyError:
        raise UnknownFormatError(format, FORMATS) from None
    writer(columns, rows, output, cell or _plain)


def _csv(columns: Sequence[str], rows: Iterable[Row], output: TextIO, _: object) -> None:
    import csv

    writer = csv.writer(output)  # lines end in CRLF, as the standard has it
    writer.writerow(columns)
    writer.writerows([_lexical(term) for term in row] for row in rows)


def _tsv(columns: Sequence[str], rows: Iterable[Row], output: TextIO, _: object) -> None:
    output.write("\t".join(f"?{name}" for name in columns) + "\n")
    output.writelines("\t".join(_turtle(term) for term in row) + "\n" for row in rows)


def _json(columns: Sequence[str], rows: Iterable[Row], output: TextIO, _: object) -> None:
    import json

    head = json.dumps({"vars": list(columns)}, ensure_ascii=False)
    output.write(f'{{"head": {head}, "results": {{"bindings": [')
    separator = "\n"
    for row in rows:
        binding = {
            name: _object(term) for name, term in zip(columns, row, strict=True) if term is not None
        }
        output.write(separator + json.dumps(binding, ensure_ascii=False))
        separator = ",\n"
    output.write("\n]}}\n")


def _ndjson(columns: Sequence[str], rows: Iterable[Row], output: TextIO, _: object) -> None:
    import json

    for row in rows:
        values = {name: _value(term) for name, term in zip(columns, row, strict=True)}
        output.write(json.dumps(values, ensure_ascii=False) + "\n")


def _markdown(
    columns: Sequence[str], rows: Iterable[Row], output: TextIO, cell: Callable[[Term], str]
) -> None:
    output.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
    for row in rows:
        cells = ("" if term is None else _escape(cell(term)) for term in row)
        output.write(f"| {' | '.join(cells)} |\n")


_WRITERS = {"csv": _csv, "tsv": _tsv, "json": _json, "ndjson": _ndjson, "markdown": _markdown}
FORMATS = tuple(_WRITERS)
"""The names of the table formats."""


def _lexical(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode) else term.value


def _turtle(term: Term | None) -> str:
    """A term as SPARQL TSV has it: N-Triples notation, but integers bare."""
    if term is None:
        return ""
    if isinstance(term, Literal) and term.datatype.value == XSD + "integer":
        bare = term.value.lstrip("+-")
        return term.value if bare.isascii() and bare.isdigit() else str(term)
    return str(term).replace("\t", "\\t")


def _object(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "xml:lang": term.language, "value": term.value}
    if term.datatype.value in _STRINGS:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "datatype": term.datatype.value, "value": term.value}


def _value(term: Term | None) -> str | int | float | bool | None:
    if term is None or not isinstance(term, Literal):
        return None if term is None else _lexical(term)
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in _NUMBERS:
            number = float(term.value)
            # JSON has no infinity, and not-a-number is no number
            return number if abs(number) < float("inf") else term.value
    except ValueError:
        return term.value
    if datatype == XSD + "boolean":
        return term.value in ("true", "1")
    return term.value


def _plain(term: Term) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else _lexical(term)


def _escape(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())
