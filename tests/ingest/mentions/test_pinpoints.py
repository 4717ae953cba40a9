"""Pinpoints: the paragraph, annex or section of what is cited, by its path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.ingest.cleaning import clean
from restokg.ingest.mentions.citations import Speaker, citations
from restokg.ingest.mentions.pinpoints import MOST
from restokg.ingest.mentions.wordlists import words

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def pinpoints(text: str, language: str | None) -> list[list[str]]:
    """Return the paths that each citation in a text points to."""
    found = citations(clean(text, wrapped=False).text, language, Speaker("un-ga"))
    return [[path for name, path in mention.details if name == "pinpoint"] for mention in found]


FOUND = [
    ("en", "paragraph 12 of resolution 70/1", ["p/12"]),
    ("en", "paragraph 12 (b) (ii) of resolution 70/1", ["p/12/b/ii"]),
    ("en", "paragraphs 5 and 6 of its resolution 70/1", ["p/5", "p/6"]),
    ("en", "paragraphs 3 (a) to (c) of General Assembly resolution 51/210",
     ["p/3/a", "p/3/b", "p/3/c"]),
    ("en", "paragraphs 3 (a) and (c) of resolution 70/1", ["p/3/a", "p/3/c"]),
    ("en", "paragraphs 3 (a) (i) and (iii) of resolution 70/1", ["p/3/a/i", "p/3/a/iii"]),
    ("en", "paragraphs 113, 117 and 119 to 121 of resolution 64/72",
     ["p/113", "p/117", "p/119", "p/120", "p/121"]),
    ("en", "paragraph 5 of Economic and Social Council resolution 2016/6", ["p/5"]),
    ("en", "paragraph 5 of section II of its resolution 69/274", ["section/2/p/5"]),
    ("en", "section II.B, paragraph 7, of its resolution 55/222", ["section/2/b/p/7"]),
    ("en", "the annex to General Assembly resolution 46/182", ["annex"]),
    ("en", "paragraph 3 of annex II to resolution 70/1", ["annex-2/p/3"]),
    ("en", "paragraph 5 of A/76/1", ["p/5"]),
    ("en", "resolution 70/1, para. 12.", ["p/12"]),
    ("en", "Resolution 70/1, annex.", ["annex"]),
    ("en", "resolution 70/1 of 25 September 2015, annex II, para. 3", ["annex-2/p/3"]),
    ("en", "Resolution 69/283, annexes I and II.", ["annex-1", "annex-2"]),
    ("en", "A/76/1, annex, sect. I.A", ["annex/section/1/a"]),
    ("zh", "第70/1号决议第12(b)段", ["p/12/b"]),
    ("zh", "第70/1号决议第12（b）（二）段", ["p/12/b/ii"]),
    ("zh", "第70/1号决议，附件", ["annex"]),
    ("zh", "第69/137号决议，附件二。", ["annex-2"]),
    ("zh", "第64/72号决议第113、117和119至121段", ["p/113", "p/117", "p/119", "p/120", "p/121"]),
    ("zh", "第59/265号决议第三节第9段", ["section/3/p/9"]),
    ("zh", "第58/316号决议附件第4(b)段", ["annex/p/4/b"]),
    ("zh", "第51/210号决议第3(a)至(c)段", ["p/3/a", "p/3/b", "p/3/c"]),
    ("zh", "第55/258号决议第十一节", ["section/11"]),
    ("zh", "A/76/1号文件第5段", ["p/5"]),
    ("fr", "le paragraphe 12 de la résolution 70/1", ["p/12"]),
    ("fr", "l’alinéa b) du paragraphe 4 de l’annexe à la résolution 58/316", ["annex/p/4/b"]),
    ("fr", "aux alinéas a) à c) du paragraphe 3 de sa résolution 51/210",
     ["p/3/a", "p/3/b", "p/3/c"]),
    ("fr", "Résolution 70/1, annexe II, par. 3.", ["annex-2/p/3"]),
    ("es", "el párrafo 12 de la resolución 70/1", ["p/12"]),
    ("es", "el párrafo 4 b) del anexo de la resolución 58/316", ["annex/p/4/b"]),
    ("es", "la sección II de su resolución 55/222", ["section/2"]),
    ("es", "Resolución 70/1, anexo, párr. 3.", ["annex/p/3"]),
    ("ru", "пункт 6 резолюции 71/71", ["p/6"]),
    ("ru", "пункты 5 и 6 своей резолюции 70/1", ["p/5", "p/6"]),
    ("ru", "пунктом 4 b) приложения к резолюции 58/316", ["annex/p/4/b"]),
    ("ru", "подпунктах a)–c) пункта 3 резолюции 51/210", ["p/3/a", "p/3/b", "p/3/c"]),
    ("ru", "пункт 4 в) резолюции 70/1", ["p/4/c"]),
    ("ru", "пункт 9 раздела III ее резолюции 59/265", ["section/3/p/9"]),
    ("ru", "Резолюция 69/283, приложения I и II.", ["annex-1", "annex-2"]),
    ("ar", "الفقرة 12 من القرار 70/1", ["p/12"]),
    ("ar", "الفقرات 121 و 126 إلى 128 من القرار 66/68", ["p/121", "p/126", "p/127", "p/128"]),
    ("ar", "الفقرة 4 (ب) من مرفق القرار 58/316", ["annex/p/4/b"]),
    ("ar", "الفقرة 5 من الجزء الثالث من قرارها 55/222", ["section/3/p/5"]),
    ("ar", "القرار 69/283، المرفقان الأول والثاني", ["annex-1", "annex-2"]),
    (None, "le paragraphe 12 de la résolution 70/1", ["p/12"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_what_is_pointed_to_is_told_by_its_path(
    language: str | None, text: str, expected: list[str]
) -> None:
    assert pinpoints(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "paragraph 12 above, and resolution 70/1"),
        ("en", "paragraph 5 of the report on the implementation of resolution 70/1"),
        ("en", "resolution 70/1, paragraph 5 above"),
        ("en", "resolution 70/1. Paragraph 5"),
        ("en", "paragraph 12, resolution 70/1"),
        ("zh", "上文第5段和第70/1号决议"),
        ("zh", "第70/1号决议和第5段"),
        ("fr", "le paragraphe 12 ci-dessus et la résolution 70/1"),
        ("es", "el párrafo 12 supra y la resolución 70/1"),
        ("ru", "пункт 12 выше и резолюция 70/1"),
        ("ru", "пункт 5 повестки дня и резолюции 70/1"),
        ("ar", "الفقرة 12 أعلاه والقرار 70/1"),
        ("en", "subparagraph (b) of resolution 70/1"),
    ],
)
def test_a_part_of_another_text_is_not_pointed_to(language: str, text: str) -> None:
    assert pinpoints(text, language) == [[]]


def test_each_citation_has_the_paragraphs_that_are_its_own() -> None:
    text = "paragraphs 80 and 83 of resolution 61/105, paragraph 119 of resolution 64/72, annex I"
    assert pinpoints(text, "en") == [["p/80", "p/83"], ["p/119"]]


def test_a_pinpoint_ends_where_it_is_not_understood() -> None:
    assert pinpoints("Resolution 61/295, annex, art. 24, para. 1.", "en") == [["annex"]]


def test_the_paragraph_of_a_short_form_is_told() -> None:
    text = "resolution 70/1, and paragraph 5 of that resolution"
    assert pinpoints(text, "en") == [[], ["p/5"]]
    assert pinpoints("第70/1号决议，该决议第5段", "zh") == [[], ["p/5"]]


def test_a_long_range_is_told_by_its_ends() -> None:
    text = f"paragraphs 1 to {MOST + 3} of resolution 70/1"
    assert pinpoints(text, "en") == [["p/1", f"p/{MOST + 3}"]]


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_every_word_for_a_part_has_a_stem(language: str, data: st.DataObject) -> None:
    """Words are looked for only where a stem is: a word without one would never be found."""
    places = words("citations")[language]["places"]
    forms = [form for level in ("annex", "section", "paragraph") for form in places[level]]
    word = data.draw(st.from_regex(data.draw(st.sampled_from(forms)), fullmatch=True))
    assert any(stem in word for stem in places["stems"])
