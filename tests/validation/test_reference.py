import logging
import warnings

import pytest

from restokg.validation.reference import report

SHAPES = b"""
<urn:s> <http://www.w3.org/ns/shacl#targetSubjectsOf> <urn:p> .
<urn:s> <http://www.w3.org/ns/shacl#path> <urn:p> .
<urn:s> <http://www.w3.org/ns/shacl#datatype> <http://www.w3.org/2001/XMLSchema#date> .
"""
DATA = b"""
<urn:x> <urn:p> "soon"^^<http://www.w3.org/2001/XMLSchema#date> .
<urn:x> <urn:p> "none"^^<http://www.w3.org/2001/XMLSchema#boolean> .
"""


def test_ill_typed_literals_are_told_in_the_report_only(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert report(DATA, SHAPES).count(b"DatatypeConstraintComponent") == 2
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_others_are_heard_as_before(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("rdflib.term")
    before = list(logger.filters)
    report(DATA, SHAPES)
    logger.warning("Failed to convert something of yours")
    assert [record.name for record in caplog.records] == ["rdflib.term"]
    assert logger.filters == before
