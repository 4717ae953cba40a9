"""Rates of wrong statements, estimated from verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from restokg.audit.statements import KINDS, Curated
from restokg.audit.verdicts import VERDICTS, Verdict

Z_95 = 1.959963984540054
"""The 0.975 quantile of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What verdicts tell of one stratum, or of several together.

    ``document`` and ``kind`` are None where all are taken together. ``wrong_share`` and the
    bounds ``low`` and ``high`` of its 95 per cent interval are between 0 and 1, and None where
    nothing was looked at.
    """

    document: str | None
    kind: str | None
    statements: int
    right: int
    wrong: int
    doubtful: int
    wrong_share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def judged(self) -> int:
        return self.right + self.wrong + self.doubtful


def rates(population: Sequence[Curated], verdicts: Mapping[str, Verdict]) -> list[Rate]:
    """Return the rates by document and kind, then by document, by kind, and of all.

    A verdict on a statement outside the population, which is stale, counts nowhere. Where strata
    are taken together, each weighs as many statements as it has, whatever part of it was looked
    at; strata of which nothing was looked at have no say.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for item in population:
        counter = counts.setdefault(item.stratum, Counter())
        counter["statements"] += 1
        if item.nquads in verdicts:
            counter[verdicts[item.nquads].verdict] += 1
    kinds = list(KINDS)
    strata = sorted(counts, key=lambda stratum: (stratum[0], kinds.index(stratum[1])))
    documents = dict.fromkeys(document for document, _ in strata)
    return [
        *(_rate(document, kind, [counts[document, kind]]) for document, kind in strata),
        *(_rate(one, None, [counts[s] for s in strata if s[0] == one]) for one in documents),
        *(
            _rate(None, kind, of_kind)
            for kind in kinds
            if (of_kind := [counts[s] for s in strata if s[1] == kind])
        ),
        _rate(None, None, list(counts.values())),
    ]


def stale(population: Iterable[Curated], verdicts: Mapping[str, Verdict]) -> list[Verdict]:
    """Return the verdicts whose statements are not in the population, in their order."""
    known = {item.nquads for item in population}
    return [verdict for statement, verdict in verdicts.items() if statement not in known]


def wilson(share: float, size: float, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of a share seen in a sample of a size.

    The formula is that of E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association 22 (1927).

    >>> [round(100 * bound, 2) for bound in wilson(0.01, 200)]
    [0.27, 3.57]
    """
    centre = share + z * z / (2 * size)
    spread = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _rate(document: str | None, kind: str | None, strata: Sequence[Counter[str]]) -> Rate:
    total = sum(strata, Counter[str]())
    rate = Rate(
        document, kind, total["statements"], total["right"], total["wrong"], total["doubtful"]
    )
    if not rate.judged:
        return rate
    # Of each stratum that was looked at: its size, the number of verdicts, those that say wrong.
    seen = [
        (stratum["statements"], count, stratum["wrong"])
        for stratum in strata
        if (count := sum(stratum[verdict] for verdict in VERDICTS))
    ]
    weight = sum(size for size, _, _ in seen)
    share = sum(size * wrong / count for size, count, wrong in seen) / weight
    # Kish's effective sample size: what unequal weights leave of the number of verdicts. It is
    # that number itself where every stratum was looked at in proportion.
    low, high = wilson(share, weight**2 / sum(size**2 / count for size, count, _ in seen))
    return replace(rate, wrong_share=share, low=low, high=high)
