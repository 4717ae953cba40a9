"""Whether the text of a query is SPARQL, and if not, which word is the first that is too much."""

from __future__ import annotations

import re
from typing import NamedTuple

from restokg.errors import QueryRefusedError, QuerySyntaxError
from restokg.graph.store import Store
from restokg.lint.sparql import UnreadError, analyse
from restokg.lint.tokens import names, prefixes, tokens
from restokg.namespaces import PREFIXES
from restokg.positions.spans import Extent

_IN_CHINESE = {
    "this is an update; the graph can only be queried": "这是更新语句，而图谱只供查询",
    "an IRI must be absolute, such as <https://example.org/x>": "IRI 须为绝对形式，"
    "例如 <https://example.org/x>",
}
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:).*>")


class Complaint(NamedTuple):
    """What is wrong with a query, where, and why in both languages (without a full stop)."""

    extent: Extent
    reason: str
    reason_zh: str


def complaint(text: str) -> Complaint | None:
    """Return what is wrong with a query, as if all its prefixes were declared."""
    error = _error(text)
    if error is None:
        return None
    reason = error.reason.rstrip(".")
    if reason in _IN_CHINESE:
        relative = (token for token in tokens(text) if _RELATIVE.match(token.text))
        extent = next((token.extent for token in relative), beginning(text))
        return Complaint(extent, reason, _IN_CHINESE[reason])
    try:
        clashes = analyse(text).clashes
    except UnreadError:
        return _unexpected(text, error)
    # The words are in order, so what they say is not.
    if not clashes:
        return Complaint(
            beginning(text),
            "a selected expression uses a variable that is neither grouped nor aggregated",
            "选取的表达式使用了既未分组也未聚合的变量",
        )
    token, bound = clashes[0]
    if bound:
        return Complaint(
            token.extent, f"{token.text} already has a value", f"{token.text} 已有值，不能再次赋值"
        )
    return Complaint(
        token.extent,
        f"{token.text} is selected, but neither grouped nor aggregated",
        f"选取了 {token.text}，但它既未分组也未聚合",
    )


def beginning(text: str) -> Extent:
    """Return where the first word of a query stands, for what is wrong with it as a whole."""
    found = tokens(text)
    return found[0].extent if found else (0, 0)


def _error(text: str) -> QuerySyntaxError | None:
    found = tokens(text)
    declared = {prefix.name for prefix in prefixes(found)}
    missing = dict.fromkeys(prefix for _, prefix, _ in names(found) if prefix not in declared)
    prologue = "".join(f"PREFIX {name}: <{PREFIXES.get(name, 'urn:x:')}>\n" for name in missing)
    try:
        Store().query(prologue + text)
    except (QueryRefusedError, RuntimeError):
        return None  # to call another server, or a function of one's own, is valid SPARQL
    except QuerySyntaxError as error:
        line = None if error.line is None else error.line - len(missing)
        return QuerySyntaxError(error.reason, line=line, column=error.column)
    return None


def _unexpected(text: str, error: QuerySyntaxError) -> Complaint:
    """Return the first token that no query can go on with."""
    found = tokens(text)
    if error.line is None or error.column is None:
        return Complaint(beginning(text), error.reason.rstrip("."), "此查询不合 SPARQL 语法")
    before = text.split("\n")[: error.line - 1]
    offset = sum(len(line) + 1 for line in before) + error.column - 1
    token = next((token for token in found if token.extent[1] > offset), None)
    if token is None:
        end = found[-1].extent[1] if found else 0
        return Complaint((end, end), "the query ends too early", "查询过早结束")
    line = text[token.start :].split("\n", maxsplit=1)[0].strip()
    near = line if len(line) <= 30 else f"{line[:30]}…"
    return Complaint(token.extent, f"“{near}” is not expected here", f"此处不应出现“{near}”")
