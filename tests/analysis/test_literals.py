from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djlint.analysis import literals
from djlint.analysis.literals import places

WORDS = st.text("甲乙丙", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("", {"甲"}, []),
        ("甲乙", set(), []),
        ("甲乙甲", {"甲"}, [(0, "甲"), (2, "甲")]),
        ("甲甲甲", {"甲甲"}, [(0, "甲甲"), (1, "甲甲")]),
        ("甲乙丙", {"甲乙", "乙丙", "乙"}, [(0, "甲乙"), (1, "乙"), (1, "乙丙")]),
    ],
)
def test_places(text: str, words: set[str], expected: list[tuple[int, str]]) -> None:
    assert list(places(text, words)) == expected


@given(st.text("甲乙丙丁\n", max_size=40), st.sets(WORDS, max_size=8))
def test_long_texts_are_searched_to_the_same_end(text: str, words: set[str]) -> None:
    one_by_one = list(places(text, words))
    with patch.object(literals, "WORTH_AN_AUTOMATON", 0):
        assert list(places(text, words)) == one_by_one
