"""What a test reads off a page: its text as a reader sees it, its links, its anchors."""

from __future__ import annotations

from html.parser import HTMLParser

from restokg.representation.exchange import Response

VOID = frozenset({"meta", "link", "img", "input", "br", "hr"})
INLINE = frozenset({"a", "b", "code", "em", "i", "span", "strong", "br"})
UNSEEN = frozenset({"script", "style", "title"})


class Page(HTMLParser):
    """``links`` are href and text of each link; ``elements`` are tags with their attributes."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self.title = ""
        self.lang = ""
        self._open: list[str] = []
        self._href: str | None = None
        self._link = ""
        self.feed(response.body.decode())
        self.close()
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if tag not in INLINE:
            self.text += " "
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "a":
            self._href, self._link = given.get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in INLINE:
            self.text += " "
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag, f"</{tag}> closes something else"
        if tag == "a" and self._href is not None:
            self.links.append((self._href, " ".join(self._link.split())))
            self._href = None

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        if not UNSEEN & set(self._open):
            self.text += data
            if self._href is not None:
                self._link += data

    @property
    def anchors(self) -> set[str]:
        return {given["id"] for _, given in self.elements if "id" in given}

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.elements if name == tag]

    def link(self, text: str) -> str:
        """Return where the one link with this text leads."""
        found = {href for href, words in self.links if words == text}
        assert len(found) == 1, (text, found, self.links)
        return found.pop()
