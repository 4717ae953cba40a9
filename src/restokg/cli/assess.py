"""`restokg assess`: does an application meet a partner category, clause by clause?"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from restokg.assessment.verdicts import EXEMPT, PARTS, VERDICTS, Assessment, Judgement
from restokg.cli.opening import open_graph
from restokg.cli.printing import FORMATS, check_format, terminal_width
from restokg.cli.table import render, wrap
from restokg.errors import FINDINGS, OK, BadApplicationError, UsageError
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.graph.wording import cite, cite_all, symbols
from restokg.questions.parameters import check_date, check_language

EXAMPLE = (
    "Examples: `restokg assess my-application.ttl --as global-partner --on 2024-05-31` · "
    "`restokg assess my-application.ttl --data register.ttl --lang zh`"
)
COLUMNS = ("part", "verdict", "clause", "why", "toSubmit", "source")

_WORDS = {
    "en": {
        "head": "{applicant} applies as {category} of {framework}, on {day}",
        "columns": ("verdict", "clause", "why", "to submit", "stated in"),
        "met": "met",
        "not-met": "not met",
        "cannot-be-told": "cannot be told",
        "does-not-apply": "does not apply",
        "definition": "Who may apply",
        "criterion": "Selection criteria",
        "expectation": "Expected of holders",
        "benefit": "Benefits that turn on a figure (they ask nothing)",
        "submit": "To submit: {}",
        "folded": "Does not apply ({}): {}.",
        "between": "; ",
        "complete": "Meets every clause that applies.",
        "passes": "Meets every clause that can be told.",
        "fails": "Does not meet: {}.",
        "open": "Cannot be told: {}.",
        "counts": "{met} met, {not-met} not met, {cannot-be-told} cannot be told, "
        "{does-not-apply} do not apply.",
        "nothing": "Each clause either cannot be told or does not apply.",
    },
    "zh": {
        "head": "{applicant}申请成为{framework}的{category}，评估日{day}",
        "columns": ("结论", "条款", "理由", "须补材料", "出处"),
        "met": "满足",
        "not-met": "不满足",
        "cannot-be-told": "无法判断",
        "does-not-apply": "不适用",
        "definition": "谁可申请",
        "criterion": "选择标准",
        "expectation": "对持有者的预期",
        "benefit": "取决于数字的权益（不构成要求）",
        "submit": "须补材料：{}",
        "folded": "不适用（{}）：{}。",
        "between": "；",
        "complete": "凡适用的条款均满足。",
        "passes": "凡可判断的条款均满足。",
        "fails": "不满足：{}。",
        "open": "无法判断：{}。",
        "counts": "满足{met}条，不满足{not-met}条，无法判断{cannot-be-told}条，"
        "不适用{does-not-apply}条。",
        "nothing": "所有条款均无法判断或不适用。",
    },
}


def assess(
    context: typer.Context,
    application: Annotated[
        Path,
        typer.Argument(
            readable=False, help="An RDF file with the application; - is TriG on standard input."
        ),
    ],
    category: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="CATEGORY",
            help="The partner category: name or IRI. [default: the one applied for]",
        ),
    ] = None,
    day: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day on which it must hold.")
    ] = "today",
    data: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            readable=False,
            help="Also take this file or folder of RDF: a register of partners, another framework, "
            "its rules. May be given again.",
        ),
    ] = None,
    which: Annotated[
        str | None,
        typer.Option("--application", metavar="IRI", help="Which, if the file holds several."),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of labels and texts.")
    ] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> int:
    """Hold an application against the clauses of a partner category, each with its passage.

    A clause is met, not met, cannot be told, or does not apply. Exit code 1 tells that a clause
    is not met. How an application is written: docs/assessing.md.
    """
    check_format(format)
    check_language(lang)
    day = check_date("on", day)
    from restokg.assessment import application as applications
    from restokg.assessment.categories import find
    from restokg.assessment.judging import assess as judge
    from restokg.assessment.loading import everything
    from restokg.graph.reading import STDIN

    if STDIN in (data or ()):
        raise UsageError("--data takes files and folders; only the application may be -.")
    stdin = sys.stdin.buffer.read() if application == STDIN else b""
    given = applications.named(applications.read([application], stdin=stdin))
    more = applications.read(data or [])
    found = applications.find(given, application, which, more=more)
    store = everything(open_graph(context.obj).nquads, given, more)
    applications.check_words(store, given)
    applications.check_authority(store, given, application)
    wanted = category or found.category
    if wanted is None:
        raise BadApplicationError(application, "It does not say what is applied for: give --as.")
    done = judge(store, found, find(store, wanted), day)
    if format == "table":
        sys.stdout.write(_as_text(done, store, lang, terminal_width()))
    elif format == "json":
        sys.stdout.write(json.dumps(_as_json(done, store), ensure_ascii=False, indent=2) + "\n")
    else:
        from restokg.export.tables import write_table

        write_table(COLUMNS, [_row(one, lang) for one in done.judgements], format, sys.stdout)
    return FINDINGS if done.fails else OK


def _as_text(done: Assessment, store: Store, lang: str, width: int) -> str:
    words = _WORDS[lang]
    known = _symbols(done, store, lang)
    blocks = ["\n".join(wrap(_head(done, lang), width))]
    verdict, clause, why, _, source = words["columns"]
    for part in PARTS:
        judgements = [one for one in done.judgements if one.clause.part == part]
        if not judgements:
            continue
        blocks.append(str(words[part]))
        folded = _alike(judgements, lang)
        rows = [
            [
                str(words[one.verdict]),
                one.clause.labels[lang],
                _why(one, lang),
                _cited(one, done.framework, known, lang),
            ]
            for one in judgements
            if not any(one in group for group in folded.values())
        ]
        if rows:
            blocks.append(render([verdict, clause, why, source], rows, width))
        for reason, group in folded.items():
            text = str(words["folded"]).format(
                reason,
                str(words["between"]).join(
                    f"{one.clause.labels[lang]} [{_cited(one, done.framework, known, lang)}]"
                    for one in group
                ),
            )
            blocks.append("\n".join(wrap(text, width)))
    blocks.append("\n".join(line for text in _outcome(done, lang) for line in wrap(text, width)))
    return "\n\n".join(blocks) + "\n"


def _alike(judgements: Sequence[Judgement], lang: str) -> dict[str, list[Judgement]]:
    """Return the clauses that do not apply for one reason, where several share it."""
    groups: dict[str, list[Judgement]] = {}
    for one in judgements:
        if one.verdict == EXEMPT:
            groups.setdefault(one.reasons[lang], []).append(one)
    return {reason: group for reason, group in groups.items() if len(group) > 1}


def _cited(one: Judgement, framework: str | None, known: Mapping[str, str], lang: str) -> str:
    """Return a short citation; the framework, which the first line names, is left out of it."""
    text = cite_all(one.clause.sources, known, lang)
    if framework is not None:
        text = text.removeprefix(cite(framework, known, lang)).strip()
    return text


def _head(done: Assessment, lang: str) -> str:
    names = {iri: texts[lang] for iri, texts in done.names.items()}
    return str(_WORDS[lang]["head"]).format(
        applicant=names[done.applicant],
        category=names[done.category],
        framework=names.get(done.framework or "", "…"),
        day=done.day,
    )


def _why(one: Judgement, lang: str) -> str:
    submit = one.to_submit.get(lang)
    lines = [
        one.reasons.get(lang, ""),
        str(_WORDS[lang]["submit"]).format(submit) if submit else "",
    ]
    return "\n".join(line for line in lines if line)


def _outcome(done: Assessment, lang: str) -> list[str]:
    """Return the outcome in sentences: what is not met, what is open, and the numbers."""
    words = _WORDS[lang]
    counts = {name: len(done.with_verdict(name)) for name in VERDICTS}
    lines = []
    for verdict, key in (("not-met", "fails"), ("cannot-be-told", "open")):
        labels = [one.clause.labels[lang].rstrip(".。") for one in done.with_verdict(verdict)]
        if labels:
            lines.append(str(words[key]).format(str(words["between"]).join(dict.fromkeys(labels))))
    if not counts["not-met"]:
        told = "passes" if counts["cannot-be-told"] else "complete"
        lines.insert(0, str(words[told if counts["met"] else "nothing"]))
    return [*lines, str(words["counts"]).format(**counts)]


def _row(one: Judgement, lang: str) -> list[Term | None]:
    texts = (
        one.clause.part,
        one.verdict,
        one.clause.labels[lang],
        one.reasons.get(lang),
        one.to_submit.get(lang),
    )
    cells: list[Term | None] = [Literal(text) if text else None for text in texts]
    source = NamedNode(one.clause.sources[0]) if one.clause.sources else None
    return [*cells, source]


def _as_json(done: Assessment, store: Store) -> dict[str, object]:
    known = {lang: _symbols(done, store, lang) for lang in _WORDS}
    return {
        "application": done.application,
        "applicant": {"iri": done.applicant, **done.names[done.applicant]},
        "category": {"iri": done.category, **done.names[done.category]},
        "framework": None
        if done.framework is None
        else {"iri": done.framework, **done.names[done.framework]},
        "day": done.day,
        "meets": not done.fails,
        "counts": {name: len(done.with_verdict(name)) for name in VERDICTS},
        "clauses": [
            {
                "iri": one.clause.iri,
                "part": one.clause.part,
                "verdict": one.verdict,
                "label": dict(one.clause.labels),
                "why": dict(one.reasons),
                "toSubmit": dict(one.to_submit),
                "sources": list(one.clause.sources),
                "citation": {
                    lang: cite_all(one.clause.sources, known[lang], lang) for lang in _WORDS
                },
                "rule": one.rule,
            }
            for one in done.judgements
        ],
    }


def _symbols(done: Assessment, store: Store, lang: str) -> dict[str, str]:
    passages = {iri for one in done.judgements for iri in one.clause.sources}
    return symbols(store, passages, lang)
