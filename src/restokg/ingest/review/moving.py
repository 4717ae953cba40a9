"""Accepted candidates go from a folder of candidates to a file of data that an editor keeps.

A passage goes as a whole: when all that is stated of it, and of the passages that it stands under,
has a verdict. So nothing that nobody has looked at stands beside what was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from restokg import symbols
from restokg.graph.store import Literal, NamedNode
from restokg.ingest.candidates.identity import named
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.review.candidates import (
    REQUEST,
    TYPE,
    Candidate,
    CandidateFile,
    Passage,
    Stated,
)
from restokg.ingest.review.destination import Destination
from restokg.ingest.review.trig import Names, declarations, graphs, replace
from restokg.ingest.review.verdicts import ACCEPTED, REJECTED
from restokg.namespaces import ADMS, DOC, PREFIXES, RDFS, RKG

_STATUS = NamedNode(ADMS + "status")
_CANDIDATE = NamedNode(PREFIXES["status"] + "candidate")
_ACCEPTED = NamedNode(PREFIXES["status"] + "accepted")
_SYMBOL = NamedNode(RKG + "symbol")
_LABEL = NamedNode(RDFS + "label")


@dataclass(slots=True)
class Moved:
    """What has gone, over several files."""

    passages: int = 0
    statements: int = 0
    waiting: list[str] = field(default_factory=list)
    """The passages with something accepted, but with statements that have no verdict yet."""
    files: list[Path] = field(default_factory=list)
    """The files that were written to."""


def rejected_in(file: CandidateFile, verdicts: Mapping[str, str]) -> list[Candidate]:
    """Return the candidates of a file that were rejected."""
    return [
        candidate
        for passage in file.passages.values()
        for candidate in passage.candidates
        if verdicts.get(candidate.key) == REJECTED
    ]


def drop(file: CandidateFile, gone: set[Stated]) -> bool:
    """Write a file without some of its statements; tell whether it held any of them.

    Raises:
        WriteError: If it cannot be written.
    """
    left = [each for each in file.statements if each not in gone]
    if len(left) == len(file.statements):
        return False
    names = Names()
    blocks = [block for _, block in graphs(left, file.documents, names)]
    replace(file.path, declarations(names.used) + "".join(blocks))
    return True


def move(
    file: CandidateFile,
    verdicts: Mapping[str, str],
    there: Destination,
    knowledge: Knowledge,
    moved: Moved,
) -> set[Stated]:
    """Write what was accepted to its destination, and return what now stands there.

    What is there already is neither written again nor changed.

    Raises:
        WriteError: If it cannot be written.
    """
    going, waiting = _going(file, verdicts)
    moved.waiting += waiting
    moved.passages += sum(passage.iri not in there.passages for passage in going)
    structure: list[Stated] = []
    said: list[Stated] = []
    for document in file.documents:
        if any(passage.document == document for passage in going):
            structure += _document(file, document, there)
    for passage in going:
        if passage.iri not in there.passages:
            structure += map(_as_accepted, passage.description)
        for candidate in passage.candidates:
            if verdicts.get(candidate.key) == ACCEPTED:
                written = list(_accepted(candidate, there))
                said += written
                moved.statements += bool(written)
    cited = list(_cited(said, structure, knowledge, there))
    if structure or said:
        there.write(structure, said, cited, file.documents)
        if there.place not in moved.files:
            moved.files.append(there.place)
    gone = {
        part for passage in going for candidate in passage.candidates for part in candidate.parts
    }
    # Described in two places, a passage would be a candidate and accepted at once.
    for iri, passage in file.passages.items():
        if iri in there.passages:
            gone.update(passage.description)
    return gone


def _going(file: CandidateFile, verdicts: Mapping[str, str]) -> tuple[list[Passage], list[str]]:
    """Return the passages that go, in order, and those that have to wait."""
    ready: dict[str, bool] = {}

    def is_ready(iri: str) -> bool:
        if iri not in ready:
            ready[iri] = True  # for passages that stand under each other in a circle
            passage = file.passages.get(iri)
            ready[iri] = passage is None or (
                all(candidate.key in verdicts for candidate in passage.candidates)
                and all(map(is_ready, passage.needs))
            )
        return ready[iri]

    wanted: set[str] = set()
    waiting = []
    for iri, passage in file.passages.items():
        if any(verdicts.get(candidate.key) == ACCEPTED for candidate in passage.candidates):
            if is_ready(iri):
                _add_with_needs(iri, file, wanted)
            else:
                waiting.append(iri)
    return [passage for iri, passage in file.passages.items() if iri in wanted], waiting


def _add_with_needs(iri: str, file: CandidateFile, wanted: set[str]) -> None:
    if iri in file.passages and iri not in wanted:
        wanted.add(iri)
        for needed in file.passages[iri].needs:
            _add_with_needs(needed, file, wanted)


def _document(file: CandidateFile, document: str, there: Destination) -> Iterator[Stated]:
    """Yield what describes a document, its symbol included; nothing if it is described."""
    if document in there.things or not file.documents[document]:
        return
    yield from file.documents[document]
    node = NamedNode(document)
    for each in file.statements:
        if each.subject == node and each.predicate == _SYMBOL:
            yield each._replace(graph=node)
            return


def _as_accepted(each: Stated) -> Stated:
    if each.predicate == _STATUS and each.object == _CANDIDATE:
        return each._replace(object=_ACCEPTED)
    return each


def _accepted(candidate: Candidate, there: Destination) -> Iterator[Stated]:
    """Yield what is not there yet; a request gets the name that it keeps."""
    if candidate.property != REQUEST.value:
        yield from (each for each in candidate.parts if each not in there.statements)
    elif candidate.subject not in there.things:
        node = NamedNode(candidate.subject)
        yield from (_as_accepted(each)._replace(subject=node) for each in candidate.parts)


def _cited(
    said: Iterable[Stated], structure: Iterable[Stated], knowledge: Knowledge, there: Destination
) -> Iterator[Stated]:
    """Yield what describes the documents that are named and described nowhere else.

    It is what ingest writes of them, candidates as they are.
    """
    described = {each.subject.value for each in structure if each.predicate == TYPE}
    named_here = {each.object.value for each in said if isinstance(each.object, NamedNode)}
    for iri in sorted(named_here):
        if not iri.startswith(DOC) or iri in described or iri in there.things:
            continue
        symbol = None if iri in knowledge.documents else symbols.from_iri(iri)
        if symbol is None:
            continue
        identity = named(symbol, knowledge)
        node = NamedNode(iri)
        yield Stated(node, TYPE, NamedNode(RKG + identity.class_), node)
        yield Stated(node, _STATUS, _CANDIDATE, node)
        yield Stated(node, _SYMBOL, Literal(symbol.normal), node)
        for language, text in zip(("en", "zh"), identity.labels, strict=True):
            yield Stated(node, _LABEL, Literal(text, language=language), node)
