"""The page for a browser."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report
from restokg.validation.reports.page import LONGEST

Written = Callable[..., str]
VOID = {"meta"}


class Outline(HTMLParser):
    """Every element with its attributes and the text in it; fails where tags do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def texts(self, tag: str) -> list[str]:
        return ["".join(text) for name, _, text in self.elements if name == tag]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


def test_the_page_has_headings_captions_and_its_language(report: Report, written: Written) -> None:
    outline = Outline(written(report, "html"))
    assert outline.attributes("html") == [{"lang": "en"}]
    assert outline.texts("h1") == ["Validation report"]
    assert outline.texts("caption") == ["Findings by rule", "Findings by file"]
    assert outline.texts("h2") == [
        "Files that could not be read (2)", "Violations (2)", "Warnings (1)", "Infos (1)",
        "Suppressed findings (1)",
    ]  # fmt: skip
    assert {"scope": "row"} in outline.attributes("th")
    chinese = Outline(written(report, "html", "zh"))
    assert chinese.attributes("html") == [{"lang": "zh-Hans"}]
    assert chinese.texts("caption") == ["按规则统计", "按文件统计"]


def test_a_finding_shows_its_source_with_the_place_marked(report: Report, written: Written) -> None:
    outline = Outline(written(report, "html"))
    assert '"P0Y"^^xsd:duration' in outline.texts("mark")
    assert '2     rdfs:label "谅解备忘录"@zh ; rkg:term "P0Y"^^xsd:duration ;' in outline.texts(
        "pre"
    )
    assert "X ¶1" in outline.texts("dd")
    assert "Numbered in the next edition." in outline.texts("dd")


def test_only_the_suppressed_findings_are_shut_away(report: Report, written: Written) -> None:
    shut = [
        "open" not in details for details in Outline(written(report, "html")).attributes("details")
    ]
    assert shut == [False, False, False, False, True]


def test_the_page_needs_nothing_from_elsewhere(report: Report, written: Written) -> None:
    page = written(report, "html")
    outline = Outline(page)
    assert {tag for tag, _, _ in outline.elements}.isdisjoint({"script", "link", "img", "iframe"})
    assert not [each for _, each, _ in outline.elements if {"href", "src", "style"} & each.keys()]
    assert "url(" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("hostile", ["<script>x</script>", '"><b>', "</style><i>", "&lt;", "]]>"])
def test_no_text_becomes_markup(hostile: str, written: Written) -> None:
    place = Place(Path(hostile.replace("/", "")), 1, 1, 1, 3)
    finding = Finding(
        "violation",
        hostile,
        hostile,
        hostile,
        f'"{hostile}"',
        messages={"en": hostile},
        place=place,
    )
    report = Report([finding], [finding], sources=lambda _: hostile, reasons={finding: hostile})
    outline = Outline(written(report, "html"))
    assert not {"script", "i", "b"} & {tag for tag, each, _ in outline.elements if each.get("src")}
    plain = Outline(written(dataclasses.replace(report, findings=[], suppressed=[]), "html"))
    assert outline.texts("script") == []
    assert len(outline.texts("style")) == len(plain.texts("style")) == 1
    assert hostile in outline.texts("p")
    assert hostile in outline.texts("dd")


def test_what_html_cannot_hold_does_not_get_into_the_page(written: Written) -> None:
    finding = Finding("info", "R\x00", "urn:\x1b", value='"\u202e"', messages={"en": "\x08\ud800"})
    page = written(Report([finding]), "html")
    assert not set(page) & set("\x00\x1b\u202e\x08\ud800")
    assert page.count("\ufffd") == 8


def test_a_page_does_not_grow_without_end_but_counts_what_it_leaves_out(
    report: Report, written: Written
) -> None:
    many = [dataclasses.replace(report.findings[0], focus=f"urn:{n}") for n in range(LONGEST + 2)]
    outline = Outline(written(Report(many), "html"))
    assert len(outline.texts("article")) == LONGEST
    assert f"Infos ({LONGEST + 2})" in outline.texts("h2")
    assert "2 more are left out here." in outline.texts("p")
