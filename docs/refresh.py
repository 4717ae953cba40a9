"""Write what the program prints, or knows, into the documents that show it, or check it.

A block fenced as ``console`` holds one line ``$ restokg …`` and what it prints; under a comment
``<!-- table: NAME -->`` stands a table. Run ``python docs/refresh.py`` after a change of data or
rules; with ``--check`` nothing is written, and the exit code is 1 if a document tells something
else than the program. Without names of documents, all are meant.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import typer

from restokg.cli.app import app
from restokg.lint.rules import RULES, demands
from restokg.representation.media import ALIASES, GRAPHS, RESULTS

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "docs/ingest.md", "docs/serving.md", "docs/validating.md")
BLOCK = re.compile(
    r"^```console\n\$ restokg (?P<arguments>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL
)
TABLE = re.compile(r"^<!-- table: (?P<name>\w+) -->\n(?:\|.*\n)*", re.MULTILINE)
INPUT = re.compile(
    r"^  ([\w-]+):\n    description:(?: >-)?([^\n]*(?:\n      [^\n]*)*)", re.MULTILINE
)
INGEST = "Ingest: "
"""How the titles of results begin that stand in a guide of their own."""
SECTIONS = {
    "citations": "citations in official resolutions",
    "citation_kinds": "citations in English, by kind",
    "agreement": "agreement between the languages of a resolution",
    "no_labels": "links that are no labels",
    "plain_citations": "citations in the same as plain text",
    "folded_citations": "citations in the same with broken lines",
    "source_citations": "citations in the five source texts",
    "mentions": "targets, organizations, modality and addressees",
    "ingest_speed": "speed",
    "ingest_memory": "memory",
}
"""Tables of results that are shown as they stand, by the titles of their sections."""
VERDICT = re.compile(r"^(.*): \*\*([\d.]+)\*\* \((.*)\)\.$", re.MULTILINE)
WIDTH = "100"
FINDINGS = 1


def refreshed(text: str) -> str:
    """Return the text with the present output of the command in each block, and its tables."""
    return TABLE.sub(_table, BLOCK.sub(_answered, text))


def _answered(block: re.Match[str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "restokg", *shlex.split(block["arguments"])],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": WIDTH},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode > FINDINGS:
        ran.check_returncode()
    return f"```console\n$ restokg {block['arguments']}\n{ran.stdout}```"


def _table(place: re.Match[str]) -> str:
    name = place["name"]
    tables = {
        "formats": _formats,
        "inputs": _inputs,
        "lint": _lint,
        "measured": lambda: _measured(ingest=False),
        "measured_ingest": lambda: _measured(ingest=True),
        "peers": _peers,
        "serve": _serve,
    }
    rows = _section(SECTIONS[name]) if name in SECTIONS else tables[name]()
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return (
        f"<!-- table: {place['name']} -->\n{lines[0]}{'|---' * len(rows[0])}|\n{''.join(lines[1:])}"
    )


def _inputs() -> list[list[str]]:
    """Return the inputs of the action, each with its description."""
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    inputs = action.partition("\ninputs:\n")[2].partition("\noutputs:\n")[0]
    rows = [
        [f"`{name}`", " ".join(text.strip(' "').split())] for name, text in INPUT.findall(inputs)
    ]
    return [["input", ""], *rows]


def _lint() -> list[list[str]]:
    """Return the rules of `restokg lint`."""
    texts = demands()
    rows = [
        [code, rule.severity, texts[code]["en"].replace("……", "…").replace("<", "\\<")]
        for code, rule in RULES.items()
    ]
    return [["rule", "severity", "what it says"], *rows]


def _serve() -> list[list[str]]:
    """Return the options of `restokg serve`."""
    rows = []
    for option in typer.main.get_command(app).commands["serve"].params:
        call = " ".join(filter(None, (option.opts[0], option.metavar)))
        default = "" if option.default is False else f"`{option.default}`"
        rows.append([f"`{call}`", default, option.help])
    return [["option", "default", ""], *rows]


def _formats() -> list[list[str]]:
    """Return the formats of the endpoint, each with the other types that stand for it."""
    rows = [
        [f"`{name}`", f"`{type_}`", ", ".join(f"`{other}`" for other in ALIASES.get(type_, ())), of]
        for formats, of in ((RESULTS, "rows"), (GRAPHS, "graphs"))
        for name, type_ in formats.items()
    ]
    return [["`format`", "media type", "also as", "of"], *rows]


def _measured(*, ingest: bool) -> list[list[str]]:
    """Return what was measured last of ingest, or of all else, each with its demand."""
    rows = [
        [section.partition("\n")[0].removeprefix(INGEST), match[1], match[2], match[3].lower()]
        for section in _results()
        if section.startswith(INGEST) == ingest and (match := VERDICT.search(section))
    ]
    return [["", "measured", "figure" if ingest else "ratio", ""], *rows]


def _section(title: str) -> list[list[str]]:
    """Return the table of one section of the results."""
    (section,) = (text for text in _results() if text.startswith(f"{INGEST}{title}\n"))
    head, _, *rows = [
        [cell.strip() for cell in line[1:-1].split("|")]
        for line in section.splitlines()
        if line[:1] == "|"
    ]
    return [head, *rows]


def _peers() -> list[list[str]]:
    """Return how long validation took beside its peers."""
    (section,) = (text for text in _results() if text.startswith("Validation beside"))
    head, _, *rows = [
        line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"
    ]
    wanted = [head.index(name) for name in ("triples", "engine", "median s", "peak MB", "results")]
    rows = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    # Where an engine was not run or stopped, the reason stands in the third column.
    kept = [
        row if row[head.index("results")] else [*row[:2], "", "", row[2], *row[5:]] for row in rows
    ]
    return [[row[column] for column in wanted] for row in [head, *kept]]


def _results() -> list[str]:
    text = (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8")
    return text.split("\n## ")[1:]


def main(arguments: list[str]) -> int:
    check = arguments[:1] == ["--check"]
    names = arguments[check:] or DOCUMENTS
    if any(name not in DOCUMENTS for name in names):
        print(f"usage: python docs/refresh.py [--check] [{'|'.join(DOCUMENTS)}]", file=sys.stderr)
        return 2
    behind = 0
    for name in names:
        stands = (ROOT / name).read_text(encoding="utf-8")
        if not (BLOCK.search(stands) or TABLE.search(stands)):
            print(f"{name} shows no command and no table.", file=sys.stderr)
            return 1
        new = refreshed(stands)
        if check and new != stands:
            print(f"{name} is behind: run `python docs/refresh.py`.", file=sys.stderr)
            behind = 1
        elif not check:
            (ROOT / name).write_text(new, encoding="utf-8", newline="\n")
    return behind


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
