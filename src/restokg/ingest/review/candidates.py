"""The candidate statements of a folder that ingest has written, a document after the other.

A candidate is a statement of a passage, or a request with all that is stated of it. It goes by a
line of N-Quads that is the same however often a document is ingested: the statement itself, or for
a request that there is one of this modality to this addressee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from restokg.errors import InputError, MissingPathError
from restokg.graph.reading import quads
from restokg.graph.store import BlankNode, Literal, NamedNode, Term, Triple
from restokg.ingest.pipeline import CITED, outputs
from restokg.ingest.resuming import LOG
from restokg.namespaces import BASE, OA, PREFIXES, RDF, RKG

TYPE = NamedNode(RDF + "type")
PARENT = NamedNode(RKG + "parent")
REQUEST = NamedNode(RKG + "Request")
_FOOTNOTE_OF = NamedNode(RKG + "footnoteOf")
_TEXT = NamedNode(PREFIXES["schema"] + "text")
_MODALITY = NamedNode(RKG + "modality")
_ADDRESSEE = NamedNode(RKG + "addressee")
_BODY = NamedNode(OA + "hasBody")
_TARGET = NamedNode(OA + "hasTarget")
_SELECTOR = NamedNode(OA + "hasSelector")
_START = NamedNode(OA + "start")
_END = NamedNode(OA + "end")
_LANGUAGE = NamedNode(PREFIXES["dc"] + "language")
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")


class Stated(NamedTuple):
    """A statement and the graph in which it stands."""

    subject: NamedNode
    predicate: NamedNode
    object: Term
    graph: NamedNode

    @property
    def nquads(self) -> str:
        return " ".join(map(str, self)) + " ."


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is judged as one."""

    key: str
    """A line of N-Quads without its end, by which a verdict finds it."""
    passage: str
    property: str
    """The IRI of the property, or of the class of requests."""
    subject: str
    values: tuple[Term, ...]
    """What is stated; of a request its modality and its addressees."""
    parts: tuple[Stated, ...]
    """All that stands in the file for it."""


@dataclass(slots=True)
class Passage:
    """A provision with its own words, and what is stated there."""

    iri: str
    document: str
    description: list[Stated] = field(default_factory=list)
    """What the document's graph holds of it."""
    candidates: list[Candidate] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    spans: list[tuple[Term, str, int, int]] = field(default_factory=list)
    """What is named, in which language, from where to where."""

    @property
    def needs(self) -> list[str]:
        """The passages, or the document, that it is described by."""
        return [
            quad.object.value
            for quad in self.description
            if quad.predicate in (PARENT, _FOOTNOTE_OF) and isinstance(quad.object, NamedNode)
        ]

    def text(self, preferred: str) -> tuple[str, str]:
        """Return the words in a language, or else in any, and the language."""
        for language in (preferred, "en", *self.texts):
            if language in self.texts:
                return self.texts[language], language
        return "", preferred

    def words(self, candidate: Candidate, language: str) -> list[str]:
        """Return the words of the text, each once, that name what a candidate states."""
        text = self.texts.get(language, "")
        found = {
            " ".join(text[start:end].split()): None
            for body, spoken, start, end in self.spans
            if spoken == language and body in candidate.values
        }
        return [words for words in found if words]


@dataclass(slots=True)
class CandidateFile:
    """One file that ingest has written."""

    path: Path
    statements: list[Stated]
    documents: dict[str, list[Stated]]
    """What its graph holds of each document itself; nothing if it is curated."""
    passages: dict[str, Passage]


def candidate_files(folder: Path) -> Iterator[CandidateFile]:
    """Yield the files of a folder, in order; only one is kept in memory.

    Raises:
        MissingPathError: If there is no such folder.
        InputError: If ingest has not written it.
        RdfSyntaxError: At the first file that is no TriG.
    """
    if not folder.is_dir():
        raise MissingPathError(folder, "There is no such folder. `restokg ingest` makes one.")
    if not (folder / LOG).is_file():
        raise InputError(
            f"{folder}: There is no {LOG} here, so `restokg ingest` has not written this folder. "
            "Give the one that it was told to write into."
        )
    for path in outputs(folder):
        if path.name != CITED:
            yield read_candidates(path)


