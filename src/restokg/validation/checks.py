"""Structural checks: what no shape sees, as SPARQL files that select what is wrong.

A check is a file of ``queries/checks`` with the headers ``#+ id``, ``#+ message``,
``#+ message-zh`` and ``#+ severity`` (violation, warning or info). Its query selects ``?focus``
and, where they help, ``?path`` and ``?value``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from restokg import resources
from restokg.errors import BadQueryFileError, EmptyInputError, QuerySyntaxError
from restokg.graph.reading import files_in
from restokg.graph.store import NamedNode, Store
from restokg.validation.findings import SEVERITIES, Finding, in_order

HEADERS = ("id", "message", "message-zh", "severity")
"""What the header of a check must hold."""

_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_HEADER = re.compile(r"#\+ ([\w-]+): *(.*?) *$")


class Check(NamedTuple):
    """One structural check."""

    path: Path
    rule: str
    severity: str
    messages: dict[str, str]
    query: str


def read_check(path: Path) -> Check:
    """Return the check that a file holds.

    Raises:
        BadQueryFileError: If a header is missing or wrong.
    """
    text = path.read_text(encoding="utf-8")
    headers = {match[1]: match[2] for line in text.splitlines() if (match := _HEADER.match(line))}
    for name in HEADERS:
        if not headers.get(name):
            raise BadQueryFileError(path, f"The header '#+ {name}: …' is missing.")
    if headers["severity"] not in SEVERITIES:
        raise BadQueryFileError(path, f"The severity must be one of: {', '.join(SEVERITIES)}.")
    messages = {"en": headers["message"], "zh": headers["message-zh"]}
    return Check(path, headers["id"], headers["severity"], messages, text)


def package_checks() -> list[Check]:
    """Return the checks that come with the package, by file name.

    Raises:
        EmptyInputError: If there are none, so that no build passes for want of checks.
    """
    checks = [read_check(path) for path in files_in(resources.checks(), (".rq",))]
    if not checks:
        raise EmptyInputError(resources.checks(), [".rq"])
    return checks


def run_checks(
    store: Store,
    checks: Iterable[Check] | None = None,
    *,
    nodes: Collection[str] | None = None,
) -> list[Finding]:
    """Return what the checks, or else the package's checks, find in a dataset, in order.

    With ``nodes``, only what is about these (IRIs, or blank nodes as ``_:b``).
    """
    found = []
    for check in package_checks() if checks is None else checks:
        query = check.query if nodes is None else _about(check.query, nodes)
        try:
            rows = store.select(query)
        except QuerySyntaxError as error:
            raise BadQueryFileError(check.path, error.reason, line=error.line) from None
        names = [variable.value for variable in rows.variables]
        if "focus" not in names:
            raise BadQueryFileError(check.path, "The query does not select ?focus.")
        for row in rows:
            terms = dict(zip(names, row, strict=True))
            focus, path, value = terms["focus"], terms.get("path"), terms.get("value")
            node = focus.value if isinstance(focus, NamedNode) else str(focus)
            if nodes is not None and node not in nodes:
                continue
            found.append(
                Finding(
                    severity=check.severity,
                    rule=check.rule,
                    focus=node,
                    path=path.value if isinstance(path, NamedNode) else None,
                    value=None if value is None else str(value),
                    messages=check.messages,
                )
            )
    return in_order(found)


def _about(query: str, nodes: Collection[str]) -> str:
    """Return a query that looks only at some nodes, if they all have names."""
    if any(node.startswith("_:") for node in nodes):
        return query
    names = " ".join(f"<{node}>" for node in sorted(nodes))
    return _WHERE.sub(lambda match: f"{match[0]} VALUES ?focus {{ {names} }} ", query, count=1)
