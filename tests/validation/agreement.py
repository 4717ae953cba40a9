"""Where engines may differ, and where they may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.validation.engines import Row


class Excuse(NamedTuple):
    """A fault of an engine that touches our shapes; docs/engines.toml has it under its title."""

    title: str
    engines: tuple[str, ...]
    covers: Callable[[Row], bool]


_NUMERIC = ("integer>", "decimal>", "double>")
_NUMBER = re.compile(r'"[-+]?(\d+"\S*integer|[\d.]+"\S*decimal|[\d.]+([eE]\d+)?"\S*double)>')
_MONTHS = ("#gYear>", "#gYearMonth>")
_MONTH = re.compile(r'"\d{4}"\S*gYear>|"\d{4}-(0[1-9]|1[012])"\S*gYearMonth>')


def _limit(row: Row) -> bool:
    return row.component.removeprefix("sh:").startswith(
        ("MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive")
    )


EXCUSES = [
    Excuse(
        "A blank node as focus node of a constraint in SPARQL",
        ("shifty",),
        lambda row: row.component == "sh:SPARQLConstraintComponent" and row.focus.startswith("["),
    ),
    Excuse(
        "A limit and a value that cannot be compared",
        ("pyshacl",),
        lambda row: _limit(row) and not row.value.endswith(_NUMERIC),
    ),
    Excuse(
        "A limit and a number in a form that its datatype does not have",
        ("shifty", "pyshacl"),
        lambda row: (
            _limit(row) and row.value.endswith(_NUMERIC) and not _NUMBER.fullmatch(row.value)
        ),
    ),
    Excuse(
        "Ill-formed years and months",
        ("shifty", "pyshacl"),
        lambda row: (
            row.value.endswith(("#gYear>", "#gYearMonth>")) and not _MONTH.fullmatch(row.value)
        ),
    ),
]


def disagreements(answers: Mapping[str, list[Row]]) -> list[str]:
    """Return a line for each row that an engine lacks which another has, without excuse."""
    lines = []
    for row in sorted(set().union(*answers.values())):
        excused = {name for excuse in EXCUSES if excuse.covers(row) for name in excuse.engines}
        say = {name: row in rows for name, rows in answers.items() if name not in excused}
        if len(set(say.values())) > 1:
            finders = ", ".join(name for name, found in say.items() if found)
            lines.append(f"only {finders}: {' | '.join(row)}")
    return lines
