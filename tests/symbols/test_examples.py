"""Symbols of each body, as they are printed, and what they mean."""

from __future__ import annotations

import pytest

from restokg.symbols import document, numbered, parse

DOC = "https://w3id.org/restokg/doc/"

NUMBERED = [
    # body, kind, number, standard spelling, IRI
    ("un-ga", "resolution", "70/1", "A/RES/70/1", "A/RES/70/1"),
    ("un-ga", "resolution", "75/123 B", "A/RES/75/123 B", "A/RES/75/123B"),
    ("un-ga", "resolution", "75/123b", "A/RES/75/123 B", "A/RES/75/123B"),
    ("un-ga", "resolution", "57/283 باء", "A/RES/57/283 B", "A/RES/57/283B"),
    ("un-ga", "resolution", "54/237a-c", "A/RES/54/237 A-C", "A/RES/54/237A-C"),
    ("un-ga", "resolution", "217 A (III)", "A/RES/217 (III) A", "A/RES/217(III)A"),
    ("un-ga", "resolution", "217A(III)", "A/RES/217 (III) A", "A/RES/217(III)A"),
    ("un-ga", "resolution", "217 А (III)", "A/RES/217 (III) A", "A/RES/217(III)A"),
    ("un-ga", "resolution", "217 ألف (د-3)", "A/RES/217 (III) A", "A/RES/217(III)A"),
    ("un-ga", "resolution", "1514 (XV)", "A/RES/1514 (XV)", "A/RES/1514(XV)"),
    ("un-ga", "resolution", "1514（ⅩⅤ）", "A/RES/1514 (XV)", "A/RES/1514(XV)"),
    ("un-ga", "resolution", "3201 (S-VI)", "A/RES/3201 (S-VI)", "A/RES/3201(S-VI)"),
    ("un-ga", "resolution", "3201 (دإ-6)", "A/RES/3201 (S-VI)", "A/RES/3201(S-VI)"),
    ("un-ga", "resolution", "2252 (ES-V)", "A/RES/2252 (ES-V)", "A/RES/2252(ES-V)"),
    ("un-ga", "resolution", "S-16/1", "A/RES/S-16/1", "A/RES/S-16/1"),
    ("un-ga", "resolution", "S‑19/2", "A/RES/S-19/2", "A/RES/S-19/2"),
    ("un-ga", "resolution", "دإ-30/1", "A/RES/S-30/1", "A/RES/S-30/1"),
    ("un-ga", "resolution", "ES-11/1", "A/RES/ES-11/1", "A/RES/ES-11/1"),
    ("un-ga", "resolution", "دإط-10/20", "A/RES/ES-10/20", "A/RES/ES-10/20"),
    ("un-ga", "decision", "72/313", "General Assembly decision 72/313", "ga-decision-72-313"),
    ("un-sc", "resolution", "1325 (2000)", "S/RES/1325 (2000)", "S/RES/1325(2000)"),
    ("un-sc", "resolution", "١٣٢٥ (٢٠٠٠)", "S/RES/1325 (2000)", "S/RES/1325(2000)"),
    ("un-sc", "resolution", "1325(2000)", "S/RES/1325 (2000)", "S/RES/1325(2000)"),
    ("un-ecosoc", "resolution", "1996/31", "E/RES/1996/31", "E/RES/1996/31"),
    ("un-ecosoc", "resolution", "1296 (XLIV)", "E/RES/1296 (XLIV)", "E/RES/1296(XLIV)"),
    (
        "un-ecosoc",
        "decision",
        "2005/246",
        "Economic and Social Council decision 2005/246",
        "ecosoc-decision-2005-246",
    ),
    ("un-hrc", "resolution", "49/1", "A/HRC/RES/49/1", "A/HRC/RES/49/1"),
    ("un-hrc", "resolution", "S-21/1", "A/HRC/RES/S-21/1", "A/HRC/RES/S-21/1"),
    ("un-hrc", "decision", "31/115", "A/HRC/DEC/31/115", "A/HRC/DEC/31/115"),
    ("unea", "resolution", "4/10", "UNEP/EA.4/Res.10", "unea-resolution-4-10"),
    (
        "unep-gc",
        "decision",
        "SS.VII/1",
        "UNEP Governing Council decision SS.VII/1",
        "unep-gc-decision-SS.VII-1",
    ),
    ("cbd-cop", "decision", "X/2", "UNEP/CBD/COP/DEC/X/2", "cbd-decision-X-2"),
    ("cbd-cop", "decision", "XIII/5", "CBD/COP/DEC/XIII/5", "cbd-decision-XIII-5"),
    ("cbd-cop", "decision", "13/18", "CBD/COP/DEC/XIII/18", "cbd-decision-XIII-18"),
    ("cbd-cop", "decision", "14/30", "CBD/COP/DEC/14/30", "cbd-decision-14-30"),
    ("cbd-cop", "decision", "VII/16 F", "UNEP/CBD/COP/DEC/VII/16 F", "cbd-decision-VII-16-F"),
    (
        "cbd-sbstta",
        "recommendation",
        "XX/12",
        "UNEP/CBD/SBSTTA/REC/XX/12",
        "UNEP/CBD/SBSTTA/REC/XX/12",
    ),
    ("cartagena-protocol-mop", "decision", "BS-V/11", "BS-V/11", "cbd-decision-BS-V-11"),
    ("nagoya-protocol-mop", "decision", "NP-2/7", "CBD/NP/MOP/DEC/2/7", "CBD/NP/MOP/DEC/2/7"),
    ("unccd-cop", "decision", "8/COP.15", "8/COP.15", "unccd-decision-8-COP.15"),
    ("unccd-cop", "decision", "7/م أ-13", "7/COP.13", "unccd-decision-7-COP.13"),
    ("unfccc-cop", "decision", "1/CP.21", "1/CP.21", "unfccc-decision-1-CP.21"),
    ("unfccc-cop", "decision", "1/م أ -21", "1/CP.21", "unfccc-decision-1-CP.21"),
    ("unfccc-cmp", "decision", "1/CMP.8", "1/CMP.8", "unfccc-decision-1-CMP.8"),
    ("unfccc-cma", "decision", "19/CMA.1", "19/CMA.1", "unfccc-decision-19-CMA.1"),
    ("ipbes-plenary", "decision", "IPBES-3/4", "IPBES-3/4", "IPBES-3/4"),
    ("basel-cop", "decision", "BC-14/13", "BC-14/13", "basel-decision-BC-14-13"),
    (
        "cites-cop",
        "resolution",
        "Conf. 16.3 (Rev. CoP17)",
        "CITES resolution Conf. 16.3 (Rev. CoP17)",
        "cites-resolution-conf-16.3-rev-cop17",
    ),
    (
        "cites-cop",
        "resolution",
        "Conf.16.7",
        "CITES resolution Conf. 16.7",
        "cites-resolution-conf-16.7",
    ),
    ("cites-cop", "decision", "18.3", "CITES decision 18.3", "cites-decision-18.3"),
    (
        "ramsar-cop",
        "resolution",
        "XIII.12",
        "Ramsar resolution XIII.12",
        "ramsar-resolution-XIII.12",
    ),
    (
        "cms-cop",
        "resolution",
        "10.08 (Rev.COP13)",
        "CMS resolution 10.8 (Rev.COP13)",
        "cms-resolution-10.8-rev-cop13",
    ),
    (
        "ich-committee",
        "decision",
        "14.COM 10.b.2",
        "14.COM 10.b.2",
        "unesco-ich-decision-14.COM-10.b.2",
    ),
]

