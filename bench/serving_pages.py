"""The pages of the explorer beside the bare queries that they stand for, over HTTP, in one run.

A page's time is that to the first byte of its answer, not from the cache. Beside it are the
queries of its data, as somebody would ask the endpoint for the same: sent one after the other on
one connection to the same service, neither from the cache.
"""

import http.client
import itertools
import statistics
import time
from pathlib import Path
from urllib.parse import quote, urlencode

from measuring import Result
from serving_load import serving

from restokg import resources
from restokg.graph.lookup import resolve
from restokg.graph.snapshot import locate, open_snapshot
from restokg.graph.store import Store
from restokg.namespaces import BASE
from restokg.questions import catalogue, parameters
from restokg.questions.binding import bind

RUNS = 7
LIMIT = 3.0
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
NAMED = f"OPTIONAL {{ ?v {LABEL} ?name FILTER(LANG(?name) = 'en') }}"
PROPERTY = f"OPTIONAL {{ ?p {LABEL} ?property FILTER(LANG(?property) = 'en') }}"


def of_thing(path: str) -> list[str]:
    """Facts with names and sources; the facts of the fact nodes below; what points here."""
    iri = f"<{BASE}{path}>"
    below = f"{iri} ?q ?node FILTER(CONTAINS(STR(?node), '#'))"
    nodes = f"{{ SELECT DISTINCT ?node {{ {below} }} }}"
    named = f"{PROPERTY} {NAMED}"
    return [
        f"SELECT ?property ?v ?name ?g {{ GRAPH ?g {{ {iri} ?p ?v }} {named} }}",
        f"SELECT ?node ?property ?v ?name ?g {{ {nodes} GRAPH ?g {{ ?node ?p ?v }} {named} }}",
        f"SELECT ?property ?v ?name ?g {{ GRAPH ?g {{ ?v ?p {iri} }} {named} }}",
    ]


def of_document(path: str) -> list[str]:
    """The passages with what is said of them, beside what is asked of the document as a thing."""
    iri = f"<{BASE}{path}>"
    passages = f"GRAPH {iri} {{ ?passage rkg:order ?order }}"
    return [
        *of_thing(path),
        f"SELECT ?passage ?p ?v ?name {{ {passages} GRAPH ?g {{ ?passage ?p ?v }} {NAMED} }}",
    ]


def of_question(store: Store, number: str) -> list[str]:
    question = catalogue.find(resources.queries(), number)
    terms = parameters.terms(question, {}, lang="en", resolve=lambda text: resolve(store, text))
    return [bind(question.sparql, terms)]


def pages(store: Store) -> dict[str, list[str]]:
    """Return the paths of pages with the queries that stand for their data."""
    things = (
        "id/fund/agri3", "id/initiative/idra", "id/actor/unep", "id/agreement/cbd",
        "id/target/gbf-2", "id/body/unccd-cop",
    )  # fmt: skip
    documents = ("doc/UNEP/EA.5/10", "doc/A/RES/76/206")
    numbers = ["02", "03", "07", "10", "11", "14", "18", "20", "21", "26", "30", "33", "37"]
    return {
        **{f"/{path}": of_thing(path) for path in things},
        **{f"/{path}": of_document(path) for path in documents},
        **{f"/questions/{number}": of_question(store, number) for number in numbers},
        "/synergies": of_question(store, "02"),
        "/synergies/timeline": of_question(store, "20"),
    }


def measure() -> Result:
    rows, ratios = [], []
    snapshot = open_snapshot(locate())
    with serving(snapshot.path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        asked = itertools.count(1)
        for path, queries in pages(snapshot.store).items():
            target = _final(connection, path)
            whole, bare = [], []
            for run in range(RUNS + 1):
                page = _seconds(connection, f"{target}?lang=en", "text/html", next(asked))
                query = sum(_seconds(connection, _asked(q), "*/*", next(asked)) for q in queries)
                if run:
                    whole.append(page)
                    bare.append(query)
            page, query = statistics.median(whole), statistics.median(bare)
            ratios.append(page / query)
            rows.append((path, f"{page * 1000:.1f}", f"{query * 1000:.1f}", f"{page / query:.2f}"))
    ratio = statistics.median(ratios)
    return Result(
        "Serving: pages",
        f"Time to the first byte of a page over that of the bare queries behind it, at the median "
        f"of {len(rows)} pages, at most {LIMIT:g}",
        ratio,
        ratio <= LIMIT,
        ("page", "page ms", "queries ms", "ratio"),
        rows,
        f"Medians of {RUNS} runs after one; nothing comes from the cache.",
    )


def _final(connection: http.client.HTTPConnection, path: str) -> str:
    """Return the address that a short one leads to."""
    connection.request("GET", path, headers={"Accept": "text/html"})
    response = connection.getresponse()
    response.read()
    return (response.getheader("Location") or path).partition("?")[0]


def _asked(text: str) -> str:
    return "/sparql?" + urlencode({"query": text}, quote_via=quote)


def _seconds(
    connection: http.client.HTTPConnection, target: str, accept: str, number: int
) -> float:
    start = time.perf_counter()
    # Another header makes it another request for the cache, and the same for all else.
    headers = {"Accept": accept, "Accept-Language": f"en, x;q=0.{number}"}
    connection.request("GET", target, headers=headers)
    response = connection.getresponse()
    seconds = time.perf_counter() - start
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status} for {Path(target)}")
    return seconds
