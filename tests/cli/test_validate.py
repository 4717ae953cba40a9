"""`restokg validate`: what may be given, and what is judged; test_reporting.py has the reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]

PREFIXES = """\
@prefix rkg: <https://w3id.org/restokg/ontology#> .
@prefix doc: <https://w3id.org/restokg/doc/> .
@prefix p: <https://w3id.org/restokg/doc/draft/p/> .
@prefix body: <https://w3id.org/restokg/id/body/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

DRAFT = f"""{PREFIXES}
GRAPH doc:draft {{
  doc:draft a rkg:Document ; rdfs:label "A draft"@en , "草案"@zh .
  p:1 a rkg:Provision ; rkg:partOf doc:draft ; rkg:number "(a)" ;
    dcterms:abstract "It asks for a report."@en , "要求提交报告。"@zh .
}}
GRAPH p:1 {{ p:1 rkg:addressee body:council , doc:draft . }}
"""
"""Breaks the small package's RKG-P02 (a warning, line 10) and RKG-P03 (a violation, line 13)."""

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
ex:Site-name a sh:PropertyShape ; sh:targetClass ex:Site ; sh:path ex:name ; sh:minCount 1 ;
    sh:message "A site must have a name."@en , "地点须有名称。"@zh .
"""
SITES = """\
@prefix ex: <http://example.org/> .
ex:a a ex:Site ; ex:name "恢复" .
ex:b a ex:Site .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with shapes and data of a user's own."""
    here = tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)
    write("shapes.ttl", SHAPES)
    write("sites.ttl", SITES)
    return here


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def told(output: str) -> list[tuple[str, str, str | None, int | None]]:
    """Severity, rule, file and line of each finding of a report in JSON."""
    found = []
    for finding in json.loads(output)["findings"]:
        place = finding["place"] or {"file": None, "line": None}
        found.append((finding["severity"], finding["rule"], place["file"], place["line"]))
    return found


def errors(output: str) -> list[Any]:
    return [(error["type"], error["place"]) for error in json.loads(output)["errors"]]


JSON = ("--format", "json")
OWN = ("--shapes", "shapes.ttl", *JSON)
NAME = "http://example.org/Site-name"
NAMELESS = ("violation", NAME, "sites.ttl", 3)


# What is given


def test_without_a_path_the_package_s_own_files_are_judged(validate: Run, small: Path) -> None:
    assert validate() == (0, "No violations in 2 files.\n", "")
    report = small / "data" / "documents" / "report.trig"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace('rkg:number "1"', 'rkg:number "1a"'), encoding="utf-8")
    code, out, _ = validate(*JSON)
    assert (code, told(out)) == (0, [("warning", "RKG-P02", str(report), 11)])


def test_files_are_judged_in_the_context_of_the_package(
    validate: Run, small: Path, folder: Path
) -> None:
    assert small.exists()
    write("draft.trig", DRAFT)
    code, out, err = validate("draft.trig", *JSON)
    assert (code, err) == (1, "")
    assert told(out) == [
        ("warning", "RKG-P02", "draft.trig", 10),
        ("violation", "RKG-P03", "draft.trig", 13),
    ]
    assert folder.exists()


