"""What data is held against: shapes, structural checks, and the profile that adapts them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from restokg import resources
from restokg.errors import BadShapesError, InputError, UnknownProfileError
from restokg.graph.reading import load, rdf_files
from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.namespaces import RKGS, SH, XSD
from restokg.validation.checks import Check, package_checks

DEFAULT_PROFILE = "curated"
"""The profile that changes nothing."""

_DEACTIVATED = NamedNode(f"{SH}deactivated")
_SEVERITY = NamedNode(f"{SH}severity")
_TRUE = Literal("true", datatype=NamedNode(f"{XSD}boolean"))

_SHAPE = """
ASK {
  { ?shape a ?kind VALUES ?kind { sh:NodeShape sh:PropertyShape } }
  UNION { ?shape ?target ?x VALUES ?target {
    sh:targetClass sh:targetNode sh:targetSubjectsOf sh:targetObjectsOf sh:target } }
}"""


class Rules(NamedTuple):
    """Shapes and checks; ``named_graphs`` tells whether named graphs are nodes to them."""

    shapes: Store
    checks: tuple[Check, ...] = ()
    named_graphs: bool = False


def profiles() -> list[str]:
    """Return the names of the profiles that come with the package, the default one first."""
    folder = resources.shapes() / "profiles"
    return [DEFAULT_PROFILE, *sorted(path.stem for path in folder.glob("*.ttl"))]


def package_rules(profile: str = DEFAULT_PROFILE) -> Rules:
    """Return the package's shapes and checks, as a profile has them.

    A profile is the name of one that comes with the package, or the path of a file. It says which
    rules it leaves out (``rkg:leavesOut``) and which only warn (``rkg:warnsOf``): shapes by their
    IRIs, checks by ``rkgs:`` and their code.

    Raises:
        UnknownProfileError: If there is neither such a profile nor such a file.
        InputError: If the file cannot be read, or is not a profile.
    """
    shapes = Store()
    load(shapes, sorted(resources.shapes().glob("*.ttl")))
    left_out, warned_of = _profile(profile) if profile != DEFAULT_PROFILE else (set(), set())
    for shape in left_out:
        shapes.extend([Quad(NamedNode(shape), _DEACTIVATED, _TRUE)])
    for shape in warned_of:
        shapes.remove(shapes.quads(NamedNode(shape), _SEVERITY))
        shapes.extend([Quad(NamedNode(shape), _SEVERITY, NamedNode(f"{SH}Warning"))])
    checks = [
        check._replace(severity="warning") if RKGS + check.rule in warned_of else check
        for check in package_checks()
        if RKGS + check.rule not in left_out
    ]
    return Rules(shapes, tuple(checks), named_graphs=True)


def user_rules(paths: Sequence[Path]) -> tuple[Rules, list[InputError]]:
    """Return the shapes of a user's files and folders, and what could not be read of them.

    A named file that holds no shape is an error; in a folder, such files may lie beside others.
    """
    shapes = Store()
    errors: list[InputError] = []
    for path in paths:
        own = Store()
        try:
            load(own, rdf_files([path]))
            if not own.query(_SHAPE):
                raise BadShapesError(
                    "There is no shape in it (sh:NodeShape, sh:PropertyShape or a target). "
                    "Give SHACL shapes with --shapes, and data as the other arguments.",
                    path=path,
                )
            load(shapes, rdf_files([path]))
        except InputError as error:
            errors.append(error)
    return Rules(shapes), errors


def _profile(name: str) -> tuple[set[str], set[str]]:
    """Return the IRIs of the rules that a profile leaves out, and of those that only warn."""
    path = resources.shapes() / "profiles" / f"{name}.ttl"
    if name not in profiles():
        path = Path(name)
        if not path.exists():
            raise UnknownProfileError(name, profiles())
    profile = Store()
    load(profile, rdf_files([path]))
    left_out, warned_of = (
        {str(rule.value) for (rule,) in profile.select(f"SELECT ?rule {{ ?profile {term} ?rule }}")}
        for term in ("rkg:leavesOut", "rkg:warnsOf")
    )
    if not left_out and not warned_of:
        raise BadShapesError(
            "This is no profile: it names no rule with rkg:leavesOut or rkg:warnsOf.", path=path
        )
    return left_out, warned_of
