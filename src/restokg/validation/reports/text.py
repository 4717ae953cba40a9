"""Text for people, as a good compiler writes it, with colours where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.cells import cell_len

from restokg.validation.findings import Place
from restokg.validation.reports.excerpt import WIDTH, Excerpt, Excerpts
from restokg.validation.reports.report import (
    Report,
    entries,
    error_place,
    error_reason,
    position,
)
from restokg.validation.reports.wording import facts, labels, one_line, printable, summary

Paint = Callable[[str, str], str]
"""Returns a text in a style."""

_STYLES = {"violation": "bold red", "error": "bold red", "warning": "yellow", "info": "cyan"}
_FRAME = "blue"


def render(
    report: Report, language: str, *, colour: bool = False, width: int | None = None
) -> Iterator[str]:
    """Yield the report; ``width`` is how many cells a line of the terminal has, if it is one."""
    words = labels(language)
    paint = _ansi() if colour else _plain
    excerpts = Excerpts(report.sources, WIDTH if width is None else _room(width))
    for error in report.errors:
        place = error_place(error)
        yield from _head(words["error"], "error", error_reason(error), words["colon"], paint)
        yield from _where(place, excerpts.of(place), "error", paint)
        yield "\n"
    for entry in entries(report.findings, language):
        finding = entry[0]
        severity = finding.severity
        name = f"{words[severity]}[{finding.rule}]"
        yield from _head(name, severity, finding.message(language), words["colon"], paint)
        excerpt = excerpts.of(finding.place)
        yield from _where(finding.place, excerpt, severity, paint)
        margin = " " * _gutter(excerpt)
        for key, text in facts(entry, report):
            yield f"{margin} {paint('=', _FRAME)} {words[key]}{words['colon']}{text}\n"
        yield "\n"
    yield paint(summary(report, language), "bold") + "\n"


def _head(name: str, kind: str, message: str, colon: str, paint: Paint) -> Iterator[str]:
    yield paint(printable(name), _STYLES[kind]) + paint(colon + one_line(message), "bold") + "\n"


def _where(place: Place | None, excerpt: Excerpt | None, kind: str, paint: Paint) -> Iterator[str]:
    if place is None:
        return
    margin = " " * _gutter(excerpt)
    yield f"{margin}{paint('-->', _FRAME)} {_one_name(position(place))}\n"
    if excerpt is None:
        return
    bar = paint("|", _FRAME)
    number = paint(f"{excerpt.line:>{_gutter(excerpt)}} |", _FRAME)
    carets = paint("^" * max(cell_len(excerpt.marked), 1), _STYLES[kind])
    yield f"{margin} {bar}\n"
    yield f"{number} {excerpt.before}{excerpt.marked}{excerpt.after}\n"
    yield f"{margin} {bar} {' ' * cell_len(excerpt.before)}{carets}\n"


def _one_name(place: str) -> str:
    """Return a place on one line; a file's name may hold line breaks, and blanks that count."""
    return printable(place).replace("\n", "\ufffd")


def _room(width: int) -> int:
    """Return the cells that a terminal leaves to excerpts beside line numbers of four digits."""
    return max(20, min(WIDTH, width - 7))


def _gutter(excerpt: Excerpt | None) -> int:
    """Return how many cells the line number takes, at least two."""
    return 2 if excerpt is None else max(2, len(str(excerpt.line)))


def _plain(text: str, _: str) -> str:
    return text


def _ansi() -> Paint:
    from rich.color import ColorSystem
    from rich.style import Style

    return lambda text, style: Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
