"""How provisions speak, in six languages."""

from __future__ import annotations

import time

import pytest

from restokg.graph.store import NamedNode, Store
from restokg.ingest.document import LANGUAGES
from restokg.ingest.mentions.mention import Mention
from restokg.ingest.mentions.modality import modalities
from restokg.ingest.mentions.verbs import verbs
from restokg.namespaces import PREFIXES, RKG
from restokg.resources import ontology


def spoken(text: str, language: str, kind: str = "OperativeParagraph") -> list[tuple[str, str]]:
    """Return the verbs of one provision with their modalities."""
    return [
        (text[mention.start : mention.end], mention.normal)
        for mention in modalities(text, [(0, len(text), kind)], language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "verb", "modality"),
    [
        ("en", "Requests the Secretary-General to report;", "Requests", "requests"),
        ("en", "Strongly urges Member States to act;", "Strongly urges", "urges"),
        ("en", "Also calls upon all States to act;", "Also calls upon", "calls-upon"),
        ("en", "Reiterates its request to the Council;", "Reiterates its request", "requests"),
        ("en", "Reiterates the need to act;", "Reiterates", "reaffirms"),
        ("en", "Takes note with appreciation of the report;", "Takes note", "notes"),
        ("en", "Expresses deep concern at this;", "Expresses deep concern", "concerned"),
        ("en", "We recognize that much remains to be done.", "We recognize", "recognizes"),
        ("en", "Recalling its resolution 70/1,", "Recalling", "recalls"),
        ("en", "Deeply concerned at the delay,", "Deeply concerned", "concerned"),
        ("zh", "又请秘书长提出报告；", "又请", "requests"),
        ("zh", "敦促会员国采取行动；", "敦促", "urges"),
        ("zh", "再次呼吁各国采取行动；", "再次呼吁", "calls-upon"),
        ("zh", "赞赏地注意到该报告；", "赞赏地注意到", "notes"),
        ("zh", "对延误表示关切；", "对延误表示关切", "concerned"),
        ("zh", "回顾其决议，", "回顾", "recalls"),
        ("fr", "Prie également le Secrétaire général d’agir ;", "Prie", "requests"),
        ("fr", "Demande instamment aux États d’agir ;", "Demande instamment", "urges"),
        ("fr", "Se félicite du rapport ;", "Se félicite", "welcomes"),
        ("fr", "Nous engageons les États à agir.", "Nous engageons", "encourages"),
        ("ru", "вновь просит Генерального секретаря представить", "вновь просит", "requests"),
        ("ru", "настоятельно призывает государства", "настоятельно призывает", "urges"),
        ("ru", "принимает к сведению доклад", "принимает к сведению", "notes"),
        ("ru", "будучи глубоко обеспокоена задержкой,", "будучи глубоко обеспокоена", "concerned"),
        ("es", "Solicita al Secretario General que informe;", "Solicita", "requests"),
        ("es", "Acoge con beneplácito el informe;", "Acoge con beneplácito", "welcomes"),
        ("es", "Hace un llamamiento a los Estados;", "Hace un llamamiento", "calls-upon"),
        ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا", "تطلب", "requests"),
        ("ar", "وإذ تؤكد من جديد التزامها،", "وإذ تؤكد من جديد", "reaffirms"),
        ("ar", "تسلّم بأهمية ذلك", "تسلّم", "recognizes"),
        ("ar", "تعرب أيضا عن قلقها", "تعرب أيضا عن قلقها", "concerned"),
    ],
)  # fmt: skip
def test_the_leading_verb_is_found(language: str, text: str, verb: str, modality: str) -> None:
    assert spoken(text, language) == [(verb, modality)]


@pytest.mark.parametrize(
    ("language", "text", "modalities"),
    [
        ("en", "Welcomes the report, and requests the Council to", ["welcomes", "requests"]),
        ("en", "Notes this, and in this regard encourages States to", ["notes", "encourages"]),
        ("en", "Welcomes and encourages the efforts of States", ["welcomes", "encourages"]),
        ("zh", "欢迎该报告，并请秘书长提出建议", ["welcomes", "requests"]),
        ("fr", "Note ce rapport et prie le Secrétaire général de", ["notes", "requests"]),
        ("ru", "отмечает доклад и просит Генерального секретаря", ["notes", "requests"]),
        ("es", "Observa el informe, y solicita al Secretario General que", ["notes", "requests"]),
        ("ar", "ترحب بالتقرير، وتطلب إلى الأمين العام أن", ["welcomes", "requests"]),
    ],
)  # fmt: skip
def test_further_verbs_are_found(language: str, text: str, modalities: list[str]) -> None:
    assert [modality for _, modality in spoken(text, language)] == modalities


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The request of the Council and the invitation of the host country"),
        ("en", "There shall be a register of notes, requests and demands"),
        ("zh", "司法出售证书的申请和请求"),
        ("fr", "La demande du Conseil et l’invitation du pays hôte"),
        ("es", "La solicitud del Consejo y la invitación"),
        ("ru", "Просьба Совета и приглашение"),
        ("ar", "طلب المجلس ودعوة البلد المضيف"),
    ],
)
def test_nouns_are_no_verbs(language: str, text: str) -> None:
    assert spoken(text, language) == []


