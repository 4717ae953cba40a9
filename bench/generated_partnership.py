"""What provisions of a generated graph state of partners: memoranda, categories, applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generated_documents import Document


def memorandum(document: Document, graph: str) -> None:
    """State a memorandum in force: its parties, who signed it when, and that one of them left."""
    add, strike = document.add, document.block.strike
    own = f"{document.number}-{document.statements}"
    iri, group = f"memorandum:generated-{own}", f"group:generated-{own}"
    effect, rule, leaving = f"{graph}#effect", f"{graph}#rule", f"{graph}#withdrawal"
    few = strike("RKG-M01")
    parties = document.rng.sample(document.world.actors, 3)
    document.statement(graph, iri, "rkg:Memorandum", "Memorandum", "备忘录")
    add(graph, iri, "rkg:party", *parties[: 1 if few else 3])
    add(graph, iri, "rkg:lifecycleStatus", "status:in-force")
    term = "P0D" if strike("RKG-M03") else "P5Y"
    add(graph, iri, "rkg:term", f'"{term}"^^xsd:duration')
    add(graph, iri, "schema:startDate", '"2020-02-01"^^xsd:date')
    last = 2026 if term == "P5Y" and strike("RKG-M07") else 2024
    add(graph, iri, "schema:endDate", f'"{last}-12-31"^^xsd:date')
    add(graph, iri, "rkg:effectCondition", effect)
    document.statement(graph, effect, "rkg:SignatureCondition", "Effect", "生效")
    add(graph, effect, "rkg:andAlso", parties[0])
    add(graph, effect, "rkg:among", group)
    add(graph, effect, "rkg:share", "status:simple-majority")
    document.statement(graph, group, "rkg:Group", "Signing group", "签署小组")
    for place, party in enumerate(parties):
        if place:
            member = f"{graph}#member-{place}"
            document.statement(graph, member, "org:Membership", f"Member {place}", f"成员{place}")
            add(graph, member, "org:member", party)
            add(graph, member, "org:organization", group)
            add(graph, member, "org:role", "role:participant")
        elif strike("RKG-M05"):
            continue
        signature = f"{graph}#signature-{place}"
        document.statement(graph, signature, "rkg:Signature", f"Signature {place}", f"签署{place}")
        add(graph, signature, "rkg:signatory", party)
        add(graph, signature, "dcterms:date", f'"2020-01-1{place}"^^xsd:date')
        add(graph, iri, "rkg:signature", signature)
    document.statement(graph, rule, "rkg:WithdrawalRule", "Withdrawal rule", "退出规则")
    add(graph, iri, "rkg:withdrawalRule", rule)
    add(graph, rule, "rkg:notice", '"P6M"^^xsd:duration')
    add(graph, rule, "rkg:openTo", group)
    document.statement(graph, leaving, "rkg:Withdrawal", "Withdrawal", "退出")
    add(graph, iri, "rkg:withdrawal", leaving)
    add(graph, leaving, "rkg:withdrawnBy", parties[2])
    add(graph, leaving, "rkg:noticeGiven", '"2023-03-31"^^xsd:date')
    day = "2023-09-29" if strike("RKG-M43") else "2023-09-30"
    add(graph, leaving, "rkg:takesEffect", f'"{day}"^^xsd:date')


def category(document: Document, graph: str) -> None:
    """State a partner category of the latest framework, with its terms."""
    add, strike = document.add, document.block.strike
    iri = f"category:generated-{document.number}-{document.statements}"
    document.statement(graph, iri, "rkg:PartnerCategory", "Category", "伙伴类别")
    add(graph, iri, "rkg:inFramework", document.framework)
    add(graph, iri, "rkg:approvedBy", document.body)
    add(graph, iri, "rkg:mayBeEndorsedBy", document.world.bodies[0])
    interval = '"yearly"' if strike("RKG-C50") else '"P1Y"^^xsd:duration'
    terms = (
        ("criterion", "HolderCap", "rkg:maxHolders", "20"),
        ("criterion", "EndorsementRequirement", "rkg:endorser", document.body),
        ("criterion", "NoObjectionRequirement", "rkg:objector", iri),
        ("benefit", "Benefit", "rkg:openTo", iri),
        ("expectation", "ReportingDuty", "rkg:interval", interval),
    )
    for role, kind, predicate, value in terms:
        term = f"{graph}#{kind}"
        document.statement(graph, term, f"rkg:{kind}", kind, "条件")
        add(graph, term, "rkg:termType", *document.pick("term"))
        add(graph, term, predicate, value)
        if not (kind == "Benefit" and strike("RKG-C11")):
            add(graph, iri, f"rkg:{role}", term)


def application(document: Document, graph: str) -> None:
    """State an application with one piece of evidence of each kind."""
    add, rng = document.add, document.rng
    iri, applicant = f"{graph}#application", rng.choice(document.world.actors)
    document.statement(graph, iri, "rkg:Application", "Application", "申请")
    add(graph, iri, "rkg:applicant", applicant)
    add(graph, iri, "rkg:statesAll", "rkg:Endorsement")
    result = "result:open" if document.block.strike("RKG-B13") else "result:positive"
    amount = str(rng.randrange(1_000_000, 20_000_000))
    evidence = (
        ("Endorsement", "rkg:madeBy", document.body),
        ("Ruling", "rkg:madeBy", document.body),
        ("DueDiligence", "rkg:conductedBy", document.body),
        ("Consultation", "rkg:addressee", applicant),
        ("ContributionAgreement", "rkg:party", applicant),
        ("Contribution", "schema:recipient", document.body),
        ("FocalPoint", "rkg:function", *document.pick("function")),
    )
    for kind, predicate, value in evidence:
        piece = f"{graph}#{kind}"
        document.statement(graph, piece, f"rkg:{kind}", kind, "证明材料")
        add(graph, iri, "rkg:evidence", piece)
        add(graph, piece, "dcterms:date", f'"{rng.randrange(2018, 2024)}-05-31"^^xsd:date')
        add(graph, piece, predicate, value)
    add(graph, f"{graph}#Ruling", "rkg:result", "result:positive")
    add(graph, f"{graph}#DueDiligence", "rkg:result", result)
    add(graph, f"{graph}#Consultation", "rkg:dueBy", '"2024-06-30"^^xsd:date')
    add(graph, f"{graph}#Contribution", "qudt:numericValue", amount)
    add(graph, f"{graph}#Contribution", "schema:currency", '"USD"')
    revenue = f"{graph}#revenue"
    add(graph, applicant, "rkg:annualRevenue", revenue)
    add(graph, revenue, "a", "rkg:AnnualRevenue")
    add(graph, revenue, "qudt:numericValue", amount)
    add(graph, revenue, "schema:currency", '"USD"')
    add(graph, revenue, "rkg:asOf", '"2023"^^xsd:gYear')
