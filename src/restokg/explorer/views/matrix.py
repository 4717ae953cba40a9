"""The facts behind the synergy matrix: who names whom, how, in which provision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p

from restokg import resources
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label
from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import RKG, SKOS
from restokg.questions.binding import bind

WAYS: Mapping[str, str] = {
    "cite": RKG + "cites",
    "address": RKG + "addressee",
    "pursue": RKG + "supportsTarget",
}
"""How a provision may name something of another regime, as question 02 tells them apart."""


@dataclass(frozen=True)
class Link:
    regime: str
    named: str
    way: str
    thing: str
    passage: str


@dataclass(frozen=True)
class Matrix:
    """``counts`` are provisions by (regime, named regime); both lists have the largest first."""

    regimes: tuple[str, ...]
    named: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of_regime(self, regime: str) -> int:
        return sum(count for (one, _), count in self.counts.items() if one == regime)

    def of_named(self, named: str) -> int:
        return sum(count for (_, one), count in self.counts.items() if one == named)

    def heat(self, count: int) -> float:
        """Return how strong the colour of a count is, from 0 to 1; ten times more is a step."""
        most = max(self.counts.values(), default=0)
        return log1p(count) / log1p(most) if most else 0.0


def links(visit: Visit, regime: str = "", named: str = "") -> list[Link]:
    """Return the facts, of one pair of regimes if they are given."""
    text = (resources.queries() / "synergies" / "links.rq").read_text(encoding="utf-8")
    given = {"from": regime, "to": named}
    terms = {name: str(NamedNode(iri)) for name, iri in given.items() if iri}
    ways = {iri: way for way, iri in WAYS.items()}
    return [
        Link(row["from"].value, row["to"].value, ways[row["via"].value],
             row["thing"].value, row["passage"].value)
        for row in visit.store.select(bind(text, terms))
    ]  # fmt: skip


def matrix(found: Iterable[Link], way: str = "") -> Matrix:
    """Count provisions; one that names the other regime several times counts once."""
    passages: dict[tuple[str, str], set[str]] = {}
    for link in found:
        if not way or link.way == way:
            passages.setdefault((link.regime, link.named), set()).add(link.passage)
    counts = {pair: len(these) for pair, these in passages.items()}
    sums: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for pair, count in counts.items():
        for place, iri in enumerate(pair):
            sums[place][iri] = sums[place].get(iri, 0) + count
    regimes, named = (tuple(sorted(one, key=lambda iri: (-one[iri], iri))) for one in sums)
    return Matrix(regimes, named, counts)


def short(store: Store, iri: str, lang: str) -> str:
    """Return the shortest other name of a regime, or else its label, as question 02 does."""
    names = [
        quad.object.value
        for quad in store.quads(NamedNode(iri), NamedNode(SKOS + "altLabel"))
        if isinstance(quad.object, Literal) and quad.object.language == lang
    ]
    return (
        min(names, key=lambda name: (len(name), name)) if names else label(store, iri, lang) or iri
    )
