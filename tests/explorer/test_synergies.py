"""Synergies: the matrix agrees with question 02, and every datum has its paragraph."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from restokg import resources
from restokg.explorer.library import Library
from restokg.explorer.views import figures, matrix, network, synergies, timeline
from restokg.explorer.views.asking import put
from restokg.explorer.views.cells import Cells
from restokg.explorer.views.matrix import WAYS, short
from restokg.explorer.visiting import Visit
from restokg.graph.lookup import label
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Literal, NamedNode, Term
from restokg.questions import catalogue
from restokg.questions.answers import Answer
from restokg.representation.exchange import Request
from tests.catalogue.test_questions import world
from tests.explorer.conftest import Get
from tests.snapshots import made

PAGES = ["", "/network", "/timeline", "/figures"]
UN, CBD, UNCCD = (
    f"https://w3id.org/restokg/id/{name}"
    for name in ("actor/un", "agreement/cbd", "agreement/unccd")
)


@pytest.fixture(params=["en", "zh"])
def visit(request: pytest.FixtureRequest, library: Library) -> Visit:
    return Visit(Request("/synergies"), library, request.param, chosen=True)


def answer(visit: Visit, number: str, **given: str) -> Answer:
    question = catalogue.find(resources.queries(), number)
    return put(visit.library, question, given, visit.lang).answer(visit.library)


def value(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


class Tables(HTMLParser):
    """The rows of the tables of a page, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self._in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self._in_cell = tag in ("td", "th") or (self._in_cell and tag not in ("tr", "table"))
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell and self.rows:
            self.rows[-1][-1] += data


def test_the_matrix_is_what_question_02_counts(visit: Visit) -> None:
    found = matrix.links(visit)
    whole = matrix.matrix(found)
    by_way = {way: matrix.matrix(found, way) for way in WAYS}
    names = {iri: short(visit.store, iri, visit.lang) for iri in {*whole.regimes, *whole.named}}
    counted = {
        tuple(names[iri] for iri in pair): (
            count,
            *(by_way[way].counts.get(pair, 0) for way in WAYS),
        )
        for pair, count in whole.counts.items()
    }
    asked = answer(visit, "02")
    assert asked.columns == ("from", "to", "provisions", "cite", "address", "pursue", "sources")
    assert counted == {
        (value(row[0]), value(row[1])): tuple(int(value(term)) for term in row[2:6])
        for row in asked.rows
    }
    assert whole.total == sum(int(value(row[2])) for row in asked.rows)


def test_a_cell_holds_the_passages_that_question_02_names(visit: Visit) -> None:
    asked = answer(visit, "02")
    whole = matrix.matrix(matrix.links(visit))
    names = {short(visit.store, iri, visit.lang): iri for iri in {*whole.regimes, *whole.named}}
    for row in asked.rows[::3]:
        found = matrix.links(visit, names[value(row[0])], names[value(row[1])])
        assert {link.passage for link in found} == set(value(row[6]).split())
        assert len({(link.regime, link.named) for link in found}) == 1


@pytest.mark.parametrize("way", ["", *WAYS])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rows_columns_and_total_of_the_page_add_up(get: Get, lang: str, way: str) -> None:
    page = Tables(get(f"/synergies?lang={lang}&count={way}").body.decode())
    head, *rows, foot = page.rows
    assert {len(row) for row in page.rows} == {len(head)}
    numbers = [[int(cell) if cell.strip().isdigit() else 0 for cell in row[1:]] for row in rows]
    assert [sum(row[:-1]) for row in numbers] == [row[-1] for row in numbers]
    sums = [sum(row[place] for row in numbers) for place in range(len(head) - 1)]
    assert sums == [int(cell) for cell in foot[1:]]
    assert sums[-1] > 0


def test_a_number_leads_to_as_many_provisions(get: Get) -> None:
    html = get("/synergies?lang=en").body.decode()
    cells = re.findall(r'href="(/synergies/cell[^"]+)"[^>]*>(\d+)</a>', html)
    assert len(cells) == 36
    for address, count in cells[:3] + cells[-3:]:
        page = Tables(get(unescape(address)).body.decode())
        assert len(page.rows) - 1 == int(count)


