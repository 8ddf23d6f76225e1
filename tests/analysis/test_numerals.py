from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from djlint.analysis.numerals import to_chinese, to_circled, to_int


@given(st.integers(1, 199))
@settings(derandomize=True, deadline=None)
def test_chinese_numerals_and_back(value: int) -> None:
    assert to_int(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (199, "一百九十九"),
        (999, "九百九十九"),
    ],
)
def test_to_chinese(value: int, expected: str) -> None:
    assert to_chinese(value) == expected


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十", 110),
        ("三千", 3000),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("二零零八", 2008),
        ("12", 12),
        ("１２", 12),
        ("①", 1),
        ("⑳", 20),
        pytest.param("", None, id="nothing"),
        pytest.param("一X", None, id="a foreign sign"),
        pytest.param("①②", None, id="two circled"),
        pytest.param("1.5", None, id="a decimal"),
        pytest.param("²", None, id="a superscript"),
        pytest.param("-1", None, id="a minus"),
    ],
)
def test_to_int(numeral: str, expected: int | None) -> None:
    assert to_int(numeral) == expected


@pytest.mark.parametrize(("value", "expected"), [(1, "①"), (20, "⑳"), (21, "21"), (0, "0")])
def test_to_circled(value: int, expected: str) -> None:
    assert to_circled(value) == expected


@given(st.integers(1, 20))
@settings(derandomize=True, deadline=None)
def test_circled_numerals_and_back(value: int) -> None:
    assert to_int(to_circled(value)) == value
