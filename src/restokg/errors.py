"""The exceptions of this package, and the exit code that each one ends the program with.

RestokgError
├── UsageError (2)
│   ├── UnknownQuestionError
│   ├── BadParameterError
│   ├── UnknownFormatError
│   ├── UnknownProfileError
│   └── OutputExistsError
├── InputError (3)
│   ├── MissingPathError
│   ├── EmptyInputError
│   ├── UnknownSyntaxError
│   ├── RdfSyntaxError
│   ├── QuerySyntaxError
│   ├── BadQueryFileError
│   ├── BadVerdictError
│   ├── BadSuppressionError
│   ├── BadShapesError
│   ├── UnknownRevisionError
│   ├── UnknownCategoryError
│   ├── NoClausesError
│   ├── BadApplicationError
│   ├── BadRuleError
│   ├── UnreadableDocumentError
│   │   └── DocumentLimitError
│   ├── UnknownSymbolError
│   └── UnknownThingError
├── WriteError (3)
├── SnapshotError (3)
│   ├── SnapshotMissingError
│   └── SnapshotUnreadableError
├── ReasonerUnavailableError (3)
├── ReasonerFailedError (3)
├── ParquetUnavailableError (3)
├── BuildError (1)
│   ├── FindingsError
│   └── InconsistentGraphError
├── QueryStoppedError (4)
│   ├── QueryRefusedError
│   ├── QueryLimitError
│   └── BusyError
├── RequestError (3)
│   ├── NotAcceptableError
│   ├── RequestTooLargeError
│   └── UnsupportedMediaTypeError
└── RemoteError (5)

A message says what was found, where, and what to do; the facts are also attributes. Only the
command line and the server catch the base class. Findings of a validation are values, not
exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import NamedTuple

OK = 0
FINDINGS = 1
USAGE = 2
BAD_INPUT = 3
QUERY_STOPPED = 4
REMOTE_FAILURE = 5

AnyPath = str | PathLike[str]


class RestokgError(Exception):
    """Anything that goes wrong for a reason that the user can act on."""

    exit_code = BAD_INPUT


class UsageError(RestokgError):
    """The command was called with something that it does not offer."""

    exit_code = USAGE


class UnknownQuestionError(UsageError):
    """No question of the catalogue has this id or number."""

    def __init__(self, question: str, *, suggestions: Sequence[str] = ()) -> None:
        self.question = question
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(
            f"There is no question {question!r}.{hint} `restokg ask` lists the questions."
        )


class BadParameterError(UsageError):
    """A question got a parameter that it does not have, or a value of the wrong kind."""

    def __init__(self, parameter: str, reason: str) -> None:
        self.parameter = parameter
        self.reason = reason
        super().__init__(f"Parameter {parameter!r}: {reason}")


class UnknownFormatError(UsageError):
    """An output format that is not offered."""

    def __init__(self, name: str, offered: Sequence[str]) -> None:
        self.name = name
        self.offered = tuple(offered)
        super().__init__(f"There is no format {name!r}. Use one of: {', '.join(offered)}.")


class UnknownProfileError(UsageError):
    """Neither a profile that comes with the package nor a file."""

    def __init__(self, name: str, offered: Sequence[str]) -> None:
        self.name = name
        self.offered = tuple(offered)
        super().__init__(
            f"There is neither a profile nor a file {name!r}. Use one of: {', '.join(offered)}."
        )


class OutputExistsError(UsageError):
    """The place to write to holds something that must not be lost."""

    def __init__(self, path: AnyPath, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: {reason}")


class InputError(RestokgError):
    """Something that was given to read cannot be used."""


class MissingPathError(InputError):
    """A file or folder that is not there or cannot be read."""

    def __init__(self, path: AnyPath, reason: str = "There is no such file or folder.") -> None:
        self.path = path
        super().__init__(f"{path}: {reason}")


class EmptyInputError(InputError):
    """A folder without any RDF file in it."""

    def __init__(self, path: AnyPath, extensions: Sequence[str]) -> None:
        self.path = path
        super().__init__(
            f"{path}: The folder holds no RDF file. Files end in one of: {', '.join(extensions)}."
        )


class UnknownSyntaxError(InputError):
    """A file whose name does not tell its RDF syntax."""

    def __init__(self, path: AnyPath, extensions: Sequence[str]) -> None:
        self.path = path
        super().__init__(
            f"{path}: The name does not tell the RDF syntax. "
            f"Rename the file to end in one of: {', '.join(extensions)}."
        )


class RdfSyntaxError(InputError):
    """A file that does not follow its RDF syntax; line and column count from one."""

    def __init__(
        self, path: AnyPath, reason: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.reason = reason
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {reason}")


class QuerySyntaxError(InputError):
    """A query that is not SPARQL 1.1; line and column count from one."""

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        self.line = line
        self.column = column
        self.reason = reason
        place = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"The query is not valid SPARQL{place}: {reason}")


class BadQueryFileError(InputError):
    """A query file whose header lacks something or says it wrongly."""

    def __init__(self, path: AnyPath, reason: str, *, line: int | None = None) -> None:
        self.path = path
        self.line = line
        place = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{place}: {reason}")


class BadVerdictError(InputError):
    """A file of verdicts that cannot be understood; the line counts from one."""

    def __init__(self, path: AnyPath, reason: str, line: int) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path}:{line}: {reason}")


class BadSuppressionError(InputError):
    """A file of suppressions that cannot be understood; the line counts from one."""

    def __init__(self, path: AnyPath, reason: str, line: int) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")


class BadShapesError(InputError):
    """Shapes that cannot be used: none there, ill-formed, or referring to themselves.

    ``shape`` is the IRI or blank node at fault, where one is.
    """

    def __init__(
        self, reason: str, *, shape: str | None = None, path: AnyPath | None = None
    ) -> None:
        self.shape = shape
        self.path = path
        self.reason = reason
        super().__init__(": ".join(str(part) for part in (path, shape, reason) if part is not None))


class UnknownRevisionError(InputError):
    """A git revision that is not there, or a folder that is in no git repository."""

    def __init__(self, revision: str, reason: str) -> None:
        self.revision = revision
        super().__init__(f"The changes since {revision!r} cannot be told: {reason}")


class UnknownCategoryError(InputError):
    """No partner category, or more than one, goes by this name."""

    def __init__(
        self, name: str, *, suggestions: Sequence[str] = (), several: bool = False
    ) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        what = "Several partner categories are" if several else "There is no partner category"
        hint = f" Give one of: {', '.join(suggestions)}." if suggestions else ""
        super().__init__(f"{what} called {name!r}.{hint}")


class NoClausesError(InputError):
    """A partner category without any clause to hold an application against."""

    def __init__(self, iri: str, name: str) -> None:
        self.iri = iri
        super().__init__(
            f"The graph holds no criterion, expectation or conditional benefit of {name} ({iri}): "
            "there is nothing to hold an application against."
        )


class BadApplicationError(InputError):
    """A file that is to hold an application, and does not, or not as it must."""

    def __init__(self, path: AnyPath, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class BadRuleError(InputError):
    """A rule of assessment that cannot be used."""

    def __init__(self, iri: str, reason: str) -> None:
        self.iri = iri
        self.reason = reason
        super().__init__(f"The rule {iri} cannot be used: {reason}")


class UnreadableDocumentError(InputError):
    """A document that no reader can make sense of; line and column count from one."""

    def __init__(
        self, path: AnyPath, reason: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        self.column = column
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {reason}")


class DocumentLimitError(UnreadableDocumentError):
    """A document beyond a limit of the readers; ``limit`` is the name of the limit."""

    def __init__(self, path: AnyPath, found: str, limit: str, allowed: str) -> None:
        self.limit = limit
        super().__init__(
            path,
            f"{found}; the limit {limit} is {allowed}. If you trust the file, raise it: "
            f"--limit {limit}=NUMBER.",
        )


class UnknownSymbolError(InputError):
    """A text that is no symbol of a document, nor a number of a resolution or decision."""

    def __init__(
        self,
        text: str,
        *,
        reason: str = "",
        suggestions: Sequence[str] = (),
        others: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.reason = reason
        self.suggestions = tuple(suggestions)
        self.others = tuple(others)
        why = f": {reason}" if reason else ""
        near = ", ".join(suggestions) or "A/RES/70/1, A/76/225, resolution 4/10 of UNEA"
        nor = f" Nor is {', '.join(map(repr, others))}." if others else ""
        super().__init__(f"{text!r} is no symbol{why}. Write it like one of these: {near}.{nor}")


class UnknownThingError(InputError):
    """Nothing in the graph goes by this IRI, symbol or label."""

    def __init__(self, thing: str, *, suggestions: Sequence[str] = ()) -> None:
        self.thing = thing
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean: {'; '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"The graph holds nothing called {thing!r}.{hint}")


class WriteError(RestokgError):
    """A place that cannot be written to."""

    def __init__(self, path: AnyPath, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: This cannot be written: {reason}.")


class SnapshotError(RestokgError):
    """A snapshot cannot be used."""

    def __init__(self, path: AnyPath, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class SnapshotMissingError(SnapshotError):
    """There is no snapshot at this place."""

    def __init__(self, path: AnyPath) -> None:
        super().__init__(
            path, f"There is no snapshot here. Build one with `restokg build --out {path}`."
        )


class SnapshotUnreadableError(SnapshotError):
    """What lies at this place is not a snapshot that this version can read."""

    def __init__(
        self,
        path: AnyPath,
        reason: str,
        remedy: str = "Build it again: `restokg build --force`, with --out if it was made so.",
    ) -> None:
        super().__init__(path, f"{reason} {remedy}")


class ReasonerUnavailableError(RestokgError):
    """HermiT cannot run here: owlready2 or a Java runtime is missing."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(f"HermiT needs {missing}. Install it: pip install 'restokg[owl]'.")


