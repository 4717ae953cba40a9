"""Rules about shapes: that they say what they mean, in SHACL, and that something reaches them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from restokg.graph.store import BlankNode, Literal, NamedNode, Term
from restokg.lint.model import FIRST, TYPE, Model, label
from restokg.lint.reading import Statement
from restokg.lint.rules import finding, shown
from restokg.lint.sparql import is_standard, nearest
from restokg.namespaces import OWL, RDFS, SH
from restokg.validation.findings import Finding

_LISTS = frozenset(
    SH + name
    for name in ("in", "or", "and", "xone", "languageIn", "ignoredProperties", "alternativePath")
)
_NAMING = frozenset(
    SH + name
    for name in (
        "path", "targetClass", "targetSubjectsOf", "targetObjectsOf", "class", "datatype",
        "equals", "disjoint", "lessThan", "lessThanOrEquals",
    )
)  # fmt: skip
_TARGETS = frozenset(
    SH + name
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
_TO_ONE = frozenset(SH + name for name in ("node", "property", "not", "qualifiedValueShape"))
_TO_LIST = frozenset(SH + name for name in ("and", "or", "xone"))
_SILENT = _TARGETS | frozenset(
    SH + name
    for name in (
        "property", "path", "message", "severity", "name", "description", "order", "group",
        "defaultValue", "deactivated", "flags", "ignoredProperties", "rule", "prefixes", "declare",
        "qualifiedValueShapesDisjoint",
    )
)  # fmt: skip
"""What a shape may say without being able to fail; what fails through sh:property is the other."""

_MESSAGE, _SEVERITY = NamedNode(SH + "message"), NamedNode(SH + "severity")
_PROPERTY, _SPARQL = NamedNode(SH + "property"), NamedNode(SH + "sparql")
_DEACTIVATED = NamedNode(SH + "deactivated")
_SHAPES = (NamedNode(SH + "NodeShape"), NamedNode(SH + "PropertyShape"))
_CLASSES = (NamedNode(RDFS + "Class"), NamedNode(OWL + "Class"))
_CODE = re.compile(r"[A-Z]+-[A-Z]*\d+(?=\s)")
_BOUNDS = (
    ("minCount", "maxCount"),
    ("minLength", "maxLength"),
    ("qualifiedMinCount", "qualifiedMaxCount"),
)


def check(model: Model) -> Iterator[Finding]:
    """Yield what is wrong with the shapes in the files."""
    yield from _vocabulary(model)
    yield from _bounds(model)
    reporting = _reporting(model)
    codes: dict[str, Term] = {}
    # The shapes of the context come first: they have their codes already.
    linted = {statement.subject: statement for statement in reversed([*model.linted()])}
    for shape in sorted(reporting, key=lambda shape: shape in linted):
        found = {_code(text) for text in _messages(model, shape)}
        for code in sorted(code for code in found if code):
            other = codes.setdefault(code, shape)
            if other != shape and shape in linted:
                place = linted[shape].place()
                yield finding("RKG-L26", place, label(shape), code=code, other=_shown(other))
        if shape in linted:
            for rule in _unsaid(model, shape):
                yield finding(rule, linted[shape].place(), label(shape))
    yield from _references(model, linted)


def _vocabulary(model: Model) -> Iterator[Finding]:
    """Yield terms that SHACL lacks, terms that nothing declares, and lists that are none."""
    for statement in model.linted():
        for position, term in ((1, statement.predicate), (2, statement.object)):
            if isinstance(term, NamedNode) and term.value.startswith(SH):
                yield from _of_shacl(statement, position, term)
        if statement.predicate.value in _NAMING:
            for named in (statement, *model.inside(statement.object)):
                yield from _named(model, named)
        path = statement.predicate.value
        if _is_list(model, statement) and model.members(statement.object) is None:
            focus, place = label(statement.subject), statement.place(2)
            yield finding("RKG-L29", place, focus, path=path, term=shown(path))


def _is_list(model: Model, statement: Statement) -> bool:
    """Tell whether the object should be a list: of what takes one, or as a path in steps."""
    if statement.predicate.value == SH + "path":
        return bool(model.about(statement.object, FIRST))
    return statement.predicate.value in _LISTS


def _of_shacl(statement: Statement, position: int, term: NamedNode) -> Iterator[Finding]:
    if not is_standard(term.value) and term.value != SH:
        near = nearest(term.value)
        yield finding(
            "RKG-L20",
            statement.place(position),
            label(statement.subject),
            value=str(term),
            term=shown(term.value),
            hint=f" ({shown(near)}?)" if near else "",
        )


def _named(model: Model, statement: Statement) -> Iterator[Finding]:
    term = statement.object
    if not isinstance(term, NamedNode) or model.is_ours(term.value):
        return
    if term.value not in model.declared and not is_standard(term.value):
        focus, path = label(statement.subject), statement.predicate.value
        place = statement.place(2)
        yield finding("RKG-L21", place, focus, path=path, value=str(term), term=shown(term.value))


def _bounds(model: Model) -> Iterator[Finding]:
    for low, high in _BOUNDS:
        for statement in model.linted():
            if statement.predicate.value != SH + low:
                continue
            least = statement.object
            for most in model.objects(statement.subject, NamedNode(SH + high)):
                if _number(least) > _number(most):
                    yield finding(
                        "RKG-L30",
                        statement.place(2),
                        label(statement.subject),
                        path=SH + low,
                        value=str(least),
                        low=f"sh:{low}",
                        high=f"sh:{high}",
                        least=str(_number(least)),
                        most=str(_number(most)),
                    )


def _number(term: Term) -> int:
    digits = term.value if isinstance(term, Literal) else ""
    return int(digits) if re.fullmatch(r"[+-]?[0-9]{1,1000}", digits) else 0


def _targeted(model: Model, shape: Term) -> bool:
    if any(statement.predicate.value in _TARGETS for statement in model.about(shape)):
        return True
    types = model.objects(shape, TYPE)
    return any(kind in types for kind in _SHAPES) and any(kind in types for kind in _CLASSES)


def _reporting(model: Model) -> list[Term]:
    """Return the shapes that results name: those with a target, and the properties of these.

    What fails inside sh:node, sh:or and the like is told by the shape that they stand in.
    """
    subjects = [statement.subject for statement in model.statements()]
    waiting = [shape for shape in dict.fromkeys(subjects) if _targeted(model, shape)]
    reached: dict[Term, None] = {}
    while waiting:
        shape = waiting.pop(0)
        if shape not in reached:
            reached[shape] = None
            waiting += model.objects(shape, _PROPERTY)
    return [shape for shape in reached if _can_fail(model, shape)]


def _can_fail(model: Model, shape: Term) -> bool:
    if any(getattr(off, "value", "") == "true" for off in model.objects(shape, _DEACTIVATED)):
        return False
    said = {statement.predicate.value for statement in model.about(shape)}
    return any(predicate.startswith(SH) and predicate not in _SILENT for predicate in said)


def _messages(model: Model, shape: Term) -> list[Literal]:
    """Return the messages of a shape and of its SPARQL constraints."""
    own = [shape, *model.objects(shape, _SPARQL)]
    return [text for node in own for text in model.texts(node, _MESSAGE)]


def _unsaid(model: Model, shape: Term) -> Iterator[str]:
    """Yield the rules about messages, severity and code that a shape breaks."""
    messages = _messages(model, shape)
    languages = {(text.language or "").partition("-")[0] for text in messages}
    if "en" not in languages:
        yield "RKG-L22"
    if "zh" not in languages:
        yield "RKG-L23"
    if not model.about(shape, _SEVERITY):
        yield "RKG-L24"
    for node in (shape, *model.objects(shape, _SPARQL)):
        codes = {_code(text) for text in model.texts(node, _MESSAGE)}
        if len(codes) > 1 or None in codes:
            yield "RKG-L25"


def _code(message: Literal) -> str | None:
    match = _CODE.match(message.value)
    return match[0] if match else None


def _references(model: Model, linted: dict[Term, Statement]) -> Iterator[Finding]:
    """Yield shapes that nothing reaches, and circles of shapes."""
    named: set[Term] = set()
    for shape in model.typed(*_SHAPES):
        if shape not in linted:
            continue
        place = linted[shape].place()
        used = [s for s in model.naming(shape) if s.subject != shape]
        if not used and not _targeted(model, shape):
            yield finding("RKG-L27", place, label(shape))
        circle = _circle(model, shape) if shape not in named else None
        if circle:
            named.update(circle)
            text = " → ".join(_shown(one) for one in (*circle, shape))
            yield finding("RKG-L28", place, label(shape), cycle=text)


def _circle(model: Model, shape: Term) -> list[Term] | None:
    """Return the shortest way from a shape back to itself, without its end."""
    before: dict[Term, Term] = {}
    waiting = [shape]
    while waiting:
        here = waiting.pop(0)
        for there in _referred(model, here):
            if there == shape:
                way = [here]
                while way[-1] != shape:
                    way.append(before[way[-1]])
                return way[::-1]
            if there not in before:
                before[there] = here
                waiting.append(there)
    return None


def _referred(model: Model, shape: Term) -> Iterator[Term]:
    for statement in model.about(shape):
        if statement.predicate.value in _TO_ONE:
            yield statement.object
        elif statement.predicate.value in _TO_LIST:
            yield from (member.object for member in model.members(statement.object) or ())


def _shown(node: Term) -> str:
    return label(node) if isinstance(node, BlankNode) else shown(label(node))
