"""`restokg query`: any query, stopped when its time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


def test_a_query_is_given_as_text_with_prefixes_declared(run: Run) -> None:
    code, out, err = run("query", "-e", "SELECT ?l { initiative:idra rdfs:label ?l } ORDER BY ?l")
    assert (code, err) == (0, "")
    assert out == (
        "l\n─────────────────────────────────────────\n"
        "International Drought Resilience Alliance\n国际抗旱联盟\n\n2 rows.\n"
    )


def test_a_query_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { initiative:idra a rkg:Initiative }")
    assert run("query", str(file), "-f", "csv") == (0, "answer\r\ntrue\r\n", "")


def test_constructed_triples_come_as_rows(run: Run) -> None:
    text = "CONSTRUCT { ?x a rkg:Thing } WHERE { ?x rkg:launchedBy actor:spain }"
    header, row = run("query", "-e", text, "-f", "csv")[1].splitlines()
    assert header == "subject,predicate,object"
    assert [iri.rpartition("/")[2] for iri in row.split(",")] == [
        "idra",
        "22-rdf-syntax-ns#type",
        "ontology#Thing",
    ]


def test_a_query_that_runs_on_is_stopped_and_gives_no_answer(run: Run) -> None:
    start = time.monotonic()
    code, out, err = run("query", "-e", COUNT, "--timeout", "0.5")
    assert time.monotonic() - start < 5
    assert (code, out) == (4, "")
    assert err == (
        "restokg: The query was stopped after 0.5 seconds, without an answer. "
        "Make it narrower, or give it more time with --timeout.\n"
    )


def test_mistakes_in_a_query_are_told_with_their_place(run: Run) -> None:
    code, out, err = run("query", "-e", "SELECT ?x\nWHERE { ?x a }")
    assert (code, out) == (3, "")
    assert err.startswith("restokg: The query is not valid SPARQL at line 2, column 1")
    assert err.count("\n") == 1


def test_a_query_may_not_call_other_servers(run: Run) -> None:
    code, _, err = run("query", "-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }")
    assert code == 4
    assert "SERVICE" in err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e300"])
def test_a_limit_of_time_is_between_nothing_and_a_day(run: Run, seconds: str) -> None:
    code, out, err = run("query", "-e", "ASK {}", "--timeout", seconds)
    assert (code, out) == (2, "")
    assert "it must be more than 0 seconds and at most 86400." in err


def test_a_query_is_given_once(run: Run, tmp_path: Path) -> None:
    assert run("query")[0] == 2
    assert run("query", "file.rq", "-e", "ASK {}")[0] == 2
    code, _, err = run("query", str(tmp_path / "none.rq"))
    assert code == 3
    assert err.endswith("none.rq: There is no such file or folder.\n")
    assert run("query", "-e", "ASK { ?x ?y '\udcff' }")[2].endswith("not text in UTF-8.\n")
    latin = tmp_path / "latin.rq"
    latin.write_bytes(b"SELECT \xe9")
    assert run("query", str(latin))[2].endswith("The file is not text in UTF-8.\n")