def test_a_provision_in_a_cell_has_its_chip_its_summary_and_what_it_names(get: Get) -> None:
    page = Tables(get(f"/synergies/cell?from={UN}&to={CBD}&lang=zh").body.decode())
    _, *rows = page.rows
    assert all(re.search(r"[A-Z]/RES/", row[0]) for row in rows)
    assert all(re.search(r"[\u4e00-\u9fff]", row[1]) for row in rows)
    assert all(any(cell.strip() for cell in row[2:]) for row in rows)
    assert any(link.startswith("/doc/A/RES/76/207/p/") for link in page.links)


def test_a_cell_can_be_opened_by_name(get: Get) -> None:
    by_name = Tables(get("/synergies/cell?from=UN&to=CBD&lang=en").body.decode())
    by_iri = Tables(get(f"/synergies/cell?from={UN}&to={CBD}&lang=en").body.decode())
    assert by_name.rows == by_iri.rows


def test_a_pair_that_nothing_links_is_told_so(get: Get) -> None:
    response = get("/synergies/cell?from=IPBES&to=UNCCD")
    assert response.status == 200
    assert "No provision does." in response.body.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/synergies/cell", 400),
        ("/synergies/cell?from=UN", 400),
        ("/synergies/cell?from=UN&to=nothing-of-the-kind", 404),
        ("/synergies/cell?from=UN&to=https://example.org/x%3E%20%7D%20SELECT", 404),
        ("/synergies?count=quote", 400),
        ("/synergies/nowhere", 404),
    ],
)
def test_a_bad_address_is_told_apart(get: Get, address: str, status: int) -> None:
    assert get(address).status == status


def test_markup_in_an_address_stays_text(get: Get) -> None:
    for address in ("/synergies?count=%3Cscript%3E", "/synergies/cell?from=%3Cscript%3E&to=UN"):
        assert "<script>" not in get(address).body.decode()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_in_one_language_and_names_no_object_of_the_program(
    get: Get, path: str, lang: str
) -> None:
    response = get(f"/synergies{path}?lang={lang}")
    html = response.body.decode()
    assert response.status == 200
    assert "object at 0x" not in html
    assert re.search(r"<h1>[^<]*[\u4e00-\u9fff]", html) if lang == "zh" else "<h1>" in html