@pytest.mark.usefixtures("small")
def test_folders_files_and_standard_input_go_together(validate: Run, folder: Path) -> None:
    write("notes/深 层/draft.trig", DRAFT)
    write("notes/.hidden/broken.ttl", "a b c")
    write("notes/read me.md", "no RDF")
    more = DRAFT.replace("doc:draft", "doc:other").replace("doc/draft", "doc/other")
    code, out, _ = validate("notes", "-", "notes/深 层/draft.trig", *JSON, stdin=more.encode())
    assert code == 1
    assert told(out) == [
        ("warning", "RKG-P02", "-", 10),
        ("violation", "RKG-P03", "-", 13),
        ("warning", "RKG-P02", "notes/深 层/draft.trig", 10),
        ("violation", "RKG-P03", "notes/深 层/draft.trig", 13),
    ]
    assert json.loads(out)["summary"]["files"] == 2
    assert folder.exists()


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
IN_EACH_SYNTAX = {
    "turtle": (SITES, 3),
    "trig": (SITES.replace("ex:b a ex:Site", "{ ex:b a ex:Site }").replace("} .", "}"), 3),
    "ntriples": (f"\n<http://example.org/b> <{TYPE}> <http://example.org/Site> .", 2),
    "nquads": (f"<http://example.org/b> <{TYPE}> <http://example.org/Site> <urn:g> .", 1),
    "jsonld": ('{"@id": "http://example.org/b",\n "@type": "http://example.org/Site"}', 1),
    "rdfxml": (
        f"""<rdf:RDF xmlns:rdf="{TYPE[:-4]}" xmlns:ex="http://example.org/">
<ex:Site rdf:about="http://example.org/b"/></rdf:RDF>""",
        None,
    ),
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("syntax", IN_EACH_SYNTAX)
def test_standard_input_is_read_in_each_syntax(validate: Run, syntax: str) -> None:
    text, line = IN_EACH_SYNTAX[syntax]
    code, out, _ = validate(*OWN, "--syntax", syntax, "-", stdin=text.encode())
    assert (code, told(out)) == (1, [("violation", NAME, "-", line)])
    code, out, _ = validate(*OWN, "--syntax", syntax, "-", stdin=b"<a")
    assert code == 3
    (error,) = errors(out)
    assert (error[0], error[1]["file"]) == ("RdfSyntaxError", "-")


@pytest.mark.usefixtures("folder")
def test_standard_input_shows_its_line(validate: Run) -> None:
    code, out, _ = validate("--shapes", "shapes.ttl", "-", stdin=SITES.encode())
    assert code == 1
    assert "  --> <stdin>:3:1\n   |\n 3 | ex:b a ex:Site .\n   | ^^^^\n" in out
    _, out, _ = validate("--shapes", "shapes.ttl", "-", stdin=b"\n  broken")
    assert "  --> <stdin>:2:3\n   |\n 2 |   broken\n   |   ^\n" in out


@pytest.mark.usefixtures("folder")
def test_names_of_files_may_hold_anything(validate: Run) -> None:
    names = ["two  words.ttl", "地点.ttl", "new\nline.ttl", "--shapes.ttl", "a%20b,c:d.ttl"]
    for number, name in enumerate(names):
        write(name, SITES.replace("ex:b", f"ex:b{number}"))
    code, out, _ = validate(*OWN, "--", *names)
    assert (code, told(out)) == (1, [("violation", NAME, name, 3) for name in sorted(names)])
    _, out, _ = validate("--shapes", "shapes.ttl", "new\nline.ttl")
    assert "  --> new\ufffdline.ttl:3:1\n" in out
    _, out, _ = validate(*OWN[:2], "--format", "github", "--", names[4])
    assert out.startswith("::error file=a%2520b%2Cc%3Ad.ttl,line=3,")


@pytest.mark.skipif(sys.platform != "linux", reason="file names there are text")
@pytest.mark.usefixtures("folder")
def test_a_name_that_is_no_text_can_be_told(validate: Run) -> None:
    Path("none-\udcff.ttl").write_text(SITES, encoding="utf-8")
    code, out, _ = validate(*OWN, "none-\udcff.ttl")
    assert (code, told(out)) == (1, [("violation", NAME, "none-?.ttl", 3)])
    assert validate(*OWN, "gone-\udcff.ttl")[0] == 3


# What cannot be read


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("utf-16.ttl", SITES.encode("utf-16"), 1, "The file is in UTF-16."),
        ("latin-1.ttl", b'\n<urn:a> <urn:b> "\xd6" .', 2, "This is not UTF-8."),
        ("mark.ttl", b"\xef\xbb\xbf" + SITES.encode(), 1, "The file begins with a byte order"),
        ("packed.ttl", b"\x1f\x8b\x08\x00", 1, "The file is compressed (gzip)."),
        ("cut.ttl", SITES.encode()[:-3], 3, ""),
        ("cut.jsonld", b'{"@id": "urn:a", ', 1, ""),
        ("cut.rdf", IN_EACH_SYNTAX["rdfxml"][0].encode()[:-9], 2, ""),
        ("notes.md", b"", None, "The name does not tell the RDF syntax."),
        ("gone.ttl", None, None, "There is no such file or folder."),
        ("empty", None, None, "The folder holds no RDF file."),
    ],
)
def test_what_cannot_be_read_is_told_beside_what_is_found_elsewhere(
    validate: Run, name: str, content: bytes | None, line: int | None, reason: str
) -> None:
    if name == "empty":
        Path(name).mkdir()
    elif content is not None:
        Path(name).write_bytes(content)
    code, out, err = validate(*OWN, name, "sites.ttl", "--fail-on", "never")
    assert (code, err, told(out)) == (3, "", [NAMELESS])
    (error,) = json.loads(out)["errors"]
    assert (error["place"]["file"], error["place"]["line"]) == (name, line)
    assert error["message"].startswith(reason)
    _, out, _ = validate("--shapes", "shapes.ttl", name)
    assert f"  --> {name}" in out
    assert out.endswith("\n\n1 file could not be read.\n")
    # Of what is no text, no line is shown.
    assert not (name in ("utf-16.ttl", "packed.ttl") and "   |" in out)


