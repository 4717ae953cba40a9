"""Candidates under review: what is judged, what is moved, what is dropped, and what stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from restokg.errors import InputError, MissingPathError, RdfSyntaxError
from restokg.graph.store import Store, parse
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.pipeline import CITED
from restokg.ingest.resuming import LOG
from restokg.ingest.review.candidates import (
    Candidate,
    CandidateFile,
    candidate_files,
    read_candidates,
)
from restokg.ingest.review.destination import Destination
from restokg.ingest.review.moving import Moved, drop, move, rejected_in
from restokg.namespaces import DOC, compact

EXAMPLE = Path(__file__).parent / "example-candidates.trig"
DOCUMENT = f"{DOC}X/RES/1/1"
ACCEPTED, REJECTED = "accepted", "rejected"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as ingest leaves it, with one file that cites a resolution by a real form."""
    folder = tmp_path / "candidates"
    folder.mkdir()
    (folder / LOG).touch()
    shutil.copy(EXAMPLE, folder / CITED)
    write(folder)
    return folder


def write(folder: Path, **changes: str) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8").replace("X/RES/1/9", "A/RES/99/9")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path = folder / "X-RES-1-1.trig"
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path) -> CandidateFile:
    (file,) = candidate_files(folder)
    return file


def candidates(file: CandidateFile, *paths: str) -> list[Candidate]:
    wanted = [f"{DOCUMENT}/{path}" for path in paths] or list(file.passages)
    return [each for iri in wanted for each in file.passages[iri].candidates]


def lines(path: Path) -> set[str]:
    return {str(quad) for quad in parse(path, "trig")}


def accept(file: CandidateFile, *paths: str) -> dict[str, str]:
    return dict.fromkeys((each.key for each in candidates(file, *paths)), ACCEPTED)


def run(folder: Path, verdicts: dict[str, str], place: Path) -> Moved:
    """Move what is accepted and drop what is rejected, as the command does."""
    moved = Moved()
    for file in candidate_files(folder):
        gone = move(file, verdicts, Destination.at(place), Knowledge.of(Store()), moved)
        gone.update(part for each in rejected_in(file, verdicts) for part in each.parts)
        drop(file, gone)
    return moved


def test_statements_of_passages_and_whole_requests_are_candidates(folder: Path) -> None:
    found = [
        (each.passage.removeprefix(f"{DOCUMENT}/"), compact(each.property))
        for each in candidates(only(folder))
    ]
    assert len(found) == 15
    assert [name for passage, name in found if passage != "masthead"] == [
        "rkg:modality",
        "rkg:cites",
        "rkg:cites",
        "rkg:modality",
        "rkg:addressee",
        "rkg:supportsTarget",
        "rkg:Request",
    ]
    assert {name for passage, name in found if passage == "masthead"} >= {
        "rkg:symbol",
        "dcterms:date",
        "rkg:textStatus",
    }


def test_a_request_goes_by_its_passage_modality_and_addressee_not_by_its_number(
    folder: Path,
) -> None:
    before = [each.key for each in candidates(only(folder), "p/1/a")]
    write(folder, **{"#request-1>": "#request-7>"})
    assert [each.key for each in candidates(only(folder), "p/1/a")] == before
    write(folder, **{"rkg:addressee actor:unep-exec": "rkg:addressee actor:unep-co-exec"})
    assert [each.key for each in candidates(only(folder), "p/1/a")] != before


def test_the_words_that_name_what_is_stated_are_known_in_each_language(folder: Path) -> None:
    passage = only(folder).passages[f"{DOCUMENT}/preamble/1"]
    cited = passage.candidates[1]
    assert passage.words(cited, "en") == ["resolution 1/9"]
    assert passage.words(cited, "zh") == ["第1/9号决议"]
    assert passage.words(passage.candidates[0], "en") == []
    assert passage.text("ru") == ("Recalling resolution 1/9 and the Paris Agreement,", "en")


