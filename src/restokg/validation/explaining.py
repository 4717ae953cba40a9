"""Make findings of results: rule codes, messages in each language, and the clauses behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import cast

from restokg.graph.store import BlankNode, Literal, NamedNode, Store, Term, notation
from restokg.namespaces import DCTERMS, SH, compact
from restokg.validation.default_messages import MESSAGES
from restokg.validation.findings import Finding, in_order
from restokg.validation.results import Result
from restokg.validation.sets.paths import read_path
from restokg.validation.sets.triples import Triples

_SPARQL = SH + "SPARQLConstraintComponent"
_CODE = re.compile(r"^(RKG-[A-Z]+\d+)\s+")
_IRI = re.compile(r"<([^>]*)>")
_PREFIXED = re.compile(r"[a-z]+:[A-Za-z0-9_-]+")
_PLACEHOLDER = re.compile(r"\{[?$](this|value|path)\}")


def findings_of(results: Iterable[Result], shapes: Store) -> list[Finding]:
    """Return results as findings, in order; ``shapes`` is what they were found by.

    Messages come from the shapes rather than from the results, where engines drop languages.
    """
    texts = _messages(shapes)
    clauses = _clauses(shapes)
    by_rule = {_split_code(written)[0]: written for written in texts.values()}
    by_rule.pop("", None)
    findings = []
    for result in results:
        shape = result.shape
        component = result.component.value
        path = _path(shapes, result.path)
        filled = {text.language or "en": text.value for text in result.messages}
        rule, messages = _split_code(filled)
        written = texts.get(str(result.constraint)) or texts.get(str(shape))
        if component == _SPARQL and rule in by_rule:
            # The message of the constraint, which need not be the shape's.
            written = by_rule[rule]
        if written and not written.keys() <= filled.keys():
            rule, messages = _split_code(written)
        elif not written and (default := _default(shapes, shape, component)):
            messages = default
            if path is not None:
                named = compact(path)
                messages = {"en": f"{named}: {default['en']}", "zh": f"{named}：{default['zh']}"}
        facts = {
            "this": _display(result.focus),
            "value": _display(result.value),
            "path": _display(result.path),
        }
        findings.append(
            Finding(
                severity=result.severity.value.removeprefix(SH).lower(),
                rule=rule or _rule(shapes, shape),
                focus=_name(result.focus),
                path=path,
                value=None if result.value is None else notation(result.value),
                shape=_name(shape),
                component=component,
                messages={
                    language: _PLACEHOLDER.sub(_in(facts), text)
                    for language, text in messages.items()
                },
                clauses=clauses.get(str(shape), ()),
            )
        )
    return in_order(findings)


def _rule(shapes: Store, shape: Term | None) -> str:
    """Return what a rule without a code goes by: its shape, or the nearest one that has a name.

    One without a name that stands in another by its path is that one with the path: so it can be
    told from its neighbours, for instance in a suppression.
    """
    suffix = ""
    if isinstance(shape, BlankNode):
        paths = [quad.object for quad in shapes.quads(shape, NamedNode(f"{SH}path"))]
        suffix = f"/{compact(_path(shapes, cast(Term, paths[0])) or '')}" if paths else ""
    seen: set[Term] = set()
    while isinstance(shape, BlankNode) and shape not in seen:
        seen.add(shape)
        owner = next(iter(shapes.quads(object=shape)), None)
        shape = None if owner is None else cast(Term, owner.subject)
    if not isinstance(shape, NamedNode):
        return "SHACL"
    return compact(shape.value) + _IRI.sub(lambda match: match[1], suffix)


def _messages(shapes: Store) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for node, text in shapes.select("SELECT ?node ?text WHERE { ?node sh:message ?text }"):
        texts[str(node)][text.language or "en"] = text.value
    return texts


def _clauses(shapes: Store) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for quad in shapes.quads(predicate=NamedNode(DCTERMS + "source")):
        if isinstance(quad.object, NamedNode):
            found[str(quad.subject)].append(quad.object.value)
    return {shape: tuple(sorted(set(sources))) for shape, sources in found.items()}


def _default(shapes: Store, shape: Term | None, component: str) -> dict[str, str]:
    name = component.removeprefix(SH).removesuffix("ConstraintComponent")
    if name not in MESSAGES or not isinstance(shape, NamedNode | BlankNode):
        return {}
    parameter = NamedNode(SH + name[0].lower() + name[1:])
    values = [_display(quad.object) for quad in shapes.quads(shape, parameter)]
    english, chinese = MESSAGES[name]
    value = values[0] if len(values) == 1 else "…"
    return {"en": english.format(value), "zh": chinese.format(value)}


def _split_code(messages: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    code = ""
    texts = {}
    for language, text in sorted(messages.items()):
        match = _CODE.match(text)
        code = code or (match[1] if match else "")
        texts[language] = text[match.end() :] if match else text
    return code, texts


def _in(facts: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: facts[match[1]]


def _name(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _path(shapes: Store, path: Term | None) -> str | None:
    """Return a path as an IRI, or a complex one as SPARQL has it, with the known prefixes."""
    if not isinstance(path, BlankNode):
        return None if path is None else _name(path)
    text = read_path(Triples(shapes), path, path).text
    return _IRI.sub(lambda match: _compact(match[1]), text)


def _compact(iri: str) -> str:
    short = compact(iri)
    return short if short != iri and _PREFIXED.fullmatch(short) else f"<{iri}>"


def _display(term: object) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal):
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""
