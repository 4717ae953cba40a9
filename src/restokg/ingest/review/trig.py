"""Quads as TriG for a reader: graphs and subjects in the order given, names as short as can be."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from restokg.errors import WriteError
from restokg.graph.store import Literal, NamedNode, Term
from restokg.ingest.candidates.turtle import literal
from restokg.ingest.review.candidates import Stated
from restokg.namespaces import PREFIXES, RDF, XSD, compact

_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,200}[A-Za-z0-9])?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_DECLARED = re.compile(r"^@prefix[ \t]{1,8}([\w-]{1,40}):[ \t]{1,8}<([^<>]{1,200})>", re.MULTILINE)
_TYPE = RDF + "type"
_OWN_LINE = frozenset(("text", "label", "title"))
"""Properties whose values are long, by the last part of their names."""


class Names:
    """Terms in TriG; it knows which prefixes it has used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.base = ""

    def term(self, term: Term) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        return self.name(term.value) if isinstance(term, NamedNode) else str(term)

    def name(self, text: str) -> str:
        """Return an IRI: below the base by its path, with a prefix, or in full."""
        if self.base and text.startswith(self.base):
            path = text[len(self.base) :]
            if path and ":" not in path.partition("/")[0] and not path.startswith(("/", ".", "?")):
                return f"<{path}>"
        short = compact(text)
        prefix, _, local = short.partition(":")
        if short != text and _LOCAL.fullmatch(local):
            self.used.add(prefix)
            return short
        return f"<{text}>"

    def _literal(self, term: Literal) -> str:
        if term.language:
            return literal(term.value, term.language)
        datatype = term.datatype.value
        if datatype == XSD + "string":
            return literal(term.value)
        if datatype == XSD + "integer" and _INTEGER.fullmatch(term.value):
            return term.value
        return f"{literal(term.value)}^^{self.name(datatype)}"


def graphs(
    statements: Iterable[Stated], documents: Iterable[str], names: Names
) -> Iterator[tuple[str, str]]:
    """Yield graphs with their names, each once, in the order in which they first come.

    Before those of each of ``documents`` stands its base, below which its passages are named.
    """
    known = sorted(documents, key=len, reverse=True)
    found: dict[str, dict[str, dict[str, list[Term]]]] = {}
    for each in statements:
        stated = found.setdefault(each.graph.value, {}).setdefault(each.subject.value, {})
        objects = stated.setdefault(each.predicate.value, [])
        if each.object not in objects:
            objects.append(each.object)
    for graph, subjects in found.items():
        head = ""
        for document in known:
            if graph == document or graph.startswith(f"{document}/"):
                if names.base != f"{document}/":
                    names.base = f"{document}/"
                    head = f"@base <{names.base}> .\n"
                break
        lines = [
            f"  {names.name(subject)} {_facts(stated, names)} .\n"
            for subject, stated in subjects.items()
        ]
        yield graph, f"{head}GRAPH {names.name(graph)} {{\n{''.join(lines)}}}\n"


def _facts(stated: dict[str, list[Term]], names: Names) -> str:
    text = ""
    for predicate in sorted(stated, key=lambda name: name != _TYPE):
        name = "a" if predicate == _TYPE else names.name(predicate)
        line = f"{name} {' , '.join(map(names.term, stated[predicate]))}"
        if not text:
            text = line
        else:
            own = re.split(r"[/#]", predicate)[-1] in _OWN_LINE
            text += f" ;\n    {line}" if own else f" ; {line}"
    return text


def declarations(used: Iterable[str], text: str = "") -> str:
    """Return the prefixes that a text does not declare already, in the order of namespaces."""
    declared = {match[1]: match[2] for match in _DECLARED.finditer(text)}
    wanted = set(used)
    return "".join(
        f"@prefix {name}: <{space}> .\n"
        for name, space in PREFIXES.items()
        if name in wanted and declared.get(name) != space
    )


def replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all.

    Raises:
        WriteError: If it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_text(text, encoding="utf-8", newline="\n")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from None
