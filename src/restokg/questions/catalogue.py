"""The catalogue: one file per question, its header in `#+` lines, then SPARQL.

A header line is ``#+ key: value``, or ``#+ param NAME (TYPE, default VALUE): text``, or the same
text in Chinese as ``#+ param-zh NAME: text``, or ``#+`` with further words of the line above, set
in by two spaces or more.
"""

from __future__ import annotations

import re
from pathlib import Path

from restokg.errors import BadQueryFileError, UnknownQuestionError

KEYS = ("id", "question", "why", "group", "params", "answer", "reading", "empty", "tags")
"""Keys of the header; those for readers exist with ``-zh`` too."""
TRANSLATED = ("question", "why", "group", "answer", "reading", "empty")
REQUIRED = ("id", "question", "question-zh", "group")
TYPES = ("thing", "date", "integer", "decimal", "string", "lang")
_SYNONYMS = {"iri": "thing", "dateTime": "date", "int": "integer"}

_ENTRY = re.compile(r"#\+ (?P<key>[a-z]+(?:-[a-z]+)?)\s*:\s*(?P<value>.*)")
_PARAM = re.compile(
    r"(?:param\s+)?\??(?P<name>[A-Za-z]\w*)\s*\(\s*(?P<type>[\w:]+)\s*"
    r"(?:,\s*(?:default\s+(?P<default>[^()]*?)|optional)\s*)?\)\s*(?::\s*(?P<text>.*))?"
)
_TRANSLATED_PARAM = re.compile(r"#\+ param-(?P<lang>zh) (?P<name>[A-Za-z]\w*)\s*:\s*(?P<text>.+)")
_NO_DEFAULT = ("", "unset", "none", "any", "all")


class Parameter:
    """A parameter as its question declares it; ``default`` is text, None for unset."""

    __slots__ = ("default", "name", "text", "translations", "type")

    def __init__(self, name: str, kind: str, default: str | None = None, text: str = "") -> None:
        self.name = name
        self.type = kind
        self.default = default
        self.text = text
        self.translations: dict[str, str] = {}

    def said(self, lang: str) -> str:
        """Return what the parameter does, in English where it is not said in this language."""
        return self.translations.get(lang, self.text)

    def __str__(self) -> str:
        default = f", default {self.default}" if self.default is not None else ""
        return f"{self.name} ({self.type}{default})"


class Question:
    """A question with its query; ``text(key, lang)`` falls back to English."""

    __slots__ = ("header", "id", "parameters", "path", "sparql")

    def __init__(
        self,
        path: Path,
        header: dict[str, str],
        parameters: dict[str, Parameter],
        sparql: str,
    ) -> None:
        self.path = path
        self.id = header["id"]
        self.header = header
        self.parameters = parameters
        self.sparql = sparql

    @property
    def number(self) -> str:
        return self.id.partition("-")[0]

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in self.header.get("tags", "").split(",") if tag.strip())

    def text(self, key: str, lang: str = "en") -> str:
        return (self.header.get(f"{key}-{lang}") if lang != "en" else None) or self.header.get(
            key, ""
        )


def read(path: Path) -> Question:
    """Read a question's file.

    Raises:
        BadQueryFileError: If the header is not as it must be.
    """
    source = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    last: str | None = None
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.startswith("#+"):
            if line.strip():
                break
        elif line.startswith("#+ param "):
            parameter = _parameter(line[3:], path, number)
            parameters[parameter.name] = parameter
            last = None
        elif line.startswith("#+ param-"):
            _translate(line, parameters, path, number)
            last = None
        elif line.startswith("#+  ") and last is not None:
            header[last] = f"{header[last]} {line[2:].strip()}".strip()
        else:
            last, value = _entry(line, header, path, number)
            header[last] = value
    _check(header, path)
    for parameter in _listed(header.get("params", ""), path):
        parameters.setdefault(parameter.name, parameter)
    return Question(path, header, parameters, source)


def _translate(line: str, parameters: dict[str, Parameter], path: Path, number: int) -> None:
    said = _TRANSLATED_PARAM.fullmatch(line.rstrip())
    if said is None or said["name"] not in parameters:
        raise BadQueryFileError(
            path,
            "A translated parameter is `#+ param-zh NAME: text`, below the line that declares it.",
            line=number,
        )
    parameters[said["name"]].translations[said["lang"]] = said["text"]


