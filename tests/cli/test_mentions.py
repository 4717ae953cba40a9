"""`restokg mentions`: records, tables and pages of what documents mention."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from restokg.ingest.document import Document, Provision
from restokg.ingest.mentions.mention import AMBIGUOUS, Mention
from restokg.ingest.showing.page import Page
from restokg.ingest.showing.records import FIELDS, records

Run = Callable[..., tuple[int, str, str]]
ENGLISH = (
    "\ufeffGeneral Assembly\r\nA/RES/99/1\r\n\r\n"
    "1. Recalls resolution 70/1 of 25 September 2015 and Security Council\r\n"
    "resolution 2417 (2018);\r\n\r\n"
    "2. Notes that 1 < 2 & \U0001f333 stands before A/RES/71/222.\r\n"
)
CHINESE = "大会\n\nA/RES/99/2\n\n1. 回顾2015年9月25日第70/1号决议；\n\n2. 注意到水。\n"
ARABIC = "الجمعية العامة\n\n1 - تشير إلى قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015؛\n"


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_bytes(ENGLISH.encode())
    return path


def printed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


class Tree(HTMLParser):
    """Holds that elements are closed in order, and keeps what there is of them."""

    EMPTY = frozenset(("meta", "br"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]


def test_a_record_has_its_fields_in_order_and_offsets_into_the_file_itself(
    run: Run, english: Path
) -> None:
    code, out, err = run("mentions", str(english))
    assert (code, err) == (0, "")
    found = printed(out)
    with english.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    for record in found:
        assert tuple(record)[: len(FIELDS)] == FIELDS
        assert text[record["start"] : record["end"]] == record["text"]
        assert record["language"] == "en"
        assert record["file"] == str(english)
    assert [record["start"] for record in found] == sorted(record["start"] for record in found)
    cited = {record["normal"]: record for record in found if record["kind"] == "document"}
    assert {"A/RES/70/1", "S/RES/2417 (2018)", "A/RES/71/222"} <= set(cited)
    assert cited["A/RES/71/222"]["provision"] == "p/2"
    assert cited["A/RES/71/222"]["status"] == "resolved"
    assert cited["A/RES/71/222"]["iri"] == "https://w3id.org/restokg/doc/A/RES/71/222"


def test_only_the_kinds_that_are_asked_for_are_given(run: Run, english: Path) -> None:
    out = run("mentions", str(english), "--kind", "date", "-k", "document")[1]
    assert {record["kind"] for record in printed(out)} == {"date", "document"}
    dates = printed(run("mentions", str(english), "--kind", "date")[1])
    assert [record["normal"] for record in dates] == ["2015-09-25"]
    assert dates[0]["iri"] is None
    code, _, err = run("mentions", str(english), "--kind", "thing")
    assert (code, "There is no kind 'thing'." in err) == (2, True)


def test_files_of_folders_are_taken_in_order_and_hidden_ones_left_out(
    run: Run, english: Path
) -> None:
    folder = english.parent
    (folder / "two.TXT").write_text(CHINESE, encoding="utf-8")
    (folder / ".hidden.txt").write_text(CHINESE, encoding="utf-8")
    (folder / "notes.csv").write_text("A/RES/1/1", encoding="utf-8")
    out = run("mentions", str(english), str(folder))[1]
    files = list(dict.fromkeys(Path(record["file"]).name for record in printed(out)))
    assert files == ["one.txt", "two.TXT"]
    assert len({(record["file"], record["start"], record["kind"]) for record in printed(out)}) == (
        len(printed(out))
    )
    (folder / "empty").mkdir()
    assert run("mentions", str(folder / "empty"))[0] == 2


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, english: Path) -> None:
    broken = english.parent / "a.xml"
    broken.write_text("<akomaNtoso><act>", encoding="utf-8")
    missing = english.parent / "none.txt"
    code, out, err = run("mentions", str(missing), str(broken), str(english))
    assert code == 3
    told = err.splitlines()
    assert [line.startswith("restokg: ") for line in told] == [True, True]
    assert f"{missing}: There is no such file" in told[0]
    assert str(broken) in told[1]
    assert printed(out) == printed(run("mentions", str(english))[1])


def test_a_table_shows_place_kind_text_normal_form_and_status(run: Run, english: Path) -> None:
    code, out, _ = run("mentions", str(english), "--format", "table", "--kind", "document")
    assert code == 0
    assert out.split("\n")[0].split() == ["place", "kind", "text", "normal", "status"]
    start = ENGLISH.index("A/RES/71/222")
    row = next(line for line in out.split("\n") if f"one.txt:{start}-{start + 12}" in line)
    assert row.split()[1:] == ["document", "A/RES/71/222", "A/RES/71/222", "resolved"]
    nothing = run("mentions", str(english), "-f", "table", "--kind", "target", "--lang", "zh")
    assert nothing == (0, "未发现提及。\n", "")


def test_a_page_shows_the_text_with_its_mentions_marked_and_needs_nothing_else(
    run: Run, english: Path
) -> None:
    output = english.parent / "page.html"
    assert run("mentions", str(english), "-f", "html", "-o", str(output)) == (0, "", "")
    page = output.read_text(encoding="utf-8")
    tree = Tree(page)
    assert not tree.all("script") + tree.all("link") + tree.all("img")
    assert "url(" not in page
    assert "1 < 2 & \U0001f333 stands before" in tree.text
    marks = [mark for mark in tree.all("mark") if mark.get("title")]
    records = printed(run("mentions", str(english))[1])
    assert len(marks) >= len(records)
    assert tree.all(
        "mark", title="document: A/RES/71/222\nhttps://w3id.org/restokg/doc/A/RES/71/222"
    )
    assert tree.all("a", href="https://undocs.org/A/RES/71/222") or tree.all(
        "a", href="https://undocs.org/en/A/RES/71/222"
    )
    assert tree.all("div", lang="en", dir="ltr")
    assert tree.all("div", id="d1/p/2")
    assert list(english.parent.glob(".page*")) == []


def test_arabic_runs_from_right_to_left_and_chinese_pages_speak_chinese(
    run: Run, english: Path
) -> None:
    arabic, chinese = english.parent / "ar.txt", english.parent / "zh.txt"
    arabic.write_text(ARABIC, encoding="utf-8")
    chinese.write_text(CHINESE, encoding="utf-8")
    code, out, err = run("mentions", str(arabic), str(chinese), "--format", "html", "--lang", "zh")
    assert (code, err) == (0, "")
    tree = Tree(out)
    assert tree.all("html", lang="zh-Hans")
    assert tree.all("div", lang="ar", dir="rtl")
    assert tree.all("div", lang="zh-Hans", dir="ltr")
    assert len(tree.all("li")) == len(tree.all("section")) == 2
    assert "共2份文件" in tree.text


def test_marks_on_a_page_nest_and_markup_in_a_text_is_only_text(tmp_path: Path) -> None:
    text = '<script>"resolution 70/1 of the Assembly"\x00'
    document = Document("<a>&.xml", "akn", text, [], None, symbol='"><b>')
    outer = Mention(9, 41, "body", "<i>", "https://example.org/?a=1&b=2")
    inner = Mention(
        21, 25, "document", "A/RES/70/1", None, AMBIGUOUS, ("https://example.org/<x>", "y")
    )
    page = Page("en")
    within = Mention(21, 23, "quantity", "70", "https://example.org/z")
    page.add(document, [outer, inner, within])
    output = tmp_path / "page.html"
    with output.open("w", encoding="utf-8") as stream:
        page.write(stream)
    tree = Tree(output.read_text(encoding="utf-8"))
    assert not tree.all("script") + tree.all("i") + tree.all("b")
    assert text[:-1] in tree.text
    assert tree.all("mark", **{"class": "body"}, title="body: <i>\nhttps://example.org/?a=1&b=2")
    assert tree.all("mark", **{"class": "document ambiguous"})
    assert tree.all("mark", **{"class": "quantity"})
    section = tree.text.index("What this document names")
    assert tree.all("a", href="https://example.org/?a=1&b=2")
    assert "70" in tree.text[section:]


def test_a_record_of_one_of_several_documents_tells_which() -> None:
    text = "Notes A/RES/1/1 and 5 ha"
    provision = Provision("p/1", "OperativeParagraph", 0, len(text))
    document = Document("all.xml", "akn", text, [provision], "en", symbol="A/RES/99/1")
    mentions = [
        Mention(6, 15, "document", "A/RES/1/1", None, AMBIGUOUS, ("x", "y")),
        Mention(20, 24, "quantity", "5 ha", details=(("value", "5"), ("part", "a"), ("part", "b"))),
    ]
    first, second = records(document, mentions, named=True)
    assert (first["document"], first["candidates"], first["provision"]) == (
        "A/RES/99/1",
        ("x", "y"),
        "p/1",
    )
    assert second["details"] == {"value": "5", "part": ["a", "b"]}
    assert "candidates" not in second
    assert all("document" not in record for record in records(document, mentions))


def test_options_that_make_no_sense_are_refused(run: Run, english: Path) -> None:
    assert run("mentions", str(english), "--format", "csv")[0] == 2
    assert run("mentions", str(english), "--lang", "fr")[0] == 2
    before = english.read_bytes()
    assert run("mentions", str(english), "--output", str(english))[0] == 2
    assert english.read_bytes() == before
    code, _, err = run("mentions", str(english), "-o", str(english.parent / "no" / "x.jsonl"))
    assert (code, "cannot be written" in err) == (3, True)
