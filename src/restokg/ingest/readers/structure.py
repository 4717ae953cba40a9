"""From blocks to provisions: sections, paragraphs, items, annexes and notes, by their numbers.

A number counts if it follows the one before it at its own depth, or begins a new depth; a year or
a figure that happens to stand at the start of a line does not. Addresses are those of curated data:
``p/3/b``, ``preamble/5``, ``section/1/f``, ``annex/p/2``, ``annex-1/article-2/a``,
``annex/appendix-1/1``, ``footnote/4``, ``footnote/star-1``.
"""

from __future__ import annotations

from typing import NamedTuple

from restokg.ingest.document import Provision
from restokg.ingest.readers import headings, markers
from restokg.ingest.readers.blocks import Block, Blocks
from restokg.ingest.readers.enumerations import enumeration
from restokg.ingest.readers.footnotes import add_footnotes
from restokg.ingest.readers.markers import Marker
from restokg.ingest.readers.tree import Level, Tree

_FARTHEST = 5
"""How far a paragraph's number may be from the one before, where pages have lost some."""
_COLONS = (":", "：")


class Structure(NamedTuple):
    provisions: list[Provision]
    notices: list[str]


def structure_of(source: Blocks) -> Structure:
    """Return the provisions of a document, a parent before its children; footnotes last."""
    placing = _Placing(source)
    body = headings.body_start(source)
    if body > 0:
        first, last = source.blocks[0], source.blocks[body - 1]
        placing.tree.add("masthead", "Masthead", first.start, last.end)
    for block in source.blocks[body:]:
        placing.place(block)
    add_footnotes(placing.tree.provisions, source)
    return Structure(placing.tree.provisions, placing.tree.notices)


