"""Official resolutions, as the editors have described them and as ingest reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from restokg import resources
from restokg.build.pipeline import build
from restokg.cli.main import main
from restokg.graph.reading import load, rdf_files
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store
from restokg.ingest import pipeline
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.mentions.gazetteer import Gazetteer
from restokg.ingest.planning import plan
from restokg.ingest.readers.akn import read_akn
from restokg.namespaces import DOC

CURATED = (
    "76/200 76/206 76/207 76/223 76/253 76/265 76/296 77/118 77/166 77/167 77/172 77/186 77/326"
)


def files(corpus: Path, language: str, *symbols: str) -> list[Path]:
    """Return the files of resolutions in a language."""
    names = [f"A_RES_{symbol.replace('/', '_')}[-_]*.xml" for symbol in symbols]
    found = [file for name in names for file in corpus.glob(f"*session/{language}/{name}")]
    assert len(found) >= len(symbols)
    return sorted(found)


@pytest.fixture(scope="module")
def curated() -> Store:
    store = Store()
    load(store, rdf_files([resources.data()]))
    return store


def test_every_curated_paragraph_is_read_at_the_same_place(corpus: Path, curated: Store) -> None:
    rows = curated.select("SELECT ?provision ?order { ?provision rkg:order ?order }")
    orders = {provision.value: int(order.value) for provision, order in rows}
    for symbol in CURATED.split():
        (file,) = files(corpus, "English", symbol)
        (document,) = read_akn(file.read_bytes(), file.name)
        base = f"{DOC}A/RES/{symbol}/"
        read = {f"{base}{one.path}": at for at, one in enumerate(document.provisions, start=1)}
        described = {iri: order for iri, order in orders.items() if iri.startswith(base)}
        assert described
        assert described == {iri: read.get(iri) for iri in described}


@pytest.fixture(scope="module")
def snapshot(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with resolutions that editors have described, and one that they have not."""
    folder = tmp_path_factory.mktemp("ingested")
    plain = open_snapshot(build(out=folder / "plain").path).store
    symbols = ("76/207", "77/172", "77/171")
    todo = plan([*files(corpus, "English", *symbols), *files(corpus, "Chinese", *symbols)])
    report = pipeline.ingest(
        todo, folder / "candidates", Gazetteer.of(plain), Knowledge.of(plain), workers=0
    )
    assert (report.works, report.files, report.failures) == (3, 6, [])
    return build([folder / "candidates"], folder / "graph").path


@pytest.fixture(scope="module")
def graph(snapshot: Path) -> Store:
    return open_snapshot(snapshot).store


def test_a_curated_paragraph_gets_mentions_and_no_statement(graph: Store) -> None:
    paragraph = f"<{DOC}A/RES/76/207/p/3>"
    rows = graph.select(f"""SELECT ?order ?parent (COUNT(?mention) AS ?mentions) {{
      {paragraph} rkg:order ?order ; rkg:parent ?parent .
      ?span oa:hasSource {paragraph} . ?mention oa:hasTarget ?span }} GROUP BY ?order ?parent""")
    ((_, _, mentions),) = list(rows)
    assert int(mentions.value) > 10
    assert not graph.query(f"ASK {{ {paragraph} adms:status status:candidate }}")


def test_curated_and_ingested_paragraphs_are_one_document(graph: Store) -> None:
    document = f"<{DOC}A/RES/76/207>"
    rows = graph.select(f"""SELECT ?status (COUNT(DISTINCT ?provision) AS ?number) {{
      ?provision rkg:parent+ {document} OPTIONAL {{ ?provision adms:status ?status }}
    }} GROUP BY ?status ORDER BY ?status""")
    assert [int(number.value) for _, number in rows] == [59, 64]
    ((labels,),) = graph.select(
        f"SELECT (COUNT(DISTINCT ?label) AS ?n) {{ {document} rdfs:label ?label }}"
    )
    assert int(labels.value) == 2


@pytest.mark.parametrize(
    ("question", "parameter", "paragraph"),
    [
        ("11", "actor=UNEP", "A/RES/77/171/p/18"),
        ("12", "document=A/RES/70/1", "A/RES/77/171/preamble/2"),
        ("14", "document=A/RES/70/1", "A/RES/77/171/preamble/2"),
    ],
)
def test_a_question_answers_over_candidates_and_says_so(
    question: str,
    parameter: str,
    paragraph: str,
    snapshot: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["--snapshot", str(snapshot), "ask", question, "--param", parameter]
    assert main([*call, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert {row["curation"]["value"] for row in rows} == {"curated", "candidate"}
    told = [row for row in rows if row["source"]["value"] == DOC + paragraph]
    assert [row["curation"]["value"] for row in told] == ["candidate"] * len(told) != []
