"""The documents of a generated graph: provisions as a tree, each with what it states."""

from __future__ import annotations

import random
from collections import deque

from generated_content import FAULTS, Block, World, sentence
from generated_partnership import application, category, memorandum

_KINDS = ("rkg:Resolution", "rkg:Decision", "rkg:Report", "rkg:FrameworkDocument", "rkg:Guidance")
_RULES = tuple(FAULTS)


def document(number: int, world: World) -> Block:
    """Return a document's named graphs, with the faults whose turn it is."""
    return Document(number, world).block


class Document:
    def __init__(self, number: int, world: World) -> None:
        self.number, self.world = number, world
        self.rng = random.Random(f"document {number}")
        self.iri = f"doc:generated-{number}"
        # The latest framework; the first documents have one that comes after them.
        at = _KINDS.index("rkg:FrameworkDocument")
        latest = (number - at) // len(_KINDS) * len(_KINDS) + at
        self.framework = f"doc:generated-{max(latest, at)}"
        # The first document has no fault: RKG-D07 takes the symbol of the document before.
        turns = range(3 * number - 3, 3 * number) if number else ()
        rules = deque(_RULES[turn % len(_RULES)] for turn in turns)
        self.block = Block(f"generated-{number}", planned=rules)
        self.order = self.statements = 0
        self.requests: list[str] = []
        self._masthead()
        paragraph = 0
        for section in range(1, self.rng.randrange(3, 8)):
            heading = self._provision(f"section/{section}", "rkg:Section", self.iri, "")
            label = (f'"Part {section}"@en', f'"第{section}部分"@zh')
            self.add(self.iri, heading, "rdfs:label", *label)
            self.add(heading, heading, "rkg:theme", *self.pick("theme", 1))
            for _ in range(self.rng.randrange(5, 12)):
                paragraph += 1
                self._paragraph(paragraph, heading)

    def add(self, graph: str, subject: str, predicate: str, *objects: str) -> None:
        self.block.add(graph, subject, predicate, *objects)

    def _name(self, graph: str, subject: str, kind: str, en: str, zh: str) -> None:
        self.block.name_it(graph, subject, kind, f"{en} ({self.number})", f"{zh}（{self.number}）")

    def pick(self, scheme: str, count: int = 1) -> list[str]:
        return self.rng.sample(self.world.concepts[scheme], count)

    def _masthead(self) -> None:
        iri = self.iri
        kind = _KINDS[self.number % len(_KINDS)]
        self._name(iri, iri, kind, "Generated document", "生成文件")
        masthead = self._provision("masthead", "rkg:Masthead", iri, "")
        own = self.number - self.block.strike("RKG-D07")
        day = f"{2000 + self.number % 24}-{self.number % 12 + 1:02}-15"
        kind = "string" if self.block.strike("RKG-D05") else "date"
        body = self.rng.choice(self.world.bodies)
        self.add(masthead, iri, "rkg:symbol", f'"GEN/{own}"')
        self.add(masthead, iri, "dcterms:date", f'"{day}"^^xsd:{kind}')
        self.add(masthead, iri, "rkg:issuedBy", body)
        self.add(masthead, iri, "rkg:adoptedAt", self.rng.choice(self.world.sessions))
        self.add(masthead, iri, "rkg:textStatus", "status:adopted")
        self.add(masthead, iri, "rkg:theme", *self.pick("theme", 2))
        self.body = body

    def _provision(self, path: str, kind: str, parent: str, number: str) -> str:
        """State the structure of a provision in the document's graph; return its IRI."""
        iri = f"{self.iri}/{path}"
        item = kind == "rkg:Item"
        if item and self.block.strike("RKG-P12"):
            iri = f"{self.iri}-misplaced/{path}"
        self.order += 1
        order = self.order
        if kind == "rkg:Paragraph" and self.block.strike("RKG-P13"):
            order -= 1
        self.add(self.iri, iri, "a", kind)
        self.add(self.iri, iri, "rkg:parent", parent)
        order = 0 if item and self.block.strike("RKG-P03") else order
        self.add(self.iri, iri, "rkg:order", str(order))
        if number:
            self.add(self.iri, iri, "rkg:number", f'"{number}"')
        en, zh = sentence(self.rng)
        texts = (
            [f'"{en}"@en']
            if item and self.block.strike("RKG-P01")
            else [f'"{en}"@en', f'"{zh}"@zh']
        )
        self.add(self.iri, iri, "dcterms:abstract", *texts)
        return iri

    def _paragraph(self, number: int, section: str) -> None:
        kind = "rkg:OperativeParagraph" if number % 2 else "rkg:Paragraph"
        iri = self._provision(f"p/{number}", kind, section, str(number))
        self._facts(iri)
        if number % 3 == 0:
            for letter in "abcd"[: self.rng.randrange(2, 5)]:
                item = self._provision(f"p/{number}/{letter}", "rkg:Item", iri, f"({letter})")
                self._facts(item)
        if number % 7 == 0:
            note = self._provision(f"footnote/{number}", "rkg:Footnote", iri, str(number))
            self.add(note, note, "rkg:footnoteOf", iri)
            self.add(note, note, "rkg:cites", self._cited())

    def _cited(self) -> str:
        """Return an earlier document or provision, or else a plan."""
        if self.number and self.rng.random() < 0.7:
            earlier = f"doc:generated-{self.rng.randrange(self.number)}"
            return self.rng.choice((earlier, f"{earlier}/p/{self.rng.randrange(1, 10)}"))
        return self.rng.choice(self.world.plans)

    def _facts(self, iri: str) -> None:
        """State what a provision says, in the graph of its name."""
        strike, rng, world = self.block.strike, self.rng, self.world
        if not strike("RKG-P05"):
            modality = self.pick("theme" if strike("RKG-P06") else "modality")
            self.add(iri, iri, "rkg:modality", *modality)
        addressees = (
            [self.iri] if strike("RKG-P07") else rng.sample(world.actors, rng.choice((1, 1, 2)))
        )
        self.add(iri, iri, "rkg:addressee", *addressees)
        self.add(iri, iri, "rkg:cites", self.body if strike("RKG-P08") else self._cited())
        self.add(iri, iri, "rkg:theme", *self.pick("theme", rng.choice((1, 2, 3))))
        if rng.random() < 0.4:
            self.add(iri, iri, "rkg:ecosystem", *self.pick("ecosystem"))
        if rng.random() < 0.4:
            self.add(iri, iri, "rkg:supportsTarget", *rng.sample(world.targets, 2))
        if rng.random() < 0.4:
            self.add(iri, iri, "rkg:mentions", *rng.sample(world.actors, 2))
        # Every third provision makes a request; the others take the rest in turn, so that any
        # document of the usual length has something for every shape.
        self.statements += 1
        if self.statements % 3 == 0:
            self.request(iri)
        else:
            turn = (self.statements + 7 * self.number) % len(_STATEMENTS)
            _STATEMENTS[turn](self, iri)

    def request(self, graph: str) -> None:
        rng, request = self.rng, f"{graph}#request"
        self.statement(graph, request, "rkg:Request", "Request", "请求")
        self.add(graph, request, "rkg:madeBy", self.body)
        self.add(graph, request, "rkg:madeIn", self.iri)
        self.add(graph, request, "rkg:modality", *self.pick("modality"))
        if not self.block.strike("RKG-R02"):
            self.add(graph, request, "rkg:addressee", *rng.sample(self.world.actors, 2))
        en, zh = sentence(rng)
        texts = [f'"{en}"@en', f'"{zh}"@zh'][: 1 if self.block.strike("RKG-R05") else 2]
        self.add(graph, request, "dcterms:abstract", *texts)
        self.add(graph, request, "rkg:concerns", rng.choice(self.world.plans))
        self.requests.append(request)

    def statement(self, graph: str, iri: str, kind: str, en: str, zh: str) -> None:
        """Name and type a thing and give it a theme."""
        self._name(graph, iri, kind, f"{en} {self.statements}", f"{zh}{self.statements}")
        self.add(graph, iri, "rkg:theme", *self.pick("theme"))

    def quantity(self, graph: str) -> None:
        rng, iri = self.rng, f"{graph}#quantity"
        kind = rng.choice(("rkg:Pledge", "rkg:QuantifiedTarget", "rkg:StatedCount"))
        self.statement(graph, iri, kind, "Quantity", "数量")
        self.add(graph, rng.choice(self.world.targets), "rkg:quantity", iri)
        negative = self.block.strike("RKG-Q09")
        self.add(graph, iri, "qudt:numericValue", str(-5 if negative else rng.randrange(1, 99)))
        unit = ("qudt:unit", "unit:PERCENT")
        currency = ("schema:currency", '"USD"')
        if negative:
            self.add(graph, iri, *unit)
        elif self.block.strike("RKG-Q02"):
            self.add(graph, iri, *unit)
            self.add(graph, iri, *currency)
        else:
            counted = ("rkg:counts", *self.pick("kind"))
            self.add(graph, iri, *rng.choice((unit, ("qudt:unit", "unit:HA"), currency, counted)))
        self.add(graph, iri, "rkg:comparator", *self.pick("comparator"))
        self.add(graph, iri, "rkg:measures", *self.pick("measure"))
        self.add(graph, iri, "rkg:dueBy", f'"{rng.randrange(2025, 2051)}"^^xsd:gYear')
        self.add(graph, iri, "rkg:asOf", f'"{rng.randrange(2015, 2024)}-06-30"^^xsd:date')
        en, zh = sentence(rng)
        self.add(graph, iri, "rkg:scope", f'"{en}"@en', f'"{zh}"@zh')

    def activity(self, graph: str) -> None:
        rng, iri = self.rng, f"{graph}#activity"
        self.statement(graph, iri, "rkg:Activity", "Activity", "活动")
        self.add(graph, iri, "rkg:carriedOutBy", rng.choice(self.world.actors))
        asked = rng.choice(self.requests) if self.requests else None
        if self.block.strike("RKG-A02"):
            asked = graph
        if asked:
            self.add(graph, iri, "rkg:respondsTo", asked)
        start = rng.randrange(2010, 2030)
        end = start - 3 if self.block.strike("RKG-W01") else start + rng.randrange(4)
        self.add(graph, iri, "schema:startDate", f'"{start}-03-01"^^xsd:date')
        self.add(graph, iri, "schema:endDate", f'"{end}-10"^^xsd:gYearMonth')

    def membership(self, graph: str) -> None:
        iri, group = f"{graph}#membership", f"actor:generated-group-{self.number}-{self.statements}"
        self._name(
            graph, group, "rkg:ActorGroup", f"Group {self.statements}", f"群体{self.statements}"
        )
        if self.block.strike("RKG-N01"):
            self.block.graphs[graph].pop()  # the Chinese label
        self.statement(graph, iri, "org:Membership", "Membership", "成员关系")
        self.add(graph, iri, "org:member", group)
        self.add(graph, iri, "org:organization", self.rng.choice(self.world.initiatives))
        role = self.pick("theme" if self.block.strike("RKG-O03") else "role")
        self.add(graph, iri, "org:role", *role)
        self.add(graph, iri, "schema:startDate", f'"{self.rng.randrange(2015, 2024)}"^^xsd:gYear')

    def said(self, graph: str) -> None:
        """State a recommendation, a position, a finding or a complementarity in turn."""
        rng, world = self.rng, self.world
        kind, zh = rng.choice(
            (("Recommendation", "建议"), ("Position", "立场"), ("Finding", "结论"))
        )
        iri = f"{graph}#{kind.lower()}"
        self.statement(graph, iri, f"rkg:{kind}", kind, zh)
        self.add(graph, iri, "rkg:madeBy", rng.choice(world.actors))
        self.add(graph, iri, "rkg:madeIn", self.iri)
        self.add(graph, iri, "rkg:concerns", rng.choice(world.plans), rng.choice(world.targets))

    def systems(self, graph: str) -> None:
        exchange, tie = f"{graph}#exchange", f"{graph}#complementarity"
        self.statement(graph, exchange, "rkg:DataExchange", "Data exchange", "数据交换")
        count = 1 if self.block.strike("RKG-X01") else 2
        self.add(graph, exchange, "rkg:between", *self.rng.sample(self.world.systems, count))
        self.add(graph, exchange, "rkg:activityStatus", "status:planned")
        self.statement(graph, tie, "rkg:ComplementarityStatement", "Complementarity", "互补性")
        self.add(graph, tie, "rkg:counterpart", *self.rng.sample(self.world.plans, 3))

    def event(self, graph: str) -> None:
        event = f"event:generated-{self.number}-{self.statements}"
        self.statement(graph, event, "rkg:Event", "Event", "会议活动")
        year = self.rng.randrange(2005, 2024)
        self.add(graph, event, "schema:startDate", f'"{year}-09-01"^^xsd:date')
        self.add(graph, event, "schema:endDate", f'"{year}-09-04"^^xsd:date')
        self.add(graph, event, "rkg:location", self.rng.choice(self.world.places))
        if self.block.strike("RKG-G01"):
            stray = f"source:undescribed-{self.number}"
            self.add(stray, event, "skos:altLabel", '"Stray name"@en')


_STATEMENTS = (
    Document.quantity,
    Document.activity,
    Document.said,
    Document.membership,
    Document.quantity,
    Document.event,
    Document.said,
    Document.activity,
    memorandum,
    Document.quantity,
    Document.systems,
    Document.said,
    category,
    application,
)
