"""What stands in a generated graph: reference data, and documents with their provisions.

Terms are written as in Turtle: ``rkg:order``, ``"text"@en``, ``"2030"^^xsd:gYear``, ``7``; a name
may also have slashes. Everything that a random choice decides is decided by the document's number
alone, so that the same document comes out each time.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Triple = tuple[str, str, str]
Concepts = Mapping[str, Sequence[str]]

REFERENCE_FAULTS = {"RKG-E01": 1, "RKG-I01": 1, "RKG-S02": 1, "RKG-T02": 1, "RKG-Y02": 1}
"""Faults planted once in the reference data, with the number of results that each gives."""

FAULTS = {
    "RKG-A02": 1,
    "RKG-B13": 1,
    "RKG-C11": 1,
    "RKG-C50": 1,
    "RKG-D05": 1,
    "RKG-D07": 2,
    "RKG-G01": 1,
    "RKG-M01": 1,
    "RKG-M03": 1,
    "RKG-M05": 1,
    "RKG-M07": 1,
    "RKG-M43": 1,
    "RKG-N01": 1,
    "RKG-O03": 1,
    "RKG-P01": 1,
    "RKG-P03": 1,
    "RKG-P05": 1,
    "RKG-P06": 1,
    "RKG-P07": 1,
    "RKG-P08": 1,
    "RKG-P12": 1,
    "RKG-P13": 2,
    "RKG-Q02": 1,
    "RKG-Q09": 1,
    "RKG-R02": 1,
    "RKG-R05": 1,
    "RKG-W01": 1,
    "RKG-X01": 1,
}
"""Faults planted in turn in the documents, three in each, with the number of results of each."""

_DOERS = (
    ("Parties", "缔约方"),
    ("Member States", "会员国"),
    ("the secretariats", "各秘书处"),
    ("regional bodies", "区域机构"),
    ("partners of the programme", "方案伙伴"),
    ("local communities", "当地社区"),
)
_ACTS = (
    ("restore degraded peatlands", "恢复退化泥炭地"),
    ("share data on forest cover", "共享森林覆盖数据"),
    ("plan the use of land together", "共同规划土地使用"),
    ("bring rivers back to their flood plains", "使河流重归洪泛区"),
    ("report on areas under restoration", "报告恢复中的区域"),
    ("protect mangroves and seagrass", "保护红树林和海草床"),
    ("train those who manage dry rangelands", "培训旱地牧场管理者"),
    ("align their plans and their indicators", "统一各自的计划和指标"),
)
_AIMS = (
    ("fewer species are lost", "减少物种丧失"),
    ("carbon stays in the soil", "使碳留存于土壤"),
    ("people earn a living from healthy land", "使人们以健康的土地为生"),
    ("drought does less harm", "减轻干旱危害"),
    ("the three conventions act as one", "使三项公约协同行动"),
    ("progress can be seen and compared", "使进展可见可比"),
)
_MEANS = (
    ("public and private money", "公共和私人资金"),
    ("the knowledge of indigenous peoples", "土著人民的知识"),
    ("help from the regional centres", "区域中心的协助"),
    ("a common set of methods", "一套通用方法"),
    ("yearly meetings of experts", "年度专家会议"),
)


@dataclass
class Block:
    """One file's worth of named graphs, with the results that its faults must give."""

    name: str
    graphs: dict[str, list[Triple]] = field(default_factory=dict)
    results: Counter[str] = field(default_factory=Counter)
    planned: deque[str] = field(default_factory=deque)

    @property
    def size(self) -> int:
        return sum(map(len, self.graphs.values()))

    def add(self, graph: str, subject: str, predicate: str, *objects: str) -> None:
        triples = self.graphs.setdefault(graph, [])
        triples += [(subject, predicate, item) for item in objects]

    def name_it(self, graph: str, subject: str, kind: str, en: str, zh: str) -> None:
        self.add(graph, subject, "a", kind)
        self.add(graph, subject, "rdfs:label", f'"{en}"@en', f'"{zh}"@zh')

    def strike(self, rule: str) -> bool:
        """Return whether a fault of this rule is to be made here; it is then counted."""
        if rule not in self.planned:
            return False
        self.planned.remove(rule)
        self.results[rule] += (FAULTS | REFERENCE_FAULTS)[rule]
        return True


@dataclass
class World:
    """What documents refer to: the concepts of the vocabularies and the reference data."""

    concepts: Concepts
    bodies: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)


def sentence(rng: random.Random) -> tuple[str, str]:
    """Return a summary as a provision might have it, in English and Chinese."""
    doer, act, aim, means = (rng.choice(part) for part in (_DOERS, _ACTS, _AIMS, _MEANS))
    year = rng.randrange(2024, 2051)
    return (
        f"By {year} {doer[0]} are to {act[0]} with {means[0]}, so that {aim[0]}.",
        f"到{year}年，{doer[1]}应借助{means[1]}{act[1]}，以{aim[1]}。",
    )


