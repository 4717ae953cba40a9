"""The passages of an AKN4UN tree as one string, which is faster than to walk the tree.

Private-use characters part documents, passages and fields, and mark notes and links: a text that
has such characters of its own must be cleared of them before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from restokg.ingest.readers.inline import LINK, LINK_END, MARK_END, NOTE, NOTE_END, NOTE_LINE
from restokg.ingest.readers.markup import Element, stylesheet

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DOCUMENT, PASSAGE, FIELD = "\ue000", "\ue001", "\ue002"

MASTHEAD, OPENING, PREAMBULAR, PREAMBULAR_ITEM = "m", "o", "c", "d"
BODY, ANNEX, PARAGRAPH, ITEM, HEADING, SECTION_NUMBER, UNNUMBERED = (
    "b",
    "x",
    "p",
    "i",
    "h",
    "n",
    "u",
)
"""Kinds of passages: the first field. The others are number, style (depth for items) and words."""

_NOTE, _LINK, _SUP = (f"{{{NAMESPACE}}}{name}" for name in ("authorialNote", "a", "sup"))
_SPACES = "\xa0\x85\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space to Python, but not to XML."""

_STYLESHEET = """
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:a="{akn}">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:template match="/">
  <xsl:for-each select="a:akomaNtoso/*[1]
                        | a:akomaNtoso/a:components/a:component/a:statement">
    <xsl:text>{document}</xsl:text>
    <xsl:for-each select="a:meta/a:identification">
      <xsl:value-of select="a:FRBRWork/a:FRBRdate/@date"/>{field}<xsl:text/>
      <xsl:value-of select="a:FRBRWork/a:FRBRdate/@name"/>{field}<xsl:text/>
      <xsl:value-of select="a:FRBRExpression/a:FRBRlanguage/@language"/>
    </xsl:for-each>
    <xsl:text>{passage}</xsl:text>
    <xsl:for-each select="a:coverPage">
      <xsl:value-of select="normalize-space(.//a:docNumber[@refersTo='#symbol'])"/>
      <xsl:text>{field}</xsl:text>
      <xsl:value-of select=".//a:session/@value"/>
      <xsl:text>{field}</xsl:text>
      <xsl:for-each select="a:p//a:inline[@name='agenda item'][1]">
        <xsl:value-of select="@title"/>
        <xsl:if test="not(string(@title))"><xsl:value-of select="normalize-space(.)"/></xsl:if>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:text>{passage}</xsl:text>
    <xsl:value-of select="normalize-space(a:preface/a:p/a:docTitle)"/>
    <xsl:text>{field}</xsl:text>
    <xsl:value-of select="normalize-space(a:preface/a:p/a:docNumber)"/>
    <xsl:text>{passage}</xsl:text>
    <xsl:for-each select="a:meta/a:classification/a:keyword">
      <xsl:value-of select="@href"/><xsl:text>{field}</xsl:text>
    </xsl:for-each>
    <xsl:text>{passage}m{field}{field}{field}</xsl:text>
    <xsl:apply-templates select="a:coverPage/a:p" mode="words"/>
    <xsl:apply-templates select="a:preface/a:p" mode="words"/>
    <!-- A body that another preamble follows is a paragraph of the preamble astray. -->
    <xsl:apply-templates mode="preamble"
        select="a:preamble/* | a:mainBody[following-sibling::a:preamble]/*"/>
    <xsl:for-each select="a:mainBody[not(following-sibling::a:preamble)][1]">
      <xsl:text>{passage}b{field}{field}{field}</xsl:text>
      <xsl:apply-templates select="*" mode="body"/>
    </xsl:for-each>
    <xsl:for-each select="a:attachments/a:attachment/a:doc/a:mainBody">
      <xsl:text>{passage}x{field}{field}{field}</xsl:text>
      <xsl:apply-templates select="*" mode="body"/>
    </xsl:for-each>
  </xsl:for-each>
</xsl:template>

<xsl:template match="*" mode="preamble">
  <xsl:text>{passage}o{field}{field}{field}</xsl:text>
  <xsl:apply-templates select="{blocks}" mode="words"/>
</xsl:template>
<xsl:template match="a:container | a:paragraph" mode="preamble">
  <xsl:text>{passage}c{field}{field}{field}</xsl:text>
  <xsl:apply-templates select="*" mode="words"/>
  <xsl:for-each select="a:blockList/a:item">
    <xsl:text>{passage}d{field}</xsl:text><xsl:value-of select="normalize-space(a:num)"/>
    <xsl:text>{field}{field}</xsl:text>
    <xsl:apply-templates select="{blocks}" mode="words"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="*" mode="body"/>
<xsl:template match="a:section" mode="body">
  <xsl:apply-templates select="*" mode="body"/>
</xsl:template>
<xsl:template match="a:num" mode="body">
  <xsl:text>{passage}n{field}</xsl:text><xsl:value-of select="normalize-space(.)"/>
  <xsl:text>{field}{field}</xsl:text>
</xsl:template>
<xsl:template match="a:heading | a:subheading | a:crossHeading" mode="body">
  <xsl:text>{passage}h{field}{field}{field}</xsl:text>
  <xsl:apply-templates select="." mode="words"/>
</xsl:template>
<xsl:template match="a:container | a:table" mode="body">
  <xsl:text>{passage}u{field}{field}{field}</xsl:text>
  <xsl:apply-templates select="{rows}" mode="words"/>
</xsl:template>
<xsl:template match="a:paragraph" mode="body">
  <xsl:choose>
    <xsl:when test="a:heading or a:subheading or a:crossHeading">
      <xsl:text>{passage}h{field}</xsl:text><xsl:value-of select="normalize-space(a:num)"/>
      <xsl:text>{field}</xsl:text><xsl:value-of select="@class"/><xsl:text>{field}</xsl:text>
      <xsl:apply-templates select="a:heading | a:subheading | a:crossHeading" mode="words"/>
    </xsl:when>
    <xsl:otherwise>
      <xsl:text>{passage}p{field}</xsl:text><xsl:value-of select="normalize-space(a:num)"/>
      <xsl:text>{field}</xsl:text><xsl:value-of select="@class"/><xsl:text>{field}</xsl:text>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:apply-templates select="a:content/*" mode="words"/>
  <xsl:if test="a:list or a:p">
    <xsl:apply-templates select="a:p | a:list" mode="words"/>
    <xsl:apply-templates select="a:list/*" mode="items"/>
  </xsl:if>
</xsl:template>

<xsl:template match="*" mode="items"/>
<xsl:template match="a:point" mode="items">
  <xsl:text>{passage}i{field}</xsl:text><xsl:value-of select="normalize-space(a:num)"/>
  <xsl:text>{field}</xsl:text><xsl:value-of select="count(ancestor::a:sublist)"/>
  <xsl:text>{field}</xsl:text>
  <xsl:apply-templates select="{blocks}" mode="words"/>
</xsl:template>
<xsl:template match="a:sublist" mode="items">
  <xsl:apply-templates select="*" mode="items"/>
</xsl:template>

<xsl:template match="a:content | a:intro | a:list" mode="words">
  <xsl:apply-templates select="{blocks}" mode="words"/>
</xsl:template>
<xsl:template match="a:blockList" mode="words">
  <xsl:apply-templates select="a:listIntroduction" mode="words"/>
</xsl:template>
<xsl:template match="a:table" mode="words">
  <xsl:apply-templates select="{rows}" mode="words"/>
</xsl:template>
<xsl:template match="*" mode="words">
  <xsl:text>&#10;</xsl:text>
  <xsl:value-of select="normalize-space(.)"/>
</xsl:template>
</xsl:stylesheet>
"""


