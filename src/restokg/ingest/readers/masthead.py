"""What the masthead says of its document: symbol, day, session, agenda item, title."""

from __future__ import annotations

import re

from restokg import symbols
from restokg.ingest.document import Document
from restokg.ingest.readers.blocks import Blocks
from restokg.ingest.readers.headings import may_be_heading

_MONTHS = (
    ("january", "janvier", "enero", "января", "يناير"),
    ("february", "février", "febrero", "февраля", "فبراير"),
    ("march", "mars", "marzo", "марта", "مارس"),
    ("april", "avril", "abril", "апреля", "أبريل"),
    ("may", "mai", "mayo", "мая", "مايو"),
    ("june", "juin", "junio", "июня", "يونيه"),
    ("july", "juillet", "julio", "июля", "يوليه"),
    ("august", "août", "agosto", "августа", "أغسطس"),
    ("september", "septembre", "septiembre", "сентября", "سبتمبر"),
    ("october", "octobre", "octubre", "октября", "أكتوبر"),
    ("november", "novembre", "noviembre", "ноября", "نوفمبر"),
    ("december", "décembre", "diciembre", "декабря", "ديسمبر"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(_MONTH)
_DATE = re.compile(
    rf"(?<![\d\-–])(?P<day>\d{{1,2}})(?:er|º|-го)?\s{{1,3}}(?:de\s{{1,3}})?(?:[\u0621-\u064a]{{2,9}}"
    rf"(?:\s[\u0621-\u064a]{{2,9}})?\s?/\s?)?(?P<month>{_NAMES})"
    r"\s{1,3}(?:de\s{1,3}|del\s{1,3})?(?P<year>\d{4})(?!\d)"
    r"|(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日(?!\s?至)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:\d\s{0,2}(?:[-–—]|to|au|al|по|إلى|至)|(?:du|del|с|من)\s{1,2})\s{0,3}$")
_ADOPTED = re.compile(r"adopted|adoptée|aprobad[ao]|принят[аоы]|اتخذ|اعتمد|通过", re.IGNORECASE)
_SYMBOL = re.compile(
    r"[A-Z][A-Z0-9]{0,11}(?:/[A-Za-z0-9.()\-]{1,24}){1,8}(?: [A-Z](?:[-–][A-Z])?)?"
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十百0-9\s]{1,8}[届次](?:会议|会)|\bsession\b|\bmeeting\b"
    r"|période de sessions|período de sesiones|\breunión\b|сессия|совещание|الدورة|الاجتماع",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"(?:项目|议程\s?项目|agenda\s{1,3}items?|\bitems?|\bpoint|\btema|пункт|البند)\s{0,3}"
    r"(?P<item>\d{1,3}(?:\s?\([a-z]\))?)(?![\d/])",
    re.IGNORECASE,
)
_AGENDA_WORD = re.compile(r"议程|agenda|ordre du jour|programa|повестк|جدول الأعمال", re.IGNORECASE)


def describe(document: Document, source: Blocks) -> None:
    """Fill in what the first lines of a document say of it; what they do not say stays open."""
    end = _end(document)
    lines = [
        source.text[block.start : block.end].replace("\n", " ").strip()
        for block in source.blocks
        if block.start < end
    ]
    document.symbol = _symbol(lines, source.furniture)
    for line in lines:
        if document.date is None:
            _date(document, line)
        if document.session is None and may_be_heading(line) and _SESSION.search(line):
            document.session = line
        if document.agenda_item is None and _AGENDA_WORD.search(line):
            match = _AGENDA.search(line)
            document.agenda_item = match["item"] if match else None
    if document.title is None:
        document.title = _title(source, end)


def _end(document: Document) -> int:
    for provision in document.provisions:
        if provision.path == "masthead":
            return provision.end
    return 0


def _symbol(lines: list[str], furniture: list[str]) -> str | None:
    """Return the first symbol that stands on a line of its own."""
    for line in dict.fromkeys((*furniture, *lines)):
        match = _SYMBOL.fullmatch(line.rstrip("* "))
        if match and symbols.document(match[0]) is not None:
            return match[0]
    return None


def _date(document: Document, line: str) -> None:
    for match in _DATE.finditer(line):
        if _RANGE.search(line[: match.start()][-12:]):
            continue
        year = match["year"] or match["y"]
        month = _MONTH[match["month"].casefold()] if match["month"] else int(match["m"])
        day = int(match["day"] or match["d"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        document.date = f"{int(year):04}-{month:02}-{day:02}"
        document.date_adopted = _ADOPTED.search(line) is not None
        return


def _title(source: Blocks, end: int) -> str | None:
    """Return the last heading of the masthead, where the format tells headings."""
    headings = [block for block in source.blocks if block.heading and block.start < end]
    if not headings:
        return None
    level = min(block.level or 9 for block in headings)
    block = [block for block in headings if (block.level or 9) == level][-1]
    return source.text[block.start : block.end].replace("\n", " ").strip() or None
