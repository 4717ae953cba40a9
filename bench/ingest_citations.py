"""Citations of documents in official resolutions, found in the text alone, held to its links."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import citation_scores as scores
from citation_labels import NOISE, Label, labels
from citation_scores import Found, Version, found_of
from corpus import FOLDERS, corpus, files
from measuring import Result
from plain_texts import folded

from restokg.errors import UnreadableDocumentError
from restokg.ingest.cleaning import clean
from restokg.ingest.document import Document
from restokg.ingest.extraction import speaker
from restokg.ingest.mentions.citations import citations
from restokg.ingest.mentions.short_forms import SHORT
from restokg.ingest.readers.akn import read_akn
from restokg.ingest.readers.reading import read

STRICT = ("zh", "en")
AGREEMENT = 0.97
FORMS = ("markup", "text", "folded")
TITLES = {
    "markup": "Ingest: citations in official resolutions",
    "text": "Ingest: citations in the same as plain text",
    "folded": "Ingest: citations in the same with broken lines",
}
_NOTES = {
    "markup": "The reader keeps the text and drops the links.",
    "text": "Each file's text as a .txt, a line for a paragraph; language and body are told from "
    "the text itself.",
    "folded": "Each file's text as a .txt, its lines broken at 76 columns, with a blank line "
    "between paragraphs.",
}


def measure() -> list[Result]:
    with corpus() as folder:
        read_versions = list(versions(folder))
    results = []
    for form in FORMS:
        kept = [by_form[form] for by_form in read_versions]
        anywhere = scores.linked(kept)
        results.append(_by_language(form, kept, anywhere))
        if form == "markup":
            results += [_by_kind(kept, anywhere), _agreement(kept), _left_out(kept)]
    return results


def versions(folder: Path) -> Iterable[dict[str, Version]]:
    """Yield every version of the corpus, in each form."""
    names = {name: language for language, name in FOLDERS.items()}
    with multiprocessing.Pool() as pool, tempfile.TemporaryDirectory() as texts:
        tasks = [(path, names[path.parent.name]) for path in files(folder)]
        for version in pool.imap(partial(_versions, Path(texts)), tasks, chunksize=8):
            if version is not None:
                yield version


def _versions(texts: Path, task: tuple[Path, str]) -> dict[str, Version] | None:
    path, language = task
    try:
        documents = read_akn(path.read_bytes(), str(path), links=True)
    except UnreadableDocumentError:
        return None
    whole = documents[0]
    cover = next((one.end for one in whole.provisions if one.path == "masthead"), 0)
    marks: list[Label] = []
    found: list[Found] = []
    start = 0
    for document in documents:
        marks += [
            one._replace(start=one.start + start, end=one.end + start) for one in labels(document)
        ]
        found += [
            one._replace(start=one.start + start, end=one.end + start)
            for one in _found(document, wrapped=False)
        ]
        start += len(document.text) + 1
    text = "\n".join(document.text for document in documents)
    kept = Version(whole.symbol, language, cover, marks, found)
    broken = folded(text, language)
    return {
        "markup": kept,
        "text": kept._replace(found=_found_in(text, texts / f"{path.stem}.txt")),
        "folded": kept._replace(
            found=[
                one._replace(start=place[0], end=place[1], printed=text[slice(*place)])
                for one in _found_in(broken.text, texts / f"{path.stem}-folded.txt")
                for place in [broken.span(one.start, one.end)]
            ]
        ),
    }


def _found_in(text: str, path: Path) -> list[Found]:
    """Return what is found in a text file."""
    path.write_text(text, encoding="utf-8", newline="")
    (document,) = read(path)
    path.unlink()
    return _found(document, wrapped=True)


def _found(document: Document, *, wrapped: bool) -> list[Found]:
    cleaned = clean(document.text, wrapped=wrapped)
    return [
        found_of(mention, *cleaned.span(mention.start, mention.end), document.text)
        for mention in citations(cleaned.text, document.language, speaker(document))
        if SHORT not in mention.details
    ]


def _counts(kept: Iterable[Version], anywhere: dict[str | None, set[str]]) -> Counter[str]:
    return Counter(
        one.verdict
        for version in kept
        for one in scores.judged(version, anywhere[version.resolution])
    )


def _limits(language: str) -> tuple[float, float]:
    return (0.99, 0.99) if language in STRICT else (0.98, 0.97)


def _by_language(
    form: str, kept: Sequence[Version], anywhere: dict[str | None, set[str]]
) -> Result:
    rows = []
    lowest, met = 1.0, True
    for language in FOLDERS:
        ours = [version for version in kept if version.language == language]
        counts = _counts(ours, anywhere)
        precision, recall = scores.precision(counts), scores.recall(counts)
        lowest = min(lowest, precision, recall)
        wanted = _limits(language)
        met = met and precision >= wanted[0] and recall >= wanted[1]
        marks = [label for version in ours for label in version.labels]
        rows.append(
            (
                language,
                f"{len(ours):,}",
                f"{sum(label.target is not None for label in marks):,}",
                *(
                    f"{counts[verdict]:,}"
                    for verdict in (
                        scores.RIGHT,
                        scores.CONFIRMED,
                        scores.OTHER_TARGET,
                        scores.NO_CITATION,
                        scores.MISSED,
                        scores.OPEN,
                    )
                ),
                f"{precision:.4f}",
                f"{recall:.4f}",
            )
        )
    beside = _counts(kept, anywhere)
    return Result(
        TITLES[form],
        "Precision and recall against the links, at least 0.99 each in Chinese and English, 0.98 "
        "and 0.97 in the other languages; the lowest of them",
        lowest,
        met,
        (
            "language",
            "files",
            "labels",
            "right",
            "confirmed without a link",
            "wrong document",
            "no citation",
            "missed",
            "left open",
            "precision",
            "recall",
        ),
        rows,
        f"{_NOTES[form]} The exact span of the number and the right document count; the rule is in "
        f"`bench/citation_labels.py`. Beside the labels, {beside[scores.OPEN_BESIDE]:,} citations "
        f"are left open. Not judged: {beside[scores.DECISION]:,} numbers of decisions, which "
        f"official resolutions do not link, and {beside[scores.PASSED_OVER]:,} places that are a "
        f"resolution's own symbol or noise.",
        digits=4,
    )


def _by_kind(kept: Sequence[Version], anywhere: dict[str | None, set[str]]) -> Result:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in scores.KINDS}
    for version in kept:
        if version.language == "en":
            for one in scores.judged(version, anywhere[version.resolution]):
                if named := one.label or one.found:
                    counts[scores.kind(named)][one.verdict] += 1
    rows = [
        (
            kind,
            *(f"{ours[verdict]:,}" for verdict in (scores.RIGHT, scores.CONFIRMED)),
            f"{ours[scores.OTHER_TARGET] + ours[scores.NO_CITATION]:,}",
            f"{ours[scores.MISSED] + ours[scores.OPEN]:,}",
            f"{scores.precision(ours):.4f}",
            f"{scores.recall(ours):.4f}",
        )
        for kind, ours in counts.items()
    ]
    return Result(
        "Ingest: citations in English, by kind",
        "By what the label names or, where there is none, what was found; no limit",
        None,
        None,
        ("resolutions of", "right", "confirmed", "wrong", "missed", "precision", "recall"),
        rows,
    )


def _agreement(kept: Sequence[Version]) -> Result:
    pooled, shares = scores.agreement(kept)
    return Result(
        "Ingest: agreement between the languages of a resolution",
        f"Documents that both of two versions cite over those that either cites, over all pairs "
        f"together, at least {AGREEMENT}",
        pooled,
        pooled >= AGREEMENT,
        ("", *FOLDERS),
        [
            (
                first,
                *(
                    f"{shares[min(first, second), max(first, second)]:.4f}"
                    if first != second
                    else ""
                    for second in FOLDERS
                ),
            )
            for first in FOLDERS
        ],
        digits=4,
    )


def _left_out(kept: Sequence[Version]) -> Result:
    counts = Counter(
        (label.noise, version.language)
        for version in kept
        for label in version.labels
        if label.noise is not None
    )
    return Result(
        "Ingest: links that are no labels",
        "Links that the rule tells from labels, by the reason; no limit",
        None,
        None,
        ("", *FOLDERS),
        [(why, *(f"{counts[why, language]:,}" for language in FOLDERS)) for why in NOISE],
    )
