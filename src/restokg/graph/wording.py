"""How a reader is told things: short citations of paragraphs, numbers with their digits grouped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from restokg.graph.store import Literal, NamedNode, Store
from restokg.namespaces import DCTERMS, DOC, ONTOLOGY_GRAPH, RKG, XSD, compact

_SEPARATE = re.compile(r"[a-z].*")
_SPAN = re.compile(r"(?<=\d)-(?=\d)")
_ROMAN = frozenset("ivx")
_LONG = re.compile(r"([+-]?)(\d{5,})(\.\d+)?")
_NUMERIC = frozenset({XSD + name for name in ("integer", "decimal", "double", "float")})


def document_of(iri: str) -> str | None:
    """Return the IRI of the document that an IRI of ours names, or a passage of which it names.

    The path of a passage begins with a lower-case word, which no symbol holds after its start.

    >>> document_of("https://w3id.org/restokg/doc/UNEP/EA.5/10/p/26/a#area")
    'https://w3id.org/restokg/doc/UNEP/EA.5/10'
    """
    if not iri.startswith(DOC):
        return None
    document, _ = _split(iri[len(DOC) :].partition("#")[0])
    return DOC + document


def cite(iri: str, symbols: Mapping[str, str] | None = None, lang: str = "en") -> str:
    """Return a short citation for a document or passage, a compact IRI for anything else.

    ``symbols`` holds document IRIs with the symbols that the graph gives them. Words of the path
    that have no translation stay as they are.

    >>> cite("https://w3id.org/restokg/doc/UNEP/EA.5/10/p/26/a")
    'UNEP/EA.5/10 ¶26(a)'
    >>> cite("https://w3id.org/restokg/doc/ipbes-4/annex-1/article-6/b")
    'ipbes-4 annex 1, article 6(b)'
    >>> cite("https://w3id.org/restokg/doc/ipbes-4/annex-1/article-6/b", lang="zh")
    'ipbes-4 附件1, 条6(b)'
    """
    if not iri.startswith(DOC):
        return "ontology" if iri == ONTOLOGY_GRAPH else compact(iri)
    path, hash_, fragment = iri[len(DOC) :].partition("#")
    document, passage = _split(path)
    name = (symbols or {}).get(DOC + document) or unquote(document)
    text = f"{name} {_passage(passage, lang)}" if passage else name
    return f"{text} #{fragment}" if hash_ else text


def cite_all(
    iris: Iterable[str], symbols: Mapping[str, str] | None = None, lang: str = "en"
) -> str:
    """Return short citations in one line, in order; a document is named once for its passages.

    >>> cite_all([DOC + "UNEP/EA.5/10/p/26/a", DOC + "UNEP/EA.5/10/p/13"])
    'UNEP/EA.5/10 ¶13, ¶26(a)'
    >>> cite_all([DOC + "a/annex-1/recital/1", DOC + "a/annex-1/recital/2", DOC + "b/p/1"])
    'a annex 1, recital 1; annex 1, recital 2 · b ¶1'
    """
    text, last, passage = "", None, ""
    for iri in sorted(iris, key=natural):
        citation = cite(iri, symbols, lang)
        document = document_of(iri)
        if document is not None and document == last:
            before, passage = passage, citation[len(cite(document, symbols)) :]
            text += (";" if "," in before + passage else ",") + passage
        else:
            passage = "" if document is None else citation[len(cite(document, symbols)) :]
            text += f" · {citation}" if text else citation
        last = document
    return text


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts p/9 before p/10."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)
    ]


def symbols(store: Store, iris: set[str], lang: str = "en") -> dict[str, str]:
    """Return what the documents of these IRIs are cited by: their symbol, or else short title."""
    found = {}
    for document in {document for iri in iris if (document := document_of(iri))}:
        for predicate in (RKG + "symbol", DCTERMS + "alternative"):
            names = [
                quad.object
                for quad in store.quads(NamedNode(document), NamedNode(predicate))
                if isinstance(quad.object, Literal) and quad.object.language in (None, lang)
            ]
            if names:
                found[document] = names[0].value
                break
    return found


def said(literal: Literal) -> str:
    """Return the text of a literal; numbers of five digits or more with commas.

    >>> said(Literal("95000000", datatype=NamedNode(XSD + "integer")))
    '95,000,000'
    """
    text = literal.value
    if literal.datatype.value not in _NUMERIC or not (match := _LONG.fullmatch(text)):
        return text
    return f"{match[1]}{int(match[2]):,}{match[3] or ''}"


def _split(path: str) -> tuple[str, list[str]]:
    parts = path.split("/")
    for index, part in enumerate(parts):
        if index and _SEPARATE.match(part):
            return "/".join(parts[:index]), parts[index:]
    return path, []


def _passage(parts: list[str], lang: str) -> str:
    """Say ``p/26/a`` as ¶26(a), ``annex-1/article-6/b`` as annex 1, article 6(b)."""
    words: list[str] = []
    for part in parts:
        if part == "p":
            words.append("¶")
        elif words and words[-1] == "¶":
            words[-1] += part
        elif words and (part[:1].isdigit() or len(part) == 1 or set(part) <= _ROMAN):
            # What follows a number is an item of it.
            numbered = any(char.isdigit() for char in words[-1])
            words[-1] += f"({part})" if numbered else f" {part}"
        else:
            words.append(_translated(_SPAN.sub("–", part).replace("-", " "), lang))
    text = ""
    for word in words:
        text += word if not text else f" {word}" if word.startswith("¶") else f", {word}"
    return text


def _translated(words: str, lang: str) -> str:
    """Return the words of a path in a language, a number at their end as it is."""
    text, number = words, ""
    if match := _NUMBERED.fullmatch(words):
        text, number = match.groups()
    known = _WORDS.get(lang, {}).get(text)
    return words if known is None else known + number


_NUMBERED = re.compile(r"(.+?) (\d\S*)")
_WORDS = {
    "zh": {
        "actor": "行动者",
        "agenda": "议程",
        "agreement": "协议",
        "annex": "附件",
        "appendix": "附录",
        "areas": "合作领域",
        "article": "条",
        "benefit": "权益",
        "collaborating agency": "合作机构",
        "contents": "目录",
        "criterion": "标准",
        "description": "说明",
        "expectation": "预期",
        "follow up": "后续工作",
        "footnote": "脚注",
        "framework": "框架",
        "funding partner": "资金伙伴",
        "future earth": "未来地球",
        "global partner": "全球伙伴",
        "group": "组",
        "header": "表头",
        "iai": "美洲全球变化研究所",
        "implementing partner": "实施伙伴",
        "imprint": "末页",
        "introduction": "导言",
        "iucn": "自然保护联盟",
        "lead agency": "牵头机构",
        "masthead": "文首",
        "network organization": "网络组织",
        "ongoing": "正开展的工作",
        "other meas": "其他多边环境协定",
        "parties": "当事方",
        "partners": "合作伙伴",
        "preamble": "序言",
        "purpose": "目的",
        "recital": "陈述",
        "recitals": "陈述部分",
        "recommendation": "建议",
        "review": "审查",
        "roles": "作用和职责",
        "section": "章节",
        "star": "星号",
        "summary": "概要",
        "supporting partner": "支持伙伴",
        "title": "标题",
        "years": "年",
    }
}
"""Words in the paths of passages, for citations in other languages than English."""
