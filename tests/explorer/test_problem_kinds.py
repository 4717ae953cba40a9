"""The page about the kinds of problem documents, to which their types lead."""

from __future__ import annotations

import pytest

from restokg import errors
from restokg.errors import RestokgError
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
