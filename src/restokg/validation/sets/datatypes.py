"""Is a literal of a datatype well-formed? As far as a store can tell that keeps values.

The store reads numbers, truth values, dates and durations when it gets them and keeps their
values: 01 becomes 1, and all types of whole numbers become xsd:integer. What it cannot read it
keeps as written. So a derived type of whole numbers is judged by its range, and the datatype that
was written cannot be told.
"""

from __future__ import annotations

from restokg.namespaces import RDF, XSD
from restokg.validation.sets.writing import every, some

_WHOLE = "^[+-]?[0-9]+$"
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "nonNegativeInteger": (0, None),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "positiveInteger": (1, None),
}
_FORMS = {
    "integer": _WHOLE,
    "decimal": r"^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$",
    "double": r"^([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)$",
    "boolean": "^(true|false|1|0)$",
    "hexBinary": "^([0-9A-Fa-f]{2})*$",
    "base64Binary": "^([A-Za-z0-9+/ ]{2,4}=?=?)*$",
    "language": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$",
    "normalizedString": r"^[^\\t\\n\\r]*$",
    "token": r"^([^\\s]+( [^\\s]+)*)?$",
}
_FORMS["float"] = _FORMS["double"]
_READ = (
    *("date", "time", "dateTime", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"),
    *("duration", "dayTimeDuration", "yearMonthDuration"),
)
"""Types that the store can read from a text, so that it finds the 31st of June too."""

_ORDERED = ("string", "boolean", "integer", "decimal", "double", "float", *_READ)
"""Types whose values the store compares; it keeps the types of whole numbers as one."""


def ordered(value: str, sign: str, other: str) -> str:
    """Return the expression that one of two variables comes before the other, < or <=.

    The store would say <= of any term and itself, and compare texts in a language too.
    """
    return every(
        [
            f"isLITERAL({value})",
            f'LANG({value}) = ""',
            f"COALESCE({value} {sign} {other}, false)",
            *([some([f"!sameTerm({value}, {other})", has_order(value)])] if sign == "<=" else ()),
        ]
    )


def has_order(value: str) -> str:
    """Return the expression that a variable is bound to a literal that can be more or less."""
    # Not a number is not equal to itself.
    known = some(of_datatype(XSD + local, value) for local in _ORDERED)
    return f"(COALESCE({value} = {value}, false) && {known})"


def of_datatype(datatype: str, value: str) -> str:
    """Return the expression that a variable is bound to a well-formed literal of a datatype."""
    local = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    text = f"STR({value})"
    written = f"DATATYPE({value}) = <{datatype}>"
    if local in _RANGES:
        low, high = _RANGES[local]
        # What is too large for the store to read keeps its type, and is in an open range.
        unread = "true" if high is None or high >= 2**63 else "false"
        bounds = [f"{value} >= {low}"] if low is not None else []
        bounds += [f"{value} <= {high}"] if high is not None and high < 2**63 else []
        return every(
            [
                f"isLITERAL({value})",
                f"DATATYPE({value}) IN (<{XSD}integer>, <{datatype}>)",
                f'REGEX({text}, "{_WHOLE}")',
                *(f"COALESCE({bound}, {unread})" for bound in bounds),
            ]
        )
    parts = [f"isLITERAL({value})", written]
    if local in _FORMS:
        parts.append(f'REGEX({text}, "{_FORMS[local]}")')
    elif local in _READ:
        parts.append(f"COALESCE(<{datatype}>({text}) = <{datatype}>({text}), false)")
    elif local == "dateTimeStamp":
        zoned = some([f'STRENDS({text}, "Z")', f'REGEX({text}, "[+-][0-9]{{2}}:[0-9]{{2}}$")'])
        read = f"<{XSD}dateTime>({text})"
        parts += [f"COALESCE({read} = {read}, false)", zoned]
    elif datatype == RDF + "langString":
        parts.append(f'LANG({value}) != ""')
    return every(parts)
