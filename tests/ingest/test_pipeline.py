"""A run of ingest: taken up, parallel, and whole whatever single files are like."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from restokg import resources
from restokg.errors import OutputExistsError, WriteError
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Store
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.files import ingest_to
from restokg.ingest.mentions.gazetteer import Gazetteer, Names
from restokg.ingest.mentions.names import NameTable
from restokg.ingest.outcome import Outcome
from restokg.ingest.pipeline import CITED
from restokg.ingest.planning import plan
from restokg.ingest.readers.limits import Limits
from restokg.ingest.resuming import LOG
from restokg.ingest.worker import Options
from restokg.namespaces import DOC, PREFIXES
from restokg.validation.validator import validate_files
from tests.ingest.readers.making import paragraphs, pdf
from tests.ingest.works import NOTHING, chinese, contents, files, resolution, run

FATAL, FAULTY = "of the deadly water", "of the faulty water"


class Deadly(Gazetteer):
    """Ends the process that looks for names in one text, and fails at another."""

    def read(self, text: str, language: str) -> Names:
        if FATAL in text:
            os._exit(1)
        if FAULTY in text:
            raise ZeroDivisionError("faulty")
        return super().read(text, language)

    def __reduce__(self) -> tuple[type[Deadly], tuple[NameTable]]:
        return Deadly, (self.table,)


def deadly() -> Deadly:
    return Deadly(Gazetteer.of(NOTHING).table)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files(
        tmp_path / "in",
        one__txt=resolution(1),
        two__txt=resolution(2),
        three__txt=resolution(3),
        one_zh__txt=chinese(1),
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def logged(out: Path) -> list[str]:
    return [json.loads(line)["key"] for line in (out / LOG).read_text().splitlines()]


# --- what is written --------------------------------------------------------------------------


def test_a_work_is_a_file_and_what_is_only_cited_another(folder: Path, out: Path) -> None:
    report = run(folder, out)
    assert [*contents(out)] == ["A-RES-99-1.trig", "A-RES-99-2.trig", "A-RES-99-3.trig", CITED]
    assert (report.works, report.documents, report.files) == (3, 3, 4)
    assert report.languages == {"en": 3, "zh": 1}
    assert report.cited_only == 1
    assert "A/RES/70/1" in contents(out)[CITED]
    assert report.failures == []


def test_what_is_written_keeps_to_the_rules(folder: Path, out: Path) -> None:
    graph = Store()
    load(graph, rdf_files([resources.data(), resources.ontology()]))
    run(folder, out, gazetteer=Gazetteer.of(graph), knowledge=Knowledge.of(graph))
    assert "rkg:Request" in contents(out)["A-RES-99-1.trig"]
    outcome = validate_files([out])
    assert outcome.errors == []
    assert [(finding.rule, finding.focus) for finding in outcome.findings] == []


def test_over_processes_the_same_is_written(folder: Path, out: Path, tmp_path: Path) -> None:
    alone = run(folder, out)
    together = run(folder, tmp_path / "together", workers=2)
    assert contents(tmp_path / "together") == contents(out)
    assert together.statements == alone.statements
    assert together.mentions == alone.mentions


def test_what_is_read_is_not_only_cited(out: Path, tmp_path: Path) -> None:
    files(tmp_path / "in", a__txt=resolution(1, "Recalls resolution 99/2"), b__txt=resolution(2))
    run(tmp_path / "in", out)
    assert "A/RES/99/2" not in contents(out)[CITED]


def test_a_document_in_several_formats_and_languages_is_one(out: Path, tmp_path: Path) -> None:
    place = files(tmp_path / "in", a__txt=chinese(1))
    (place / "b.docx").write_bytes(paragraphs(*resolution(1).split("\n\n")))
    report = run(place, out)
    assert (report.documents, report.files) == (1, 2)
    text = contents(out)["A-RES-99-1.trig"]
    assert "on the water of the rivers" in text
    assert "关于河流和湖泊" in text


# --- taken up ---------------------------------------------------------------------------------


class StoppedError(Exception):
    pass


def test_a_run_that_was_broken_off_goes_on_where_it_ended(folder: Path, out: Path) -> None:
    done: list[str] = []

    def stop(outcome: Outcome) -> None:
        done.append(outcome.key)
        if len(done) == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        run(folder, out, on_work=stop)
    assert logged(out) == done
    report = run(folder, out)
    assert report.done_before == 2
    assert report.works == 3
    assert len(contents(out)) == 4
    assert run(folder, out).done_before == 3


def test_a_line_that_was_cut_short_takes_no_other_with_it(folder: Path, out: Path) -> None:
    run(folder, out)
    whole = (out / LOG).read_bytes()
    (out / LOG).write_bytes(whole[:-30])
    assert run(folder, out).done_before == 2
    assert run(folder, out).done_before == 3


def test_a_file_that_has_changed_is_read_again(folder: Path, out: Path) -> None:
    run(folder, out)
    files(folder, two__txt=resolution(2, "Recalls resolution 71/2"))
    report = run(folder, out)
    assert report.done_before == 2
    assert "A/RES/71/2" in contents(out)["A-RES-99-2.trig"]
    assert "A/RES/71/2" in contents(out)[CITED]


def test_other_options_and_another_graph_make_it_read_again(folder: Path, out: Path) -> None:
    run(folder, out)
    assert run(folder, out, options=Options(with_mentions=False)).done_before == 0
    assert "oa:Annotation" not in contents(out)["A-RES-99-1.trig"]
    run(folder, out)
    store = Store()
    triple = f"<{DOC}A/RES/70/1> a <{PREFIXES['rkg']}Resolution> ."
    store.load(triple.encode(), "turtle")
    assert run(folder, out, knowledge=Knowledge.of(store)).done_before == 0
    assert "A/RES/70/1" not in contents(out)[CITED]


def test_with_force_all_is_done_again(folder: Path, out: Path) -> None:
    run(folder, out)
    before = contents(out)
    assert run(folder, out, force=True).done_before == 0
    assert contents(out) == before


def test_a_result_that_was_deleted_is_made_again(folder: Path, out: Path) -> None:
    run(folder, out)
    before = contents(out)
    (out / "A-RES-99-2.trig").unlink()
    assert run(folder, out).done_before == 2
    assert contents(out) == before


def test_what_a_file_said_under_another_symbol_is_removed(folder: Path, out: Path) -> None:
    run(folder, out)
    files(folder, two__txt=resolution(9, "Recalls resolution 71/9"))
    run(folder, out)
    assert [*contents(out)] == ["A-RES-99-1.trig", "A-RES-99-3.trig", "A-RES-99-9.trig", CITED]
    files(folder, two__txt=resolution(2))
    run(folder, out)
    assert "A/RES/71/9" not in contents(out)[CITED]


def test_what_cannot_be_read_any_more_is_removed(folder: Path, out: Path) -> None:
    run(folder, out)
    (folder / "three.txt").write_bytes(b"")
    (folder / "two.txt").write_bytes(b"\x89PNG")
    report = run(folder, out)
    assert len(report.failures) == 2
    assert [*contents(out)] == ["A-RES-99-1.trig", CITED]


def test_works_of_an_earlier_run_stay(folder: Path, out: Path, tmp_path: Path) -> None:
    run(folder, out)
    run(files(tmp_path / "more", four__txt=resolution(4)), out)
    assert len(contents(out)) == 5


def test_traces_of_a_killed_process_are_removed(folder: Path, out: Path) -> None:
    run(folder, out)
    (out / ".A-RES-99-1.trig.123").write_text("half")
    run(folder, out)
    assert not list(out.glob(".*"))


# --- bad input --------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_there(folder: Path, out: Path) -> None:
    files(folder, bad__pdf="%PDF-1.7 nothing", empty__txt="", broken__xml="<a><b></a>")
    report = run(folder, out)
    assert sorted(Path(path).name for path, _ in report.failures) == [
        "bad.pdf", "broken.xml", "empty.txt",
    ]  # fmt: skip
    assert all(message and not message.startswith(path) for path, message in report.failures)
    assert len(contents(out)) == 4
    assert len(run(folder, out).failures) == 3, "it is named in each run"


@pytest.mark.parametrize("workers", [0, 2])
def test_a_fault_at_one_file_leaves_the_others(folder: Path, out: Path, workers: int) -> None:
    files(folder, faulty__txt=resolution(8, f"Notes the state {FAULTY}"))
    report = run(folder, out, gazetteer=deadly(), workers=workers)
    ((path, message),) = report.failures
    assert Path(path).name == "faulty.txt"
    assert "ZeroDivisionError: faulty" in message
    assert len(contents(out)) == 4


def test_a_file_that_ends_its_process_is_named_and_the_rest_is_there(
    folder: Path, out: Path
) -> None:
    files(folder, deadly__txt=resolution(8, f"Notes the state {FATAL}"))
    report = run(folder, out, gazetteer=deadly(), workers=2)
    ((path, message),) = report.failures
    assert Path(path).name == "deadly.txt"
    assert "ended the process" in message
    assert [*contents(out)] == ["A-RES-99-1.trig", "A-RES-99-2.trig", "A-RES-99-3.trig", CITED]
    assert run(folder, out, gazetteer=deadly(), workers=1).done_before == 3, "it is tried again"


def test_a_language_that_cannot_be_told_is_named(out: Path, tmp_path: Path) -> None:
    report = run(files(tmp_path / "in", a__txt="1. 42\n\n2. 43\n", b__txt=resolution(1)), out)
    ((path, message),) = report.failures
    assert Path(path).name == "a.txt"
    assert "official languages" in message


def test_a_huge_line_is_refused_without_reading_it(out: Path, tmp_path: Path) -> None:
    place = files(tmp_path / "in", b__txt=resolution(1))
    with (place / "huge.txt").open("wb") as huge:
        huge.truncate(500 << 20)
    report = run(place, out)
    ((path, message),) = report.failures
    assert Path(path).name == "huge.txt"
    assert "bytes" in message
    assert "A-RES-99-1.trig" in contents(out)


def test_limits_are_options(folder: Path, out: Path) -> None:
    report = run(folder, out, options=Options(limits=Limits(file_bytes=10)))
    assert len(report.failures) == 4
    assert [*contents(out)] == [CITED]


def test_two_files_of_one_name_without_a_symbol_are_not_one_document(
    out: Path, tmp_path: Path
) -> None:
    words = "1. The water of the rivers and of the lakes.\n\n2. The water of the sea.\n"
    for name in ("first", "second"):
        files(tmp_path / "in" / name, report__txt=words)
    report = run(tmp_path / "in", out)
    ((path, message),) = report.failures
    assert Path(path).parent.name == "second"
    assert str(tmp_path / "in" / "first" / "report.txt") in message
    assert "--as" in message
    assert f"{DOC}file-report" in contents(out)["file-report.trig"]


def test_a_later_run_does_not_overwrite_a_document_of_the_same_name(
    out: Path, tmp_path: Path
) -> None:
    first = files(tmp_path / "first", report__txt="1. The water of the rivers.\n")
    second = files(tmp_path / "second", report__txt="1. The salt of the sea.\n")
    run(first, out)
    before = contents(out)
    ((path, _),) = run(second, out).failures
    assert Path(path).parent.name == "second"
    assert contents(out) == before
    (first / "report.txt").unlink()
    assert run(second, out).failures == [], "it was moved"


# --- where it goes ----------------------------------------------------------------------------


def test_a_folder_of_others_is_refused(folder: Path, out: Path) -> None:
    files(out, theirs__trig="")
    with pytest.raises(OutputExistsError, match="not written"):
        run(folder, out)
    assert [path.name for path in out.iterdir()] == ["theirs.trig"]


def test_a_file_in_the_place_of_the_folder_is_refused(folder: Path, out: Path) -> None:
    out.write_text("theirs")
    with pytest.raises(OutputExistsError):
        run(folder, out)
    assert out.read_text() == "theirs"


def test_a_place_that_cannot_be_written_to_is_named(folder: Path, out: Path) -> None:
    out.write_text("theirs")
    with pytest.raises(WriteError):
        run(folder, out / "below")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="Whoever runs this may write anywhere."
)
def test_a_folder_that_may_not_be_written_to_is_named(folder: Path, out: Path) -> None:
    run(folder, out)
    out.chmod(0o500)
    try:
        with pytest.raises(WriteError):
            run(folder, out, force=True)
    finally:
        out.chmod(0o700)


@pytest.mark.parametrize("ending", [".trig", ".ttl"])
def test_one_file_holds_what_a_folder_would(
    folder: Path, out: Path, tmp_path: Path, ending: str
) -> None:
    run(folder, out)
    parts = Store()
    for text in contents(out).values():
        parts.load(text.encode(), "trig")
    place = tmp_path / f"all{ending}"
    gazetteer, knowledge = Gazetteer.of(NOTHING), Knowledge.of(NOTHING)
    report = ingest_to(plan([folder]), place, gazetteer, knowledge, workers=0)
    whole = Store()
    whole.load(place.read_bytes(), "trig" if ending == ".trig" else "turtle")
    if ending == ".trig":
        assert whole.nquads() == parts.nquads()
    else:
        assert whole.triples() == parts.triples()
    assert report.out == place
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("all", ".all"))] == [
        place.name
    ]


# --- other formats ----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_a_printed_symbol_names_the_document_in_every_format(
    out: Path, tmp_path: Path, ending: str
) -> None:
    lines = [line for line in resolution(1).split("\n") if line]
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    data = {
        "docx": paragraphs(*lines),
        "pdf": pdf([lines]),
        "html": page.encode(),
        "txt": resolution(1).encode(),
    }[ending]
    place = tmp_path / "in"
    place.mkdir()
    (place / f"any-name.{ending}").write_bytes(data)
    report = run(place, out)
    assert report.failures == []
    text = contents(out)["A-RES-99-1.trig"]
    assert f"<{DOC}A/RES/99/1> a rkg:Resolution" in text
    assert f"rkg:cites <{DOC}A/RES/70/1>" in text
    assert "GRAPH <p/1>" in text
