"""Write the tables of docs/engines.md: how the SHACL engines do, and where they differ.

Run ``python docs/engines.py`` after a change of engines. It needs the W3C test suite, in
``../shared/conformance`` or where RESTOKG_CONFORMANCE says.
"""

import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "engines.md"
SOURCE = ROOT / "docs" / "engines.toml"
ENGINES = {"native": "native", "shifty": "shifty", "pyshacl": "pySHACL"}
"""The engines, and how the page calls them."""

TABLE = re.compile(r"<!-- table: (\w+) -->\n(?:\|.*\n)*")


def refreshed(text: str, outcomes: dict[str, dict[str, str]]) -> str:
    """Return the page with the tables anew, by the outcome of each engine in each W3C case."""
    known = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    sizes = Counter(_suite(name) for name in outcomes["native"])
    passed = {
        engine: Counter(_suite(name) for name, seen in cases.items() if seen == "same")
        for engine, cases in outcomes.items()
    }
    tables = {
        "totals": _table(
            ["engine", *sizes],
            ([ENGINES[e], *(f"{passed[e][s]} of {sizes[s]}" for s in sizes)] for e in ENGINES),
        ),
        "cases": _table(
            ["case", *ENGINES.values(), "why"],
            (
                [
                    f"`{case['name']}`",
                    *(_shown(outcomes[e][case["name"]]) for e in ENGINES),
                    case["why"],
                ]
                for case in known["case"]
            ),
        ),
        "constructs": _table(
            ["construct", *ENGINES.values(), "why", "our rules"],
            (
                [
                    entry["title"],
                    *(str(entry["found"][e]) for e in ENGINES),
                    entry["why"],
                    entry["ours"],
                ]
                for entry in known["construct"]
            ),
        ),
    }
    return TABLE.sub(lambda found: f"<!-- table: {found[1]} -->\n{tables[found[1]]}", text)


def _suite(case: str) -> str:
    return {"core": "core", "sparql": "SPARQL"}[case.partition("/")[0]]


def _shown(outcome: str) -> str:
    return "passes" if outcome == "same" else outcome


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from tests.validation.w3c import all_outcomes

    folder = Path(os.environ.get("RESTOKG_CONFORMANCE") or ROOT.parent / "shared" / "conformance")
    if not folder.is_dir():
        print(f"The W3C test suites are not at {folder}.", file=sys.stderr)
        return 1
    text = refreshed(PAGE.read_text(encoding="utf-8"), all_outcomes(folder))
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
