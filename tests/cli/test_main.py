"""The program as a whole: exit codes, imports, pipes, interruption."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg import __version__

Run = Callable[..., tuple[int, str, str]]
Process = Callable[..., subprocess.CompletedProcess[str]]

HEAVY = {"rdflib", "owlready2", "pyshacl", "shifty", "reasonable", "SPARQLWrapper", "typer", "rich"}


def test_asking_imports_none_of_the_heavy_libraries(environment: dict[str, str]) -> None:
    program = (
        "import sys, json\n"
        "from restokg.cli.main import main\n"
        "code = main(['ask', '02'])\n"
        "sys.stderr.write(json.dumps([code, sorted({m.partition('.')[0] for m in sys.modules})]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=60,
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert "pyoxigraph" in modules
    assert HEAVY.isdisjoint(modules)
    # The names are right: the full command line does import two of them.
    assert "typer" in _modules_of("import restokg.cli.app", environment)


def _modules_of(statement: str, environment: dict[str, str]) -> str:
    program = f"{statement}\nimport sys; print(*sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    ).stdout


def test_each_kind_of_end_has_its_exit_code(process: Process, tmp_path: Path) -> None:
    cases = [
        (["--version"], 0, ""),
        (["ask", "02"], 0, ""),
        (["ask", "none-such"], 2, "restokg: There is no question 'none-such'."),
        (["shw", "IDRA"], 2, "restokg: No such command 'shw'."),
        (["show", "none such"], 3, "restokg: The graph holds nothing called 'none such'."),
        (["query", str(tmp_path / "none.rq")], 3, f"restokg: {tmp_path}"),
        (["--snapshot", str(tmp_path), "ask", "02"], 3, f"restokg: {tmp_path}"),
        (["query", "-e", "SELECT * { SERVICE <x:y> {} }"], 4, "restokg: The query calls another"),
        (
            ["ask", "02", "--endpoint", "http://127.0.0.1:1/"],
            5,
            "restokg: http://127.0.0.1:1/: The",
        ),
    ]
    for arguments, code, message in cases:
        done = process(*arguments)
        assert done.returncode == code, (arguments, done.stderr)
        assert done.stderr.startswith(message), (arguments, done.stderr)
        assert done.stderr.count("\n") == (1 if code else 0), (arguments, done.stderr)


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version") == (0, f"restokg {__version__}\n", "")


@pytest.mark.parametrize(
    "command", ["", "audit", "build", "ask", "query", "show", "validate", "lint", "export"]
)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    code, out, _ = run(*command.split(), "--help")
    assert code == 0
    assert "Usage: restokg" in out
    assert "restokg ask 02" in out if command in ("", "ask") else f"restokg {command} " in out
    assert "Example" in out or not command


@pytest.mark.parametrize("command", ["validate", "lint"])
def test_what_cannot_be_read_is_part_of_a_report_on_standard_output(
    run: Run, tmp_path: Path, command: str
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("a b c")
    code, out, err = run(command, str(broken), "--format", "json")
    (told,) = json.loads(out)["errors"]
    assert (code, err, told["type"], told["place"]["line"]) == (3, "", "RdfSyntaxError", 1)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["ask", "export"])
def test_a_reader_that_leaves_early_is_no_error(
    environment: dict[str, str], command: str, unbuffered: str
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "restokg", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment | {"PYTHONUNBUFFERED": unbuffered},
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    errors = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(timeout=60), errors) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("command", ["ask", "export"])
def test_a_full_disk_is_told_in_one_line(environment: dict[str, str], command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "restokg", command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.startswith("restokg: the output: No space left on device.")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_ctrl_c_ends_quietly_and_stops_the_query(environment: dict[str, str]) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
    program = subprocess.Popen(
        [sys.executable, "-m", "restokg", "query", "-e", text],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    group = str(program.pid)
    time.sleep(1)
    os.killpg(program.pid, signal.SIGINT)
    out, errors = program.communicate(timeout=20)
    assert (program.returncode, out, errors) == (130, b"", b"")
    if shutil.which("ps") is None:
        pytest.skip("nothing here tells which processes live")
    processes = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    states = [line.split()[1] for line in processes.splitlines() if line.split()[0] == group]
    assert [state for state in states if not state.startswith("Z")] == []


def test_output_into_a_pipe_is_utf_8_whatever_the_locale(process: Process) -> None:
    done = process("show", "IDRA", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "国际抗旱联盟" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names there are text")
def test_an_argument_that_is_no_text_is_told_in_one_line(process: Process) -> None:
    for arguments in (
        ["query", "none-\udcff.rq"],
        ["--snapshot", "none-\udcff", "ask", "02"],
        ["ask", "02", "-p", "convention=\udcff"],
    ):
        done = process(*arguments)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("restokg: ")
        assert r"\udcff" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="another shell")
def test_streams_that_the_caller_has_closed_do_no_harm(environment: dict[str, str]) -> None:
    for closed, arguments, code in (("0<&-", "query -", 3), ("1>&-", "ask 02", 0)):
        line = f'exec "{sys.executable}" -m restokg {arguments} {closed}'
        done = subprocess.run(
            ["/bin/sh", "-c", line], capture_output=True, text=True, env=environment, check=False
        )
        assert done.returncode == code
        assert done.stderr.count("\n") == (1 if code else 0)
        assert "Traceback" not in done.stderr


def test_a_message_that_repeats_a_long_input_is_shortened_in_the_middle(run: Run) -> None:
    code, _, err = run("ask", "x" * 100_000)
    assert code == 2
    assert len(err) < 2_100
    assert err.startswith("restokg: There is no question 'xxx")
    assert err.endswith("`restokg ask` lists the questions.\n")


def test_an_error_message_is_one_line_even_if_its_cause_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from restokg.cli.main import print_error

    print_error("first\n  second")
    assert capsys.readouterr().err == "restokg: first second\n"
