"""What an assessment finds: a verdict on each clause, why, and what would tell more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MET = "met"
NOT_MET = "not-met"
OPEN = "cannot-be-told"
EXEMPT = "does-not-apply"
VERDICTS = (NOT_MET, OPEN, MET, EXEMPT)
"""From what needs attention first to what needs none."""

PARTS = ("definition", "criterion", "expectation", "benefit")
"""The parts of a category, in the order in which its clauses are listed."""

Texts = Mapping[str, str]
"""A text by language: en and zh."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A term of a partner category, or a whole passage that a rule takes as one.

    ``sources`` are the IRIs of the passages that give it to the category; ``part`` is one of
    ``PARTS``; ``order`` is the place of its first passage in the document.
    """

    iri: str
    part: str
    sources: tuple[str, ...]
    order: int
    labels: Texts


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one clause; ``rule`` is the IRI of the rule that gave it, if there is one.

    ``reasons`` say what decided, or what stands in the way; ``to_submit`` is what would let an
    open clause be told.
    """

    clause: Clause
    verdict: str
    reasons: Texts
    to_submit: Texts
    rule: str | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An application held against each clause of a category on a day."""

    application: str
    applicant: str
    category: str
    framework: str | None
    day: str
    names: Mapping[str, Texts]
    """How applicant, category and framework are called, by IRI."""
    judgements: Sequence[Judgement]

    def with_verdict(self, verdict: str) -> list[Judgement]:
        """Return the judgements with a verdict, of the clauses that ask something.

        A benefit asks nothing: that an applicant is not entitled to it speaks against no
        application.
        """
        return [
            judgement
            for judgement in self.judgements
            if judgement.verdict == verdict and judgement.clause.part != "benefit"
        ]

    @property
    def fails(self) -> bool:
        return bool(self.with_verdict(NOT_MET))
