"""The commands and their arguments, as typer reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from restokg import __version__
from restokg.cli import (
    assess,
    audit,
    build,
    export,
    ingest,
    lint,
    mcp,
    mentions,
    query,
    review,
    serve,
    show,
    symbol,
    validate,
)
from restokg.cli.arguments import ASK, SNAPSHOT, AskCall, Option
from restokg.errors import UsageError

app = typer.Typer(
    name="restokg",
    add_completion=False,
    rich_markup_mode="markdown",
    help="The knowledge graph of the conventions, decisions, targets and partnerships through "
    "which the world restores its ecosystems: ask it, and each answer names its paragraph.",
    epilog="Begin with `restokg ask`, which lists the questions, and `restokg ask 02`.",
)


def _option(option: Option) -> Any:
    default = f" [default: {option.default}]" if option.default else ""
    return typer.Option(
        *option.flags, metavar=option.metavar, help=option.help + default, show_default=False
    )


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"restokg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    snapshot: Annotated[str | None, _option(SNAPSHOT)] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    context.obj = None if snapshot is None else Path(snapshot)
    del version  # printed by its callback


@app.command(epilog="Example: `restokg ask 02 --lang zh --format csv`")
def ask(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            help="Number or id of a question; without it, the questions are listed.",
            show_default=False,
        ),
    ] = None,
    param: Annotated[list[str] | None, _option(ASK["param"])] = None,
    lang: Annotated[str, _option(ASK["lang"])] = "en",
    format: Annotated[str, _option(ASK["format"])] = "table",
    endpoint: Annotated[str | None, _option(ASK["endpoint"])] = None,
) -> int:
    """Ask a question of the catalogue, or list the questions."""
    from restokg.cli.ask import answer

    snapshot = None if context.obj is None else str(context.obj)
    return answer(AskCall(question, tuple(param or ()), lang, format, endpoint, snapshot))


app.command(epilog=assess.EXAMPLE)(assess.assess)
app.command(epilog=audit.EXAMPLE)(audit.audit)
app.command(epilog=build.EXAMPLE)(build.build)
app.command(epilog=ingest.EXAMPLE)(ingest.ingest)
app.command(epilog=lint.EXAMPLE)(lint.lint)
app.command(epilog=mcp.EXAMPLE)(mcp.mcp)
app.command(epilog=mentions.EXAMPLE)(mentions.mentions)
app.command(epilog=query.EXAMPLE)(query.query)
app.command(epilog=review.EXAMPLE)(review.review)
app.command(epilog=serve.EXAMPLE)(serve.serve)
app.command(epilog=show.EXAMPLE)(show.show)
app.command(epilog=symbol.EXAMPLE)(symbol.symbol)
app.command(epilog=validate.EXAMPLE)(validate.validate)
app.command(epilog=export.EXAMPLE)(export.export)


def dispatch(arguments: Sequence[str]) -> int:
    """Run one call through typer and return its exit code.

    Raises:
        RestokgError: What the command raises.
    """
    command = typer.main.get_command(app)
    try:
        code = command.main(
            args=list(arguments) or ["--help"], prog_name="restokg", standalone_mode=False
        )
    except typer.TyperException as error:
        message = error.format_message().rstrip(".")
        raise UsageError(f"{message}. {_hint(arguments)}") from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # typer's answer to a pipe that nobody reads any more
        raise BrokenPipeError from None
    return code if isinstance(code, int) else 0


def _hint(arguments: Sequence[str]) -> str:
    names = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    }
    named = next((word for word in arguments if word in names), None)
    return f"See `restokg {named} --help`." if named else "See `restokg --help`."
