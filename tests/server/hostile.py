# ruff: noqa: E501 - a query is easier to read on one line
"""Queries that are meant to knock an endpoint over, each with what may be answered to it."""

from __future__ import annotations

from typing import NamedTuple

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ANY = "(<x:x>|!<x:x>)"


class Hostile(NamedTuple):
    """``ends`` are the statuses of a right end: 504 for time, 422 for another limit, and so on."""

    name: str
    text: str
    ends: tuple[int, ...] = (504,)


def hostile(port: int) -> list[Hostile]:
    """Return the queries; ``port`` is one that listens and must not be called."""
    address = f"<http://127.0.0.1:{port}/>"
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    doubled = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(36))
    replaced = " ".join(f'BIND(REPLACE(?s{n}, "a", "aaaaaaaaaa") AS ?s{n + 1})' for n in range(14))
    optionals = "".join(f"OPTIONAL {{ ?s{n} ?p{n} ?s{n + 1} " for n in range(12)) + "}" * 12
    many = " ".join(f"{number}" for number in range(3_000))
    return [
        Hostile("count over a product", f"SELECT (COUNT(*) AS ?n) {{ {product} }}"),
        Hostile("order a product", f"SELECT * {{ {product} }} ORDER BY ?c ?f ?i", (504, 422)),
        Hostile(
            "order a product by chance", f"SELECT * {{ {product} }} ORDER BY RAND()", (504, 422)
        ),
        Hostile("distinct over a product", f"SELECT DISTINCT ?a ?e ?i {{ {product} }}", (504, 422)),
        Hostile(
            "count what is distinct",
            f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?e), STR(?i))) AS ?n) {{ {product} }}",
            (504, 422),
        ),
        Hostile(
            "group a product",
            f"SELECT ?a ?e (MAX(?i) AS ?m) {{ {product} }} GROUP BY ?a ?e",
            (504, 422),
        ),
        Hostile(
            "concatenate a product",
            f"SELECT (GROUP_CONCAT(STR(?c)) AS ?s) {{ {product} }}",
            (504, 422),
        ),
        Hostile("construct a product", f"CONSTRUCT {{ ?a ?e ?i }} {{ {product} }}", (504, 422)),
        Hostile("describe a product", f"DESCRIBE ?a ?d ?g {{ {product} }}", (504, 422)),
        Hostile(
            "ask for what is not there",
            f"ASK {{ {product} FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) = 1) }}",
        ),
        Hostile("skip in a product", f"SELECT * {{ {product} }} OFFSET 9000000000000 LIMIT 1"),
        Hostile("list a product", f"SELECT * {{ {product} }} LIMIT 100000000", (504, 422)),
        Hostile(
            "nested optionals", f"SELECT (COUNT(*) AS ?n) {{ ?s0 ?p ?s1 {optionals} }}", (504, 422)
        ),
        Hostile(
            "minus of products",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?x ?y . ?d ?z ?y } }",
            (504, 422),
        ),
        Hostile(
            "exists in a product",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?k ?f . ?f ?l ?a } }",
            (504, 422),
        ),
        Hostile(
            "paths without end",
            f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}* ?b . ?b {ANY}* ?c }}",
            (504, 422),
        ),
        Hostile(
            "paths both ways", f"SELECT (COUNT(*) AS ?n) {{ ?a ({ANY}|^{ANY})+ ?b }}", (504, 422)
        ),
        Hostile(
            "catastrophic expressions",
            f"SELECT (COUNT(*) AS ?n) {{ ?a {LABEL} ?l . ?b {LABEL} ?m . ?d {LABEL} ?o FILTER(REGEX(CONCAT(?l, ?m, ?o), '^(([a-z ])+.)+[A-Z]([a-z ])+$')) }}",
            (504, 422),
        ),
        Hostile(
            "expressions that swell",
            f"SELECT (COUNT(*) AS ?n) {{ ?a {LABEL} ?l . ?b {LABEL} ?m . ?c {LABEL} ?o FILTER(REGEX(?l, CONCAT('(', STR(?m), ')', '{{1,400}}'))) }}",
            (504, 422),
        ),
        Hostile(
            "huge lists of values",
            f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {many} }} VALUES ?b {{ {many} }} VALUES ?c {{ {many} }} FILTER(?a + ?b + ?c = 0.5) }}",
            (504, 422),
        ),
        Hostile("five thousand braces", "SELECT * " + "{" * 5_000 + "}" * 5_000, (422,)),
        Hostile(
            "five thousand brackets",
            "SELECT (" + "(" * 5_000 + "1" + ")" * 5_000 + " AS ?x) {}",
            (422,),
        ),
        Hostile("a sum without end", "SELECT (" + "1+" * 60_000 + "1 AS ?x) {}", (200, 422, 504)),
        Hostile(
            "a hundred thousand times not",
            "SELECT (" + "!" * 100_000 + "true AS ?x) {}",
            (200, 422, 504),
        ),
        Hostile(
            "a path of thirty thousand steps",
            "SELECT * { ?s " + "/".join(["<x:x>"] * 30_000) + " ?o }",
            (200, 422, 504),
        ),
        Hostile(
            "ten thousand unions",
            "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 10_000) + " }",
            (200, 422, 504),
        ),
        Hostile(
            "strings that double",
            f"SELECT (STRLEN(?s36) AS ?n) {{ VALUES ?s0 {{ 'aaaaaaaaaaaaaaaa' }} {doubled} }}",
            (422, 504, 500),
        ),
        Hostile(
            "strings replaced tenfold",
            f"SELECT (STRLEN(?s14) AS ?n) {{ VALUES ?s0 {{ 'aaaaaaaaaaaaaaaa' }} {replaced} }}",
            (422, 504, 500),
        ),
        Hostile(
            "hashes of a product",
            f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(STRSTARTS(SHA512(CONCAT(STR(?a), STR(?i))), 'zz')) }}",
        ),
        Hostile("another server", f"SELECT * {{ SERVICE {address} {{ ?s ?p ?o }} }}", (403,)),
        Hostile(
            "another server, in silence",
            f"SELECT * {{ {{ SELECT * {{ ?a ?b ?c . SERVICE SILENT {address} {{ ?s ?p ?o }} }} }} }}",
            (403,),
        ),
        Hostile(
            "another server, by a variable",
            f"SELECT * {{ VALUES ?x {{ {address} }} SeRvIcE ?x {{ ?s ?p ?o }} }}",
            (403,),
        ),
        Hostile(
            "a graph from an address",
            f"SELECT * FROM {address} FROM NAMED {address} {{ ?s ?p ?o }}",
            (200,),
        ),
        Hostile("a giant literal", f"SELECT (STRLEN('{'x' * 250_000}') AS ?n) {{}}", (200,)),
        Hostile("a literal too giant", f"SELECT ('{'x' * 300_000}' AS ?n) {{}}", (413,)),
    ]
