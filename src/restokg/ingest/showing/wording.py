"""What a page of mentions says of itself, in English and Chinese."""

from __future__ import annotations

KIND_NAMES: dict[str, dict[str, str]] = {
    "document": {"en": "document", "zh": "文件"},
    "instrument": {"en": "instrument", "zh": "文书"},
    "target": {"en": "target", "zh": "目标"},
    "body": {"en": "body", "zh": "机构"},
    "organization": {"en": "organization", "zh": "组织"},
    "addressee": {"en": "addressee", "zh": "受文者"},
    "modality": {"en": "modality", "zh": "情态"},
    "date": {"en": "date", "zh": "日期"},
    "quantity": {"en": "quantity", "zh": "数量"},
    "theme": {"en": "theme", "zh": "主题"},
    "ecosystem": {"en": "ecosystem", "zh": "生态系统"},
}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "What these documents mention",
        "counts": "{mentions} mentions; documents: {documents}",
        "legend": "Kinds of mentions",
        "reading": "Point at a mark to see what it names. A dashed frame: it may be one of several "
        "things, or is not known. Below each document stands a table of what it names.",
        "contents": "Documents",
        "named": "What this document names",
        "kind": "kind",
        "normal": "in standard form",
        "iri": "IRI",
        "status": "status",
        "times": "times",
        "resolved": "resolved",
        "ambiguous": "ambiguous",
        "unknown": "unknown",
        "together": "together",
    },
    "zh": {
        "title": "文件中的提及",
        "counts": "共{documents}份文件，{mentions}处提及",
        "legend": "提及的类别",
        "reading": "将指针移到标记上可查看所指事物。虚线框表示可能所指不止一个，或所指不明。"
        "每份文件之后列有所提及事物的表格。",
        "contents": "文件列表",
        "named": "本文件提及的事物",
        "kind": "类别",
        "normal": "规范形式",
        "iri": "IRI",
        "status": "状态",
        "times": "次数",
        "resolved": "已识别",
        "ambiguous": "有歧义",
        "unknown": "不明",
        "together": "合计",
    },
}
