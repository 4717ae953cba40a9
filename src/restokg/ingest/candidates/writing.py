"""A document's candidate statements as TriG, each in the graph of the passage that it is read from.

The pattern is that of docs/curating.md, with the status *candidate* on every node. A passage that
an editor has described gets no statement, only the mentions that were found in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from restokg.graph.wording import cite
from restokg.ingest.candidates.annotations import ANNOTATED, annotation
from restokg.ingest.candidates.identity import Identity
from restokg.ingest.candidates.knowledge import Knowledge
from restokg.ingest.candidates.turtle import iri, literal
from restokg.ingest.candidates.work import Passage, Work, in_order
from restokg.ingest.mentions.mention import RESOLVED, Mention
from restokg.namespaces import PREFIXES

_SESSIONS = {"un-ga": "unga"}
"""How the IRIs of sessions of a body begin."""


@dataclass(slots=True)
class Counts:
    """What was found in a document, over all its languages."""

    provisions: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    unresolved: Counter[str] = field(default_factory=Counter)
    cited: set[str] = field(default_factory=set)
    """The IRIs of documents cited."""


class Writer:
    """Writes one work; the lines refer to passages by their paths below the document."""

    def __init__(
        self,
        work: Work,
        identity: Identity,
        knowledge: Knowledge,
        *,
        with_mentions: bool = True,
    ) -> None:
        self.work = work
        self.identity = identity
        self.knowledge = knowledge
        self.with_mentions = with_mentions
        self.counts = Counts()
        self.symbols = {identity.iri: identity.symbol} if identity.symbol else {}

    def lines(self) -> Iterator[str]:
        """Yield the graphs of the document, a piece of TriG each."""
        for version in self.work.versions:
            self._count(version.mentions)
        yield from self._structure()
        yield from self._masthead()
        for passage in self.work.passages.values():
            statements = list(self._passage(passage))
            if statements:
                yield f"GRAPH <{passage.path}> {{\n" + "\n".join(statements) + "\n}\n"

    def _count(self, mentions: list[Mention]) -> None:
        counts = self.counts
        counts.mentions.update([mention.kind for mention in mentions])
        for mention in mentions:
            if mention.kind == "document":
                counts.cited.update((mention.iri,) if mention.iri else mention.candidates)
                counts.cited.update(_between(mention))
            if mention.status != RESOLVED:
                counts.unresolved[f"{mention.kind}: {mention.normal}"] += 1

    # --- structure ----------------------------------------------------------------------------

    def _structure(self) -> Iterator[str]:
        document = iri(self.identity.iri)
        curated = self.identity.iri in self.knowledge.documents
        lines: list[str] = []
        if not curated:
            titles = self._titles()
            title = f" ;\n    dcterms:title {titles}" if titles else ""
            english, chinese = self.identity.labels
            lines.append(
                f"  {document} a rkg:{self.identity.class_} ; adms:status status:candidate ;\n"
                f"    rdfs:label {literal(english, 'en')} , {literal(chinese, 'zh')}{title} ."
            )
        for order, passage in enumerate(self.work.passages.values(), start=1):
            self.counts.provisions += 1
            if self._is_curated(passage):
                continue
            lines.append(self._provision(passage, order, document))
        if lines:
            yield f"GRAPH {document} {{\n" + "\n".join(lines) + "\n}\n"

    def _titles(self) -> str:
        titles = {
            version.language: version.document.title
            for version in reversed(self.work.versions)
            if version.document.title
        }
        return " , ".join(literal(titles[code], code) for code in sorted(titles))

    def _provision(self, passage: Passage, order: int, document: str) -> str:
        parent = document if passage.parent is None else f"<{passage.parent}>"
        line = (
            f"  <{passage.path}> a rkg:{passage.kind} ; adms:status status:candidate ; "
            f"rkg:parent {parent} ; rkg:order {order}"
        )
        if passage.number:
            line += f" ; rkg:number {literal(passage.number)}"
        if passage.note_in is not None:
            line += f" ; rkg:footnoteOf <{passage.note_in}>"
        if passage.texts:
            texts = " , ".join(literal(text, code) for code, text in passage.texts.items())
            line += f" ;\n    schema:text {texts}"
        return line + " ."

    def _masthead(self) -> Iterator[str]:
        if "masthead" not in self.work.passages:
            return
        if self._is_curated(self.work.passages["masthead"]):
            return
        main, identity = self.work.main, self.identity
        facts: list[str] = []
        if identity.symbol:
            facts.append(f"rkg:symbol {literal(identity.symbol)}")
        if main.date:
            facts.append(f'dcterms:date "{main.date}"^^xsd:date')
        if main.agenda_item:
            facts.append(f"rkg:agendaItem {literal(main.agenda_item)}")
        facts += [f"dcterms:subject {iri(subject)}" for subject in main.subjects]
        if identity.body is not None:
            facts.append(f"rkg:issuedBy {iri(identity.body)}")
            if identity.adopted:
                facts.append(f"rkg:adoptedBy {iri(identity.body)}")
                if (session := self._session(identity.body)) is not None:
                    facts.append(f"rkg:adoptedAt {iri(session)}")
        if identity.adopted and main.date_adopted:
            facts.append("rkg:textStatus status:adopted")
        if facts:
            yield (
                f"GRAPH <masthead> {{\n  {iri(identity.iri)} " + " ;\n    ".join(facts) + " .\n}\n"
            )

    def _session(self, body: str) -> str | None:
        slug = _SESSIONS.get(body.rpartition("/")[2])
        session = f"{PREFIXES['session']}{slug}-{self.work.main.session}"
        return session if session in self.knowledge.labels else None

    # --- passages -----------------------------------------------------------------------------

    def _passage(self, passage: Passage) -> Iterator[str]:
        if not self._is_curated(passage):
            yield from self._statements(passage)
        if not self.with_mentions:
            return
        path = passage.path
        for language, mentions in passage.mentions.items():
            start = passage.starts[language]
            for mention in mentions:
                if mention.kind in ANNOTATED:
                    yield annotation(path, language, mention, start)

    def _statements(self, passage: Passage) -> Iterator[str]:
        """Write what a passage says, as any of its languages tells it.

        Held against what editors wrote, a theme that one language alone tells is right more often
        than wrong; so none is dropped.
        """
        named: dict[str, dict[str, None]] = {}
        own, told = self.identity.iri, self.knowledge.told
        seen: set[tuple[str, str]] = set()
        """Kinds and things: the same is named in every language."""
        for language in in_order(passage.mentions):
            # How a passage speaks, and to whom, is told by one language alone.
            settled = "rkg:modality" in named or "rkg:addressee" in named
            for mention in passage.mentions[language]:
                kind, thing = mention.kind, mention.iri
                if thing is None or thing == own:
                    continue
                if (kind, thing) in seen and not (kind in _RANGED and _between(mention)):
                    continue
                seen.add((kind, thing))
                predicate = self._predicate(kind, thing)
                if predicate is None or (settled and predicate in _SPEAKING):
                    continue
                if predicate != "rkg:cites" and passage.kind == "Masthead":
                    continue
                things = named.setdefault(predicate, {})
                if mention.details and predicate != "rkg:modality":
                    things.update((other, None) for other in _between(mention) if other != own)
                things[thing] = None
                if thing in told:
                    named.setdefault("rkg:theme", {})[told[thing]] = None
        for asked in named.get("rkg:addressee", ()):
            named.get("rkg:mentions", {}).pop(asked, None)  # that it is asked says as much
        named = {predicate: objects for predicate, objects in named.items() if objects}
        if named:
            for predicate, objects in named.items():
                self.counts.statements[predicate] += len(objects)
            facts = " ; ".join(
                f"{predicate} {' , '.join(map(iri, objects))}"
                for predicate, objects in named.items()
            )
            yield f"  <{passage.path}> {facts} ."
        yield from self._requests(passage)

    def _predicate(self, kind: str, thing: str) -> str | None:
        """Return what a passage does that names a thing; None if the graph has no such thing."""
        if kind == "document":
            return "rkg:cites"
        if thing not in self.knowledge.labels:
            return None
        if kind == "instrument" and thing in self.knowledge.citable:
            return "rkg:cites"
        if kind == "target" and thing in self.knowledge.targets:
            return "rkg:supportsTarget"
        return _PREDICATES.get(kind)

    def _requests(self, passage: Passage) -> Iterator[str]:
        """Write what is asked of whom: one node for each addressee and modality.

        Where a passage asks in its items, each item has the request: what is asked stands there.
        """
        if self.identity.body is None or passage.has_items:
            return
        asked = self._asked(passage)
        if not asked and passage.kind == "Item" and passage.parent is not None:
            above = self.work.passages.get(passage.parent)
            if above is not None and not _first(passage, "modality"):
                asked = self._asked(above)
        for count, (modality, addressee) in enumerate(asked, start=1):
            node = f"{passage.path}#request-{count}"
            self.counts.statements["requests"] += 1
            yield (
                f"  <{node}> a rkg:Request ; adms:status status:candidate ; "
                f"rkg:madeBy {iri(self.identity.body)} ; rkg:madeIn {iri(self.identity.iri)} ;\n"
                f"    rkg:modality {iri(modality)} ; rkg:addressee {iri(addressee)} ;\n"
                f"    rdfs:label {self._label(passage, modality, addressee)} ."
            )

    def _asked(self, passage: Passage) -> list[tuple[str, str]]:
        """Return who is asked how, each pair once, by the first language that tells."""
        for language in in_order(passage.mentions):
            mentions = passage.mentions[language]
            verbs = {
                str(mention.start): mention.iri
                for mention in mentions
                if mention.kind == "modality"
            }
            pairs: dict[tuple[str, str], None] = {}
            for mention in mentions:
                if mention.kind != "addressee" or mention.iri is None:
                    continue
                verb = verbs.get(dict(mention.details).get("verb", ""))
                if verb is not None:
                    pairs[verb, mention.iri] = None
            if pairs:
                return list(pairs)
        return []

    def _label(self, passage: Passage, modality: str, addressee: str) -> str:
        names = self.knowledge.labels
        place = f"{self.identity.iri}/{passage.path}"
        verb, who = names.get(modality), names.get(addressee)
        english = f"{verb[0] if verb else cite(modality)}: {who[0] if who else cite(addressee)}"
        chinese = f"{verb[1] if verb else cite(modality)}：{who[1] if who else cite(addressee)}"
        return (
            literal(f"{english} ({cite(place, self.symbols)})", "en")
            + " , "
            + literal(f"{chinese}（{cite(place, self.symbols, 'zh')}）", "zh")
        )

    def _is_curated(self, passage: Passage) -> bool:
        return f"{self.identity.iri}/{passage.path}" in self.knowledge.provisions


_PREDICATES = {
    "target": "rkg:mentions",  # an indicator
    "instrument": "rkg:mentions",
    "body": "rkg:mentions",
    "organization": "rkg:mentions",
    "addressee": "rkg:addressee",
    "modality": "rkg:modality",
    "theme": "rkg:theme",
    "ecosystem": "rkg:ecosystem",
}
_RANGED = frozenset(("document", "target"))
_SPEAKING = frozenset(("rkg:modality", "rkg:addressee"))


def _between(mention: Mention) -> list[str]:
    """Return what lies between the ends of a range that a mention is the last of."""
    return [value for name, value in mention.details if name == "includes"]


def _first(passage: Passage, kind: str) -> bool:
    return any(mention.kind == kind for found in passage.mentions.values() for mention in found)
