"""Citations in six languages: which number is whose, and which is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg import symbols
from restokg.ingest.cleaning import clean
from restokg.ingest.mentions.citations import Speaker, citations
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED, UNKNOWN, Mention

GA = "un-ga"


def cited(text: str, language: str | None, body: str | None = GA) -> list[Mention]:
    """Return the citations in a text, having checked what holds for all."""
    cleaned = clean(text).text
    found = citations(cleaned, language, Speaker(body))
    ends = 0
    for mention in found:
        assert mention.kind == "document"
        assert ends <= mention.start < mention.end <= len(cleaned)
        ends = mention.end
        if mention.iri is None:
            assert mention.status == (AMBIGUOUS if mention.candidates else UNKNOWN)
            assert len(mention.candidates) != 1
        else:
            assert mention.status == RESOLVED
            assert symbols.from_iri(mention.iri) is not None
    return found


def named(text: str, language: str | None, body: str | None = GA) -> list[tuple[str, str]]:
    cleaned = clean(text).text
    return [(cleaned[m.start : m.end], m.normal) for m in cited(text, language, body)]


FOUND = [
    # Lists.
    (
        "en",
        "Recalling its resolutions 70/1, 71/222 and 2417 (2018) of the Security Council,",
        ["A/RES/70/1", "A/RES/71/222", "S/RES/2417 (2018)"],
    ),
    (
        "en",
        "its resolutions 70/1 of 25 September 2015, 71/222 of 21 December 2016, on water, and 73/2",
        ["A/RES/70/1", "A/RES/71/222", "A/RES/73/2"],
    ),
    ("zh", "回顾其第70/1、71/222和73/2号决议", ["A/RES/70/1", "A/RES/71/222", "A/RES/73/2"]),
    ("zh", "2015年9月25日第70/1号和2016年12月21日第71/222号决议", ["A/RES/70/1", "A/RES/71/222"]),
    ("fr", "ses résolutions 70/1 du 25 septembre 2015 et 71/222", ["A/RES/70/1", "A/RES/71/222"]),
    ("es", "sus resoluciones 70/1, de 25 de septiembre de 2015, y 71/222",
     ["A/RES/70/1", "A/RES/71/222"]),
    ("ru", "свои резолюции 70/1 от 25 сентября 2015 года и 71/222", ["A/RES/70/1", "A/RES/71/222"]),
    ("ar", "قراريها 70/1 المؤرخ 25 أيلول/سبتمبر 2015 و 71/222", ["A/RES/70/1", "A/RES/71/222"]),
    # The body before.
    ("en", "Human Rights Council resolution 34/24", ["A/HRC/RES/34/24"]),
    ("en", "Economic and Social Council resolution 2016/6", ["E/RES/2016/6"]),
    ("en", "Environment Assembly resolutions 4/10 and 5/1",
     ["UNEP/EA.4/Res.10", "UNEP/EA.5/Res.1"]),
    ("zh", "安全理事会第2417(2018)号决议", ["S/RES/2417 (2018)"]),
    ("zh", "联合国环境大会第4/10号决议", ["UNEP/EA.4/Res.10"]),
    ("ar", "قرار مجلس الأمن 2417 (2018)", ["S/RES/2417 (2018)"]),
    # The body behind.
    ("en", "resolution 34/24 of the Human Rights Council", ["A/HRC/RES/34/24"]),
    ("en",
     "decision 14/30 of the Conference of the Parties to the Convention on Biological Diversity",
     ["CBD/COP/DEC/14/30"]),
    ("fr", "la résolution 2417 (2018) du Conseil de sécurité", ["S/RES/2417 (2018)"]),
    ("fr",
     "la décision 14/30 de la Conférence des Parties à la Convention sur la diversité biologique",
     ["CBD/COP/DEC/14/30"]),
    ("es", "la resolución 5/1 de la Asamblea de las Naciones Unidas sobre el Medio Ambiente",
     ["UNEP/EA.5/Res.1"]),
    ("es",
     "decisión 14/30 de la Conferencia de las Partes en el Convenio sobre la Diversidad Biológica",
     ["CBD/COP/DEC/14/30"]),
    ("ru", "резолюция 34/24 Совета по правам человека", ["A/HRC/RES/34/24"]),
    ("ru", "решение 14/30 Конференции Сторон Конвенции о биологическом разнообразии",
     ["CBD/COP/DEC/14/30"]),
    ("ar", "المقرر 14/30 الصادر عن مؤتمر الأطراف في اتفاقية التنوع البيولوجي",
     ["CBD/COP/DEC/14/30"]),
    ("ru", "ее решение 70/551 и в решении 70/552",
     ["General Assembly decision 70/551", "General Assembly decision 70/552"]),
    # Its own, beside another that is named.
    ("en", "the Human Rights Council, and its resolution 70/1", ["A/RES/70/1"]),
    # A short name: the form of the number decides.
    ("en", "Council resolutions 34/24 and 1325 (2000), Council resolution 2016/6",
     ["A/HRC/RES/34/24", "S/RES/1325 (2000)", "E/RES/2016/6"]),
    ("zh", "理事会第34/24号决议", ["A/HRC/RES/34/24"]),
    ("fr", "la résolution 34/24 du Conseil", ["A/HRC/RES/34/24"]),
    # What a supplement of the official records holds.
    ("en", "See Official Records, Supplement No. 53 (A/70/53), chap. II, resolution 28/2",
     ["A/70/53", "A/HRC/RES/28/2"]),
    # Special sessions, and what was before them.
    ("en", "resolutions S-30/1 and ES-11/1", ["A/RES/S-30/1", "A/RES/ES-11/1"]),
    ("zh", "第ES-10/15号决议", ["A/RES/ES-10/15"]),
    ("en", "resolution 217 A (III)", ["A/RES/217 (III) A"]),
    ("ru", "резолюция 217 А (III)", ["A/RES/217 (III) A"]),
    ("ar", "القرار 217 ألف (د-3)", ["A/RES/217 (III) A"]),
    ("zh", "第217 A(III)号决议", ["A/RES/217 (III) A"]),
    # Parts.
    ("en", "resolutions 75/253 B and 75/252", ["A/RES/75/253 B", "A/RES/75/252"]),
    ("zh", "第75/253 B号决议", ["A/RES/75/253 B"]),
    ("ar", "القرار 75/253 باء", ["A/RES/75/253 B"]),
    ("ru", "резолюция 75/253 В", ["A/RES/75/253 B"]),
    ("en", "decision VII/16 F", ["UNEP/CBD/COP/DEC/VII/16 F"]),
    # Numbers with a sign of their body.
    ("en", "decisions 8/COP.15, 1/CP.21 and 19/CMA.1", ["8/COP.15", "1/CP.21", "19/CMA.1"]),
    ("en", "decision X/2", ["UNEP/CBD/COP/DEC/X/2"]),
    ("en", "decision IPBES-3/4", ["IPBES-3/4"]),
    ("zh", "第8/COP.15 号决定", ["8/COP.15"]),
    ("zh", "IPBES-3/4号决定", ["IPBES-3/4"]),
    # Symbols.
    ("en", "ICCD/CRIC(22)/7-ICCD/COP(16)/CST/8", ["ICCD/CRIC(22)/7-ICCD/COP(16)/CST/8"]),
    ("en", "ICCD/CRIC(22)/7–ICCD/COP(16)/CST/8", ["ICCD/CRIC(22)/7", "ICCD/COP(16)/CST/8"]),
    ("en", "A/76/SR.11–13", ["A/76/SR.11"]),
    ("en", "(UNEP/EA.5/1/Rev.1) and A/RES/73/284.", ["UNEP/EA.5/1/Rev.1", "A/RES/73/284"]),
    # Broken lines and odd spaces.
    ("zh", "环境大会第\n4/10 号决议，第 8/COP.15\n号决定", ["UNEP/EA.4/Res.10", "8/COP.15"]),
    ("zh", "环境大会第　４／１０　号决议", ["UNEP/EA.4/Res.10"]),
    ("en", "its\nresolution\u00a070/1", ["A/RES/70/1"]),
    ("ar", "قرارهـــا \u200f70/1\u200f و\u200f71/222", ["A/RES/70/1", "A/RES/71/222"]),
    ("ar", "القرار ٧٠/١", ["A/RES/70/1"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_the_document_that_is_meant_is_found(language: str, text: str, expected: list[str]) -> None:
    assert [normal for _, normal in named(text, language)] == expected


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_a_span_holds_the_number_alone(language: str, text: str, expected: list[str]) -> None:
    for printed, normal in named(text, language):
        assert printed == printed.strip()
        assert printed[0].isalnum(), printed
        assert "号" not in printed
        assert normal in expected


@pytest.mark.parametrize(
    "text",
    [
        "Recalling resolution 34/24 of 24 March 2017,",
        "la résolution 34/24 du 24 mars 2017",
        "la resolución 34/24, de 24 de marzo de 2017",
        "резолюция 34/24 от 24 марта 2017 года",
        "2017年3月24日第34/24号决议",
        "القرار 34/24 المؤرخ 24 آذار/مارس 2017",
    ],
)
@pytest.mark.parametrize("body", [None, GA])
def test_a_day_tells_whose_resolution_it_is(text: str, body: str | None) -> None:
    """The thirty-fourth session of the General Assembly was in 1979, not in 2017."""
    assert [normal for _, normal in named(text, None, body)] == ["A/HRC/RES/34/24"]


def test_a_day_of_the_session_leaves_it_with_who_speaks() -> None:
    assert named("resolution 34/24 of 15 November 1979", "en") == [("34/24", "A/RES/34/24")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "two thirds (2/3) of the members, available 24/7, since 9/11, in the 2021/22 season",
        ),
        ("en", "and/or, km/h, 12/34.5, 1/2/3, 5/6-7"),
        ("en", "United Nations, Treaty Series, vol. 1954, No. 33480"),
        ("en", "adopted by 120 votes to 3, with 24 abstentions; see pp. 12/13"),
        ("zh", "2021/22年度，三分之二(2/3)多数，24/7服务"),
        ("fr", "la saison 2021/22, les 2/3 des membres"),
        ("es", "el bienio 2020/21 y los 2/3 de los miembros"),
        ("ru", "в сезоне 2021/22 года, 2/3 голосов"),
        ("ar", "موسم 2021/22 وثلثا (2/3) الأعضاء"),
        ("en", "https://undocs.org/A/RES/70/1, www.un.org/S/RES/2417(2018) and x.org/en/A/76/1"),
    ],
)
def test_figures_and_addresses_are_no_citations(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "resolution 70/1, adopted by 2/3 of the members",
        "resolution 70/1, which is at work 24/7",
        "resolution 70/1, and in the 2021/22 season",
    ],
)
def test_a_figure_behind_a_citation_is_not_the_next_of_a_list(text: str) -> None:
    assert named(text, "en") == [("70/1", "A/RES/70/1")]


@pytest.mark.parametrize("text", ["resolution 4/10", "第4/10号决议", "резолюция 4/10"])
def test_what_two_bodies_may_have_adopted_is_left_open(text: str) -> None:
    (found,) = cited(text, None, None)
    assert (found.status, found.iri) == (AMBIGUOUS, None)
    assert [iri.rpartition("/doc/")[2] for iri in found.candidates] == [
        "A/HRC/RES/4/10",
        "unea-resolution-4-10",
    ]


def test_a_body_named_once_counts_for_the_same_number_elsewhere() -> None:
    text = "Environment Assembly resolution 4/10,\nrecalling that resolution 4/10 was long"
    assert {normal for _, normal in named(text, "en", None)} == {"UNEP/EA.4/Res.10"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "resolution 65/1 of the Commission on Narcotic Drugs"),
        ("en", "Commission on Narcotic Drugs resolution 65/1"),
        ("en", "World Health Assembly resolution 65/1"),
        ("zh", "麻醉药品委员会第65/1号决议"),
        ("fr", "la résolution 65/1 de la Commission des stupéfiants"),
        ("es", "la resolución 65/1 de la Comisión de Estupefacientes"),
        ("ru", "резолюция 65/1 Комиссии по наркотическим средствам"),
        ("ar", "قرار لجنة المخدرات 65/1"),
    ],
)
def test_a_resolution_of_a_body_whose_numbers_are_not_known_is_unknown(
    language: str, text: str
) -> None:
    """It is not taken for that of the General Assembly which has the same number."""
    (found,) = cited(text, language)
    assert (found.status, found.iri, found.normal) == (UNKNOWN, None, "resolution 65/1")


@given(st.lists(st.sampled_from([
    "resolution ", "resolutions ", "第", "号决议", "70/1", "4/10", "1325 (2000)", "A/RES/70/1",
    ", ", " and ", "、", "和", "\n", "; ", "Security Council ", "大会", "of 24 March 2017",
    " to ", "–",
    "that resolution", "该决议", "paragraph 12 (b) of ", "第5段", ", annex II", "\u200f", "القرار ",
]), max_size=25).map("".join), st.sampled_from(["en", "zh", "ar", None]))  # fmt: skip
def test_citations_are_in_order_and_apart_whatever_the_text(
    text: str, language: str | None
) -> None:
    cited(text, language)


@pytest.mark.parametrize(
    "hostile",
    [
        "70/1, ", "resolution 70/1, ", "A/", "(", "A/76/1-", "70/1-", "72/4 to ", "第70/1号",
        "that resolution ", "resolution 70/1, paragraph 1 (a) ", "paragraph 1, 1, 1 of ",
        "Council ", "annex, ", "IPBES-3/4–", "1 ", "决议", "of the Council, ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(hostile: str) -> None:
    def spent(length: int) -> float:
        text = f"resolution 1/1 {hostile * (length // len(hostile))} resolution 70/1"
        begun = time.process_time()
        citations(text, "en", Speaker(GA))
        citations(text, "zh", Speaker(GA))
        return time.process_time() - begun

    spent(1000)
    assert spent(400_000) < 8 * spent(100_000) + 0.5
