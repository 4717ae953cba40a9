"""The catalogue of questions, and each question with its form and its answer."""

from __future__ import annotations

import re
from typing import Any

from restokg import resources
from restokg.errors import InputError, NotAcceptableError
from restokg.explorer import routes
from restokg.explorer.linking import address, iri_of, join
from restokg.explorer.rendering import page as rendered
from restokg.explorer.views import asking, cells, charts, downloads
from restokg.explorer.views.asking import Asked
from restokg.explorer.views.choices import Choice, choices
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label, resolve
from restokg.namespaces import compact
from restokg.questions import catalogue as questions
from restokg.questions.catalogue import Parameter, Question, headings
from restokg.representation.exchange import Response
from restokg.representation.media import GRAPHS, HTML, RESULTS, SUFFIXES
from restokg.representation.negotiation import choose

_ROWS = {RESULTS[name]: name for name in ("json", "csv", "tsv")}
_OFFERED = (HTML, *_ROWS, *GRAPHS.values())
_THING = re.compile(r"<(.+)>")
_TERM = re.compile(r"[a-z]+:[A-Za-z][\w-]*")
_EXAMPLES = re.compile(rf"(?:, such as |: |，例如|：)(?={_TERM.pattern})")
"""What leads over, in the text of a parameter, to the terms that it may be."""


def catalogue(visit: Visit) -> Response:
    """Return the page of all questions, or of those with a tag or with some words."""
    lang = visit.lang
    tag = visit.request.first("tag") or ""
    words = (visit.request.first("filter") or "").casefold().split()
    groups: dict[str, list[Question]] = {}
    for question in visit.library.questions:
        said = " ".join(question.text(key, lang) for key in ("id", "question", "why")).casefold()
        if (not tag or tag in question.tags) and all(word in said for word in words):
            groups.setdefault(question.text("group", lang), []).append(question)
    tags = sorted({name for question in visit.library.questions for name in question.tags})
    return rendered(
        visit,
        "questions.html",
        groups=groups,
        shown=sum(map(len, groups.values())),
        total=len(visit.library.questions),
        tags=tags,
        tag=tag,
        filter=visit.request.first("filter") or "",
    )


def page(visit: Visit, name: str) -> Response:
    """Return the answer to a question as a page or, by suffix or Accept, in another format.

    Raises:
        UnknownQuestionError: If there is no such question.
        BadParameterError: If a parameter is bad and no page is asked for, which would say so.
        NotAcceptableError: If Accept takes no format that there is.
    """
    stem, suffix = _split(name)
    question = questions.find(resources.queries(), stem)
    if stem != question.id:
        return _moved(visit, question, suffix)
    if suffix in downloads.SUFFIXES:
        return _file(visit, question, suffix)
    type_ = SUFFIXES[suffix] if suffix else _negotiated(visit)
    if type_ in _ROWS:
        return _varied(_file(visit, question, _ROWS[type_], attached=False))
    if type_ != HTML:
        iri = iri_of(f"/questions/{question.id}")
        return _varied(routes.view(routes.LINKED)(visit, iri=iri, type=type_))
    return _varied(_page(visit, asking.ask(visit, question)))


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    known = dot and (suffix in downloads.SUFFIXES or suffix in SUFFIXES)
    return (stem, suffix) if known else (name, "")


def _negotiated(visit: Visit) -> str:
    accept = visit.request.accept
    type_ = choose(accept, _OFFERED)
    if type_ is None:
        raise NotAcceptableError(accept, _OFFERED)
    return type_


def _varied(response: Response) -> Response:
    varies = tuple(dict.fromkeys((*response.varies, "Accept")))
    return Response(response.status, response.type, response.body, response.headers, varies)


def _moved(visit: Visit, question: Question, suffix: str) -> Response:
    """Send a visitor who gave the number, or the beginning of the id, to the question's address."""
    path = f"/questions/{question.id}" + (f".{suffix}" if suffix else "")
    there = join(path, list(visit.request.parameters))
    return Response(302, "text/plain", b"", (("Location", there),))


def _file(visit: Visit, question: Question, suffix: str, *, attached: bool = True) -> Response:
    asked = asking.ask(visit, question)
    asking.refuse(asked)
    return downloads.download(visit, asked, suffix, attached=attached)