class ReasonerFailedError(RestokgError):
    """HermiT gave up, most often over an axiom outside OWL 2 DL; ``reason`` is what it says."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"HermiT could not classify the ontology: {reason}")


class ParquetUnavailableError(RestokgError):
    """Parquet cannot be written here: pyarrow is missing."""

    def __init__(self) -> None:
        super().__init__("Parquet needs pyarrow. Install it: pip install 'restokg[parquet]'.")


class BuildError(RestokgError):
    """The data was read, but no snapshot may be made of it."""

    exit_code = FINDINGS


class FindingsError(BuildError):
    """Shapes or checks found violations; ``findings`` holds all findings, in order."""

    def __init__(self, findings: Sequence[object], violations: int) -> None:
        self.findings = tuple(findings)
        self.violations = violations
        noun = "violation" if violations == 1 else "violations"
        super().__init__(
            f"The build stopped: {violations} {noun}. "
            "Nothing was written; correct the data and build again."
        )


class Conflict(NamedTuple):
    """A contradiction in the graph: a sentence in English and in Chinese, and a statement in it.

    ``node`` and ``path`` are IRIs, ``value`` is a term in N-Triples notation.
    """

    english: str
    chinese: str
    node: str
    path: str
    value: str


class InconsistentGraphError(BuildError):
    """The facts contradict the ontology; ``conflicts`` says how."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        sentences = "; ".join(conflict.english for conflict in conflicts[:3])
        more = f" (and {len(conflicts) - 3} more)" if len(conflicts) > 3 else ""
        super().__init__(
            f"The facts contradict the ontology: {sentences}{more}. "
            "Nothing was written; correct the data and build again."
        )


