"""Changes: a run over what changed since a revision finds what a full run finds of it."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from restokg.errors import UnknownRevisionError
from restokg.graph.reading import STDIN
from restokg.graph.store import Store
from restokg.validation.changes import changed_nodes
from restokg.validation.findings import Finding
from restokg.validation.placing import Source
from restokg.validation.rules import user_rules
from restokg.validation.validator import read_files, validate_files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "work tree"
    folder.mkdir()
    git(folder, "init", "-q")
    write(folder, "a.ttl", "@prefix : <urn:x:> .\n:a :p 1 . :b :p 2 ; :q [ :r 3 ] . :c :p 4 .")
    write(folder, "b.ttl", "@prefix : <urn:x:> .\n:d :p 5 . :e :q [ :r 6 ] , [ :r 7 ] .")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def changed(folder: Path, revision: str = "HEAD", *paths: Path) -> set[str]:
    """The changed nodes of a folder, blank ones as how many they are."""
    store = Store()
    files, errors = read_files(store, paths or [folder])
    assert not errors
    sources = [Source.of(path) for path in files]
    nodes = changed_nodes(paths or [folder], sources, revision, store)
    nodes.discard("https://w3id.org/restokg/graph/default")
    blank = {node for node in nodes if node.startswith("_:")}
    assert blank <= {str(quad.subject) for quad in store.quads()}
    return {node.removeprefix("urn:x:") for node in nodes - blank} | (
        {f"{len(blank)} blank"} if blank else set()
    )


def test_nothing_changed_since_now(repository: Path) -> None:
    assert changed(repository) == set()


def test_new_changed_and_dropped_statements_change_their_subjects(repository: Path) -> None:
    write(
        repository,
        "a.ttl",
        "@prefix y: <urn:x:> .\n\ny:a y:p 1, 9 . y:b y:q [ y:r 3 ] ; y:p 2 . y:new y:p y:c .",
    )
    assert changed(repository) == {"a", "c", "new"}


def test_a_changed_blank_node_changes_what_refers_to_it(repository: Path) -> None:
    write(repository, "b.ttl", "@prefix : <urn:x:> .\n:d :p 5 . :e :q [ :r 6 ] , [ :r 8 ] .")
    assert changed(repository) == {"e", "1 blank"}


def test_a_statement_that_moves_to_another_file_does_not_change(repository: Path) -> None:
    write(repository, "a.ttl", "@prefix : <urn:x:> .\n:a :p 1 . :b :p 2 ; :q [ :r 3 ] .")
    write(
        repository, "c.nt", '<urn:x:c> <urn:x:p> "4"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    )
    assert changed(repository) == set()


def test_files_that_are_gone_renamed_staged_ignored_or_unreadable_before_count(
    repository: Path,
) -> None:
    write(repository, "broken.ttl", "<urn:x:f> <urn:x:p>")
    commit(repository)
    (repository / "b.ttl").unlink()
    assert changed(repository, "HEAD", repository / "a.ttl") == set()
    write(repository, "broken.ttl", "<urn:x:f> <urn:x:p> 1 .")
    write(repository, ".gitignore", "ignored.ttl")
    write(repository, "ignored.ttl", "<urn:x:g> <urn:x:p> 1 .")
    git(repository, "mv", "a.ttl", "z.ttl")
    write(repository, "staged.ttl", "<urn:x:h> <urn:x:p> 1 .")
    git(repository, "add", "staged.ttl")
    assert changed(repository) == {"d", "e", "f", "g", "h"}


def test_what_is_committed_since_counts_too(repository: Path) -> None:
    write(repository, "c.ttl", "<urn:x:f> <urn:x:p> 1 .")
    commit(repository)
    assert changed(repository) == set()
    assert changed(repository, "HEAD~1") == {"f"}
    sub = repository / "sub"
    sub.mkdir()
    write(sub, "d.ttl", "<urn:x:g> <urn:x:p> 1 .")
    assert changed(repository, "HEAD~1", sub) == {"g"}


def test_a_named_graph_changes_with_what_it_holds(repository: Path) -> None:
    write(repository, "g.trig", "<urn:x:g> { <urn:x:a> <urn:x:p> 1 }")
    assert changed(repository) == {"a", "g"}


def test_standard_input_is_new_as_a_whole(repository: Path) -> None:
    store = Store()
    content = b"<urn:x:s> <urn:x:p> 1 ."
    read_files(store, [STDIN], stdin=content)
    nodes = changed_nodes(
        [STDIN, repository / "a.ttl"],
        [Source.of(STDIN, stdin=content), Source.of(repository / "a.ttl")],
        "HEAD",
        store,
    )
    assert "urn:x:s" in nodes
    assert "urn:x:a" not in nodes


@pytest.mark.parametrize("revision", ["nosuch", "--upload-pack=x", "HEAD:a.ttl", ""])
def test_an_unknown_revision_is_an_error_that_names_it(repository: Path, revision: str) -> None:
    with pytest.raises(UnknownRevisionError, match="cannot be told"):
        changed(repository, revision)


def test_a_folder_without_a_repository_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.ttl", "")
    with pytest.raises(UnknownRevisionError, match="not a git repository"):
        changed(tmp_path)


SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:x:> .
:S a sh:NodeShape ; sh:targetSubjectsOf :p , :q , :r ; sh:targetObjectsOf :q ;
  sh:property [ sh:path :p ; sh:maxCount 1 ] , [ sh:path :p ; sh:lessThan :r ] ,
    [ sh:path :q ; sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ] ,
    [ sh:path ( :q :p ) ; sh:minInclusive 4 ] , [ sh:path [ sh:inversePath :q ] ; sh:maxCount 1 ] ;
  sh:sparql [ sh:message "two" ; sh:select
    "SELECT $this ?value { $this <urn:x:r> ?value FILTER EXISTS { ?o <urn:x:p> ?value } }" ] .
"""


