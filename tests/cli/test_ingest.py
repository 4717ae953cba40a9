"""`restokg ingest`: what is written, told, and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from restokg.graph.store import Store
from restokg.ingest.pipeline import CITED
from restokg.namespaces import DOC
from tests.ingest.works import chinese, contents, files, resolution

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files(
        tmp_path / "in", one__txt=resolution(1), zh__txt=chinese(1), two__txt=resolution(2)
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def ingest(run: Run) -> Run:
    return lambda *arguments: run("ingest", *map(str, arguments))


def test_it_writes_a_folder_and_tells_what_was_found(ingest: Run, folder: Path, out: Path) -> None:
    code, printed, _ = ingest(folder, "--out", out, "--jobs", "1")
    assert code == 0
    assert [*contents(out)] == ["A-RES-99-1.trig", "A-RES-99-2.trig", CITED]
    rows = {
        line.rpartition(" ")[0].strip(): line.split()[-1] for line in printed.splitlines() if line
    }
    assert rows["documents"] == "2"
    assert rows["files read"] == "3"
    assert rows["citations"] == "2"
    assert rows["documents only cited"] == "1"
    assert "en 2, zh 1" in printed
    assert str(out) in printed


def test_a_second_run_says_that_all_was_there(ingest: Run, folder: Path, out: Path) -> None:
    ingest(folder, "--out", out, "--jobs", "1")
    code, printed, _ = ingest(folder, "--out", out, "--jobs", "1")
    assert code == 0
    assert "2 of 2 were there from an earlier run" in printed
    _, printed, _ = ingest(folder, "--out", out, "--jobs", "1", "--force")
    assert "earlier run" not in printed


def test_what_cannot_be_read_is_named_and_the_exit_code_tells(
    ingest: Run, folder: Path, out: Path
) -> None:
    files(folder, broken__xml="<a>\n<b></a>", empty__txt="", picture__png="")
    code, printed, _ = ingest(folder, "--out", out, "--jobs", "1")
    assert code == 3
    told = printed.partition("Could not be read:\n")[2].splitlines()[:2]
    assert [line.partition(": ")[0] for line in sorted(told)] == [
        str(folder / "broken.xml"),
        str(folder / "empty.txt"),
    ]
    assert "1 file of another kind was passed over" in printed
    assert len(contents(out)) == 3


@pytest.mark.parametrize("ending", ["trig", "ttl"])
def test_it_writes_one_file(ingest: Run, folder: Path, tmp_path: Path, ending: str) -> None:
    place = tmp_path / f"all.{ending}"
    assert ingest(folder, "--out", place, "--jobs", "1")[0] == 0
    store = Store()
    store.load(place.read_bytes(), "trig" if ending == "trig" else "turtle")
    cites = f"<{DOC}A/RES/99/1/p/1> rkg:cites <{DOC}A/RES/70/1>"
    assert bool(store.query(f"ASK {{ {cites} }}"))
    assert bool(store.query(f"ASK {{ GRAPH <{DOC}A/RES/99/1/p/1> {{ {cites} }} }}")) is (
        ending == "trig"
    )
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("all")) == [
        place.name
    ]


@pytest.mark.parametrize("name", ["A/RES/98/7", f"{DOC}A/RES/98/7", "联合国大会第98/7号决议"])
def test_a_document_is_given_its_symbol(ingest: Run, out: Path, tmp_path: Path, name: str) -> None:
    place = files(tmp_path / "in", report__txt="1. The water of the rivers and of the lakes.\n")
    assert ingest(place, "--out", out, "--as", name, "--jobs", "1")[0] == 0
    assert f"<{DOC}A/RES/98/7> a rkg:Resolution" in contents(out)["A-RES-98-7.trig"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("water", "no symbol"),
        ("resolution 4/10", "UNEP/EA.4/Res.10"),
        ("https://example.org/", "IRI"),
    ],
)
def test_a_name_that_is_not_of_one_document_is_refused(
    ingest: Run, folder: Path, out: Path, name: str, told: str
) -> None:
    code, _, error = ingest(folder / "one.txt", "--out", out, "--as", name)
    assert code == 2
    assert told in error
    assert not out.exists()


def test_one_name_cannot_be_that_of_several_documents(ingest: Run, folder: Path, out: Path) -> None:
    code, _, error = ingest(folder, "--out", out, "--as", "A/RES/98/7")
    assert code == 2
    assert "one by one" in error
    assert not out.exists()


def test_a_folder_of_others_is_refused(ingest: Run, folder: Path) -> None:
    code, _, error = ingest(folder, "--out", folder)
    assert code == 2
    assert "not written" in error


def test_a_file_of_another_kind_is_refused(ingest: Run, folder: Path, tmp_path: Path) -> None:
    code, _, error = ingest(folder, "--out", tmp_path / "all.json")
    assert code == 2
    assert ".trig or .ttl" in error


def test_an_empty_folder_is_told(ingest: Run, out: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    code, _, error = ingest(tmp_path / "in", "--out", out)
    assert code == 2
    assert "nothing to ingest" in error


def test_a_missing_file_is_told(ingest: Run, out: Path, tmp_path: Path) -> None:
    code, _, error = ingest(tmp_path / "nowhere.txt", "--out", out)
    assert code == 3
    assert "nowhere.txt" in error


def test_mentions_can_be_left_out(ingest: Run, folder: Path, out: Path) -> None:
    ingest(folder, "--out", out, "--no-mentions", "--jobs", "1")
    text = contents(out)["A-RES-99-1.trig"]
    assert "oa:Annotation" not in text
    assert "rkg:cites" in text


def test_what_is_open_is_told(ingest: Run, out: Path, tmp_path: Path) -> None:
    words = "Recalls resolution 65/1 of the Commission on Narcotic Drugs"
    place = files(tmp_path / "in", a__txt=resolution(1, words))
    _, printed, _ = ingest(place, "--out", out, "--jobs", "1")
    assert "document: resolution 65/1" in printed
    assert "without a guess" in printed
