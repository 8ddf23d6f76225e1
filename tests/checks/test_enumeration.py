from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        pytest.param(
            "一是勤学，二是苦练，四是实干。",
            ["四是"],
            "一是勤学，二是苦练，三是实干。",
            id="a gap",
        ),
        pytest.param(
            "一是勤学。\n三是苦练。\n四是实干。",
            ["三是"],
            "一是勤学。\n二是苦练。\n三是实干。",
            id="all that follows",
        ),
        pytest.param(
            "一是勤学；二是苦练；二是实干。",
            ["二是"],
            "一是勤学；二是苦练；三是实干。",
            id="twice",
        ),
        pytest.param("第一，勤学。第三，苦练。", ["第三，"], "第一，勤学。第二，苦练。", id="第"),
        pytest.param("第1，勤学。第3，苦练。", ["第3，"], "第1，勤学。第2，苦练。", id="figures"),
        pytest.param("其一，勤学。其三，苦练。", ["其三，"], "其一，勤学。其二，苦练。", id="其"),
        pytest.param(
            "一是勤学，做到：一是早；二是勤；四是快。二是苦练。",
            ["四是"],
            "一是勤学，做到：一是早；二是勤；三是快。二是苦练。",
            id="inside an item",
        ),
        pytest.param(
            "二是苦练。三是实干。", ["二是"], "二是苦练。三是实干。", id="the first is lost"
        ),
    ],
)
def test_gaps(found: Found, mend: Mend, text: str, expected: list[str], mended: str) -> None:
    assert found(text, "GW111") == [("GW111", mark) for mark in expected]
    assert mend(text, "GW111", unsafe=True) == mended


@pytest.mark.parametrize(
    "text",
    [
        "一是勤学；二是苦练；三是实干。",
        "一是勤学：一是早；二是勤。二是苦练。",
        "首先勤学，二是苦练，三是实干。",
        "一方面勤学，二是苦练。",
        "首先，勤学。再次，实干。最后，总结。",
        "一要勤学，三要实干。",
        "第一、第三产业并进。",
        "获奖情况：第一名，甲；第三名，乙。",
        "抓学习，一是勤学。\n抓落实，一是实干，二是巧干。",
    ],
)
def test_no_gaps(found: Found, text: str) -> None:
    assert found(text, "GW111") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一是抓好整改，逐条销号。", ["一是"], id="alone"),
        pytest.param("其一，抓好整改，逐条销号。", ["其一，"], id="其一 alone"),
        pytest.param("一是勤学，另外还要苦练。", [], id="goes on in other words"),
        pytest.param("一是勤学；二是苦练。", [], id="two"),
        pytest.param("第一，勤学。", [], id="第一 is used freely"),
        pytest.param("一要勤学。", [], id="一要 is used freely"),
        pytest.param("一是一，二是二。", [], id="a saying"),
        pytest.param("唯一是他，统一是福。", [], id="words that end in one"),
        pytest.param("一是甲，一是乙，各有长处。", [], id="two of a kind"),
        pytest.param(
            "（1）一是勤学。\n（2）二是苦练。\n（3）三是实干。", [], id="marks behind numbers"
        ),
    ],
)
def test_lone(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW112") == [("GW112", mark) for mark in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("首先，勤学。第二，苦练。", ["第二，"], id="首先 and 第二"),
        pytest.param("一是勤学；第二，苦练；三是实干。", ["第二，"], id="one among others"),
        pytest.param("第一，勤学。其次，苦练。", ["其次"], id="第一 and 其次"),
        pytest.param("首先，勤学。其次，苦练。最后，实干。", [], id="alike"),
        pytest.param(
            "一是勤学，做到：第一，早；第二，勤。二是苦练。", [], id="a list inside an item"
        ),
    ],
)
def test_mixed(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW113") == [("GW113", mark) for mark in expected]


def test_the_words_of_a_gap(lint: Lint) -> None:
    (diagnostic,) = lint("做到：第一，勤学。第三，苦练。", "GW111")
    assert diagnostic.message == "列举次序不连续：此处应为“第二，”"
    assert (diagnostic.span.start, diagnostic.span.end) == (9, 12)
    assert diagnostic.related[0].span.start == 3
    assert diagnostic.fix is not None
    assert [(edit.span.start, edit.text) for edit in diagnostic.fix.edits] == [(10, "二")]