def read_candidates(path: Path) -> CandidateFile:
    """Read one file of candidates.

    Raises:
        RdfSyntaxError: If it is no TriG.
        InputError: If it holds what ingest never writes.
    """
    found = _statements(path)
    documents: dict[str, list[Stated]] = {}
    passages: dict[str, Passage] = {}
    for quad in found:
        if quad.predicate == PARENT:
            iri, document = quad.subject.value, quad.graph.value
            passages[iri] = Passage(iri, document)
            documents.setdefault(document, [])
    for quad in found:
        if (passage := passages.get(quad.subject.value)) is not None:
            if quad.graph.value == passage.document:
                passage.description.append(quad)
                if quad.predicate == _TEXT and isinstance(quad.object, Literal):
                    passage.texts[quad.object.language or ""] = quad.object.value
        elif quad.subject.value == quad.graph.value and quad.subject.value in documents:
            documents[quad.subject.value].append(quad)
    by_graph: dict[str, list[Stated]] = {}
    for quad in found:
        if quad.graph.value in passages:
            by_graph.setdefault(quad.graph.value, []).append(quad)
    for iri, stated in by_graph.items():
        _fill(passages[iri], stated)
    return CandidateFile(path, found, documents, passages)


def _statements(path: Path) -> list[Stated]:
    found = []
    for quad in quads(path):
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if (
            not isinstance(subject, NamedNode)
            or not isinstance(graph, NamedNode)
            or isinstance(value, BlankNode | Triple)
        ):
            raise InputError(
                f"{path}: This is not as `restokg ingest` writes it: {quad} has a blank node, "
                "a triple term or no graph. Ingest the document again."
            )
        found.append(Stated(subject, quad.predicate, value, graph))
    return found


def _fill(passage: Passage, stated: Sequence[Stated]) -> None:
    annotations: dict[Term, dict[NamedNode, Term]] = {}
    requests: dict[Term, list[Stated]] = {}
    for each in stated:
        if each.predicate == TYPE and each.object.value.startswith(OA):
            annotations[each.subject] = {}
        elif each.predicate == TYPE and each.object == REQUEST:
            requests[each.subject] = []
    for each in stated:
        if each.subject in annotations:
            annotations[each.subject][each.predicate] = each.object
        elif each.subject in requests:
            requests[each.subject].append(each)
        else:
            passage.candidates.append(
                Candidate(
                    each.nquads,
                    passage.iri,
                    each.predicate.value,
                    each.subject.value,
                    (each.object,),
                    (each,),
                )
            )
    passage.candidates += [_request(passage.iri, parts) for parts in requests.values()]
    passage.spans = list(_spans(annotations))


def _request(passage: str, parts: Sequence[Stated]) -> Candidate:
    modality = [each.object for each in parts if each.predicate == _MODALITY]
    addressees = [each.object for each in parts if each.predicate == _ADDRESSEE]
    named = "-".join([*map(_last, modality), *sorted(map(_slug, addressees))])
    node = NamedNode(f"{passage}#request-{named}")
    return Candidate(
        Stated(node, TYPE, REQUEST, NamedNode(passage)).nquads,
        passage,
        REQUEST.value,
        node.value,
        (*modality, *addressees),
        tuple(parts),
    )


def _last(term: Term) -> str:
    return _UNSAFE.sub("-", term.value.rpartition("/")[2])


def _slug(term: Term) -> str:
    return _UNSAFE.sub("-", term.value.removeprefix(f"{BASE}id/"))


def _spans(
    annotations: dict[Term, dict[NamedNode, Term]],
) -> Iterator[tuple[Term, str, int, int]]:
    for found in annotations.values():
        body, span = found.get(_BODY), annotations.get(found.get(_TARGET, TYPE))
        if body is None or span is None:
            continue
        place = annotations.get(span.get(_SELECTOR, TYPE), {})
        language, start, end = span.get(_LANGUAGE), place.get(_START), place.get(_END)
        if language is not None and start is not None and end is not None:
            yield body, language.value, int(start.value), int(end.value)
