from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic, Safety

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]

NUMBERING = ("GW101", "GW102", "GW103", "GW104", "GW105")


def numbering(found: Found, text: str, **more: object) -> list[tuple[str, str]]:
    return [each for each in found(text.strip("\n"), "GW1", **more) if each[0] in NUMBERING]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、读书\n二、调研\n三、写稿", [], id="in order"),
        pytest.param("一、读书\n二、调研\n四、写稿", [("GW101", "四、")], id="a gap"),
        pytest.param(
            "一、读书\n三、调研\n五、写稿", [("GW101", "三、"), ("GW101", "五、")], id="gaps"
        ),
        pytest.param(
            "一、读书\n二、调研\n四、写稿\n五、交卷\n六、评奖", [("GW101", "四、")], id="told once"
        ),
        pytest.param("1.读书\n2.调研\n4.写稿", [("GW101", "4.")], id="figures"),
        pytest.param(
            "（1）读书\n（3）调研\n（4）写稿", [("GW101", "（3）")], id="figures in brackets"
        ),
        pytest.param("①读书\n②调研\n④写稿", [("GW101", "④")], id="circled"),
        pytest.param("第一章 总则\n第三章 附则\n第四章 其他", [("GW101", "第三章")], id="chapters"),
        pytest.param(
            "（一）读书。天天读。\n（二）调研。月月走。\n（四）写稿。篇篇改。",
            [("GW101", "（四）")],
            id="run-in headings",
        ),
        pytest.param("一、读书\n二、调研\n二、写稿", [("GW102", "二、")], id="twice"),
        pytest.param("一、读书\n一、调研\n二、写稿", [("GW102", "一、")], id="one twice"),
        pytest.param("一、读书\n二、调研\n二、写稿\n四、交卷", [("GW102", "二、")], id="one slip"),
        pytest.param(
            "一、读书\n一、调研\n一、写稿\n一、交卷", [("GW102", "一、")] * 3, id="nothing but ones"
        ),
        pytest.param(
            "一、读书\n读完。\n一、调研\n走完。\n一、写稿\n写完。",
            [("GW102", "一、")] * 2,
            id="nothing but ones, with text",
        ),
        pytest.param("二、读书\n三、调研\n四、写稿", [("GW103", "二、")], id="begins with two"),
        pytest.param(
            "一、读书\n三、调研\n二、写稿\n四、交卷", [("GW103", "三、")], id="changed places"
        ),
        pytest.param(
            "一、读书\n（二）细读\n（三）精读\n二、调研\n（一）走访\n（二）座谈",
            [("GW103", "（二）")],
            id="a lower level begins with two",
        ),
        pytest.param(
            "一、成绩\n二、打算\n一、读书\n二、调研\n三、写稿\n三、保障",
            [("GW104", "一、"), ("GW104", "二、"), ("GW104", "三、")],
            id="the style above",
        ),
        pytest.param(
            "一、成绩\n（一）读书\n1.细读\n2.精读\n（二）调研\n二、不足\n1.浮\n2.浅",
            [("GW105", "1.")],
            id="a level skipped",
        ),
    ],
)
def test_defects(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    assert numbering(found, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("（一）读书\n（二）调研\n（三）写稿", id="no level above"),
        pytest.param("一、成绩\n1.读书\n2.调研\n二、打算\n1.写稿\n2.交卷", id="two levels"),
        pytest.param(
            "一、成绩\n（一）读书\n（二）调研\n二、不足\n（三）浮\n（四）浅\n三、打算\n（五）实",
            id="runs on through the document",
        ),
        pytest.param(
            "一、成绩\n2022.3修桥\n2022.5修路\n3.5公里已通车\n1.2万人受益\n二、打算",
            id="dates and figures",
        ),
        pytest.param("第一条 甲\n第四条 乙\n第九条 丙", id="an extract of a law"),
        pytest.param(
            "第三条 甲\n（一）乙\n（二）丙\n第八条 丁\n（一）戊\n（二）己", id="items of articles"
        ),
        pytest.param("一、读书\n二、调研\n附件\n一、书目\n二、路线", id="an annex"),
        pytest.param("一、读书\n二、调研\n附表1：\n一、书目\n二、路线", id="a numbered annex"),
        pytest.param(
            "目录\n一、读书\n二、调研\n三、写稿\n一、读书\n读完。\n二、调研\n走完。\n三、写稿\n写完。",
            id="contents",
        ),
        pytest.param(
            "一、二产业融合。\n三、四线城市提质。\n五、六级大风停工。", id="two things at once"
        ),
        pytest.param(
            "一、成绩\n一、二季度抓进度。\n三、四季度抓收尾。\n二、打算", id="two quarters at once"
        ),
        pytest.param("2020年读书\n2022年调研\n2025年写稿", id="years"),
        pytest.param(
            "工作成绩\n一、读书\n二、调研\n工作打算\n一、写稿\n二、交卷",
            id="unnumbered headings above",
        ),
        pytest.param(
            "一、成绩\n本段分述。\n1.读书\n2.调研\n又及。\n1.写稿\n2.交卷\n二、打算", id="lists"
        ),
        pytest.param("3.15晚会\n7.1表彰\n10.1放假", id="days"),
        pytest.param("1、读书\n2、调研\n3、写稿", id="another mark"),
    ],
)
def test_traps(found: Found, text: str) -> None:
    assert numbering(found, text) == []