_BRACKETS = ("(", ")")


def stream(root: Element, *, links: bool = False) -> str:
    """Return the passages of all documents; every run of white space but line ends is one space.

    The tree is changed: marks are put around the notes, and around the links on demand.
    """
    notes = list(root.iter(_NOTE))
    for note in notes:
        _mark_note(note)
    for raised in root.iter(_SUP) if notes else ():
        if raised.text in _BRACKETS:
            # Some languages put the mark of a note between brackets.
            raised.text = None
    if links:
        for link in root.iter(_LINK):
            link.text = f"{LINK}{link.get('href', '')}{MARK_END}{link.text or ''}"
            link.tail = LINK_END + (link.tail or "")
    text = _transformation()(root)
    for space in _SPACES:
        if space in text:
            # The spaces beside it are part of the run.
            pieces = [piece.strip(" ") for piece in text.split(space)]
            text = " ".join([piece for piece in pieces if piece])
    return text


def _mark_note(note: Element) -> None:
    for block in note:
        block.tail = NOTE_LINE
    note.text = f"{NOTE}{note.get('marker', '')}{MARK_END}"
    note.tail = NOTE_END + (note.tail or "")


@cache
def _transformation() -> Callable[[Element], str]:
    return stylesheet(
        _STYLESHEET.format(
            akn=NAMESPACE,
            document=DOCUMENT,
            passage=PASSAGE,
            field=FIELD,
            rows=".//a:tr[not(ancestor::a:tr)]",
            blocks="a:p | a:listIntroduction | a:content | a:intro | a:list | a:table",
        )
    )
