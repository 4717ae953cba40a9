"""The verdicts of a review, in a file of the same form as those of an audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from restokg.audit.verdicts import Verdict, VerdictFile
from restokg.ingest.review.candidates import Candidate

ACCEPTED = "accepted"
REJECTED = "rejected"

VERDICTS: dict[str, dict[str, str]] = {
    ACCEPTED: {"en": "accepted", "zh": "已采纳"},
    REJECTED: {"en": "rejected", "zh": "未采纳"},
}
"""The verdicts with their names, any of which a file may use."""


def verdict_file(path: Path) -> VerdictFile:
    """Return a file of verdicts on candidates, which need not be there yet.

    Raises:
        UsageError: If the name does not tell the format.
    """
    return VerdictFile(path, VERDICTS)


def judged(candidates: Iterable[Candidate], verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """Return the verdicts that there are on candidates, by their keys."""
    return {
        candidate.key: verdicts[candidate.key].verdict
        for candidate in candidates
        if candidate.key in verdicts
    }
