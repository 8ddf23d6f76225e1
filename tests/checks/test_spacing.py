from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic, Safety

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]

TAIL = "，各支部按月走访群众、按季分析研判，年底逐项总结。"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("支部深入 走访群众", "支部深入走访群众"),
        ("支部深入\u00a0走访群众", "支部深入走访群众"),
        ("支部深入\u2003走访群众", "支部深入走访群众"),
        ("走访群众30 户", "走访群众30户"),
        ("走访群众 30户", "走访群众30户"),
        ("走访率90% 以上", "走访率90%以上"),
        ("深入走访， 解决难题", "深入走访，解决难题"),
        ("深入走访 ，解决难题", "深入走访，解决难题"),
        ("深入走访（ 入户）", "深入走访（入户）"),
    ],
)
def test_stray_spaces(found: Found, mend: Mend, text: str, mended: str) -> None:
    spaces = [("GW601", sign) for sign in text if sign.isspace()]
    assert found(text + TAIL, "GW601") == spaces
    assert mend(text + TAIL, "GW601") == mended + TAIL


@pytest.mark.parametrize(
    "text",
    [
        "使用 Word 编辑",
        "编号 A 3 5 类",
        "一、 深入走访群众",
        "（一） 深入走访群众",
        "1. 深入走访群众",
        "第一章 深入走访群众",
        "　　深入走访群众",
        "开展“走进千家 温暖万户”活动",
        "参加的有张 三、李 四",
        "深入走访群众",
    ],
)
def test_spaces_that_belong(found: Found, text: str) -> None:
    assert found(text + TAIL, "GW601") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("支部 三月 四月", id="columns"),
        pytest.param("河东支部 王明", id="a signature"),
        pytest.param(
            "支部　　　三月　　　四月　　　五月　　　六月　　　七月，共计八项", id="wide columns"
        ),
    ],
)
def test_lines_that_are_no_running_text(found: Found, text: str) -> None:
    assert found(text, "GW601") == []


def test_a_house_style_is_left_alone(found: Found) -> None:
    text = "2022 年 5 月走访 30 户，座谈 12 次，办实事 8 件，支部上下都很满意。"
    assert found(text, "GW601") == []


def test_inside_quotation_marks_a_space_may_be_meant(lint: Lint) -> None:
    (diagnostic,) = lint(f"落实“三会一课 ”制度{TAIL}", "GW601")
    assert diagnostic.fix is not None
    assert diagnostic.fix.safety is Safety.UNSAFE


def test_the_position(lint: Lint) -> None:
    (diagnostic,) = lint(f"前言\n支部深入 走访群众{TAIL}", "GW601")
    assert (diagnostic.span.start, diagnostic.span.end) == (7, 8)
    assert diagnostic.message == "多余的空格：“支部深入 走访群众”"
