"""The engines say the same of every case, and of data that went wrong in many ways."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from restokg.graph.store import NamedNode
from restokg.validation.sets.running import CompiledShapes
from tests.validation.agreement import disagreements
from tests.validation.engines import ENGINES, Engine, Quads, Row, stored
from tests.validation.material import (
    CASES,
    VALID,
    as_stored,
    case,
    document,
    ontology,
    shapes,
    shapes_of,
)
from tests.validation.mutation import KINDS, Change, Pool, changed

EXAMPLES = os.environ.get("RESTOKG_EXAMPLES")
"""How many data sets to try, by hand: a thousand take some minutes, and others each time."""

CHANGE = st.builds(Change, st.sampled_from(KINDS), st.integers(0, 10**6), st.integers(0, 10**6))
FEW = st.lists(CHANGE, min_size=1, max_size=12)
MANY = st.lists(CHANGE, min_size=30, max_size=80)
thorough = settings(
    max_examples=int(EXAMPLES or 20),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_engines_find_the_same_in_a_case(path: Path) -> None:
    data = [*case(path), *ontology()]
    answers = {name: engine(data, shapes_of(path)) for name, engine in ENGINES.items()}
    first, *others = answers.values()
    assert all(rows == first for rows in others), disagreements(answers)


SOME_VALID = st.lists(st.sampled_from(VALID), min_size=1, max_size=3, unique=True)


@thorough
@given(valid=SOME_VALID, changes=FEW)
def test_the_engines_find_the_same_in_changed_cases(
    valid: list[Path], changes: list[Change]
) -> None:
    data = [quad for path in valid for quad in case(path)]
    assert disagreements(_answers(data, changes, ENGINES)) == []


@thorough
@given(changes=MANY)
def test_the_fast_engines_find_the_same_in_much_changed_data(changes: list[Change]) -> None:
    engines = {name: ENGINES[name] for name in ("native", "shifty")}
    assert disagreements(_answers(_much(), changes, engines)) == []


@cache
def _much() -> Quads:
    return [*document(), *(quad for path in VALID for quad in case(path))]


def _answers(
    data: Quads, changes: list[Change], engines: Mapping[str, Engine]
) -> dict[str, list[Row]]:
    wrong = as_stored(changed(data, Pool(data, shapes()), changes))
    return {name: engine([*wrong, *ontology()], shapes()) for name, engine in engines.items()}


@thorough
@given(changes=MANY, chosen=st.randoms(use_true_random=False))
def test_results_about_some_nodes_are_those_of_all_results(
    changes: list[Change], chosen: Random
) -> None:
    data = [*as_stored(changed(_much(), Pool(_much(), shapes()), changes)), *ontology()]
    compiled, store = CompiledShapes.of(stored(shapes())), stored(data)
    nodes = sorted({_name(term) for quad in data for term in (quad.subject, quad.object)})
    focus = set(chosen.sample(nodes, k=min(len(nodes), 25)))
    expected = [result for result in compiled.results(store) if _name(result.focus) in focus]
    assert Counter(compiled.results(store, focus=focus)) == Counter(expected)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
