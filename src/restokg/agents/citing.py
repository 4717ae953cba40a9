"""Citations: how a document or passage is named, where it is official, what it says in short."""

from __future__ import annotations

from collections.abc import Iterable

from restokg.agents import answers
from restokg.agents.wording import note
from restokg.errors import InputError
from restokg.graph.store import Literal, NamedNode, Store
from restokg.graph.wording import cite, document_of, natural, symbols
from restokg.namespaces import DCTERMS, DOC, PREFIXES, RDFS, RKG
from restokg.symbols.addresses import from_iri
from restokg.symbols.parsing import document as read_symbol


def cited(store: Store, iri: str, lang: str) -> answers.Citation:
    """Return the citation of a document or a passage.

    Raises:
        InputError: If the IRI is that of neither; it names passages that speak of the thing.
    """
    document = document_of(iri)
    if document is None or not _texts(store, document, RDFS + "label"):
        near = "; ".join(passage.citation for passage in _stating(store, iri, lang))
        hint = f" Passages that speak of it: {near}." if near else ""
        raise InputError(f"<{iri}> is neither a document nor a passage of one.{hint}")
    passage = iri.partition("#")[0]
    citation = cite(passage, symbols(store, {passage}, lang), lang)
    named = cite(document, symbols(store, {document}, lang), lang)
    symbol = next(iter(_texts(store, document, RKG + "symbol").values()), None)
    link = _official(store, document, symbol)
    notes = [note("summary", lang), *([] if link else [note("no_link", lang)])]
    return answers.Citation(
        passage,
        citation,
        _texts(store, document, RDFS + "label"),
        symbol,
        citation.removeprefix(named).strip(),
        document,
        link,
        _texts(store, passage, DCTERMS + "abstract"),
        " ".join(notes),
    )


def passages(store: Store, iris: Iterable[str], lang: str) -> list[answers.Passage]:
    """Return graphs with their citations, each once, in order."""
    wanted = sorted(set(iris), key=natural)
    known = symbols(store, set(wanted), lang)
    return [answers.Passage(iri, cite(iri, known, lang)) for iri in wanted]


def _stating(store: Store, iri: str, lang: str) -> list[answers.Passage]:
    graphs = {
        quad.graph_name.value
        for quad in store.quads(NamedNode(iri))
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(DOC)
    }
    return passages(store, sorted(graphs, key=natural)[:3], lang)


def _texts(store: Store, iri: str, property_: str) -> dict[str, str]:
    """Return the texts of a property by language; one without language goes by ''."""
    return {
        quad.object.language or "": quad.object.value
        for quad in store.quads(NamedNode(iri), NamedNode(property_))
        if isinstance(quad.object, Literal)
    }


def _official(store: Store, document: str, symbol: str | None) -> str | None:
    """Return the address that the graph gives, or else that of the symbol."""
    for address in _texts(store, document, PREFIXES["schema"] + "url").values():
        if address.startswith("http"):
            return address
    read = (read_symbol(symbol) if symbol else None) or from_iri(document)
    return None if read is None else read.link
