"""JSON (RFC 8259) that knows where each key and value stands.

The standard library's reader gives no positions. This one takes what it takes, save what the
engine refuses in JSON-LD: NaN, Infinity and half a surrogate pair. Like the engine, it skips one
byte order mark and keeps every member of an object, also those that repeat a key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from restokg.positions.spans import Lines, Span

MAX_DEPTH = 500
"""Objects and arrays inside each other. At some three thousand, the engine's stack overflows."""

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"')
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = {"object": "}", "array": "]"}
_KINDS = {"{": "object", "[": "array", '"': "string", "t": "boolean", "f": "boolean", "n": "null"}


class Value:
    """A JSON value in its text; ``start`` and ``end`` are offsets into that text."""

    __slots__ = (
        "children",
        "end",
        "index",
        "key",
        "key_end",
        "key_start",
        "kind",
        "parent",
        "start",
    )

    def __init__(self, kind: str, start: int, parent: Value | None) -> None:
        self.kind = kind
        self.start = start
        self.end = start
        self.parent = parent
        self.key: str | None = None  # of a member of an object
        self.key_start = start  # where the member begins; the item or root itself otherwise
        self.key_end = start
        self.index = 0  # among the members or items of the parent
        self.children: list[Value] = []
        if parent is not None:
            self.index = len(parent.children)
            parent.children.append(self)

    @property
    def pointer(self) -> str:
        """The JSON pointer (RFC 6901) of this value."""
        steps = [
            str(value.index) if value.key is None else _escape(value.key)
            for value in self.and_ancestors()
            if value.parent is not None
        ]
        return "".join(f"/{step}" for step in reversed(steps))

    def and_ancestors(self) -> Iterator[Value]:
        """Yield this value, then what it stands in, up to the root."""
        value: Value | None = self
        while value is not None:
            yield value
            value = value.parent


class JsonText:
    """A JSON text, read.

    Raises:
        SyntaxError: With ``lineno`` and ``offset``, if it is not JSON or nested too deeply.
    """

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")  # which editors do not count as a column
        self.lines = Lines(self.text)
        lone = _SURROGATE.search(self.text)
        if lone:
            self._refuse(lone.start(), "Half a surrogate pair is no character.")
        self.root = self._read()

    def __iter__(self) -> Iterator[Value]:
        """Yield every value in the order of the text."""
        ahead = [self.root]
        while ahead:
            value = ahead.pop()
            yield value
            ahead.extend(reversed(value.children))

    def find(self, pointer: str) -> Value | None:
        """Return what a JSON pointer leads to; of members with the same key, the last."""
        value = self.root
        first, *steps = pointer.split("/")
        if first:  # a pointer is empty or begins with a slash
            return None
        for step in steps:
            by_name = {
                str(child.index) if child.key is None else _escape(child.key): child
                for child in value.children
            }
            if step not in by_name:
                return None
            value = by_name[step]
        return value

    def source(self, value: Value) -> str:
        """Return a value as written, with its key if it is a member."""
        return self.text[value.key_start : value.end]

    def string(self, value: Value) -> str:
        """Return the characters of a string."""
        return self._string(value.start, "A string is expected here.")[0]

    def span(self, value: Value) -> Span:
        return self.lines.span((value.start, value.end))

    def key_span(self, value: Value) -> Span | None:
        """Return where the key of a member stands, with its quotes."""
        return None if value.key is None else self.lines.span((value.key_start, value.key_end))

    def _read(self) -> Value:
        root = value = self._begin(self._skip(0), None)
        depth = 0
        while True:
            if value.kind in ("object", "array"):
                depth += 1
                if depth > MAX_DEPTH:
                    self._refuse(value.start, f"This is nested more than {MAX_DEPTH} levels deep.")
                at = self._skip(value.start + 1)
                if not self._closes(value, at):
                    value = self._begin(at, value)
                    continue
                depth -= 1
            # A value has ended here, and perhaps what it stands in.
            while (outer := value.parent) is not None:
                at = self._skip(value.end)
                if self.text.startswith(",", at):
                    value = self._begin(self._skip(at + 1), outer)
                    break
                if not self._closes(outer, at):
                    closing = _CLOSING[outer.kind]
                    self._refuse(at, f"A comma or {closing} is expected here.")
                value = outer
                depth -= 1
            else:
                at = self._skip(value.end)
                if at < len(self.text):
                    self._refuse(at, "Nothing may follow the end of the JSON value.")
                return root

    def _closes(self, value: Value, at: int) -> bool:
        if self.text.startswith(_CLOSING[value.kind], at):
            value.end = at + 1
            return True
        return False

    def _begin(self, at: int, parent: Value | None) -> Value:
        """Return the value that begins here, to its end unless it is an object or an array."""
        key, key_start, key_end = None, at, at
        if parent is not None and parent.kind == "object":
            key, key_end = self._string(at, "A key in double quotes is expected here.")
            at = self._skip(key_end)
            if not self.text.startswith(":", at):
                self._refuse(at, "A colon is expected here.")
            at = self._skip(at + 1)
        first = self.text[at : at + 1]
        value = Value(_KINDS.get(first, "number"), at, parent)
        value.key = key
        value.key_start, value.key_end = (at, at) if key is None else (key_start, key_end)
        if value.kind == "string":
            value.end = self._string(at, "")[1]
        elif value.kind not in ("object", "array"):
            match = _SCALAR.match(self.text, at)
            if not match:
                self._refuse(at, "A value is expected here.")
            value.end = match.end()
        return value

    def _string(self, at: int, expected: str) -> tuple[str, int]:
        match = _STRING.match(self.text, at)
        if not match:
            if not self.text.startswith('"', at):
                self._refuse(at, expected)
            self._refuse(
                at, "This string does not end, or holds a bad escape or a control character."
            )
        raw = match.group()
        if "\\" not in raw:
            return raw[1:-1], match.end()
        decoded: str = json.loads(raw)
        if _SURROGATE.search(decoded):
            self._refuse(at, "This string escapes half a surrogate pair.")
        return decoded, match.end()

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _refuse(self, at: int, reason: str) -> NoReturn:
        line, column = self.lines.place(at)
        raise SyntaxError(reason, (None, line, column, None))


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
