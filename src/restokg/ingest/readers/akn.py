"""Resolutions in Akoma Ntoso for the United Nations (AKN4UN).

One file may hold several resolutions (76/247 A to C): each is a document of its own, behind one
that has only the common masthead.
"""

from __future__ import annotations

import re

from restokg.errors import UnreadableDocumentError
from restokg.ingest.document import Document
from restokg.ingest.readers.akn_passages import Passages
from restokg.ingest.readers.akn_stream import DOCUMENT, FIELD, NAMESPACE, PASSAGE, stream
from restokg.ingest.readers.inline import unmarked
from restokg.ingest.readers.markup import parse_clear_xml

_LANGUAGES = {
    "ara": "ar",
    "chi": "zh",
    "zho": "zh",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "spa": "es",
}
_AGENDA_ITEM = re.compile(r"\d{1,3}(?: ?\([a-z]{1,4}\)){0,2}")
_COMPONENT = re.compile(" ?[A-Z](?:[-–][A-Z])?$")
_LETTER = re.compile("[A-Z]")


def read_akn(data: bytes, path: str, *, links: bool = False) -> list[Document]:
    """Return the documents of a file: one, unless it is a collection of resolutions.

    Hyperlinks are told only with ``links``.

    Raises:
        UnreadableDocumentError: If it is not well-formed, or not AKN4UN.
    """
    root = parse_clear_xml(data, path)
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso" or len(root) == 0:
        raise UnreadableDocumentError(path, "This is XML, but not Akoma Ntoso 3.0.")
    documents: list[Document] = []
    for part in stream(root, links=links).split(DOCUMENT)[1:]:
        identification, cover, preface, subjects, *passages = part.split(PASSAGE)
        document = Document(path=path, format="akn", text="", provisions=[])
        title, number = [unmarked(field).text.strip() for field in preface.split(FIELD)]
        if documents:
            _describe_part(document, documents[0], title, number)
        else:
            document.title = title or None
            _describe(document, identification, cover, subjects)
        Passages(document, links=links).read([passage.split(FIELD) for passage in passages])
        documents.append(document)
    return documents


def _describe(document: Document, identification: str, cover: str, subjects: str) -> None:
    date, name, language, *_ = [*identification.split(FIELD), "", ""]
    document.date = date or None
    document.date_adopted = name == "adoption"
    document.language = _LANGUAGES.get(language)
    symbol, session, item, *_ = [*cover.split(FIELD), "", ""]
    document.symbol = unmarked(symbol).text.strip() or None
    document.session = session or None
    if number := _AGENDA_ITEM.search(item):
        document.agenda_item = number[0]
    iris = dict.fromkeys(subjects.split(FIELD))
    document.subjects = [iri for iri in iris if iri.startswith("http")]


def _describe_part(document: Document, whole: Document, title: str, number: str) -> None:
    document.language, document.date = whole.language, whole.date
    document.date_adopted, document.session = whole.date_adopted, whole.session
    document.agenda_item, document.subjects = whole.agenda_item, whole.subjects
    document.title = ": ".join(name for name in (whole.title, title) if name) or None
    letter = number.rstrip(".")
    base = _COMPONENT.sub("", whole.symbol or "")
    if _LETTER.fullmatch(letter) and base:
        document.symbol = f"{base} {letter}"
    else:
        document.notices.append(f"The letter of a part of {whole.symbol} cannot be told.")