IMPOSSIBLE = [
    ("un-ga", "resolution", "30/1"),  # the thirtieth session still numbered through
    ("un-ga", "resolution", "1514 (XXXI)"),  # the thirty-first no longer did
    ("un-ga", "resolution", "3542 (XXX)"),  # there are 3,541 numbered through
    ("un-ga", "resolution", "1514 (XVX)"),
    ("un-ga", "resolution", "S-7/1"),
    ("un-ga", "resolution", "2021/22"),
    ("un-ga", "resolution", "70/0"),
    ("un-ga", "resolution", "70/1 a"),
    ("un-ga", "resolution", "70/1."),
    ("un-ga", "resolution", "54/237 C-A"),
    ("un-ga", "decision", "72/1"),  # decisions of regular sessions begin at 301
    ("un-ga", "recommendation", "70/1"),
    ("un-sc", "resolution", "1325 (1945)"),
    ("un-sc", "resolution", "1325"),
    ("un-ecosoc", "resolution", "1977/1"),
    ("un-ecosoc", "resolution", "70/1"),
    ("unea", "resolution", "70/1"),
    ("cbd-cop", "decision", "XIV/1"),
    ("cbd-cop", "decision", "IIII/1"),
    ("unccd-cop", "decision", "1/CP.21"),
    ("unfccc-cop", "decision", "8/COP.15"),
    ("nobody", "decision", "1/1"),
]

