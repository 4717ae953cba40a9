"""Words for the graph's themes and types of ecosystems in texts of six languages."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from restokg.graph.store import Store
from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import TOPICS
from restokg.ingest.mentions.names import guards, names_of, spelt, told_by_actors
from restokg.namespaces import compact, expand


@pytest.fixture(scope="module")
def store(checkout: Path) -> Store:
    store = Store()
    vocabularies = checkout / "ontology" / "vocabularies.ttl"
    store.load(vocabularies, "turtle")
    reference = sorted((checkout / "data" / "reference").glob("*.trig"))
    assert reference
    for file in reference:
        store.load(file, "trig")
    return store


@pytest.fixture(scope="module")
def gazetteer(store: Store) -> Gazetteer:
    return Gazetteer.of(store)


def told(gazetteer: Gazetteer, text: str, language: str) -> list[tuple[str, str | None]]:
    return [
        (text[m.start : m.end], m.iri and compact(m.iri))
        for m in gazetteer.find(text, language)
        if m.kind in TOPICS
    ]


@pytest.mark.parametrize(
    ("language", "text", "words", "topic"),
    [
        ("en", "measures against desertification in Africa", "desertification", "desertification"),
        ("zh", "采取措施防治荒漠化问题", "荒漠化", "desertification"),
        ("fr", "les effets de la désertification", "désertification", "desertification"),
        ("es", "los efectos de la desertificación", "desertificación", "desertification"),
        ("ru", "последствия опустынивания в Африке", "опустынивания", "desertification"),
        ("ru", "в борьбе с опустыниванием", "опустыниванием", "desertification"),
        ("ar", "آثار التصحر في أفريقيا", "التصحر", "desertification"),
        ("ar", "للتصدي للتصحر", "للتصحر", "desertification"),
        ("en", "through the restoration of ecosystems", "restoration of ecosystems",
         "ecosystem-restoration"),
        ("zh", "养护和恢复生态系统", "恢复生态系统", "ecosystem-restoration"),
        ("fr", "par la restauration des écosystèmes", "restauration des écosystèmes",
         "ecosystem-restoration"),
        ("ar", "من أجل إصلاح النظم الإيكولوجية", "إصلاح النظم الإيكولوجية",
         "ecosystem-restoration"),
        ("en", "Women must take part", "Women", "gender"),
        ("zh", "促进妇女参与", "妇女", "gender"),
        ("es", "la participación de las mujeres", "mujeres", "gender"),
        ("ru", "участие женщин в политике", "женщин", "gender"),
        ("en", "providing capacity-building to", "capacity-building", "capacity-building"),
        ("fr", "le renforcement des capacités", "renforcement des capacités", "capacity-building"),
        ("ar", "مبادرات بناء القدرات", "بناء القدرات", "capacity-building"),
        ("en", "loss of habitats by wildfires", "wildfires", "mining-and-fires"),
    ],
)  # fmt: skip
def test_a_theme_is_told_by_its_words_in_each_language(
    gazetteer: Gazetteer, language: str, text: str, words: str, topic: str
) -> None:
    assert told(gazetteer, text, language) == [(words, f"theme:{topic}")]


@pytest.mark.parametrize(
    ("language", "text", "words", "topic"),
    [
        ("en", "in coral reefs", "coral reefs", "reefs"),
        ("zh", "保护湿地", "湿地", "wetlands"),
        ("fr", "la gestion des forêts", "forêts", "forests"),
        ("es", "la protección del medio marino", "medio marino", "marine-and-coastal"),
        ("ru", "охраны морской среды", "морской среды", "marine-and-coastal"),
        ("ar", "حماية الغابات", "الغابات", "forests"),
    ],
)
def test_a_type_of_ecosystem_is_told_by_its_words(
    gazetteer: Gazetteer, language: str, text: str, words: str, topic: str
) -> None:
    assert told(gazetteer, text, language) == [(words, f"ecosystem:{topic}")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the budget is under water and its assessment is late"),
        ("en", "the safeguards agreement with the Agency"),
        ("en", "as the data show, undermining all efforts"),
        ("en", "data mining of records"),
        ("zh", "提高水平并进行评估"),
        ("zh", "《海洋法公约》缔约国"),
        ("zh", "保障监督协定和保障措施"),
        ("fr", "au plan national"),
        ("en", "the Convention on Biological Diversity"),
        ("en", ("the United Nations Convention to Combat Desertification in Those Countries "
               "Experiencing Serious Drought and/or Desertification, Particularly in Africa")),
        ("zh", "《联合国关于在发生严重干旱和/或荒漠化的国家特别是在非洲防治荒漠化的公约》"),
        ("fr", ("la Convention des Nations Unies sur la lutte contre la désertification dans les "
               "pays gravement touchés par la sécheresse et/ou la désertification")),
        ("ru", ("Конвенции Организации Объединенных Наций по борьбе с опустыниванием в тех "
               "странах, которые испытывают серьезную засуху и/или опустынивание")),
        ("ar", ("اتفاقية الأمم المتحدة لمكافحة التصحر في البلدان التي تعاني من الجفاف الشديد "
               "و/أو من التصحر")),
        ("en", "the United Nations Decade on Ecosystem Restoration"),
    ],
)  # fmt: skip
def test_near_misses_and_names_tell_no_theme(
    gazetteer: Gazetteer, language: str, text: str
) -> None:
    assert told(gazetteer, text, language) == []


def test_the_longer_words_tell_the_narrower_theme(gazetteer: Gazetteer) -> None:
    text = "climate change adaptation, climate change and land degradation neutrality"
    assert [topic for _, topic in told(gazetteer, text, "en")] == [
        "theme:climate-adaptation",
        "theme:climate-change",
        "theme:land-degradation-neutrality",
    ]


def test_words_for_themes_are_no_names_to_addressees(gazetteer: Gazetteer) -> None:
    text = "women in the United Nations system"
    names = gazetteer.read(text, "en")
    assert [text[m.start : m.end] for m in names.mentions] == ["women", "United Nations system"]
    assert names.spans == [(m.start, m.end) for m in names.mentions if m.kind not in TOPICS]


def test_an_actor_keeps_its_name(gazetteer: Gazetteer) -> None:
    text = "Indigenous Peoples and the private sector, and civil society engagement"
    assert [m.iri and compact(m.iri) for m in gazetteer.find(text, "en")] == [
        "actor:indigenous-peoples",
        "actor:private-sector",
        "actor:civil-society",
    ]
    assert told_by_actors()[expand("actor:private-sector") or ""] == expand("theme:private-sector")


def test_no_words_stand_for_two_things(store: Store) -> None:
    table = names_of(store)
    topics = [
        name for name in table.names if any(table.things[iri].kind in TOPICS for iri in name.iris)
    ]
    assert len(topics) > 2000
    assert [name.text for name in topics if len(name.iris) > 1] == []


def test_each_word_list_speaks_of_the_vocabularies(store: Store) -> None:
    file = files("restokg.ingest.mentions") / "words" / "themes.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    things = names_of(store).things
    listed = [entry["iri"] for entry in words["thing"]]
    assert len(listed) == len(set(listed))
    known = {compact(iri) for iri, thing in things.items() if thing.kind in TOPICS}
    assert set(listed) <= known
    assert {compact(actor) for actor in told_by_actors()} <= {compact(iri) for iri in things}
    labels = {
        label.value
        for (label,) in store.select(
            "SELECT ?label { ?topic skos:inScheme ?scheme ; rdfs:label ?label }"
        )
        if hasattr(label, "value")
    }
    assert set(words["unsafe"]) <= labels
    forms = set(
        chain.from_iterable(
            spelt(form)
            for entry in words["thing"]
            for code in LANGUAGES
            for form in entry.get(code, ())
        )
    )
    assert {guard["name"] for guard in words["guard"]} <= forms | labels
    assert {guard["name"] for guard in words["guard"]} <= set(guards())
