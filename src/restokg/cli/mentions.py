"""`restokg mentions`: what documents mention, one record a mention."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from restokg.cli.limits import LIMIT, limits
from restokg.cli.opening import open_graph
from restokg.cli.printing import terminal_width
from restokg.cli.table import render
from restokg.errors import (
    BAD_INPUT,
    OK,
    MissingPathError,
    OutputExistsError,
    RestokgError,
    UnknownFormatError,
    UnreadableDocumentError,
    UsageError,
    WriteError,
)
from restokg.questions.parameters import check_language

if TYPE_CHECKING:
    from restokg.ingest.document import Document
    from restokg.ingest.extraction import Extractor
    from restokg.ingest.mentions.mention import Mention
    from restokg.ingest.readers.limits import Limits

EXAMPLE = (
    "Examples: `restokg mentions report.txt --kind document --format table` · "
    "`restokg mentions resolutions/ > mentions.jsonl` · "
    "`restokg mentions A-RES-76-207.xml --format html --output marked.html`"
)
FORMATS = ("jsonl", "table", "html")

_COLUMNS = {
    "en": ("place", "kind", "text", "normal", "status"),
    "zh": ("位置", "类别", "原文", "规范形式", "状态"),
}
_NOTHING = {"en": "Nothing is mentioned.", "zh": "未发现提及。"}

Found = tuple["Document", "Sequence[Mention]"]


def mentions(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            readable=False,
            help="Documents in AKN4UN XML, HTML, DOCX, PDF or plain text, and folders of them.",
        ),
    ],
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="How to print.")
    ] = "jsonl",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", "-k", metavar="KIND", show_default=False,
            help="Only mentions of this kind: document, instrument, target, body, organization, "
            "addressee, modality, date, quantity, theme, ecosystem; may be given again.",
        ),
    ] = None,
    lang: Annotated[
        str,
        typer.Option("--lang", "-l", metavar="en|zh", help="The language of headings and kinds."),
    ] = "en",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="Write to this file, not to standard output.",
        ),
    ] = None,
    limit: LIMIT = None,
) -> int:  # fmt: skip
    """Find what documents mention: other documents, bodies, targets, addressees, dates, amounts.

    Each record has file, start, end, text, kind, normal, iri and status, and where there are any
    candidates, details, provision, document and language. Offsets count code points: for plain
    text into the file as it is, for other formats into its text as it was read, which
    --format html shows.

    Exit code 0: all files were read; 3: at least one was not, and is named on standard error.
    """
    if format not in FORMATS:
        raise UnknownFormatError(format, FORMATS)
    check_language(lang)
    kinds = _kinds(kind or ())
    allowed = limits(limit)
    from restokg.ingest.candidates.knowledge import Knowledge
    from restokg.ingest.extraction import Extractor
    from restokg.ingest.mentions.gazetteer import Gazetteer

    files = list(_files(paths))
    if output is not None and output.resolve() in {file.resolve() for file in files}:
        raise OutputExistsError(output, "This is among what is read. Write to another file.")
    store = open_graph(context.obj).store
    knowledge = Knowledge.of(store)
    extractor = Extractor(Gazetteer.of(store), knowledge.symbols, knowledge.documents)
    unread: list[RestokgError] = []

    def tell(error: RestokgError) -> None:
        unread.append(error)
        from restokg.cli.main import print_error

        print_error(str(error))

    with _output(output) as stream:
        found = _found(files, extractor, kinds, allowed, tell)
        _WRITERS[format](found, lang, stream)
    return BAD_INPUT if unread else OK


def _kinds(given: Sequence[str]) -> frozenset[str]:
    from restokg.ingest.mentions.mention import KINDS

    for name in given:
        if name not in KINDS:
            raise UsageError(f"There is no kind {name!r}. Use one of: {', '.join(KINDS)}.")
    return frozenset(given or KINDS)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files in the order given, those of folders as ingest takes them, each once.

    Raises:
        UsageError: If a folder holds none.
    """
    from restokg.ingest.planning import SUFFIXES, files_below

    seen: set[Path] = set()
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = [file for file in files_below(path) if file.suffix.lower() in SUFFIXES]
            if not inside:
                raise UsageError(f"{path}: No file here ends in one of {', '.join(SUFFIXES)}.")
        yield from (file for file in inside if file not in seen)
        seen.update(inside)


def _found(
    files: Iterable[Path],
    extractor: Extractor,
    kinds: frozenset[str],
    allowed: Limits,
    tell: Callable[[RestokgError], None],
) -> Iterator[list[Found]]:
    """Yield what each file mentions, by its documents; files that cannot be read are told."""
    from restokg.ingest.readers.reading import read

    for file in files:
        try:
            documents = read(file, limits=allowed)
            found: list[Found] = [
                (
                    document,
                    [each for each in extractor.mentions(document) if each.kind in kinds],
                )
                for document in documents
            ]
        except (MissingPathError, UnreadableDocumentError) as error:
            tell(error)
        except MemoryError:
            tell(UnreadableDocumentError(file, "Reading it takes more memory than there is."))
        else:
            yield found


def _write_jsonl(found: Iterable[list[Found]], _: str, stream: IO[str]) -> None:
    from restokg.ingest.showing.records import records

    for documents in found:
        for document, each in documents:
            for record in records(document, each, named=len(documents) > 1):
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        stream.flush()


def _write_table(found: Iterable[list[Found]], lang: str, stream: IO[str]) -> None:
    from restokg.ingest.showing.wording import KIND_NAMES, WORDS

    width = terminal_width()
    begun = False
    for documents in found:
        rows = [
            [
                f"{Path(document.path).name}:{mention.start}-{mention.end}",
                KIND_NAMES[mention.kind][lang],
                " ".join(document.text[mention.start : mention.end].split()),
                mention.normal,
                WORDS[lang][mention.status],
            ]
            for document, each in documents
            for mention in each
        ]
        if rows:
            stream.write("\n" * begun + render(_COLUMNS[lang], rows, width) + "\n")
            begun = True
    if not begun:
        stream.write(_NOTHING[lang] + "\n")


def _write_html(found: Iterable[list[Found]], lang: str, stream: IO[str]) -> None:
    from restokg.ingest.showing.page import Page

    page = Page(lang)
    for documents in found:
        for document, each in documents:
            page.add(document, each)
    page.write(stream)


_WRITERS: dict[str, Callable[[Iterable[list[Found]], str, IO[str]], None]] = {
    "jsonl": _write_jsonl,
    "table": _write_table,
    "html": _write_html,
}


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Give standard output, or a file that is put in place when it is whole.

    Raises:
        WriteError: If the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            with temporary.open(
                "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            ) as file:
                yield file
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from None
