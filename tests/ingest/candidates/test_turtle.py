"""Terms in TriG: what is written parses back equal, whatever the characters."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.graph.store import Literal, NamedNode, parse
from restokg.ingest.candidates import turtle
from restokg.namespaces import DOC, PREFIXES

anything = st.text(st.characters(codec="utf-8"))


def only_object(term: str) -> object:
    trig = f"{turtle.header()}<http://a/s> <http://a/p> {term} .\n"
    (quad,) = parse(trig.encode(), "trig")
    return quad.object


@given(anything, st.sampled_from([None, "en", "zh", "ar"]))
def test_a_literal_parses_back_equal(text: str, language: str | None) -> None:
    assert only_object(turtle.literal(text, language)) == Literal(text, language=language)


@pytest.mark.parametrize(
    "text", ['"', "\\", '\\"', "a\nb\r\tc", "\x00\x01\x1f", "}\n", "\u2028", "'''"]
)
def test_signs_of_the_syntax_do_no_harm(text: str) -> None:
    written = turtle.literal(text)
    assert only_object(written) == Literal(text)
    assert all(ord(sign) >= 0x20 for sign in written)


@given(anything)
def test_an_iri_is_written_so_that_it_can_be_read(name: str) -> None:
    read = only_object(turtle.iri(f"{DOC}{name}"))
    assert isinstance(read, NamedNode)
    assert unquote(read.value) == unquote(f"{DOC}{name}")


@pytest.mark.parametrize(
    "name",
    ["a b", 'a"b', "a<b>", "a{b}", "a\\b", "a^b`|", "a\nb", "%", "a%2", "\U0001f30d", "\ue000"],
)
def test_what_no_iri_may_hold_is_encoded_by_its_number(name: str) -> None:
    read = only_object(turtle.iri(f"{DOC}{name}"))
    assert isinstance(read, NamedNode)
    assert read.value == f"{DOC}{quote(name)}"


@pytest.mark.parametrize("local", ["un-ga", "a", "a1-2", "A", "a_b", "a-", "a.b", "", "a/b", "ü"])
def test_a_prefix_stands_for_its_namespace(local: str) -> None:
    full = f"{PREFIXES['body']}{local}"
    assert only_object(turtle.iri(full)) == NamedNode(full)


def test_a_thing_of_the_graph_is_written_short() -> None:
    assert turtle.iri(f"{PREFIXES['body']}un-ga") == "body:un-ga"
