from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

NAMESPACES = re.compile(
    r"http://www\.w3\.org/(1998/Math/MathML|1999/02/22-rdf-syntax-ns#|1999/xhtml|"
    r"2000/01/rdf-schema#(label)?|2000/10/swap/|2000/svg|2001/XMLSchema#|2002/07/owl#sameAs)"
)
"""Names of vocabularies and of elements, which nothing fetches."""

LINKS = {
    # The documentation of a view of results; the link to it is taken off the page.
    "https://docs.triply.cc/yasgui/",
    "https://docs.triply.cc/yasgui/#response",
    "https://docs.triply.cc/yasgui/#table",
    # In the words of an error that the page shows in its own words instead.
    "http://enable-cors.org/",
    # In warnings to the console.
    "https://datatables.net/tn/",
    "https://datatables.net/tn/17",
}
"""Addresses for a reader to follow, which no script calls."""

SERVICES = (
    "ajax.googleapis", "cdn.", "cdnjs", "dbpedia.org", "fonts.g", "jsdelivr", "lov.linkeddata",
    "prefix.cc", "unpkg",
)  # fmt: skip


@pytest.fixture(scope="module")
def texts(dist: Path) -> dict[str, str]:
    files = [path for path in dist.iterdir() if path.suffix in (".js", ".css")]
    assert len(files) > 4
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def test_the_manifest_names_files_that_are_there_by_their_content(
    dist: Path, manifest: dict[str, str]
) -> None:
    assert set(manifest) == {"explorer.js", "sparql.js", "sparql.css"}
    for name, file in manifest.items():
        assert (dist / file).is_file()
        assert re.fullmatch(r"[a-z-]+-[A-Z0-9]{8}" + re.escape(Path(name).suffix), file)


def test_every_address_in_the_bundles_is_a_name_or_a_link(texts: dict[str, str]) -> None:
    pattern = re.compile(r"(?:https?:|wss?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'`<>\\)]*")
    found = {address for text in texts.values() for address in pattern.findall(text)}
    assert {address for address in found if not NAMESPACES.fullmatch(address)} <= LINKS
    assert any(NAMESPACES.fullmatch(address) for address in found), "the pattern finds nothing"


@pytest.mark.parametrize("service", SERVICES)
def test_no_bundle_knows_a_service_of_others(texts: dict[str, str], service: str) -> None:
    assert [name for name, text in texts.items() if service in text] == []


def test_style_sheets_fetch_nothing(texts: dict[str, str]) -> None:
    sheets = [text for name, text in texts.items() if name.endswith(".css")]
    assert sheets
    for sheet in sheets:
        assert "@import" not in sheet
        assert [
            address for address in re.findall(r"url\(([^)]*)", sheet) if "data:" not in address
        ] == []


def imported(texts: dict[str, str], name: str) -> set[str]:
    """Return a module and those that it imports at once, without those that it may import later."""
    found, waiting = set(), [name]
    while waiting:
        module = waiting.pop()
        found.add(module)
        direct = re.findall(r"(?:from|import)\s*\"\./([\w-]+\.js)\"", texts[module])
        waiting.extend(each for each in direct if each not in found)
    return found


def compressed(texts: dict[str, str], modules: set[str]) -> int:
    return sum(len(gzip.compress(texts[module].encode())) for module in modules)


def test_what_every_page_loads_is_under_fifteen_kilobytes(
    texts: dict[str, str], manifest: dict[str, str]
) -> None:
    modules = imported(texts, manifest["explorer.js"])
    assert compressed(texts, modules) < 15_000


def test_a_page_with_a_graph_and_charts_stays_small_enough_for_the_home_page(
    texts: dict[str, str], manifest: dict[str, str]
) -> None:
    """The home page, all in all, may have 300 kB."""
    later = {name for name in texts if re.match(r"(graph|chart)-", name)}
    assert len(later) == 2
    modules = imported(texts, manifest["explorer.js"])
    for name in later:
        modules |= imported(texts, name)
    assert compressed(texts, modules) < 220_000


def test_graphs_charts_and_results_are_fetched_only_when_they_are_shown(
    texts: dict[str, str], manifest: dict[str, str]
) -> None:
    at_once = imported(texts, manifest["explorer.js"]) | imported(texts, manifest["sparql.js"])
    heavy = {name for name in texts if re.match(r"(graph|chart|results)-", name)}
    assert len(heavy) == 3
    assert at_once.isdisjoint(heavy)


@pytest.mark.parametrize(
    "package", ["@zazuko/yasqe", "@zazuko/yasr", "chart.js", "codemirror", "cytoscape", "jquery"]
)
def test_the_notices_of_what_is_bundled_come_along(dist: Path, package: str) -> None:
    notices = (dist / "LICENSES.txt").read_text(encoding="utf-8")
    entry = re.search(rf"^{re.escape(package)} \d[\w.]*\nLicence: (.+)$", notices, re.MULTILINE)
    assert entry
    assert entry[1] == "MIT"


def test_every_notice_allows_to_pass_on_what_is_bundled(dist: Path) -> None:
    notices = (dist / "LICENSES.txt").read_text(encoding="utf-8")
    licences = set(re.findall(r"^Licence: (.+)$", notices, re.MULTILINE))
    assert licences <= {
        "(CC-BY-4.0 AND MIT)",
        "(MPL-2.0 OR Apache-2.0)",
        "Apache-2.0",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
    }
