"""A small snapshot and a small catalogue for the command line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg import resources
from restokg.cli import audit, review
from restokg.cli.main import main
from restokg.cli.opening import open_graph
from restokg.graph.store import Store
from tests.snapshots import made

HERE = Path(__file__).parent

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store()
    store.load(HERE / "small.trig", "trig")
    return made(tmp_path_factory.mktemp("snapshot"), store)


@pytest.fixture
def run(snapshot: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; gives exit code, standard output, standard error."""
    monkeypatch.setenv("RESTOKG_SNAPSHOT", str(snapshot))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(resources, "queries", lambda: HERE / "queries")

    def call(*arguments: str) -> tuple[int, str, str]:
        open_graph.cache_clear()
        code = main(arguments)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def validate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `restokg validate` in this process, with what standard input holds."""
    for name in ("RESTOKG_SNAPSHOT", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        open_graph.cache_clear()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["validate", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def environment(snapshot: Path) -> dict[str, str]:
    return os.environ | {"RESTOKG_SNAPSHOT": str(snapshot), "COLUMNS": "120"}


@pytest.fixture
def process(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, on the real catalogue."""

    def call(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "restokg", *arguments],
            capture_output=True,
            encoding="utf-8",
            env=environment | options,
            timeout=60,
            check=False,
        )

    return call


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let a reader at a terminal type these lines; gives the prompts that were shown."""

    def type_in(*lines: str) -> list[str]:
        answers = iter(lines)
        prompts: list[str] = []

        def answer(prompt: str = "") -> str:
            prompts.append(prompt)
            line = next(answers, None)
            if line is None:
                raise EOFError
            return line

        for module in (audit, review):
            monkeypatch.setattr(module, "is_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", answer)
        return prompts

    return type_in
