"""What descriptions of things are made of: properties, their values, and the sources of these."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A named graph that states something, and how it is cited.

    ``name`` is the label of one that is no passage, such as a list on a website.
    """

    iri: str
    citation: str
    name: str = ""


@dataclass(frozen=True)
class Value:
    """One value of a property, or one subject of an incoming one.

    ``text`` says it all on one line. For a page with links, ``name`` is what a thing is called,
    and ``details`` is what is stated of a fact node; both are empty for a ``literal``.
    ``sources`` are empty if the statement is inferred.
    """

    term: str
    text: str
    sources: tuple[Source, ...]
    inferred: bool
    literal: bool = False
    name: str = ""
    details: str = ""


@dataclass(frozen=True)
class Property:
    """``total`` counts the values that there are, of which ``values`` may be the first only.

    With ``more``, there are more still: they were not all read.
    """

    iri: str
    label: str
    values: tuple[Value, ...]
    total: int
    more: bool = False

    @property
    def inferred(self) -> bool:
        """Whether no value is stated: values that are come first."""
        return self.values[0].inferred


@dataclass(frozen=True)
class Description:
    """All that the graph holds about a thing, in one language where it has the choice."""

    iri: str
    name: str
    citation: str
    labels: dict[str, str]
    other_names: tuple[str, ...]
    classes: tuple[Property, ...] = field(default=())
    texts: tuple[str, ...] = ()
    facts: tuple[Property, ...] = ()
    states: tuple[Property, ...] = ()
    """For a passage: what else its graph says, by the thing that it is said of."""
    incoming: tuple[Property, ...] = ()


@dataclass(frozen=True)
class Stated:
    """What a passage says of one thing; ``kind`` is what it says that the thing is."""

    iri: str
    name: str
    kind: str
    facts: tuple[Property, ...]