def made_up(random_: random.Random) -> str:
    nodes = [f"<urn:x:n{number}>" for number in range(6)] + ["_:b1", "_:b2"]
    lines = [
        f"{random_.choice(nodes)} <urn:x:{random_.choice('pqr')}> "
        f"{random_.choice([*nodes, '1', '4', '7'])} ."
        for _ in range(14)
    ]
    return "\n".join(lines)


def without_chance(findings: list[Finding]) -> set[tuple[object, ...]]:
    """Findings with their places for the names of blank nodes, which differ from run to run."""
    return {
        (
            f.component,
            f.path,
            f.shape and f.shape.startswith("_:"),
            f.place,
            f.value and f.value[:2],
        )
        for f in findings
    }


@pytest.mark.parametrize("seed", range(12))
def test_the_limited_run_finds_exactly_what_the_full_run_finds_of_the_changed_nodes(
    repository: Path, seed: int
) -> None:
    random_ = random.Random(seed)
    for name in ("a.ttl", "b.ttl"):
        write(repository, name, made_up(random_))
    write(repository.parent, "shapes.ttl", SHAPES)
    commit(repository)
    text = (repository / "b.ttl").read_text(encoding="utf-8").splitlines()
    write(repository, "b.ttl", "\n".join([*text[3:], *made_up(random_).splitlines()[:3]]))
    rules, _ = user_rules([repository.parent / "shapes.ttl"])
    limited = validate_files(
        [repository], rules=rules, context=False, reasoning=False, since="HEAD"
    )
    full = validate_files([repository], rules=rules, context=False, reasoning=False)
    files, nodes = [Source.of(path) for path in full.files], full.store
    wanted = changed_nodes([repository], files, "HEAD", nodes)
    expected = [finding for finding in full.findings if finding.focus in wanted]
    assert without_chance(limited.findings) == without_chance(expected)
    assert len(limited.findings) == len(expected)
    assert full.findings
