from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、成绩\n（一）读书\n二、打算", [("GW108", "（一）")], id="alone"),
        pytest.param("一、成绩\n1.读书\n二、打算", [("GW108", "1.")], id="a figure alone"),
        pytest.param("一、成绩\n（一）读书\n（二）调研\n二、打算", [], id="two"),
        pytest.param("一、成绩\n只有这一部分。", [], id="a lone top level"),
        pytest.param("第一章 总则\n第一节 目的\n第二章 附则", [], id="a lone section of a law"),
        pytest.param("一、成绩\n（二）读书\n二、打算", [], id="a lone two is out of order instead"),
    ],
)
def test_lone(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "GW108") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、成绩\n二、不足。\n三、打算", ["。"], id="one of three"),
        pytest.param("一、成绩\n二、不足；\n三、打算", ["；"], id="a semicolon"),
        pytest.param("一、成绩。\n二、不足。\n三、打算", [], id="most of them"),
        pytest.param("一、成绩。\n二、不足。", [], id="all of them"),
        pytest.param("一、成绩。全年平稳。\n二、不足\n三、打算", [], id="run-in"),
        pytest.param("一、成绩\n二、不足！\n三、打算", [], id="a mark that belongs"),
        pytest.param("一、成绩\n二、不足\n三、打算", [], id="none"),
    ],
)
def test_end_marks(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW110") == [("GW110", mark) for mark in expected]


def test_the_end_mark_goes(mend: Mend) -> None:
    text = "一、成绩\n二、不足。\n三、打算"
    assert mend(text, "GW110") == text
    assert mend(text, "GW110", unsafe=True) == "一、成绩\n二、不足\n三、打算"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("（一）勤学苦练\n（二）勤学苦练", ["勤学苦练"], id="twice"),
        pytest.param("（一）勤学苦练。甲。\n（二）勤学苦练。乙。", ["勤学苦练"], id="run-in"),
        pytest.param("（一）勤学\n（二）勤学", [], id="too short to tell"),
        pytest.param("（一）勤学苦练\n（二）勤练苦学", [], id="not the same"),
        pytest.param("一、甲\n1.主要成绩\n二、乙\n1.主要成绩", [], id="under two headings"),
        pytest.param(
            "（一）勤学苦练\n（二）服务\n（三）勤学苦练\n（四）勤学苦练",
            ["勤学苦练"] * 2,
            id="thrice",
        ),
    ],
)
def test_repeated_titles(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW114") == [("GW114", words) for words in expected]


def test_the_later_title_is_shown_with_the_first(lint: Lint) -> None:
    (diagnostic,) = lint("（一）勤学苦练\n（二）勤学苦练", "GW114")
    assert (diagnostic.span.start, diagnostic.related[0].span.start) == (11, 3)
