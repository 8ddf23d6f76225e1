from __future__ import annotations

import re

import pytest

from djlint.patterns import Pattern, TimedPattern


def test_an_expression_is_compiled_when_it_is_first_tried() -> None:
    pattern = Pattern("(", needs=("括号",))
    assert not list(pattern.finditer("没有这个词"))
    assert pattern.search("没有这个词") is None
    with pytest.raises(re.error):
        pattern.search("有括号")


def test_an_expression_is_compiled_once() -> None:
    pattern = Pattern("甲")
    assert pattern.compiled is pattern.compiled


@pytest.mark.parametrize(
    ("needs", "text", "expected"),
    [
        pytest.param((), "", True, id="needs nothing"),
        pytest.param(("甲",), "乙甲", True, id="has it"),
        pytest.param(("甲", "乙"), "乙", True, id="has one of two"),
        pytest.param(("甲", "乙"), "丙", False, id="has neither"),
        pytest.param(("甲",), "", False, id="empty text"),
    ],
)
def test_may_match(needs: tuple[str, ...], text: str, expected: bool) -> None:
    assert Pattern("甲|乙", needs).may_match(text) is expected


def test_a_stretch_of_text_keeps_what_stands_before_it() -> None:
    text = "甲乙甲乙"
    assert [found.start() for found in Pattern("(?<=甲)乙").finditer(text, 1)] == [1, 3]
    assert [found.start() for found in Pattern("乙").finditer(text, 0, 3)] == [1]
    found = Pattern("乙").search(text, 2)
    assert found is not None
    assert found.start() == 3


def test_match() -> None:
    pattern = Pattern("甲乙")
    assert pattern.match("丙甲乙", 1)
    assert pattern.match("丙甲乙") is None


def test_time_runs_out() -> None:
    slow = TimedPattern(r"(a+)+(b+)+$")
    with pytest.raises(TimeoutError):
        list(slow.finditer("a" * 3000 + "b" * 3000 + "c", 0.001))


def test_an_expression_of_a_rule_is_tried_only_where_it_may_match() -> None:
    pattern = TimedPattern("(", needs=("括号",))
    assert list(pattern.finditer("没有", 1)) == []
    assert [found.start() for found in TimedPattern(r"\p{Han}").finditer("a甲", 1)] == [1]
