"""Builds that are killed, and builds side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from restokg.build.pipeline import build
from restokg.graph.snapshot import open_snapshot

# Builds, and at the stage given waits to be killed.
WAITING = """
import sys, time
from pathlib import Path
from restokg import resources
from restokg.build.pipeline import build
package, out, stage = sys.argv[1:]
resources.PLACES = (Path(package),)

def wait(name, seconds):
    if name == stage and seconds is None:
        print("here", flush=True)
        time.sleep(60)

build(out=Path(out), force=True, on_stage=wait)
"""

BUILDING = WAITING.replace("time.sleep(60)", "pass")


def start(code: str, package: Path, out: Path, stage: str, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, str(package), str(out), stage]
    return subprocess.Popen(command, cwd=source, stdout=subprocess.PIPE)


@pytest.mark.parametrize("stage", ["write", "place"])
def test_a_killed_build_leaves_the_old_snapshot_and_the_next_one_cleans_up(
    stage: str, small: Path, tmp_path: Path, checkout: Path
) -> None:
    out = tmp_path / "graphs" / "graph"
    old = build(out=out)
    before = (out / "graph.nq").read_bytes()
    document = small / "data" / "documents" / "report.trig"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("asks for more", "asks for less"), encoding="utf-8")

    process = start(WAITING, small, out, stage, checkout / "src")
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    process.kill()
    process.wait()
    process.stdout.close()

    assert (out / "graph.nq").read_bytes() == before
    assert len(open_snapshot(out).store) == old.quads
    left = os.listdir(out.parent)  # noqa: PTH208
    assert len(left) == 2, "the killed build leaves its folder behind"
    build(out=out)
    assert os.listdir(out.parent) == ["graph"]  # noqa: PTH208
    assert b"asks for less" in (out / "graph.nq").read_bytes()


def test_builds_side_by_side_do_not_hurt_one_another_or_a_reader(
    small: Path, tmp_path: Path, checkout: Path
) -> None:
    out = tmp_path / "graphs" / "graph"
    quads = build(out=out).quads
    builds = [start(BUILDING, small, out, "write", checkout / "src") for _ in range(3)]
    reads = 0
    try:
        deadline = time.monotonic() + 60
        while any(process.poll() is None for process in builds):
            assert time.monotonic() < deadline
            assert len(open_snapshot(out).store) == quads
            reads += 1
    finally:
        for process in builds:
            process.kill()
            process.communicate()
    assert [process.returncode for process in builds] == [0, 0, 0]
    assert reads > 1, "the builds were over before a reader could meet them"
    assert os.listdir(out.parent) == ["graph"]  # noqa: PTH208
