from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg import resources
from restokg.graph.reading import quads
from restokg.graph.store import Literal, NamedNode
from restokg.ingest.mentions.frameworks import exists
from restokg.ingest.mentions.mention import RESOLVED, UNKNOWN
from restokg.ingest.mentions.targets import targets
from restokg.ingest.mentions.wordlists import words
from restokg.namespaces import PREFIXES, RDFS, SKOS

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
REFERENCE = ("sdg.trig", "targets-aichi.trig", "targets-gbf.trig", "plans.trig")
KINDS = tuple(PREFIXES[kind] for kind in ("sdg", "target", "goal"))


def named(text: str, language: str | None) -> list[tuple[str, str]]:
    """Return the words of each mention and what it names, having checked what holds for all."""
    found = targets(text, language)
    ends = 0
    for mention in found:
        assert mention.kind == "target"
        assert mention.start >= ends
        assert mention.status == (UNKNOWN if mention.iri is None else RESOLVED)
        ends = mention.end
    return [(text[mention.start : mention.end], mention.normal) for mention in found]


FOUND = [
    ("en", "Aichi Biodiversity Target 15", ["Aichi Biodiversity Target 15"]),
    ("en", "Aichi Targets 5, 11 and 15", [f"Aichi Biodiversity Target {n}" for n in (5, 11, 15)]),
    ("en", "SDG target 15.3", ["SDG target 15.3"]),
    ("en", "SDGs 6, 14 and 15", ["SDG 6", "SDG 14", "SDG 15"]),
    (
        "en",
        "Sustainable Development Goal targets 15.3, 6.1 and 6.6",
        ["SDG target 15.3", "SDG target 6.1", "SDG target 6.6"],
    ),
    ("en", "Sustainable Development Goals 6 and 14", ["SDG 6", "SDG 14"]),
    ("en", "target 14.4 of the Sustainable Development Goals", ["SDG target 14.4"]),
    ("en", "Goal 14 of the 2030 Agenda", ["SDG 14"]),
    ("en", "the 2030 Agenda, in particular target 17.b", ["SDG target 17.b"]),
    ("en", "the 2030 Agenda, in particular target 14.c", ["SDG target 14.c"]),
    ("en", "SDG indicator 15.3.1", ["SDG indicator 15.3.1"]),
    (
        "en",
        "the Sustainable Development Goals, including Goal 2 and its target 2.4",
        ["SDG 2", "SDG target 2.4"],
    ),
    (
        "en",
        "Target 2 of the Kunming-Montreal Global Biodiversity Framework",
        ["GBF Target 2"],
    ),
    ("en", "GBF Goal A and GBF Target 2", ["GBF Goal A", "GBF Target 2"]),
    ("en", "GSPC targets 4 and 8", ["GSPC Target 4", "GSPC Target 8"]),
    (
        "en",
        "the Strategic Plan for Biodiversity 2011-2020 (targets 9 and 11)",
        ["Aichi Biodiversity Target 9", "Aichi Biodiversity Target 11"],
    ),
    ("zh", "爱知生物多样性指标14", ["Aichi Biodiversity Target 14"]),
    ("zh", "爱知目标5、12", ["Aichi Biodiversity Target 5", "Aichi Biodiversity Target 12"]),
    ("zh", "可持续发展目标15.3", ["SDG target 15.3"]),
    ("zh", "可持续发展目标14即保护和可持续利用海洋", ["SDG 14"]),
    (
        "zh",
        "可持续发展目标具体目标15.3、6.1和6.6",
        ["SDG target 15.3", "SDG target 6.1", "SDG target 6.6"],
    ),
    ("zh", "可持续发展具体目标指标6.1.1", ["SDG indicator 6.1.1"]),
    ("zh", "《2030年议程》目标16和具体目标16.4", ["SDG 16", "SDG target 16.4"]),
    ("zh", "《昆明-蒙特利尔全球生物多样性框架》目标2", ["GBF Target 2"]),
    ("fr", "l’objectif de développement durable no 14", ["SDG 14"]),
    ("fr", "objectifs de développement durable nos 1 et 2", ["SDG 1", "SDG 2"]),
    ("fr", "la cible 15.3 des objectifs de développement durable", ["SDG target 15.3"]),
    ("fr", "l’objectif d’Aichi no 20", ["Aichi Biodiversity Target 20"]),
    ("fr", "la cible 2 du Cadre mondial de la biodiversité de Kunming-Montréal", ["GBF Target 2"]),
    ("es", "Objetivos de Desarrollo Sostenible 6 y 14", ["SDG 6", "SDG 14"]),
    ("es", "la meta 15.3 de los Objetivos de Desarrollo Sostenible", ["SDG target 15.3"]),
    ("es", "la Meta 20 de Aichi del Plan Estratégico", ["Aichi Biodiversity Target 20"]),
    (
        "es",
        "la meta 11 de las Metas de Aichi para la Diversidad Biológica",
        ["Aichi Biodiversity Target 11"],
    ),
    ("ru", "цели 14 в области устойчивого развития", ["SDG 14"]),
    ("ru", "целям 1 и 2 в области устойчивого развития", ["SDG 1", "SDG 2"]),
    ("ru", "задача 7.2 целей в области устойчивого развития", ["SDG target 7.2"]),
    ("ru", "задачи 14.с Повестки дня на период до 2030 года", ["SDG target 14.c"]),
    ("ru", "Айтинской целевой задачи 20", ["Aichi Biodiversity Target 20"]),
    ("ar", "الهدف 14 من أهداف التنمية المستدامة", ["SDG 14"]),
    ("ar", "الهدفين 6 و 14 من أهداف التنمية المستدامة", ["SDG 6", "SDG 14"]),
    ("ar", "الغاية 16-4 من خطة التنمية المستدامة", ["SDG target 16.4"]),
    ("ar", "الغاية 7-أ من أهداف التنمية المستدامة", ["SDG target 7.a"]),
    ("ar", "المؤشر 15-3-1 من مؤشرات أهداف التنمية المستدامة", ["SDG indicator 15.3.1"]),
    ("ar", "الهدف 11 من أهداف آيتشي", ["Aichi Biodiversity Target 11"]),
    (None, "la meta 15.3 de los Objetivos de Desarrollo Sostenible", ["SDG target 15.3"]),
    (None, "SDG target 15.3", ["SDG target 15.3"]),
    (None, "爱知目标5", ["Aichi Biodiversity Target 5"]),
]


