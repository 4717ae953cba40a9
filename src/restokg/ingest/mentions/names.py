"""The names that the gazetteer looks for: those of the graph, and those of the word list."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from restokg.graph.store import Literal, NamedNode, Store
from restokg.ingest.document import LANGUAGES
from restokg.namespaces import BASE, DOC, expand

_WORDS = Path(__file__).parent / "words" / "names.toml"
_TOPIC_WORDS = _WORDS.with_name("themes.toml")

_KINDS = {
    "rkg:GoverningBody": "body",
    "rkg:SubsidiaryBody": "body",
    "rkg:Agreement": "instrument",
    "rkg:RioConvention": "instrument",
    "rkg:Plan": "instrument",
    "rkg:NationalInstrument": "instrument",
    "rkg:Declaration": "instrument",
    "rkg:Guidance": "document",
    "rkg:Publication": "document",
    "org:Organization": "organization",
    "org:Post": "organization",
    "rkg:Secretariat": "organization",
    "rkg:ActorGroup": "organization",
    "rkg:Group": "organization",
    "rkg:Initiative": "organization",
    "rkg:InternationalDecade": "organization",
    "rkg:InternationalYear": "organization",
    "rkg:InformationSystem": "organization",
    "rkg:Fund": "organization",
}
"""The kinds of mention by class; where a thing is of several classes, the first one counts."""

_TOPICS = {BASE + "id/theme": "theme", BASE + "id/ecosystem": "ecosystem"}
"""The kinds of mention by vocabulary, of what passages are about."""

_RELATED = "rkg:bodyOf|rkg:secretariatOf|rkg:belongsTo|org:postIn|rkg:postOf"


class Thing(NamedTuple):
    """What a name stands for."""

    iri: str
    kind: str
    label: str
    """In English."""
    group: bool = False
    """Whether it is a group of actors, so that its name is no proper name."""
    common: bool = False
    """Whether its names are looked for among addressees only."""
    related: tuple[str, ...] = ()
    """Things whose mention tells that this one is meant: its agreement, its organization."""


class Name(NamedTuple):
    """A name in one language, or in all that do not write in Chinese, if ``language`` is empty."""

    text: str
    language: str
    iris: tuple[str, ...]
    """The things that it may stand for; none for what is only passed over."""
    kind: str = "plain"
    """``plain``, ``shared`` and ``silent`` (which need a fuller name before), ``stranger``."""
    lead: str = ""
    """What must stand before it and is no part of it."""


class NameTable(NamedTuple):
    """All that a gazetteer is built from; it can be handed to another process."""

    things: dict[str, Thing]
    names: tuple[Name, ...]


def names_of(store: Store) -> NameTable:
    """Return the names of a graph's actors, agreements, plans and documents.

    The words for its themes and types of ecosystems are among them. Documents that go by a symbol
    or number are left to their own grammar.
    """
    words: dict[str, Any] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    labels = _labels(store)
    things = _things(store, labels, {_expanded(iri) for iri in words["common"]})
    owners: dict[tuple[str, str], list[str]] = {}
    for iri, text, language in [*labels, *_forms(words)]:
        if iri in things:
            _own(owners, text, language, iri)
    topics = _topics(store, labels)
    things |= topics
    told: dict[str, Any] = tomllib.loads(_TOPIC_WORDS.read_text(encoding="utf-8"))
    safe = [label for label in labels if label[1] not in told["unsafe"]]
    taken = {
        (text.casefold(), language)
        for (text, language), iris in owners.items()
        if not all(things[iri].common for iri in iris)
    }
    tellers: dict[tuple[str, str], list[str]] = {}
    for iri, text, language in [*safe, *_forms(told)]:
        if iri in topics and (text.casefold(), language) not in taken:
            _own(tellers, text, language, iri)
    preferred = [_expanded(iri) for iri in words["prefer"]]
    short = set(words["short"])
    names = [
        _name(text, language, _decided(iris, preferred), "silent" if text in short else "plain")
        for (text, language), iris in owners.items()
    ]
    names += [Name(*key, tuple(iris)) for key, iris in tellers.items()]
    names += _listed(words["other"], (), "plain")
    names += _listed(told["other"], (), "plain")
    names += _listed(words["strangers"], (), "stranger")
    for entry in words["shared"]:
        iris = tuple(iri for iri in map(_expanded, entry["candidates"]) if iri in things)
        if iris:
            names += _listed(entry, iris, "silent" if entry.get("silent") else "shared")
    return NameTable(things, tuple(names))


def told_by_actors() -> dict[str, str]:
    """Return the themes that a passage has if it names an actor, by the IRI of the actor."""
    words: dict[str, Any] = tomllib.loads(_TOPIC_WORDS.read_text(encoding="utf-8"))
    return {
        _expanded(actor): _expanded(entry["iri"])
        for entry in words["thing"]
        for actor in entry.get("actors", ())
    }


class Guard(NamedTuple):
    """What must not stand beside a name, lest it be part of a longer one."""

    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    """If not empty, one of these must follow, or nothing."""
    not_before_capital: bool = False


def guards() -> dict[str, Guard]:
    """Return the guards by name."""
    files = (_WORDS, _TOPIC_WORDS)
    return {
        entry["name"]: Guard(
            tuple(entry.get("not_after", ())),
            tuple(entry.get("not_before", ())),
            tuple(entry.get("only_before", ())),
            entry.get("not_before_capital", False),
        )
        for file in files
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["guard"]
    }


def spelt(form: str) -> Iterator[str]:
    """Yield the spellings of a form with alternatives in braces.

    >>> list(spelt("Estado{,s} Miembro"))
    ['Estado Miembro', 'Estados Miembro']
    """
    parts = form.replace("}", "{").split("{")
    choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    yield from map("".join, product(*choices))


def _forms(words: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the things of a word list with their forms and the languages of these."""
    for entry in words["thing"]:
        iri = _expanded(entry["iri"])
        for language in LANGUAGES:
            for form in entry.get(language, ()):
                for text in spelt(form):
                    yield iri, text, language


