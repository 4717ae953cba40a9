"""Find the partner category that people name."""

from __future__ import annotations

import difflib

from restokg.errors import UnknownCategoryError
from restokg.graph.lookup import normal
from restokg.graph.store import Store
from restokg.namespaces import compact, expand


def find(store: Store, text: str) -> str:
    """Return the IRI of the partner category of this name, IRI or last part of an IRI.

    Raises:
        UnknownCategoryError: If there is none, or several; it carries what may be meant.
    """
    names: dict[str, dict[str, None]] = {}
    rows = store.select(
        "SELECT DISTINCT ?category ?name WHERE { ?category a rkg:PartnerCategory "
        "OPTIONAL { ?category rdfs:label|skos:altLabel ?name } }"
    )
    for category, label in rows:
        iri = category.value
        short = iri.replace("#", "/").rpartition("/")[2]
        for one in (iri, compact(iri), short, short.replace("-", " ")):
            names.setdefault(normal(one), {})[iri] = None
        if label is not None:
            names.setdefault(normal(label.value), {})[iri] = None
    wanted = text.strip()
    found = list(names.get(normal(wanted), names.get(normal(expand(wanted) or ""), {})))
    if len(found) == 1:
        return found[0]
    near = found or [
        iri
        for one in difflib.get_close_matches(normal(wanted), names, n=4, cutoff=0.5)
        for iri in names[one]
    ]
    known = near or [iri for one in names.values() for iri in one]
    raise UnknownCategoryError(
        text, suggestions=sorted({compact(iri) for iri in known}), several=bool(found)
    )
