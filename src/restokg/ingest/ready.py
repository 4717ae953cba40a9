"""What every process of a run needs and no graph changes, made once when this is imported.

The server that the processes are forked from imports it, while the graph is still being opened.
"""

from __future__ import annotations

from restokg.ingest import worker
from restokg.ingest.document import LANGUAGES, Document, Provision
from restokg.ingest.extraction import Extractor
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.names import NameTable
from restokg.ingest.readers.akn import read_akn

_ANY = "A/RES/99/1: 99/1, 第99/1号决议"
_FILE = (
    b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>'
    b"<mainBody><paragraph><content><p/></content></paragraph></mainBody></statement></akomaNtoso>"
)


def _make_ready() -> None:
    extractor = Extractor(Gazetteer(NameTable({}, ())))
    read_akn(_FILE, "")
    for language in LANGUAGES:
        provisions = [Provision("p/1", "OperativeParagraph", 0, len(_ANY))]
        document = Document("", "akn", _ANY, provisions, language=language)
        extractor.mentions(document, details=False)


_make_ready()

__all__ = ["worker"]
