"""A report with something of everything, in a folder of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from restokg.errors import MissingPathError, RdfSyntaxError
from restokg.graph.store import Store
from restokg.validation.findings import Finding, Place, in_order
from restokg.validation.reports.formats import Report, write

DRAFT = Path("notes/draft 1.trig")
SH = "http://www.w3.org/ns/shacl#"
RKG = "https://w3id.org/restokg/ontology#"
RKGS = "https://w3id.org/restokg/shapes#"
NODE = "https://w3id.org/restokg/id/memorandum/draft"
CLAUSE = "https://w3id.org/restokg/doc/x/p/1"

TEXT = """\
memorandum:draft a rkg:Memorandum ;
\trdfs:label "谅解备忘录"@zh ; rkg:term "P0Y"^^xsd:duration ;
    rkg:party [
      a rkg:Actor
    ] .
"""

SHAPES = f"""
@prefix sh: <{SH}> .
@prefix rkgs: <{RKGS}> .
@prefix rkg: <{RKG}> .
rkgs:Memorandum-term a sh:PropertyShape ; sh:path rkg:term ;
    sh:message "RKG-M03 A term must be positive, not {{?value}}."@en , "RKG-M03 有效期须为正。"@zh .
rkgs:Memorandum-name a sh:PropertyShape ; sh:path ( rkg:party [ sh:inversePath rkg:name ] ) ;
    sh:message "It should have a name."@en .
"""


def at(line: int, text: str) -> Place:
    """Return the place of a text in a line of the draft."""
    start = TEXT.split("\n")[line - 1].index(text) + 1
    return Place(DRAFT, line, start, line, start + len(text))


TERM = Finding(
    "violation",
    "RKG-M03",
    NODE,
    path=RKG + "term",
    value='"P0Y"^^<http://www.w3.org/2001/XMLSchema#duration>',
    shape=RKGS + "Memorandum-term",
    component=SH + "PatternConstraintComponent",
    messages={"en": "A term must be positive, not P0Y.", "zh": "有效期须为正。"},
    clauses=(CLAUSE,),
    place=at(2, '"P0Y"^^xsd:duration'),
)
PARTY = Finding(
    "violation",
    "RKG-M01",
    NODE,
    path=RKG + "party",
    component=SH + "MinCountConstraintComponent",
    messages={"en": "Two parties at least.", "zh": "至少须有两方。"},
    place=Place(DRAFT, 3, 15, 5, 6),
)
NAME = Finding(
    "warning",
    "rkgs:Memorandum-name",
    "_:b7",
    path="(rkg:party/(^rkg:name))",
    shape=RKGS + "Memorandum-name",
    component=SH + "MinCountConstraintComponent",
    messages={"en": "It should have a name."},
    place=at(2, '"谅解备忘录"@zh'),
)
LOOSE = Finding(
    "info",
    "RKG-G01",
    "https://w3id.org/restokg/source/x",
    value="<https://w3id.org/restokg/source/x>",
    messages={"en": "Not described.", "zh": "未说明。"},
)
HIDDEN = Finding(
    "violation",
    "RKG-P20",
    "https://w3id.org/restokg/doc/x/p/1",
    messages={"en": "A number is missing.", "zh": "缺少编号。"},
    place=Place(DRAFT, 1, 1, 1, 17),
)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    shapes = Store()
    shapes.load(SHAPES.encode(), "turtle")
    return Report(
        findings=in_order([TERM, PARTY, NAME, LOOSE]),
        suppressed=[HIDDEN],
        errors=[
            RdfSyntaxError("notes/broken.ttl", "A dot is missing.", line=2, column=3),
            MissingPathError("notes/gone.ttl"),
        ],
        sources={DRAFT: TEXT, Path("notes/broken.ttl"): "a:b\n  a:c\n"}.get,
        shapes=shapes,
        titles={CLAUSE: "X ¶1"},
        files=[DRAFT, Path("notes/good.ttl")],
        reasons={HIDDEN: "Numbered in the next edition."},
    )


@pytest.fixture
def written() -> Callable[..., str]:
    """Write a report, and return what was written."""

    def written(report: Report, format: str, language: str = "en", *, colour: bool = False) -> str:
        output = io.StringIO()
        write(report, format, output, language=language, colour=colour)
        return output.getvalue()

    return written
