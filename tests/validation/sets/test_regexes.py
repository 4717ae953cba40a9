import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.validation.sets.regexes import is_read_by_store, is_well_formed

CHARACTER = st.sampled_from([*"abz019 .^$-éA中,:", r"\.", r"\n", r"\d", r"\i", r"\p{Lu}"])
IN_CLASS = st.sampled_from([*"aé(|*?{}.$", "a-z", "0-9", r"\]", r"\-", r"\c", r"\P{IsGreek}"])
MEMBERS = st.lists(IN_CLASS, min_size=1, max_size=4).map("".join)
CLASS = st.recursive(
    MEMBERS.map(lambda members: f"[{members}]"),
    lambda inner: st.builds(lambda members, less: f"[^{members}-{less}]", MEMBERS, inner),
    max_leaves=3,
)
QUANTIFIER = st.sampled_from(["", "", "?", "*", "+", "{2}", "{2,}", "{2,3}", "*?", "{0,9}?"])
GROUPS = ["({})", "(?:{})", "{}|{}", "{}{}", "|{}", "({})\\1"]
EXPRESSION = st.recursive(
    st.builds(lambda atom, quantifier: atom + quantifier, CHARACTER | CLASS, QUANTIFIER),
    lambda inner: st.builds(
        lambda form, one, other: form.format(one, other), st.sampled_from(GROUPS), inner, inner
    ),
    max_leaves=8,
)


@given(EXPRESSION)
def test_what_the_grammar_makes_is_well_formed(expression: str) -> None:
    assert is_well_formed(expression, "")
    assert not is_well_formed(f"({expression}", "")
    assert not is_well_formed(f"{expression})", "")
    assert not is_well_formed(f"*{expression}", "")
    assert not is_well_formed(f"{expression}[", "")


@given(st.text("ab()[]{}|*+?\\^-,1dpi", max_size=8))
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_well_formed(text, "") in (True, False)
    assert is_well_formed(text, "q")


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "a)", "[", "[]", "a]", "*", "a**", "a{", "a{2", "a{,2}", "a{3,2}", "}", "\\"),
        *(r"\y", r"\p{", r"\0", "[b-a]", "[a-z-[b]", "(?!a)", "(?<=a)b", "(?i)a", "a{1}{2}"),
    ],
)
def test_what_xpath_does_not_know_is_not_well_formed(pattern: str) -> None:
    assert not is_well_formed(pattern, "")


@pytest.mark.parametrize("pattern", ["", "|", "()", "^a$", r"(a)\1", r"[\i-[:]][\c-[:]]*", "[a-]"])
def test_what_xpath_knows_is_well_formed(pattern: str) -> None:
    assert is_well_formed(pattern, "")


def test_flags_change_what_is_well_formed() -> None:
    assert is_well_formed("( a ) { 2 }", "x")
    assert not is_well_formed("( a ) { 2 }", "")
    assert is_well_formed("(", "iq")
    assert is_read_by_store("(", "q")
    assert not is_read_by_store("(", "")
