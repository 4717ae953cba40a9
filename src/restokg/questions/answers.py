"""Answers: rows of terms, and how a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from restokg.graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResult,
    QuerySolutions,
    Store,
    Term,
    Triple,
)
from restokg.graph.wording import cite_all, natural, said, symbols
from restokg.namespaces import XSD
from restokg.questions.catalogue import Question

TYPE_CHECKING = False  # the name that type checkers know, without the import of typing
if TYPE_CHECKING:
    from typing import Any

Row = tuple[Term | None, ...]

SOURCE_LISTS = frozenset({"sources", "otherSources"})
"""Columns whose cells list the IRIs of several passages."""


class Answer:
    """The rows of an answer, under the names of the query's variables.

    ``question``, ``reading`` and ``empty`` are texts of the catalogue: what was asked, how to
    read the rows, and why there may be none.
    """

    __slots__ = ("columns", "empty", "question", "reading", "rows")

    def __init__(
        self,
        columns: Sequence[str],
        rows: list[Row],
        *,
        question: str = "",
        reading: str = "",
        empty: str = "",
    ) -> None:
        self.columns = tuple(columns)
        self.rows = rows
        self.question = question
        self.reading = reading
        self.empty = empty

    def of(self, question: Question, lang: str) -> Answer:
        """Return the same rows with the texts of the question that they answer."""
        return Answer(
            self.columns,
            self.rows,
            question=question.text("question", lang),
            reading=question.text("reading", lang),
            empty=question.text("empty", lang),
        )

    def ordered(self) -> Answer:
        """Return the same answer, the lists of sources in its cells in order.

        Engines concatenate in any order; for reading, citations put them in order themselves.
        """
        lists = [n for n, name in enumerate(self.columns) if name in SOURCE_LISTS]
        rows = [_in_order(row, lists) for row in self.rows] if lists else self.rows
        texts = {"question": self.question, "reading": self.reading, "empty": self.empty}
        return Answer(self.columns, rows, **texts)

    def cells(self, store: Store | None = None, lang: str = "en") -> list[list[str]]:
        """Return the rows as text for reading, as :meth:`worded` words them."""
        word = self.worded(store, lang)
        return [["" if term is None else word(term) for term in row] for row in self.rows]

    def worded(self, store: Store | None = None, lang: str = "en") -> Callable[[Term], str]:
        """Return what words the terms of this answer for reading.

        Passages become short citations, other IRIs compact, long numbers get commas. The store,
        if given, tells the symbols of documents, or their short titles in the language.
        """
        iris = {iri for row in self.rows for term in row for iri in iris_in(term)}
        known = symbols(store, iris, lang) if store is not None else {}
        return lambda term: display(term, known, lang)


def _in_order(row: Row, lists: list[int]) -> Row:
    """Return the row with the IRIs in these cells sorted."""
    return tuple(
        Literal(" ".join(sorted(cell.value.split(), key=natural)))
        if n in lists and isinstance(cell, Literal)
        else cell
        for n, cell in enumerate(row)
    )


def iris_in(term: Term | None) -> list[str]:
    """Return the IRIs in a term: itself, or those of a text that is a list of them."""
    if isinstance(term, NamedNode):
        return [term.value]
    if isinstance(term, Literal) and term.value.startswith(("http://", "https://")):
        parts = term.value.split()
        return parts if all("://" in part for part in parts) else []
    return []


def display(term: Term, symbols: Mapping[str, str] | None = None, lang: str = "en") -> str:
    """Return a term as a reader sees it; a list of IRIs as citations, documents named once."""
    if iris := iris_in(term):
        return cite_all(iris, symbols, lang)
    return said(term) if isinstance(term, Literal) else str(term)


def from_query(result: QueryResult) -> Answer:
    """Read the whole result of a query on a store."""
    if isinstance(result, QuerySolutions):
        # Triple terms are of SPARQL 1.2; no graph of ours holds any.
        names = [variable.value for variable in result.variables]
        return Answer(names, [tuple(row) for row in result])
    if isinstance(result, QueryBoolean):
        return _boolean(bool(result))
    return from_triples(result)


def from_triples(triples: Iterable[Triple]) -> Answer:
    rows: list[Row] = sorted({(t.subject, t.predicate, t.object) for t in triples}, key=str)  # type: ignore[misc]
    return Answer(("subject", "predicate", "object"), rows)


def from_results(results: Mapping[str, Any]) -> Answer:
    """Read SPARQL 1.1 Query Results JSON.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: If it is not in that format.
    """
    if "boolean" in results:
        return _boolean(results["boolean"] is True)
    columns = list(results["head"]["vars"])
    rows: list[Row] = [
        tuple(_term(row[name]) if name in row else None for name in columns)
        for row in results["results"]["bindings"]
    ]
    return Answer(columns, rows)


def _boolean(value: bool) -> Answer:
    text = "true" if value else "false"
    return Answer(("answer",), [(Literal(text, datatype=NamedNode(XSD + "boolean")),)])


def _term(said: Mapping[str, str]) -> Term:
    kind, value = said["type"], said["value"]
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode(value)
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"unknown kind of term {kind!r}")
    if "xml:lang" in said:
        return Literal(value, language=said["xml:lang"])
    datatype = said.get("datatype")
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)
