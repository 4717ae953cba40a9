"""`restokg validate`: what the shapes have to say about the graph or about files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from restokg import resources
from restokg.cli import reporting
from restokg.cli.opening import is_named, open_graph
from restokg.errors import InputError, RestokgError, SnapshotError, UsageError
from restokg.questions.parameters import check_language

if TYPE_CHECKING:
    from restokg.graph.snapshot import Snapshot
    from restokg.validation.engines import Engine
    from restokg.validation.findings import Finding
    from restokg.validation.reports.report import Report
    from restokg.validation.validator import Outcome

EXAMPLE = "Example: `restokg validate my-notes/ --changed-since main --format github`"

_STDIN_SYNTAXES = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
_ENGINES = ("native", "shifty", "pyshacl")


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            readable=False,  # what cannot be read is told as bad input, by who reads it
            help="Files or folders of RDF; - is standard input. "
            "Without any: the graph's own files.",
            show_default=False,
        ),
    ] = None,
    shapes: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            help="Validate by these SHACL shapes, not by the package's, and by nothing else: "
            "the package's data and reasoning stay out. May be given again.",
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|FILE",
            help="Which of the package's rules hold: curated (all), triples (none on named "
            "graphs), draft (missing labels and summaries only warn), or a file that says so.",
        ),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Judge only nodes that changed since a git revision."),
    ] = None,
    suppressions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A TOML file of known findings, each with a reason and the day until which it "
            "is borne.",
        ),
    ] = None,
    syntax: Annotated[
        str,
        typer.Option(
            metavar="SYNTAX", help=f"The syntax of standard input: {', '.join(_STDIN_SYNTAXES)}."
        ),
    ] = "trig",
    engine: Annotated[
        str,
        typer.Option(
            metavar="ENGINE", help="The SHACL engine: native, shifty or pyshacl, which is slow."
        ),
    ] = "native",
    format: reporting.FORMAT = "text",
    output: reporting.OUTPUT = None,
    also: reporting.ALSO = None,
    fail_on: reporting.FAIL = "violation",
    lang: reporting.LANG = "en",
    colour: reporting.COLOUR = "auto",
) -> int:
    """Validate the graph, or files: each finding says what is wrong, where, and by which clause.

    Exit code 0: nothing that fails; 1: findings; 3: something could not be read.
    """
    check_language(lang)
    reporting.check_options(format, output, also or (), fail_on, colour)
    _choose("--engine", engine, _ENGINES)
    _choose("--syntax", syntax, _STDIN_SYNTAXES)
    if shapes and profile:
        raise UsageError("A profile adapts the package's shapes: leave out --profile or --shapes.")
    if paths and context.obj is not None:
        raise UsageError("A snapshot is validated by itself: leave out --snapshot or the paths.")
    snapshot = not paths and is_named(context.obj)
    if snapshot and changed_since is not None:
        raise UsageError("--changed-since needs files that git knows: name them.")
    report = _report(
        tuple(paths or ()),
        shapes=shapes or (),
        profile=profile,
        snapshot=partial(open_graph, context.obj) if snapshot else None,
        since=changed_since,
        suppressions=suppressions,
        syntax=syntax,
        engine=cast(Any, engine),
        lang=lang,
    )
    return reporting.write_reports(
        report,
        format=format,
        output=output,
        also=also or (),
        lang=lang,
        fail_on=fail_on,
        colour=colour,
    )


def _report(
    given: Sequence[Path],
    *,
    shapes: Sequence[Path],
    profile: str | None,
    snapshot: Callable[[], Snapshot] | None,
    since: str | None,
    suppressions: Path | None,
    syntax: str,
    engine: Engine,
    lang: str,
) -> Report:
    """Validate what is given, or a snapshot; without both, the package's files.

    Those may hold what there is no snapshot for.
    """
    from restokg.graph.reading import STDIN
    from restokg.validation import suppressions as borne
    from restokg.validation import validator
    from restokg.validation.reports.report import Report
    from restokg.validation.rules import DEFAULT_PROFILE, package_rules, user_rules
    from restokg.validation.validator import Outcome, validate_dataset, validate_files

    errors: list[RestokgError] = []
    stdin = b""
    try:
        entries = None if suppressions is None else borne.read_suppressions(suppressions)
        if shapes:
            rules, unread = user_rules(shapes)
            errors += unread
        else:
            rules = package_rules(profile or DEFAULT_PROFILE)
        if STDIN in given:
            stdin = sys.stdin.buffer.read()
        if errors and not len(rules.shapes):
            # Without any rule, "no violations" would say too much.
            outcome = Outcome([], [], [], rules.shapes, rules.shapes)
        elif snapshot is not None:
            outcome = validate_dataset(snapshot().store, rules, engine=engine)
        else:
            outcome = validate_files(
                given or (resources.data(),),
                rules=rules,
                context=not shapes,
                reasoning=not shapes,
                engine=engine,
                since=since,
                stdin=stdin,
                stdin_syntax=syntax,
            )
    except (InputError, SnapshotError) as error:
        # Whatever reads the report gets one, and in the format that it expects.
        return Report(errors=[*errors, error], sources=_texts(stdin))
    errors += outcome.errors
    findings = outcome.findings
    suppressed: list[tuple[Finding, borne.Suppression]] = []
    if entries is not None:
        # In a part of the files, an entry about a node elsewhere cannot be told to be stale, nor
        # one about a node that did not change.
        whole = not errors and all(path.is_dir() for path in given)
        findings, suppressed = borne.apply(
            findings,
            entries,
            on=datetime.now(UTC).astimezone().date(),
            judged=lambda node: since is None and (whole or outcome.describes(node)),
        )
    return Report(
        findings=findings,
        suppressed=[finding for finding, _ in suppressed],
        reasons={finding: entry.reason for finding, entry in suppressed},
        errors=errors,
        sources=_texts(stdin),
        shapes=rules.shapes,
        titles=_titles(outcome, findings, lang),
        files=outcome.files,
        demands={
            **{check.rule: check.messages for check in rules.checks},
            **borne.DEMANDS,
            **validator.DEMANDS,
        },
    )


def _choose(option: str, value: str, offered: Sequence[str]) -> None:
    if value not in offered:
        raise UsageError(f"{option} takes one of {', '.join(offered)}, not {value!r}.")


def _texts(stdin: bytes) -> Callable[[Path], str | None]:
    """Return what gives the text of a file that was checked, for excerpts."""

    def text(path: Path) -> str | None:
        try:
            content = stdin if path == Path("-") else path.read_bytes()
        except OSError:
            return None
        # What is compressed, or in UTF-16, is nothing to show.
        return None if b"\0" in content else content.decode("utf-8", "replace")

    return text


def _titles(outcome: Outcome, findings: Iterable[Finding], lang: str) -> dict[str, str]:
    from restokg.graph.wording import cite, symbols

    clauses = {clause for finding in findings for clause in finding.clauses}
    if not clauses:
        return {}
    known = symbols(outcome.store, clauses, lang)
    return {clause: cite(clause, known, lang) for clause in clauses}
