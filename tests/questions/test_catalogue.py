"""Reading the headers of question files, and finding a question by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg.errors import BadQueryFileError, UnknownQuestionError
from restokg.questions import catalogue

HEADER = """\
#+ id: 02-matrix
#+ question: Who
#+   cites whom?
#+ question-zh: 谁引用谁？
#+ group: Synergies
#+ tags: synergy, count
#+ params: day (xsd:date, default today); since (integer), lang
#+ param who (thing, default actor:unep): one of them
#+ param-zh who: 其中之一
#+ empty: Nobody cites anybody.
SELECT ?x WHERE { ?x ?y ?z }
"""


def _write(folder: Path, text: str, name: str = "02-matrix.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    question = catalogue.read(_write(tmp_path, HEADER))
    assert (question.id, question.number) == ("02-matrix", "02")
    assert question.text("question") == "Who cites whom?"
    assert question.text("question", "zh") == "谁引用谁？"
    assert question.text("empty", "zh") == "Nobody cites anybody."
    assert question.text("reading") == ""
    assert question.tags == ("synergy", "count")
    assert {name: str(parameter) for name, parameter in question.parameters.items()} == {
        "who": "who (thing, default actor:unep)",
        "day": "day (date, default today)",
        "since": "since (integer)",
    }
    assert question.parameters["who"].said("en") == "one of them"
    assert question.parameters["who"].said("zh") == "其中之一"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("#+ tags:", "#+ tag:", 6, "Unknown key 'tag'."),
        ("#+ tags: ", "#+ tags-zh: ", 6, "Unknown key 'tags-zh'."),
        ("#+ empty: ", "#+ group: ", 10, "The key 'group' occurs twice."),
        ("#+ empty: ", "#+ ", 10, "A header line is"),
        ("#+ param-zh who", "#+ param-zh whom", 9, "A translated parameter is"),
        ("#+ param-zh who: 其中之一", "#+ param-zh who:", 9, "A translated parameter is"),
        ("(thing, default", "(thong, default", 8, "Unknown parameter type 'thong'."),
        ("(thing, default actor:unep)", "thing", 8, "A parameter is"),
        ("id: 02-matrix", "id: 03-matrix", None, "The id '03-matrix' is not the name of the file."),
        ("#+ group: Synergies\n", "", None, "The header lacks 'group'."),
    ],
)
def test_a_bad_header_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int | None, message: str
) -> None:
    assert old in HEADER
    path = _write(tmp_path, HEADER.replace(old, new))
    with pytest.raises(BadQueryFileError) as caught:
        catalogue.read(path)
    assert caught.value.line == line
    assert message in str(caught.value)


def test_finding_a_question_opens_no_other_file(tmp_path: Path) -> None:
    _write(tmp_path, HEADER)
    _write(tmp_path, "no header at all", "11-asked.rq")
    assert catalogue.find(tmp_path, "2").id == "02-matrix"


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("1", ()),
        ("9" * 5000, ()),
        ("", ()),
        ("mat", ("02-matrix", "12-mates")),
        ("matricks", ("02-matrix",)),
        ("11-askd", ("11-asked",)),
        ("MATES", ("12-mates",)),
    ],
)
def test_an_unknown_or_ambiguous_name_gets_near_matches(
    tmp_path: Path, name: str, suggestions: tuple[str, ...]
) -> None:
    for stem in ("02-matrix", "11-asked", "12-mates"):
        _write(tmp_path, "", f"{stem}.rq")
    with pytest.raises(UnknownQuestionError) as caught:
        catalogue.find(tmp_path, name)
    assert caught.value.suggestions[: len(suggestions) or 3] == suggestions


def test_the_catalogue_is_in_order_of_numbers(tmp_path: Path) -> None:
    for number in ("9", "10", "02"):
        _write(tmp_path, HEADER.replace("02-matrix", f"{number}-m"), f"{number}-m.rq")
    assert [question.number for question in catalogue.questions(tmp_path)] == ["02", "9", "10"]
