"""What the tools for agents return; the fields are the schema that a client sees.

``note`` says what an answer leaves out and how to get it; it is empty where nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Passage:
    """The paragraph or other named graph that states something, and how it is cited."""

    iri: str
    citation: str


@dataclass
class Hit:
    """A thing that was found; ``other`` is its label in the other language."""

    iri: str
    label: str
    other: str
    kind: str
    symbol: str


@dataclass
class Hits:
    hits: list[Hit]
    note: str


@dataclass
class Parameter:
    name: str
    type: str
    about: str
    default: str | None


@dataclass
class Question:
    id: str
    question: str
    why: str
    group: str
    parameters: list[Parameter]


@dataclass
class Catalogue:
    questions: list[Question]


@dataclass
class Row:
    """``cells`` go by the names of the columns; ``passages`` are what the row rests on."""

    cells: dict[str, str]
    passages: list[Passage]


@dataclass
class Answer:
    """``total`` counts the rows that there are; ``reading`` says how to read them."""

    id: str
    question: str
    columns: list[str]
    rows: list[Row]
    total: int
    reading: str
    sparql: str
    note: str


@dataclass
class Value:
    """``passages`` are empty where the statement is inferred; ``iri`` is None for a literal."""

    text: str
    iri: str | None
    inferred: bool
    passages: list[Passage]


@dataclass
class Fact:
    property: str
    label: str
    values: list[Value]
    total: int


@dataclass
class Thing:
    """``states``, for a passage: what its graph says of each thing, in one line."""

    iri: str
    name: str
    citation: str
    labels: dict[str, str]
    other_names: list[str]
    kinds: list[str]
    texts: list[str]
    facts: list[Fact]
    states: list[Fact]
    incoming: list[Fact]
    note: str


@dataclass
class Term:
    """A term as SPARQL 1.1 Query Results JSON has it: type is uri, literal or bnode."""

    type: str
    value: str
    language: str | None = None
    datatype: str | None = None


@dataclass
class Result:
    """Rows of SELECT, the boolean of ASK, or triples (N-Triples) of CONSTRUCT and DESCRIBE."""

    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, Term]] = field(default_factory=list)
    boolean: bool | None = None
    triples: list[str] = field(default_factory=list)
    total: int = 0
    note: str = ""


@dataclass
class Citation:
    """``summary`` is by the editors of this graph, not the official text."""

    iri: str
    citation: str
    titles: dict[str, str]
    symbol: str | None
    paragraph: str
    document: str
    official_link: str | None
    summary: dict[str, str]
    note: str
