"""A tree of provisions that grows: what is open, what comes next, and under which address."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.ingest.document import Provision
from restokg.ingest.readers import markers
from restokg.ingest.readers.blocks import Block
from restokg.ingest.readers.markers import Marker

_SKIPPED = 2
"""How many items in a row may be missing."""


@dataclass(slots=True)
class Level:
    """A counted passage that is open: the next of its style follows it."""

    style: str
    order: int
    index: int


class Tree:
    """Provisions in reading order, and those that the next may belong to."""

    def __init__(self) -> None:
        self.provisions: list[Provision] = []
        self.notices: list[str] = []
        self.base = ""
        """What addresses begin with: nothing, or that of the annex."""
        self.order = 0
        """The number of the latest paragraph; 0 before the first."""
        self.sections: list[Level] = []
        self.annex: int | None = None
        self._paths: set[str] = set()
        self._nexts: dict[str, int] = {}
        """Which number comes next below an address; the ones before are taken."""
        self._base_index: int | None = None
        self._paragraph: int | None = None
        self._paragraphs = "p"
        """Below which address the paragraphs are counted."""
        self._article: Level | None = None
        self._items: list[Level] = []
        self._loose: int | None = None
        """The latest unnumbered paragraph, which items may belong to."""

    def add(
        self,
        path: str,
        kind: str,
        start: int,
        end: int,
        number: str | None = None,
        parent: int | None = None,
    ) -> int:
        """Append a provision and return its index. A path that is taken gets a number behind it."""
        unique = path
        while unique in self._paths:
            again = self._nexts[path] = self._nexts.get(path, 1) + 1
            unique = f"{path}-{again}"
        if unique != path:
            self.notices.append(f"There is more than one {path}; the next is {unique}.")
        self._paths.add(unique)
        self.provisions.append(Provision(unique, kind, min(start, end), end, number, parent))
        return len(self.provisions) - 1

    def level(self, style: str) -> Level | None:
        """Return the open item of a style."""
        return next((level for level in self._items if level.style == style), None)

    def follows(self, marker: Marker) -> bool:
        """Whether a marker is the very next of an open level of its style."""
        level = self.level(marker.style)
        return level is not None and marker.order == level.order + 1

    def owner(self) -> int | None:
        """Return what a new item belongs to: the deepest passage that is open."""
        if self._items:
            return self._items[-1].index
        if self._paragraph is not None:
            return self._paragraph
        if self._loose is not None:
            return self._loose
        return self._article.index if self._article else None

    def part(self, marker: Marker) -> str:
        """Return the part of an address that an item's marker stands for, as in English."""
        if marker.style == "letter":
            return markers.letter(marker.order)
        if marker.style in ("small-roman", "counted"):
            return markers.roman(marker.order) or str(marker.order)
        return str(marker.order)

    def open_annex(
        self, path: str, start: int, end: int, number: str | None, parent: int | None, top: bool
    ) -> None:
        """Begin an annex or, below one, an appendix: numbers begin anew."""
        self._close()
        self.sections.clear()
        self._article = None
        index = self.add(path, "Annex", start, end, number, parent)
        if top:
            self.annex = index
        self.base, self._base_index = f"{self.provisions[index].path}/", index
        self.order, self._paragraphs = 0, f"{self.base}p"

    def open_article(self, marker: Marker, start: int, end: int) -> bool:
        """Begin an article, if it follows the one before it."""
        if marker.order != (self._article.order + 1 if self._article else 1):
            return False
        self._close()
        path = f"{self.base}article-{marker.order}"
        index = self.add(path, "Article", start, end, marker.printed, self._section())
        self._article = Level(marker.style, marker.order, index)
        self.order, self._paragraphs = 0, path
        return True

    def open_section(self, marker: Marker, start: int, end: int) -> bool:
        """Begin a section, if it follows one of its style, or is the first of a new style."""
        styles = [level.style for level in self.sections]
        if marker.style in styles:
            at = styles.index(marker.style)
            if marker.order != self.sections[at].order + 1:
                return False
        elif marker.order == 1:
            # A section with a number is not part of one without.
            at = styles.index("") if "" in styles else len(styles)
        else:
            return False
        del self.sections[at:]
        self._close()
        parent = self._section()
        lettered = marker.style == "capital" and self.sections
        part = markers.letter(marker.order) if lettered else str(marker.order)
        above = self.provisions[self.sections[-1].index].path if self.sections else None
        path = f"{above}/{part}" if above else f"{self.base}section/{part}"
        index = self.add(path, "Section", start, end, marker.printed, parent)
        self.sections.append(Level(marker.style, marker.order, index))
        return True

    def open_heading(self, name: str | None, kind: str, block: Block) -> None:
        """Begin a section without a number; one that has a name of its own stands at the top."""
        if name is not None:
            self.sections.clear()
        while self.sections and self.sections[-1].style == "":
            self.sections.pop()
        self._close()
        parent = self._section()
        above = f"{self.provisions[self.sections[-1].index].path}/" if self.sections else self.base
        path = f"{self.base}{name}" if name else self._next(f"{above}heading", 1)
        index = self.add(path, kind, block.start, block.end, None, parent)
        self.sections.append(Level("", 0, index))

    def open_paragraph(self, marker: Marker, kind: str, start: int, end: int) -> int:
        """Begin a numbered paragraph."""
        self._close()
        parent = self._article.index if self._article else self._section()
        path = f"{self._paragraphs}/{marker.order}"
        index = self.add(path, kind, start, end, marker.printed, parent)
        self._paragraph, self.order = index, marker.order
        return index

    def restart(self) -> bool:
        """Let paragraphs count anew, if a section has begun since the last; False if none has."""
        if self._paragraph is not None or not self.sections:
            return False
        self._paragraphs = f"{self.provisions[self.sections[-1].index].path}/p"
        self.order = 0
        return True

    def open_item(self, marker: Marker, start: int, end: int) -> int | None:
        """Begin an item; None if its marker follows none that is open, and is no first one."""
        styles = [level.style for level in self._items]
        if marker.style in styles:
            at = styles.index(marker.style)
            step = marker.order - self._items[at].order
            if not 0 < step <= _SKIPPED + 1:
                return None
        elif marker.order == 1:
            at = len(styles)
        else:
            return None
        if at == 0 and self._paragraph is None and self._loose is None and self._article is None:
            return None
        del self._items[at:]
        owner = self.owner()
        above = f"{self.provisions[owner].path}/" if owner is not None else self.base
        path = f"{above}{self.part(marker)}"
        index = self.add(path, "Item", start, end, marker.printed, owner)
        self._items.append(Level(marker.style, marker.order, index))
        return index

    def open_bullet(self, start: int, end: int) -> None:
        """Begin an item without a number, next to the one before or below what is open."""
        order = 1
        if (level := self.level(markers.BULLET)) is not None:
            order = level.order + 1
            del self._items[self._items.index(level) :]
        owner = self.owner()
        if owner is None:
            owner = self._section()
        above = f"{self.provisions[owner].path}/" if owner is not None else "item/"
        index = self.add(self._next(above.rstrip("/"), order), "Item", start, end, None, owner)
        self._items.append(Level(markers.BULLET, order, index))

    def add_loose(self, path: str, kind: str, start: int, end: int) -> None:
        """Add a paragraph that has no number but an address: a preambular one."""
        self._items.clear()
        self._loose = self.add(path, kind, start, end, None, self._base_index)

    def add_unnumbered(self, start: int, end: int, *, row: bool) -> int:
        """Add a paragraph without a number: below the open one, or else in its section."""
        owner = self._paragraph
        if owner is None and self._article is not None:
            owner = self._article.index
        if owner is not None and not row:
            self._items.clear()
            path = self._next(self.provisions[owner].path, 2)
            return self.add(path, "Paragraph", start, end, None, owner)
        self._items.clear()
        parent = self._section()
        if self.sections and self.sections[-1].style == "":
            path = f"{self.provisions[self.sections[-1].index].path}/p"
        else:
            path = f"{self.base}unnumbered"
        index = self.add(self._next(path, 1), "Paragraph", start, end, None, parent)
        self._loose = index
        return index

    def _next(self, path: str, order: int) -> str:
        order = max(order, self._nexts.get(f"{path}/", 0))
        while f"{path}/{order}" in self._paths:
            order += 1
        self._nexts[f"{path}/"] = order + 1
        return f"{path}/{order}"

    def _section(self) -> int | None:
        return self.sections[-1].index if self.sections else self._base_index

    def _close(self) -> None:
        self._paragraph = self._loose = None
        self._items.clear()
