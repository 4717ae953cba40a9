"""A graph of this domain of any size, made up: what the measurements of validation run on.

``python bench/generated.py TRIPLES OUT [--documents FOLDER]`` writes about that many triples to
``OUT`` (.nq or .trig with the named graphs, .nt as their union), the same ones at each run, and
beside it ``OUT.manifest.json``: how many results of which rule a validation must find, since some
documents have a fault on purpose. With ``--documents``, each document is also a TriG file of its
own. The ontology and the vocabularies are part of the output.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
from generated_content import Block, Concepts, Triple, reference
from generated_documents import document

from restokg import resources
from restokg.namespaces import BASE, ONTOLOGY_GRAPH, PREFIXES, RDF, SKOS, XSD

_SAFE = re.compile(r"[a-z]+:[A-Za-z0-9][A-Za-z0-9-]*")
_FORMATS = (".nt", ".nq", ".trig")


class Manifest(NamedTuple):
    """What was written: its size, and how many results each rule must have."""

    triples: int
    documents: int
    results: dict[str, int]


def blocks(triples: int) -> Iterator[Block]:
    """Yield the reference data, then documents, until there are about that many triples."""
    known, size = _ontology()
    first, world = reference(triples, _concepts(known))
    size += first.size
    yield first
    number = 0
    while size < triples:
        made = document(number, world)
        size += made.size + len(made.graphs)
        number += 1
        yield made


def write(triples: int, out: Path, documents: Path | None = None) -> Manifest:
    """Write the graph, and where asked for its documents as single files.

    Raises:
        ValueError: If the name of the file does not end as one of the formats does.
    """
    if out.suffix not in _FORMATS:
        raise ValueError(f"{out} must end with one of {', '.join(_FORMATS)}.")
    known, size = _ontology()
    results: Counter[str] = Counter()
    count = 0
    if documents:
        documents.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_wrapped(known, f"<{ONTOLOGY_GRAPH}>", out.suffix))
        for block in blocks(triples):
            # The dataset's description of itself, so that a union tells of its graphs as well.
            sizes = [(name, "void:triples", str(len(it))) for name, it in block.graphs.items()]
            for name, statements in (*block.graphs.items(), ("graph:dataset", sizes)):
                lines = "".join(map(_line, statements))
                stream.write(_wrapped(lines, _full(name), out.suffix))
                size += len(statements)
            results += block.results
            if block.name != "reference":
                count += 1
                if documents:
                    path = documents / f"{block.name}.trig"
                    path.write_text(trig(block), encoding="utf-8", newline="\n")
    manifest = Manifest(size, count, dict(sorted(results.items())))
    text = json.dumps(manifest._asdict(), indent=1) + "\n"
    out.with_name(f"{out.name}.manifest.json").write_text(text, encoding="utf-8")
    return manifest


def trig(block: Block) -> str:
    """Return a block as TriG of the kind that a curator writes, with its document as the base."""
    own = f"doc:{block.name}/"
    parts = [f"@base <{_full(own)[1:-1]}> .\n"]
    parts += [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES)]

    def short(term: str) -> str:
        if term[0] == '"' or term == "a" or term.lstrip("-")[0].isdigit() or _SAFE.fullmatch(term):
            return term
        return f"<{term.removeprefix(own)}>" if term.startswith(own) else _full(term)

    for name, statements in block.graphs.items():
        parts.append(f"\nGRAPH {short(name)} {{\n")
        by_subject: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in statements:
            by_subject.setdefault(subject, {}).setdefault(predicate, []).append(short(value))
        for subject, facts in by_subject.items():
            lines = [f"{predicate} {' , '.join(values)}" for predicate, values in facts.items()]
            parts += ["  ", short(subject), " ", " ;\n    ".join(lines), " .\n"]
        parts.append("}\n")
    return "".join(parts)


def _ontology() -> tuple[str, int]:
    """Return the ontology and the vocabularies as N-Triples, and how many triples they are."""
    dataset = pyoxigraph.Dataset()
    for path in sorted(resources.ontology().glob("*.ttl")):
        for quad in pyoxigraph.parse(path=str(path)):
            dataset.add(quad)
    # Blank nodes have a new name each time that they are read; these names stay the same.
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad.triple} .\n" for quad in dataset)
    return "".join(lines), len(lines)


def _concepts(known: str) -> Concepts:
    """Return the concepts of each vocabulary, by the vocabulary's name."""
    member = re.compile(rf"<{BASE}id/(.*)> <{SKOS}inScheme> <{BASE}id/(.*)> \.")
    found: dict[str, list[str]] = {}
    for match in member.finditer(known):
        found.setdefault(match[2], []).append(match[1].replace("/", ":", 1))
    return {scheme: sorted(concepts) for scheme, concepts in found.items()}


def _line(triple: Triple) -> str:
    return f"{_full(triple[0])} {_full(triple[1])} {_full(triple[2])} .\n"


_known_terms: dict[str, str] = {"a": f"<{RDF}type>"}


def _full(term: str) -> str:
    """Return a term in N-Triples notation."""
    if term[-3:] in ("@en", "@zh"):
        return term
    full = _known_terms.get(term)
    if full is None:
        full = _known_terms[term] = _expanded(term)
    return full


def _expanded(term: str) -> str:
    if term[0] == '"':
        text, typed, kind = term.partition("^^xsd:")
        return f"{text}^^<{XSD}{kind}>" if typed else term
    if term.lstrip("-").isdigit():
        return f'"{term}"^^<{XSD}integer>'
    if term.replace(".", "").isdigit():
        return f'"{term}"^^<{XSD}decimal>'
    prefix, _, rest = term.partition(":")
    return f"<{PREFIXES[prefix]}{rest}>"


def _wrapped(lines: str, graph: str, suffix: str) -> str:
    if suffix == ".nq":
        return lines.replace(" .\n", f" {graph} .\n")
    return f"{graph} {{\n{lines}}}\n" if suffix == ".trig" else lines


def main(arguments: Iterable[str]) -> int:
    parser = argparse.ArgumentParser(description="Generate a graph of this domain.")
    parser.add_argument("triples", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=Path, help="a folder for one TriG file per document")
    given = parser.parse_args(list(arguments))
    manifest = write(given.triples, given.out, given.documents)
    print(json.dumps(manifest._asdict(), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
