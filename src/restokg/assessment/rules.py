"""The rules of assessment as they stand in RDF, and which of them judges a clause."""

from __future__ import annotations

from dataclasses import dataclass

from restokg.errors import BadRuleError
from restokg.graph.store import NamedNode, Store, Term
from restokg.namespaces import RDF, RKG, SH

CONDITIONS = ("exemptIf", "appliesIf", "failedBy", "metBy", "leftOpenBy")


@dataclass(frozen=True, slots=True)
class Condition:
    """A query that selects rows where it holds, or a node shape to which the application conforms.

    ``query`` is None for a shape.
    """

    iri: str
    query: str | None
    explanations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions by the property that relates the rule to them (one of ``CONDITIONS``)."""

    iri: str
    kind: str | None
    conditions: dict[str, tuple[Condition, ...]]
    to_submit: dict[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """A query that derives what holds on the day of an assessment."""

    iri: str
    query: str


class Rules:
    """The rules of a dataset, as they are when it is given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Rule] = {}
        self._assessing: dict[str, list[str]] = {}
        rows = store.select(
            "SELECT DISTINCT ?what ?rule WHERE { ?rule a rkg:AssessmentRule ; rkg:assesses ?what } "
            "ORDER BY ?what ?rule"
        )
        for what, rule in rows:
            self._assessing.setdefault(iri_of(what), []).append(iri_of(rule))

    def facts(self) -> list[Facts]:
        """Return the queries that derive facts, in their order."""
        rows = self._store.select(
            "SELECT DISTINCT ?facts ?query ?order WHERE { ?facts a sh:SPARQLConstructExecutable ; "
            "sh:construct ?query OPTIONAL { ?facts sh:order ?order } } "
            "ORDER BY COALESCE(?order, 0) STR(?facts)"
        )
        return [Facts(iri_of(facts), self._query(facts, query.value)) for facts, query, _ in rows]

    def clauses(self, category: str) -> list[str]:
        """Return the passages that rules take as clauses of a category."""
        rows = self._store.select(
            "SELECT DISTINCT ?clause WHERE { ?rule a rkg:AssessmentRule ; "
            f"rkg:assesses ?clause ; rkg:forCategory {NamedNode(category)} }} ORDER BY ?clause"
        )
        return [clause.value for (clause,) in rows]

    def of(self, clause: str) -> Rule | None:
        """Return the rule that is nearest to a clause.

        One for the clause itself goes before one for its kind of term, and that before one for
        its class; of classes, the narrowest counts.

        Raises:
            BadRuleError: If two rules are equally near, or the rule cannot be used.
        """
        for level in ([clause], self._of(clause, "rkg:termType"), self._narrowest(clause)):
            found = sorted({rule for what in level for rule in self._assessing.get(what, ())})
            if len(found) > 1:
                raise BadRuleError(found[0], f"{found[1]} judges {clause} as nearly as it does.")
            if found:
                return self._rule(found[0])
        return None

    def _narrowest(self, clause: str) -> list[str]:
        """Return the classes of a clause that have a rule, without those above another of them."""
        classes = [one for one in self._of(clause, "a/rdfs:subClassOf*") if one in self._assessing]
        above = {
            wide for one in classes for wide in self._of(one, "rdfs:subClassOf+") if wide != one
        }
        return [one for one in classes if one not in above]

    def _of(self, iri: str, path: str) -> list[str]:
        rows = self._store.select(f"SELECT DISTINCT ?x WHERE {{ {NamedNode(iri)} {path} ?x }}")
        return [term.value for (term,) in rows if isinstance(term, NamedNode)]

    def _rule(self, iri: str) -> Rule:
        if iri not in self._known:
            kind = self._one(iri, "answeredBy")
            conditions = {
                name: tuple(self._condition(found) for found in self._all(iri, name))
                for name in CONDITIONS
            }
            self._known[iri] = Rule(iri, kind, conditions, self._texts(iri, "whatToSubmit"))
        return self._known[iri]

    def _condition(self, iri: str) -> Condition:
        select = [str(term.value) for term in self._values(iri, SH + "select")]
        shape = NamedNode(SH + "NodeShape") in self._values(iri, RDF + "type")
        if len(select) + shape != 1:
            raise BadRuleError(
                iri, "A condition is one query (sh:select) or a sh:NodeShape, and this is not."
            )
        query = self._query(NamedNode(iri), select[0]) if select else None
        return Condition(iri, query, self._texts(iri, "explanation"))

    def _query(self, node: Term, text: str) -> str:
        """Return a query with the prefixes that it declares through ``sh:prefixes``."""
        rows = self._store.select(
            "SELECT DISTINCT ?prefix ?namespace WHERE { "
            f"{node} sh:prefixes/owl:imports*/sh:declare ?d . "
            "?d sh:prefix ?prefix ; sh:namespace ?namespace } ORDER BY ?prefix"
        )
        return "".join(f"PREFIX {p.value}: <{n.value}>\n" for p, n in rows) + text

    def _values(self, iri: str, predicate: str) -> list[Term]:
        rows = self._store.select(
            f"SELECT DISTINCT ?value WHERE {{ {NamedNode(iri)} {NamedNode(predicate)} ?value }}"
        )
        return [value for (value,) in rows]

    def _all(self, iri: str, name: str) -> list[str]:
        return sorted(iri_of(term) for term in self._values(iri, RKG + name))

    def _one(self, iri: str, name: str) -> str | None:
        found = self._all(iri, name)
        if len(found) > 1:
            raise BadRuleError(iri, f"It has {len(found)} values of rkg:{name}; one is needed.")
        return found[0] if found else None

    def _texts(self, iri: str, name: str) -> dict[str, str]:
        return {
            str(getattr(term, "language", "") or "en"): str(term.value)
            for term in self._values(iri, RKG + name)
        }


def iri_of(term: Term) -> str:
    """Return the IRI of a rule, condition or clause.

    Raises:
        BadRuleError: If it has none.
    """
    if not isinstance(term, NamedNode):
        raise BadRuleError(str(term), "Rules, their conditions and clauses need names (IRIs).")
    return term.value
