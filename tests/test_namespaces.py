"""Namespaces, resources and errors: what everything else stands on."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

from restokg import errors, resources
from restokg.errors import MissingPathError, RestokgError
from restokg.namespaces import BASE, KINDS, PREFIXES, compact, expand

PACKAGE = Path(__file__).parent.parent / "src" / "restokg"
WITH_EXAMPLES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if ">>>" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_in_docstrings_hold(module: str) -> None:
    results = doctest.testmod(importlib.import_module(module))
    assert results.attempted > 0
    assert results.failed == 0


def test_each_kind_is_named_once_and_each_prefix_has_a_namespace_of_its_own() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_is_compacted_expands_back(prefix: str) -> None:
    iri = PREFIXES[prefix] + "a/b.c-d"
    assert compact(iri) == f"{prefix}:a/b.c-d"
    assert expand(compact(iri)) == iri


def test_the_longest_namespace_that_fits_is_used() -> None:
    assert compact("http://metadata.un.org/sdg/ontology#Goal") == "sdgo:Goal"
    assert compact("http://metadata.un.org/sdg/15") == "sdg:15"
    assert compact("urn:x") == "urn:x"


@pytest.mark.parametrize("text", ["IDRA", "UNEP/EA.5/10", "https://example.org/x", "nope:x", ""])
def test_what_is_no_curie_of_ours_does_not_expand(text: str) -> None:
    assert expand(text) is None


def test_a_slash_may_be_escaped_as_turtle_has_it() -> None:
    assert expand(r"doc:UNEP\/EA.5\/10") == f"{BASE}doc/UNEP/EA.5/10"


def test_every_prefix_of_the_checkout_means_the_same_in_every_file(checkout: Path) -> None:
    """A prefix of ours that a file declares otherwise would mislead its readers."""
    declared = re.compile(
        r"^\s*(?:@prefix|PREFIX)\s+([\w-]+):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE
    )
    files = [
        path
        for folder in ("ontology", "shapes", "queries", "data")
        for path in (checkout / folder).rglob("*.*")
    ]
    pairs = {pair for path in files for pair in declared.findall(path.read_text(encoding="utf-8"))}
    assert pairs
    assert {(prefix, iri) for prefix, iri in pairs if PREFIXES.get(prefix, iri) != iri} == set()


def test_the_resources_of_the_checkout_are_found() -> None:
    for folder in (resources.ontology, resources.shapes, resources.queries, resources.data):
        assert folder().is_dir()


def test_a_missing_resource_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "PLACES", (tmp_path,))
    with pytest.raises(MissingPathError, match="pip install"):
        resources.shapes()


def test_the_tree_of_errors_is_as_the_module_says() -> None:
    drawn = dict(re.findall(r"(\w+Error)(?: \((\d)\))?", str(errors.__doc__)))
    classes = {
        name: item
        for name, item in vars(errors).items()
        if isinstance(item, type) and issubclass(item, RestokgError)
    }
    assert drawn.keys() == classes.keys()
    assert {n: str(classes[n].exit_code) for n, code in drawn.items() if code} == {
        n: code for n, code in drawn.items() if code
    }
