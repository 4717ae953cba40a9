"""The tokens of SPARQL and Turtle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from restokg.lint.tokens import names, prefixes, tokens

PIECES = st.sampled_from(
    [
        "SELECT", "?x", "$this", "rkg:Fund", "rkg:", ":local", "rkg:a\\/b%20c", "_:b1", "12", "||",
        "<https://example.org/#x>", "<", ">", "{", "}", ".", ";", "@en-GB", "@prefix", '"a ?b c:d"',
        "'it # is'", '"""two\n"lines" ?x"""', "'''don't ''' ", '"\\""', "# rkg:Fund ?x\n", "中文",
    ]
)  # fmt: skip


@given(st.text())
def test_tokens_stand_where_they_say_and_leave_out_only_blanks_and_comments(text: str) -> None:
    at = 0
    for token in tokens(text):
        start, end = token.extent
        assert text[start:end] == token.text
        between = text[at:start]
        assert between.isspace() or not between or "#" in between
        at = end


@given(st.lists(PIECES))
def test_pieces_with_blanks_between_are_the_tokens(pieces: list[str]) -> None:
    found = [token.text for token in tokens(" \n".join(pieces))]
    assert found == [piece.strip() for piece in pieces if not piece.startswith("#")]


def test_names_in_strings_comments_and_iris_are_none() -> None:
    text = """PREFIX a: <https://example.org/b:c>
    SELECT ?x { ?x a:p "b:q" , 'c:r' # d:s
      ; a:t\\/u <e:v> FILTER(?x<?y && ?y>3) }"""
    assert [(prefix, local) for _, prefix, local in names(tokens(text))] == [
        ("a", "p"),
        ("a", "t/u"),
    ]
    variables = [token.text for token in tokens(text) if token.kind == "variable"]
    assert variables == ["?x", "?x", "?x", "?y", "?y"]


def test_prefixes_are_declared_in_the_ways_of_both_languages() -> None:
    text = "@prefix a: <urn:1> .\nprefix : <urn:2>\nPREFIX b-c: <urn:3> b-c:d"
    found = prefixes(tokens(text))
    assert [(one.name, one.namespace) for one in found] == [
        ("a", "urn:1"),
        ("", "urn:2"),
        ("b-c", "urn:3"),
    ]
    assert [token.text for token, _, _ in names(tokens(text))] == ["b-c:d"]