def test_headings_and_footnotes_do_not_speak() -> None:
    for kind in ("Section", "Footnote", "Annex", "Masthead"):
        assert spoken("Requests the Secretary-General to report", "en", kind) == []


def test_items_under_a_chapeau_have_no_verb_of_their_own() -> None:
    lines = ["Calls upon States to act by:", "Encouraging women;", "Decides the matter;"]
    text = "\n".join(lines)
    first, second = len(lines[0]), len(lines[0]) + len(lines[1]) + 1
    spans = [
        (0, first, "OperativeParagraph"),
        (first + 1, second, "Item"),
        (second + 1, len(text), "Item"),
    ]
    assert [mention.normal for mention in modalities(text, spans, "en")] == ["calls-upon"]
    alone = [(first + 1, second, "Item"), (second + 1, len(text), "Item")]
    assert [mention.normal for mention in modalities(text, alone, "en")] == []
    assert [m.normal for m in modalities(text, alone[1:], "en")] == ["decides"]


def test_of_open_forms_the_one_that_ends_first_is_taken() -> None:
    text = "Expresses its concern and its deep appreciation"
    assert spoken(text, "en") == [("Expresses its concern", "concerned")]
    text = "Expresando las más firmes voluntad y preocupaciones"
    assert spoken(text, "es") == [("Expresando las más firmes voluntad", "undertakes")]


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("ar", "تعرب عن استيائها من ذلك", "concerned"),
        ("fr", "Exprime de nouveau sa gratitude au Gouvernement ;", "commends"),
        ("ru", "вновь выражает свое удовлетворение", "commends"),
    ],
)
def test_what_is_expressed_tells_the_modality(language: str, text: str, modality: str) -> None:
    assert [found for _, found in spoken(text, language)] == [modality]


def test_a_verb_may_be_written_with_either_apostrophe_or_with_vowel_signs() -> None:
    for text in ("S’oppose à cet acte", "S'oppose à cet acte"):
        assert spoken(text, "fr") == [(text[:8], "condemns")]
    assert spoken("تُشَجِّع الدول", "ar") == [("تُشَجِّع", "encourages")]


def test_a_text_in_no_known_language_has_no_verbs() -> None:
    text = "Requests the Secretary-General to report"
    assert modalities(text, [(0, len(text), "OperativeParagraph")], None) == []


def test_every_modality_is_one_of_the_vocabulary() -> None:
    store = Store()
    store.load(ontology() / "vocabularies.ttl", "turtle")
    known = {
        quad.subject.value
        for quad in store.quads(None, NamedNode(RKG + "strength"))
        if isinstance(quad.subject, NamedNode)
    }
    for language in LANGUAGES:
        used = {slug for _, slug in verbs(language).forms}
        assert len(used) > 20
        assert {PREFIXES["modality"] + slug for slug in used} <= known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "seed",
    ["Reiterates its and ", "对表示", ", and also requests ", "，并请", "وإذ تعرب عن ", "se, y "],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(language: str, seed: str) -> None:
    def seconds(times: int) -> float:
        text = seed * times
        start = time.perf_counter()
        modalities(text, [(0, len(text), "OperativeParagraph")], language)
        return time.perf_counter() - start

    seconds(1)
    short = min(seconds(300) for _ in range(3))
    assert seconds(3000) < 60 * short + 0.05


def test_verbs_come_in_their_order() -> None:
    text = "Requests A, and urges B\nInvites C, and requests the D"
    end = text.index("\n")
    found = modalities(text, [(0, end, "Paragraph"), (end + 1, len(text), "Paragraph")], "en")
    assert all(isinstance(mention, Mention) for mention in found)
    assert [mention.normal for mention in found] == ["requests", "urges", "invites", "requests"]
