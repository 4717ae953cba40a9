"""The catalogue and the questions as pages: every row, both languages, nothing let through."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from restokg import resources
from restokg.explorer.library import Library
from restokg.explorer.linking import join
from restokg.explorer.views import cells
from restokg.explorer.views.asking import put
from restokg.explorer.views.choices import CLASSES, COLUMNS, QUERIES, TERMS, choices
from restokg.explorer.visiting import Visit
from restokg.graph.store import Literal, NamedNode
from restokg.questions import catalogue
from restokg.representation.exchange import Request
from tests.explorer.conftest import Get, answered

CATALOGUE = catalogue.questions(resources.queries())
DATA = {"application/json", "application/ld+json"}
"""Types of script elements that no browser runs."""
each_question = pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
each_language = pytest.mark.parametrize("lang", ["en", "zh"])


class Page(HTMLParser):
    """The answer's table, the links, and whatever a browser would run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.heads: list[str] = []
        self.links: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self._in_table = False
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "table" and "data-table" in given:
            self._in_table = True
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "script":
            self.scripts.append(given)
        if self._in_table and tag in ("td", "th"):
            self._text = []
        if self._in_table and tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._in_table = False
        if self._text is not None and tag in ("td", "th"):
            (self.heads if tag == "th" else self.rows[-1]).append("".join(self._text).strip())
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


def read(get: Get, address: str) -> Page:
    return Page(get(address).body.decode())


@each_language
@each_question
def test_a_question_shows_every_row_of_its_answer(
    get: Get, library: Library, question: catalogue.Question, lang: str
) -> None:
    response = get(f"/questions/{question.id}?lang={lang}")
    assert (response.status, response.type) == (200, "text/html")
    html = response.body.decode()
    assert "object at 0x" not in html
    page = Page(html)
    answer = answered(library, question.number)
    assert answer.rows
    rows = [row for row in page.rows if row]
    assert len(rows) == len(answer.rows)
    assert {len(row) for row in rows} == {len(answer.columns)} == {len(page.heads)}
    empty = [[term is None for term in row] for row in answer.rows]
    assert lang == "zh" or [[not cell for cell in row] for row in rows] == empty
    assert all(question.text(key, lang) in unescape(html) for key in ("question", "why", "reading"))
    assert lang == "en" or all(re.search(r"[\u4e00-\u9fff]", head) for head in page.heads)


def test_a_source_is_a_chip_that_leads_to_its_paragraph(get: Get) -> None:
    page = read(get, "/questions/08-data-exchange?lang=zh")
    assert any(re.fullmatch(r"/doc/[^?]+\?lang=zh", link) for link in page.links)


def test_a_name_leads_to_the_thing_that_alone_goes_by_it(get: Get) -> None:
    page = read(get, "/questions/22-countries")
    assert "/id/country/nor" in page.links


def test_a_graph_of_ours_is_named_in_words(get: Get) -> None:
    html = get("/questions/10-target-successors?lang=zh").body.decode()
    assert '<a href="/graph/mappings?lang=zh">编者所作映射</a>' in html
    html = get("/questions/39-inferred?lang=en").body.decode()
    assert re.search(r'<a class="chip" href="/graph/inferred[^>]*>inferences</a>', html)
    assert "<h1>mappings by the editors</h1>" in get("/graph/mappings?lang=en").body.decode()
    assert ">本体</a>" in get("/id/measure/area?lang=zh").body.decode()


def test_names_are_listed_as_the_language_lists_them(get: Get) -> None:
    html = get("/questions/21-money?lang=zh").body.decode()
    assert "</a>、<a" in html
    assert "</a>, <a" not in html
    assert "</a>, <a" in get("/questions/21-money?lang=en").body.decode()


def test_a_long_text_has_a_wide_column(get: Get) -> None:
    html = get("/questions/10-target-successors?lang=en").body.decode()
    long = re.findall(r'<td class="spacious">([^<]*)</td>', html)
    assert long
    assert min(map(len, long)) > cells.LONG
    assert max(map(len, re.findall(r"<td>([^<]*)</td>", html))) <= cells.LONG
    assert cells.width("荒漠化") == 6


def test_numbers_sort_by_value(get: Get) -> None:
    html = get("/questions/21-money").body.decode()
    assert '<td class="tabular" data-value="150000000">150,000,000</td>' in html


def test_days_have_narrow_columns(get: Get) -> None:
    html = get("/questions/20-timeline").body.decode()
    assert '<td class="date" data-value="2014-10-12">2014-10-12</td>' in html


@pytest.mark.parametrize("name", ["2", "02", "02-syn", "synergy"])
def test_a_number_or_beginning_leads_to_the_question(get: Get, name: str) -> None:
    response = get(f"/questions/{name}?convention=CBD&lang=zh")
    assert response.status == 302
    there = "/questions/02-synergy-matrix?convention=CBD&lang=zh"
    assert dict(response.headers)["Location"] == there


