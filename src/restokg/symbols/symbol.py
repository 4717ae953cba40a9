"""A symbol: which document is meant, and how that is written, named, addressed and linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from restokg.namespaces import DOC, PREFIXES
from restokg.symbols.documents import Half, standard_symbol
from restokg.symbols.forms import Form, Shape, bodies, forms
from restokg.symbols.numerals import from_roman
from restokg.symbols.spelling import spellings

DOCUMENT = "document"
"""The form of symbols that are no resolution, decision or recommendation."""

UNDOCS = "https://undocs.org/"

_DOCUMENT_LABELS = {"en": "Document {}", "zh": "{}号文件"}
_SPECIAL = re.compile(r"\bE?S-(?=\{session\})")
_SUFFIXES = ("Add.", "Amend.", "Corr.", "Rev.", "Corrigendum")

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """One document, known by the form of its symbol and the parts of it.

    ``parts`` are names and values in standard form, in the order of their names. Documents have
    the one part ``symbol``.
    """

    form: str
    parts: tuple[tuple[str, str], ...]
    shape: int = field(default=0, repr=False)
    """Which of the form's ways of numbering."""

    @property
    def body(self) -> str | None:
        """The slug of the body that adopts it, or that it was submitted to."""
        return self._halves()[0].body if self.form == DOCUMENT else self._form().body

    @property
    def body_iri(self) -> str | None:
        """The IRI of the body, where the graph describes it."""
        known = bodies().get(self.body or "")
        slug = self.body if known is None else known.graph
        return None if slug is None else PREFIXES["body"] + slug

    @property
    def kind(self) -> str:
        return DOCUMENT if self.form == DOCUMENT else self._form().kind

    @property
    def session(self) -> str | None:
        """The session, as it is counted: ``70``, ``XV``, ``S-16``, ``ES-XI``."""
        if self.form == DOCUMENT:
            return None
        session = self.values.get("session")
        special = _SPECIAL.search(self._shape().number.text)
        return session if session is None or special is None else special[0] + session

    @property
    def number(self) -> str | None:
        return self.values.get("number")

    @property
    def year(self) -> str | None:
        return self.values.get("year")

    @property
    def letter(self) -> str | None:
        """The letter of its part, or a range of them: ``B``, ``A-C``."""
        return self.values.get("letter")

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What marks it as added to or changed from another document: Add.1, Rev.2."""
        pieces = self.normal.split("/") if self.form == DOCUMENT else []
        return tuple(piece for piece in pieces if piece.startswith(_SUFFIXES))

    @property
    def joined(self) -> tuple[Symbol, ...]:
        """The symbols that a joint symbol consists of; of any other, the symbol itself."""
        if self.form != DOCUMENT:
            return (self,)
        return tuple(Symbol(DOCUMENT, (("symbol", half.text),)) for half in self._halves())

    @property
    def values(self) -> dict[str, str]:
        return dict(self.parts)

    @property
    def printed(self) -> str:
        """The number as it stands after the word for its kind; of documents, the symbol."""
        return self.normal if self.form == DOCUMENT else self._shape().number.write(self.values)

    @property
    def normal(self) -> str:
        """The one standard spelling."""
        if self.form == DOCUMENT:
            return self.values["symbol"]
        if self._form().named:
            return self.label("en")
        symbols = self._shape().symbols
        return symbols[0].write(self.values) if symbols else self.printed

    @property
    def iri(self) -> str:
        if self.form == DOCUMENT:
            return DOC + self.normal.replace(" ", "")
        return DOC + self._shape().iri.write(self.values)

    @property
    def link(self) -> str | None:
        """The official address, None where no pattern of addresses is known for certain."""
        if self.form == DOCUMENT:
            half = self._halves()[0]
            return UNDOCS + half.text.replace(" ", "") if half.linked else None
        link = self._shape().link
        return None if link is None else link.write(self._with_meeting())

    def label(self, lang: Language) -> str:
        """Return its name, for want of a title."""
        labels = _DOCUMENT_LABELS if self.form == DOCUMENT else self._form().labels
        return labels[lang].format(self.printed)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All usual spellings; each is read as this symbol again once its body is given."""
        others: Iterable[str]
        if self.form == DOCUMENT:
            others = (self.normal.replace(" ", ""), self.label("en"), self.label("zh"))
        else:
            others = spellings(self._form(), self._shape(), self.values)
        return tuple(dict.fromkeys([self.normal, *others]))

    def _form(self) -> Form:
        return forms()[self.form]

    def _shape(self) -> Shape:
        return self._form().shapes[self.shape]

    def _halves(self) -> tuple[Half, ...]:
        return standard_symbol(self.values["symbol"]) or ()

    def _with_meeting(self) -> Mapping[str, str]:
        session = self.values.get("session", "")
        return self.values | {"meeting": str(from_roman(session) or session)}


def symbol_of(form: Form, index: int, values: Mapping[str, str]) -> Symbol:
    """Return the symbol with these values in a form's way of numbering."""
    return Symbol(form.id, tuple(sorted(values.items())), index)


def shapes() -> Iterator[tuple[Form, int, Shape]]:
    """Yield every way of numbering with its form and its place there."""
    for form in forms().values():
        for index, shape in enumerate(form.shapes):
            yield form, index, shape
