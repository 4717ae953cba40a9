"""Modality: the verbs by which provisions decide, request, urge, welcome or recall.

The main verb of a provision stands at its start; further ones follow a comma or "and". Items under
a chapeau have no verb of their own: what their parent says holds for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.verbs import Verb, Verbs, verbs
from restokg.namespaces import PREFIXES
from restokg.symbols.patterns import starts

_SPEAKING = frozenset(("PreambularParagraph", "OperativeParagraph", "Paragraph", "Item"))
_FURTHEST = 200
"""A main verb ends within so many characters of the start of its provision."""
_NAMESPACE = PREFIXES["modality"]


def modalities(
    text: str, provisions: Sequence[tuple[int, int, str]], language: str | None
) -> list[Mention]:
    """Return the verbs by which the provisions of a text speak.

    ``provisions`` are spans in order, with the kinds of the provisions. Headings, footnotes and
    titles do not speak; items speak only if what goes before them has no verb.
    """
    if language not in LANGUAGES:
        return []
    known = verbs(language)
    speaking = [span for span in provisions if span[2] in _SPEAKING and span[0] < span[1]]
    found: list[Verb] = []
    spoken = False
    for start, end, kind in speaking:
        if kind == "Item" and spoken:
            continue
        leading = known.at(text, start, min(end, start + _FURTHEST))
        spoken = leading is not None
        if leading is not None and (
            kind != "Item" or known.fits(text, leading.head, preambular=False)
        ):
            found.append(leading)
    found += _further(known, text, speaking, {verb.start for verb in found})
    return [
        Mention(start, end, "modality", slug, _NAMESPACE + slug)
        for start, end, _, slug in sorted(found)
    ]


def _further(
    known: Verbs, text: str, provisions: list[tuple[int, int, str]], leading: set[int]
) -> list[Verb]:
    """Return the verbs that follow a comma or "and" within a provision."""
    begins = [start for start, _, _ in provisions]
    last = -1
    found = []
    for joint in starts(known.further, text):
        joined = known.joints(text, joint)
        place = joined.end() if joined else joint
        index = bisect_right(begins, place) - 1
        if index < 0 or place >= provisions[index][1] or place <= last:
            continue
        start, end, kind = provisions[index]
        if kind == "Item" or place == start:
            continue
        verb = known.at(text, place, min(end, place + _FURTHEST))
        if verb is None or verb.start in leading:
            continue
        word = text[verb.head : verb.end]
        if word in known.nouns and not known.after_noun(text, verb.end):
            continue
        if known.fits(text, verb.head, preambular=kind == "PreambularParagraph"):
            last = verb.end
            found.append(verb)
    return found
