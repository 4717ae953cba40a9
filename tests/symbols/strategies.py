"""Symbols for property-based tests, drawn from the grammar itself."""

from __future__ import annotations

from hypothesis import strategies as st

from restokg.symbols import Symbol
from restokg.symbols.documents import prefixes
from restokg.symbols.forms import Form, Shape
from restokg.symbols.numerals import to_roman
from restokg.symbols.symbol import DOCUMENT, shapes, symbol_of
from restokg.symbols.templates import Part

SHAPES = tuple(shapes())
FAR = {"number": 999, "year": 2099, "roman": 399}

LETTERS = st.one_of(
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.sampled_from(["A-B", "A-C", "B-F"])
)
ITEMS = st.from_regex(r"[1-9][0-9]?(?:\.[a-z])?(?:\.[1-9])?", fullmatch=True)


@st.composite
def values_of(draw: st.DrawFn, part: Part) -> str:
    if part.type == "letter":
        return draw(LETTERS)
    if part.type == "item":
        return draw(ITEMS)
    least = max(part.least, 1900 if part.type == "year" else 1)
    number = draw(st.integers(least, part.most or FAR[part.type]))
    return to_roman(number) if part.type == "roman" else str(number)


@st.composite
def numbered_symbols(draw: st.DrawFn) -> Symbol:
    form, place, shape = draw(st.sampled_from(SHAPES))
    return draw(symbols_of(form, place, shape))


@st.composite
def symbols_of(draw: st.DrawFn, form: Form, place: int, shape: Shape) -> Symbol:
    needed = shape.number.required()
    optional = shape.number.names() - needed
    chosen = needed | {name for name in sorted(optional) if draw(st.booleans())}
    values = {name: draw(values_of(shape.parts[name])) for name in sorted(chosen)}
    return symbol_of(form, place, values)


COMPONENTS = st.one_of(
    st.integers(1, 99999).map(str),
    st.sampled_from(["HRC", "AC.109", "CONF.157", "C.3", "COP(16)", "CST", "EA.5", "INF", "WG.2",
                     "S-19", "ES-10", "OzL.Pro.28", "PC.I", "COP-MOP", "Sub.2", "Agenda"]),
)  # fmt: skip
LAST = st.one_of(
    st.integers(1, 99999).map(str),
    st.builds(
        "{}.{}".format,
        st.sampled_from(["Add", "Corr", "Rev", "L", "SR", "PV", "WP", "CRP"]),
        st.integers(1, 999),
    ),
)
ASIDES = st.sampled_from(["", " (Sect. 9)", " (Part II)", " (Vol. I)", " (Parts I and II)"])


@st.composite
def half_symbols(draw: st.DrawFn) -> str:
    middle = draw(st.lists(COMPONENTS, max_size=4))
    pieces = [draw(st.sampled_from(prefixes())), *middle, draw(LAST) + draw(ASIDES)]
    return "/".join(pieces)


@st.composite
def document_texts(draw: st.DrawFn) -> str:
    return "-".join(draw(st.lists(half_symbols(), min_size=1, max_size=2)))


def document_symbol(text: str) -> Symbol:
    return Symbol(DOCUMENT, (("symbol", text),))
