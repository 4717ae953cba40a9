"""`restokg ask`: what is printed, and what a mistake gets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

SIZES = """\
How large is each initiative, and who says so?

initiative       name                                        value  as of    source
───────────────  ─────────────────────────────────────────  ──────  ───────  ─────────────────
initiative:idra  International Drought Resilience Alliance  60,000  2024-08  TEST/COP(1)/2 ¶47

1 row. A figure is as its paragraph states it.
"""


LIST = """\
Figures
  01  How large is each initiative, and who says so?
      --param initiative (thing), least (integer, default 1)

Partnerships
  12  Who launched what?
"""


@pytest.mark.parametrize("name", ["1", "01", "01-sizes", "01-s", "siz"])
def test_a_question_goes_by_number_id_or_beginning(run: Run, name: str) -> None:
    assert run("ask", name) == (0, SIZES, "")


def test_the_chinese_table_is_aligned_by_cells(run: Run) -> None:
    code, out, _ = run("ask", "01", "--lang", "zh")
    assert code == 0
    assert out == (
        "各倡议规模如何，由谁说明？\n\n"
        "initiative       name           value  as of    source\n"
        "───────────────  ────────────  ──────  ───────  ─────────────────\n"
        "initiative:idra  国际抗旱联盟  60,000  2024-08  TEST/COP(1)/2 ¶47\n\n"
        "共1行。数值以条款所述为准。\n"
    )


def test_the_full_command_line_prints_the_same_as_the_short_way(run: Run) -> None:
    from restokg.cli import app

    assert run("ask", "01")[1] == SIZES
    # `--` is nothing that the short way takes.
    assert run("ask", "--", "01") == (0, SIZES, "")
    assert app.dispatch(["ask", "01"]) == 0


@pytest.mark.parametrize("value", ["initiative:idra", "IDRA", "ｉｄｒａ", "国际抗旱联盟"])
def test_a_parameter_that_is_a_thing_takes_any_of_its_names(run: Run, value: str) -> None:
    assert run("ask", "01", "-p", f"initiative={value}") == (0, SIZES, "")


def test_another_thing_as_parameter_leaves_its_rows_out(run: Run) -> None:
    assert "No rows." in run("ask", "01", "-p", "initiative=Third system")[1]


def test_an_empty_answer_gives_the_question_s_own_reason(run: Run) -> None:
    code, out, _ = run("ask", "01", "--param", "least=60001")
    assert code == 0
    assert out.endswith("\n\nNo rows. No paragraph states a size.\n")
    assert run("ask", "01", "-p", "least=60001", "-l", "zh")[1].endswith(
        "没有结果。没有条款说明规模。\n"
    )


def test_csv_holds_full_iris_and_plain_numbers(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("ask", "01", "--format", "csv")[1])))
    assert rows == [
        ["initiative", "name", "value", "asOf", "source"],
        [
            "https://w3id.org/restokg/id/initiative/idra",
            "International Drought Resilience Alliance",
            "60000",
            "2024-08",
            "https://w3id.org/restokg/doc/TEST/COP.1/2/p/47",
        ],
    ]


def test_markdown_is_worded_like_the_table(run: Run) -> None:
    assert run("ask", "12", "-f", "markdown")[1].splitlines()[2] == (
        "| initiative:idra | actor:senegal | TEST/COP(1)/2 ¶44 |"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["99"], 2, "There is no question '99'. `restokg ask` lists the questions."),
        (["lanches"], 2, "There is no question 'lanches'. Did you mean 12-launches? `restokg ask`"),
        (
            ["01", "-p", "size=1"],
            2,
            "Parameter 'size': 01-sizes has no such parameter. It takes: initiative (thing), least",
        ),
        (
            ["01", "-p", "least=many"],
            2,
            "Parameter 'least': 'many' is not a number of type integer",
        ),
        (["01", "-p", "least"], 2, "Parameter 'least': write it as NAME=VALUE."),
        (
            ["01", "-p", "initiative=Spanish"],
            3,
            "The graph holds nothing called 'Spanish'. Did you",
        ),
        (
            ["01", "-p", "initiative=twin"],
            3,
            "'twin' is the name of 2 things. Give one: system:one",
        ),
        (["01", "--lang", "fr"], 2, "Parameter 'lang': 'fr' is not one of: en, zh."),
        (["01", "--format", "xls"], 2, "There is no format 'xls'. Use one of: table, csv"),
        (["01", "--colour"], 2, "No such option: --colour. See `restokg ask --help`."),
        (["01", "02"], 2, "Got unexpected extra argument(s) (02). See `restokg ask --help`."),
        (["-p", "least=2"], 2, "Which question? Give its number first"),
    ],
)
def test_a_mistake_gets_one_line_that_says_what_to_do(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    given, out, err = run("ask", *arguments)
    assert given == code
    assert out == ""
    assert err.startswith(f"restokg: {message}")
    assert err.count("\n") == 1


def test_without_a_number_the_questions_are_listed_by_group(run: Run) -> None:
    assert run("ask") == (0, LIST, "")
    assert run("ask", "--lang", "zh")[1].startswith("数据\n  01  各倡议规模如何，由谁说明？\n")


def test_the_list_comes_in_other_formats_too(run: Run) -> None:
    lines = run("ask", "--format", "ndjson")[1].splitlines()
    assert json.loads(lines[1]) == {
        "number": "12",
        "id": "12-launches",
        "group": "Partnerships",
        "question": "Who launched what?",
    }
