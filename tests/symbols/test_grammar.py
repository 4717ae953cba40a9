"""The grammar's data hold together, and agree with the graph's."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from restokg.namespaces import DOC, PREFIXES
from restokg.symbols import document, from_iri, numbered, parse
from restokg.symbols.forms import KINDS, LANGUAGES, bodies, forms, series, words
from restokg.symbols.symbol import shapes

GRAMMAR = Path(__file__).parents[2] / "src" / "restokg" / "symbols" / "grammar"
PIECE = r"(?:/p/|/preamble|/annex|/masthead|/footnote|/title|/article|/section|#|/\Z)"
NAMED_AFTER_ITS_TITLE = {"cancun-declaration"}
"""Documents that have a symbol but whose IRI is made of their name."""


@pytest.fixture(scope="module")
def graph(checkout: Path) -> str:
    files = sorted((checkout / "data").rglob("*.trig"))
    assert files
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture(scope="module")
def documents(graph: str) -> set[str]:
    found = re.findall(rf"<{re.escape(DOC)}([^>]+)>|(?<![\w:])doc:([A-Za-z][^\s;,]*)", graph)
    names = {(full or short).rstrip(".") for full, short in found}
    return {re.split(PIECE, name)[0] for name in names} - {""}


def test_every_resolution_and_decision_of_the_graph_has_the_iri_of_its_symbol(
    documents: set[str],
) -> None:
    adopted = {name for name in documents if re.search(r"-(?:resolution|decision)-[\dA-Z]", name)}
    assert len(adopted) > 40
    assert [name for name in sorted(adopted) if from_iri(DOC + name) is None] == []


def test_every_symbol_that_is_an_iri_of_the_graph_is_read_as_it(documents: set[str]) -> None:
    symbols = {name for name in documents if re.match("[A-Z]", name)}
    assert len(symbols) > 80
    for name in sorted(symbols):
        symbol = document(name)
        assert symbol is not None, name
        assert symbol.iri == DOC + name


def test_every_symbol_printed_in_the_graph_leads_to_its_document(graph: str) -> None:
    statement = re.compile(
        rf"(?:<{re.escape(DOC)}(?P<full>[^>]+)>|doc:(?P<short>\S+))\s"
        r"(?:[^.\"]|\.(?!\s)|\"[^\"]*\")*?rkg:symbol\s+\"(?P<symbol>[^\"]+)\""
    )
    found = {
        (match["full"] or match["short"], match["symbol"]) for match in statement.finditer(graph)
    }
    assert len(found) > 100
    for name, printed in sorted(found):
        if name not in NAMED_AFTER_ITS_TITLE:
            assert DOC + name in {symbol.iri for symbol in parse(printed)}, printed


def test_bodies_that_the_graph_is_said_to_describe_are_there(graph: str) -> None:
    slugs = {body.graph for body in bodies().values() if body.graph}
    slugs |= {entry["body"] for entry in series() if "body" in entry} - bodies().keys()
    for slug in slugs:
        assert re.search(rf"body:{slug}\s+a\s", graph), slug


def test_bodies_that_the_graph_is_said_not_to_describe_are_not(graph: str) -> None:
    for body in bodies().values():
        if body.graph is None:
            assert not re.search(rf"body:{body.id}\s", graph), body.id
    assert PREFIXES["body"]


def test_ids_are_given_once_and_every_body_is_known() -> None:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in GRAMMAR.glob("*.toml")]
    for group in ("body", "form"):
        ids = Counter(entry["id"] for table in tables for entry in table.get(group, ()))
        assert ids
        assert max(ids.values()) == 1, ids.most_common(1)
    for form in forms().values():
        assert form.body in bodies()
        assert form.kind in KINDS
        assert form.shapes


def test_addresses_have_no_spaces() -> None:
    for _, _, shape in shapes():
        assert " " not in shape.iri.text
        assert shape.link is None or " " not in shape.link.text


def test_an_iri_holds_all_that_tells_symbols_apart() -> None:
    for form, _, shape in shapes():
        assert shape.iri.names() == shape.number.names(), form.id


def test_every_form_but_the_named_is_told_by_its_standard_spelling() -> None:
    for form, _, shape in shapes():
        assert form.named or shape.symbols or re.search("[A-Z]{2}", shape.number.text), form.id


def test_words_are_in_all_six_languages() -> None:
    for group, by_language in words().items():
        assert set(by_language) == set(LANGUAGES), group


def test_every_source_is_an_address() -> None:
    for path in GRAMMAR.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert all("://" in word for word in re.findall(r"#.*?(https?\S+)", text))


def test_every_way_of_numbering_has_an_example_of_its_own() -> None:
    for form, place, shape in shapes():
        symbol = numbered(form.body, form.kind, shape.example)
        assert symbol is not None, shape.example
        assert (symbol.form, symbol.shape) == (form.id, place)
        assert symbol.printed == shape.example
