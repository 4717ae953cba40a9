"""Numbers in digits, as each language parts them."""

from __future__ import annotations

import re
from decimal import Decimal

_MARK = re.compile(r"\D")


def number_pattern(thousands: str, *, turned: bool = False) -> str:
    """Return the pattern of a number: digits in groups of three, or together; a fraction."""
    groups = f"[{re.escape(thousands)}]"
    backwards = r"|\d{3}(?: \d{3}){0,5} \d{1,3}(?!\d)" if turned else ""
    return (
        rf"(?:\d{{1,3}}(?:{groups}\d{{3}}){{1,6}}(?!\d)(?:[.,٫]\d{{1,6}}(?!\d))?"
        rf"{backwards}|\d{{1,20}}(?:[.,٫]\d{{1,6}}(?!\d))?)"
    )


def value(number: str, thousands: str, decimals: str, *, turned: bool = False) -> Decimal:
    """Return what a number amounts to.

    ``turned`` is for Arabic, where the groups of a number stand in the order in which they are
    met from the right: the last group of the text is the first of the number.

    >>> value("9 500", " ", ","), value("1.234,5", ".", ",")
    (Decimal('9500'), Decimal('1234.5'))
    >>> value("000 500 9", " ", ",", turned=True)
    Decimal('9500000')
    """
    marks = _MARK.findall(number)
    if not marks:
        return Decimal(number)
    digits = _MARK.split(number)
    if turned and set(marks) == {" "} and len(digits[0]) == 3:
        forwards = digits[-1] == "000" and digits[0] != "000"
        return Decimal("".join(digits if forwards else reversed(digits)))
    in_threes = len(digits[0]) <= 3 and all(len(group) == 3 for group in digits[1:])
    grouped = in_threes and len(set(marks)) == 1 and marks[0] in thousands
    if grouped and not (marks[0] in decimals and digits[0] == "0"):
        return Decimal("".join(digits))
    return Decimal("".join(digits[:-1]) + "." + digits[-1])


def plain(amount: Decimal) -> str:
    """Return an amount in digits, without exponent and without idle zeros.

    >>> plain(Decimal("9500") * 10**4), plain(Decimal("0.70"))
    ('95000000', '0.7')
    """
    digits = f"{amount:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