@pytest.mark.parametrize(("language", "text", "normal"), FOUND)
def test_a_target_is_found_in_each_language(
    language: str | None, text: str, normal: list[str]
) -> None:
    assert [name for _, name in named(text, language)] == normal


NOT_FOUND = [
    ("en", "Article 15, paragraph 15.3, agenda item 15, page 15 and section 4.2"),
    ("en", "the Sustainable Development Goals and their targets"),
    ("en", "Goal 15 and target 15.3"),
    ("en", "the Sustainable Development Goals are met.\nGoal 15 is another one."),
    ("en", "the Sustainable Development Goals, Goal 5/3 and SDG 5%"),
    ("en", "the Sustainable and the Millennium Development Goals, and notably Goal 7"),
    ("en", "the Sustainable Development Goals, then the Sendai Framework and its Goal 7"),
    ("en", "Millennium Development Goal 7"),
    ("en", "the Sustainable Development Goals and Goal 7 of the Millennium Development Goals"),
    ("en", "the Sustainable Development Goals and Goal 2 of the Doha Programme"),
    ("en", "the Aichi Biodiversity Targets and target 2 of the National Plan"),
    ("en", "the Sustainable Development Goals, a goal of 50/50 balance, 17 Goals and 169 targets"),
    ("en", "the Sustainable Development Goals, targets 30 per cent of land, target 2030"),
    ("zh", "千年发展目标1"),
    ("zh", "可持续发展目标2030年"),
    ("zh", "实现可持续发展目标10个"),
    ("zh", "“连通目标2030议程”"),
    ("fr", "l’objectif 1 du Millénaire pour le développement"),
    ("es", "el Objetivo 1 de Desarrollo del Milenio"),
    ("ru", "цели 1 в области развития, сформулированной в Декларации тысячелетия"),
    ("ar", "الهدف 7 من الأهداف الإنمائية للألفية"),
]


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_a_target_is_left_out(language: str, text: str) -> None:
    assert named(text, language) == []


def test_a_target_counted_below_its_goal_is_left_out() -> None:
    text = "الغاية 6 من الهدف 10 من أهداف التنمية المستدامة"
    assert named(text, "ar") == [("10", "SDG 10")]


def test_the_span_is_the_number_alone() -> None:
    text = "SDG target 15.3 and 《x》"
    (found,) = targets(text, "en")
    assert text[found.start : found.end] == "15.3"


def test_a_member_that_does_not_exist_is_unknown() -> None:
    text = "Aichi Target 25, SDG 18, SDG target 15.30, GBF Target 24, GBF Goal E, GSPC target 17"
    assert [(found.status, found.iri) for found in targets(text, "en")] == [(UNKNOWN, None)] * 6


