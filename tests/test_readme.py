"""What the README shows is what the program prints."""

import shutil
import subprocess
import sys
from pathlib import Path


def check(root: Path) -> int:
    script = [sys.executable, str(root / "docs" / "refresh.py"), "--check"]
    return subprocess.run(script, capture_output=True, check=False).returncode


def test_the_answers_in_the_readme_are_those_of_the_program(checkout: Path) -> None:
    assert check(checkout) == 0


def test_an_answer_that_the_program_does_not_give_is_noticed(
    checkout: Path, tmp_path: Path
) -> None:
    text = (checkout / "README.md").read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    shutil.copy(checkout / "docs" / "refresh.py", tmp_path / "docs")
    shutil.copytree(checkout / "queries", tmp_path / "queries")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert check(tmp_path) == 0
    assert "150,000,000" in text
    wrong = text.replace("150,000,000", "160,000,000")
    (tmp_path / "README.md").write_text(wrong, encoding="utf-8")
    assert check(tmp_path) == 1
