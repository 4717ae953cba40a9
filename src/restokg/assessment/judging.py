"""Judge each clause of a category by its rule: the same few steps for any framework."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from restokg.assessment.application import Application, name
from restokg.assessment.clauses import LANGUAGES, clauses_of, values
from restokg.assessment.rules import Condition, Rule, Rules
from restokg.assessment.shapes import conforming
from restokg.assessment.verdicts import (
    EXEMPT,
    MET,
    NOT_MET,
    OPEN,
    Assessment,
    Clause,
    Judgement,
)
from restokg.errors import BadRuleError, NoClausesError, QuerySyntaxError
from restokg.graph.store import (
    Literal,
    NamedNode,
    QueryResult,
    QuerySolutions,
    QueryTriples,
    Store,
    Term,
)
from restokg.graph.wording import natural, said
from restokg.namespaces import GRAPH, XSD
from restokg.questions.binding import bind

FACTS_GRAPH = f"{GRAPH}assessment"
MOST_REASONS = 4
"""Values or rows of one condition that are told; of the rest only the number is."""

_PLACEHOLDER = re.compile(r"\{\?(\w+)\}")
_EMPTY = re.compile(r"\s*(?:\(\)|（）)")
_NO_RULE = {"en": "there is no rule for this clause", "zh": "本条款没有评估规则"}
_MORE = {"en": "and {} more", "zh": "另有{}项"}
_BETWEEN = {"en": "; ", "zh": "；"}
_AND = {"en": ", ", "zh": "、"}
_PERIOD = re.compile(r"P(\d+)([YMD])")
_UNITS = {
    "en": {"Y": " year", "M": " month", "D": " day"},
    "zh": {"Y": "年", "M": "个月", "D": "天"},
}


def assess(store: Store, application: Application, category: str, day: str) -> Assessment:
    """Hold an application against each clause of a category on a day (``2024-05-31``).

    ``store`` holds graph, application and rules in memory; the facts of the day are added to it.

    Raises:
        NoClausesError: If the category has no clause.
        BadRuleError: If a rule cannot be used.
    """
    rules = Rules(store)
    clauses = clauses_of(store, category, rules)
    if not clauses:
        raise NoClausesError(category, name(store, category, "en"))
    judge = _Judge(store, application, category, day)
    judge.derive(rules)
    pairs = [(clause, rules.of(clause.iri)) for clause in clauses]
    judge.ask_shapes(rule for _, rule in pairs if rule is not None)
    framework = next(iter(values(store, category, "rkg:inFramework")), None)
    called = [iri for iri in (application.applicant, category, framework) if iri is not None]
    return Assessment(
        application.iri,
        application.applicant,
        category,
        framework,
        day,
        {iri: {lang: name(store, iri, lang) for lang in LANGUAGES} for iri in called},
        [judge.judgement(clause, rule) for clause, rule in pairs],
    )


class _Judge:
    def __init__(self, store: Store, application: Application, category: str, day: str) -> None:
        self._store = store
        self._application = application.iri
        self._values = {
            "application": str(NamedNode(application.iri)),
            "applicant": str(NamedNode(application.applicant)),
            "category": str(NamedNode(category)),
            "day": str(Literal(day, datatype=NamedNode(XSD + "date"))),
        }
        self._conforms: set[str] = set()

    def derive(self, rules: Rules) -> None:
        for facts in rules.facts():
            result = self._run(facts.iri, facts.query, self._values)
            if not isinstance(result, QueryTriples):
                raise BadRuleError(facts.iri, "A query that derives facts must be a CONSTRUCT.")
            lines = b"".join(f"{triple} .\n".encode() for triple in result)
            self._store.load(lines, "ntriples", graph=FACTS_GRAPH)

    def ask_shapes(self, rules: Iterable[Rule]) -> None:
        shapes = {
            condition.iri
            for rule in rules
            for conditions in rule.conditions.values()
            for condition in conditions
            if condition.query is None
        }
        self._conforms = conforming(self._store, shapes, self._application)

    def judgement(self, clause: Clause, rule: Rule | None) -> Judgement:
        if rule is None:
            return Judgement(clause, OPEN, _NO_RULE, {}, None)
        exempt = self._reasons(clause, rule, "exemptIf")
        if exempt is not None:
            return Judgement(clause, EXEMPT, exempt, {}, rule.iri)
        # Why the clause applies goes before what decides it.
        applies = self._reasons(clause, rule, "appliesIf") if rule.conditions["appliesIf"] else {}
        for verdict, name_ in (
            ((NOT_MET, "failedBy"), (MET, "metBy")) if applies is not None else ()
        ):
            reasons = self._reasons(clause, rule, name_)
            if reasons is not None:
                return Judgement(clause, verdict, _joined(applies or {}, reasons), {}, rule.iri)
        left = self._reasons(clause, rule, "leftOpenBy") or {}
        return Judgement(clause, OPEN, _joined(applies or {}, left), rule.to_submit, rule.iri)

    def _reasons(self, clause: Clause, rule: Rule, property: str) -> dict[str, str] | None:
        """Return the explanations of the conditions that hold; None if none does."""
        found = [self._holds(clause, rule, one) for one in rule.conditions[property]]
        held = [texts for texts in found if texts is not None]
        if not held:
            return None
        if property == "exemptIf":
            held = held[:1]  # one reason is enough
        return _joined(*held)

    def _holds(self, clause: Clause, rule: Rule, condition: Condition) -> dict[str, str] | None:
        """Return what a condition shows if it holds, by language."""
        if condition.query is None:
            rows: list[dict[str, Term]] = [{}] if condition.iri in self._conforms else []
        else:
            values = self._values | {"clause": str(NamedNode(clause.iri))}
            if rule.kind is not None:
                values["kind"] = str(NamedNode(rule.kind))
            rows = self._rows(condition.iri, condition.query, values)
        return self._worded(condition, rows) if rows else None

    def _worded(self, condition: Condition, rows: list[dict[str, Term]]) -> dict[str, str]:
        """Return the explanation filled from the rows; rows that differ in one value are one."""
        texts = {}
        for lang in LANGUAGES:
            explanation = condition.explanations.get(lang) or condition.explanations.get("en", "")
            names = _PLACEHOLDER.findall(explanation)
            filled = [{one: self._said(row.get(one), lang) for one in names} for row in rows]
            differing = [one for one in names if len({row[one] for row in filled}) > 1]
            if len(differing) == 1:
                said_ = sorted({row[differing[0]] for row in filled}, key=natural)
                filled = [{**filled[0], differing[0]: _shortened(said_, _AND[lang], lang)}]
            lines = {_fill(explanation, row) for row in filled}
            texts[lang] = _shortened(sorted(lines, key=natural), _BETWEEN[lang], lang)
        return texts

    def _said(self, term: Term | None, lang: str) -> str:
        if isinstance(term, NamedNode):
            return name(self._store, term.value, lang)
        return _period(said(term), lang) if isinstance(term, Literal) else ""

    def _rows(self, iri: str, query: str, values: dict[str, str]) -> list[dict[str, Term]]:
        result = self._run(iri, query, values)
        if not isinstance(result, QuerySolutions):
            raise BadRuleError(iri, "The query of a condition must be a SELECT.")
        names = [variable.value for variable in result.variables]
        return [
            {one: term for one, term in zip(names, row, strict=True) if term is not None}
            for row in result
        ]

    def _run(self, iri: str, query: str, values: dict[str, str]) -> QueryResult:
        try:
            return self._store.query(bind(query, values))
        except QuerySyntaxError as error:
            raise BadRuleError(iri, str(error)) from None


def _joined(*texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts one after the other by language, each once."""
    return {
        lang: _BETWEEN[lang].join(dict.fromkeys(one[lang] for one in texts if one.get(lang)))
        for lang in LANGUAGES
    }


def _period(text: str, lang: str) -> str:
    """Return a duration of one unit (``P6M``) in words, any other text as it is."""
    if not (match := _PERIOD.fullmatch(text)):
        return text
    plural = "s" if lang == "en" and match[1] != "1" else ""
    return f"{match[1]}{_UNITS[lang][match[2]]}{plural}"


def _fill(explanation: str, row: dict[str, str]) -> str:
    text = _PLACEHOLDER.sub(lambda match: row[match[1]], explanation)
    return _EMPTY.sub("", text).strip()


def _shortened(texts: list[str], between: str, lang: str) -> str:
    if len(texts) > MOST_REASONS:
        texts = [*texts[:MOST_REASONS], _MORE[lang].format(len(texts) - MOST_REASONS)]
    return between.join(texts)
