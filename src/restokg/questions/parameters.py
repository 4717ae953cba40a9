"""Values of parameters: from the text that a user gives to terms of a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from restokg.errors import BadParameterError
from restokg.graph.store import Literal, NamedNode
from restokg.namespaces import XSD, expand
from restokg.questions.catalogue import Parameter, Question

LANGUAGES = ("en", "zh")

Resolve = Callable[[str], str]
"""Gives the IRI of a thing from its symbol or label; raises UnknownThingError and the like."""


def terms(
    question: Question, given: Mapping[str, str], *, lang: str, resolve: Resolve
) -> dict[str, str]:
    """Return the terms, in SPARQL notation, that the question's variables take.

    Parameters that are neither given nor have a default are left out. ``lang`` is always in.

    Raises:
        BadParameterError: If a parameter is unknown or its value is not of its type.
        UnknownThingError: If the graph holds nothing that a value names.
    """
    values = {"lang": str(Literal(_language("lang", lang)))}
    for name in given:
        if name not in question.parameters and name != "lang":
            raise BadParameterError(
                name, f"{question.id} has no such parameter. {_offer(question)}"
            )
    for name, parameter in question.parameters.items():
        text = given.get(name, lang if name == "lang" else parameter.default)
        if text is not None:
            values[name] = _term(parameter, text.strip(), resolve)
    if "lang" in given:
        values["lang"] = str(Literal(_language("lang", given["lang"])))
    return values


def _offer(question: Question) -> str:
    names = [str(parameter) for name, parameter in question.parameters.items() if name != "lang"]
    return f"It takes: {', '.join(names)}." if names else "It takes none."


def _term(parameter: Parameter, text: str, resolve: Resolve) -> str:
    name = parameter.name
    if parameter.type == "string":
        return str(Literal(text))
    if not text:
        raise BadParameterError(name, f"the value is empty; give a {parameter.type}.")
    if parameter.type == "thing":
        return _thing(name, text, resolve)
    if parameter.type == "lang":
        return str(Literal(_language(name, text)))
    if parameter.type == "date":
        return str(Literal(_date(name, text), datatype=NamedNode(XSD + "date")))
    return _number(name, text, parameter.type)


def _thing(name: str, text: str, resolve: Resolve) -> str:
    iri = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if "://" not in iri:
        # A curie needs no look at the graph: what has no triples gives no rows.
        iri = expand(text) or resolve(text)
    try:
        return str(NamedNode(iri))
    except ValueError:
        raise BadParameterError(name, f"{iri!r} is not an IRI.") from None


def check_language(text: str) -> str:
    return _language("lang", text)


def check_date(name: str, text: str) -> str:
    """Return a day as ISO 8601 has it; ``today`` stands for today."""
    return _date(name, text)


def _language(name: str, text: str) -> str:
    if text not in LANGUAGES:
        raise BadParameterError(name, f"{text!r} is not one of: {', '.join(LANGUAGES)}.")
    return text


def _date(name: str, text: str) -> str:
    from datetime import date, datetime

    if text == "today":
        return datetime.now().astimezone().date().isoformat()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise BadParameterError(name, f"{text!r} is not a date such as 2024-12-31, or today.")
    return text


def _number(name: str, text: str, kind: str) -> str:
    sign = text[1:] if text[:1] in "+-" else text
    whole, point, part = sign.partition(".")
    digits = (whole + part).isascii() and (whole + part).isdecimal()
    if not digits or (point and (kind == "integer" or not part)):
        example = "12" if kind == "integer" else "12 or 0.5"
        raise BadParameterError(
            name, f"{text!r} is not a number of type {kind}, such as {example}."
        )
    return str(Literal(text, datatype=NamedNode(XSD + kind)))
