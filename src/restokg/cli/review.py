"""`restokg review`: candidates to accept or reject, the verdicts, and what becomes of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from restokg.cli.opening import open_graph
from restokg.cli.printing import FORMATS, check_format, print_answer
from restokg.errors import OK, InputError, UsageError
from restokg.questions.parameters import check_language

if TYPE_CHECKING:
    from restokg.audit.verdicts import Verdict
    from restokg.cli.reviewing import Words
    from restokg.graph.store import Store, Term
    from restokg.ingest.review.candidates import CandidateFile

EXAMPLE = (
    "Examples: `restokg review candidates/ --verdicts mine.csv`, once more to go on where you "
    "stopped · `restokg review candidates/ --format csv > sheet.csv` · "
    "`restokg review candidates/ --verdicts mine.csv --apply --accept-into accepted/`"
)
_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
_MOST_NAMED = 10

_WORDS = {
    "en": {
        "sheet": "Hold each against the words of its passage: is it right? With --format csv there "
        "are columns to fill in with accepted or rejected.",
        "report": "{judged} of {all} statements were judged. Gone are those that the folder holds "
        "no longer, since they were moved, dropped, or are not found any more.",
        "moved": "Moved to {place}: accepted statements and requests {statements}, "
        "passages {passages}.",
        "there": "There is nothing to move into {place} that is not there already.",
        "waiting": "Not moved before all that is stated of them, and of the passages above them, "
        "is judged: {named}",
        "dropped": "Dropped from {folder}: rejected statements and requests {count}.",
        "more": "{named} … and {count} more.",
        "columns": ("statement", "accepted", "rejected", "left", "gone", "accepted_per_100"),
    },
    "zh": {
        "sheet": "请逐条对照段落原文：是否正确？使用 --format csv 可得到待填写的列，"
        "填入“已采纳”或“未采纳”。",
        "report": "共{all}条陈述，已判定{judged}条。“已不在”指文件夹中已无的陈述，"
        "即已移走、已删除或不再识别者。",
        "moved": "已将{passages}个段落中采纳的{statements}条陈述和请求移入{place}。",
        "there": "没有尚待移入{place}的内容。",
        "waiting": "下列段落须待其本身及上级段落的全部陈述均已判定方可移入：{named}",
        "dropped": "已从{folder}中删除{count}条未采纳的陈述和请求。",
        "more": "{named}……另有{count}个。",
        "columns": ("陈述", "已采纳", "未采纳", "待判定", "已不在", "每百条采纳数"),
    },
}
_CHINESE = ("出处", "属性", "值", "措辞", "原文", "判定", "备注")


def review(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", readable=False, help="The folder that `restokg ingest` wrote into."
        ),
    ],
    verdicts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep verdicts here: .csv, .ndjson or .jsonl."),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="SYMBOL", help="Only this document: its symbol or IRI.")
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Print the candidates; do not ask for verdicts.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", metavar="N", min=1, help="Print so many candidates at most."),
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Print how many are accepted, rejected and left.")
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="Drop what was rejected from the folder.")
    ] = False,
    accept_into: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Move what was accepted into this .trig file, or into a folder with a file for "
            "each document.",
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(_LANGUAGES), help="The language of the passages' own words."
        ),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", "-l", metavar="en|zh", help="The language of labels.")
    ] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> int:  # fmt: skip
    """Walk through the candidates of an ingested folder, and accept or reject each statement.

    On a terminal, each is shown beside the words of its passage, and a verdict asked for, which
    goes into the file at once. Elsewhere, or with --list or a --format, the candidates are
    printed; as CSV or NDJSON they can be filled in and used as the file of verdicts. --apply and
    --accept-into act on the verdicts, and may be given again after documents were ingested anew.
    """
    check_format(format)
    check_language(lang)
    if text is not None and text not in _LANGUAGES:
        raise UsageError(f"--text takes one of {', '.join(_LANGUAGES)}, not {text!r}.")
    acts = apply or accept_into is not None
    printed = listed or report or format != "table" or not is_terminal()
    if listed + report + acts > 1:
        raise UsageError("Give only one of --list, --report, and --apply or --accept-into.")
    if verdicts is None and (report or acts):
        raise UsageError("Which verdicts? Name their file with --verdicts.")
    if verdicts is None and not printed:
        raise UsageError("Name a file for your verdicts with --verdicts, or give --list.")
    from restokg.cli import reviewing
    from restokg.ingest.review.verdicts import verdict_file

    file = None if verdicts is None else verdict_file(verdicts)
    # Who sits at a terminal may begin a file; whoever prints or acts must have it.
    begins = file is not None and not printed and not acts and not file.path.exists()
    known = {} if file is None or begins else file.read()
    files = _files(folder, document)
    store = open_graph(context.obj).store
    if acts:
        _act(files, folder, known, store, lang, accept_into=accept_into, apply=apply)
        return OK
    words = reviewing.Words(store, lang, text or lang)
    if report:
        _print_report(files, known, words, format)
    elif printed or file is None:
        _print_sheet(files, known, words, format, limit)
    else:
        reviewing.review(files, known, file, words)
    return OK


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _files(folder: Path, document: str | None) -> Iterator[CandidateFile]:
    """Yield the files of a folder, or the ones that hold a document.

    Raises:
        InputError: If none holds it.
    """
    from restokg.ingest.review.candidates import candidate_files

    wanted = None if document is None else _iris(document)
    found = False
    for file in candidate_files(folder):
        if wanted is None or not wanted.isdisjoint(file.documents):
            found = True
            yield file
    if wanted is not None and not found:
        raise InputError(f"{folder}: There is no candidate of a document {document!r} here.")


def _iris(document: str) -> set[str]:
    from restokg import symbols
    from restokg.namespaces import DOC

    return {document, f"{DOC}{document}", *(symbol.iri for symbol in symbols.parse(document))}


def _act(
    files: Iterable[CandidateFile],
    folder: Path,
    known: Mapping[str, Verdict],
    store: Store,
    lang: str,
    *,
    accept_into: Path | None,
    apply: bool,
) -> None:
    from restokg.graph.wording import cite
    from restokg.ingest.candidates.knowledge import Knowledge
    from restokg.ingest.review.destination import Destination
    from restokg.ingest.review.moving import Moved, drop, move, rejected_in

    words = _WORDS[lang]
    verdicts = {key: verdict.verdict for key, verdict in known.items()}
    knowledge = Knowledge.of(store)
    moved = Moved()
    dropped = 0
    whole = accept_into is not None and accept_into.suffix == ".trig" and not accept_into.is_dir()
    there = Destination.at(accept_into) if accept_into is not None and whole else None
    for file in files:
        gone = set()
        if accept_into is not None:
            place = there or Destination.at(accept_into / file.path.name)
            gone |= move(file, verdicts, place, knowledge, moved)
        if apply:
            rejected = rejected_in(file, verdicts)
            dropped += len(rejected)
            gone.update(part for candidate in rejected for part in candidate.parts)
        drop(file, gone)
    lines = []
    if accept_into is not None and moved.statements:
        lines.append(
            str(words["moved"]).format(
                statements=moved.statements, passages=moved.passages, place=accept_into
            )
        )
    elif accept_into is not None:
        lines.append(str(words["there"]).format(place=accept_into))
    if moved.waiting:
        named = ", ".join(cite(iri, lang=lang) for iri in moved.waiting[:_MOST_NAMED])
        if (rest := len(moved.waiting) - _MOST_NAMED) > 0:
            named = str(words["more"]).format(named=named, count=rest)
        lines.append(str(words["waiting"]).format(named=named))
    if apply:
        lines.append(str(words["dropped"]).format(count=dropped, folder=folder))
    sys.stdout.write("\n".join(lines) + "\n")


def _print_sheet(
    files: Iterable[CandidateFile],
    known: Mapping[str, Verdict],
    words: Words,
    format: str,
    limit: int | None,
) -> None:
    from restokg.cli.reviewing import COLUMNS, READING, sheet
    from restokg.export.tables import write_table
    from restokg.questions.answers import Answer

    rows = islice(sheet(files, known, words), limit)
    if format not in ("table", "markdown"):
        write_table(COLUMNS, rows, format, sys.stdout)
        return
    shown = READING + 1 if known else READING - 1
    columns = COLUMNS[:shown] if words.lang == "en" else _CHINESE[:shown]
    ending = str(_WORDS[words.lang]["sheet"])
    cells: list[tuple[Term | None, ...]] = []
    before = None
    for row in rows:
        # The words of a passage stand beside the first of its statements alone.
        source, text = row[0], row[READING - 2]
        cells.append(
            (*row[: READING - 2], None if source == before else text, *row[READING - 1 : shown])
        )
        before = source
    answer = Answer(columns, cells, reading=ending)
    print_answer(answer, format, words.lang, None, sys.stdout)


def _print_report(
    files: Iterable[CandidateFile], known: Mapping[str, Verdict], words: Words, format: str
) -> None:
    from restokg.graph.store import Literal
    from restokg.ingest.review.counting import tallies
    from restokg.questions.answers import Answer

    rows: list[tuple[Term | None, ...]] = []
    judged = left = 0
    for tally in tallies(files, known):
        given = tally.accepted + tally.rejected
        judged, left = judged + given, left + tally.left
        share = f"{100 * tally.accepted / given:.1f}" if given else None
        counts = (tally.accepted, tally.rejected, tally.left, tally.gone)
        rows.append(
            (
                Literal(words.name(tally.property)),
                *map(Literal, counts),
                None if share is None else Literal(share),
            )
        )
    texts = _WORDS[words.lang]
    ending = str(texts["report"]).format(judged=judged, all=judged + left)
    columns = _WORDS["en" if format not in ("table", "markdown") else words.lang]["columns"]
    answer = Answer(list(columns), rows, reading=ending)
    print_answer(answer, format, words.lang, None, sys.stdout)
