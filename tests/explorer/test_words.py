"""The texts of the interface: the same in both languages, natural in each."""

from __future__ import annotations

import re
import string

import pytest

from restokg.explorer import words
from restokg.explorer.rendering import TEMPLATES

HAN = re.compile(r"[\u4e00-\u9fff]")


def texts(lang: str) -> dict[tuple[str, str], str]:
    return {
        (table, key): text for table, of in words.load(lang).items() for key, text in of.items()
    }


def test_both_languages_say_the_same_things() -> None:
    assert texts("en").keys() == texts("zh").keys()


def test_both_languages_have_the_same_gaps_to_fill() -> None:
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    english, chinese = texts("en"), texts("zh")
    assert [key for key in english if gaps(english[key]) != gaps(chinese[key])] == []


def test_english_has_no_chinese_but_the_name_of_the_language_and_examples() -> None:
    own = {("common", "language_zh"), ("common", "search_placeholder"), ("home", "examples")}
    found = {key for key, text in texts("en").items() if HAN.search(text)}
    assert found <= own


@pytest.mark.parametrize("mark", [", ", "; ", "(", ": ", "..."])
def test_chinese_is_punctuated_as_chinese(mark: str) -> None:
    chinese = {key: text for key, text in texts("zh").items() if HAN.search(text)}
    inside = re.compile(rf"[\u4e00-\u9fff]{re.escape(mark)}|{re.escape(mark)}[\u4e00-\u9fff]")
    assert [key for key, text in chinese.items() if inside.search(text)] == []


def test_every_text_that_a_template_names_is_there() -> None:
    known = {f"{table}.{key}" for table, key in texts("en")}
    named = {
        (path.name, name)
        for path in TEMPLATES.glob("*.html")
        for name in re.findall(r"\bt\.([a-z]+\.\w+)\b(?!\()", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert {(path, name) for path, name in named if name not in known} == set()
