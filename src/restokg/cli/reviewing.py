"""What a review shows: statements beside the words of their passage, on cards and in sheets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from restokg import symbols
from restokg.audit.verdicts import Verdict, VerdictFile
from restokg.cli.judging import card, choose, today
from restokg.graph.phrases import Phrases
from restokg.graph.store import Literal, NamedNode, Store, Term
from restokg.graph.wording import said
from restokg.ingest.review.candidates import REQUEST, Candidate, CandidateFile, Passage
from restokg.ingest.review.verdicts import ACCEPTED, REJECTED
from restokg.namespaces import DCTERMS, DOC, compact

_KEYS = {"a": ACCEPTED, "r": REJECTED}
_SKIP, _PASSAGE, _QUIT = "s", "p", "q"
_WORDS = {
    "en": {
        "text": "text",
        "words": "words",
        "request": "request",
        "verdict": "[a]ccept, [r]eject, [s]kip, accept the rest of the [p]assage, or [q]uit? ",
        "again": "Type one of: a, r, s, p, q.",
        "nothing": "No statement is left to judge.",
        "end": "{done} verdicts recorded in {path}.",
        "statements": "statements: {count}",
    },
    "zh": {
        "text": "原文",
        "words": "措辞",
        "request": "请求",
        "verdict": "a 采纳，r 不采纳，s 跳过，p 采纳本段其余各条，q 退出？",
        "again": "请输入 a、r、s、p 或 q。",
        "nothing": "没有待判断的陈述。",
        "end": "已在{path}中记录{done}项判定。",
        "statements": "{count}条陈述",
    },
}
COLUMNS = (
    "source",
    "property",
    "value",
    "words",
    "text",
    "verdict",
    "remark",
    "date",
    "passage",
    "statement",
)
"""What a sheet has; the last ones are those of a file of verdicts."""
READING = 6
"""So many columns are for readers."""

_STANDS_FOR_NOTHING = NamedNode(DCTERMS)


class Words:
    """Candidates in words: names in one language, the text of passages in another."""

    def __init__(self, store: Store, lang: str, text: str) -> None:
        self.lang = lang
        self.text = text
        self._phrases = Phrases(store, lang, about=_STANDS_FOR_NOTHING)

    def citation(self, iri: str) -> str:
        return self._phrases.citation(iri)

    def name(self, iri: str) -> str:
        """Return the name of a kind of statement, and its compact IRI."""
        words = _WORDS[self.lang]["request"] if iri == REQUEST.value else self._phrases.name(iri)
        return f"{words} ({compact(iri)})"

    def property(self, candidate: Candidate) -> str:
        """Return what is stated; of the document itself, where it is not of the passage."""
        if candidate.property == REQUEST.value:
            return _WORDS[self.lang]["request"]
        name = self._phrases.name(candidate.property)
        if candidate.subject != candidate.passage:
            name = f"{self.citation(candidate.subject)}: {name}"
        return name

    def value(self, candidate: Candidate) -> str:
        return " · ".join(map(self._term, candidate.values))

    def _term(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            found = symbols.from_iri(term.value) if term.value.startswith(DOC) else None
            if found is None:
                return self._phrases.line(term)
            line = self._phrases.line(term)
            # A document that the graph does not know goes by its symbol, as its text prints it.
            return found.normal if line == self.citation(term.value) else line
        return said(term) if isinstance(term, Literal) else str(term)


def review(
    files: Iterable[CandidateFile],
    verdicts: Mapping[str, Verdict],
    file: VerdictFile,
    words: Words,
) -> None:
    """Ask for verdicts, passage by passage, until nothing is left or the reader stops.

    Raises:
        WriteError: If a verdict cannot be recorded.
    """
    texts = _WORDS[words.lang]
    done = 0
    seen = False
    for passage, pending in _pending(files, verdicts):
        seen = True
        stop, given = _passage(passage, pending, file, words)
        done += given
        if stop:
            break
    if not seen:
        sys.stdout.write(texts["nothing"] + "\n")
    else:
        sys.stdout.write("\n" + texts["end"].format(done=done, path=file.path) + "\n")


def _pending(
    files: Iterable[CandidateFile], verdicts: Mapping[str, Verdict]
) -> Iterator[tuple[Passage, list[Candidate]]]:
    for file in files:
        for passage in file.passages.values():
            pending = [each for each in passage.candidates if each.key not in verdicts]
            if pending:
                yield passage, pending


def _passage(
    passage: Passage, pending: Sequence[Candidate], file: VerdictFile, words: Words
) -> tuple[bool, int]:
    """Ask for verdicts on a passage; return whether the reader stops, and how many were given."""
    texts = _WORDS[words.lang]
    text, language = passage.text(words.text)
    count = texts["statements"].format(count=len(pending))
    heading = f"{words.citation(passage.iri)} · {count}"
    sys.stdout.write(card(heading, [(texts["text"], text)]))
    done = 0
    for number, candidate in enumerate(pending, start=1):
        entries = [
            (words.property(candidate), words.value(candidate)),
            (texts["words"], " · ".join(passage.words(candidate, language))),
        ]
        sys.stdout.write(card(f"[{number}/{len(pending)}]", entries))
        key = choose(texts["verdict"], {*_KEYS, _SKIP, _PASSAGE, _QUIT}, texts["again"])
        if key is None or key == _QUIT:
            return True, done
        if key == _SKIP:
            continue
        given = pending[number - 1 :] if key == _PASSAGE else [candidate]
        for each in given:
            verdict = _KEYS.get(key, ACCEPTED)
            file.append(Verdict(each.key, passage.iri, verdict, date=today()))
        done += len(given)
        if key == _PASSAGE:
            break
    return False, done


def sheet(
    files: Iterable[CandidateFile], verdicts: Mapping[str, Verdict], words: Words
) -> Iterator[list[Term]]:
    """Yield a row for each candidate, with the columns of :data:`COLUMNS`."""
    for file in files:
        for passage in file.passages.values():
            text, language = passage.text(words.text)
            for candidate in passage.candidates:
                known = verdicts.get(candidate.key) or Verdict(candidate.key, passage.iri, "")
                cells = (
                    words.citation(passage.iri),
                    words.property(candidate),
                    words.value(candidate),
                    " · ".join(passage.words(candidate, language)),
                    " ".join(text.split()),
                    known.verdict,
                    known.remark,
                    known.date,
                    passage.iri,
                    candidate.key,
                )
                yield [Literal(cell) for cell in cells]