def test_a_passage_moves_once_all_of_it_and_above_it_is_judged(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "accepted.trig"
    file = only(folder)
    verdicts = accept(file, "p/1/a")
    moved = run(folder, verdicts, place)
    assert (moved.statements, moved.waiting) == (0, [f"{DOCUMENT}/p/1/a"])
    assert not place.exists()

    verdicts |= dict.fromkeys((each.key for each in candidates(file, "p/1")), REJECTED)
    moved = run(folder, verdicts, place)
    assert (moved.statements, moved.passages, moved.waiting) == (2, 3, [])
    there = read_candidates(place)
    assert list(there.passages) == [f"{DOCUMENT}/{path}" for path in ("section/1", "p/1", "p/1/a")]
    text = place.read_text(encoding="utf-8")
    assert text.count("status:accepted") == 4  # three passages and the request
    assert "<p/1/a#request-requests-actor-unep-executive-director> a rkg:Request" in text
    assert [each.key for each in candidates(there)] == [
        each.key for each in candidates(file, "p/1/a")
    ]
    left = only(folder)
    assert f"{DOCUMENT}/p/1" not in left.passages
    assert f"{DOCUMENT}/preamble/1" in left.passages
    assert any("p/1#en-13-31-place" in each.nquads for each in left.statements)


def test_a_footnote_takes_the_passage_that_it_is_a_note_to_along(
    folder: Path, tmp_path: Path
) -> None:
    write(
        folder,
        **{"GRAPH <footnote/1> {": "GRAPH <footnote/1> {\n  <footnote/1> rkg:cites agreement:x ."},
    )
    place = tmp_path / "accepted.trig"
    verdicts = accept(only(folder), "footnote/1")
    assert run(folder, verdicts, place).waiting == [f"{DOCUMENT}/footnote/1"]
    verdicts |= accept(only(folder), "preamble/1")
    assert run(folder, verdicts, place).waiting == []
    assert set(read_candidates(place).passages) == {
        f"{DOCUMENT}/preamble/1",
        f"{DOCUMENT}/footnote/1",
    }


def test_documents_that_are_only_cited_are_described_where_they_are_cited(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "accepted.trig"
    run(folder, accept(only(folder), "preamble/1"), place)
    cited = f"<{DOC}A/RES/99/9>"
    described = {line for line in lines(place) if line.startswith(cited) and line.endswith(cited)}
    assert len(described) == 5
    assert any('"A/RES/99/9"' in line for line in described)


def test_moving_again_adds_nothing_and_leaves_an_editors_work_alone(
    folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "accepted.trig"
    original = write(folder).read_bytes()
    verdicts = accept(only(folder))
    assert run(folder, verdicts, place).statements == 15
    text = place.read_text(encoding="utf-8").replace("status:accepted", "status:candidate", 1)
    place.write_text(f"# By hand.\n{text}", encoding="utf-8")
    kept = place.read_bytes()
    after = (folder / "X-RES-1-1.trig").read_bytes()
    (folder / "X-RES-1-1.trig").write_bytes(original)  # as if ingested anew
    assert run(folder, verdicts, place).statements == 0
    assert place.read_bytes() == kept
    assert (folder / "X-RES-1-1.trig").read_bytes() == after


def test_what_is_found_later_is_added_to_what_was_moved(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "accepted.trig"
    run(folder, accept(only(folder), "preamble/1"), place)
    before = place.read_text(encoding="utf-8")
    write(
        folder, **{", agreement:paris-agreement .": ", agreement:paris-agreement , agreement:y ."}
    )
    moved = run(folder, accept(only(folder), "preamble/1"), place)
    assert (moved.statements, moved.passages) == (1, 0)
    assert place.read_text(encoding="utf-8").startswith(before)
    assert len(candidates(read_candidates(place))) == 4


def test_dropping_takes_away_what_was_rejected_and_nothing_else(folder: Path) -> None:
    file = only(folder)
    wanted = candidates(file, "preamble/1")[1:2] + candidates(file, "p/1/a")[1:]
    verdicts = {each.key: REJECTED for each in wanted}
    before = lines(file.path)
    for _ in range(2):  # and once more after documents were ingested anew
        found = rejected_in(only(folder), verdicts)
        assert [each.key for each in found] == [each.key for each in wanted]
        gone = {part for each in found for part in each.parts}
        assert drop(only(folder), gone)
        assert lines(file.path) == before - {part.nquads[:-2] for part in gone}
        assert rejected_in(only(folder), verdicts) == []
        assert not drop(only(folder), gone)
        write(folder)


def test_a_file_that_is_written_anew_reads_the_same_whatever_its_literals_hold(
    folder: Path,
) -> None:
    path = write(folder, **{'"1/1. Dry rivers"@en': '"1/1. \\"Dry\\"\\n\\\\rivers\\t\\u0001"@en'})
    before = lines(path)
    file = only(folder)
    gone = {file.statements[0]}
    assert drop(file, gone)
    assert lines(path) == before - {file.statements[0].nquads[:-2]}


def test_what_is_no_folder_of_candidates_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="There is no such folder"):
        list(candidate_files(tmp_path / "none"))
    (folder / LOG).unlink()
    with pytest.raises(InputError, match=r"no ingest\.jsonl here"):
        list(candidate_files(folder))


def test_what_is_no_trig_is_told_with_its_line(folder: Path, tmp_path: Path) -> None:
    path = write(folder, **{"GRAPH <masthead> {": "GRAPH <masthead> {{"})
    with pytest.raises(RdfSyntaxError) as told:
        only(folder)
    text = path.read_text(encoding="utf-8")
    assert told.value.line == text[: text.index("{{")].count("\n") + 1
    broken = tmp_path / "accepted.trig"
    broken.write_text("not TriG", encoding="utf-8")
    with pytest.raises(RdfSyntaxError):
        Destination.at(broken)


def test_statements_that_ingest_never_writes_are_refused(folder: Path) -> None:
    write(folder, **{"GRAPH <p/1> {": "GRAPH <p/1> { <p/1> rkg:cites [] ."})
    with pytest.raises(InputError, match="a blank node, a triple term or no graph"):
        only(folder)
