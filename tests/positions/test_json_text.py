"""JSON with positions: what the standard library takes, and the engine, with the right places."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from restokg.graph.store import parse
from restokg.positions.json_text import MAX_DEPTH, JsonText, Value

characters = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(["~1", "/~0", "0"])
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | characters | st.sampled_from(["\U0001f600", "a/b~c", '"\\\n']),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(characters, inner, max_size=4),
    max_leaves=20,
)  # fmt: skip
layouts = st.fixed_dictionaries(
    {"indent": st.sampled_from([None, 0, 2, "\t"]), "ensure_ascii": st.booleans()}
)
BOM = "\ufeff"
PIECES = (
    *('{}[]:,"\\ \t\n\r-+.0189eEu'),
    *('""', '"a"', "true", "false", "null", "NaN", "Infinity", "-1.5e+3", "01", "1.", ".5"),
    *("\\n", "\\u00e9", "\\ud83d", "\\ude00", "\ud83d", "\x00", "\x7f", "\x0c", "\xa0"),
    *("\ufeff", "/", "'a'", "é", "\U0001f600", '{"a":', '"b":1'),
)
pieces = st.sampled_from(PIECES)


def resolved(document: Any, value: Value) -> Any:
    """What a pointer leads to, by RFC 6901."""
    for step in value.pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


@given(documents, layouts)
@settings(max_examples=300, deadline=None)
def test_each_value_stands_where_its_pointer_and_its_span_say(
    document: Any, layout: dict[str, Any]
) -> None:
    text = JsonText(json.dumps(document, **layout))
    lines = text.text.split("\n")
    found = 0
    for value in text:
        found += 1
        assert json.loads(text.text[value.start : value.end]) == resolved(document, value)
        assert text.find(value.pointer) is value
        line, column, end_line, end_column = text.span(value)
        assert lines[line - 1][column - 1] == text.text[value.start]
        assert lines[end_line - 1][end_column - 2] == text.text[value.end - 1]
        key = text.key_span(value)
        if key is not None:
            assert key.line == key.end_line
            assert json.loads(lines[key.line - 1][key.column - 1 : key.end_column - 1]) == value.key
            assert key < text.span(value)
    assert found == size(document)


def size(document: Any) -> int:
    inner = document.values() if isinstance(document, dict) else document
    return 1 + sum(map(size, inner)) if isinstance(document, dict | list) else 1


def library_takes(text: str) -> bool:
    """Tell whether the library reads a text, the mark of its encoding aside."""
    text = text.removeprefix(BOM)

    def refuse(name: str) -> NoReturn:
        raise ValueError(name)

    try:
        json.dumps(json.loads(text, parse_constant=refuse), ensure_ascii=False).encode()
        text.encode()
    except ValueError:
        return False
    return True


def engine_takes(text: str) -> bool:
    """Tell whether the engine reads a text where any JSON may stand."""
    context = '{"p": {"@id": "urn:p", "@type": "@json"}}'
    document = f'{{"@context": {context}, "@id": "urn:a", "p": {text.removeprefix(BOM)}\n}}'
    try:
        return len(list(parse(document.encode(), "jsonld"))) == 1
    except (SyntaxError, UnicodeEncodeError):
        return False


def refusal(text: str) -> SyntaxError | None:
    try:
        JsonText(text)
    except SyntaxError as error:
        return error
    return None


def taken(text: str) -> bool:
    error = refusal(text)
    if error is None:
        return True
    lines = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert error.lineno is not None
    assert error.lineno in range(1, len(lines) + 1)
    assert error.offset in range(1, len(lines[error.lineno - 1]) + 2)
    return False


@given(documents, layouts, st.data())
@settings(max_examples=300, deadline=None)
def test_changed_texts_are_taken_if_library_and_engine_take_them(
    document: Any, layout: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(document, **layout)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 3, len(text))))
        text = text[:start] + data.draw(st.just("") | pieces) + text[end:]
    assert taken(text) == library_takes(text)
    assert taken(text) <= engine_takes(text)


@given(st.lists(pieces, max_size=8).map("".join))
@example("")
@example('"\ud83d\\ude00"')
@example('{"a":1,"a":2}')
@example("9" * 4000)
@example("\ufeff0")
@example("\ufeff\ufeff0")
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken_if_library_and_engine_take_it(text: str) -> None:
    assert taken(text) == (library_takes(text) and engine_takes(text))


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("", 1, 1, "A value is expected here."),
        ('{"a": 1,\n  b: 2}', 2, 3, "A key in double quotes is expected here."),
        ('{"a": 1\r\n "b": 2}', 2, 2, "A comma or } is expected here."),
        ('["é", "\U0001f600" 1]', 1, 11, "A comma or ] is expected here."),
        ('{"a" 1}', 1, 6, "A colon is expected here."),
        ("[1,]", 1, 4, "A value is expected here."),
        ("[NaN]", 1, 2, "A value is expected here."),
        ("[1] x", 1, 5, "Nothing may follow the end of the JSON value."),
        ('["\\ud800"]', 1, 2, "This string escapes half a surrogate pair."),
        ('["\ud800"]', 1, 3, "Half a surrogate pair is no character."),
        ('["a\tb"]', 1, 2, "This string does not end, or holds a bad escape"),
        ("[" * 501 + "]" * 501, 1, 501, "This is nested more than 500 levels deep."),
    ],
)
def test_a_refusal_names_the_place(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(SyntaxError, match=reason) as caught:
        JsonText(text)
    assert (caught.value.lineno, caught.value.offset) == (line, column)


def test_depth_is_counted_level_by_level() -> None:
    assert sys.getrecursionlimit() > MAX_DEPTH
    side_by_side = ",".join(["[{}]"] * (2 * MAX_DEPTH))
    assert taken(f"[{side_by_side}]")
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert taken(deepest)
    assert not taken(f"[{deepest}]")
    assert not taken('{"a":' * 100_000)


def test_a_byte_order_mark_is_no_column() -> None:
    assert JsonText('\ufeff"x"').span(JsonText('"x"').root) == (1, 1, 1, 4)
    assert not taken('\ufeff\ufeff"x"')


def test_a_pointer_leads_to_the_last_of_the_members_that_repeat_a_key() -> None:
    text = JsonText('{"a": 1, "a": 2}')
    found = text.find("/a")
    assert found is not None
    assert text.source(found) == '"a": 2'
    assert [value.pointer for value in text] == ["", "/a", "/a"]


@pytest.mark.parametrize("pointer", ["/b", "/a/1", "/a/-", "/a/00", "/a/0/x", "a", "a/0"])
def test_a_pointer_to_nothing_leads_nowhere(pointer: str) -> None:
    text = JsonText('{"a": [0]}')
    assert text.find("/a/0") is not None
    assert text.find(pointer) is None
