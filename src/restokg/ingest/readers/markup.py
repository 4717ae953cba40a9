"""XML and HTML to trees of elements. Nothing is fetched, and no entity is ever replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from lxml import etree

from restokg.errors import AnyPath, UnreadableDocumentError

Element = etree._Element  # noqa: SLF001  # the type has no public name
"""The type of an element, for those who walk trees without the engine."""

_ENTITY_UTF16 = b"\0".join(b"<!ENTITY"[at : at + 1] for at in range(8))
"""What the two orders of bytes have in common."""
_UTF8 = ("UTF-8", "utf-8")
_SEPARATORS = re.compile("[\ue000-\ue008]")


def parse_xml(data: bytes, path: AnyPath = "(XML)") -> Element:
    """Return the root element; comments and processing instructions are left out.

    ``path`` is for messages only. Elements nest at most 256 deep, the limit of libxml2.

    Raises:
        UnreadableDocumentError: If this is not well-formed, or declares entities of its own.
    """
    if b"\0" in data[:4] and _ENTITY_UTF16 in data:
        raise _entities_refused(path, None)
    doctype = data.find(b"<!DOCTYPE")
    if doctype >= 0 and (entity := data.find(b"<!ENTITY", doctype)) >= 0:
        raise _entities_refused(path, data.count(b"\n", 0, entity) + 1)
    try:
        root = etree.fromstring(data, _xml_parser())
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(path, error) from None
    # The searches above read ASCII and UTF-16; what is declared in other encodings is seen here.
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.entities()):  # type: ignore[union-attr]
        raise _entities_refused(path, None)
    return root


@cache
def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_clear_xml(data: bytes, path: AnyPath = "(XML)") -> Element:
    """Return the root element as parse_xml does, with U+FFFD for some private-use characters.

    They are those by which readers part passages.
    """
    root = parse_xml(data, path)
    # The tree does not tell of UTF-16 that is not declared.
    utf8 = root.getroottree().docinfo.encoding in _UTF8 and b"\0" not in data[:4]
    # In UTF-8 no other characters have this byte. To look for two bytes takes far longer.
    if b"\xee" in data or (b"&" in data and b"&#" in data) or not utf8:
        text: str = etree.tostring(root, encoding="unicode")
        cleared = _SEPARATORS.sub("\ufffd", text)
        if cleared != text:
            return parse_xml(cleared.encode(), path)
    return root


def parse_html(text: str, path: AnyPath = "(HTML)") -> Element:
    """Return the root element of a page, mended as browsers mend it; comments are left out.

    Decoding is the caller's part: what the page says of its own encoding does not count here.

    Raises:
        UnreadableDocumentError: If there is no element at all, or too many inside each other.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(path, error) from None
    if root is None:
        raise UnreadableDocumentError(path, "The page holds no element.")
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        # The rest would be missing without a word.
        raise UnreadableDocumentError(
            path, "Elements nest more than 256 deep. Flatten the page, or save its text."
        )
    return root


def _entities_refused(path: AnyPath, line: int | None) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        path,
        "The file declares entities of its own, which are refused: they can grow without bound "
        "or name other files. Replace them by their text, and take the declarations out.",
        line=line,
    )


def _not_well_formed(path: AnyPath, error: etree.XMLSyntaxError) -> UnreadableDocumentError:
    line, column = error.position
    reason = str(error.msg).partition(", line ")[0].rstrip(".")
    return UnreadableDocumentError(
        path, f"The markup is not well-formed: {reason}.", line=line or None, column=column or None
    )


def text_of(element: Element) -> str:
    """Return all the text in an element, as it stands."""
    text: str = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
    return text


def stylesheet(source: str) -> Callable[[Element], str]:
    """Return an XSLT stylesheet as the function from a tree to the text that it puts out.

    It may not read or write anything else.
    """
    deny_all = etree.XSLTAccessControl.DENY_ALL  # type: ignore[attr-defined]  # not in the stubs
    transform = etree.XSLT(etree.fromstring(source), access_control=deny_all)
    return lambda root: str(transform(root))