def test_a_line_break_does_not_get_into_the_address_of_a_redirection(get: Get) -> None:
    response = get("/questions/2?convention=a%0d%0aSet-Cookie:%20b")
    assert not re.search(r"[\r\n]", dict(response.headers)["Location"])


def test_an_unknown_question_is_not_found_and_near_ones_are_named(get: Get) -> None:
    response = get("/questions/02-sinergy-matrix")
    assert response.status == 404
    assert "02-synergy-matrix" in response.body.decode()


BAD = [
    ("11-asked-of-an-actor", "actor", "nobody at all"),
    ("11-asked-of-an-actor", "actor", "http://a b"),
    ("11-asked-of-an-actor", "actor", "x> } SELECT * WHERE { ?a ?b ?c"),
    ("11-asked-of-an-actor", "actor", "https://example.org/x> } SELECT"),
    ("11-asked-of-an-actor", "actor", "actor:unep> ?p ?o } #"),
    ("11-asked-of-an-actor", "actor", 'a"b\nc'),
    ("06-most-in-common", "least", "9 } UNION { ?a ?b ?c"),
    ("06-most-in-common", "least", "nine"),
    ("06-most-in-common", "least", "0.5"),
    ("30-memoranda-on-a-day", "day", "2024-02-30"),
    ("30-memoranda-on-a-day", "day", '2024-01-01"^^xsd:date) } #'),
    ("02-synergy-matrix", "nothing", "x"),
]


@each_language
@pytest.mark.parametrize(("name", "parameter", "value"), BAD)
def test_a_bad_value_is_told_at_the_form_which_keeps_it(
    get: Get, name: str, parameter: str, value: str, lang: str
) -> None:
    response = get(join(f"/questions/{name}", [(parameter, value), ("lang", lang)]))
    assert response.status == 400
    html = response.body.decode()
    assert '<form class="parameters"' in html
    assert "<table" not in html
    if parameter != "nothing":
        assert f'name="{parameter}" value="{_escaped(value)}"' in html
        assert 'aria-invalid="true"' in html


@pytest.mark.parametrize(("name", "parameter", "value"), BAD)
def test_a_program_is_told_a_bad_value_in_a_problem_document(
    get: Get, name: str, parameter: str, value: str
) -> None:
    address = join(f"/questions/{name}.csv", [(parameter, value)])
    response = get(address, accept="text/csv")
    assert (response.status, response.type) == (400, "application/problem+json")


def test_near_names_lead_to_the_same_question_about_them(get: Get) -> None:
    page = read(get, "/questions/11-asked-of-an-actor?actor=UNEPP")
    assert "/questions/11-asked-of-an-actor?actor=actor:unep" in page.links


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'"]
)
@pytest.mark.parametrize("name", ["actor", "strange", "lang"])
def test_markup_in_a_parameter_stays_text(get: Get, name: str, value: str) -> None:
    page = read(get, f"/questions/11-asked-of-an-actor?{name}={quote(value)}")
    assert not page.handlers
    assert all(script.get("src") or script["type"] in DATA for script in page.scripts)


def test_markup_in_the_catalogue_filter_stays_text(get: Get) -> None:
    page = read(get, "/questions?filter=%22%3E%3Cscript%3E&tag=%3Cscript%3E")
    assert not page.handlers
    assert all(script.get("src") for script in page.scripts)


@pytest.mark.parametrize("name", ["11", "20", "30"])
@pytest.mark.parametrize(
    "value",
    ["x> } SELECT * { <y", 'a" } #', "?x", "1 . ?a ?b ?c", "actor:a\\u003e", "{", "doc:a b",
     "https://example.org/a\tb", "1e9", "+1 }", "2024-01-01 }"],
)  # fmt: skip
def test_whatever_is_typed_becomes_one_term_or_nothing(
    library: Library, name: str, value: str
) -> None:
    question = catalogue.find(resources.queries(), name)
    for parameter in question.parameters:
        asked = put(library, question, {parameter: value}, "en")
        assert parameter in asked.faults or re.fullmatch(
            r'<[^<>"{}|^`\\\s]*>', asked.terms[parameter]
        )


def test_texts_as_terms_are_quoted() -> None:
    assert str(Literal('a" } #\n')) == '"a\\" } #\\n"'
    with pytest.raises(ValueError, match="IRI"):
        NamedNode("https://example.org/x> }")


OFFERING = [
    question for question in CATALOGUE if question.number in {*COLUMNS, *QUERIES, *TERMS, *CLASSES}
]