def _entry(line: str, header: dict[str, str], path: Path, number: int) -> tuple[str, str]:
    entry = _ENTRY.fullmatch(line.rstrip())
    if entry is None:
        raise BadQueryFileError(
            path, "A header line is `#+ key: value` or `#+ param NAME (TYPE): text`.", line=number
        )
    key = entry["key"]
    if key not in KEYS and not (key.endswith("-zh") and key[:-3] in TRANSLATED):
        raise BadQueryFileError(
            path, f"Unknown key {key!r}. Use one of: {', '.join(KEYS)}.", line=number
        )
    if key in header:
        raise BadQueryFileError(path, f"The key {key!r} occurs twice.", line=number)
    return key, entry["value"].strip()


def _check(header: dict[str, str], path: Path) -> None:
    for key in REQUIRED:
        if not header.get(key):
            raise BadQueryFileError(path, f"The header lacks {key!r}.")
    if header["id"] != path.stem:
        raise BadQueryFileError(path, f"The id {header['id']!r} is not the name of the file.")


def questions(folder: Path) -> list[Question]:
    """Return all questions of the folder, by number."""
    return [read(folder / f"{stem}.rq") for stem in _stems(folder)]


def find(folder: Path, name: str) -> Question:
    """Return the question with this number, id, or unique beginning of its id.

    Opens the file of that question alone.

    Raises:
        UnknownQuestionError: If no question, or more than one, goes by this name.
    """
    stems = _stems(folder)
    wanted = name.strip().removesuffix(".rq")
    if wanted.isdecimal():
        number = wanted.lstrip("0")
        matches = [stem for stem in stems if stem.partition("-")[0].lstrip("0") == number]
    elif wanted in stems:
        matches = [wanted]
    else:
        matches = [
            stem
            for stem in stems
            if wanted and (stem.startswith(wanted) or stem.partition("-")[2].startswith(wanted))
        ]
    if len(matches) == 1:
        return read(folder / f"{matches[0]}.rq")
    raise UnknownQuestionError(name, suggestions=matches or _near(wanted, stems))


def _stems(folder: Path) -> list[str]:
    return sorted((path.stem for path in folder.iterdir() if path.suffix == ".rq"), key=_place)


def _number(stem: str) -> int:
    number = stem.partition("-")[0]
    return int(number) if number.isdecimal() else -1


def _place(stem: str) -> tuple[int, str]:
    return (_number(stem), stem)


def _near(wanted: str, stems: list[str]) -> list[str]:
    import difflib

    slugs = {stem.partition("-")[2]: stem for stem in stems}
    near = difflib.get_close_matches(wanted, [*stems, *slugs], n=6, cutoff=0.6)
    words = [stem for stem in stems if len(wanted) > 2 and wanted.lower() in stem]
    return list(dict.fromkeys([*(slugs.get(name, name) for name in near), *words]))[:3]


def _parameter(declaration: str, path: Path, line: int | None = None) -> Parameter:
    match = _PARAM.fullmatch(declaration.strip())
    if match is None:
        raise BadQueryFileError(
            path,
            "A parameter is `NAME (TYPE, default VALUE): text`, the default optional.",
            line=line,
        )
    kind = match["type"].removeprefix("xsd:")
    kind = _SYNONYMS.get(kind, kind)
    if kind not in TYPES:
        raise BadQueryFileError(
            path, f"Unknown parameter type {kind!r}. Use one of: {', '.join(TYPES)}.", line=line
        )
    default = (match["default"] or "").strip().strip("\"'")
    return Parameter(
        match["name"],
        kind,
        None if default.lower() in _NO_DEFAULT else default,
        (match["text"] or "").strip(),
    )


def _listed(params: str, path: Path) -> list[Parameter]:
    """Read the ``params`` entry: declarations with semicolons or commas between them.

    A bare name is a parameter that a ``param`` line of its own describes; ``lang`` always exists.
    """
    parts = [part.strip() for part in re.split(r"[;,](?![^()]*\))", params)]
    return [_parameter(part, path) for part in parts if "(" in part]


def headings(folder: Path, lang: str) -> dict[str, str]:
    """Return the headings of columns in a language, by variable; none for English.

    In English a variable's name, which is in words, is heading enough.
    """
    path = folder / f"columns-{lang}.tsv"
    if not path.is_file():
        return {}
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return {variable: name for variable, _, name in pairs}
