"""The tokens of Turtle, TriG, N-Triples and N-Quads, as patterns.

They are for texts that the engine has read, so they only tell where a token ends, and take more
than the grammars do.
"""

from __future__ import annotations

import re

from restokg.positions.spans import Lines

# A comment ends with its line: a match must not end inside one to go on with what stands there.
SKIPPED = r"[ \t\r\n]*(?:#[^\r\n]*(?![^\r\n])[ \t\r\n]*)*"
IRI = r"<[^<>]*>"
STRING = r'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"'
LANGUAGE = r"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*(?:--[a-zA-Z]+)?"

# What names and labels are made of is told by what may follow them without a space. They may have
# dots inside, but do not end with one.
_FOLLOWING = r" \t\r\n<>\"'(){}\[\],;^#~|@\\.+"
_PLAIN = rf"[^{_FOLLOWING}:%]+"
_LOCAL = rf"(?:[^{_FOLLOWING}]+|\\.)+"
LABEL = rf"_:{_PLAIN}(?:\.+{_PLAIN})*"
_NUMBER = (
    r"(?=[-+.0-9])[-+]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+"
    r"|[0-9]*\.[0-9]+|[0-9]+)"
)
_NAME = rf"(?:{_PLAIN}(?:\.+{_PLAIN})*)?:(?:(?!-){_LOCAL}(?:\.+{_LOCAL})*)?"
_STRINGS = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    rf"|{STRING}"
    r"|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'"
)
_MARK = r"[.;,\[\]()]|<<\(|<<|>>|\{\||\|\}|[{}~]"

WORD, MARK, PLAIN, TAGGED, TYPED, DIRECTIVE, END, UNEXPECTED = range(1, 9)
"""What a token is: the number of the last group of :data:`TOKEN` that has matched."""

TOKEN = re.compile(
    rf"{SKIPPED}(?:"
    rf"({IRI}|{LABEL}|{_NUMBER}|{_NAME}|{_PLAIN})"
    rf"|(\)>>|{_MARK})"
    rf"|({_STRINGS})(?:{SKIPPED}(?:({LANGUAGE})|\^\^{SKIPPED}({IRI}|{_NAME})))?"
    r"|(@[a-z]+)"
    r"|(\Z)"
    r"|(.))",
    re.DOTALL,
)
"""A word (IRI, name, label, number or keyword), a mark, a literal with what belongs to it, the
sign of a directive, or the end; the last group is what should not be there."""

PREFIX = re.compile(rf"{SKIPPED}([^ \t\r\n:#]*):{SKIPPED}({IRI})")
BASE = re.compile(rf"{SKIPPED}({IRI})")
VERSION = re.compile(rf"{SKIPPED}(?:{_STRINGS})", re.DOTALL)

_OBJECT = rf"({IRI}|{LABEL})|(({STRING})(?:[ \t]*(?:({LANGUAGE})|\^\^[ \t]*({IRI})))?)"
_REST = rf"[ \t]*({IRI}|{LABEL})?[ \t]*\."
STATEMENT = re.compile(
    rf"{SKIPPED}(?:({IRI}|{LABEL})[ \t]*({IRI})[ \t]*(?:(?:{_OBJECT}){_REST}|(<<\())|(\Z)|(.))",
    re.DOTALL,
)
"""A line of N-Triples or N-Quads, up to a triple term if its object is one."""

REST_OF_STATEMENT = re.compile(_REST)


def matched(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str]:
    """Return the match of what the engine has seen at a position."""
    match = pattern.match(text, position)
    if match is None:
        raise unexpected(text, position)
    return match


def unexpected(text: str, position: int) -> SyntaxError:
    """Return the error that the engine takes what is read here otherwise, which should not be."""
    line, column = Lines(text).place(position)
    message = f"The engine reads {text[position:][:20]!r}, but its place is not understood"
    return SyntaxError(message, (None, line, column, None))