def test_the_position_of_a_break(lint: Lint) -> None:
    (diagnostic,) = lint("前言\n　　一、读书\n　　三、调研", "GW101")
    assert (diagnostic.span.start, diagnostic.span.end) == (12, 14)
    assert diagnostic.message == "编号不连续：此处应为“二、”"
    assert [(each.span.start, each.message) for each in diagnostic.related] == [
        (5, "前一个编号是一、")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、读书\n二、调研\n四、写稿\n五、交卷\n",
            "一、读书\n二、调研\n三、写稿\n四、交卷\n",
            id="all that follows",
        ),
        pytest.param(
            "一、读书\n二、调研\n二、写稿\n四、交卷",
            "一、读书\n二、调研\n三、写稿\n四、交卷",
            id="one slip",
        ),
        pytest.param("①读书\n②调研\n④写稿", "①读书\n②调研\n③写稿", id="circled"),
        pytest.param(
            "第一章 总则\n第三章 附则\n第四章 其他",
            "第一章 总则\n第二章 附则\n第三章 其他",
            id="chapters",
        ),
        pytest.param(
            "一、成绩\n二、打算\n一、读书\n1.细读\n2.精读\n二、调研\n三、保障",
            "一、成绩\n二、打算\n（一）读书\n1.细读\n2.精读\n（二）调研\n三、保障",
            id="a level below stays",
        ),
        pytest.param(
            "一、成绩\n二、打算\n一、读书\n（一）细读\n（二）精读\n二、调研\n三、保障",
            "一、成绩\n二、打算\n（一）读书\n1.细读\n2.精读\n（二）调研\n三、保障",
            id="a level below moves down",
        ),
    ],
)
def test_fixes(mend: Mend, text: str, expected: str) -> None:
    assert mend(text.strip("\n"), "GW10", unsafe=True) == expected.strip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１.读书\n２.调研\n４.写稿", "１.读书\n２.调研\n３.写稿"),
        ("(一)读书\n(二)调研\n(四)写稿", "(一)读书\n(二)调研\n(三)写稿"),
        ("1、读书\n2、调研\n4、写稿", "1、读书\n2、调研\n3、写稿"),
        ("（ 一 ）读书\n（ 二 ）调研\n（ 四 ）写稿", "（ 一 ）读书\n（ 二 ）调研\n（ 三 ）写稿"),
    ],
)
def test_a_fix_changes_the_numeral_alone(mend: Mend, text: str, expected: str) -> None:
    assert mend(text, "GW101", unsafe=True) == expected


@pytest.mark.parametrize(
    ("text", "code", "safety"),
    [
        pytest.param("一、读书\n二、调研\n二、写稿", "GW102", Safety.SAFE, id="sure"),
        pytest.param(
            "一、读书\n二、调研\n二、写稿\n详见二、", "GW102", Safety.UNSAFE, id="referred to"
        ),
        pytest.param("一、读书\n二、调研\n二、调研", "GW102", Safety.UNSAFE, id="the same title"),
        pytest.param("一、读书\n二、调研\n四、写稿", "GW101", Safety.UNSAFE, id="a gap"),
        pytest.param(
            "一、甲事\n二、乙事\n一、丙事\n二、丁事\n三、戊事",
            "GW104",
            Safety.SAFE,
            id="a reused style",
        ),
    ],
)
def test_how_safe_a_fix_is(lint: Lint, text: str, code: str, safety: Safety) -> None:
    fixes = [each.fix for each in lint(text, code)]
    assert fixes
    assert all(fix is not None and fix.safety is safety for fix in fixes)


def test_automatic_numbers_cannot_be_changed(lint: Lint) -> None:
    text = "读书\n调研\n写稿"
    (diagnostic,) = lint(text, "GW101", labels=["一、", "二、", "四、"])
    assert (diagnostic.span.start, diagnostic.span.end) == (6, 6)
    assert diagnostic.fix is None


def test_a_safe_fix_leaves_an_unsafe_one(mend: Mend) -> None:
    text = "一、读书\n二、调研\n四、写稿"
    assert mend(text, "GW1") == text
