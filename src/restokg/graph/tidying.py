"""Serialised RDF made readable, and the same in every run."""

from __future__ import annotations

import re

from restokg.namespaces import PREFIXES

_PREFIX_LINE = re.compile(rb"@prefix ([\w-]*): <([^>]*)> \.\n")


def tidy_turtle(text: bytes) -> bytes:
    """Declare the prefixes in use, in order, and leave a blank line between blocks.

    Oxigraph declares every prefix in an order of chance, and where one namespace lies inside
    another (``sdg:`` and ``sdgo:``) chooses between them by chance.
    """
    end = 0
    while match := _PREFIX_LINE.match(text, end):
        end = match.end()
    body = text[end:]
    for inner, outer, rest in _NESTED:
        # A backslash before # or / is a syntax error inside a string, so none is hit here.
        body = re.sub(rb"(?<![\w.-])%s:%s" % (outer, re.escape(rest)), inner + b":", body)
    head = b"".join(
        b"@prefix %s: <%s> .\n" % (prefix.encode(), namespace.encode())
        for prefix, namespace in sorted(PREFIXES.items())
        if re.search(rb"(?<![\w.<-])%s:" % prefix.encode(), body)
    )
    body = re.sub(rb"(?<= \.)\n(?=[^\s}])|(?<=^})\n(?=.)", b"\n\n", body, flags=re.MULTILINE)
    return head + b"\n" + body if head else body


_NESTED = [
    (
        inner.encode(),
        outer.encode(),
        re.sub(r"([/#])", r"\\\1", PREFIXES[inner][len(PREFIXES[outer]) :]).encode(),
    )
    for inner in PREFIXES
    for outer in PREFIXES
    if inner != outer and PREFIXES[inner].startswith(PREFIXES[outer])
]


def tidy_xml(text: bytes) -> bytes:
    """Declare the namespaces in use, in order."""
    start = text.index(b"<rdf:RDF") + len(b"<rdf:RDF")
    end = text.index(b">", start)
    body = text[end:]
    declared = re.findall(rb' xmlns:([\w-]+)="[^"]*"', text[start:end])
    names = re.findall(rb' xmlns:[\w-]+="[^"]*"', text[start:end])
    used = sorted(
        name
        for prefix, name in zip(declared, names, strict=True)
        if prefix == b"rdf" or re.search(rb"<%s:" % prefix, body)
    )
    return text[:start] + b"".join(used) + body
