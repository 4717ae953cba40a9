"""Which variables of a query are bound where they are used, and what rdflib knows of vocabularies.

The only module of lint that names rdflib. Its parser keeps the order of a query but not the
places of its variables, so each mention gets a name of its own before the query is parsed.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pyparsing import ParseBaseException
from rdflib import namespace
from rdflib.namespace import DefinedNamespaceMeta
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from restokg.lint.tokens import Token, tokens

_EXISTS = frozenset({"Builtin_EXISTS", "Builtin_NOTEXISTS"})


class UnreadError(Exception):
    """rdflib does not take a text for a SPARQL 1.1 query."""


@dataclass
class Analysis:
    """What is odd about the variables of a query, each at its mention.

    Attributes:
        selected: Names that some SELECT gives out, or that a template is made of.
        demanded: Names that stand where the grammar takes no blank node: predicates and graphs.
        everything: Whether some SELECT gives out all there is (``*``).
        outermost: What the query as a whole selects; None unless it is a SELECT that names it.
        unbound: Given out by a SELECT, or by a template, whose pattern never binds it.
        unknown: Read by an expression in a place where nothing has bound it.
        unsorted: ORDER BY or GROUP BY reads it, and nothing has bound it.
        clashes: It gets a second value (True), or is selected beside groups that it is no key of.
    """

    selected: set[str] = field(default_factory=set)
    demanded: set[str] = field(default_factory=set)
    everything: bool = False
    outermost: set[str] | None = None
    unbound: list[Token] = field(default_factory=list)
    unknown: list[Token] = field(default_factory=list)
    unsorted: list[Token] = field(default_factory=list)
    clashes: list[tuple[Token, bool]] = field(default_factory=list)


def analyse(text: str, given: Collection[str] = ()) -> Analysis:
    """Return what is odd about the variables of a query that an engine has parsed already.

    ``given`` are the variables that have a value from outside, wherever they stand.

    Raises:
        UnreadError: If rdflib does not parse it.
    """
    variables = [token for token in tokens(text) if token.kind == "variable"]
    parts, at = [], 0
    for number, token in enumerate(variables):
        parts += [text[at : token.start], f"?v{number}"]
        at = token.extent[1]
    try:
        _, query = parseQuery("".join([*parts, text[at:]]))
    except (ParseBaseException, RecursionError) as error:
        raise UnreadError from error
    return _Walk(variables, given).query(query)


class _Walk:
    """A walk through a parsed query; sets of names are what is bound at a place."""

    def __init__(self, variables: Sequence[Token], given: Collection[str]) -> None:
        self.variables = variables
        self.given = frozenset(given)
        self.found = Analysis()

    def query(self, query: CompValue) -> Analysis:
        if query.name == "SelectQuery":
            shown = self.select(query, set())
            self.found.outermost = shown if query.projection else None
            return self.found
        bound = self.group(query.where, set()) if query.where else set()
        bound |= self.tail(query)
        for token in self.mentions([query.template, query.var]):
            self.found.selected.add(_name(token))
            self.unless(bound, token, self.found.unbound)
        self.order(query, bound)
        return self.found

    def select(self, query: CompValue, outer: set[str]) -> set[str]:
        """Walk through a SELECT and return the names that it gives out."""
        bound = self.group(query.where, outer) | self.tail(query)
        for condition in _parts(query.groupby, "condition"):
            if isinstance(condition, CompValue) and condition.name == "GroupAs":
                self.expression(condition.expr, bound | outer, self.found.unsorted)
                bound |= self.names(condition.var)
            else:
                self.expression(condition, bound | outer, self.found.unsorted)
        keys = self.keys(query)
        shown: set[str] = set()
        for column in query.projection or ():
            if column.var is not None:
                for token in self.mentions(column.var):
                    self.unless(bound, token, self.found.unbound)
                    if keys is not None and _name(token) not in keys:
                        self.found.clashes.append((token, False))
                shown |= self.names(column.var)
            else:
                self.expression(column.expr, bound | outer | shown, self.found.unknown)
                self.new(column.evar, shown, bound)
        for condition in _parts(query.having, "condition"):
            self.expression(condition, bound | outer | shown, self.found.unknown)
        self.order(query, bound | outer | shown)
        self.found.everything = self.found.everything or not query.projection
        self.found.selected |= shown
        return shown if query.projection else bound

    def keys(self, query: CompValue) -> set[str] | None:
        """Return the variables that rows are grouped by; None if they are not grouped."""
        columns = query.projection or ()
        if not query.groupby and not any(_aggregates(column.expr) for column in columns):
            return None
        conditions = list(_parts(query.groupby, "condition"))
        bare = [one for one in conditions if isinstance(one, Variable)]
        return self.names([bare, [one.var for one in conditions if isinstance(one, CompValue)]])

    def new(self, variable: Variable, bound: set[str], *also: set[str]) -> None:
        """Bind a variable that must not have a value yet."""
        token = self.token(variable)
        if _name(token) in bound.union(*also):
            self.found.clashes.append((token, True))
        bound.add(_name(token))

    def tail(self, query: CompValue) -> set[str]:
        """Return what the VALUES after a pattern bind."""
        return self.names(query.valuesClause.var) if query.valuesClause else set()

    def order(self, query: CompValue, bound: set[str]) -> None:
        for condition in _parts(query.orderby, "condition"):
            self.expression(condition, bound, self.found.unsorted)

    def group(self, group: CompValue, outer: set[str], left: Iterable[str] = ()) -> set[str]:
        """Walk through a group graph pattern and return what it binds.

        ``outer`` is what EXISTS hands down to all that stands in it; ``left`` is what the filters
        of an OPTIONAL see of the pattern before it.
        """
        if group.name == "SubSelect":
            return self.select(group, outer)
        bound: set[str] = set()
        filters = []
        for part in group.part or ():
            if part.name == "Filter":
                filters.append(part.expr)
            elif part.name == "OptionalGraphPattern":
                bound |= self.group(part.graph, outer, left=bound)
            elif part.name == "MinusGraphPattern":
                self.group(part.graph, outer)
            elif part.name == "GroupOrUnionGraphPattern":
                for one in part.graph:
                    bound |= self.group(one, outer)
            elif part.name in ("GraphGraphPattern", "ServiceGraphPattern"):
                self.found.demanded |= self.names(part.term)
                bound |= self.names(part.term) | self.group(part.graph, outer)
            elif part.name == "Bind":
                self.expression(part.expr, bound | outer, self.found.unknown)
                self.new(part.var, bound)
            else:  # triples, and VALUES
                for triples in part.triples or ():
                    self.found.demanded |= self.names(triples[1::3])
                bound |= self.names([part.triples, part.var])
        for expression in filters:
            self.expression(expression, bound | outer | set(left), self.found.unknown)
        return bound

    def expression(self, expression: Any, bound: set[str], to: list[Token]) -> None:
        """Tell of the variables that an expression reads and that are not bound.

        What IF or COALESCE may end in can be unbound on purpose: that is how an expression gives
        nothing.
        """
        if isinstance(expression, Variable):
            self.unless(bound, self.token(expression), to)
        elif isinstance(expression, CompValue) and expression.name in _EXISTS:
            self.group(expression.graph, bound)
        elif isinstance(expression, CompValue):
            inner = list(expression.values())
            if expression.name == "Builtin_IF":
                inner = [expression.arg1, *(_unless_bare(expression[n]) for n in ("arg2", "arg3"))]
            elif expression.name == "Builtin_COALESCE":
                inner = [_unless_bare(part) for part in expression.arg]
            for part in inner:
                self.expression(part, bound, to)
        elif _is_list(expression):
            for part in expression:
                self.expression(part, bound, to)

    def unless(self, bound: set[str], token: Token, to: list[Token]) -> None:
        if _name(token) not in bound and _name(token) not in self.given:
            to.append(token)

    def names(self, part: Any) -> set[str]:
        return {_name(token) for token in self.mentions(part)}

    def mentions(self, part: Any) -> Iterator[Token]:
        """Yield the variables in a part of the query, in order."""
        if isinstance(part, Variable):
            yield self.token(part)
        elif isinstance(part, CompValue):
            for inner in part.values():
                yield from self.mentions(inner)
        elif _is_list(part):
            for inner in part:
                yield from self.mentions(inner)

    def token(self, variable: Variable) -> Token:
        return self.variables[int(variable[1:])]


def _name(token: Token) -> str:
    return token.text[1:]


def _aggregates(part: Any) -> bool:
    if isinstance(part, CompValue):
        return part.name.startswith("Aggregate_") or any(map(_aggregates, part.values()))
    return _is_list(part) and any(map(_aggregates, part))


def _is_list(part: Any) -> bool:
    return hasattr(part, "__iter__") and not isinstance(part, str | CompValue)


def _parts(clause: CompValue | None, key: str) -> Iterable[Any]:
    return clause[key] if clause else ()


def _unless_bare(part: Any) -> Any:
    """Return an expression, or None where it is but a variable."""
    inner = part
    while isinstance(inner, CompValue) and len(inner) == 1 and "expr" in inner:
        inner = inner.expr
    return None if isinstance(inner, Variable) else part


@cache
def vocabulary(base: str) -> frozenset[str]:
    """Return the terms of a standard vocabulary, none if rdflib does not know it by heart."""
    for name in namespace.__all__:
        known = getattr(namespace, name)
        if isinstance(known, DefinedNamespaceMeta) and str(known) == base:
            # What is no identifier of Python, or is one of its keywords, stands apart.
            names = (*known.__annotations__, *getattr(known, "_extras", ()))
            return frozenset(base + term for term in names)
    return frozenset()


def is_standard(iri: str) -> bool:
    """Tell whether an IRI is a term of a standard vocabulary."""
    return iri in vocabulary(_base(iri))


def nearest(iri: str) -> str | None:
    """Return the term of a standard vocabulary whose name is nearest to that of the IRI."""
    base = _base(iri)
    names = sorted(term.removeprefix(base) for term in vocabulary(base))
    near = difflib.get_close_matches(iri.removeprefix(base), names, n=1, cutoff=0.7)
    return base + near[0] if near else None


def _base(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