class QueryStoppedError(RestokgError):
    """A query that ran into a limit; its answer is not given, not even in part."""

    exit_code = QUERY_STOPPED


class QueryRefusedError(QueryStoppedError):
    """A query that asks for something that is not allowed."""


class QueryLimitError(QueryStoppedError):
    """A query beyond a limit of the server; ``limit`` is its name, ``allowed`` its value."""

    def __init__(self, limit: str, allowed: str, remedy: str) -> None:
        self.limit = limit
        self.allowed = allowed
        super().__init__(
            f"The query was stopped, without an answer: the limit of {limit} is {allowed}. {remedy}"
        )


class BusyError(QueryStoppedError):
    """The server has too much to do, for this client or at all; ``retry_after`` is in seconds."""

    def __init__(self, reason: str, *, retry_after: int, own_fault: bool = False) -> None:
        self.retry_after = retry_after
        self.own_fault = own_fault
        """Whether it is this client's requests that are too many."""
        wait = "a second" if retry_after == 1 else f"{retry_after} seconds"
        super().__init__(f"{reason} Try again in {wait}.")


class RequestError(RestokgError):
    """A request over HTTP that asks for something in a way that is not offered."""


class NotAcceptableError(RequestError):
    """No media type that is offered pleases the client, or the one that does cannot hold this."""

    def __init__(self, accept: str, offered: Sequence[str], *, reason: str = "") -> None:
        self.accept = accept
        self.offered = tuple(offered)
        reason = reason or f"Nothing that is offered here fits {accept[:200]!r}."
        super().__init__(f"{reason} Offered: {', '.join(offered)}.")


class RequestTooLargeError(RequestError):
    """A request whose body, address or query is longer than the server reads."""

    def __init__(self, what: str, allowed: int) -> None:
        self.allowed = allowed
        super().__init__(f"{what} is longer than {allowed:,} bytes, the most that is read here.")


class UnsupportedMediaTypeError(RequestError):
    """A body of a type or encoding that is not read here."""


class RemoteError(RestokgError):
    """A remote endpoint did not answer, or not as the protocol demands."""

    exit_code = REMOTE_FAILURE

    def __init__(self, endpoint: str, reason: str) -> None:
        self.endpoint = endpoint
        super().__init__(f"{endpoint}: {reason}")
