"""How a review stands: of each kind of statement, what is judged and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from restokg.audit.verdicts import Verdict
from restokg.graph.store import parse
from restokg.ingest.review.candidates import REQUEST, TYPE, CandidateFile
from restokg.ingest.review.verdicts import ACCEPTED, REJECTED


@dataclass(slots=True)
class Tally:
    """``accepted`` and ``rejected`` are verdicts; ``left`` are candidates without one.

    ``gone`` are the verdicts whose candidate the folder holds no longer: it was moved or dropped.
    """

    property: str
    left: int = 0
    accepted: int = 0
    rejected: int = 0
    gone: int = 0


def tallies(files: Iterable[CandidateFile], verdicts: Mapping[str, Verdict]) -> list[Tally]:
    """Return the counts by property, the most frequent first."""
    found: dict[str, Tally] = {}
    unseen = set(verdicts)
    for file in files:
        for passage in file.passages.values():
            for candidate in passage.candidates:
                tally = found.setdefault(candidate.property, Tally(candidate.property))
                tally.left += candidate.key not in verdicts
                unseen.discard(candidate.key)
    for key, verdict in verdicts.items():
        name = _property(key)
        tally = found.setdefault(name, Tally(name))
        tally.accepted += verdict.verdict == ACCEPTED
        tally.rejected += verdict.verdict == REJECTED
        tally.gone += key in unseen
    return sorted(
        found.values(),
        key=lambda tally: (-(tally.left + tally.accepted + tally.rejected), tally.property),
    )


def _property(key: str) -> str:
    (quad,) = parse(key.encode(), "nquads")
    return REQUEST.value if quad.predicate == TYPE else quad.predicate.value
