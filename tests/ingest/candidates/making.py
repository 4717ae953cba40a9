"""Invented documents for tests of what is written of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from restokg.graph.store import Quad, Store, parse
from restokg.ingest.candidates import turtle
from restokg.ingest.candidates.identity import identify
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.candidates.work import Version, assemble
from restokg.ingest.candidates.writing import Writer
from restokg.ingest.document import Document, Provision
from restokg.ingest.mentions.mention import Mention
from restokg.namespaces import DOC

SYMBOL = "A/RES/99/1"
NOTHING = Knowledge.of(Store())
HERE = f"{DOC}{SYMBOL}"

Row = tuple[str, str, str]
"""Path, class and words of a provision."""

ROWS: tuple[Row, ...] = (
    ("masthead", "Masthead", "A/RES/99/1 Water"),
    ("preamble/1", "PreambularParagraph", "Recalling its resolutions 70/1 and 72/4 to 72/6,"),
    ("p/1", "OperativeParagraph", "Requests the Secretary-General to report on wetlands;"),
    ("p/2", "OperativeParagraph", "Calls upon Member States:"),
    ("p/2/a", "Item", "To restore wetlands, in line with resolution 99/1;"),
    ("p/2/b", "Item", "To restore rivers;"),
    ("footnote/1", "Footnote", "Resolution 71/2, annex."),
)


def document(
    rows: Sequence[Row] = ROWS, *, language: str | None = "en", symbol: str | None = SYMBOL
) -> Document:
    """Return a document of these provisions, a line each; items hang on what their path names."""
    text = ""
    provisions: list[Provision] = []
    paths = [path for path, _, _ in rows]
    for path, kind, words in rows:
        number = path.rpartition("/")[2] if path.startswith("p/") else None
        above = path.rpartition("/")[0]
        parent = paths.index(above) if above in paths else None
        provisions.append(Provision(path, kind, len(text), len(text) + len(words), number, parent))
        text += f"{words}\n"
    for provision in provisions:
        if provision.kind == "Footnote":
            provision.note_at = provisions[1].end
    return Document(
        f"{language}.txt", "html", text, provisions, language, symbol, f"Water ({language})"
    )


def written(
    versions: Iterable[tuple[Document, list[Mention]]],
    knowledge: Knowledge = NOTHING,
    *,
    with_mentions: bool = True,
) -> str:
    """Return the TriG of documents that are one work."""
    work = assemble([Version(made, mentions) for made, mentions in versions])
    identity = identify(work.main, knowledge)
    writer = Writer(work, identity, knowledge, with_mentions=with_mentions)
    return "".join([turtle.header(), turtle.base(identity.iri), *writer.lines()])


def quads(trig: str) -> list[Quad]:
    return list(parse(trig.encode(), "trig"))
