"""What search engines read in a page: schema.org terms as JSON-LD, from facts of the graph alone.

A property is there only where the graph has a fact for it. Relative addresses are those of the
page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from restokg.explorer.library import Library
from restokg.explorer.linking import address
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import OTHER_NAMES, label
from restokg.graph.store import Literal, NamedNode, Term
from restokg.graph.wording import cite, document_of, symbols
from restokg.namespaces import (
    BASE,
    DATASET,
    DCAT,
    DCTERMS,
    DOC,
    ELI,
    ENDPOINT,
    LICENCE,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    RKG,
    SCHEMA,
    SKOS,
)

Json = dict[str, Any]

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
MOST = 50
"""Values of one property; the page has them all."""
MOST_SOURCES = 100
"""Sources of the dataset; its page counts them all and leads to the rest."""

# The first class that fits, so the narrower come first.
_TYPES = (
    (RKG + "Report", "Report"),
    (RKG + "Provision", "CreativeWork"),
    (ELI + "LegalResource", "Legislation"),
    (SCHEMA + "Country", "Country"),
    (SCHEMA + "Place", "Place"),
    (SCHEMA + "Event", "Event"),
    (SCHEMA + "Person", "Person"),
    (ORG + "Organization", "Organization"),
    (SCHEMA + "FinancialProduct", "FinancialProduct"),
    (SCHEMA + "WebApplication", "WebApplication"),
    (RKG + "Plan", "CreativeWork"),
    (RKG + "Source", "CreativeWork"),
    (SKOS + "ConceptScheme", "DefinedTermSet"),
    (SKOS + "Concept", "DefinedTerm"),
    (OWL + "Class", "DefinedTerm"),
    (OWL + "ObjectProperty", "DefinedTerm"),
    (OWL + "DatatypeProperty", "DefinedTerm"),
)
_WORKS = frozenset({"Legislation", "Report", "CreativeWork"})
_LITERALS = (
    ("identifier", (RKG + "symbol", DCTERMS + "identifier")),
    ("termCode", (SKOS + "notation",)),
    ("datePublished", (DCTERMS + "issued", DCTERMS + "date")),
    ("startDate", (SCHEMA + "startDate",)),
    ("endDate", (SCHEMA + "endDate",)),
)
_THINGS = (
    ("isPartOf", (RKG + "parent", RKG + "belongsTo")),
    ("inDefinedTermSet", (SKOS + "inScheme", RDFS + "isDefinedBy")),
    ("author", (DCTERMS + "creator",)),
    ("about", (RKG + "theme",)),
    ("citation", (RKG + "cites",)),
    ("mentions", (RKG + "mentions",)),
    ("location", (SCHEMA + "location",)),
    ("sameAs", (OWL + "sameAs", SKOS + "exactMatch")),
)
_ADMITTED = {
    "datePublished": _WORKS,
    "author": _WORKS,
    "about": _WORKS | {"Event"},
    "citation": _WORKS,
    "mentions": _WORKS,
    "isPartOf": _WORKS,
    "startDate": frozenset({"Event"}),
    "endDate": frozenset({"Event"}),
    "location": frozenset({"Event"}),
    "termCode": frozenset({"DefinedTerm"}),
    "inDefinedTermSet": frozenset({"DefinedTerm"}),
}
"""The types that schema.org gives a property to; those not named here fit all."""


def for_page(visit: Visit, iri: str) -> Json | None:
    """Return what a page is to say of the thing it is about, or of the dataset; None for others."""
    if visit.request.path in ("/", "/dataset"):
        return for_dataset(visit.library, visit.lang, visit.request.root)
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    known = next(visit.store.quads(node), None) is not None
    return for_thing(visit.library, iri, visit.lang) if known else None


def for_thing(library: Library, iri: str, lang: str) -> Json:
    """Return the description of a thing of the graph, in one language."""
    return _Reader(library, lang).thing(iri)


def for_dataset(library: Library, lang: str, root: str = "") -> Json:
    """Return the description of the dataset, with the addresses of the server at ``root``."""
    reader = _Reader(library, lang)
    found: Json = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "url": f"{root}/dataset",
        "name": reader.text(DATASET, DCTERMS + "title"),
        "description": reader.text(DATASET, DCTERMS + "description"),
        "inLanguage": list(LANGUAGES.values()),
        "license": reader.first(DATASET, DCTERMS + "license"),
        "version": reader.first(DATASET, OWL + "versionInfo"),
        "isBasedOn": [
            reader.reference(source)
            for source in reader.values(DATASET, PROV + "wasDerivedFrom", MOST_SOURCES)
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": reader.text(place.value, RDFS + "label"),
                "contentUrl": root + address(place.value),
                "encodingFormat": media.partition("media-types/")[2],
                "license": LICENCE,
            }
            for place in reader.values(DATASET, DCAT + "distribution")
            if (media := reader.first(place.value, DCAT + "mediaType"))
        ],
    }
    if endpoint := reader.text(ENDPOINT, RDFS + "label"):
        found["subjectOf"] = {
            "@type": "WebAPI",
            "name": endpoint,
            "url": root + address(ENDPOINT),
            "documentation": reader.first(ENDPOINT, DCTERMS + "conformsTo"),
        }
    return {key: value for key, value in found.items() if value}


class _Reader:
    def __init__(self, library: Library, lang: str) -> None:
        self.store = library.store
        self.lang = lang

    def thing(self, iri: str) -> Json:
        type_ = self._type(iri)
        found: Json = {
            "@context": "https://schema.org",
            "@type": type_,
            "@id": iri,
            "url": address(iri) if iri.startswith(BASE) else iri,
            "name": self._name(iri),
            "alternateName": sorted(self._other_names(iri)),
        }
        summary = self.text(iri, DCTERMS + "abstract")
        if summary and type_ in _WORKS:
            found["abstract"] = {"@value": summary, "@language": LANGUAGES[self.lang]}
        meaning = self.text(iri, SKOS + "definition") or self.text(iri, DCTERMS + "description")
        if meaning:
            found["description"] = meaning
        for name, properties in _LITERALS:
            if values := self._literals(iri, properties):
                self._put(found, name, values[:1])
        for name, properties in _THINGS:
            terms = [term for property_ in properties for term in self.values(iri, property_)]
            self._put(found, name, [self.reference(term) for term in terms[:MOST]])
        if found.get("sameAs"):
            same = found["sameAs"]
            found["sameAs"] = [one["@id"] for one in (same if isinstance(same, list) else [same])]
        return {key: value for key, value in found.items() if value}

    def _put(self, found: Json, name: str, values: list[Any]) -> None:
        admitted = _ADMITTED.get(name)
        if values and (admitted is None or found["@type"] in admitted):
            found[name] = values[0] if len(values) == 1 else values

    def _type(self, iri: str) -> str:
        classes = {value.value for value in self.values(iri, RDF + "type")}
        return next((name for class_, name in _TYPES if class_ in classes), "Thing")

    def _name(self, iri: str) -> str:
        if iri.startswith(DOC) and document_of(iri) != iri:
            return cite(iri, symbols(self.store, {iri}, self.lang), self.lang)
        return label(self.store, iri, self.lang) or cite(iri, {}, self.lang)

    def _other_names(self, iri: str) -> set[str]:
        """Return the label in the other language, and the other names in any."""
        other = "en" if self.lang == "zh" else "zh"
        names = {label(self.store, iri, other) or ""}
        for property_ in OTHER_NAMES:
            names |= {term.value for term in self.values(iri, property_)}
        return names - {"", self._name(iri)}

    def _literals(self, iri: str, properties: tuple[str, ...]) -> list[str]:
        for property_ in properties:
            found = [v.value for v in self.values(iri, property_) if isinstance(v, Literal)]
            if found:
                return found
        return []

    def reference(self, value: Term) -> Json | str:
        if not isinstance(value, NamedNode):
            return value.value
        found: Json = {"@id": value.value}
        if value.value.startswith(BASE):
            found["name"] = self._name(value.value)
            found["url"] = address(value.value)
        return found

    def values(self, iri: str, property_: str, most: int | None = None) -> list[Term]:
        """Return the values of a property, each once, in order; at most so many."""
        quads = self.store.quads(NamedNode(iri), NamedNode(property_))
        found: Iterator[Any] = (quad.object for quad in islice(quads, most))
        return sorted({term for term in found if isinstance(term, NamedNode | Literal)}, key=str)

    def text(self, iri: str, property_: str) -> str:
        """Return a text in the language of the page, else in English, else none."""
        texts = {v.language: v.value for v in self.values(iri, property_) if isinstance(v, Literal)}
        return texts.get(self.lang) or texts.get("en") or ""

    def first(self, iri: str, property_: str) -> str:
        return next((value.value for value in self.values(iri, property_)), "")
