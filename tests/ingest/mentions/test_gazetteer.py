"""Names of the graph's things in texts of six languages."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from restokg.graph.store import Store
from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import AMBIGUOUS, RESOLVED
from restokg.namespaces import compact


@pytest.fixture(scope="module")
def gazetteer(checkout: Path) -> Gazetteer:
    store = Store()
    files = sorted((checkout / "data" / "reference").glob("*.trig"))
    assert files
    for file in files:
        store.load(file, "trig")
    return Gazetteer.of(store)


def found(gazetteer: Gazetteer, text: str, language: str) -> list[tuple[str, str, str | None]]:
    return [
        (text[m.start : m.end], m.kind, m.iri and compact(m.iri))
        for m in gazetteer.find(text, language)
    ]


CHIEF = "actor:un-secretary-general"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Requests the Secretary-General to report", ("Secretary-General", CHIEF)),
        ("zh", "请秘书长提交报告", ("秘书长", CHIEF)),
        ("fr", "Prie le Secrétaire général de présenter", ("Secrétaire général", CHIEF)),
        ("ru", "просит Генерального секретаря представить", ("Генерального секретаря", CHIEF)),
        ("es", "Solicita al Secretario General que presente", ("Secretario General", CHIEF)),
        ("ar", "تطلب إلى الأمين العام أن يقدم", ("الأمين العام", CHIEF)),
        ("ar", "المقدم للأمين العام في", ("للأمين العام", CHIEF)),
        ("ar", "والدول الأعضاء مدعوة", ("الدول الأعضاء", "actor:member-states")),
        ("en", "member states may", ("member states", "actor:member-states")),
        ("en", "the FAO’s work", ("FAO", "actor:fao")),
        ("fr", "le rapport de la FAO", ("FAO", "actor:fao")),
        ("fr", "l'Accord de Paris", ("Accord de Paris", "agreement:paris-agreement")),
        ("en", "all NDCs under", ("NDCs", "plan:ndc")),
    ],
)  # fmt: skip
def test_a_name_is_found_in_each_language(
    gazetteer: Gazetteer, language: str, text: str, expected: tuple[str, str]
) -> None:
    assert [(words, iri) for words, _, iri in found(gazetteer, text, language)] == [expected]


def test_bodies_instruments_and_organizations_are_told_apart(gazetteer: Gazetteer) -> None:
    text = "The General Assembly, the FAO and the Paris Agreement"
    assert found(gazetteer, text, "en") == [
        ("General Assembly", "body", "body:un-ga"),
        ("FAO", "organization", "actor:fao"),
        ("Paris Agreement", "instrument", "agreement:paris-agreement"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the United States of America and its states"),
        ("en", "the Under-Secretary-General for Safety"),
        ("en", "the Secretary-General of the International Seabed Authority"),
        ("en", "Fao and cbd and UNEPX are no acronyms here"),
        ("en", "women and youth, experts and stakeholders"),
        ("en", "the United Nations Truce Supervision Organization"),
        ("zh", "主管政治事务副秘书长"),
        ("zh", "世界卫生大会和预防犯罪和刑事司法大会"),
        ("zh", "该平台的工作"),
        ("fr", "les États-Unis d’Amérique"),
        ("es", "los Estados Unidos de América"),
        ("ru", "Соединенные Штаты Америки"),
        ("ar", "الولايات المتحدة"),
    ],
)
def test_what_only_looks_like_a_name_is_passed_over(
    gazetteer: Gazetteer, language: str, text: str
) -> None:
    assert found(gazetteer, text, language) == []


def test_the_longest_name_is_taken(gazetteer: Gazetteer) -> None:
    text = "Secretariat of the Convention on Biological Diversity"
    assert found(gazetteer, text, "en") == [(text, "organization", "actor:cbd-secretariat")]


def test_a_shared_name_stands_for_what_was_named_last(gazetteer: Gazetteer) -> None:
    text = "the Convention on Biological Diversity. The Conference of the Parties"
    (_, again) = gazetteer.find(text, "en")
    assert (again.status, again.iri and compact(again.iri)) == (RESOLVED, "body:cbd-cop")
    text = "《联合国防治荒漠化公约》，又邀请《公约》缔约方大会"
    assert [iri for _, _, iri in found(gazetteer, text, "zh")] == [
        "agreement:unccd",
        "body:unccd-cop",
    ]


def test_a_shared_name_goes_to_what_is_named_far_more_often(gazetteer: Gazetteer) -> None:
    text = "CBD, CBD, CBD, CBD, UNFCCC, the Executive Secretary"
    last = gazetteer.find(text, "en")[-1]
    assert last.iri is not None
    assert compact(last.iri) == "actor:cbd-executive-secretary"


def test_a_shared_name_without_a_fuller_one_has_candidates(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("the Conference of the Parties decides", "en")
    assert mention.status == AMBIGUOUS
    assert mention.iri is None
    assert {compact(iri) for iri in mention.candidates} >= {"body:cbd-cop", "body:unccd-cop"}


def test_the_convention_is_not_taken_for_another_one(gazetteer: Gazetteer) -> None:
    text = "the CBD … the Convention relating to the Status of Refugees … parties to the Convention"
    assert found(gazetteer, text, "en")[1:] == [("parties to the Convention", "organization", None)]


def test_groups_that_are_common_words_are_found_by_themselves_only(gazetteer: Gazetteer) -> None:
    text = "Governments, relevant organizations and youth"
    assert gazetteer.find(text, "en") == []
    assert [
        (text[mention.start : mention.end], compact(mention.iri or ""))
        for mention in gazetteer.common(text, "en")
    ] == [
        ("Governments", "actor:governments"),
        ("relevant organizations", "actor:relevant-organizations"),
        ("youth", "actor:youth"),
    ]


def test_a_gazetteer_can_be_handed_to_another_process(gazetteer: Gazetteer) -> None:
    text = "Requests the Secretary-General to invite Member States"
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.find(text, "en") == gazetteer.find(text, "en") != []


def test_names_of_all_languages_stand_for_things_of_the_graph(gazetteer: Gazetteer) -> None:
    languages = {name.language for name in gazetteer.table.names}
    assert languages >= set(LANGUAGES)
    for iri in ("body:security-council", "actor:states", "plan:agenda-2030"):
        assert any(compact(known) == iri for known in gazetteer.table.things), iri


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(
    gazetteer: Gazetteer, language: str
) -> None:
    seed = "Conference of the Parties to the Convention on the 《公约》缔约方 Конвенции о الأمين "
    gazetteer.find(seed, language)

    def seconds(times: int) -> float:
        start = time.perf_counter()
        gazetteer.find(seed * times, language)
        return time.perf_counter() - start

    short = min(seconds(500) for _ in range(5))
    assert seconds(5000) < 60 * short + 0.05
