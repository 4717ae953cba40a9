"""Whom provisions address, in six languages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from restokg.graph.store import Store
from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.addressees import addressees
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.mentions.mention import UNKNOWN, Mention
from restokg.ingest.mentions.modality import modalities
from restokg.ingest.mentions.names import Name, NameTable, Thing
from restokg.namespaces import compact


@pytest.fixture(scope="module")
def gazetteer(checkout: Path) -> Gazetteer:
    store = Store()
    files = sorted((checkout / "data" / "reference").glob("*.trig"))
    assert files
    for file in files:
        store.load(file, "trig")
    return Gazetteer.of(store)


def asked(gazetteer: Gazetteer, text: str, language: str) -> list[Mention]:
    verbs = modalities(text, [(0, len(text), "OperativeParagraph")], language)
    assert verbs
    return addressees(text, verbs, gazetteer.read(text, language), gazetteer, language)


SG = "un-secretary-general"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Requests the Secretary-General to report to the Council;", [SG]),
        ("en", "Invites Governments, relevant organizations and indigenous peoples to act;",
         ["governments", "relevant-organizations", "indigenous-peoples"]),
        ("en", "Requests the Secretary-General, in consultation with States, to report;", [SG]),
        ("en", "Urges all stakeholders, including the private sector, to act;",
         ["stakeholders", "private-sector"]),
        ("en", "Encourages the continued engagement of Member States to improve matters;", []),
        ("en", "Calls for the support of Member States;", []),
        ("en", "Invites the United Nations specialized centres to act;", []),
        ("zh", "请秘书长向大会提出报告；", [SG]),
        ("zh", "邀请各国政府、民间社会和私营部门采取行动；",
         ["governments", "civil-society", "private-sector"]),
        ("zh", "请秘书长与会员国协商；", [SG]),
        ("fr", "Prie le Secrétaire général de présenter un rapport aux États Membres ;", [SG]),
        ("fr", "Engage les États Membres et la société civile à agir ;",
         ["member-states", "civil-society"]),
        ("ru", "просит Генерального секретаря представить государствам-членам доклад", [SG]),
        ("ru", "рекомендует государствам-членам и частному сектору принять меры",
         ["member-states", "private-sector"]),
        ("ru", "призывает все государства-члены принять меры", ["member-states"]),
        ("es", "Solicita al Secretario General que informe a los Estados Miembros;", [SG]),
        ("es", "Alienta a los Gobiernos y al sector privado a que actúen;",
         ["governments", "private-sector"]),
        ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا إلى الدول الأعضاء", [SG]),
        ("ar", "تهيب بالدول الأعضاء والقطاع الخاص أن", ["member-states", "private-sector"]),
        ("ar", "تشجع الحكومات على اتخاذ تدابير", ["governments"]),
        ("en", "Welcomes the efforts of Member States;", []),
    ],
)  # fmt: skip
def test_addressees_are_those_who_are_asked(
    gazetteer: Gazetteer, language: str, text: str, expected: list[str]
) -> None:
    found = [mention.iri for mention in asked(gazetteer, text, language) if mention.iri]
    assert [compact(iri) for iri in found] == [f"actor:{slug}" for slug in expected]


def test_each_addressee_is_tied_to_its_verb(gazetteer: Gazetteer) -> None:
    text = "Requests the Secretary-General to report, and invites Member States to comment;"
    first, second = asked(gazetteer, text, "en")
    assert dict(first.details)["verb"] == "0"
    assert text[int(dict(second.details)["verb"]) :].startswith("invites Member States")
    assert (first.kind, second.kind) == ("addressee", "addressee")


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Requests the Chair of the Special Committee to report;",
         "Chair of the Special Committee"),
        ("zh", "请特别委员会继续审议该问题；", "特别委员会"),
        ("fr", "Prie le Comité spécial de présenter un rapport ;", "Comité spécial"),
        ("es", "Solicita al Comité Especial que informe;", "Comité Especial"),
        ("ru", "просит Специальный комитет представить доклад", "Специальный комитет"),
        ("ar", "تطلب إلى اللجنة الخاصة أن تقدم تقريرا", "اللجنة الخاصة"),
    ],
)  # fmt: skip
def test_an_addressee_that_no_name_resolves_has_its_words(
    gazetteer: Gazetteer, language: str, text: str, phrase: str
) -> None:
    (mention,) = asked(gazetteer, text, language)
    assert (mention.status, mention.iri, mention.normal) == (UNKNOWN, None, phrase)
    assert text[mention.start : mention.end] == phrase


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Encourages efforts to improve matters;"),
        ("en", "Invites them to do so;"),
        ("zh", "鼓励进一步加强合作；"),
        ("fr", "Encourage l’utilisation de ce fonds ;"),
        ("es", "Alienta la utilización de este fondo;"),
        ("ru", "рекомендует укреплять сотрудничество"),
    ],
)
def test_what_is_asked_is_no_addressee(gazetteer: Gazetteer, language: str, text: str) -> None:
    assert asked(gazetteer, text, language) == []


def test_a_shared_name_is_decided_by_the_whole_text(gazetteer: Gazetteer) -> None:
    text = (
        "Recalls the Convention on Biological Diversity, "
        "and invites the parties to the Convention to act;"
    )
    (mention,) = asked(gazetteer, text, "en")
    assert mention.iri is not None
    assert compact(mention.iri) == "actor:cbd-parties"


def test_a_short_name_is_decided_by_the_whole_text(gazetteer: Gazetteer) -> None:
    text = "回顾国际货币基金组织的作用，鼓励基金组织审查外债；"
    (mention,) = asked(gazetteer, text, "zh")
    assert (mention.iri and compact(mention.iri), mention.start) == ("actor:imf", 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Invites Parties and the organizations of the United Nations system to act;",
         ["Parties", "organizations of the United Nations system"]),
        ("Urges Member States and civil society to act;", ["Member States", "civil society"]),
        ("Urges States parties to the Convention to act;", ["States parties"]),
    ],
)  # fmt: skip
def test_of_two_names_that_overlap_the_one_that_starts_first_is_addressed(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    assert [text[m.start : m.end] for m in asked(gazetteer, text, "en")] == expected


def test_of_two_names_that_start_together_the_longer_one_is_addressed() -> None:
    common = {"wide": True, "narrow": False}
    things = {iri: Thing(iri, "organization", iri, common=common[iri]) for iri in common}
    names = (Name("river basin groups", "en", ("wide",)), Name("river basin", "en", ("narrow",)))
    gazetteer = Gazetteer(NameTable(things, names))
    (mention,) = asked(gazetteer, "Invites the river basin groups to act;", "en")
    assert mention.iri == "wide"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(
    gazetteer: Gazetteer, language: str
) -> None:
    seed = ", requests the of to a que de 请所有 просит тех تطلب إلى "

    def seconds(times: int) -> float:
        text = seed * times
        verbs = [
            Mention(place, place + 5, "modality", "requests")
            for place in range(0, len(text), len(seed))
        ]
        names = gazetteer.read(text, language)
        start = time.perf_counter()
        addressees(text, verbs, names, gazetteer, language)
        return time.perf_counter() - start

    seconds(1)
    short = min(seconds(200) for _ in range(3))
    assert seconds(2000) < 60 * short + 0.05