@pytest.mark.usefixtures("folder")
def test_a_file_without_statements_is_fine(validate: Run) -> None:
    write("nothing.ttl", "")
    assert validate("nothing.ttl", "--shapes", "shapes.ttl") == (
        0,
        "No violations in 1 file.\n",
        "",
    )


# Shapes, profiles, engines


@pytest.mark.usefixtures("folder")
def test_shapes_of_one_s_own_take_the_place_of_the_package_s(validate: Run) -> None:
    write("more/shapes/kind.ttl", SHAPES.replace("Site-name", "Site-kind").replace(":name", ":q"))
    write("more/shapes/notes.ttl", "<urn:a> <urn:b> <urn:c> .")
    code, out, _ = validate("sites.ttl", *OWN, "--shapes", "more")
    kind = NAME.replace("name", "kind")
    assert code == 1
    assert sorted(entry[1] for entry in told(out)) == [kind, kind, NAME]


@pytest.mark.usefixtures("folder", "small")
def test_with_shapes_of_one_s_own_nothing_else_is_known(validate: Run) -> None:
    write("loose.ttl", f"{PREFIXES} body:x a rkg:Unheard .")
    assert validate("loose.ttl", *OWN)[0] == 0
    # To the package's ontology, bodies are actors.
    write("shapes.ttl", SHAPES.replace("ex:Site ", "<https://w3id.org/restokg/ontology#Actor> "))
    write("body.ttl", f"{PREFIXES} body:x a rkg:Body .")
    assert validate("body.ttl", *OWN)[0] == 0
    # By reasoning, the second would follow from the first.
    write("shapes.ttl", SHAPES.replace("targetClass ex:Site", "targetSubjectsOf ex:part"))
    inverse = "<http://www.w3.org/2002/07/owl#inverseOf>"
    write("parts.ttl", f"<urn:a> <urn:of> <urn:b> . <urn:of> {inverse} <http://example.org/part> .")
    assert validate("parts.ttl", *OWN)[0] == 0


@pytest.mark.usefixtures("folder")
def test_shapes_that_cannot_be_used_are_told(validate: Run) -> None:
    write("broken.ttl", "a b c")
    write("data.ttl", SITES)
    write("wrong.ttl", SHAPES.replace("sh:minCount 1", 'sh:minCount "one"'))
    write("blank.ttl", SHAPES.replace("ex:Site-name", "[]").replace("Count 1", "Count 0.5"))
    for shapes, kind, found in (
        (["broken.ttl"], ["RdfSyntaxError"], []),
        (["data.ttl", "gone.ttl"], ["BadShapesError", "MissingPathError"], []),
        (["wrong.ttl"], ["BadShapesError"], []),
        (["broken.ttl", "wrong.ttl"], ["RdfSyntaxError", "BadShapesError"], []),
        (["broken.ttl", "shapes.ttl"], ["RdfSyntaxError"], [NAMELESS]),
    ):
        options = [part for path in shapes for part in ("--shapes", path)]
        code, out, err = validate("sites.ttl", *JSON, *options)
        assert (code, err, [error[0] for error in errors(out)]) == (3, "", kind)
        assert told(out) == found
    assert "No violations" not in validate("sites.ttl", "--shapes", "broken.ttl")[1]
    _, out, _ = validate("sites.ttl", "--shapes", "wrong.ttl")
    assert out.startswith(f'error: {NAME}: The shape has sh:minCount "one"')
    # The name that the program made up for a blank node is none of the user's.
    _, out, _ = validate("sites.ttl", "--shapes", "blank.ttl")
    assert out.startswith("error: The shape has sh:minCount ")


