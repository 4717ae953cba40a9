"""Measure restokg beside its peers, each pair in one run, and write ``bench/RESULTS.md``.

Machines are noisy: what counts are the ratios of medians, taken in turns. Run ``make bench``, or
``python bench NAME`` for one measurement, whose section is then replaced.
"""

import platform
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import changed_document
import cold_ask
import cold_validate
import ingest_citations
import ingest_mentions
import ingest_sources
import ingest_speed
import load_files
import question_times
import read_places
import serving_attack
import serving_load
import serving_pages
from corpus import Missing
from measuring import Result

import validation

HERE = Path(__file__).parent
MEASUREMENTS: dict[str, Callable[[], Result | list[Result]]] = {
    "cold-ask": cold_ask.measure,
    "load-files": load_files.measure,
    "question-times": question_times.measure,
    "read-places": read_places.measure,
    "validation": validation.measure,
    "validation-core": validation.measure_core,
    "changed-document": changed_document.measure,
    "cold-validate": cold_validate.measure,
    "ingest-citations": ingest_citations.measure,
    "ingest-sources": ingest_sources.measure,
    "ingest-mentions": ingest_mentions.measure,
    "ingest-speed": ingest_speed.measure,
    "serving-load": serving_load.measure,
    "serving-pages": serving_pages.measure,
    "serving-attack": serving_attack.measure,
}


def main(names: list[str]) -> int:
    if unknown := set(names) - MEASUREMENTS.keys():
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}.")
        return 2
    results: list[Result] = []
    path = HERE / "RESULTS.md"
    sections = _sections(path.read_text(encoding="utf-8")) if names else {}
    for name in names or MEASUREMENTS:
        try:
            measured = MEASUREMENTS[name]()
        except Missing as reason:
            print(f"{name} is left out. {reason}")
            continue
        for result in measured if isinstance(measured, list) else [measured]:
            results.append(result)
            sections[result.title] = result.markdown()
            print(sections[result.title])
        text = (
            "# What was measured\n\n"
            + _machine()
            + "".join(f"\n{section}" for section in sections.values())
        )
        path.write_text(text, encoding="utf-8", newline="\n")
    missed = [result.title for result in results if result.met is False]
    if missed:
        print(f"Not met: {'; '.join(missed)}")
    return bool(missed)


def _sections(text: str) -> dict[str, str]:
    """Return the sections of the results as they are written, by their titles."""
    found = {}
    for section in text.split("\n## ")[1:]:
        found[section.partition("\n")[0]] = f"## {section.rstrip()}\n"
    return found


def _machine() -> str:
    versions = ", ".join(f"{p} {metadata.version(p)}" for p in ("pyoxigraph", "rdflib", "restokg"))
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"Written by `make bench` on {system}; {versions}.\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
