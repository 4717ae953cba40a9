"""Every link of the explorer: from IRIs to addresses and back."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode

from restokg.namespaces import BASE

LONGEST_PATH = 1000
_SAFE = "/:@!$&'()*+,;=-._~"


@lru_cache(1 << 14)
def address(iri: str) -> str:
    """Return the path at which one of our IRIs is served, or a foreign IRI as it is.

    >>> address("https://w3id.org/restokg/doc/ICCD/COP(16)/22/p/1#area")
    '/doc/ICCD/COP(16)/22/p/1#area'
    """
    if not iri.startswith(BASE):
        return iri
    path, hash_, fragment = iri.removeprefix(BASE).partition("#")
    return "/" + _quoted(path) + hash_ + _quoted(fragment)


def iri_of(path: str) -> str:
    """Return the IRI of ours that a decoded path stands for.

    >>> iri_of("/id/fund/agri3")
    'https://w3id.org/restokg/id/fund/agri3'
    """
    return BASE + path.removeprefix("/")


def is_path(path: str) -> bool:
    """Tell whether a decoded path may be one of ours; what is not must not come back as a link.

    Two slashes at its start would lead a browser to another host.

    >>> is_path("//evil.example/")
    False
    """
    return (
        len(path) <= LONGEST_PATH
        and path.startswith("/")
        and not path.startswith("//")
        and path.isprintable()
        and not any(part in (".", "..") for part in path.split("/"))
    )


def is_ours(iri: str) -> bool:
    return iri.startswith(BASE)


def is_web(iri: str) -> bool:
    """Tell whether a browser may be sent there: other schemes are names, or worse."""
    return iri.startswith(("http://", "https://"))


def join(path: str, parameters: list[tuple[str, str]]) -> str:
    """Return an address with its parameters before its fragment.

    >>> join("/doc/x/p/1#area", [("lang", "zh")])
    '/doc/x/p/1?lang=zh#area'
    """
    if not parameters:
        return path
    path, hash_, fragment = path.partition("#")
    mark = "&" if "?" in path else "?"
    return (
        path
        + mark
        + urlencode(parameters, quote_via=quote, safe="/:", errors="replace")
        + hash_
        + fragment
    )


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE, errors="replace")
