"""Mentions as Web Annotations: what is named, and at which characters of a passage."""

from __future__ import annotations

from restokg.ingest.candidates.turtle import iri, literal
from restokg.ingest.mentions.mention import AMBIGUOUS, Mention

ANNOTATED = frozenset(
    ("document", "instrument", "target", "body", "organization", "addressee", "modality")
)
"""The kinds of mentions that stand in the graph: those that name a thing of it.

Themes and types of ecosystems are told by common words, nearly a quarter of all mentions. For
them the statements are enough; `restokg mentions` shows the words."""


def annotation(path: str, language: str, mention: Mention, origin: int) -> str:
    """Return a mention as an annotation of a passage whose text begins at ``origin``."""
    start, end = mention.start - origin, mention.end - origin
    node = f"{path}#{language}-{mention.kind}-{start}-{end}"
    if mention.status == AMBIGUOUS and mention.candidates:
        body = "rkg:mayIdentify " + " , ".join(iri(thing) for thing in mention.candidates)
    elif mention.iri is not None:
        body = f"oa:hasBody {iri(mention.iri)}"
    else:
        body = f"oa:bodyValue {literal(mention.normal)}"
    return (
        f"  <{node}> a oa:Annotation ; oa:motivatedBy oa:identifying ; {body} ; "
        f"oa:hasTarget <{node}-span> .\n"
        f"  <{node}-span> a oa:SpecificResource ; oa:hasSource <{path}> ; "
        f'dc:language "{language}" ; '
        f"oa:hasSelector <{node}-place> .\n"
        f"  <{node}-place> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} ."
    )
