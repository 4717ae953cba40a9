"""The parts, names and addresses of a symbol."""

from __future__ import annotations

from restokg.symbols import Symbol, document, numbered


def known(symbol: Symbol | None) -> Symbol:
    assert symbol is not None
    return symbol


def test_a_resolution_tells_session_number_and_letter() -> None:
    symbol = known(document("A/RES/75/123 B"))
    assert (symbol.session, symbol.number, symbol.letter, symbol.year) == ("75", "123", "B", None)


def test_a_special_session_is_told_from_a_regular_one() -> None:
    sessions = [
        known(numbered("un-ga", "resolution", number)).session
        for number in ("S-16/1", "ES-11/1", "3201 (S-VI)", "1514 (XV)")
    ]
    assert sessions == ["S-16", "ES-11", "S-VI", "XV"]
    assert known(document("IPBES-3/4")).session == "3"


def test_resolutions_of_councils_tell_the_year() -> None:
    assert known(document("S/RES/2417 (2018)")).year == "2018"
    assert known(document("E/RES/1980/67")).year == "1980"


def test_labels_are_in_english_and_chinese() -> None:
    symbol = known(document("A/RES/70/1"))
    assert symbol.label("en") == "General Assembly resolution 70/1"
    assert symbol.label("zh") == "联合国大会第70/1号决议"
    paper = known(document("A/76/225"))
    assert (paper.label("en"), paper.label("zh")) == ("Document A/76/225", "A/76/225号文件")


def test_links_lead_to_official_addresses() -> None:
    links = {
        text: known(document(text)).link
        for text in (
            "A/RES/70/1",
            "S/RES/2417 (2018)",
            "A/75/6 (Sect. 9)",
            "A/74/821-S/2020/345",
            "CBD/COP/DEC/XIII/5",
            "CBD/COP/14/14",
        )
    }
    assert links == {
        "A/RES/70/1": "https://undocs.org/A/RES/70/1",
        "S/RES/2417 (2018)": "https://undocs.org/S/RES/2417(2018)",
        "A/75/6 (Sect. 9)": "https://undocs.org/A/75/6(Sect.9)",
        "A/74/821-S/2020/345": "https://undocs.org/A/74/821",
        "CBD/COP/DEC/XIII/5": "https://www.cbd.int/decisions/cop/13/5",
        "CBD/COP/14/14": None,
    }


def test_suffixes_are_told() -> None:
    assert known(document("A/66/53/Add.1/Corr.1")).suffixes == ("Add.1", "Corr.1")
    assert known(document("A/RES/70/1")).suffixes == ()


def test_a_joint_symbol_is_of_two_documents() -> None:
    halves = known(document("A/77/72-E/2022/50")).joined
    assert [(half.normal, half.body) for half in halves] == [
        ("A/77/72", "un-ga"),
        ("E/2022/50", "un-ecosoc"),
    ]


def test_bodies_have_the_iris_of_the_graph_where_it_describes_them() -> None:
    base = "https://w3id.org/restokg/id/body/"
    assert known(document("A/76/225")).body_iri == base + "un-ga"
    assert known(document("S/RES/2417 (2018)")).body_iri == base + "security-council"
    assert known(numbered("unep-gc", "decision", "27/2")).body_iri is None
    assert known(document("CD/1890")).body_iri is None


def test_symbols_are_values() -> None:
    assert len({document("A/RES/70/1"), numbered("un-ga", "resolution", "70/1")}) == 1