def _page(visit: Visit, asked: Asked) -> Response:
    question = asked.question
    numbers = [one.id for one in visit.library.questions]
    place = numbers.index(question.id)
    context: dict[str, Any] = {
        "iri": iri_of(f"/questions/{question.id}"),
        "question": question,
        "asked": asked,
        "before": visit.library.questions[place - 1] if place else None,
        "after": visit.library.questions[place + 1] if place + 1 < len(numbers) else None,
    }
    if asked.faults:
        offered = choices(visit, question, None)
        fields, strangers = _fields(visit, asked, offered), _strangers(asked)
        return rendered(
            visit, "question.html", status=400, fields=fields, strangers=strangers, answer=None,
            **context,
        )  # fmt: skip
    answer = asked.answer(visit.library)
    heads = headings_of(answer.columns, visit.lang)
    offered = choices(visit, question, None if asked.given else answer)
    context |= {
        "answer": answer,
        "heads": heads,
        "rows": cells.of(visit, answer),
        "charts": charts.of(question.number, answer, visit.words["questions"], heads),
        "permanent": visit.request.root + _address(visit, asked),
        "downloads": [(suffix, _address(visit, asked, suffix)) for suffix in downloads.offered()],
        "raw": asked.readable,
    }
    headers = (("Cache-Control", "no-store"),) if asked.today else ()
    fields = _fields(visit, asked, offered)
    return rendered(visit, "question.html", headers=headers, fields=fields, strangers=[], **context)


def _address(visit: Visit, asked: Asked, suffix: str = "") -> str:
    """Return the address of an answer, which names its language and its day."""
    path = f"/questions/{asked.question.id}" + (f".{suffix}" if suffix else "")
    return join(path, [*asked.values().items(), ("lang", visit.lang)])


def headings_of(columns: tuple[str, ...], lang: str) -> dict[str, str]:
    """Return headings by column: in English the variable in words, else as the catalogue has it."""
    known = headings(resources.queries(), lang)
    return {name: known.get(name) or heading(name) for name in columns}


def heading(variable: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", variable).replace("_", " ").lower()
    return words[:1].upper() + words[1:]


def _fields(visit: Visit, asked: Asked, offered: dict[str, list[Choice]]) -> list[dict[str, Any]]:
    """Return what the form shows of each parameter."""
    fields = []
    for name, parameter in asked.question.parameters.items():
        default = asked.today.get(name, parameter.default or "")
        listed = offered.get(name, [])
        fields.append(
            {
                "name": name,
                "type": parameter.type,
                "said": _said(visit, parameter, listed),
                "default": _default(visit, parameter),
                "value": asked.given.get(name, default),
                "fault": asked.faults.get(name),
                "choices": _with(listed, asked, name),
                "meant": _meant(visit, asked, name),
            }
        )
    return fields


def _said(visit: Visit, parameter: Parameter, offered: list[Choice]) -> str:
    """Return what a parameter does, in words: a list to choose from spares the examples."""
    text = parameter.said(visit.lang)
    if offered:
        return _EXAMPLES.split(text, maxsplit=1)[0]
    return _TERM.sub(lambda term: _called(visit, term[0]), text)


def _default(visit: Visit, parameter: Parameter) -> str | None:
    """Return what an empty field stands for, by its name."""
    if parameter.default is None or parameter.type != "thing":
        return parameter.default
    return _called(visit, parameter.default)


def _called(visit: Visit, name: str) -> str:
    """Return the label of the thing that goes by a name, or the name if nothing does."""
    try:
        return label(visit.store, resolve(visit.store, name), visit.lang) or name
    except InputError:
        return name


def _with(offered: list[Choice], asked: Asked, name: str) -> list[Choice]:
    """Return the choices, with what the address asks for among them."""
    value = asked.given.get(name) or asked.question.parameters[name].default
    if not offered or not value or value in dict(offered):
        return offered
    match = _THING.fullmatch(asked.terms.get(name, ""))
    short = compact(match[1]) if match else ""
    called = dict(offered).get(short, value)
    return [(value, called), *(choice for choice in offered if choice[0] != short)]


def _meant(visit: Visit, asked: Asked, name: str) -> tuple[str, str] | None:
    """Return the IRI and the label of the thing that a value was understood as."""
    match = _THING.fullmatch(asked.terms.get(name, ""))
    if match is None:
        return None
    iri = match[1]
    return iri, label(visit.store, iri, visit.lang) or address(iri)


def _strangers(asked: Asked) -> list[str]:
    return [name for name in asked.faults if name not in asked.question.parameters]
