"""Messages of results: the shape's own texts, with their placeholders filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from restokg.graph.store import Literal, NamedNode, Term
from restokg.namespaces import compact

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def filled(messages: Iterable[Literal], facts: Mapping[str, Term | str]) -> tuple[Literal, ...]:
    """Return messages with ``{?name}`` or ``{$name}`` replaced where the fact is known."""
    return tuple(
        _filled(message, facts) if "{" in message.value else message for message in messages
    )


def _filled(message: Literal, facts: Mapping[str, Term | str]) -> Literal:
    text = _PLACEHOLDER.sub(
        lambda match: _shown(facts[match[1]]) if match[1] in facts else match[0], message.value
    )
    if message.language is None:
        return Literal(text)
    return Literal(text, language=message.language)


def _shown(term: Term | str) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal) else str(term)
