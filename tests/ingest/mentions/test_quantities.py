from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg import resources
from restokg.ingest.mentions.quantities import quantities
from restokg.ingest.mentions.wordlists import words

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
COMPARATOR = re.compile(r"id/comparator/([a-z-]+)>")


def named(text: str, language: str | None) -> list[tuple[str, str, str | None]]:
    """Return the words, normal form and comparator of each mention, having checked the rest."""
    found = quantities(text, language)
    ends = 0
    for mention in found:
        details = dict(mention.details)
        assert (mention.kind, mention.iri) == ("quantity", None)
        assert mention.start >= ends
        assert mention.normal.split(" ")[0] == details["value"]
        ends = mention.end
    return [
        (text[mention.start : mention.end], mention.normal, dict(mention.details).get("comparator"))
        for mention in found
    ]


FOUND = [
    ("en", "350 million hectares of land", "350 million hectares", "350000000 HA", None),
    ("en", "US$ 90 million", "US$ 90 million", "90000000 USD", None),
    ("en", "$100 billion a year", "$100 billion", "100000000000 USD", None),
    ("en", "a sum of 17,945,500 dollars for", "17,945,500 dollars", "17945500 USD", None),
    (
        "en",
        "up to 100 million United States dollars",
        "100 million United States dollars",
        "100000000 USD",
        "at-most",
    ),
    ("en", "at least 30 per cent of land", "30 per cent", "30 PERCENT", "at-least"),
    ("en", "Global Warming of 1.5°C", "1.5°C", "1.5 DEG_C", None),
    ("en", "well below 2 degrees Celsius", "2 degrees Celsius", "2 DEG_C", "less-than"),
    ("en", "more than 12 000 people", "12 000 people", "12000 people", "more-than"),
    ("en", "in 2020 350 hectares", "350 hectares", "350 HA", None),
    ("en", "almost 0.7 per cent", "0.7 per cent", "0.7 PERCENT", "almost"),
    ("en", "about 36 gigatonnes", "36 gigatonnes", "36000000000 TONNE", "about"),
    ("en", "2.3 billion", "2.3 billion", "2300000000", None),
    ("zh", "9 500 万美元", "9 500 万美元", "95000000 USD", None),
    ("zh", "1 亿公顷", "1 亿公顷", "100000000 HA", None),
    ("zh", "2.5 亿吨", "2.5 亿吨", "250000000 TONNE", None),
    ("zh", "超过1亿2000万人", "1亿2000万人", "120000000 people", "more-than"),
    ("zh", "不超过17 945 500美元的款项", "17 945 500美元", "17945500 USD", "at-most"),
    ("zh", "至少30%的土地", "30%", "30 PERCENT", "at-least"),
    ("zh", "约129个国家", "129个国家", "129 countries", "about"),
    ("zh", "为期5年", "5年", "5 YR", None),
    ("fr", "350 millions d’hectares", "350 millions d’hectares", "350000000 HA", None),
    (
        "fr",
        "plus de 2,5 milliards de dollars des États-Unis",
        "2,5 milliards de dollars des États-Unis",
        "2500000000 USD",
        "more-than",
    ),
    ("fr", "12 000 hectares", "12 000 hectares", "12000 HA", None),
    ("fr", "au moins 30 %", "30 %", "30 PERCENT", "at-least"),
    ("es", "2.400 millones de personas", "2.400 millones de personas", "2400000000 people", None),
    ("es", "unos 4 millones de muertes", "4 millones", "4000000", "about"),
    ("es", "5 mil millones de dólares", "5 mil millones de dólares", "5000000000 USD", None),
    ("es", "aproximadamente el 2,6 % del total", "2,6 %", "2.6 PERCENT", "about"),
    ("es", "78.542.862 dólares", "78.542.862 dólares", "78542862 USD", None),
    ("es", "un importe no superior a 3 dólares", "3 dólares", "3 USD", "at-most"),
    ("ar", "وأكثر من 75 عاما", "75 عاما", "75 YR", "more-than"),
    ("ar", "لا تزيد على 75 عاما", "75 عاما", "75 YR", "at-most"),
    ("ru", "более 2,5 млрд долл. США", "2,5 млрд долл. США", "2500000000 USD", "more-than"),
    ("ru", "в размере 1 500 000 долл. США", "1 500 000 долл. США", "1500000 USD", None),
    ("ru", "не менее 30 процентов", "30 процентов", "30 PERCENT", "at-least"),
    ("ru", "за 55 лет", "55 лет", "55 YR", None),
    ("ar", "البالغ قدرها 670 462 دولارا", "670 462 دولارا", "462670 USD", None),
    ("ar", "مبلغ 000 500 9 دولار", "000 500 9 دولار", "9500000 USD", None),
    (
        "ar",
        "2,5 بليون دولار من دولارات الولايات المتحدة",
        "2,5 بليون دولار من دولارات الولايات المتحدة",
        "2500000000 USD",
        None,
    ),
    ("ar", "أكثر من 350 مليون هكتار", "350 مليون هكتار", "350000000 HA", "more-than"),
    ("ar", "نسبة 0,7 في المائة", "0,7 في المائة", "0.7 PERCENT", None),
    ("ar", "60 ألف دولار", "60 ألف دولار", "60000 USD", None),
    (
        None,
        "plus de 350 millions d’hectares",
        "350 millions d’hectares",
        "350000000 HA",
        "more-than",
    ),
    (None, "более 55 лет", "55 лет", "55 YR", "more-than"),
]


