"""The formats of reports by name, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from io import TextIOBase
from typing import BinaryIO, TextIO, cast

from restokg.errors import UnknownFormatError
from restokg.validation.reports.report import Report

__all__ = ["FORMATS", "Report", "write"]

FORMATS = {
    "text": "text",
    "json": "json_object",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown",
    "html": "page",
    "graph": "graph",
}
"""Formats by the name that the command line uses, with the module that renders each."""

Render = Callable[[Report, str], Iterable[str]]


def write(
    report: Report,
    format: str,
    output: TextIO | BinaryIO,
    *,
    language: str = "en",
    colour: bool = False,
    width: int | None = None,
) -> None:
    """Write a report, as UTF-8 where the output takes bytes.

    Only text knows colours, and the width of a terminal in cells.

    Raises:
        UnknownFormatError: If there is no such format.
    """
    if format not in FORMATS:
        raise UnknownFormatError(format, tuple(FORMATS))
    module = import_module(f"restokg.validation.reports.{FORMATS[format]}")
    render: Render = module.render
    if format == "text":
        render = partial(module.render, colour=colour, width=width)
    if isinstance(output, TextIOBase):
        output.writelines(render(report, language))
    else:
        binary = cast(BinaryIO, output)
        binary.writelines(piece.encode() for piece in render(report, language))
