"""The rules, in one table: a code, how grave a breach is, and what it means in both languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from restokg.graph.store import Literal
from restokg.namespaces import compact
from restokg.validation.findings import Finding, Place


class Rule(NamedTuple):
    """A rule; its messages name facts of a finding in braces."""

    severity: str
    en: str
    zh: str


RULES: dict[str, Rule] = {
    # --- Names: in ontologies, shapes, data and queries ---
    "RKG-L01": Rule(
        "violation",
        "{term} is used but declared nowhere. Correct its name, or declare it.",
        "{term} 被使用但未在任何处声明。请更正名称或予以声明。",
    ),
    "RKG-L02": Rule(
        "warning",
        "{term} is deprecated but still used. Use what replaces it.",
        "{term} 已弃用但仍在使用。请改用其替代词项。",
    ),
    "RKG-L03": Rule(
        "violation",
        "The prefix {prefix} is declared for <{other}> before, and here for another namespace.",
        "前缀 {prefix} 此前已声明为 <{other}>，此处又声明为另一命名空间。",
    ),
    "RKG-L04": Rule(
        "warning",
        "The prefix {prefix} is declared but not used. Remove the declaration.",
        "前缀 {prefix} 已声明但未使用。请删去该声明。",
    ),
    "RKG-L05": Rule(
        "violation",
        "The prefix {prefix} is used but not declared.",
        "前缀 {prefix} 被使用但未声明。",
    ),
    "RKG-L06": Rule(
        "warning",
        "The prefix {prefix} is used but not declared in this file: restokg knows it, "
        "but no other program does. Add: PREFIX {prefix} <{namespace}>",
        "前缀 {prefix} 未在本文件中声明：restokg 能识别，其他程序则不能。"
        "请加上：PREFIX {prefix} <{namespace}>",
    ),
    # --- Ontologies ---
    "RKG-L10": Rule(
        "violation", "{term} must have a label in English.", "{term} 须有英文名称（标签）。"
    ),
    "RKG-L11": Rule(
        "violation", "{term} must have a label in Chinese.", "{term} 须有中文名称（标签）。"
    ),
    "RKG-L12": Rule(
        "violation", "{term} must have a definition in English.", "{term} 须有英文定义。"
    ),
    "RKG-L13": Rule(
        "warning", "{term} should have a definition in Chinese.", "{term} 宜有中文定义。"
    ),
    "RKG-L14": Rule(
        "warning",
        "The name of a class should be in UpperCamelCase, which {term} is not.",
        "类名宜采用大驼峰式（UpperCamelCase），而 {term} 并非如此。",
    ),
    "RKG-L15": Rule(
        "warning",
        "The name of a property should be in lowerCamelCase, which {term} is not.",
        "属性名宜采用小驼峰式（lowerCamelCase），而 {term} 并非如此。",
    ),
    # --- Shapes ---
    "RKG-L20": Rule(
        "violation",
        "SHACL has no term {term}{hint}. Engines pass over it in silence.",
        "SHACL 没有词项 {term}{hint}。校验引擎会不加提示地忽略它。",
    ),
    "RKG-L21": Rule(
        "violation",
        "The shape names {term}, which is neither declared nor a term of a standard vocabulary.",
        "规则所指的 {term} 既未声明，也不是标准词汇表的词项。",
    ),
    "RKG-L22": Rule(
        "warning",
        "A shape that can fail should have a message in English.",
        "可能不通过的规则宜有英文消息。",
    ),
    "RKG-L23": Rule(
        "warning",
        "A shape that can fail should have a message in Chinese.",
        "可能不通过的规则宜有中文消息。",
    ),
    "RKG-L24": Rule(
        "warning",
        "A shape that can fail should state its severity.",
        "可能不通过的规则宜写明严重程度。",
    ),
    "RKG-L25": Rule(
        "warning",
        "The messages of a shape should begin with one code, such as RKG-M03, in each language.",
        "规则的消息在各语言中宜以同一代码（如 RKG-M03）开头。",
    ),
    "RKG-L26": Rule(
        "violation",
        "The code {code} already belongs to {other}.",
        "代码 {code} 已由 {other} 使用。",
    ),
    "RKG-L27": Rule(
        "warning",
        "Nothing reaches the shape: it has no target, and no other shape refers to it.",
        "该规则不会被执行：它没有目标，也没有其他规则引用它。",
    ),
    "RKG-L28": Rule(
        "violation",
        "The shape refers back to itself, which SHACL leaves undefined: {cycle}.",
        "该规则循环引用自身，SHACL 对此未作定义：{cycle}。",
    ),
    "RKG-L29": Rule(
        "violation",
        "The value of {term} is not a well-formed list.",
        "{term} 的值不是结构正确的列表。",
    ),
    "RKG-L30": Rule(
        "violation",
        "Nothing can satisfy the shape: {low} is {least}, and {high} is {most}.",
        "该规则无法满足：{low} 为 {least}，而 {high} 为 {most}。",
    ),
    "RKG-L31": Rule(
        "violation",
        "The query of the constraint is not valid SPARQL: {reason}.",
        "约束中的查询不是有效的 SPARQL：{reason_zh}。",
    ),
    "RKG-L32": Rule(
        "violation",
        "The query of the constraint must select $this.",
        "约束中的查询必须选取 $this。",
    ),
    "RKG-L33": Rule(
        "violation",
        "The prefix {prefix} is used in the constraint's query, "
        "but neither the query nor sh:prefixes declares it.",
        "约束的查询使用了前缀 {prefix}，但查询本身和 sh:prefixes 均未声明。",
    ),
    # --- Queries, those in constraints among them ---
    "RKG-L40": Rule(
        "violation",
        "The query is not valid SPARQL: {reason}.",
        "该查询不是有效的 SPARQL：{reason_zh}。",
    ),
    "RKG-L41": Rule(
        "warning",
        "The query is not SPARQL 1.1 as rdflib reads it, so other engines may refuse it; "
        "its variables were not checked.",
        "rdflib 不将该查询视为 SPARQL 1.1，其他引擎可能拒绝；其变量未作检查。",
    ),
    "RKG-L42": Rule(
        "violation",
        "{variable} is selected, but the pattern never binds it.",
        "选取了 {variable}，但查询模式从未为其赋值。",
    ),
    "RKG-L43": Rule(
        "violation",
        "Nothing binds {variable} within the braces where this expression reads it, "
        "and it is no declared parameter.",
        "表达式所在的花括号内没有为 {variable} 赋值，它也不是已声明的参数。",
    ),
    "RKG-L44": Rule(
        "info",
        "{variable} occurs only once. Remove it, or write [] where any value will do.",
        "{variable} 只出现一次。请删去，或在任何值均可之处写作 []。",
    ),
    "RKG-L45": Rule(
        "warning",
        "{variable} occurs only once. Is {other} meant?",
        "{variable} 只出现一次。是否应为 {other}？",
    ),
    "RKG-L46": Rule(
        "violation",
        "The rows are ordered or grouped by {variable}, which nothing binds.",
        "排序或分组所依据的 {variable} 从未赋值。",
    ),
    "RKG-L47": Rule("violation", "The header lacks {key}.", "文件头缺少 {key}。"),
    "RKG-L48": Rule(
        "violation",
        "The id of a question must be the name of its file, {stem}.",
        "问题的 id 须与文件名 {stem} 一致。",
    ),
    "RKG-L49": Rule(
        "violation",
        "This line of the header is not understood: it is `#+ key: value` with a key that "
        "exists and is given once, or `#+ param NAME (TYPE, default VALUE): text`, or the same in "
        "Chinese below it: `#+ param-zh NAME: text`.",
        "无法理解文件头的这一行：应为 `#+ key: value`（键须存在且只出现一次），"
        "或 `#+ param NAME (TYPE, default VALUE): text`，或其下一行的中文说明："
        "`#+ param-zh NAME: text`。",
    ),
    "RKG-L50": Rule(
        "violation",
        "The parameter {variable} is declared, but the query does not use it.",
        "参数 {variable} 已声明，但查询并未使用。",
    ),
    "RKG-L51": Rule(
        "warning",
        "The header has {key} in English only.",
        "文件头的 {key} 只有英文。",
    ),
}


def finding(
    rule: str,
    place: Place,
    focus: str,
    *,
    path: str | None = None,
    value: str | None = None,
    **facts: str,
) -> Finding:
    """Return what a rule has to say at a place; ``facts`` are what its messages name."""
    severity, en, zh = RULES[rule]
    return Finding(
        severity=severity,
        rule=rule,
        focus=focus,
        path=path,
        value=value,
        messages={"en": en.format(**facts), "zh": zh.format(**facts)},
        place=place,
    )


def demands() -> dict[str, dict[str, str]]:
    """Return what each rule says in general, by code and language, "…" for what a finding names."""
    return {
        code: {
            language: re.sub(r"\{\w+\}", "…", text)
            for language, text in (("en", rule.en), ("zh", rule.zh))
        }
        for code, rule in RULES.items()
    }


def shown(iri: str) -> str:
    """Return an IRI as messages name it: with a prefix, or else in angle brackets."""
    name = compact(iri)
    return name if name != iri else f"<{iri}>"


def quoted(text: str) -> str:
    """Return what is no term (a variable, a prefix, a key of a header) as a finding's focus."""
    return str(Literal(text))
