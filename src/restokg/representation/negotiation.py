"""Which representation a client gets: the Accept and Accept-Language of RFC 9110."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from restokg.representation.media import ALIASES

MOST_RANGES = 40
"""Further ranges of an Accept header are not read; no client in use sends so many."""
MOST_PARAMETERS = 8
"""Parameters of a range that are read; a header may be long, but shall not take long."""


class _Range(NamedTuple):
    type: str
    quality: float
    precision: int


@lru_cache(maxsize=256)
def choose(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered media type that an Accept header likes best, or None.

    Where it likes several alike, the first offered wins. An empty header accepts everything.

    >>> choose("text/turtle;q=0.5, application/ld+json", ("text/turtle", "application/ld+json"))
    'application/ld+json'
    >>> choose("image/png", ("text/turtle",)) is None
    True
    """
    if not accept.strip() or accept.strip() == "*/*":
        return offered[0]
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    best, most = None, 0.0
    for type_ in offered:
        others = ALIASES.get(type_, ())
        named = max((range_.quality for range_ in ranges if range_.type in others), default=0.0)
        quality = max(_quality(type_, ranges), named)
        if quality > most:
            best, most = type_, quality
    return best


def names(header: str, *codings: str) -> bool:
    """Tell whether an Accept-Encoding header names one of these codings, and not to refuse it.

    >>> names("br, gzip;q=0.5", "gzip"), names("gzip;q=0", "gzip")
    (True, False)
    """
    return any(name in codings and quality > 0 for name, quality, _ in _ranges(header))


def language(header: str, offered: Sequence[str]) -> str:
    """Return the offered language that an Accept-Language header likes best, or else the first.

    >>> language("zh-CN,zh;q=0.9,en;q=0.8", ["en", "zh"])
    'zh'
    """
    best, most = offered[0], 0.0
    for name, quality, _ in _ranges(header):
        for code in offered:
            if name.partition("-")[0] == code and quality > most:
                best, most = code, quality
    return best


def _ranges(header: str) -> list[_Range]:
    ranges = []
    for part in header.split(",", MOST_RANGES)[:MOST_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";", MOST_PARAMETERS))
        if name:
            ranges.append(_Range(name, _weight(parameters), _precision(name)))
    return ranges


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0


def _precision(name: str) -> int:
    if name == "*/*":
        return 0
    return 1 if name.endswith("/*") else 2


def _quality(type_: str, ranges: Sequence[_Range]) -> float:
    """The most precise range that fits decides, as RFC 9110 has it."""
    fitting = [
        range_ for range_ in ranges if range_.type in (type_, "*/*", type_.partition("/")[0] + "/*")
    ]
    if not fitting:
        return 0.0
    precision = max(range_.precision for range_ in fitting)
    return max(range_.quality for range_ in fitting if range_.precision == precision)
