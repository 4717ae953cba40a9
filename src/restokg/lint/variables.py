"""Rules about the text of a query, in a file or in a constraint: its syntax, its variables."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from restokg.lint.sparql import Analysis, UnreadError, analyse
from restokg.lint.syntax import Complaint, beginning, complaint
from restokg.lint.tokens import Token, tokens
from restokg.positions.spans import Extent
from restokg.questions.binding import bind

Breach = tuple[str, Extent, Mapping[str, str]]
"""A rule that is broken, where in the query, and what its messages name."""


def in_file(text: str, parameters: Collection[str] = ()) -> Iterator[Breach]:
    """Yield what is wrong with the query of a file; the language is a parameter of any."""
    wrong = complaint(text)
    # The language is written into a query before an engine sees it, and may stand where SPARQL
    # would not take a variable.
    if wrong is not None and complaint(bind(text, {"lang": '"en"'})) is not None:
        yield "RKG-L40", wrong.extent, _reasons(wrong)
    else:
        yield from _variables(text, {"lang", *parameters})


def in_constraint(text: str, given: Collection[str], *, selects: str | None) -> Iterator[Breach]:
    """Yield what is wrong with a query in a shape, which may have to select a variable.

    ``given`` are the variables that SHACL gives a value.
    """
    wrong = complaint(text)
    if wrong is not None:
        yield "RKG-L31", wrong.extent, _reasons(wrong)
    else:
        yield from _variables(text, given, selects=selects)


def _variables(
    text: str, given: Collection[str], *, selects: str | None = None
) -> Iterator[Breach]:
    try:
        analysis = analyse(text, given)
    except UnreadError:
        yield "RKG-L41", beginning(text), {}
        return
    for rule, mentions in (
        ("RKG-L42", analysis.unbound),
        ("RKG-L43", analysis.unknown),
        ("RKG-L46", analysis.unsorted),
    ):
        # One mention of each variable will do.
        first = {token.text[1:]: token for token in reversed(mentions)}
        for name, token in first.items():
            yield rule, token.extent, {"variable": f"?{name}"}
    shown = analysis.outermost
    if selects is not None and shown is not None and selects not in shown:
        yield "RKG-L32", beginning(text), {}
    told = {token.text[1:] for token in (*analysis.unbound, *analysis.unknown, *analysis.unsorted)}
    yield from _lonely(text, analysis, {*given, *told})


def _reasons(wrong: Complaint) -> dict[str, str]:
    return {"reason": wrong.reason, "reason_zh": wrong.reason_zh}


def _lonely(text: str, analysis: Analysis, told: Collection[str]) -> Iterator[Breach]:
    """Yield the variables that occur only once, where that serves no purpose."""
    if analysis.everything:
        return
    mentions: Counter[str] = Counter()
    last: dict[str, Token] = {}
    for token in tokens(text):
        if token.kind == "variable":
            mentions[token.text[1:]] += 1
            last[token.text[1:]] = token
    for name, token in last.items():
        if mentions[name] > 1 or name in analysis.selected or name in told:
            continue
        others = sorted(other for other, number in mentions.items() if number > 1)
        near = difflib.get_close_matches(name, others, n=1, cutoff=0.8)
        if near:
            yield "RKG-L45", token.extent, {"variable": f"?{name}", "other": f"?{near[0]}"}
        elif name not in analysis.demanded:
            yield "RKG-L44", token.extent, {"variable": f"?{name}"}
