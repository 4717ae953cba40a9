"""Which nodes' statements changed since a revision of git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from restokg.errors import UnknownRevisionError
from restokg.graph.reading import EXTENSIONS, STDIN, syntax_of
from restokg.graph.store import BlankNode, DefaultGraph, NamedNode, Quad, Store, parse
from restokg.namespaces import DEFAULT_GRAPH
from restokg.positions.blank_nodes import match
from restokg.validation.locating import blank_quads, quads_of
from restokg.validation.placing import Source


class _Version(NamedTuple):
    """What files state at a time; apart from the rest what has a blank node."""

    plain: set[Quad]
    blank: list[Quad]

    @classmethod
    def of(cls, files: Iterable[Iterable[Quad]]) -> _Version:
        version = cls(set(), [])
        for number, quads in enumerate(files):
            stated = set(quads)
            blank = blank_quads(stated)
            version.plain.update(stated.difference(blank))
            # Labels are a file's own.
            version.blank.extend(_renamed(quad, number) for quad in blank)
        return version


class _Repository(NamedTuple):
    """A git work tree and a commit of it."""

    root: Path
    revision: str

    @classmethod
    def around(cls, folder: Path, revision: str) -> _Repository:
        root = _git(folder, revision, "rev-parse", "--show-toplevel").decode().rstrip("\n")
        commit = f"{revision}^{{commit}}"
        _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
        return cls(Path(root), revision)

    def changed(self) -> set[Path]:
        """Return the files that differ from the commit, are gone, or are not under control."""
        tracked = self._run("diff", "--name-only", "--no-renames", "-z", self.revision, "--")
        others = self._run("ls-files", "--others", "-z")
        return {self.root / name for name in (tracked + others).decode().split("\0") if name}

    def before(self, path: Path) -> Iterator[Quad]:
        """Yield what a file stated at that commit; nothing if it was not there or no RDF."""
        name = path.relative_to(self.root).as_posix()
        try:
            content = self._run("show", f"{self.revision}:{name}")
            yield from parse(content, syntax_of(path))
        except (UnknownRevisionError, SyntaxError):
            return

    def _run(self, *arguments: str) -> bytes:
        return _git(self.root, self.revision, *arguments)


def changed_nodes(
    paths: Sequence[Path], files: Sequence[Source], revision: str, store: Store
) -> set[str]:
    """Return the nodes with a statement more, or less, than at a revision.

    ``files`` are those that the given ``paths`` stand for, loaded into ``store``. Nodes are IRIs
    and blank nodes of the store; a named graph is one too, and ``graph:default`` stands for the
    graph without a name. A statement that went from one file to another did not change. What git
    does not know, such as standard input, is new as a whole.

    Raises:
        UnknownRevisionError: If the files are in no git repository, or it has no such revision.
        RdfSyntaxError: If a file is no longer what it was when it was loaded.
    """
    repositories = {
        folder: _Repository.around(folder, revision)
        for folder in {path if path.is_dir() else path.parent for path in paths if path != STDIN}
    }
    now: list[Source] = [file for file in files if file.path == STDIN]
    before: list[Iterator[Quad]] = []
    given = [path.resolve() for path in paths]
    by_path = {file.path.resolve(): file for file in files if file.path != STDIN}
    for repository in set(repositories.values()):
        for path in sorted(repository.changed()):
            known = by_path.get(path.resolve())
            if known is not None:
                now.append(known)
            if known is not None or (not path.exists() and _within(path, given)):
                before.append(repository.before(path))
    return _differing(
        _Version.of(map(quads_of, now)), _Version.of(before), blank_quads(store.quads())
    )


def _within(path: Path, folders: Sequence[Path]) -> bool:
    """Tell whether a file that is gone would have been read."""
    return path.suffix.lower() in EXTENSIONS and any(path.is_relative_to(at) for at in folders)


def _differing(now: _Version, before: _Version, stored: Sequence[Quad]) -> set[str]:
    nodes: set[str] = set()
    for quad in now.plain ^ before.plain:
        nodes |= _nodes(quad)
    pairs = match(before.blank, [now.blank])
    same = {f"_:{label}" for label in pairs}
    for quad in before.blank:
        if not _blanks(quad) <= same:
            nodes |= {node for node in _nodes(quad) if not node.startswith("_:")}
    kept = {f"_:{node.label}" for node in pairs.values()}
    for quad in now.blank:
        if not _blanks(quad) <= kept:
            nodes |= _nodes(quad)
    names = {f"_:{node.label}": f"_:{label}" for label, node in match(stored, [now.blank]).items()}
    return {names.get(node, node) for node in nodes}


def _nodes(quad: Quad) -> set[str]:
    """Return the nodes that a quad is a statement of: its subject, and its graph."""
    graph = quad.graph_name
    return {_name(quad.subject), DEFAULT_GRAPH if isinstance(graph, DefaultGraph) else _name(graph)}


def _blanks(quad: Quad) -> set[str]:
    terms = (quad.subject, quad.object, quad.graph_name)
    return {str(term) for term in terms if isinstance(term, BlankNode)}


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _renamed(quad: Quad, number: int) -> Quad:
    subject, object_, graph = (
        BlankNode(f"f{number}-{term.value}") if isinstance(term, BlankNode) else term
        for term in (quad.subject, quad.object, quad.graph_name)
    )
    return Quad(subject, quad.predicate, object_, graph)  # type: ignore[arg-type]


def _git(folder: Path, revision: str, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise UnknownRevisionError(revision, "git is not installed.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else "there is no such revision"
        raise UnknownRevisionError(revision, f"{reason.rstrip('.')}.")
    return done.stdout
