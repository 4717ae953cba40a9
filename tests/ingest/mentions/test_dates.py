from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.ingest.mentions.dates import dates
from restokg.ingest.mentions.mention import RESOLVED, UNKNOWN
from restokg.ingest.mentions.wordlists import words

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def named(text: str, language: str | None) -> list[tuple[str, str]]:
    """Return the words of each mention and its normal form, having checked what holds for all."""
    found = dates(text, language)
    ends = 0
    for mention in found:
        assert (mention.kind, mention.iri) == ("date", None)
        assert mention.start >= ends
        ends = mention.end
    return [(text[mention.start : mention.end], mention.normal) for mention in found]


FOUND = [
    ("en", "resolution 70/1 of 25 September 2015", "25 September 2015", "2015-09-25"),
    ("en", "held from 7 to 19 December 2022", "7 to 19 December 2022", "2022-12-07/2022-12-19"),
    ("en", "Paris, 2–13 December 2024", "2–13 December 2024", "2024-12-02/2024-12-13"),
    (
        "en",
        "from 28 November 2022 to 3 January 2023",
        "28 November 2022 to 3 January 2023",
        "2022-11-28/2023-01-03",
    ),
    ("en", "30 May to 10 June 2022", "30 May to 10 June 2022", "2022-05-30/2022-06-10"),
    ("en", "between 5 and 10 May 2021", "5 and 10 May 2021", "2021-05-05/2021-05-10"),
    ("en", "in March 2022", "March 2022", "2022-03"),
    ("en", "March to May 2022", "March to May 2022", "2022-03/2022-05"),
    ("en", "on December 17, 2021", "December 17, 2021", "2021-12-17"),
    ("en", "issued 2021-12-17", "2021-12-17", "2021-12-17"),
    ("en", "the Decade (2021–2030)", "2021–2030", "2021/2030"),
    ("en", "from 2015 to 2030", "2015 to 2030", "2015/2030"),
    ("en", "halted by 2030,", "2030", "2030"),
    ("zh", "其2021年12月17日第76/207号决议", "2021年12月17日", "2021-12-17"),
    ("zh", "2022年12月7日至19日", "2022年12月7日至19日", "2022-12-07/2022-12-19"),
    (
        "zh",
        "2022年11月28日至2023年1月3日",
        "2022年11月28日至2023年1月3日",
        "2022-11-28/2023-01-03",
    ),
    ("zh", "2022年4月25日至5月8日", "2022年4月25日至5月8日", "2022-04-25/2022-05-08"),
    ("zh", "于2020年5月举行", "2020年5月", "2020-05"),
    ("zh", "到2030年", "2030年", "2030"),
    ("zh", "2015-2030年期间", "2015-2030年", "2015/2030"),
    ("fr", "le 1er avril 2016", "1er avril 2016", "2016-04-01"),
    ("fr", "du 7 au 19 décembre 2022", "7 au 19 décembre 2022", "2022-12-07/2022-12-19"),
    ("fr", "en décembre 2022", "décembre 2022", "2022-12"),
    ("fr", "d’ici à 2030", "2030", "2030"),
    ("ru", "от 17 декабря 2021 года", "17 декабря 2021", "2021-12-17"),
    ("ru", "с 7 по 19 декабря 2022 года", "7 по 19 декабря 2022", "2022-12-07/2022-12-19"),
    (
        "ru",
        "с 1 июля 2020 года по 30 июня 2021 года",
        "1 июля 2020 года по 30 июня 2021",
        "2020-07-01/2021-06-30",
    ),
    ("ru", "в ноябре 2020 года", "ноябре 2020", "2020-11"),
    ("ru", "к 2030 году", "2030", "2030"),
    ("es", "de 17 de diciembre de 2021", "17 de diciembre de 2021", "2021-12-17"),
    (
        "es",
        "del 7 al 19 de diciembre de 2022",
        "7 al 19 de diciembre de 2022",
        "2022-12-07/2022-12-19",
    ),
    (
        "es",
        "entre el 1 de julio de 2023 y el 30 de junio de 2024",
        "1 de julio de 2023 y el 30 de junio de 2024",
        "2023-07-01/2024-06-30",
    ),
    ("es", "en septiembre de 2014", "septiembre de 2014", "2014-09"),
    ("ar", "المؤرخ 17 كانون الأول/ديسمبر 2021", "17 كانون الأول/ديسمبر 2021", "2021-12-17"),
    ("ar", "المؤرخ 30 حزيران/ يونيه 2011", "30 حزيران/ يونيه 2011", "2011-06-30"),
    (
        "ar",
        "في الفترة من 7 إلى 12 آذار/مارس 2021",
        "7 إلى 12 آذار/مارس 2021",
        "2021-03-07/2021-03-12",
    ),
    ("ar", "بحلول عام 2025", "2025", "2025"),
    (None, "de 17 de diciembre de 2021", "17 de diciembre de 2021", "2021-12-17"),
    (None, "le 1er avril 2016", "1er avril 2016", "2016-04-01"),
    (None, "от 17 декабря 2021 года", "17 декабря 2021", "2021-12-17"),
]


@pytest.mark.parametrize(("language", "text", "words", "normal"), FOUND)
def test_a_date_is_found_in_each_language(
    language: str | None, text: str, words: str, normal: str
) -> None:
    assert named(text, language) == [(words, normal)]