@pytest.mark.parametrize(("language", "text", "words", "normal", "comparator"), FOUND)
def test_a_quantity_is_found_in_each_language(
    language: str | None, text: str, words: str, normal: str, comparator: str | None
) -> None:
    assert named(text, language) == [(words, normal, comparator)]


NOT_FOUND = [
    ("en", "Article 15, paragraph 15.3, agenda item 15, resolution 76/225 and page 12"),
    ("en", "9/11, 24/7, A/76/225, vol. 2161, No. 37770 and tel. 212 963 1234"),
    ("en", "COVID-19 countries, P-5 years"),
    ("en", "COVID-19 has spread, 30 have died, 17 Goals, 2030 years, two hundred"),
    ("en", "A$ 5 and HK$ 7"),
    ("en", "E/2005/26% and 7/30 per cent"),
    ("zh", "77国集团二十周年，第5年，2030年"),
    ("fr", "de 17 h 30 à 18 heures"),
    ("fr", "la période 2021-2030 et 20 Parties"),
    ("es", "la COVID-19 ha tenido repercusiones en el año 2030"),
    ("ru", "в 2030 году и 21 сентября 2015 года"),
    ("ar", "القرار 240 ألف (د-2) والقرار 70/262 ألف"),
]


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_a_quantity_is_left_out(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "20 to 30 per cent", "20", "30 per cent"),
        ("en", "20–30 per cent", "20", "30 per cent"),
        ("en", "between 20 and 30 per cent", "20", "30 per cent"),
        ("zh", "20%至30%", "20%", "30%"),
        ("fr", "de 20 à 30 %", "20", "30 %"),
        ("es", "entre el 20 y el 30 %", "20", "30 %"),
        ("ru", "от 20 до 30 процентов", "20", "30 процентов"),
        ("ar", "من 20 إلى 30 في المائة", "20", "30 في المائة"),
    ],
)
def test_both_ends_of_a_range_are_mentions(language: str, text: str, low: str, high: str) -> None:
    found = named(text, language)
    assert [(written, normal) for written, normal, _ in found] == [
        (low, "20 PERCENT"),
        (high, "30 PERCENT"),
    ]
    if low == "20":
        assert [comparator for _, _, comparator in found] == ["at-least", "at-most"]


def test_a_year_is_no_end_of_a_range() -> None:
    assert named("in 2015 to 3,000 hectares", "en") == [("3,000 hectares", "3000 HA", None)]


def test_two_figures_without_between_are_no_range() -> None:
    assert named("items 20 and 30 per cent", "en") == [("30 per cent", "30 PERCENT", None)]


def test_value_and_unit_stand_in_the_details() -> None:
    hectares, dollars, countries = quantities(
        "more than 9,500 hectares, US$ 0.50 and 12 countries", "en"
    )
    assert hectares.details == (("value", "9500"), ("unit", "HA"), ("comparator", "more-than"))
    assert dollars.details == (("value", "0.5"), ("currency", "USD"))
    assert countries.details == (("value", "12"), ("counts", "countries"))


def test_comparators_are_those_of_the_graph() -> None:
    vocabulary = (resources.ontology() / "vocabularies.ttl").read_text(encoding="utf-8")
    known = set(COMPARATOR.findall(vocabulary))
    used = {
        slug
        for language in LANGUAGES
        for slug in words("quantities")[language]["comparators"].values()
    }
    assert len(known) == 7
    assert used == known - {"exactly"}


GROUPS = {"ar": " ", "zh": " ", "en": ",", "fr": " ", "ru": " ", "es": "."}
POINTS = {"ar": ",", "zh": ".", "en": ".", "fr": ",", "ru": ",", "es": ","}
DOLLARS = {
    "ar": " دولار",
    "zh": "美元",
    "en": " dollars",
    "fr": " dollars",
    "ru": " долл. США",
    "es": " dólares",
}


def printed(number: int, language: str) -> str:
    groups = f"{number:,}".split(",")
    return GROUPS[language].join(reversed(groups) if language == "ar" else groups)


@given(st.sampled_from(LANGUAGES), st.integers(0, 10**15 - 1))
def test_a_printed_number_is_found_again(language: str, number: int) -> None:
    written = printed(number, language) + DOLLARS[language]
    assert named(f"; {written};", language) == [(written, f"{number} USD", None)]


@given(st.sampled_from(LANGUAGES), st.decimals(Decimal("0.01"), Decimal("999.99"), places=2))
def test_a_printed_fraction_is_found_again(language: str, number: Decimal) -> None:
    written = f"{number}".replace(".", POINTS[language]) + DOLLARS[language]
    ((_, normal, _),) = named(f"; {written};", language)
    assert Decimal(normal.split(" ")[0]) == number


@given(
    st.text("0123456789 ,.-–%$万亿 millionto年hectares", max_size=60), st.sampled_from(LANGUAGES)
)
def test_no_text_stops_the_reading(text: str, language: str) -> None:
    named(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000 + " per cent",
        "000 " * 50_000 + "hectares",
        "15, " * 100_000 + "%",
        "1 to 2 per cent and " * 20_000,
        "$" * 100_000,
        "$ 5 " * 50_000,
        "5 million " * 50_000,
        "5亿5万" * 50_000,
        "at least " * 50_000 + "5 %",
    ],
    ids=lambda text: text[:16],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    for language in LANGUAGES:
        quantities(text, language)
    assert time.process_time() - started < 15


def test_each_language_has_the_same_lists() -> None:
    tables = words("quantities")
    assert {frozenset(tables[language]) for language in LANGUAGES} == {frozenset(tables["en"])}
