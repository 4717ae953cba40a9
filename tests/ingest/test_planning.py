"""Which files are read, and which are one document."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from restokg.errors import MissingPathError, UsageError
from restokg.ingest.planning import plan
from tests.ingest.readers.akn_making import COVER, akn
from tests.ingest.works import chinese, files, resolution


def named(folder: Path, *paths: Path) -> dict[str, list[str]]:
    """Return the names of the files of each work, by its key without the folder."""
    tasks = plan(paths or [folder]).tasks
    return {
        task.key.removeprefix(f"{folder}{os.sep}"): [file.name for file in task.files]
        for task in tasks
    }


def test_versions_of_one_document_are_one_work(tmp_path: Path) -> None:
    files(tmp_path, a__txt=resolution(1), b__txt=chinese(1), c__txt=resolution(2))
    assert named(tmp_path) == {"A/RES/99/1": ["a.txt", "b.txt"], "A/RES/99/2": ["c.txt"]}


def test_formats_of_one_document_are_one_work(tmp_path: Path) -> None:
    page = f"<html><body><p>{'</p><p>'.join(resolution(1).split(chr(10)))}</p></body></html>"
    files(tmp_path, a__xml=akn(cover=COVER), b__html=page, c__txt=resolution(1))
    assert named(tmp_path) == {"A/RES/99/1": ["a.xml", "b.html", "c.txt"]}


def test_a_collection_goes_with_its_parts(tmp_path: Path) -> None:
    cover = COVER.replace("A/RES/99/1", "A/RES/99/1 A-B")
    files(tmp_path, a__xml=akn(cover=cover), b__xml=akn(cover=COVER))
    assert named(tmp_path) == {"A/RES/99/1": ["a.xml", "b.xml"]}


def test_files_without_a_symbol_stay_apart(tmp_path: Path) -> None:
    files(tmp_path, a__txt="Water.", b__txt="Water.")
    assert named(tmp_path) == {"a.txt": ["a.txt"], "b.txt": ["b.txt"]}


def test_hidden_files_and_other_kinds_are_passed_over(tmp_path: Path) -> None:
    files(tmp_path, a__txt="Water.", b__png="", __hidden__txt="Water.")
    files(tmp_path / ".git", c__txt="Water.")
    found = plan([tmp_path])
    assert [task.files[0].name for task in found.tasks] == ["a.txt"]
    assert found.passed_over == 1


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    files(tmp_path, a__odd="Water.")
    assert named(tmp_path, tmp_path / "a.odd") == {"a.odd": ["a.odd"]}


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    files(tmp_path, a__txt="Water.")
    assert named(tmp_path, tmp_path, tmp_path / "a.txt") == {"a.txt": ["a.txt"]}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to ingest"):
        plan([tmp_path])


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match=r"nowhere\.txt"):
        plan([tmp_path / "nowhere.txt"])


def test_what_cannot_be_read_is_planned_by_its_path(tmp_path: Path) -> None:
    files(tmp_path, a__pdf="%PDF-1.7 broken", b__txt="", c__xml="<broken", d__txt=resolution(1))
    assert sorted(named(tmp_path)) == ["A/RES/99/1", "a.pdf", "b.txt", "c.xml"]


def test_files_of_one_name_and_no_symbol_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        files(tmp_path / folder, report__txt="Water.")
    first, second = plan([tmp_path]).tasks
    assert first.clash is None
    assert second.clash == first.files[0]


def test_a_symbol_far_down_in_a_huge_file_is_not_waited_for(tmp_path: Path) -> None:
    text = akn(cover=COVER).replace("<!-- a copy -->", f"<!--{'x' * 400_000}-->")
    files(tmp_path, a__xml=text, b__xml=akn(cover=COVER))
    assert sorted(named(tmp_path)) == ["A/RES/99/1", "a.xml"]
