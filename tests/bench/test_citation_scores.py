"""How what is found is judged by the labels of a resolution, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest

TEXT = (
    "A/RES/77/500 Recalling resolutions 70/1 and 71/222, 4/10 of UNEA and 3/COP.14, A/77/9-E/2022/9"
)


@pytest.fixture(scope="module")
def scores() -> Any:
    return import_module("citation_scores")


def version(scores: Any, found: Mapping[str, str | None], labels: Mapping[str, str | None]) -> Any:
    label = import_module("citation_labels").Label
    marks = [
        label(
            TEXT.index(printed), TEXT.index(printed) + len(printed), target, None if target else "x"
        )
        for printed, target in labels.items()
    ]
    ours = [
        scores.Found(TEXT.index(printed), TEXT.index(printed) + len(printed), printed, normal)
        for printed, normal in found.items()
    ]
    return scores.Version("A/RES/77/500", "en", 12, marks, ours)


def verdicts(
    scores: Any,
    found: Mapping[str, str | None],
    labels: Mapping[str, str | None],
    anywhere: set[str] | None = None,
) -> list[str]:
    kept = version(scores, found, labels)
    return [one.verdict for one in scores.judged(kept, anywhere or set())]


def test_a_label_with_its_document_is_right(scores: Any) -> None:
    assert verdicts(scores, {"70/1": "A/RES/70/1"}, {"70/1": "A/RES/70/1"}) == ["right"]


def test_another_document_on_a_label_is_wrong(scores: Any) -> None:
    assert verdicts(scores, {"70/1": "A/HRC/RES/70/1"}, {"70/1": "A/RES/70/1"}) == ["other target"]


def test_another_span_misses_the_label_and_cites_nothing(scores: Any) -> None:
    found = {"70/1 and": "A/RES/70/1"}
    assert verdicts(scores, found, {"70/1": "A/RES/70/1"}) == ["no citation", "missed"]


def test_what_is_left_open_is_missed_but_never_wrong(scores: Any) -> None:
    assert verdicts(scores, {"70/1": None}, {"70/1": "A/RES/70/1"}) == ["left open"]
    counts = Counter(["right", "left open", "left open beside labels"])
    assert scores.precision(counts) == 1.0
    assert scores.recall(counts) == 0.5


def test_a_number_without_a_label_is_right_only_if_some_version_links_it(scores: Any) -> None:
    found = {"71/222": "A/RES/71/222"}
    assert verdicts(scores, found, {}) == ["no citation"]
    assert verdicts(scores, found, {}, {"A/RES/71/222"}) == ["confirmed"]


def test_a_number_with_the_sign_of_its_body_is_right_without_a_label(scores: Any) -> None:
    assert verdicts(scores, {"A/77/9-E/2022/9": "A/77/9-E/2022/9"}, {}) == ["confirmed"]
    assert verdicts(scores, {"4/10": "UNEP/EA.4/Res.10"}, {}) == ["no citation"]


def test_decisions_are_not_judged_without_a_label(scores: Any) -> None:
    assert verdicts(scores, {"3/COP.14": "3/COP.14"}, {}) == ["decision"]


def test_noise_and_the_own_symbol_count_neither_way(scores: Any) -> None:
    found = {"A/RES/77/500": "A/RES/77/500", "70/1": "A/RES/70/1"}
    assert verdicts(scores, found, {"70/1": None}) == ["passed over", "passed over"]


def test_a_joint_symbol_is_right_for_each_label_within(scores: Any) -> None:
    found = {"A/77/9-E/2022/9": "A/77/9-E/2022/9"}
    labels = {"A/77/9": "A/77/9", "E/2022/9": "E/2022/9"}
    assert verdicts(scores, found, labels) == ["right", "right"]


def test_precision_and_recall_count_another_document_in_both(scores: Any) -> None:
    counts = Counter({"right": 6, "confirmed": 2, "other target": 1, "no citation": 1, "missed": 3})
    assert scores.precision(counts) == pytest.approx(8 / 10)
    assert scores.recall(counts) == pytest.approx(6 / 10)


def test_agreement_is_what_both_versions_cite_over_what_either_cites(scores: Any) -> None:
    one = version(scores, {"70/1": "A/RES/70/1", "71/222": "A/RES/71/222"}, {})
    other = version(scores, {"70/1": "A/RES/70/1", "4/10": None}, {})._replace(language="fr")
    pooled, shares = scores.agreement([one, other])
    assert pooled == pytest.approx(1 / 2)
    assert shares == {("en", "fr"): pytest.approx(1 / 2)}
