"""The network of partners and conventions: what links whom, and the passage that says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from restokg import resources
from restokg.explorer.views.matrix import short
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label


@dataclass
class Tie:
    """An organization and a regime, with the undertakings that they share and the passages."""

    partner: str
    regime: str
    undertakings: list[str] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


def ties(visit: Visit, *, least: int = 1) -> list[Tie]:
    """Return the ties of organizations that are partners of at least so many regimes."""
    text = (resources.queries() / "synergies" / "partners.rq").read_text(encoding="utf-8")
    found: dict[tuple[str, str], Tie] = {}
    regimes: dict[str, set[str]] = {}
    for row in visit.store.select(text):
        partner, regime = row["partner"].value, row["regime"].value
        tie = found.setdefault((partner, regime), Tie(partner, regime))
        for iri, listed in (
            (row["undertaking"].value, tie.undertakings),
            (row["passage"].value, tie.passages),
        ):
            if iri not in listed:
                listed.append(iri)
        regimes.setdefault(partner, set()).add(regime)
    kept = [tie for tie in found.values() if len(regimes[tie.partner]) >= least]
    return sorted(kept, key=lambda tie: (-len(regimes[tie.partner]), tie.partner, tie.regime))


def graph(visit: Visit, found: list[Tie]) -> dict[str, list[dict[str, object]]]:
    """Return nodes and edges for a script; an edge names what links the two."""
    nodes: dict[str, dict[str, object]] = {}
    for tie in found:
        for iri, kind, root in ((tie.regime, "regime", True), (tie.partner, "organization", False)):
            nodes[iri] = {
                "id": iri,
                "label": short(visit.store, iri, visit.lang),
                "kind": visit.words["synergies"][f"kind_{kind}"],
                "address": visit.page_of(iri),
                "root": root or bool(nodes.get(iri, {}).get("root")),
            }
    edges: list[dict[str, object]] = [
        {
            "source": tie.partner,
            "target": tie.regime,
            "label": " · ".join(_named(visit, iri) for iri in tie.undertakings),
        }
        for tie in found
    ]
    return {"nodes": list(nodes.values()), "edges": edges}


def _named(visit: Visit, iri: str) -> str:
    return label(visit.store, iri, visit.lang) or iri