def reference(triples: int, concepts: Concepts) -> tuple[Block, World]:
    """Return the reference data for a graph of about so many triples, and what it describes."""
    block, world = Block("reference", planned=deque(REFERENCE_FAULTS)), World(concepts)
    scale = triples / 100_000
    rng = random.Random("reference")
    for number in range(5):
        source = f"source:generated-{number}"
        block.name_it(
            "graph:sources", source, "rkg:Source", f"Generated list {number}", f"生成清单{number}"
        )
        if not block.strike("RKG-S02"):
            address = f'"https://example.org/lists/{number}"^^xsd:anyURI'
            block.add("graph:sources", source, "schema:url", address)
    _who(block, world, round(40 * scale) + 20)
    _plans(block, world, round(2 * scale) + 3, rng)
    for number in range(round(30 * scale) + 10):
        mapping, graph = f"mapping:generated-{number}", "graph:mappings"
        one, other = rng.sample(world.targets, 2)
        block.name_it(graph, mapping, "rdf:Statement", f"Mapping {number}", f"映射{number}")
        block.add(graph, one, "skos:relatedMatch", other)
        block.add(graph, mapping, "rdf:subject", one)
        block.add(graph, mapping, "rdf:predicate", "skos:relatedMatch")
        block.add(graph, mapping, "rdf:object", other)
        en, zh = sentence(rng)
        block.add(graph, mapping, "rkg:grounds", f'"{en}"@en', f'"{zh}"@zh')
        confidence = "1.5" if block.strike("RKG-Y02") else rng.choice(("0.7", "0.8", "0.9"))
        block.add(graph, mapping, "rkg:confidence", confidence)
    return block, world


def _who(block: Block, world: World, actors: int) -> None:
    graph = "source:generated-0"
    for number in range(100):
        code = "X" + chr(65 + number // 26) + chr(65 + number % 26)  # free for private use
        country = f"country:{code.lower()}"
        block.name_it(graph, country, "rkg:Country", f"Country {code}", f"国家{code}")
        block.add(graph, country, "skos:notation", f'"{code}"')
    for number in range(actors):
        actor = f"actor:generated-{number}"
        kind = ("org:Organization", "rkg:Secretariat", "rkg:ActorGroup", "org:Post")[number % 4]
        block.name_it(graph, actor, kind, f"Generated actor {number}", f"生成行为者{number}")
        world.actors.append(actor)
    graph = "source:generated-1"
    for number in range(actors // 10 + 3):
        body, place = f"body:generated-{number}", f"place:generated-{number}"
        block.name_it(graph, body, "rkg:GoverningBody", f"Body {number}", f"机构{number}")
        block.name_it(graph, place, "rkg:Place", f"Place {number}", f"地点{number}")
        world.bodies.append(body)
        world.places.append(place)
        for session in range(1, 5):
            iri, year = f"session:generated-{number}-{session}", 2010 + 2 * session
            block.name_it(
                graph,
                iri,
                "rkg:Session",
                f"Session {session} of body {number}",
                f"机构{number}第{session}届会议",
            )
            block.add(graph, iri, "rkg:sessionOf", body)
            if session == 2 and block.strike("RKG-E01"):
                block.add(graph, iri, "rkg:sessionOf", world.actors[0])
            block.add(graph, iri, "rkg:number", f'"{session}"')
            block.add(graph, iri, "schema:startDate", f'"{year}-05-02"^^xsd:date')
            block.add(graph, iri, "schema:endDate", f'"{year}-05-13"^^xsd:date')
            block.add(graph, iri, "rkg:location", place)
            world.sessions.append(iri)
    for number in range(6):
        system, decade = f"system:generated-{number}", f"initiative:generated-{number}"
        block.name_it(graph, system, "rkg:InformationSystem", f"System {number}", f"系统{number}")
        block.name_it(
            graph, decade, "rkg:InternationalDecade", f"Decade {number}", f"国际十年{number}"
        )
        last = 2030 + number + block.strike("RKG-I01")
        block.add(graph, decade, "schema:startDate", f'"{2021 + number}"^^xsd:gYear')
        block.add(graph, decade, "schema:endDate", f'"{last}"^^xsd:gYear')
        world.systems.append(system)
        world.initiatives.append(decade)


def _plans(block: Block, world: World, plans: int, rng: random.Random) -> None:
    graph = "source:generated-2"
    for number in range(plans):
        plan = f"plan:generated-{number}"
        block.name_it(graph, plan, "rkg:Plan", f"Plan {number}", f"计划{number}")
        world.plans.append(plan)
        for goal in range(4):
            iri = f"goal:generated-{number}-{goal}"
            block.name_it(
                graph, iri, "rkg:Goal", f"Goal {goal} of plan {number}", f"计划{number}目标{goal}"
            )
            block.add(graph, iri, "rkg:goalOf", plan)
        for target in range(20):
            iri = f"target:generated-{number}-{target}"
            block.name_it(
                graph,
                iri,
                "rkg:Target",
                f"Target {target} of plan {number}",
                f"计划{number}具体目标{target}",
            )
            block.add(graph, iri, "rkg:targetOf", plan)
            block.add(graph, iri, "rkg:underGoal", f"goal:generated-{number}-{target % 4}")
            if not (target == 7 and block.strike("RKG-T02")):
                block.add(graph, iri, "skos:notation", f'"{target}"')
            en, zh = sentence(rng)
            block.add(graph, iri, "dcterms:abstract", f'"{en}"@en', f'"{zh}"@zh')
            block.add(graph, iri, "rkg:theme", *rng.sample(world.concepts["theme"], 2))
            world.targets.append(iri)
            indicator = f"indicator:generated-{number}-{target}"
            block.name_it(
                graph,
                indicator,
                "rkg:Indicator",
                f"Indicator {target} of plan {number}",
                f"计划{number}指标{target}",
            )
            block.add(graph, indicator, "rkg:indicatorFor", iri)