DOCUMENTS = [
    # as written, standard spelling, body
    ("A/76/225", "A/76/225", "un-ga"),
    ("A/75/6 (Sect. 9)", "A/75/6 (Sect. 9)", "un-ga"),
    ("A/77/6(Sect.3)/Add.1", "A/77/6 (Sect. 3)/Add.1", "un-ga"),
    ("A/64/38(supp)", "A/64/38", "un-ga"),
    ("A/71/6(Planoutline)", "A/71/6 (Plan outline)", "un-ga"),
    ("A/74/821-S/2020/345", "A/74/821-S/2020/345", "un-ga"),
    ("A/76/74–E/2021/54", "A/76/74-E/2021/54", "un-ga"),
    ("ICCD/COP(16)/22", "ICCD/COP(16)/22", "unccd-cop"),
    (
        "ICCD/CRIC(22)/7-ICCD/COP(16)/CST/8",
        "ICCD/CRIC(22)/7-ICCD/COP(16)/CST/8",
        "unccd-cric",
    ),
    ("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1", "unfccc-cop"),
    ("IPBES/4/INF/15", "IPBES/4/INF/15", "ipbes-plenary"),
    ("NPT/CONF.2010/50 (Vol. I)", "NPT/CONF.2010/50 (Vol. I)", None),
    ("NPT/CONF.2000/28(PartsIandII)/corr.1", "NPT/CONF.2000/28 (Parts I and II)/Corr.1", None),
    ("NPT/CONF.2000/28 (Part I和II)", "NPT/CONF.2000/28 (Parts I and II)", None),
    ("A/CONF.157/24 (Part I)", "A/CONF.157/24 (Part I)", "un-ga"),
    ("A/C.3/76/SR.12", "A/C.3/76/SR.12", "un-ga"),
    ("A/C.6/64/SR.1-28/Corrigendum", "A/C.6/64/SR.1-28/Corrigendum", "un-ga"),
    ("A/76/PV.51", "A/76/PV.51", "un-ga"),
    ("A/ES‑10/273/Corr.1", "A/ES-10/273/Corr.1", "un-ga"),
    ("A/hrc/47/7", "A/HRC/47/7", "un-hrc"),
    ("E/2021/43-E/C.16/2021/7", "E/2021/43-E/C.16/2021/7", "un-ecosoc"),
    ("E/CN.4/1998/53/add.2", "E/CN.4/1998/53/Add.2", "un-chr"),
    ("S/PRST/2021/22", "S/PRST/2021/22", "un-sc"),
    ("S/26560", "S/26560", "un-sc"),
    ("ST/SGB/2013/4/Amend.1", "ST/SGB/2013/4/Amend.1", None),
    ("ISBA/26/A/2", "ISBA/26/A/2", None),
    ("CD/1890", "CD/1890", None),
    ("SPLOS/183", "SPLOS/183", None),
    ("TD/519/Add.2", "TD/519/Add.2", None),
    ("CTOC/COP/2018/13", "CTOC/COP/2018/13", None),
    ("CAC/COSP/2021/8", "CAC/COSP/2021/8", None),
    ("CCW/CONF.VI/11", "CCW/CONF.VI/11", None),
    ("UNEP/EA.5/1/Rev.1", "UNEP/EA.5/1/Rev.1", "unea"),
    ("UNEP/OzL.Pro.28/12", "UNEP/OzL.Pro.28/12", None),
    ("UNEP(DTIE)/Hg/CONF/4", "UNEP(DTIE)/Hg/CONF/4", None),
    ("UNEP/CBD/BS/COP-MOP/5/17", "UNEP/CBD/BS/COP-MOP/5/17", "cartagena-protocol-mop"),
    ("A/RES/70/1/Corr.1", "A/RES/70/1/Corr.1", "un-ga"),
]

NO_DOCUMENTS = [
    "",
    "A",
    "N/A",
    "and/or",
    "km/h",
    "2021/22",
    "A/B",
    "A/76/225.",
    "A/76/225, annex",
    "XYZ/76/225",
    "A/RES/5/1",
    "A/RES/5/1/Corr.1",
    "S/RES/1325",
    "A/76/225-",
    "A//225",
    "A/75/6 (Sect. )",
    "A/75/6 (anything)",
    "A/" * 60 + "1",
]


@pytest.mark.parametrize(("body", "kind", "number", "normal", "iri"), NUMBERED)
def test_a_number_of_a_known_body_is_read(
    body: str, kind: str, number: str, normal: str, iri: str
) -> None:
    symbol = numbered(body, kind, number)
    assert symbol is not None
    assert (symbol.body, symbol.kind) == (body, kind)
    assert (symbol.normal, symbol.iri) == (normal, DOC + iri)


@pytest.mark.parametrize(("body", "kind", "number"), IMPOSSIBLE)
def test_a_number_that_its_body_cannot_have_is_not_read(body: str, kind: str, number: str) -> None:
    assert numbered(body, kind, number) is None


@pytest.mark.parametrize(("text", "normal", "body"), DOCUMENTS)
def test_a_full_symbol_is_read(text: str, normal: str, body: str | None) -> None:
    symbol = document(text)
    assert symbol is not None
    assert (symbol.form, symbol.kind) == ("document", "document")
    assert (symbol.normal, symbol.body) == (normal, body)


