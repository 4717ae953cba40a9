"""`restokg show`: a thing by any name, its facts with their paragraphs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

IDRA = """\
International Drought Resilience Alliance · 国际抗旱联盟
initiative:idra · initiative (rkg:Initiative) · rkg:Undertaking (inferred)
Also called: IDRA
https://w3id.org/restokg/id/initiative/idra

fact         value                                                                 stated in
───────────  ────────────────────────────────────────────────────────────────────  ────────────────────────────────────
launched by  Senegal (actor:senegal)                                               TEST/COP(1)/2 ¶44; TEST/COP(1)/2 ¶47
             Spain (actor:spain)                                                   TEST/COP(1)/2 ¶44
quantity     members of IDRA in 2024: more than 60,000 countries · as of: 2024-08  TEST/COP(1)/2 ¶47
hosted by    Spain (actor:spain)                                                   (inferred)
             countries (kind:country)                                              (inferred)

named as      by                                                                    stated in
────────────  ────────────────────────────────────────────────────────────────────  ─────────────────
organization  Spain, host of IDRA: member: Spain · role: host                       TEST/COP(1)/2 ¶44
quantity of   members of IDRA in 2024: more than 60,000 countries · as of: 2024-08  (inferred)
"""  # noqa: E501


@pytest.mark.parametrize(
    "name",
    [
        "https://w3id.org/restokg/id/initiative/idra",
        "<https://w3id.org/restokg/id/initiative/idra>",
        "initiative:idra",
        "IDRA",
        "international drought  resilience ALLIANCE",
        "国际抗旱联盟",
    ],
)
def test_a_thing_goes_by_iri_compact_iri_or_label(run: Run, name: str) -> None:
    code, out, err = run("show", name)
    assert (code, err) == (0, "")
    assert out.startswith(
        "International Drought Resilience Alliance · 国际抗旱联盟\ninitiative:idra"
    )


@pytest.mark.parametrize("name", ["TEST/COP(1)/2", "TEST/COP.1/2", "test/cop(1)/2"])
def test_a_document_goes_by_its_symbol(run: Run, name: str) -> None:
    assert run("show", name)[1].splitlines()[1].startswith("TEST/COP(1)/2 · rkg:Report")


@pytest.mark.parametrize(
    ("name", "citation"),
    [("TEST/COP(1)/2 ¶47(a)", "¶47(a)"), ("doc:TEST/COP.1/2/p/47/a", "¶47(a)")],
)
def test_a_passage_goes_by_its_citation(run: Run, name: str, citation: str) -> None:
    assert run("show", name)[1].startswith(f"TEST/COP(1)/2 {citation}\n")


def test_facts_stand_with_their_paragraphs_and_inferred_ones_are_marked(run: Run) -> None:
    assert run("show", "IDRA") == (0, IDRA, "")


def test_a_passage_shows_what_it_says_of_others(run: Run) -> None:
    out = run("show", "TEST/COP(1)/2 ¶44", "--lang", "zh")[1]
    assert "联盟由谁发起。" in out
    assert "Who launched" not in out
    assert "西班牙：联盟东道方  member：西班牙 · organization：国际抗旱联盟 · role：东道方" in out


def test_json_holds_sources_as_iris(run: Run) -> None:
    described = json.loads(run("show", "IDRA", "--format", "json")[1])
    launched = next(fact for fact in described["facts"] if fact["label"] == "launched by")
    assert [
        [source["citation"] for source in value["sources"]] for value in launched["values"]
    ] == [
        ["TEST/COP(1)/2 ¶44", "TEST/COP(1)/2 ¶47"],
        ["TEST/COP(1)/2 ¶44"],
    ]
    assert [value["inferred"] for value in launched["values"]] == [False, False]


def test_more_values_than_fit_are_counted_and_all_shows_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from restokg.cli import show

    monkeypatch.setattr(show, "MOST", 1)
    assert "… and 1 more (--all shows them)" in run("show", "IDRA")[1]
    assert run("show", "IDRA", "--all") == (0, IDRA, "")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("idro", "The graph holds nothing called 'idro'. Did you mean: IDRA (initiative:idra)"),
        ("drought resilience", "Did you mean: International Drought Resilience Alliance"),
        ("twin", "'twin' is the name of 2 things. Give one: system:one; system:two."),
        ("https://example.org/none", "The graph holds nothing called 'https://example.org/none'."),
        ("", "The graph holds nothing called ''."),
    ],
)
def test_an_unknown_name_gets_near_misses(run: Run, name: str, message: str) -> None:
    code, out, err = run("show", name)
    assert (code, out) == (3, "")
    assert message in err
