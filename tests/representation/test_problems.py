"""Problem documents: each kind of error with its status, and facts that a client can use."""

from __future__ import annotations

import json

import pytest

from restokg import errors
from restokg.representation import problems
from restokg.server.limits import Limits


@pytest.mark.parametrize(
    ("error", "status", "members"),
    [
        (errors.QuerySyntaxError("no.", line=2, column=7), 400, {"line": 2, "column": 7}),
        (errors.QuerySyntaxError("no."), 400, {}),
        (errors.QueryRefusedError("no"), 403, {}),
        (errors.UnknownThingError("x", suggestions=["y"]), 404, {"suggestions": ["y"]}),
        (errors.UnknownQuestionError("x"), 404, {}),
        (errors.BadParameterError("day", "no date."), 400, {}),
        (errors.NotAcceptableError("a/b", ["c/d"]), 406, {"offered": ["c/d"]}),
        (errors.RequestTooLargeError("It", 10), 413, {}),
        (errors.UnsupportedMediaTypeError("x"), 415, {}),
        (errors.RequestError("x"), 400, {}),
        (Limits(time=2).exceeded("time"), 504, {"limit": "time", "allowed": "2 seconds"}),
        (Limits(rows=5).exceeded("rows"), 422, {"limit": "rows", "allowed": "5 rows"}),
        (errors.BusyError("x", retry_after=3), 503, {"retryAfter": 3}),
        (errors.BusyError("x", retry_after=3, own_fault=True), 429, {"retryAfter": 3}),
        (errors.SnapshotError("p", "gone"), 500, {}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_told_with_its_status_and_facts(
    error: errors.RestokgError, status: int, members: dict[str, object]
) -> None:
    problem = problems.of(error)
    said = json.loads(problem.json())
    assert (problem.status, said["status"]) == (status, status)
    assert said["detail"] == str(error)
    assert said["type"].startswith("/problems#")
    assert {"type", "title", "status", "detail", *members} == set(said)
    assert {name: said[name] for name in members} == members


def test_who_has_to_wait_is_told_how_long_in_the_header_too() -> None:
    problem = problems.of(errors.BusyError("x", retry_after=7))
    assert problem.headers == (("Retry-After", "7"),)
