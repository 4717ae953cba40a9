"""The dialogue of an audit: a statement is shown, a verdict asked for and recorded at once.

What shows and asks serves other dialogues too.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from restokg.audit.paragraphs import Paragraphs
from restokg.audit.statements import Curated
from restokg.audit.verdicts import VERDICTS, Verdict, VerdictFile
from restokg.audit.wording import Worded, Wording
from restokg.cli.printing import terminal_width
from restokg.cli.table import width, wrap

_KEYS = {name[0]: name for name in VERDICTS}
_SKIP, _QUIT = "s", "q"
_WORDS = {
    "en": {
        "subject": "subject",
        "property": "property",
        "value": "value",
        "summary": "summary",
        "text": "text",
        "verdict": "[r]ight, [w]rong, [d]oubtful, [s]kip or [q]uit? ",
        "remark": "remark (Enter for none): ",
        "again": "Type one of: r, w, d, s, q.",
        "nothing": "No statement of this sample is left to judge.",
        "end": "{done} verdicts recorded in {path}; {left} statements of the sample are left.",
    },
    "zh": {
        "subject": "主语",
        "property": "属性",
        "value": "值",
        "summary": "摘要",
        "text": "原文",
        "verdict": "r 正确，w 错误，d 存疑，s 跳过，q 退出？",
        "remark": "备注（可直接回车）：",
        "again": "请输入 r、w、d、s 或 q。",
        "nothing": "本样本中没有待判断的陈述。",
        "end": "已在{path}中记录{done}项判定；样本中尚余{left}条陈述。",
    },
}


def judge(
    pending: Sequence[Curated], file: VerdictFile, wording: Wording, paragraphs: Paragraphs | None
) -> None:
    """Ask for verdicts until there are no more statements, or the reader stops.

    Raises:
        WriteError: If a verdict cannot be recorded.
    """
    words = _WORDS[wording.lang]
    if not pending:
        sys.stdout.write(words["nothing"] + "\n")
        return
    done = 0
    for number, item in enumerate(pending, start=1):
        text = paragraphs.find(item.passage) if paragraphs else None
        sys.stdout.write(_card(wording.of(item), text, f"{number}/{len(pending)}", words))
        key = choose(words["verdict"], {*_KEYS, _SKIP, _QUIT}, words["again"]) or _QUIT
        if key == _QUIT:
            break
        if key == _SKIP:
            continue
        remark = ask(words["remark"]) or ""
        file.append(Verdict(item.nquads, item.passage, _KEYS[key], remark.strip(), today()))
        done += 1
    left = len(pending) - done
    sys.stdout.write("\n" + words["end"].format(done=done, path=file.path, left=left) + "\n")


def _card(worded: Worded, text: str | None, place: str, words: dict[str, str]) -> str:
    entries = [("subject", worded.subject), ("property", worded.property), ("value", worded.value)]
    entries += [("summary", worded.summary), ("text", text or "")]
    shown = [(words[name], content) for name, content in entries]
    return card(f"[{place}] {worded.citation} · {worded.kind}", shown)


def card(heading: str, entries: Iterable[tuple[str, str]]) -> str:
    """Return a heading and, below it, texts beside their names, those that are empty left out."""
    entries = list(entries)
    margin = 2 + max(width(name) for name, _ in entries) + 2
    room = max(terminal_width(), 20)
    lines = wrap(heading, room)
    for name, content in entries:
        if not content:
            continue
        first = f"  {name}"
        first += " " * (margin - width(first))
        for line in wrap(content, max(room - margin, 20)):
            lines.append(first + line)
            first = " " * margin
    return "\n" + "\n".join(lines) + "\n"


def choose(prompt: str, keys: Collection[str], again: str) -> str | None:
    """Return what the reader types, once it is one of the keys; None at the end of input."""
    while True:
        answer = ask(prompt)
        if answer is None:
            return None
        key = answer.strip().casefold()[:1]
        if key in keys:
            return key
        sys.stdout.write(again + "\n")


def ask(prompt: str) -> str | None:
    """Return a line that is typed in, or None at the end of input."""
    try:
        return input(prompt)
    except EOFError:
        return None


def today() -> str:
    """Return the day as the reader's own clock has it."""
    return datetime.now().astimezone().date().isoformat()
