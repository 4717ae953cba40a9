from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def packages(web: Path) -> dict[str, dict[str, Any]]:
    lock = json.loads((web / "package-lock.json").read_text(encoding="utf-8"))
    found = {path: about for path, about in lock["packages"].items() if path}
    assert found
    return found


def test_the_lock_holds_a_version_and_a_hash_for_every_package(
    packages: dict[str, dict[str, Any]],
) -> None:
    for path, about in packages.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+[\w.+-]*", about["version"]), path
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", about["integrity"]), path


def test_the_lock_holds_no_address_to_fetch_from(web: Path) -> None:
    text = (web / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://" not in text  # nor pages at which projects ask for money, which npm adds
    assert "registry" not in text


def test_npm_is_told_to_leave_addresses_out_of_the_lock(web: Path) -> None:
    settings = (web / ".npmrc").read_text(encoding="utf-8").split()
    assert "omit-lockfile-registry-resolved=true" in settings
    assert not [line for line in settings if "//" in line]


def test_the_package_names_exact_versions_and_cannot_be_published(web: Path) -> None:
    package = json.loads((web / "package.json").read_text(encoding="utf-8"))
    assert package["private"] is True
    asked = {**package["dependencies"], **package["devDependencies"]}
    assert asked
    assert [name for name, version in asked.items() if not re.fullmatch(r"[\d.]+", version)] == []


def test_the_lock_is_that_of_the_package(web: Path, packages: dict[str, dict[str, Any]]) -> None:
    package = json.loads((web / "package.json").read_text(encoding="utf-8"))
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version