def test_an_indicator_has_its_code_and_one_that_does_not_exist_is_unknown() -> None:
    coded, moved, none = targets("SDG indicators 16.4.1, 1.5.1 and 6.1.9", "en")
    assert coded.iri == "http://metadata.un.org/sdg/C160401"
    assert moved.iri == "http://metadata.un.org/sdg/C200303"
    assert (none.normal, none.iri, none.status) == ("SDG indicator 6.1.9", None, UNKNOWN)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Targets 5 to 8 of the Aichi Biodiversity Targets"),
        ("en", "Aichi Targets 5–8"),
        ("zh", "爱知目标5至8"),
        ("ru", "Айтинские целевые задачи 5–8"),
    ],
)
def test_a_range_says_what_lies_between(language: str, text: str) -> None:
    first, last = targets(text, language)
    assert (first.normal, first.details) == ("Aichi Biodiversity Target 5", ())
    assert last.normal == "Aichi Biodiversity Target 8"
    assert last.details == tuple(
        ("includes", f"{PREFIXES['target']}aichi-{number}") for number in (6, 7)
    )


def test_a_number_belongs_to_the_framework_named_last() -> None:
    text = "the Sustainable Development Goals and the Aichi Biodiversity Targets, notably target 11"
    assert named(text, "en") == [("11", "Aichi Biodiversity Target 11")]


def test_an_arabic_number_read_the_other_way_round_is_turned() -> None:
    assert named("الغاية 6-14 من أهداف التنمية المستدامة", "ar") == [("6-14", "SDG target 14.6")]


def test_the_agenda_has_as_many_targets_as_it_says() -> None:
    parts = [*map(str, range(1, 30)), *"abcd"]
    assert sum(exists([str(goal), part]) for goal in range(1, 18) for part in parts) == 169


def _labels() -> list[tuple[str, str, str]]:
    found = []
    for name in REFERENCE:
        for quad in quads(resources.data() / "reference" / name):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            iri, label = quad.subject.value, quad.object
            is_label = quad.predicate.value in (f"{RDFS}label", f"{SKOS}altLabel")
            is_member = iri.startswith(KINDS) and "#" not in iri and "vision" not in iri
            numbered = label.value.rstrip("ABCDE").endswith(tuple("0123456789 目标"))
            if is_label and is_member and numbered:
                found.append((iri, label.language or "", label.value))
    return found


LABELS = [
    (iri, language, label)
    for iri, language, label in _labels()
    if not label.startswith(("Target ", "Indicator "))
]


def test_the_graph_names_all_members() -> None:
    assert len({iri for iri, _, _ in LABELS}) == 20 + 5 + 23 + 4 + 2 + 3


@pytest.mark.parametrize(("iri", "language", "label"), LABELS)
def test_a_label_of_the_graph_lands_on_its_iri(iri: str, language: str, label: str) -> None:
    if label == "SDG 15.3.1":
        label = "SDG indicator 15.3.1"
    assert [found.iri for found in targets(label, language)] == [iri]


NAMES = {
    "en": ("SDG targets {}", " and "),
    "zh": ("可持续发展目标具体目标{}", "和"),
    "fr": ("les cibles {} des objectifs de développement durable", " et "),
    "es": ("las metas {} de los Objetivos de Desarrollo Sostenible", " y "),
    "ru": ("задачи {} целей в области устойчивого развития", " и "),
    "ar": ("الغايات {} من أهداف التنمية المستدامة", " و "),
}


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.tuples(st.integers(1, 17), st.integers(1, 3)), min_size=1, max_size=5),
)
def test_a_printed_list_is_found_whole(language: str, numbers: list[tuple[int, int]]) -> None:
    phrase, joint = NAMES[language]
    written = [f"{goal}.{target}" for goal, target in numbers]
    comma = "、" if language == "zh" else ", "
    listed = comma.join(written[:-1]) + joint + written[-1] if written[1:] else written[0]
    found = named(phrase.format(listed), language)
    assert found == [(number, f"SDG target {number}") for number in written]


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "Targets " + "15, " * 100_000,
        "SDG targets " + "15.3, 15.3 and " * 30_000,
        "target " * 100_000,
        "Goal 1 of " * 50_000,
        "Sustainable Development Goal " * 20_000,
        "目标" * 100_000,
        "الهدف " * 100_000,
    ],
    ids=lambda text: text[:20],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    for language in LANGUAGES:
        targets(text, language)
    assert time.process_time() - started < 10


def test_each_language_has_the_same_lists() -> None:
    tables = words("targets")
    assert set(LANGUAGES) < set(tables)
    assert {frozenset(tables[language]) for language in LANGUAGES} == {frozenset(tables["en"])}
