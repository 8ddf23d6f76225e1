from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.analysis import Reading
from djlint.analysis.parts import PLANS, PROBLEMS, REVIEW, names_of
from djlint.catalog import Catalog

Read = Callable[..., Reading]
TITLE = "河东支部书记述职报告"


def sections(reading: Reading) -> list[tuple[str, str]]:
    """The words and the parts of each section that names one."""
    text = reading.document.text
    return [
        (text[section.heading.start : section.heading.end], "".join(sorted(section.names)))
        for section in reading.parts.sections
        if section.names
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("河东支部书记述职报告\n各位同志。", True, id="a title"),
        pytest.param(
            "关于河东支部\n年度抓党建工作的汇报\n各位同志。", True, id="a title in two lines"
        ),
        pytest.param("现将履职情况汇报如下。", True, id="an opening alone"),
        pytest.param(
            "发言稿\n各位同志，现将本人履职情况汇报如下。", True, id="an opening with a title"
        ),
        pytest.param("关于开展述职评议的通知\n现将述职事项通知如下。", False, id="a notice"),
        pytest.param("述职评议考核办法\n为了规范述职，制定本办法。", False, id="rules"),
        pytest.param("会议纪要\n会议听取了述职。", False, id="minutes"),
        pytest.param("述职测评表\n姓名", False, id="a form"),
        pytest.param("食堂公告\n今日停水。", False, id="another text"),
        pytest.param("现将培训安排公布如下。", False, id="another opening"),
        pytest.param("今天我读了一份述职报告，写得很好。", False, id="a sentence that names one"),
        pytest.param("", False, id="empty"),
        pytest.param("\n\n　\n", False, id="blank"),
    ],
)
def test_what_is_a_report(reading: Read, text: str, expected: bool) -> None:
    assert reading(text).parts.is_report is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2024年工作计划", True),
        ("2024年党建工作要点", True),
        ("2024年工作打算", True),
        ("2023年工作总结和2024年工作计划", False),
        ("2023年述职报告", False),
    ],
)
def test_what_is_a_plan(reading: Read, title: str, expected: bool) -> None:
    assert reading(f"{title}\n各项工作有序推进。").parts.is_plan is expected


def test_title_and_opening(reading: Read) -> None:
    read = reading(f"{TITLE}\n（河东支部）\n现将本人履职情况汇报如下：\n一、主要做法\n略述。")
    title, opening = read.parts.title, read.parts.opening
    assert title is not None
    assert read.document.text_of(title) == TITLE
    assert opening is not None
    assert opening.index == 2


def test_no_title_below_a_heading(reading: Read) -> None:
    assert reading("一、主要做法\n河东支部述职报告").parts.title is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("主要工作", {REVIEW}),
        ("履职情况", {REVIEW}),
        ("存在的问题", {PROBLEMS}),
        ("短板和不足", {PROBLEMS}),
        ("下步打算", {PLANS}),
        ("今后努力方向", {PLANS}),
        ("存在不足及下一步打算", {PROBLEMS, PLANS}),
        ("存在的问题和整改措施", {PROBLEMS, PLANS}),
        ("坚持问题导向促整改", set()),
        ("上年度问题整改落实到位", set()),
        ("关爱困难群众", set()),
        ("加强学习", set()),
    ],
)
def test_what_a_heading_names(loaded: Catalog, heading: str, expected: set[str]) -> None:
    assert names_of(heading, loaded.vocabulary) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{TITLE}\n一、主要工作\n甲。\n二、存在问题\n乙。\n三、下步打算\n丙。",
            [("主要工作", REVIEW), ("存在问题", PROBLEMS), ("下步打算", PLANS)],
            id="numbered",
        ),
        pytest.param(
            f"{TITLE}\n工作成效\n甲。\n存在问题\n乙。\n努力方向\n丙。",
            [("工作成效", REVIEW), ("存在问题", PROBLEMS), ("努力方向", PLANS)],
            id="unnumbered",
        ),
        pytest.param(
            f"{TITLE}\n甲。\n一年来虽有进步，但还存在学得不深等不足。\n下一步，我将勤学多问。",
            [("", PROBLEMS), ("", PLANS)],
            id="by wording",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n针对存在的问题，逐条整改到位。",
            [("主要工作", REVIEW)],
            id="what was mended is no problem",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n下一步看得清，今天走得稳。",
            [("主要工作", REVIEW)],
            id="the next step of a saying",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n甲。\n二、存在的问题及下步打算\n乙。",
            [("主要工作", REVIEW), ("存在的问题及下步打算", "".join(sorted((PROBLEMS, PLANS))))],
            id="merged",
        ),
        pytest.param(
            "河东支部年度工作总结\n一、存在问题\n甲。\n二、下步打算\n乙。",
            [("存在问题", PROBLEMS), ("下步打算", PLANS)],
            id="a title is no heading",
        ),
    ],
)
def test_sections(reading: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert sections(reading(text)) == expected


def test_the_innermost_section_decides(reading: Read) -> None:
    text = f"{TITLE}\n一、主要工作\n甲甲。\n（一）存在问题\n乙乙。\n二、下步打算\n丙丙。"
    parts = reading(text).parts
    assert parts.names_at(text.index("甲甲")) == {REVIEW}
    assert parts.names_at(text.index("乙乙")) == {PROBLEMS}
    assert parts.names_at(text.index("丙丙")) == {PLANS}
    assert parts.names_at(0) == frozenset()


def test_a_section_ends_where_the_next_begins(reading: Read) -> None:
    text = f"{TITLE}\n一、主要工作\n甲。\n二、存在问题\n乙。"
    first, second = reading(text).parts.sections
    assert text[first.span.start : first.span.end] == "一、主要工作\n甲。\n"
    assert text[second.span.start : second.span.end] == "二、存在问题\n乙。"