class _Placing:
    def __init__(self, source: Blocks) -> None:
        self.text = source.text
        self.tree = Tree()
        self.resolution = headings.opening(source) is not None
        self.annexes = headings.annexes(source)
        self.preamble: int | None = None
        """How many preambular paragraphs there were, while they go on."""
        self.untitled = False
        """Whether the latest provision is an annex or article that still lacks its own words."""
        self.in_contents = False
        self.chapter: int | None = None
        """The latest chapter in the table of contents."""

    def place(self, block: Block) -> None:
        """Put a block in its place."""
        words = self.text[block.start : block.end]
        found = markers.markers(words)
        if block.number:
            found = [m._replace(length=0) for m in markers.markers(f"{block.number} ")]
        # Where "(i)" may be the ninth or the first, the one that follows is meant.
        found.sort(key=self.tree.follows, reverse=True)
        if self.in_contents and headings.is_contents_line(words):
            self._contents_line(block, found)
        elif self.resolution and not self.tree.order and headings.is_opening(words):
            self.preamble, self.in_contents = 0, False
        elif block.row or not any(self._counted(block, words, marker) for marker in found):
            self._uncounted(block, words)

    # --- what is counted ----------------------------------------------------------------------

    def _counted(self, block: Block, words: str, marker: Marker) -> bool:
        """Place a block by its marker; False if the marker does not count here."""
        style = marker.style
        rest = words[marker.length :]
        if style in (markers.ANNEX, markers.APPENDIX):
            self._annex(block, marker)
            return True
        if style == markers.ARTICLE:
            return self._article(block, marker, rest)
        if style in markers.CHAPTERS or (style == markers.PARAGRAPH and block.heading):
            return (block.heading or headings.may_be_heading(rest)) and self._section(block, marker)
        if style == markers.PARAGRAPH:
            return self._paragraph(block, marker)
        if style == markers.BULLET:
            self._bullet(block, marker.length)
            return True
        return self._item(block, marker)

    def _annex(self, block: Block, marker: Marker) -> None:
        order = marker.order or 1
        if marker.style == markers.APPENDIX:
            parent = self.tree.annex
            above = f"{self.tree.provisions[parent].path}/" if parent is not None else ""
            path = f"{above}appendix-{order}"
        else:
            parent = None
            path = f"annex-{order}" if self.annexes > 1 or marker.order > 1 else "annex"
        start = block.start + marker.length
        self.tree.open_annex(
            path, start, block.end, marker.printed or None, parent, marker.style == markers.ANNEX
        )
        self.untitled = True
        self.preamble, self.in_contents = None, False

    def _article(self, block: Block, marker: Marker, rest: str) -> bool:
        if not self.tree.open_article(marker, block.start + marker.length, block.end):
            return False
        self.untitled = not rest or headings.may_be_heading(rest)
        self.preamble = None
        return True

    def _section(self, block: Block, marker: Marker) -> bool:
        if not self.tree.open_section(marker, block.start + marker.length, block.end):
            return False
        self.untitled, self.preamble, self.in_contents = False, None, False
        return True

    def _paragraph(self, block: Block, marker: Marker) -> bool:
        counted = self.tree.level(markers.PARAGRAPH)
        if counted is not None and marker.order == counted.order + 1:
            return self._item(block, marker)
        latest = self.tree.order
        if marker.order == 1 and latest:
            if self._introduces():
                return self._item(block, marker)
            if not self.tree.restart():
                return False
        elif latest and not latest < marker.order <= latest + _FARTHEST:
            return False
        operative = self.resolution and not self.tree.base
        kind = "OperativeParagraph" if operative else "Paragraph"
        start = block.start + marker.length
        index = self.tree.open_paragraph(marker, kind, start, block.end)
        self.untitled, self.preamble, self.in_contents = False, None, False
        self._enumerate(index)
        return True

    def _item(self, block: Block, marker: Marker) -> bool:
        index = self.tree.open_item(marker, block.start + marker.length, block.end)
        if index is None:
            return False
        self.untitled = False
        self._enumerate(index)
        return True

    def _bullet(self, block: Block, length: int) -> None:
        self.untitled = False
        self.tree.open_bullet(block.start + length, block.end)

    def _enumerate(self, index: int) -> None:
        """Add the items that run on inside a provision, and cut its own words before them."""
        provision = self.tree.provisions[index]
        entries = enumeration(self.text[provision.start : provision.end])
        if not entries:
            return
        start = provision.start
        for entry in entries:
            self.tree.add(
                f"{provision.path}/{self.tree.part(entry.marker)}",
                "Item",
                start + entry.start,
                start + entry.end,
                entry.marker.printed,
                index,
            )
        before = self.text[start : start + entries[0].at].rstrip()
        provision.end = start + len(before)

    def _introduces(self) -> bool:
        """Whether the paragraph or item that is open ends in a colon."""
        owner = self.tree.owner()
        if owner is None:
            return False
        return self.text[: self.tree.provisions[owner].end].endswith(_COLONS)

    # --- what is not --------------------------------------------------------------------------

    def _uncounted(self, block: Block, words: str) -> None:
        name = headings.name_of(words)
        if block.bullet:
            self._bullet(block, 0)
        elif name is not None or (block.heading and not self.untitled):
            self._heading(block, name)
        elif self.untitled:
            latest = self.tree.provisions[-1]
            if latest.start >= latest.end:
                latest.start = block.start
            latest.end = block.end
            # The title of an annex may run over lines; the words of an article follow its title.
            self.untitled = latest.kind == "Annex" and headings.may_be_heading(words)
        elif self.preamble is not None and not block.row:
            self.preamble += 1
            path = f"{self.tree.base}preamble/{self.preamble}"
            self.tree.add_loose(path, "PreambularParagraph", block.start, block.end)
        elif self._completes_bullet(block):
            pass
        elif not self.tree.order and not block.row and headings.may_be_heading(words):
            self._heading(block, None)
        else:
            self._enumerate(self.tree.add_unnumbered(block.start, block.end, row=block.row))

    def _completes_bullet(self, block: Block) -> bool:
        """Add words to the bullet before, if that ends in a colon."""
        level = self.tree.level(markers.BULLET)
        if level is None:
            return False
        bullet = self.tree.provisions[level.index]
        if not self.text[: bullet.end].endswith(_COLONS):
            return False
        bullet.end = block.end
        return True

    def _heading(self, block: Block, name: str | None) -> None:
        contents = name == "contents"
        self.tree.open_heading(name, "ContentsTable" if contents else "Section", block)
        self.untitled, self.preamble, self.in_contents = False, None, contents

    def _contents_line(self, block: Block, found: list[Marker]) -> None:
        provisions = self.tree.provisions
        contents: Level = self.tree.sections[-1]
        top = provisions[contents.index]
        for marker in found:
            if marker.style == "capital":
                parent = self.chapter if self.chapter is not None else contents.index
                part = markers.letter(marker.order)
            elif marker.style in (*markers.CHAPTERS, markers.PARAGRAPH) and marker.order:
                parent, part = contents.index, str(marker.order)
            else:
                continue
            start = block.start + marker.length
            index = self.tree.add(
                f"{top.path}/{part}", "ContentsTable", start, block.end, marker.printed, parent
            )
            if parent == contents.index:
                self.chapter = index
            return
        if provisions[-1] is top:
            top.end = block.end
