"""The option that raises or lowers limits of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from restokg.cli.limits import limits
from restokg.cli.main import main
from restokg.errors import UsageError
from restokg.ingest.readers.limits import Limits


def test_a_limit_is_changed_and_the_others_stay() -> None:
    changed = limits(["pages=7", "seconds=2.5"])
    assert (changed.pages, changed.seconds) == (7, 2.5)
    assert changed.members == Limits().members
    assert limits(None) == Limits()


@pytest.mark.parametrize("text", ["pages", "pages=", "pages=-1", "pages=0", "pages=2.5", "size=3"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=f"--limit {text}"):
        limits([text])


def test_a_limit_that_strikes_says_how_it_is_raised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Decides to count the reeds in resolution 70/1.\n")
    assert main(["mentions", str(tmp_path / "a.txt"), "--limit", "text_bytes=10"]) == 3
    message = capsys.readouterr().err
    assert "the limit text_bytes is 10" in message
    assert "--limit text_bytes=NUMBER" in message
