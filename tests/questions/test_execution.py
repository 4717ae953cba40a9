"""A query in a process of its own ends when it must."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from restokg.errors import QueryStoppedError, SnapshotError
from restokg.graph.store import Store
from restokg.questions import execution

TRIPLES = "".join(f"<http://e/s{n}> <http://e/p> <http://e/o{n}> .\n" for n in range(60))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    Store.write(folder, TRIPLES.encode())
    return folder


def test_rows_come_back_as_they_are(store: Path) -> None:
    query = 'SELECT ("甲"@zh AS ?a) (COUNT(*) AS ?n) ?u WHERE { ?x ?y ?z } GROUP BY ?u'
    answer = execution.run(store, query, timeout=20)
    assert answer.columns == ("a", "n", "u")
    assert answer.cells() == [["甲", "60", ""]]


def test_many_rows_come_back_whole(store: Path) -> None:
    query = "SELECT ?a ?b WHERE { ?a <http://e/p> ?c . ?b <http://e/p> ?d }"
    assert len(execution.run(store, query, timeout=20).rows) == 3600


CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def test_time_has_its_limit(store: Path) -> None:
    start = time.monotonic()
    with pytest.raises(QueryStoppedError, match=r"after 0\.4 seconds"):
        execution.run(store, f"SELECT (COUNT(*) AS ?z) WHERE {CROSS}", timeout=0.4)
    assert time.monotonic() - start < 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a store maps as data")
def test_memory_has_its_limit(store: Path) -> None:
    little = 400 * 1024**2
    assert execution.run(store, "ASK {}", timeout=20, memory=little).cells() == [["true"]]
    with pytest.raises(QueryStoppedError, match=r"more than 0\.4 GiB of memory"):
        execution.run(store, f"SELECT DISTINCT * WHERE {CROSS}", timeout=60, memory=little)


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(SnapshotError, match="cannot be read"):
        execution.run(tmp_path, "ASK {}", timeout=20)


def test_a_module_in_the_working_folder_is_not_imported(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('wrong json')")
    monkeypatch.chdir(tmp_path)
    assert execution.run(store, "ASK {}", timeout=20).cells() == [["true"]]
