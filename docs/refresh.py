"""Write the real output of each command into the README, or check that it stands there.

A block fenced as ``console`` holds one line ``$ restokg …`` and what it prints. Run
``python docs/refresh.py`` after a change of data; with ``--check`` nothing is written, and the
exit code is 1 if the README tells something else than the program.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(
    r"^```console\n\$ restokg (?P<arguments>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL
)
WIDTH = "100"


def refreshed(text: str) -> str:
    """Return the text with the present output of the command in each block."""
    return BLOCK.sub(_answered, text)


def _answered(block: re.Match[str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "restokg", *shlex.split(block["arguments"])],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": WIDTH},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return f"```console\n$ restokg {block['arguments']}\n{ran.stdout}```"


def main(arguments: list[str]) -> int:
    stands = README.read_text(encoding="utf-8")
    if not BLOCK.search(stands):
        print("The README shows no command.", file=sys.stderr)
        return 1
    new = refreshed(stands)
    if arguments not in ([], ["--check"]):
        print("usage: python docs/refresh.py [--check]", file=sys.stderr)
        return 2
    if arguments:
        if new != stands:
            print("The README is behind: run `python docs/refresh.py`.", file=sys.stderr)
        return int(new != stands)
    README.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
