"""AKN4UN files made for tests: the words are invented, the markup is that of the official files."""

from __future__ import annotations

from restokg.ingest.document import Document
from restokg.ingest.readers.akn import read_akn

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COVER = (
    '<coverPage><p><docNumber refersTo="#symbol">A/RES/99/1</docNumber></p>'
    '<p><session value="99">Ninety-ninth session</session></p>'
    '<p><inline name="agenda item">Agenda item 12 (b)</inline></p></coverPage>'
)
PREFACE = (
    "<preface><p><docNumber>99/1.</docNumber>"
    "<docTitle><span>\tWetlands of the\n  example</span></docTitle></p></preface>"
)
IDENTIFICATION = (
    '<identification><FRBRWork><FRBRdate date="2044-12-10" name="adoption"/></FRBRWork>'
    '<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>'
)


def akn(
    body: str = "",
    *,
    preamble: str = "",
    cover: str = "",
    preface: str = "",
    meta: str = "",
    after: str = "",
) -> str:
    """Return a file that holds one resolution; ``after`` follows its main body."""
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><!-- a copy --><statement name="resolution">'
        f"<meta>{meta}</meta>{cover}{preface}<preamble>{preamble}</preamble>"
        f"<mainBody>{body}</mainBody>{after}</statement></akomaNtoso>"
    )


def paragraph(number: str, words: str, style: str = "SingleTxt", more: str = "") -> str:
    """Return a paragraph, with ``more`` after its content."""
    printed = f"<num>{number}</num>" if number else ""
    return (
        f'<paragraph class="{style}">{printed}<content><p xml:space="preserve">\t{words}</p>'
        f"</content>{more}</paragraph>\n"
    )


def point(number: str, words: str) -> str:
    """Return an item of a list."""
    return f"<point><num>{number}</num><content><p>{words}</p></content></point>"


def note(mark: str, *blocks: str) -> str:
    """Return a footnote, where its mark stands."""
    words = "".join(f"<p>\t\t{block}</p>" for block in blocks)
    return f'<authorialNote marker="{mark}" placement="bottom">{words}</authorialNote>'


def annexes(*bodies: str) -> str:
    """Return attachments."""
    docs = (f"<attachment><doc><mainBody>{body}</mainBody></doc></attachment>" for body in bodies)
    return f"<attachments>{''.join(docs)}</attachments>"


def read_one(text: str, *, links: bool = False) -> Document:
    """Return the only document of a file."""
    [document] = read_akn(text.encode(), "a.xml", links=links)
    return document


def paths(document: Document) -> list[str]:
    """Return the addresses of the provisions, without the masthead's."""
    return [provision.path for provision in document.provisions if provision.path != "masthead"]


def words(document: Document) -> dict[str, str]:
    """Return the words of each provision."""
    return {one.path: document.text[one.start : one.end] for one in document.provisions}
