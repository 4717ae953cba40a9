"""Symbols of documents and numbers of decisions of the United Nations and its conventions.

The grammar is kept as data in ``grammar/``: bodies, the forms of what they adopt, the series of
their documents, the words around a number. Everything here is made from it.
"""

from restokg.symbols.addresses import from_iri, from_link
from restokg.symbols.parsing import document, numbered, parse, unambiguous
from restokg.symbols.running import find_symbols, number_pattern, symbol_pattern
from restokg.symbols.symbol import Symbol

__all__ = [
    "Symbol",
    "document",
    "find_symbols",
    "from_iri",
    "from_link",
    "number_pattern",
    "numbered",
    "parse",
    "symbol_pattern",
    "unambiguous",
]