@pytest.mark.usefixtures("folder")
def test_a_profile_leaves_rules_out_and_lets_others_only_warn(validate: Run, small: Path) -> None:
    write("draft.trig", DRAFT)
    profile = f"{PREFIXES}<urn:p> rkg:leavesOut rkgs:Provision-number ; rkg:warnsOf rkgs:{{}} ."
    profile = "@prefix rkgs: <https://w3id.org/restokg/shapes#> . " + profile
    write("own.ttl", profile.format("Provision-addressee"))
    (small / "shapes" / "profiles").mkdir()
    shutil.copy("own.ttl", small / "shapes" / "profiles" / "lenient.ttl")
    for name in ("own.ttl", "lenient"):
        code, out, _ = validate("draft.trig", *JSON, "--profile", name)
        assert (code, told(out)) == (0, [("warning", "RKG-P03", "draft.trig", 13)])
    code, out, _ = validate("draft.trig", *JSON, "--profile", "curated")
    assert [entry[1] for entry in told(out)] == ["RKG-P02", "RKG-P03"]
    code, out, err = validate("draft.trig", "--profile", "strict")
    assert (code, out) == (2, "")
    assert "Use one of: curated, lenient." in err
    code, out, _ = validate("draft.trig", *JSON, "--profile", "draft.trig")
    assert (code, errors(out)[0][0]) == (3, "BadShapesError")
    code, _, err = validate("sites.ttl", *OWN, "--profile", "curated")
    assert (code, "leave out --profile or --shapes" in err) == (2, True)


@pytest.mark.usefixtures("folder")
def test_the_profile_for_plain_triples_asks_for_no_named_graphs(validate: Run) -> None:
    write("plain.ttl", f'{PREFIXES} body:x a rkg:Actor ; rdfs:label "X"@en , "某"@zh .')
    assert {entry[1] for entry in told(validate("plain.ttl", *JSON)[1])} == {"RKG-G02"}
    code, out, _ = validate("plain.ttl", "--profile", "triples")
    assert (code, out) == (0, "No violations in 1 file.\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("engine", ["native", "shifty", "pyshacl"])
def test_each_engine_finds_the_same(validate: Run, engine: str) -> None:
    code, out, err = validate("sites.ttl", *OWN, "--engine", engine)
    assert (code, err, told(out)) == (1, "", [NAMELESS])


@pytest.mark.usefixtures("folder")
def test_an_engine_that_is_not_installed_is_told(
    validate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "restokg.validation.reference", raising=False)
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    code, out, err = validate("sites.ttl", *OWN, "--engine", "pyshacl")
    assert (code, out) == (2, "")
    assert "pip install 'restokg[shacl]'" in err


@pytest.mark.parametrize("option", ["--engine", "--syntax", "--format", "--fail-on", "--colour"])
def test_a_choice_that_is_not_offered_is_refused(validate: Run, option: str) -> None:
    code, out, err = validate(option, "none-such")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "'none-such'" in err
    assert validate("--lang", "fr")[0] == 2
    assert validate("--none-such")[0] == 2


# Findings that are known, and what changed

ENTRY = """
[[suppress]]
rule = "{}"
node = "{}"
reason = "The name is asked for."
until = {}
"""


@pytest.mark.usefixtures("folder")
def test_a_suppressed_finding_is_set_apart_until_its_day(validate: Run) -> None:
    nameless = "http://example.org/b"
    write("known.toml", ENTRY.format(NAME, nameless, "2999-01-01"))
    code, out, _ = validate("sites.ttl", *OWN, "--suppressions", "known.toml")
    assert (code, told(out)) == (0, [])
    (hidden,) = json.loads(out)["suppressed"]
    assert (hidden["focus"], hidden["reason"]) == (nameless, "The name is asked for.")
    write("known.toml", ENTRY.format(NAME, nameless, "2020-01-01"))
    code, out, _ = validate("sites.ttl", *OWN, "--suppressions", "known.toml")
    assert code == 1
    assert [entry[2:] for entry in told(out)] == [("known.toml", 2), ("sites.ttl", 3)]


@pytest.mark.usefixtures("folder")
def test_an_entry_that_suppresses_nothing_is_told_where_its_node_is_judged(validate: Run) -> None:
    write("data/sites.ttl", SITES.replace("ex:b a ex:Site", 'ex:b a ex:Site ; ex:name "B"'))
    elsewhere = ENTRY.format(NAME, "http://example.org/z", "2999-01-01")
    write("known.toml", ENTRY.format(NAME, "http://example.org/b", "2999-01-01") + elsewhere)
    known = (*OWN, "--suppressions", "known.toml")
    assert [entry[3] for entry in told(validate("data/sites.ttl", *known)[1])] == [2]
    assert [entry[3] for entry in told(validate("data", *known)[1])] == [2, 8]
    # What a file that cannot be read would say of the node is not known.
    write("data/broken.ttl", "a b c")
    code, out, _ = validate("data", *known)
    assert (code, [entry[3] for entry in told(out)]) == (3, [2])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("text", "line"), [("suppress = 1", 1), ("[[suppress]\n", 1), (ENTRY.format("", "x", "1"), 2)]
)
def test_suppressions_that_cannot_be_read_are_told(validate: Run, text: str, line: int) -> None:
    write("known.toml", text)
    code, out, err = validate("sites.ttl", *OWN, "--suppressions", "known.toml")
    ((kind, place),) = errors(out)
    assert (code, err, kind) == (3, "", "BadSuppressionError")
    assert (place["file"], place["line"]) == ("known.toml", line)
    code, out, _ = validate("sites.ttl", *OWN, "--suppressions", "gone.toml")
    assert (code, errors(out)[0][0]) == (3, "MissingPathError")


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.mark.usefixtures("folder")
def test_only_what_changed_since_a_revision_is_judged(validate: Run) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        git(*command)
    since = (*OWN, "--changed-since")
    assert validate("sites.ttl", *since, "HEAD")[0] == 0
    write("sites.ttl", SITES + "ex:c a ex:Site .\n")
    code, out, _ = validate(".", *since, "HEAD")
    assert (code, told(out)) == (1, [("violation", NAME, "sites.ttl", 4)])
    write("known.toml", ENTRY.format(NAME, "http://example.org/a", "2999-01-01"))
    code, out, _ = validate(".", *since, "HEAD", "--suppressions", "known.toml")
    assert told(out) == [("violation", NAME, "sites.ttl", 4)]
    for revision in ("none-such", "--help", ""):
        code, out, err = validate("sites.ttl", *since, revision)
        assert (code, err, errors(out)[0][0]) == (3, "", "UnknownRevisionError")


