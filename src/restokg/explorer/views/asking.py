"""A question put by a visitor: its parameters read, its query bound, its answer found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from restokg.errors import BadParameterError, InputError, UnknownThingError
from restokg.explorer.library import Library
from restokg.explorer.refusals import RefusedParameterError
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import resolve
from restokg.questions import parameters
from restokg.questions.answers import Answer, from_query
from restokg.questions.binding import bind
from restokg.questions.catalogue import Parameter, Question

TODAY = "today"
_SUGGESTED = re.compile(r"(.+) \((\S+)\)")  # as look-up suggests: a name and its compact IRI
OF_THE_VISIT = frozenset({"lang"})
"""Parameters of every page, which no question takes."""


@dataclass(frozen=True)
class Fault:
    """Why a value is no good: a key of the words, and what goes into them."""

    key: str
    value: str = ""
    suggestions: tuple[str, ...] = ()

    def near(self) -> list[tuple[str, str]]:
        """Return what may be meant, each with the value that means it and nothing else."""
        found = []
        for text in self.suggestions:
            match = _SUGGESTED.fullmatch(text)
            found.append((match[1], match[2]) if match else (text, text))
        return found


@dataclass(frozen=True)
class Asked:
    """``given`` are the values as they were typed, ``terms`` what they stand for in SPARQL.

    ``today`` names the parameters that today's date was put in for.
    """

    question: Question
    lang: str
    given: Mapping[str, str]
    terms: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    today: Mapping[str, str] = field(default_factory=dict)

    @property
    def sparql(self) -> str:
        return bind(self.question.sparql, self.terms)

    @property
    def readable(self) -> str:
        """The query as asked, without the header of its file."""
        lines = self.sparql.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("#+"))

    def values(self) -> dict[str, str]:
        """Return the values that an address must hold to give the same answer on any day."""
        return {**self.given, **self.today}

    def answer(self, library: Library) -> Answer:
        found = from_query(library.store.query(self.sparql))
        return found.of(self.question, self.lang).ordered()


def ask(visit: Visit, question: Question) -> Asked:
    """Read the parameters of the address; what is wrong with them is in ``faults``."""
    given: dict[str, str] = {}
    for name, value in visit.request.parameters:
        if name not in OF_THE_VISIT and value.strip():
            given.setdefault(name, value.strip())
    return put(visit.library, question, given, visit.lang)


def put(library: Library, question: Question, given: Mapping[str, str], lang: str) -> Asked:
    faults: dict[str, Fault] = {}
    terms: dict[str, str] = {}
    today: dict[str, str] = {}
    for name in given:
        if name not in question.parameters:
            faults[name] = Fault("fault_unknown", name)
    for name, parameter in question.parameters.items():
        text = given.get(name, parameter.default)
        if text == TODAY and parameter.type == "date":
            text = today[name] = parameters.check_date(name, TODAY)
        if text is None or name in faults:
            continue
        try:
            terms |= _term(library, question, parameter, text, lang)
        except (BadParameterError, InputError) as error:
            faults[name] = _fault(parameter, text, error)
    terms |= parameters.terms(_bare(question), {}, lang=lang, resolve=str)
    return Asked(question, lang, given, terms, faults, today)


def refuse(asked: Asked) -> None:
    """Raise the first fault as the error that clients other than browsers are told.

    Raises:
        RefusedParameterError: If any parameter is bad.
    """
    for name, fault in asked.faults.items():
        given = {"lang": asked.lang, **asked.given}
        value = given.get(name)
        raise RefusedParameterError(name[:80], fault.key, near=fault.suggestions, value=value)


def _term(
    library: Library, question: Question, parameter: Parameter, text: str, lang: str
) -> dict[str, str]:
    one = Question(question.path, question.header, {parameter.name: parameter}, question.sparql)
    given = {parameter.name: text}
    found = parameters.terms(
        one, given, lang=lang, resolve=lambda name: resolve(library.store, name)
    )
    return {parameter.name: found[parameter.name]}


def _bare(question: Question) -> Question:
    return Question(question.path, question.header, {}, question.sparql)


def _fault(parameter: Parameter, text: str, error: BadParameterError | InputError) -> Fault:
    if isinstance(error, UnknownThingError):
        return Fault("fault_thing", text, error.suggestions)
    if isinstance(error, InputError):
        return Fault("fault_several", text, _offered(str(error)))
    return Fault("fault_iri" if parameter.type == "thing" else f"fault_{parameter.type}", text)


def _offered(message: str) -> tuple[str, ...]:
    """Return the names that an ambiguous name may stand for, which its error lists."""
    _, _, listed = message.partition("Give one: ")
    return tuple(listed.rstrip(".").split("; ")) if listed else ()
