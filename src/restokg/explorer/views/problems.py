"""Problem pages: what a reader is told when there is no page to show."""

from __future__ import annotations

from restokg.errors import NotAcceptableError, RestokgError, UnknownQuestionError, UnknownThingError
from restokg.explorer.refusals import RefusedParameterError
from restokg.explorer.rendering import page
from restokg.explorer.visiting import Visit
from restokg.representation import problems
from restokg.representation.exchange import Response
from restokg.representation.media import HTML, PROBLEM
from restokg.representation.negotiation import choose


def shown(visit: Visit, error: RestokgError) -> Response:
    """Return a page where HTML is liked best, else a problem document."""
    problem = problems.of(error)
    if choose(visit.request.accept, (PROBLEM, HTML)) != HTML:
        return Response(problem.status, PROBLEM, problem.json(), problem.headers, ("Accept",))
    texts = visit.words["problems"]
    status = problem.status
    known = f"title_{status}" in texts
    detail = _detail(visit, error)
    response = page(
        visit,
        "problem.html",
        status=status,
        headers=problem.headers,
        problem=problem,
        heading=texts[f"title_{status}"] if known else problem.title,
        advice=texts[f"advice_{status}"] if known else "",
        detail=detail or problem.detail,
        detail_lang=visit.lang if detail else "en",
        suggestions=_suggestions(visit, error),
        offered=error.offered if isinstance(error, NotAcceptableError) else (),
    )
    varies = (*response.varies, "Accept")
    return Response(response.status, response.type, response.body, response.headers, varies)


def _detail(visit: Visit, error: RestokgError) -> str:
    """Return what is wrong in the language of the visit, or nothing where it has no words."""
    texts = visit.words["problems"]
    if isinstance(error, RefusedParameterError):
        said = error.said(visit.lang)
        return texts["detail_parameter"].format(name=error.parameter, reason=said)
    if isinstance(error, UnknownThingError):
        return texts["detail_thing"].format(name=error.thing)
    if isinstance(error, UnknownQuestionError):
        return texts["detail_question"].format(name=error.question)
    if isinstance(error, NotAcceptableError):
        return texts["detail_format"].format(name=error.accept[:200])
    return ""


def _suggestions(visit: Visit, error: RestokgError) -> list[tuple[str, str, str]]:
    """Return addresses, with their names and kinds, of what may have been meant."""
    if isinstance(error, UnknownQuestionError):
        questions = {question.id: question for question in visit.library.questions}
        return [
            (visit.link(f"/questions/{id_}"), questions[id_].text("question", visit.lang), "")
            for id_ in error.suggestions
            if id_ in questions
        ]
    if isinstance(error, UnknownThingError):
        return [
            (visit.page_of(hit.iri), hit.label, hit.kind)
            for hit in visit.library.near(error.thing, visit.lang)
        ]
    return []
