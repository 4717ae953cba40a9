"""Media types of what is served, each under the name that the command line and suffixes use.

The names of result formats and the types are those of the SPARQL 1.1 recommendations; the RDF
types those of their registrations.
"""

from __future__ import annotations

HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"
TEXT = "text/plain"

RESULTS: dict[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Formats of rows, best first; the last two have no form for ASK."""

BOOLEAN_RESULTS: dict[str, str] = {name: RESULTS[name] for name in ("json", "xml")}

GRAPHS: dict[str, str] = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
"""Formats of RDF, best first."""

SUFFIXES: dict[str, str] = {
    "html": HTML,
    "ttl": GRAPHS["turtle"],
    "jsonld": GRAPHS["jsonld"],
    "nt": GRAPHS["ntriples"],
    "rdf": GRAPHS["rdfxml"],
    "trig": GRAPHS["trig"],
    "nq": GRAPHS["nquads"],
}
"""Endings of addresses that ask for a type, whatever Accept says."""

ALIASES: dict[str, tuple[str, ...]] = {
    RESULTS["json"]: (JSON,),
    RESULTS["xml"]: ("application/xml", "text/xml"),
    GRAPHS["turtle"]: ("application/x-turtle", "text/n3", "text/rdf+n3"),
    GRAPHS["rdfxml"]: ("application/xml", "text/xml"),
    GRAPHS["jsonld"]: (JSON,),
    GRAPHS["ntriples"]: (TEXT,),
}
"""What clients also call a type; the answer goes out under the type's own name."""
