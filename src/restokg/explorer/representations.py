"""The addresses at which one thing is represented, and how each names the others."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.explorer.linking import address, is_ours, join
from restokg.namespaces import LICENCE
from restokg.representation.media import GRAPHS, HTML, SUFFIXES

ENDINGS = {type_: suffix for suffix, type_ in SUFFIXES.items()}


@dataclass(frozen=True)
class Representations:
    path: str
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, iri: str) -> Representations:
        return cls(address(iri)) if is_ours(iri) else cls("/thing", (("iri", iri),))

    def place(self, type_: str) -> str:
        return join(f"{self.path}.{ENDINGS[type_]}", list(self.parameters))

    def header(self, own: str) -> str:
        """Return a Link header (RFC 8288) with the other representations and the licence."""
        others = [type_ for type_ in (HTML, *GRAPHS.values()) if type_ != own]
        links = [f'<{self.place(type_)}>; rel="alternate"; type="{type_}"' for type_ in others]
        return ", ".join([*links, f'<{LICENCE}>; rel="license"'])