NOT_FOUND = [
    ("en", "the 2030 Agenda, 2020 Review Conference and 1951 Convention"),
    ("en", "in 2030 Agenda terms"),
    ("en", "Council resolutions 2417 (2018) and 2017/228 and document FCCC/CP/2015/10"),
    ("en", "9/11, 24/7, A/76/225, vol. 2161, No. 37770, page 2020"),
    ("en", "tel. +1 212 963 2000, in 20200 cases, in 2020.5 and in 1799"),
    ("en", "documents CCW/2015-2020 and CCW.2015-2020"),
    ("zh", "题为《2021年的世界》的报告"),
    ("en", "see https://example.org/seminars/2015."),
    ("zh", "《2030年可持续发展议程》和2020年后全球生物多样性框架"),
    ("zh", "安全理事会第338(1973)号和第2334(2016)号决议"),
    ("fr", "le Programme de développement durable à l’horizon 2030"),
    ("es", "la Agenda 2030 para el Desarrollo Sostenible"),
    ("ru", "Повестка дня в области устойчивого развития на период до 2030 года"),
    ("ru", "Официальные отчеты, 2019 год, Дополнение № 8"),
    ("ar", "خطة التنمية المستدامة لعام 2030"),
]


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_a_date_is_left_out(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "on 12 and 13 May 2022", [("12", "2022-05-12"), ("13 May 2022", "2022-05-13")]),
        (
            "es",
            "el 24 y 25 de mayo de 2019",
            [("24", "2019-05-24"), ("25 de mayo de 2019", "2019-05-25")],
        ),
        ("zh", "2022年12月8日和9日", [("2022年12月8日", "2022-12-08"), ("9日", "2022-12-09")]),
        (
            "ar",
            "11 و 12 أيار/مايو 2021",
            [("11", "2021-05-11"), ("12 أيار/مايو 2021", "2021-05-12")],
        ),
        ("en", "in 2015 and 2020", [("2015", "2015"), ("2020", "2020")]),
        ("ru", "в 2022 и 2023 годах", [("2022", "2022"), ("2023", "2023")]),
    ],
)
def test_days_and_years_that_share_words_are_mentions_of_their_own(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert named(text, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "31 February 2020"),
        ("en", "29 February 2021"),
        ("en", "32 May 2021"),
        ("en", "19 to 7 December 2022"),
        ("zh", "2021年13月1日"),
        ("zh", "2021年2月30日"),
    ],
)
def test_a_day_that_no_calendar_has_is_unknown(language: str, text: str) -> None:
    assert [found.status for found in dates(text, language)] == [UNKNOWN]


def test_how_exact_a_date_is_stands_in_its_details() -> None:
    found = dates("on 5 May 2020, in June 2021, by 2030 and 1–3 July 2022", "en")
    assert [dict(mention.details)["precision"] for mention in found] == [
        "day",
        "month",
        "year",
        "day",
    ]
    assert {mention.status for mention in found} == {RESOLVED}


PATTERNS = {
    "ar": ("المؤرخ ", "{day} {month} {year}", "،"),
    "zh": ("，", "{year}年{number}月{day}日", "第"),
    "en": ("of ", "{day} {month} {year}", ","),
    "fr": ("du ", "{day} {month} {year}", ","),
    "ru": ("от ", "{day} {month} {year}", " года"),
    "es": ("de ", "{day} de {month} de {year}", ","),
}


@given(
    st.sampled_from(LANGUAGES),
    st.dates(date(1800, 1, 1), date(2199, 12, 31)),
    st.integers(0, 3),
)
def test_a_printed_day_is_found_again(language: str, day: date, form: int) -> None:
    months = words("dates")[language]["months"]
    forms = months[day.month - 1] if months else [""]
    before, pattern, after = PATTERNS[language]
    printed = pattern.format(
        day="1er" if language == "fr" and day.day == 1 else day.day,
        month=forms[form % len(forms)],
        number=day.month,
        year=day.year,
    )
    assert named(before + printed + after, language) == [(printed, day.isoformat())]


PERIODS = {
    "ar": "في الفترة من {first} إلى {last} {month} {year}",
    "zh": "{year}年{number}月{first}日至{last}日",
    "en": "from {first} to {last} {month} {year}",
    "fr": "du {first} au {last} {month} {year}",
    "ru": "с {first} по {last} {month} {year} года",
    "es": "del {first} al {last} de {month} de {year}",
}


@given(
    st.sampled_from(LANGUAGES),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(1, 28),
)
def test_a_printed_period_is_found_again(language: str, day: date, other: int) -> None:
    first, last = sorted((min(day.day, 28), other))
    months = words("dates")[language]["months"]
    text = PERIODS[language].format(
        first=first,
        last=last,
        month=months[day.month - 1][0] if months else "",
        number=day.month,
        year=day.year,
    )
    month = f"{day.year}-{day.month:02}"
    assert [normal for _, normal in named(text, language)] == [
        f"{month}-{first:02}/{month}-{last:02}"
    ]


@given(st.text("0123456789 -–年月日/.,toandMay", max_size=60), st.sampled_from(LANGUAGES))
def test_no_text_stops_the_reading(text: str, language: str) -> None:
    named(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "2" * 100_000,
        "20" * 50_000,
        "2020 " * 50_000,
        "15, " * 100_000,
        "5 May 2020 to " * 30_000,
        "5, 6 and " * 50_000 + "7 May 2020",
        "2020年1月1日至" * 30_000,
        " " * 100_000 + "2020",
        "May " * 50_000 + "2020",
    ],
    ids=lambda text: text[:16],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    for language in LANGUAGES:
        dates(text, language)
    assert time.process_time() - started < 15


def test_each_language_has_the_same_lists() -> None:
    tables = words("dates")
    assert {frozenset(tables[language]) for language in LANGUAGES} == {frozenset(tables["en"])}
    assert [len(tables[language]["months"]) for language in LANGUAGES] == [12, 0, 12, 12, 12, 12]
