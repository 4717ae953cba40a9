"""Terms in TriG, as text: what ingest writes is large, and its shape is known beforehand."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from restokg.namespaces import KINDS, PREFIXES

USED = ("rkg", *KINDS, "rdfs", "xsd", "dc", "dcterms", "schema", "adms", "oa")
"""The prefixes that the files declare."""

_PREFIX_OF = {PREFIXES[kind]: kind for kind in KINDS}
_LOCAL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ESCAPED = re.compile(r'["\\\n\r\t\x00-\x1f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(
    r'[\x00-\x20<>"{}|^`\[\]\\\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]'
    r"|[^\x00-\uffff]|%(?![0-9A-Fa-f]{2})"
)


def literal(text: str, language: str | None = None) -> str:
    """Return a literal; control characters are escaped by their number."""
    # Most texts are plain, which is told faster than by the pattern.
    if (not text.isprintable() or '"' in text or "\\" in text) and _ESCAPED.search(text):
        text = _ESCAPED.sub(_escape, text)
    return f'"{text}"@{language}' if language else f'"{text}"'


@lru_cache(1 << 15)
def iri(text: str) -> str:
    """Return an IRI: with a prefix for the things of the graph, else in full.

    Characters that no IRI may hold are percent-encoded.
    """
    space, slash, name = text.rpartition("/")
    kind = _PREFIX_OF.get(space + slash)
    if kind is not None and _LOCAL.fullmatch(name):
        return f"{kind}:{name}"
    start, sign, fragment = text.partition("#")
    if "#" in fragment:
        text = f"{start}{sign}{fragment.replace('#', '%23')}"
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(lambda match: quote(match[0], safe=""), text)
    return f"<{text}>"


def header() -> str:
    """Return the declarations at the start of a file."""
    lines = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in USED]
    return "\n".join(lines) + "\n"


def base(document: str) -> str:
    """Return the declaration below which a document's passages are written by their paths."""
    return f"@base {iri(f'{document}/')} .\n"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
