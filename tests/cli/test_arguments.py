"""The short way of `ask` takes what the full command line takes, and the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.cli import app, ask
from restokg.cli.arguments import AskCall, recognise

PIECES = [
    "ask",
    "02",
    "--param",
    "-p",
    "a=1",
    "-pa=1",
    "--param=b=2",
    "--lang",
    "-l",
    "zh",
    "--lang=zh",
    "--lang=",
    "--format",
    "-f",
    "csv",
    "-f=csv",
    "--form",
    "--endpoint",
    "http://127.0.0.1/",
    "--snapshot",
    "--snapshot=here",
    "--help",
    "--version",
    "--",
    "-",
    "",
]


def _fields(call: AskCall) -> dict[str, object]:
    return {name: getattr(call, name) for name in AskCall.__slots__}


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("ask 02", AskCall("02")),
        ("ask --lang zh 02", AskCall("02", lang="zh")),
        ("--snapshot here ask 02 -f csv", AskCall("02", format="csv", snapshot="here")),
        ("ask 02 -p a=1 --param b=2=3", AskCall("02", ("a=1", "b=2=3"))),
        ("ask ask", AskCall("ask")),
        ("ask", AskCall()),
        ("ask -l zh", AskCall(lang="zh")),
    ],
)
def test_a_complete_call_is_recognised(line: str, call: AskCall) -> None:
    recognised = recognise(line.split())
    assert recognised is not None
    assert _fields(recognised) == _fields(call)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ask 02 03",
        "ask 02 --help",
        "--version ask 02",
        "ask 02 --lang",
        "ask 02 -lzh",
        "ask 02 --language zh",
        "ask 02 --param --lang zh",
        "show ask",
        "build",
        "ask 02 --snapshot here",
    ],
)
def test_anything_else_is_left_to_the_full_command_line(line: str) -> None:
    assert recognise(line.split()) is None


@given(st.lists(st.sampled_from(PIECES), max_size=7))
def test_what_is_recognised_means_the_same_to_the_full_command_line(pieces: list[str]) -> None:
    call = recognise(pieces)
    if call is None:
        return
    calls: list[AskCall] = []

    def keep(call: AskCall) -> int:
        calls.append(call)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "answer", keep)
        assert app.dispatch(pieces) == 0
    assert [_fields(given) for given in calls] == [_fields(call)]


def test_defaults_are_those_of_the_table_of_options() -> None:
    from restokg.cli.arguments import ASK

    assert {name: option.default for name, option in ASK.items() if option.default} == {
        name: value
        for name, value in _fields(AskCall("02")).items()
        if name in ASK and isinstance(value, str)
    }
