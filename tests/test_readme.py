"""What the README and the guides show is what the program prints."""

import shutil
import subprocess
import sys
from pathlib import Path


def check(root: Path, *documents: str) -> int:
    script = [sys.executable, str(root / "docs" / "refresh.py"), "--check", *documents]
    return subprocess.run(script, capture_output=True, check=False).returncode


def test_the_answers_in_the_documents_are_those_of_the_program(checkout: Path) -> None:
    assert check(checkout) == 0


def test_an_answer_that_the_program_does_not_give_is_noticed(
    checkout: Path, tmp_path: Path
) -> None:
    text = (checkout / "README.md").read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    shutil.copy(checkout / "docs" / "refresh.py", tmp_path / "docs")
    shutil.copytree(checkout / "queries", tmp_path / "queries")
    (tmp_path / "bench").mkdir()
    shutil.copy(checkout / "bench" / "RESULTS.md", tmp_path / "bench")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert check(tmp_path, "README.md") == 0
    assert "150,000,000" in text
    wrong = text.replace("150,000,000", "160,000,000")
    (tmp_path / "README.md").write_text(wrong, encoding="utf-8")
    assert check(tmp_path, "README.md") == 1


def test_a_table_that_is_not_the_program_s_is_noticed(checkout: Path, tmp_path: Path) -> None:
    guide = (checkout / "docs" / "validating.md").read_text(encoding="utf-8")
    tables = guide[guide.index("<!-- table: inputs") : guide.index("## Engines")]
    shown = f"```console\n$ restokg --version\nrestokg \n```\n\n{tables}"
    (tmp_path / "docs").mkdir()
    shutil.copy(checkout / "docs" / "refresh.py", tmp_path / "docs")
    shutil.copy(checkout / "action.yml", tmp_path)
    (tmp_path / "docs" / "validating.md").write_text(shown, encoding="utf-8")
    script = [sys.executable, str(tmp_path / "docs" / "refresh.py"), "docs/validating.md"]
    subprocess.run(script, check=True)
    assert check(tmp_path, "docs/validating.md") == 0
    right = (tmp_path / "docs" / "validating.md").read_text(encoding="utf-8")
    assert right.endswith(tables)
    for row in ("| RKG-L42 | violation | ", "| `fail-on` | "):
        wrong = right.replace(row, f"{row}not ")
        assert wrong != right
        (tmp_path / "docs" / "validating.md").write_text(wrong, encoding="utf-8")
        assert check(tmp_path, "docs/validating.md") == 1


def test_a_figure_of_ingest_that_was_not_measured_is_noticed(
    checkout: Path, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "bench").mkdir()
    shutil.copy(checkout / "docs" / "refresh.py", tmp_path / "docs")
    shutil.copy(checkout / "bench" / "RESULTS.md", tmp_path / "bench")
    guide = (checkout / "docs" / "ingest.md").read_text(encoding="utf-8")
    tables = guide[guide.index("## Measured") :]
    (tmp_path / "docs" / "ingest.md").write_text(tables, encoding="utf-8")
    assert check(tmp_path, "docs/ingest.md") == 0
    assert tables.count("| citations in official resolutions | ") == 1
    wrong = tables.replace("| citations in official resolutions | ", "| citations | ")
    (tmp_path / "docs" / "ingest.md").write_text(wrong, encoding="utf-8")
    assert check(tmp_path, "docs/ingest.md") == 1