@pytest.mark.parametrize("text", NO_DOCUMENTS)
def test_what_is_no_symbol_is_not_read(text: str) -> None:
    assert document(text) is None


@pytest.mark.parametrize(
    ("text", "body", "number"),
    [
        ("A/RES/70/1", "un-ga", "70/1"),
        ("a/res/75/123 b", "un-ga", "75/123 B"),
        ("A/RES/217A(III)", "un-ga", "217 A (III)"),
        ("А/RES/1514 (ХV)", "un-ga", "1514 (XV)"),  # Cyrillic А and Х
        ("A/RES/1874(s-iv)", "un-ga", "1874 (S-IV)"),
        ("S/RES/2417(2018)", "un-sc", "2417 (2018)"),
        ("A/hrc/RES/49/1", "un-hrc", "49/1"),
        ("UNEP/EA.5/RES.14", "unea", "5/14"),
        ("UNEP/EA.5/Res. 14", "unea", "5/14"),
    ],
)
def test_the_symbol_of_a_resolution_is_that_resolution(text: str, body: str, number: str) -> None:
    assert document(text) == numbered(body, "resolution", number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CBD/COP/DEC/15/4", "15/4"),
        ("UNEP/CBD/COP/DEC/X/2", "X/2"),
        ("CBD/COP/DEC/X/2", "X/2"),
        ("UNEP/CBD/COP/DEC/XIII/5", "XIII/5"),
    ],
)
def test_the_symbol_of_a_decision_is_that_decision(text: str, number: str) -> None:
    assert document(text) == numbered("cbd-cop", "decision", number)


def test_a_decision_of_ipbes_is_no_document_of_it() -> None:
    decision, paper = document("IPBES-3/4"), document("IPBES/4/INF/15")
    assert decision is not None
    assert paper is not None
    assert (decision.kind, paper.kind) == ("decision", "document")


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("resolution 217 A (III) of the General Assembly", ["A/RES/217 (III) A"]),
        ("General Assembly resolution 70/1", ["A/RES/70/1"]),
        ("resolution A/RES/70/1", ["A/RES/70/1"]),
        ("résolution 70/1 de l’Assemblée générale", ["A/RES/70/1"]),
        ("resolución 70/1 de la Asamblea General", ["A/RES/70/1"]),
        ("Резолюция 70/1 Генеральной Ассамблеи", ["A/RES/70/1"]),
        ("قرار الجمعية العامة 70/1", ["A/RES/70/1"]),
        ("大会第70/1号决议", ["A/RES/70/1"]),
        ("第７０／１号决议", ["A/RES/70/1", "A/HRC/RES/70/1"]),
        ("resolution 4/10 of UNEA", ["UNEP/EA.4/Res.10"]),
        ("第4/10号决议", ["A/HRC/RES/4/10", "UNEP/EA.4/Res.10"]),
        ("decision 8/COP.15", ["8/COP.15"]),
        ("decision X/2 of the Conference of the Parties to the Convention on Biological Diversity",
         ["UNEP/CBD/COP/DEC/X/2"]),
        ("SBSTTA recommendation XX/12", ["UNEP/CBD/SBSTTA/REC/XX/12"]),
        ("Resolution XIII.13", ["Ramsar resolution XIII.13"]),
        ("Document A/76/225", ["A/76/225"]),
        ("A/76/225号文件", ["A/76/225"]),
        ("the quick brown fox", []),
        ("resolution", []),
        ("resolution 70/1 and more", []),
        ("document 70/1", []),
    ],
)  # fmt: skip
def test_words_around_a_number_tell_what_it_is(text: str, normals: list[str]) -> None:
    assert [symbol.normal for symbol in parse(text)] == normals


def test_a_number_alone_has_all_its_readings() -> None:
    readings = parse("4/10")
    assert {(symbol.body, symbol.kind) for symbol in readings} >= {
        ("unea", "resolution"),
        ("un-hrc", "resolution"),
        ("unep-gc", "decision"),
    }
    assert not any(symbol.body in ("un-ga", "cbd-cop") for symbol in readings)
    assert parse("4/10", body="unea")[0].normal == "UNEP/EA.4/Res.10"


def test_the_same_arabic_number_is_of_two_conventions() -> None:
    assert [symbol.normal for symbol in parse("المقرر 7/م أ-13")] == ["7/COP.13", "7/CP.13"]


def test_a_body_that_is_given_leaves_out_documents_of_others() -> None:
    assert parse("A/76/225", body="unea") == ()
    assert len(parse("A/76/225", body="un-ga")) == 1
    assert len(parse("A/77/72-E/2022/50", body="un-ecosoc")) == 1
