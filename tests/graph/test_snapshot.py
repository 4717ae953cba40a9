"""Snapshots: named by their content, placed whole, and never in the way of one another."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from restokg.errors import (
    OutputExistsError,
    SnapshotError,
    SnapshotMissingError,
    SnapshotUnreadableError,
    WriteError,
)
from restokg.graph import snapshot
from restokg.graph.snapshot import cache_folder, content_key, locate, open_snapshot, placing
from restokg.graph.store import Store

ONE = b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"
TWO = ONE + b"<urn:a> <urn:b> <urn:d> <urn:g> .\n"


def make(folder: Path, nquads: bytes = ONE, **manifest: object) -> None:
    Store.write(folder / "store", nquads)
    (folder / "graph.nq").write_bytes(nquads)
    content = {"format": snapshot.FORMAT, "key": "k", **manifest}
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


def put(target: Path, nquads: bytes = ONE, *, replace: bool = False) -> None:
    with placing(target, replace=replace) as folder:
        make(folder, nquads)


def put_and_interrupt(target: Path) -> None:
    with placing(target, replace=True) as folder:
        make(folder, TWO)
        raise KeyboardInterrupt


def size(target: Path) -> int:
    return len(open_snapshot(target).store)


def test_the_key_stays_the_same_for_the_same_content(small: Path) -> None:
    assert content_key() == content_key()
    assert len(content_key()) == 16
    os.utime(small / "data" / "documents" / "report.trig", (1, 1))
    (small / "data" / "notes.txt").write_text("not RDF", encoding="utf-8")
    assert content_key() == content_key()


@pytest.mark.parametrize(
    "name",
    [
        "ontology/small.ttl",
        "shapes/small.ttl",
        "data/documents/report.trig",
        "queries/checks/untyped.rq",
    ],
)
def test_the_key_changes_with_any_file_that_a_build_reads(name: str, small: Path) -> None:
    before = content_key()
    with (small / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert content_key() != before


def test_the_key_changes_with_names_options_version_and_further_data(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.ttl"
    more.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    keys = {content_key(), content_key(reasoning=False), content_key([more])}
    report = small / "data" / "documents" / "report.trig"
    report.rename(report.with_name("renamed.trig"))
    keys.add(content_key())
    monkeypatch.setattr(snapshot, "__version__", "99")
    keys.add(content_key())
    assert len(keys) == 5


def test_the_place_is_as_given_else_of_the_environment_else_in_the_cache(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locate() == tmp_path / "cache" / "restokg" / content_key()
    monkeypatch.setenv("RESTOKG_SNAPSHOT", str(small))
    assert locate() == small
    assert locate(tmp_path) == tmp_path


def test_a_user_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(SnapshotError, match="Set XDG_CACHE_HOME"):
        cache_folder()


def test_a_manifest_that_may_not_be_read_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "graph"
    put(target)

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(
        SnapshotUnreadableError, match=r"cannot be read: Permission denied\. Permit"
    ):
        open_snapshot(target)


def test_a_snapshot_is_placed_whole_and_opens(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "graph"
    with placing(target) as folder:
        make(folder)
        assert not target.exists()
    assert size(target) == 1
    assert os.listdir(target.parent) == ["graph"]  # noqa: PTH208 - hidden files are the point


def test_a_failed_build_leaves_the_old_snapshot_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    put(target)
    with pytest.raises(KeyboardInterrupt):
        put_and_interrupt(target)
    assert size(target) == 1
    assert os.listdir(tmp_path) == ["graph"]  # noqa: PTH208


def test_a_snapshot_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    put(target)
    put(target, TWO)
    assert size(target) == 1
    put(target, TWO, replace=True)
    assert size(target) == 2


def test_a_reader_keeps_the_snapshot_that_is_replaced_under_it(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    put(target)
    reader = open_snapshot(target).store
    put(target, TWO, replace=True)
    assert len(list(reader.quads())) == 1
    assert size(target) == 2


def test_a_snapshot_is_replaced_where_folders_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_exchange", lambda _one, _other: False)
    target = tmp_path / "graph"
    put(target)
    put(target, TWO, replace=True)
    assert size(target) == 2
    assert os.listdir(tmp_path) == ["graph"]  # noqa: PTH208


def test_the_exchange_is_one_step_on_this_system(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not snapshot._exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system does not exchange folders")
    assert (tmp_path / "one" / "other").exists()
    assert (tmp_path / "other" / "one").exists()


def test_of_two_builds_the_first_to_end_is_placed(tmp_path: Path) -> None:
    target = tmp_path / "graph"
    with placing(target) as slow:
        make(slow, TWO)
        put(target)
        assert slow.exists()
    assert size(target) == 1
    assert os.listdir(tmp_path) == ["graph"]  # noqa: PTH208


def test_the_folder_of_a_dead_build_is_removed_and_that_of_a_live_one_is_not(
    tmp_path: Path,
) -> None:
    target = tmp_path / "graph"
    dead = tmp_path / ".graph.building-dead"
    (dead / "snapshot").mkdir(parents=True)
    (dead / "lock").touch()
    with placing(target) as live:
        assert not dead.exists()
        put(tmp_path / "graph")
        assert live.exists()


@pytest.mark.parametrize("replace", [False, True])
def test_what_is_not_a_snapshot_is_never_overwritten(tmp_path: Path, replace: bool) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("years of work", encoding="utf-8")
    file = tmp_path / "file"
    file.touch()
    for target in (folder, file):
        with pytest.raises(OutputExistsError, match="Choose another folder"):
            put(target, replace=replace)
    assert os.listdir(folder) == ["chapter.txt"]  # noqa: PTH208


def test_an_empty_folder_may_become_a_snapshot(tmp_path: Path) -> None:
    target = tmp_path / "empty"
    target.mkdir()
    put(target)
    assert size(target) == 1


def test_a_place_that_cannot_be_written_to_is_an_error_that_names_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(
        WriteError, match="file/deep/graph: This cannot be written: Not a directory"
    ):
        put(file / "deep" / "graph")


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="No space left"):
        put_on_full_disk(tmp_path / "graph")
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def put_on_full_disk(target: Path) -> None:
    with placing(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_missing_snapshot_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissingError, match=r"restokg build --out .*nowhere"):
        open_snapshot(tmp_path / "nowhere")


def damage_manifest(target: Path) -> None:
    (target / "manifest.json").write_text('{"format":', encoding="utf-8")


def drop_format(target: Path) -> None:
    (target / "manifest.json").write_text("[]", encoding="utf-8")


def come_from_the_future(target: Path) -> None:
    (target / "manifest.json").write_text('{"format": 99}', encoding="utf-8")


def drop_manifest(target: Path) -> None:
    (target / "manifest.json").unlink()


def drop_store(target: Path) -> None:
    (target / "store" / "CURRENT").unlink()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (damage_manifest, "manifest is damaged"),
        (drop_format, "manifest is damaged"),
        (come_from_the_future, "It has format 99; this version reads format 1"),
        (drop_manifest, "not a snapshot"),
        (drop_store, "store is damaged"),
    ],
)
def test_a_damaged_snapshot_is_an_error_that_says_what_to_do(
    damage: object, said: str, tmp_path: Path
) -> None:
    target = tmp_path / "graph"
    put(target)
    assert callable(damage)
    damage(target)
    with pytest.raises(SnapshotUnreadableError, match=said) as caught:
        assert open_snapshot(target).store
    assert "restokg build" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_opening_and_asking_imports_nothing_heavy(tmp_path: Path, checkout: Path) -> None:
    import subprocess
    import sys

    put(tmp_path / "graph")
    code = (
        "import sys; from pathlib import Path; from restokg.graph.snapshot import open_snapshot\n"
        f"rows = list(open_snapshot(Path({str(tmp_path / 'graph')!r})).store.select("
        "'SELECT ?s { ?s ?p ?o }'))\n"
        "assert len(rows) == 1\n"
        "heavy = {'rdflib', 'typer', 'rich', 'shifty', 'pyshacl', 'reasonable', 'dataclasses'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=checkout / "src")
