"""Lint files: read them, and hold them against all rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from restokg import resources
from restokg.errors import InputError, RestokgError
from restokg.graph.reading import files_in
from restokg.lint import constraints, ontology, queries, reading, shapes, terms
from restokg.lint.model import Model
from restokg.namespaces import RKGS
from restokg.validation.checks import package_checks
from restokg.validation.findings import Finding, in_order


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found; ``errors`` are about files that could not be read, ``texts`` all others."""

    findings: Sequence[Finding]
    errors: Sequence[RestokgError]
    texts: Mapping[Path, str]


def lint(paths: Iterable[Path] | None = None) -> Outcome:
    """Hold files and folders against the rules; without any, the package's own.

    The package's ontology is always known. A file of the package's shapes is linted as a part of
    them all. What cannot be read is told, and the rest is linted.
    """
    errors: list[RestokgError] = []
    package = [resources.ontology(), resources.shapes(), resources.queries()]
    files = reading.files(package if paths is None else paths, errors)
    sheets = reading.sheets(files, errors)
    given = {path.resolve() for path in files}
    known = files_in(resources.ontology(), reading.SYNTAXES)
    ours = resources.shapes().resolve()
    if any(ours in path.parents for path in given):
        known += files_in(ours, reading.SYNTAXES)
    around = reading.context(path for path in known if path.resolve() not in given)
    model = Model(sheets, around, named=_checks())
    findings = [
        finding
        for room in (terms, ontology, shapes, constraints, queries)
        for finding in room.check(model)
    ]
    return Outcome(in_order(findings), errors, {sheet.path: sheet.text for sheet in sheets})


def _checks() -> frozenset[str]:
    """Return the names of the package's checks, which profiles choose among as among shapes."""
    try:
        return frozenset(RKGS + check.rule for check in package_checks())
    except InputError:
        return frozenset()  # a broken one is told where it is linted