@pytest.mark.usefixtures("folder")
def test_outside_a_repository_no_change_can_be_told(
    validate: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, out, _ = validate("sites.ttl", "--shapes", "shapes.ttl", "--changed-since", "HEAD")
    assert code == 3
    assert out.startswith("error: The changes since 'HEAD' cannot be told: not a git repository")
    assert out.endswith("\n\n1 error.\n")


# A snapshot


def test_a_snapshot_that_is_named_is_judged_in_place_of_files(
    run: Run, snapshot: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    code, out, _ = run("validate", *OWN)  # named by RESTOKG_SNAPSHOT
    assert (code, told(out)) == (0, [])
    assert json.loads(out)["summary"]["files"] == 0
    monkeypatch.delenv("RESTOKG_SNAPSHOT")
    write("shapes.ttl", SHAPES.replace("ex:Site ", "<https://w3id.org/restokg/ontology#Report> "))
    named = ("--snapshot", str(snapshot), "validate")
    code, out, _ = run(*named, *OWN)
    assert (code, told(out)) == (1, [("violation", NAME, None, None)])
    assert "::error title=" in run(*named, *OWN[:2], "--format", "github")[1]
    for arguments in (["sites.ttl"], ["--changed-since", "HEAD"]):
        code, out, err = run(*named, *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
    code, out, err = run("--snapshot", str(folder / "none"), "validate", *JSON)
    assert (code, err, errors(out)[0][0]) == (3, "", "SnapshotMissingError")


# As a process


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_that_leaves_early_keeps_no_file_from_being_written(
    environment: dict[str, str], folder: Path
) -> None:
    command = [sys.executable, "-m", "restokg", "validate", "sites.ttl", *OWN[:2]]
    writer = subprocess.Popen(
        [*command, "--also", "sarif=found.sarif"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert writer.stdout is not None
    writer.stdout.close()
    assert writer.stderr is not None
    assert writer.stderr.read() == b""
    writer.stderr.close()
    writer.wait(timeout=60)
    found = json.loads((folder / "found.sarif").read_text(encoding="utf-8"))
    assert len(found["runs"][0]["results"]) == 1


def test_the_command_reads_standard_input_and_ends_with_its_code(
    environment: dict[str, str], folder: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "restokg", "validate", *OWN, "-"],
        input=SITES.encode(),
        capture_output=True,
        env=environment | {"LC_ALL": "C", "PYTHONUTF8": "0"},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert told(done.stdout.decode("utf-8")) == [("violation", NAME, "-", 3)]
    assert "地点须有名称。" in done.stdout.decode("utf-8")
    assert folder.exists()