@pytest.mark.parametrize("question", OFFERING, ids=lambda q: str(q.id))
def test_what_the_form_offers_finds_rows(library: Library, question: catalogue.Question) -> None:
    lang = "zh" if int(question.number) % 2 else "en"
    offered = choices(Visit(Request("/"), library, lang, chosen=True), question, None)
    named = {
        name for offering in (COLUMNS, QUERIES, TERMS) for name in offering.get(question.number, {})
    }
    named |= {CLASSES[question.number]} if question.number in CLASSES else set()
    assert set(offered) == named <= set(question.parameters)
    for parameter, pairs in offered.items():
        values = [value for value, _ in pairs]
        assert len(set(values)) == len(values) > 0
        answers = [put(library, question, {parameter: value}, lang) for value in values]
        assert not [asked.faults for asked in answers if asked.faults]
        # in both, what is asked for may have nothing in common
        if question.number in ("06", "07"):
            continue
        assert answers[0].answer(library).rows, (parameter, pairs[0])
        assert answers[-1].answer(library).rows, (parameter, pairs[-1])


@each_language
@each_question
def test_a_form_speaks_in_words_and_not_in_terms(
    get: Get, question: catalogue.Question, lang: str
) -> None:
    html = get(f"/questions/{question.id}?lang={lang}").body.decode()
    form = re.search(r'<form class="parameters".*?</form>', html, re.DOTALL)
    said = unescape(re.sub(r"<[^>]*>", " ", form[0])) if form else ""
    assert not re.search(r"(?<!\w)[a-z]+:(?=[A-Za-z])", said)
    assert bool(form) == bool(question.parameters)


def test_every_term_that_may_be_asked_for_is_offered_by_its_label(get: Get) -> None:
    html = get("/questions/07-common-ground?only=rkg:theme&lang=zh").body.decode()
    assert "只列一类 <code>only</code>" in html
    assert '<option value="rkg:theme" selected>主题</option>' in html
    html = get("/questions/18-quantified-targets?lang=en").body.decode()
    assert "Only figures of this measure <code>of</code>" in html


def test_a_value_from_the_address_is_chosen_in_the_form(get: Get) -> None:
    html = get("/questions/22-countries?country=Norway").body.decode()
    assert '<option value="Norway" selected>Norway</option>' in html
    assert "country:nor" not in html
    html = get("/questions/22-countries?country=country:nor&lang=zh").body.decode()
    assert '<option value="country:nor" selected>挪威</option>' in html


def test_an_answer_that_depends_on_today_says_so_and_is_not_kept(get: Get) -> None:
    response = get("/questions/30-memoranda-on-a-day")
    assert ("Cache-Control", "no-store") in response.headers
    html = response.body.decode()
    day = re.search(r"This answer is as of (\d{4}-\d\d-\d\d)", html)
    assert day is not None
    assert f"?day={day[1]}&amp;lang=en" in html


def test_an_answer_for_a_given_day_may_be_kept(get: Get) -> None:
    response = get("/questions/30-memoranda-on-a-day?day=2024-01-01")
    assert response.headers == ()
    assert "as of" not in Page(response.body.decode()).heads


def test_empty_fields_of_the_form_ask_for_the_default(get: Get) -> None:
    plain = get("/questions/25-roles-in-several?least=&lang=en")
    assert plain.status == 200
    assert 'name="least" value="2"' in plain.body.decode()


def test_an_answer_without_rows_says_why(get: Get) -> None:
    html = get("/questions/22-countries?country=https://example.org/x&lang=zh").body.decode()
    assert "没有结果。" in html
    assert "没有指名参与任何事项的国家。" in html


def test_the_catalogue_holds_all_questions_in_both_languages(get: Get) -> None:
    for lang in ("en", "zh"):
        html = get(f"/questions?lang={lang}").body.decode()
        page = Page(html)
        for question in CATALOGUE:
            assert f"/questions/{question.id}?lang={lang}" in page.links
            assert question.text("why", lang) in html


def test_the_catalogue_is_filtered_by_words_and_by_subject(get: Get) -> None:
    page = read(get, "/questions?filter=synergy%20MATRIX&lang=en")
    assert [link for link in page.links if link.startswith("/questions/")] == [
        "/questions/02-synergy-matrix?lang=en"
    ]
    page = read(get, "/questions?tag=money")
    assert [link for link in page.links if link.startswith("/questions/")] == [
        "/questions/21-money"
    ]


def test_a_question_is_described_to_machines(get: Get) -> None:
    html = get("/questions/21-money").body.decode()
    assert '<link rel="alternate" type="text/turtle" href="/questions/21-money.ttl">' in html
    assert '"@id":"https://w3id.org/restokg/questions/21-money"' in html


def test_a_page_shows_so_many_rows_and_says_how_many_there_are(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST_ROWS", 10)
    html = get("/questions/21-money?lang=en").body.decode()
    assert len([row for row in Page(html).rows if row]) == 10
    assert "16 rows." in html
    assert "Only the first 10 rows are shown here" in html


def test_links_keep_the_language_only_where_it_was_chosen(get: Get) -> None:
    assert "/synergies?lang=zh" in read(get, "/questions?lang=zh").links
    response = get("/questions", languages="zh-CN,zh;q=0.9")
    assert "/synergies" in Page(response.body.decode()).links
    assert "Accept-Language" in response.varies


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace('"', "&#34;").replace("'", "&#39;")
    )  # fmt: skip
