"""What agents are told besides the facts: what is left out, and what to do instead."""

from __future__ import annotations

_NOTES = {
    "rows": {
        "en": "{shown} of {total} rows are here. Raise `limit`, or narrow the question by its "
        "parameters.",
        "zh": "共{total}行，此处列出{shown}行。可提高limit，或用参数缩小范围。",
    },
    "bindings": {
        "en": "{shown} of {total} rows are here. Page with LIMIT and OFFSET, count or group.",
        "zh": "共{total}行，此处列出{shown}行。可用LIMIT和OFFSET分页，或计数、分组。",
    },
    "hits": {
        "en": "There may be more than these {shown}: raise `limit`, or give more of the name.",
        "zh": "可能不止这{shown}项：可提高limit，或写出更完整的名称。",
    },
    "nothing": {
        "en": "Nothing goes by this name. Try another spelling, the other language, or fewer "
        "words.",
        "zh": "没有此名称的事物。请换一种写法、另一种语言，或减少词语。",
    },
    "values": {
        "en": "Of {properties} properties only the first values are here, `total` counts all: "
        "ask for them with `query`.",
        "zh": "有{properties}项属性只列出部分值，total为总数：可用query查询全部。",
    },
    "cut": {
        "en": "Texts longer than {most} characters are cut at the mark […].",
        "zh": "超过{most}个字符的文本在“[…]”处截断。",
    },
    "summary": {
        "en": "The summary is ours and no substitute for the official text.",
        "zh": "摘要为本图谱编者所写，不能代替正式文本。",
    },
    "no_link": {
        "en": "No official address of this document is known for certain.",
        "zh": "尚无可确定的该文件官方网址。",
    },
    "nothing_stated": {
        "en": "The graph holds no rows for this. {empty}",
        "zh": "图谱中没有相应结果。{empty}",
    },
}

INSTRUCTIONS = """\
A knowledge graph of the conventions, decisions, targets and partnerships for ecosystem \
restoration (UN Decade, CBD, UNCCD, UNFCCC, IPBES, UNEP, General Assembly). Every fact stands in \
the named graph of the paragraph that states it, in English and Chinese (lang: en or zh).
Begin with `search` for a name or symbol, or `questions` for what can be asked outright; `ask` \
answers one of those, each row with its paragraphs; `show` gives all facts of one thing; `query` \
runs SPARQL over everything (GRAPH ?source { … } gives the paragraph); `cite` makes the citation \
of a paragraph. Never state a fact without the paragraph it rests on; what is marked inferred \
follows by the ontology, and no paragraph states it. A note says what an answer leaves out."""

PROMPT = {
    "en": """\
Answer this question from the restokg graph, and from it alone: {question}

1. Find the things it is about (`search`), and see whether a question of the catalogue asks the \
same (`questions`, `ask`). Otherwise look at the things (`show`) or query (`query`).
2. For each statement that you make, name the paragraph that states it (`cite`). Say where a \
statement is inferred.
3. If the graph holds no answer, say so; do not fill the gap from memory.""",
    "zh": """\
请仅依据restokg图谱回答下列问题：{question}

1. 先用search找出所涉事物，再看目录中是否有同样的问题（questions、ask）；\
没有则用show查看事物，或用query查询。
2. 每一陈述都须注明其所依据的段落（cite）；推理所得须说明。
3. 图谱中没有答案时请如实说明，不得凭记忆补充。""",
}


def note(name: str, lang: str, **values: object) -> str:
    return _NOTES[name][lang].format(**values).strip()
