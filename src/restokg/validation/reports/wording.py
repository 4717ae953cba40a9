"""The words of reports in both languages, and terms as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from restokg.namespaces import compact
from restokg.validation.findings import Finding
from restokg.validation.reports.report import Report, count, error_place

LABELS = {
    "en": {
        "violation": "violation",
        "warning": "warning",
        "info": "info",
        "violations": "Violations",
        "warnings": "Warnings",
        "infos": "Infos",
        "error": "error",
        "errors": "Files that could not be read",
        "suppressed": "Suppressed findings",
        "hidden": "suppressed",
        "reason": "reason",
        "title": "Validation report",
        "by rule": "Findings by rule",
        "by file": "Findings by file",
        "rule": "rule",
        "severity": "severity",
        "findings": "findings",
        "list": "Findings",
        "demand": "what it demands",
        "file": "file",
        "no file": "no file",
        "place": "place",
        "message": "message",
        "node": "node",
        "path": "path",
        "value": "value",
        "shape": "shape",
        "clause": "clause",
        "pointer": "pointer",
        "colon": ": ",
        "readable": "can be read",
        "conforms": "keeps to the rules",
    },
    "zh": {
        "violation": "违规",
        "warning": "警告",
        "info": "提示",
        "violations": "违规",
        "warnings": "警告",
        "infos": "提示",
        "error": "错误",
        "errors": "无法读取的文件",
        "suppressed": "已抑制的结果",
        "hidden": "已抑制",
        "reason": "理由",
        "title": "校验报告",
        "by rule": "按规则统计",
        "by file": "按文件统计",
        "rule": "规则",
        "severity": "级别",
        "findings": "数量",
        "list": "校验结果",
        "demand": "要求",
        "file": "文件",
        "no file": "无对应文件",
        "place": "位置",
        "message": "说明",
        "node": "节点",
        "path": "路径",
        "value": "值",
        "shape": "形状",
        "clause": "依据",
        "pointer": "指针",
        "colon": "：",
        "readable": "可以读取",
        "conforms": "符合规则",
    },
}

# What a terminal or a page would obey, hide or refuse: controls (but tab and line feed), marks that
# turn the direction of text, the byte order mark, surrogates and non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_IRI = re.compile(r"<([^<>\s]+)>")
_TYPED = re.compile(r'(".*")\^\^<([^<>]*)>', re.DOTALL)
_MADE_UP = re.compile(r"_:[0-9a-f]{26,32}")
_LONGEST = 200


def labels(language: str) -> dict[str, str]:
    return LABELS.get(language, LABELS["en"])


def printable(text: str) -> str:
    """Return the text with U+FFFD for each character that must not reach a reader as it is."""
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def tally(report: Report, language: str = "en") -> str:
    """Return the numbers of findings by severity.

    >>> tally(Report())
    'no violations'
    """
    counts = count(report.findings)
    words = labels(language)
    if language == "zh":
        return "，".join(f"{n} 项{words[name]}" for name, n in counts.items() if n) or "无违规"
    return ", ".join(
        f"{n or 'no'} {words[name]}{'s' if n != 1 and name != 'info' else ''}"
        for name, n in counts.items()
        if n or name == "violation"
    )


def summary(report: Report, language: str = "en") -> str:
    """Return one sentence that counts findings, suppressed findings and files.

    >>> summary(Report())
    'No violations.'
    """
    chinese = language == "zh"
    found, hidden = tally(report, language), len(report.suppressed)
    placed = [error_place(error) is not None for error in report.errors]
    unread, unusable = placed.count(True), placed.count(False)
    parts = []
    if report.files:
        files = _plural(report.checked, "file")
        parts.append(f"检查 {report.checked} 个文件：{found}" if chinese else f"{found} in {files}")
    elif report.findings or hidden or not placed:
        # Where nothing could be read, "no violations" would say too much.
        parts.append(found)
    if hidden:
        parts.append(f"另有 {hidden} 项已抑制" if chinese else f"{hidden} suppressed")
    if unread:
        files = _plural(unread, "file")
        parts.append(f"{unread} 个文件无法读取" if chinese else f"{files} could not be read")
    if unusable:
        errors = _plural(unusable, "error")
        parts.append(f"{unusable} 个错误" if chinese else errors)
    if chinese:
        return "；".join(parts) + "。"
    text = "; ".join(parts) + "."
    return text[0].upper() + text[1:]


def term(text: str) -> str:
    """Return a term for reading, on one line: IRIs compact, a long literal cut.

    The labels that Oxigraph makes up for blank nodes are new in every run and tell nothing.

    >>> term('"P0Y"^^<http://www.w3.org/2001/XMLSchema#duration>')
    '"P0Y"^^xsd:duration'
    """
    if text.startswith('"'):
        typed = _TYPED.fullmatch(text)
        literal, suffix = (typed[1], f"^^{compact(typed[2])}") if typed else (text, "")
        cut = literal if len(literal) <= _LONGEST else literal[:_LONGEST] + "…"
        return one_line(cut) + suffix
    if _MADE_UP.fullmatch(text):
        return "[]"
    if text.startswith("<<("):
        return one_line(text)
    return one_line(compact(text.removeprefix("<").removesuffix(">")))


def path(text: str) -> str:
    """Return a property, or the text of a property path, for reading.

    >>> path("(<http://www.w3.org/ns/org#member>/(^<http://purl.org/dc/terms/source>))")
    '(org:member/(^dcterms:source))'
    """
    if "<" not in text:
        return one_line(compact(text))
    return one_line(_IRI.sub(lambda match: _shortened(match[0]), text))


def _shortened(bracketed: str) -> str:
    iri = bracketed[1:-1]
    short = compact(iri)
    return bracketed if short == iri else short


def constraint(component: str) -> str:
    """Return a constraint component by its parameter's name.

    >>> constraint("http://www.w3.org/ns/shacl#MinCountConstraintComponent")
    'minCount'
    """
    name = compact(component).removeprefix("sh:").removesuffix("ConstraintComponent")
    return name if name.isupper() else name[:1].lower() + name[1:]


def facts(entry: Sequence[Finding], report: Report) -> list[tuple[str, str]]:
    """Return what else there is to say of an entry: keys of the labels, each with its text."""
    first = entry[0]
    found = [("node", term(first.focus))]
    if first.path:
        found.append(("path", path(first.path)))
    itself = (first.focus, f"<{first.focus}>")
    values = dict.fromkeys(f.value for f in entry if f.value and f.value not in itself)
    found += [("value", term(value)) for value in values]
    broken: dict[str, dict[str, None]] = {}
    for finding in entry:
        name = finding.shape or "_:"
        shape = "" if name.startswith("_:") else one_line(compact(name))
        component = constraint(finding.component) if finding.component else ""
        broken.setdefault(shape, {})[component] = None
    said = (", ".join(filter(None, (shape, *names))) for shape, names in broken.items())
    found += [("shape", text) for text in said if text]
    if first.place and first.place.pointer:  # which is empty for the whole of a file
        found.append(("pointer", one_line(first.place.pointer)))
    clauses = dict.fromkeys(clause for finding in entry for clause in finding.clauses)
    found += [("clause", one_line(report.title(clause))) for clause in clauses]
    return found


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
