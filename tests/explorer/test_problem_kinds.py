"""The page about the kinds of problem documents, to which their types lead."""

from __future__ import annotations

import json
from html import escape

import pytest

from restokg import errors
from restokg.errors import RestokgError
from restokg.explorer import fallback, words
from restokg.explorer.assets import asset
from restokg.representation import problems
from restokg.server.limits import _SAID, Limits
from tests.explorer.conftest import Get
from tests.explorer.reading import Page

ERRORS: tuple[RestokgError, ...] = (
    errors.QuerySyntaxError("expected }", line=1, column=2),
    errors.QueryRefusedError("SERVICE is not allowed."),
    *(Limits().exceeded(limit) for limit in _SAID),
    errors.BusyError("Too many.", retry_after=1, own_fault=True),
    errors.BusyError("Too many.", retry_after=1),
    errors.QueryStoppedError("It stopped."),
    errors.UnknownThingError("x"),
    errors.UnknownQuestionError("x"),
    errors.UnknownFormatError("x", ("csv",)),
    errors.BadParameterError("x", "it is wrong."),
    errors.UsageError("x"),
    errors.NotAcceptableError("text/x", ("text/html",)),
    errors.RequestTooLargeError("The query", 9),
    errors.UnsupportedMediaTypeError("x"),
    errors.RequestError("x"),
    RestokgError("x"),
)


def test_every_class_of_errors_that_problems_tells_apart_is_among_those_tried() -> None:
    assert {kind for kind, _ in problems._KINDS} <= {type(error) for error in ERRORS}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    ("query", "header"), [("lang=zh", "en"), ("q=a&lang=xx", "zh-CN,en;q=0.5")]
)
def test_every_problem_has_a_page_where_no_snapshot_is_at_hand(
    error: RestokgError, query: str, header: str
) -> None:
    problem = problems.of(error)
    type_, body = fallback.shown(problem, "text/html", query, header)
    page = body.decode()
    assert type_ == "text/html"
    assert '<html lang="zh-Hans">' in page
    texts = words.load("zh")
    said = texts["problems"].get(f"title_{problem.status}", texts["kinds"][f"title_{problem.kind}"])
    assert f"<h1>{said}</h1>" in page
    assert f'lang="en">{escape(problem.detail)}<' in page
    assert asset("explorer.css") in page


def test_who_does_not_ask_for_a_page_gets_the_document_even_then() -> None:
    type_, body = fallback.shown(problems.of(ERRORS[0]), "*/*", "lang=zh", "zh")
    assert (type_, json.loads(body)["column"]) == ("application/problem+json", 2)


def test_the_page_escapes_what_it_repeats() -> None:
    page = fallback.page(problems.of(errors.UnknownThingError("<script>x</script>")), "en")
    assert b"<script>" not in page
    assert b"&lt;script&gt;" in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_type_of_every_problem_leads_to_its_place_and_status(get: Get, lang: str) -> None:
    response = get(f"/problems?lang={lang}")
    page = Page(response)
    for error in ERRORS:
        problem = problems.of(error)
        assert problem.kind in page.anchors
        assert f"{problem.status} · {problem.kind} " in page.text


def test_what_the_server_refuses_by_method_has_its_place_too(get: Get) -> None:
    assert "method" in Page(get("/problems")).anchors