def test_every_edge_of_the_network_is_explained_with_a_paragraph(get: Get, visit: Visit) -> None:
    html = get("/synergies/network?lang=en").body.decode()
    found = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    graph = json.loads(found[1])
    ids = {node["id"] for node in graph["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in graph["edges"])
    _, *rows = Tables(html).rows
    assert len(rows) == len(graph["edges"]) > 50
    assert all(cell.strip() for row in rows for cell in row)
    for tie in network.ties(visit):
        for passage in tie.passages:
            stated = list(visit.store.quads(None, None, NamedNode(tie.partner), NamedNode(passage)))
            assert stated, tie


def test_what_is_too_much_to_draw_is_cut_and_told(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MOST_ROWS", "MOST_TIES"):
        monkeypatch.setattr(synergies, name, 10)
    cell = f"/cell?from={UN}&to={CBD}"
    for path in ("/network", "/timeline", cell):
        html = get(f"/synergies{path}" + ("&" if path == cell else "?") + "lang=zh").body.decode()
        assert len(Tables(html).rows) == 11, path
        assert "此处仅显示前10行" in html
    assert "共117项条款。" in html


def test_the_network_knows_the_partners_that_question_27_counts(visit: Visit) -> None:
    partners: dict[str, set[str]] = {}
    for tie in network.ties(visit):
        partners.setdefault(tie.regime, set()).add(tie.partner)
    by_name = {label(visit.store, iri, visit.lang): these for iri, these in partners.items()}
    asked = answer(visit, "27", most="100")
    assert asked.rows
    for row in asked.rows:
        common = by_name[value(row[0])] & by_name[value(row[1])]
        assert len(common) == int(value(row[2]))


def test_the_timeline_draws_every_row_of_question_20_once(get: Get, visit: Visit) -> None:
    asked = answer(visit, "20")
    drawing = timeline.drawn(asked)
    drawn = sorted(mark.row for marks in (drawing.bars, drawing.dots) for mark in marks)
    assert drawn == list(range(len(asked.rows)))
    for bar in drawing.bars:
        assert 0 < bar.x < bar.x + bar.width <= drawing.width
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)
    html = get(f"/synergies/timeline?lang={visit.lang}").body.decode()
    assert all(f'id="row-{row}"' in html and f'href="#row-{row}"' in html for row in drawn)


def test_a_decade_is_drawn_from_its_first_to_its_last_day() -> None:
    def row(begins: str, ends: str) -> tuple[Term | None, ...]:
        texts = [Literal(text) if text else None for text in (begins, ends, "Decade", "decade")]
        return (*texts, Literal("https://example.org/p"))

    drawing = timeline.drawn(
        Answer(
            ("begins", "ends", "what", "kind", "sources"),
            [row("2021", "2030"), row("2024-02-10", ""), row("", "2030-06")],
        )
    )
    (bar,) = drawing.bars
    per_year = bar.width / 10
    assert (bar.begins, bar.ends) == ("2021", "2030")
    assert drawing.years[0] == (2021, bar.x)
    assert [dot.deadline for dot in drawing.dots] == [False, True]
    assert [round((dot.x - bar.x) / per_year, 1) for dot in drawing.dots] == [3.5, 9.5]


def test_figures_of_one_scale_have_one_unit_and_one_kind(visit: Visit) -> None:
    money = answer(visit, "21")
    rows = figures.rows(money)
    cells = Cells(visit, set())
    groups = figures.groups(rows, cells, name="amount", unit="currency", notes=("about",))
    assert len({(group.unit, group.kind) for group in groups}) == len(groups) > 2
    stated = {
        (value(r["currency"]), value(r["kind"]), value(r["amount"])) for r in rows if r["value"]
    }
    assert sum(len(group.figures) for group in groups) == len(stated)
    for group in groups:
        assert max(one.part for one in group.figures) == 1
        assert all("chip" in one.chips for one in group.figures)


def test_what_question_19_holds_is_compared_or_told_why_not(get: Get, visit: Visit) -> None:
    rows = figures.rows(answer(visit, "19"))
    html = get(f"/synergies/figures?lang={visit.lang}").body.decode()
    verdicts = {value(row["comparison"]) for row in rows if row["reported"] is None}
    reasons = dict(re.findall(r'<summary>([^<]+) <span class="count">(\d+)</span>', html))
    assert len(reasons) == len(verdicts) > 1
    for verdict in verdicts:  # told by the heading, so that no reason begins with it
        _, why = re.split(": |：", verdict, maxsplit=1)
        assert why[:1].upper() + why[1:] in reasons
    assert sum(map(int, reasons.values())) == sum(row["reported"] is None for row in rows)
    assert html.count('class="comparison"') == sum(row["share"] is not None for row in rows)


def test_a_figure_names_nobody_twice(get: Get, visit: Visit) -> None:
    html = get(f"/synergies/figures?lang={visit.lang}").body.decode()
    notes = re.findall(r'<p class="notes">(.*?)</p>', html)
    assert len(notes) > 10
    for note in notes:
        links = re.findall(r'<a href="([^"]+)"', note)
        assert len(links) == len(set(links)), note


@pytest.mark.parametrize("candidates", [False, True])
def test_the_matrix_of_a_small_graph_leaves_candidates_out(
    tmp_path: Path, *, candidates: bool
) -> None:
    store = world(catalogue.find(resources.queries(), "02"), candidates=candidates)
    library = Library(open_snapshot(made(tmp_path, store)), tmp_path / "none")
    found = matrix.matrix(matrix.links(Visit(Request("/synergies"), library, "en", chosen=True)))
    assert sorted(found.counts.values()) == [1, 2]
