from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

import restokg

RESOURCES = ("ontology", "shapes", "queries", "data")


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def only(found: list[Path]) -> Path:
    assert len(found) == 1, found
    return found[0]


def build(target: str, source: Path, output: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", output, cwd=source)
    return only(list(output.iterdir()))


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_wheel_carries_every_resource_and_the_types(wheel: Path, checkout: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert "restokg/py.typed" in names
    for folder in RESOURCES:
        files = [
            file.relative_to(checkout).as_posix()
            for file in (checkout / folder).rglob("*")
            if file.is_file() and not file.name.startswith(".")
        ]
        assert files, f"{folder} is empty"
        assert {f"restokg/_resources/{file}" for file in files} <= names


def test_a_wheel_built_from_the_source_distribution_is_the_same(
    wheel: Path, checkout: Path, tmp_path: Path
) -> None:
    with tarfile.open(build("sdist", checkout, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    again = build("wheel", only(list((tmp_path / "unpacked").iterdir())), tmp_path / "wheel")
    assert ZipFile(again).namelist() == ZipFile(wheel).namelist()
    assert again.read_bytes() == wheel.read_bytes()


def test_an_installed_wheel_answers_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place, home = tmp_path / "installed", tmp_path / "home"
    home.mkdir()
    pip = ("-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet")
    run(sys.executable, *pip, "--no-index", "--no-deps", "--target", place, wheel, cwd=home)
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RESTOKG_")},
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPATH": str(place),
    }
    where = run(sys.executable, "-c", "import restokg; print(restokg.__file__)", cwd=home, env=env)
    assert Path(where.strip()).is_relative_to(place)
    command = (sys.executable, "-m", "restokg", "ask")
    assert re.search(
        r"^ +23 +What do the partner categories", run(*command, cwd=home, env=env), re.MULTILINE
    )
    answer = json.loads(run(*command, "23", "--format", "json", cwd=home, env=env))
    assert len(answer["results"]["bindings"]) > 50
    assert list((home / "cache" / "restokg").iterdir())


def test_the_command_is_the_entry_point_of_the_package(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        name = only([Path(n) for n in archive.namelist() if n.endswith("entry_points.txt")])
        points = archive.read(name.as_posix()).decode()
    assert "restokg = restokg.cli.main:run" in points


def test_the_citation_names_the_version_of_the_package(checkout: Path) -> None:
    citation = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.+)$", citation, re.MULTILINE) == [restokg.__version__]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_holds_versions_and_hashes_and_no_address(checkout: Path, name: str) -> None:
    lock = (checkout / "requirements" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert entries
    for entry in entries:
        assert re.fullmatch(
            r"[a-z0-9-]+==[^ ]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry
        )


def test_the_locks_satisfy_what_the_project_asks_for(
    checkout: Path, project: dict[str, Any]
) -> None:
    asked = {
        "run.txt": [*project["project"]["dependencies"], *project["build-system"]["requires"]],
        "dev.txt": [
            *project["project"]["dependencies"],
            *(r for extra in project["project"]["optional-dependencies"].values() for r in extra),
            *(r for group in project["dependency-groups"].values() for r in group),
        ],
        "web.txt": project["dependency-groups"]["web"],
    }
    for name, requirements in asked.items():
        lock = (checkout / "requirements" / name).read_text(encoding="utf-8")
        pinned = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))
        # A group may name another group, and an extra the package itself.
        named = [Requirement(text) for text in requirements if isinstance(text, str)]
        for requirement in (known for known in named if known.name != "restokg"):
            assert pinned[requirement.name.lower()] in requirement.specifier, requirement
