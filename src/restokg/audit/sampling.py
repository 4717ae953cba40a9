"""Stratified random samples that can be drawn again exactly, on any machine."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from hashlib import sha256

from restokg.audit.statements import Curated

Stratum = tuple[str, str]


def draw(population: Sequence[Curated], size: int, seed: str) -> list[Curated]:
    """Return ``size`` statements, or all if there are not as many, in the order of reading.

    Each stratum gives those of its statements whose SHA-256 together with the seed is the lowest,
    so that the same seed gives the same sample, a larger one contains a smaller one, and a change
    of the graph changes the sample no more than it must.
    """
    strata: dict[Stratum, list[Curated]] = {}
    for item in population:
        strata.setdefault(item.stratum, []).append(item)
    shares = allocate({stratum: len(items) for stratum, items in strata.items()}, size)
    chosen = {
        item.nquads
        for stratum, items in strata.items()
        for item in heapq.nsmallest(shares[stratum], items, key=lambda item: _rank(item, seed))
    }
    return [item for item in population if item.nquads in chosen]


def allocate(sizes: Mapping[Stratum, int], total: int) -> dict[Stratum, int]:
    """Share a sample out in proportion to the sizes of the strata.

    The method is that of Sainte-Laguë, but that each stratum gets one before any gets two. No
    stratum gets more than it has, and none loses when the sample grows.

    >>> allocate({("a", "x"): 90, ("a", "y"): 9, ("b", "x"): 1}, 11)
    {('a', 'x'): 9, ('a', 'y'): 1, ('b', 'x'): 1}
    """
    shares = dict.fromkeys(sizes, 0)
    queue = [(0.0, -size, stratum) for stratum, size in sizes.items() if size]
    heapq.heapify(queue)
    for _ in range(min(total, sum(sizes.values()))):
        _, _, stratum = heapq.heappop(queue)
        size = sizes[stratum]
        shares[stratum] += 1
        # More than 1 for a stratum that has given all: then all others come before it.
        heapq.heappush(queue, ((shares[stratum] + 0.5) / size, -size, stratum))
    return shares


def _rank(item: Curated, seed: str) -> bytes:
    return sha256(f"{seed}\n{item.nquads}".encode()).digest()
