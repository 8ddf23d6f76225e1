from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]

TITLE = "河东支部书记述职报告"
# Long enough for the text to count as a whole report.
DEEDS = "支部定期读书、按月调研，" * 16 + "全年如此。"
FAULTS = "读书不深，调研不细，写稿不勤，联系群众也不够紧密。"
AIMS = "今后将深读书、细调研、勤写稿，同群众常来往、多商量。"
WHOLE = f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在问题\n{FAULTS}\n三、下步打算\n{AIMS}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(WHOLE, [], id="whole"),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在问题\n{FAULTS}",
            [("GW201", TITLE)],
            id="no plans",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、下步打算\n{AIMS}",
            [("GW201", TITLE)],
            id="no problems",
        ),
        pytest.param(
            f"{TITLE}\n一、存在问题\n{DEEDS}\n二、下步打算\n{AIMS}",
            [("GW201", TITLE)],
            id="no review",
        ),
        pytest.param(
            f"{TITLE}\n一、抓班子\n{DEEDS}\n二、存在问题\n{FAULTS}\n三、下步打算\n{AIMS}",
            [],
            id="a review by another name",
        ),
        pytest.param(
            f"{TITLE}\n{DEEDS}\n也要看到，工作中还存在读书不深等不足。\n下一步，将继续改进。",
            [],
            id="no headings at all",
        ),
        pytest.param(
            f"{TITLE}\n工作成效\n{DEEDS}\n短板弱项\n{FAULTS}\n努力方向\n{AIMS}",
            [],
            id="headings without numbers",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在的问题和下步打算\n{FAULTS}{AIMS}",
            [("GW202", "存在的问题和下步打算")],
            id="merged",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在的问题和整改措施\n{FAULTS}"
            f"\n三、下步打算\n{AIMS}",
            [],
            id="problems with measures, and plans",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、下步打算\n{AIMS}\n三、存在问题\n{FAULTS}",
            [("GW203", "存在问题")],
            id="plans before problems",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在问题\n三、下步打算\n{AIMS}",
            [("GW204", "存在问题")],
            id="an empty part",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在问题\n（待写）\n三、下步打算\n{AIMS}",
            [("GW204", "存在问题")],
            id="next to nothing",
        ),
        pytest.param(
            f"{TITLE}\n一、主要工作\n{DEEDS}\n二、存在问题\n（一）读书不深，时紧时松\n"
            f"（二）调研不细，走马观花\n三、下步打算\n{AIMS}",
            [],
            id="headings are text too",
        ),
        pytest.param(
            WHOLE.replace(TITLE, "河东支部年度工作总结"), [], id="a title that names the review"
        ),
        pytest.param(WHOLE.replace(TITLE, "河东支部值班制度"), [], id="no report"),
        pytest.param(f"{TITLE}\n一、主要工作\n读书。", [], id="too short to be whole"),
        pytest.param(
            f"述职评议的通知\n一、时间\n{DEEDS}\n二、要求\n{AIMS}", [], id="a notice about reports"
        ),
        pytest.param(
            f"关于河东支部\n述职评议工作的意见\n一、时间\n{DEEDS}\n二、要求\n{AIMS}",
            [],
            id="a title in two lines that ends in another kind",
        ),
    ],
)
def test_parts(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "GW2") == expected


def test_the_review_is_missing_under_a_title_that_names_it(found: Found) -> None:
    text = f"河东支部年度工作总结\n一、存在问题\n{DEEDS}\n二、下步打算\n{AIMS}"
    assert found(text, "GW201") == [("GW201", "河东支部年度工作总结")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WHOLE.replace("三、下步打算", "三、加强保障").replace("今后将", ""), "缺少“打算”部分"),
        (WHOLE.replace("二、存在问题", "二、加强保障"), "缺少“问题”部分"),
    ],
)
def test_the_part_is_named(lint: Lint, text: str, message: str) -> None:
    assert [diagnostic.message for diagnostic in lint(text, "GW201")] == [message]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("GW205", f"现将履职情况汇报如下：{DEEDS}", [f"现将履职情况汇报如下：{DEEDS}"]),
        ("GW205", f"{TITLE}\n{DEEDS}", []),
        ("GW206", f"{TITLE}\n{DEEDS}", [TITLE]),
        ("GW206", f"{TITLE}\n现将履职情况汇报如下：\n{DEEDS}", []),
        ("GW207", f"{TITLE}\n{DEEDS}", [DEEDS]),
        ("GW207", f"{TITLE}\n{DEEDS}\n河东支部\n2024年1月5日", []),
        ("GW207", f"{TITLE}\n{DEEDS}\n河东支部\n二〇二四年一月五日", []),
    ],
)
def test_title_opening_and_sign_off(
    found: Found, code: str, text: str, expected: list[str]
) -> None:
    assert found(text, code) == [(code, words) for words in expected]


def test_they_are_off_unless_asked_for(found: Found) -> None:
    codes = {code for code, _ in found(f"{TITLE}\n{DEEDS}", "GW2")}
    assert not codes & {"GW205", "GW206", "GW207"}
