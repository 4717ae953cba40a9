"""`restokg ask`: one question of the catalogue, its answer as a table or in another format."""

from __future__ import annotations

import sys
from pathlib import Path

from restokg import resources
from restokg.cli.arguments import AskCall
from restokg.cli.opening import open_graph
from restokg.cli.printing import check_format, print_answer, terminal_width
from restokg.cli.table import wrap
from restokg.errors import BadParameterError, UsageError
from restokg.graph.store import Literal
from restokg.questions import catalogue, parameters
from restokg.questions.answers import Answer, from_query
from restokg.questions.binding import bind


def answer(call: AskCall) -> int:
    """Answer the call on standard output and return the exit code."""
    check_format(call.format)
    parameters.check_language(call.lang)
    if call.question is None:
        if call.param or call.endpoint:
            raise UsageError("Which question? Give its number first: `restokg ask 02 …`.")
        return _list_questions(call.lang, call.format)
    question = catalogue.find(resources.queries(), call.question)
    given = dict(_pair(text) for text in call.param)
    snapshot = None if call.snapshot is None else Path(call.snapshot)

    def resolve(text: str) -> str:
        from restokg.graph.lookup import resolve

        return resolve(open_graph(snapshot).store, text)

    terms = parameters.terms(question, given, lang=call.lang, resolve=resolve)
    sparql = bind(question.sparql, terms)
    if call.endpoint is not None:
        from restokg.questions import remote

        found, store = remote.ask(call.endpoint, sparql), None
    else:
        store = open_graph(snapshot).store
        found = from_query(store.query(sparql))
    print_answer(found.of(question, call.lang), call.format, call.lang, store, sys.stdout)
    return 0


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise BadParameterError(text, "write it as NAME=VALUE.")
    return name, value


def _list_questions(lang: str, format: str) -> int:
    """Print the questions by group, with the parameters that each one takes."""
    found = catalogue.questions(resources.queries())
    if format != "table":
        columns = ("number", "id", "group", "question")
        rows = [
            (question.number, question.id, *(question.text(key, lang) for key in columns[2:]))
            for question in found
        ]
        terms = [tuple(Literal(text) for text in row) for row in rows]
        print_answer(Answer(columns, list(terms)), format, lang, None, sys.stdout)
        return 0
    width = terminal_width()
    groups: dict[str, list[str]] = {}
    for question in found:
        lines = wrap(question.text("question", lang), width - 6)
        names = [str(p) for p in question.parameters.values() if p.name != "lang"]
        lines += wrap(f"--param {', '.join(names)}", width - 6) if names else []
        first, *rest = [f"      {line}" for line in lines]
        entry = [f"  {question.number:>2}{first[4:]}", *rest]
        groups.setdefault(question.text("group", lang), []).append("\n".join(entry))
    blocks = ["\n".join([group, *entries]) for group, entries in groups.items()]
    sys.stdout.write("\n\n".join(blocks) + "\n")
    return 0
