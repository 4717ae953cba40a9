"""The one function that writes every format."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from restokg.errors import UnknownFormatError
from restokg.validation.reports.formats import FORMATS, Report, write

Written = Callable[..., str]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_the_same_as_text_and_as_bytes(
    format: str, language: str, report: Report, written: Written
) -> None:
    output = io.BytesIO()
    write(report, format, output, language=language)
    assert output.getvalue().decode() == written(report, format, language)
    assert written(report, format, language).endswith("\n")


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"graph"}))
def test_each_format_speaks_the_language_asked_for(
    format: str, report: Report, written: Written
) -> None:
    assert "至少须有两方。" in written(report, format, "zh")
    assert "Two parties at least." in written(report, format, "en")


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_can_say_that_there_is_nothing_to_say(format: str, written: Written) -> None:
    assert written(Report(), format)


def test_a_format_that_is_not_offered_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownFormatError, match="text, json, sarif, junit, github"):
        write(Report(), "xml", io.StringIO())
