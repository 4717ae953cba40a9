"""Footnotes as provisions, below the provision in which their mark stands."""

from __future__ import annotations

from bisect import bisect_right

from restokg.ingest.document import Provision
from restokg.ingest.readers.blocks import Blocks


def add_footnotes(provisions: list[Provision], source: Blocks) -> None:
    """Append the notes, last of all; a number that comes twice gets a path of its own."""
    paths: set[str] = set()
    starts = [provision.start for provision in provisions]
    for note in source.notes:
        starred = set(note.mark) == {"*"}
        name = f"star-{len(note.mark)}" if starred else note.mark.casefold()
        # A counted note whose mark is not found stands on the page of its mark at least.
        place = note.at if note.at is not None or starred else note.start
        # The last that begins before the mark is the innermost.
        parent = bisect_right(starts, place) - 1 if place is not None else -1
        path, again = f"footnote/{name or 'unnumbered'}", 1
        while path in paths:
            again += 1
            path = f"footnote/{name or 'unnumbered'}-{again}"
        paths.add(path)
        provisions.append(
            Provision(
                path,
                "Footnote",
                note.start,
                note.end,
                note.mark or None,
                parent if parent >= 0 else None,
                note_at=note.at,
            )
        )
