"""Footnotes as provisions, below the provision in which their mark stands."""

from __future__ import annotations

from restokg.ingest.document import Provision
from restokg.ingest.readers.blocks import Blocks


def add_footnotes(provisions: list[Provision], source: Blocks) -> None:
    """Append the notes, last of all; a number that comes twice gets a path of its own."""
    paths: set[str] = set()
    spans = len(provisions)
    for note in source.notes:
        starred = set(note.mark) == {"*"}
        name = f"star-{len(note.mark)}" if starred else note.mark.casefold()
        # A counted note whose mark is not found stands on the page of its mark at least.
        place = note.at if note.at is not None or starred else note.start
        parent = _innermost(provisions[:spans], place) if place is not None else None
        path, again = f"footnote/{name or 'unnumbered'}", 1
        while path in paths:
            again += 1
            path = f"footnote/{name or 'unnumbered'}-{again}"
        paths.add(path)
        provisions.append(
            Provision(
                path, "Footnote", note.start, note.end, note.mark or None, parent, note_at=note.at
            )
        )


def _innermost(provisions: list[Provision], place: int) -> int | None:
    """Return the last provision that begins before a place."""
    found = None
    for index, provision in enumerate(provisions):
        if provision.start <= place:
            found = index
    return found