def _name(text: str, language: str, iris: tuple[str, ...], kind: str) -> Name:
    if text.startswith("["):
        lead, _, rest = text[1:].partition("]")
        return Name(rest, language, iris, kind, lead)
    return Name(text, language, iris, kind)


def _listed(forms: dict[str, Any], iris: tuple[str, ...], kind: str) -> Iterator[Name]:
    for language in LANGUAGES:
        for form in forms.get(language, ()):
            for text in spelt(form):
                yield _name(text, language, iris, kind)


def _own(owners: dict[tuple[str, str], list[str]], text: str, language: str, iri: str) -> None:
    """Note who has a name. Acronyms hold in every language that is not written in Chinese."""
    acronym = language == "en" and len(text) > 2 and text.isascii() and text.isupper()
    for key in [(text, language)] + [(text, "")] * acronym:
        known = owners.setdefault(key, [])
        if iri not in known:
            known.append(iri)


def _decided(iris: list[str], preferred: Iterable[str]) -> tuple[str, ...]:
    first = next((iri for iri in preferred if iri in iris), None)
    return tuple(sorted(iris)) if first is None else (first,)


def _things(
    store: Store, named: Sequence[tuple[str, str, str]], common: set[str]
) -> dict[str, Thing]:
    classes: dict[str, set[str]] = {}
    for thing, of in store.select(
        f"SELECT ?thing ?class WHERE {{ VALUES ?class {{ {' '.join(_KINDS)} }} ?thing a ?class }}"
    ):
        if isinstance(thing, NamedNode) and isinstance(of, NamedNode) and _is_thing(thing.value):
            classes.setdefault(thing.value, set()).add(of.value)
    numbered = {
        thing.value
        for (thing,) in store.select("SELECT DISTINCT ?thing WHERE { ?thing rkg:symbol ?symbol }")
        if isinstance(thing, NamedNode)
    }
    related: dict[str, list[str]] = {}
    for thing, other in store.select(f"SELECT ?thing ?of WHERE {{ ?thing {_RELATED} ?of }}"):
        if isinstance(thing, NamedNode) and isinstance(other, NamedNode):
            related.setdefault(thing.value, []).append(other.value)
    labels = {iri: text for iri, text, language in reversed(named) if language == "en"}
    kinds = {_expanded(name): kind for name, kind in _KINDS.items()}
    return {
        iri: Thing(
            iri,
            next(kind for name, kind in kinds.items() if name in classes[iri]),
            labels[iri],
            _expanded("rkg:ActorGroup") in classes[iri],
            iri in common,
            _reached(iri, related),
        )
        for iri in sorted(classes)
        if iri in labels and iri not in numbered
    }


def _topics(store: Store, labels: Iterable[tuple[str, str, str]]) -> dict[str, Thing]:
    english = {iri: text for iri, text, language in labels if language == "en"}
    schemes = " ".join(f"<{scheme}>" for scheme in _TOPICS)
    found = {}
    for topic, scheme in store.select(
        f"SELECT ?topic ?scheme WHERE {{ VALUES ?scheme {{ {schemes} }} "
        "?topic skos:inScheme ?scheme } ORDER BY ?topic"
    ):
        if isinstance(topic, NamedNode) and isinstance(scheme, NamedNode):
            iri = topic.value
            found[iri] = Thing(iri, _TOPICS[scheme.value], english[iri])
    return found


def _reached(iri: str, related: dict[str, list[str]]) -> tuple[str, ...]:
    """Return what is one or two steps away, but for the United Nations, which all belong to."""
    near = related.get(iri, [])
    far = [other for step in near for other in related.get(step, [])]
    return tuple(sorted({*near, *far} - {_expanded("actor:un"), iri}))


def _labels(store: Store) -> list[tuple[str, str, str]]:
    """Return names in English and Chinese, with the things that have them; labels go first."""
    found = []
    for path in ("rdfs:label|skos:prefLabel", "skos:altLabel"):
        rows = store.select(f"SELECT DISTINCT ?thing ?name WHERE {{ ?thing {path} ?name }}")
        found.append(
            sorted(
                (thing.value, name.value, name.language)
                for thing, name in rows
                if isinstance(thing, NamedNode)
                and isinstance(name, Literal)
                and name.language in ("en", "zh")
            )
        )
    return [*found[0], *found[1]]


def _is_thing(iri: str) -> bool:
    """Tell things from the facts and passages of one document, whose labels are descriptions."""
    named = iri.startswith((BASE + "id/", DOC))
    return named and "#" not in iri and not iri.startswith(BASE + "id/session/")


def _expanded(name: str) -> str:
    iri = expand(name)
    if iri is None:
        raise ValueError(name)
    return iri
