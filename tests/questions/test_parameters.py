"""From what a user writes to the terms that a query gets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from restokg.errors import BadParameterError
from restokg.questions.catalogue import Parameter, Question
from restokg.questions.parameters import terms

XSD = "http://www.w3.org/2001/XMLSchema#"


def _question(*parameters: Parameter) -> Question:
    return Question(Path("01-q.rq"), {"id": "01-q"}, {p.name: p for p in parameters}, "")


def _resolve(text: str) -> str:
    return f"http://resolved/{text}"


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("thing", "https://e/a", "<https://e/a>"),
        ("thing", "<https://e/a>", "<https://e/a>"),
        ("thing", "rkg:Fund", "<https://w3id.org/restokg/ontology#Fund>"),
        ("thing", "IDRA", "<http://resolved/IDRA>"),
        ("date", "2024-12-31", f'"2024-12-31"^^<{XSD}date>'),
        ("integer", "-12", f'"-12"^^<{XSD}integer>'),
        ("decimal", "0.5", f'"0.5"^^<{XSD}decimal>'),
        ("decimal", "7", f'"7"^^<{XSD}decimal>'),
        ("string", 'say "x"', '"say \\"x\\""'),
        ("string", "", '""'),
        ("lang", "zh", '"zh"'),
    ],
)
def test_a_value_becomes_a_term_of_its_type(kind: str, text: str, term: str) -> None:
    question = _question(Parameter("x", kind))
    assert terms(question, {"x": text}, lang="en", resolve=_resolve) == {"lang": '"en"', "x": term}


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("thing", "", "the value is empty"),
        ("thing", "https://e/a b", "is not an IRI"),
        ("date", "2024-13-01", "is not a date"),
        ("date", "20241231", "is not a date"),
        ("date", "2024", "is not a date"),
        ("integer", "1.5", "is not a number of type integer"),
        ("integer", "٣", "is not a number of type integer"),
        ("integer", "+", "is not a number of type integer"),
        ("decimal", "1.", "is not a number of type decimal"),
        ("decimal", "1e5", "is not a number of type decimal"),
        ("lang", "fr", "is not one of: en, zh"),
    ],
)
def test_a_value_of_another_type_is_refused(kind: str, text: str, reason: str) -> None:
    with pytest.raises(BadParameterError, match=reason):
        terms(_question(Parameter("x", kind)), {"x": text}, lang="en", resolve=_resolve)


def test_defaults_hold_and_what_is_unset_is_left_out() -> None:
    question = _question(Parameter("least", "integer", "2"), Parameter("who", "thing"))
    assert terms(question, {}, lang="zh", resolve=_resolve) == {
        "lang": '"zh"',
        "least": f'"2"^^<{XSD}integer>',
    }


def test_today_is_a_date() -> None:
    question = _question(Parameter("day", "date", "today"))
    before = datetime.now().astimezone().date()
    day = terms(question, {}, lang="en", resolve=_resolve)["day"]
    after = datetime.now().astimezone().date()
    assert day in {f'"{date.isoformat()}"^^<{XSD}date>' for date in (before, after)}


def test_the_language_can_be_given_as_a_parameter() -> None:
    assert terms(_question(), {"lang": "zh"}, lang="en", resolve=_resolve) == {"lang": '"zh"'}


def test_an_unknown_parameter_is_refused_with_what_is_offered() -> None:
    with pytest.raises(BadParameterError, match=r"It takes: who \(thing\)\."):
        terms(_question(Parameter("who", "thing")), {"whom": "x"}, lang="en", resolve=_resolve)
    with pytest.raises(BadParameterError, match=r"It takes none\."):
        terms(_question(), {"whom": "x"}, lang="en", resolve=_resolve)
