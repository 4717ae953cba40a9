"""What `restokg audit` prints: the sample, the report of rates, and what no verdict touches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from restokg.audit.paragraphs import Paragraphs
from restokg.audit.rates import Rate, rates, stale
from restokg.audit.statements import KINDS, Curated
from restokg.audit.verdicts import Verdict
from restokg.audit.wording import Wording
from restokg.cli.printing import print_answer
from restokg.graph.store import Literal, NamedNode, Term
from restokg.namespaces import XSD
from restokg.questions.answers import Answer

MOST_STALE = 20
"""Stale verdicts that are named; the rest are counted together."""

_WORDS = {
    "en": {
        "sample": "Drawn from {all}. Hold each against the paragraph that it is from: is it right, "
        "wrong or doubtful? With --format csv there are columns to fill in.",
        "rates": "{judged} of {all} statements were looked at. Rates are wrong statements in a "
        "hundred, with the Wilson 95 per cent interval; in a row of several strata each stratum "
        "weighs as many statements as it has.",
        "unseen": " Strata without a verdict have no part in the rates: {unseen} of {strata}.",
        "stale": "Stale, and not counted, are {count} verdicts on statements that the graph no "
        "longer holds:",
        "missing": "{count} of {all} passages have no verdict on any statement of theirs.",
        "more": "… and {} more",
        "all": "all",
    },
    "zh": {
        "sample": "抽自{all}条陈述。请逐条对照所注明的段落：正确、错误还是存疑？"
        "使用 --format csv 可得到待填写的列。",
        "rates": "共{all}条陈述，已核对{judged}条。比率为每百条中的错误条数，附威尔逊95%置信区间；"
        "一行含多个层时，各层按陈述条数加权。",
        "unseen": "尚无判定的层不计入比率：{strata}个层中有{unseen}个。",
        "stale": "另有{count}项判定已失效，不予计入，因图谱中已无所判定的陈述：",
        "missing": "共{all}个段落，其中{count}个尚无任何陈述得到判定。",
        "more": "……另有{}项",
        "all": "全部",
    },
}
_FOR_READERS = ("table", "markdown")
_CHINESE = {
    "source": "出处",
    "kind": "类别",
    "said": "陈述",
    "summary": "摘要",
    "text": "原文",
    "verdict": "判定",
    "remark": "备注",
    "document": "文件",
    "statements": "陈述数",
    "looked_at": "已核对",
    "wrong": "错误",
    "doubtful": "存疑",
    "wrong_per_100": "每百条错误数",
    "from": "下限",
    "to": "上限",
    "passage": "段落",
}


def print_sample(
    drawn: Sequence[Curated],
    total: int,
    verdicts: Mapping[str, Verdict],
    wording: Wording,
    paragraphs: Paragraphs | None,
    format: str,
) -> None:
    """Print statements with their sources; in formats for programs, with columns to fill in."""
    rows: list[dict[str, str]] = []
    for item in drawn:
        worded = wording.of(item)
        verdict = verdicts.get(item.nquads) or Verdict(item.nquads, item.passage, "")
        said = {"subject": worded.subject, "property": worded.property, "value": worded.value}
        if format in _FOR_READERS:
            said = {"said": " ·\n".join(said.values())}
        row = {"source": worded.citation, "kind": worded.kind, **said, "summary": worded.summary}
        if paragraphs is not None:
            row["text"] = paragraphs.find(item.passage) or ""
        if format != "table" or verdicts:
            row |= {"verdict": verdict.verdict, "remark": verdict.remark}
        if format not in _FOR_READERS:
            row |= {"date": verdict.date, "passage": item.passage, "statement": item.nquads}
        rows.append(row)
    ending = _WORDS[wording.lang]["sample"].format(all=total)
    cells = [[Literal(cell) for cell in row.values()] for row in rows]
    _print(list(rows[0]) if rows else [], cells, wording, format, ending)


def print_report(
    population: Sequence[Curated],
    everything: Iterable[Curated],
    verdicts: Mapping[str, Verdict],
    wording: Wording,
    format: str,
) -> int:
    """Print rates by document and kind, and stale verdicts; return how many were wrong."""
    words = _WORDS[wording.lang]
    found = rates(population, verdicts)
    *_, total = found
    strata = [rate for rate in found if rate.document and rate.kind]
    ending = words["rates"].format(judged=total.judged, all=total.statements)
    if unseen := sum(not rate.judged for rate in strata):
        ending += words["unseen"].format(unseen=unseen, strata=len(strata))
    _print(_RATES, [_cells(rate, wording.lang) for rate in found], wording, format, ending)
    if old := stale(everything, verdicts):
        lines = [words["stale"].format(count=len(old))]
        lines += [f"  {verdict.verdict}: {verdict.statement}" for verdict in old[:MOST_STALE]]
        if len(old) > MOST_STALE:
            lines.append(f"  {words['more'].format(len(old) - MOST_STALE)}")
        text = "\n".join(lines) + "\n"
        # Formats for programs hold the rates alone.
        (sys.stdout if format == "table" else sys.stderr).write(
            f"\n{text}" if format == "table" else text
        )
    return total.wrong


def print_missing(
    population: Sequence[Curated],
    verdicts: Mapping[str, Verdict],
    wording: Wording,
    format: str,
) -> None:
    """Print the passages of which no statement has a verdict."""
    passages = dict.fromkeys(item.passage for item in population)
    touched = {item.passage for item in population if item.nquads in verdicts}
    rows: list[list[Term]] = [
        [NamedNode(iri), Literal(wording.summary(iri))] for iri in passages if iri not in touched
    ]
    ending = _WORDS[wording.lang]["missing"].format(count=len(rows), all=len(passages))
    _print(("passage", "summary"), rows, wording, format, ending)


_RATES = (
    "document",
    "kind",
    "statements",
    "looked_at",
    "wrong",
    "doubtful",
    "wrong_per_100",
    "from",
    "to",
)


def _cells(rate: Rate, lang: str) -> list[Term | None]:
    everything = Literal(_WORDS[lang]["all"])
    shares = (rate.wrong_share, rate.low, rate.high)
    return [
        NamedNode(rate.document) if rate.document else everything,
        Literal(KINDS[rate.kind][lang]) if rate.kind else everything,
        *map(Literal, (rate.statements, rate.judged, rate.wrong, rate.doubtful)),
        *(None if share is None else _per_hundred(share) for share in shares),
    ]


def _per_hundred(share: float) -> Literal:
    return Literal(f"{100 * share:.2f}", datatype=NamedNode(XSD + "decimal"))


def _print(
    columns: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    wording: Wording,
    format: str,
    ending: str,
) -> None:
    if wording.lang == "zh" and format in _FOR_READERS:
        columns = [_CHINESE[name] for name in columns]
    answer = Answer(columns, [tuple(row) for row in rows], reading=ending)
    print_answer(answer, format, wording.lang, wording.store, sys.stdout)
