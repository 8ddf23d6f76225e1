from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.analysis import Reading
from djlint.analysis.numbers import BELOW, Number, numbers, typed, write
from djlint.formats import from_text
from djlint.model import Span

Read = Callable[..., Reading]


def number_of(text: str) -> Number | None:
    document = from_text(text, "")
    return typed(document.paragraphs[0], text)


@pytest.mark.parametrize(
    ("text", "style", "value", "written"),
    [
        ("一、主要做法", "一、", 1, "一、"),
        ("十二、其他事项", "一、", 12, "十二、"),
        ("一百零三、附则", "一、", 103, "一百零三、"),
        ("一.主要做法", "一、", 1, "一."),
        ("一．主要做法", "一、", 1, "一．"),
        ("二，主要做法", "一、", 2, "二，"),
        ("（三）抓服务", "（一）", 3, "（三）"),
        ("(三)抓服务", "（一）", 3, "(三)"),
        ("（三)抓服务", "（一）", 3, "（三)"),
        ("（ 三 ）抓服务", "（一）", 3, "（ 三 ）"),
        ("（三）、抓服务", "（一）", 3, "（三）、"),
        ("1.抓服务", "1.", 1, "1."),
        ("1．抓服务", "1.", 1, "1．"),
        ("1、抓服务", "1.", 1, "1、"),
        ("12.抓服务", "1.", 12, "12."),
        ("１.抓服务", "1.", 1, "１."),
        ("1. 抓服务", "1.", 1, "1."),
        ("（1）抓服务", "（1）", 1, "（1）"),
        ("（１）抓服务", "（1）", 1, "（１）"),
        ("(10)抓服务", "（1）", 10, "(10)"),
        ("1）抓服务", "1）", 1, "1）"),
        ("1)抓服务", "1）", 1, "1)"),
        ("①抓服务", "①", 1, "①"),
        ("⑳抓服务", "①", 20, "⑳"),
        ("第一章　总则", "第章", 1, "第一章"),
        ("第十二节 监督", "第节", 12, "第十二节"),
        ("第三部分 打算", "第部分", 3, "第三部分"),
        ("第二十条　各处室负责", "第条", 20, "第二十条"),
        ("第3条 各处室负责", "第条", 3, "第3条"),
        ("　　一、主要做法", "一、", 1, "一、"),
        ("\t（一）主要做法", "（一）", 1, "（一）"),
        ("（一）项目建设有序", "（一）", 1, "（一）"),
        ("（一）款待来宾", "（一）", 1, "（一）"),
        ("一、三个清单落地", "一、", 1, "一、"),
        ("一、二十条措施落地", "一、", 1, "一、"),
    ],
)
def test_number_at_the_start(text: str, style: str, value: int, written: str) -> None:
    number = number_of(text)
    assert number is not None
    assert (number.style, number.value, number.written) == (style, value, written)
    assert text[number.span.start : number.span.end] == written
    assert not number.automatic


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2021.5完成选址", id="a date"),
        pytest.param("2021年，科室办理事项三千件", id="a year"),
        pytest.param("1.5万名群众受益", id="a decimal"),
        pytest.param("3.15万元专款", id="a decimal of two places"),
        pytest.param("3.5", id="nothing but a decimal"),
        pytest.param("3、5名同志分两组走访", id="two numbers"),
        pytest.param("1,200元已到账", id="thousands"),
        pytest.param("1，200元已到账", id="thousands with a wide comma"),
        pytest.param("一、二产业融合发展", id="two industries"),
        pytest.param("一、二、三产业融合发展", id="three industries"),
        pytest.param("一、二级响应", id="two grades"),
        pytest.param("三、四线城市", id="two tiers"),
        pytest.param("一、二季度投资平稳", id="two quarters"),
        pytest.param("三、四季度投资加快", id="two later quarters"),
        pytest.param("五、六月是农忙时节", id="two months"),
        pytest.param("三、四楼是办公区", id="two floors"),
        pytest.param("（一）至（五）项由办公室负责", id="items of a law"),
        pytest.param("（一）、（二）两项由办公室负责", id="two items of a law"),
        pytest.param("（二）项规定的事项", id="an item of a law"),
        pytest.param("第三条之一", id="an inserted article"),
        pytest.param("第三条第一款规定的事项", id="a paragraph of an article"),
        pytest.param("第一章的规定同样适用", id="speaks of a chapter"),
        pytest.param("20XX年工作打算", id="a masked year"),
        pytest.param("1.主要做法..........3", id="a line of contents"),
        pytest.param("一、主要做法\t3", id="a line of contents with a tab"),
        pytest.param("一主要做法", id="no mark"),
        pytest.param("零、前言", id="nought"),
        pytest.param("0.前言", id="nought in figures"),
        pytest.param("300.前言", id="too great"),
        pytest.param("今年，一、主要做法", id="not at the start"),
        pytest.param("", id="empty"),
        pytest.param("　　", id="blank"),
        pytest.param("第", id="one sign"),
        pytest.param("（", id="a bracket"),
    ],
)
def test_no_number(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲", True),
        ("（一）甲", True),
        ("1.甲", True),
        ("1．甲", True),
        ("（1）甲", True),
        ("①甲", True),
        ("一.甲", False),
        ("(一)甲", False),
        ("（一）、甲", False),
        ("1、甲", False),
        ("①、甲", False),
    ],
)
def test_proper(text: str, expected: bool) -> None:
    number = number_of(text)
    assert number is not None
    assert number.proper is expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("一、甲", 12, "十二"),
        ("（二）甲", 3, "三"),
        ("2.甲", 13, "13"),
        ("２.甲", 13, "１３"),
        ("（２）甲", 3, "３"),
        ("①甲", 2, "②"),
        ("第一章　甲", 3, "三"),
        ("第3条 甲", 4, "4"),
        ("（ 三 ）甲", 4, "四"),
    ],
)
def test_renumbered(text: str, value: int, expected: str) -> None:
    number = number_of(text)
    assert number is not None
    assert number.renumbered(value) == expected


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        ("一、", 11, "十一、"),
        ("（一）", 2, "（二）"),
        ("1.", 3, "3."),
        ("（1）", 10, "（10）"),
        ("1）", 4, "4）"),
        ("①", 5, "⑤"),
        ("第章", 6, "第六章"),
        ("第部分", 2, "第二部分"),
    ],
)
def test_write(style: str, value: int, expected: str) -> None:
    assert write(style, value) == expected


def test_the_order_of_the_levels() -> None:
    style, order = "一、", ["一、"]
    while style in BELOW:
        style = BELOW[style]
        order.append(style)
    assert order == ["一、", "（一）", "1.", "（1）", "①"]


def test_offsets_count_from_the_start_of_the_document() -> None:
    found = list(numbers(from_text("　前言\n　（十一）、学习\n正文\n2.检查", "")))
    assert [(number.span, number.numeral) for number in found] == [
        (Span(5, 10), Span(6, 8)),
        (Span(16, 18), Span(16, 17)),
    ]


def test_automatic_numbers(reading: Read) -> None:
    document = reading("主要做法\n2.检查", labels=["一、"]).document
    first, second = numbers(document)
    assert (first.style, first.value, first.automatic) == ("一、", 1, True)
    assert first.span == first.numeral == Span(0, 0)
    assert not second.automatic


def test_an_automatic_bullet_is_no_number(reading: Read) -> None:
    assert not list(numbers(reading("主要做法", labels=["●"]).document))
