"""Workflow commands of GitHub Actions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from restokg.namespaces import SH
from restokg.validation.findings import Finding, Place
from restokg.validation.reports.formats import Report
from restokg.validation.reports.wording import printable

Written = Callable[..., str]
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
ODD = "a:,%\n\r\0\x1b2530AD="


def decoded(text: str) -> str:
    """Undo the escapes as the runner of GitHub does, the sign of percent last."""
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_findings_and_errors_become_commands_and_a_plain_line(
    report: Report, written: Written
) -> None:
    lines = written(report, "github").splitlines()
    assert lines[:3] == [
        "::error file=notes/broken.ttl,line=2,col=3,title=RdfSyntaxError::A dot is missing.",
        "::error file=notes/gone.ttl,title=MissingPathError::There is no such file or folder.",
        "::notice title=RKG-G01::Not described.%0Anode: source:x",
    ]
    assert lines[3].startswith(
        "::warning file=notes/draft 1.trig,line=2,col=13,endColumn=23,endLine=2,"
        "title=rkgs%3AMemorandum-name::It should have a name.%0Anode: _:b7%0Apath: "
    )
    assert lines[5].startswith("::error file=notes/draft 1.trig,line=3,endLine=5,title=RKG-M01::")
    assert lines[6].startswith("2 violations, 1 warning, 1 info in 2 files;")
    assert len(lines) == 7


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    message=st.text(ODD),
    rule=st.text(ODD, min_size=1),
    name=st.text(ODD.replace("\0", ""), min_size=1),
)
@example(message="%0A", rule="%2C%0A", name="%3A")
def test_no_text_breaks_out_of_its_command(
    message: str, rule: str, name: str, written: Written
) -> None:
    place = Place(Path(name), 1)
    finding = Finding("violation", rule, "urn:a", messages={"en": message}, place=place)
    command, _, rest = written(Report([finding]), "github").partition("\n")
    match = COMMAND.fullmatch(command)
    assert match
    assert rest.startswith("1 violation")
    assert rest.count("\n") == 1
    stated = dict(part.split("=", 1) for part in match[2].split(","))
    assert stated.keys() == {"file", "line", "title"}
    assert decoded(stated["title"]) == printable(rule.replace("\r\n", "\n").replace("\r", "\n"))
    assert decoded(match[3]).endswith("\nnode: urn:a")


def test_several_results_of_a_rule_at_one_place_are_one_annotation(written: Written) -> None:
    place = Place(Path("a.ttl"), 3, 1, 3, 5)
    typed, least = (
        Finding("violation", "R", "urn:a", "urn:p", '"x"', component=SH + name, place=place)
        for name in ("DatatypeConstraintComponent", "MinInclusiveConstraintComponent")
    )
    told = Report([dataclasses.replace(f, messages={"en": "M."}) for f in (typed, least)])
    assert written(told, "github") == (
        "::error file=a.ttl,line=3,col=1,endColumn=5,endLine=3,title=R::M.%0Anode: urn:a"
        '%0Apath: urn:p%0Avalue: "x"%0Ashape: datatype, minInclusive\n'
        "2 violations.\n"
    )
    apart = Report([typed, least])  # the messages of two constraints differ
    assert written(apart, "github").count("::error ") == 2


def test_standard_input_is_no_file_to_annotate(written: Written) -> None:
    finding = Finding("info", "R", "urn:a", messages={"en": "M."}, place=Place(Path("-"), 3, 1))
    assert written(Report([finding]), "github").startswith("::notice title=R::M.")
