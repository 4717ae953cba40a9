"""Read a W3C validation report, as other engines write it, into results."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from restokg.graph.store import Literal, NamedNode, Store, parse
from restokg.validation.results import Result

_RESULTS = """
SELECT ?result ?focus ?severity ?path ?value ?shape ?component ?constraint WHERE {
  # Results that only explain another one (sh:detail) hang on no report.
  ?report sh:result ?result . ?result sh:focusNode ?focus ; sh:resultSeverity ?severity ;
          sh:sourceConstraintComponent ?component .
  OPTIONAL { ?result sh:resultPath ?path }
  OPTIONAL { ?result sh:value ?value }
  OPTIONAL { ?result sh:sourceShape ?shape }
  OPTIONAL { ?result sh:sourceConstraint ?constraint }
}"""


def results_of(report: bytes) -> list[Result]:
    """Return the results of a report in Turtle or N-Triples, in no particular order.

    Blank nodes keep the labels that they have in the report: engines that keep those of data and
    shapes let both be found again.
    """
    store = Store()
    store.extend(parse(report, "turtle"))  # which, unlike loading, keeps blank node labels
    messages: dict[str, list[Literal]] = defaultdict(list)
    for result, text in store.select("SELECT ?r ?text WHERE { ?r sh:resultMessage ?text }"):
        messages[str(result)].append(text)
    return [
        Result(
            focus=focus,
            path=path,
            value=value,
            shape=shape,
            component=component,
            severity=cast(NamedNode, severity),
            constraint=constraint,
            messages=tuple(messages[str(result)]),
        )
        for result, focus, severity, path, value, shape, component, constraint in store.select(
            _RESULTS
        )
    ]
