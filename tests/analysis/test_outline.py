from __future__ import annotations

from dataclasses import replace

import pytest

from djlint.analysis.outline import Outline, outline
from djlint.formats import from_text


def read(text: str) -> Outline:
    return outline(from_text(text.strip("\n"), ""))


def levels(text: str) -> str:
    """Each number with its depth, in order: 0一、 1（一）."""
    return " ".join(f"{heading.depth}{heading.number.written}" for heading in read(text).headings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("没有编号的一段话。", "", id="none"),
        pytest.param("一、甲\n二、乙", "0一、 0二、", id="one level"),
        pytest.param(
            "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n②己\n（2）庚\n2.辛\n（二）壬\n二、癸",
            "0一、 1（一） 21. 3（1） 4① 4② 3（2） 22. 1（二） 0二、",
            id="five levels",
        ),
        pytest.param("一、甲\n1.乙\n2.丙\n二、丁", "0一、 11. 12. 0二、", id="two levels"),
        pytest.param("（一）甲\n（二）乙", "0（一） 0（二）", id="brackets on top"),
        pytest.param(
            "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n（二）己",
            "0一、 1（一） 1（二） 0二、 1（一） 1（二）",
            id="restart under the next",
        ),
        pytest.param(
            "一、甲\n（一）乙\n二、丙\n（二）丁\n三、戊\n（三）己",
            "0一、 1（一） 0二、 1（二） 0三、 1（三）",
            id="runs on across the document",
        ),
        pytest.param(
            "一、甲\n二、乙\n一、丙\n二、丁\n三、戊\n三、己",
            "0一、 0二、 1一、 1二、 1三、 0三、",
            id="the style above reused",
        ),
        pytest.param(
            "一、甲\n略。\n二、乙\n略。\n一、丙\n略。\n二、丁\n略。\n三、戊\n略。\n三、己",
            "0一、 0二、 1一、 1二、 1三、 0三、",
            id="the style above reused after text",
        ),
        pytest.param(
            "第一章 总则\n第一条 甲\n（一）乙\n（二）丙\n第二条 丁\n第二章 职责\n第三条 戊",
            "0第一章 1第一条 2（一） 2（二） 1第二条 0第二章 1第三条",
            id="a law",
        ),
        pytest.param("第五条 甲\n第九条 乙", "0第五条 0第九条", id="an extract of a law"),
        pytest.param("一、甲\n2021.5乙\n3.5万\n二、丙", "0一、 0二、", id="dates and decimals"),
        pytest.param("一、甲。乙。\n二、丙。丁。", "0一、 0二、", id="run-in headings"),
        pytest.param("（一）甲\n(二)乙\n（三）、丙", "0（一） 0(二) 0（三）、", id="misspelt"),
        pytest.param("1.甲\n2.乙\n3、丙\n4．丁", "01. 02. 03、 04．", id="mixed marks"),
    ],
)
def test_depths(text: str, expected: str) -> None:
    assert levels(text) == expected


def test_a_contents_list_is_no_lower_level() -> None:
    text = "目录\n一、甲方向\n二、乙方向\n一、甲方向\n正文甲。\n二、乙方向\n正文乙。"
    assert [heading.depth for heading in read(text).headings] == [0, 0, 0, 0]
    assert read(text).sets == ((0, 1), (2, 3))


def test_a_contents_list_with_page_numbers_is_left_out() -> None:
    text = "目录\n一、甲方向\t1\n二、乙方向……3\n一、甲方向\n正文甲。\n二、乙方向\n正文乙。"
    assert read(text).sets == ((0, 1),)


def test_an_annex_starts_afresh() -> None:
    text = "一、甲\n（一）乙\n（二）丙\n二、丁\n附件2\n一、戊\n二、己\n三、庚"
    assert read(text).sets == ((0, 3), (1, 2), (4, 5, 6))
    assert not any(heading.reused for heading in read(text).headings)


def test_a_second_document_starts_afresh() -> None:
    text = "\n".join(
        (
            *("甲支部工作情况", "一、学习", "常年坚持。", "二、服务", "随叫随到。"),
            *("乙支部工作情况", "一、学习", "每周一次。", "二、服务", "上门办理。"),
        )
    )
    assert read(text).sets == ((0, 1), (2, 3))
    assert [heading.depth for heading in read(text).headings] == [0, 0, 0, 0]


def test_a_list_begins_again_after_text() -> None:
    text = "一、甲\n1.乙\n2.丙\n另有几件小事。\n1.丁\n2.戊\n二、己"
    assert read(text).sets == ((0, 5), (1, 2), (3, 4))


def test_a_reused_style_is_told_where_it_begins() -> None:
    headings = read("一、甲\n二、乙\n一、丙\n二、丁\n三、戊").headings
    assert [heading.depth for heading in headings] == [0, 0, 1, 1, 0]
    assert [heading.reused for heading in headings] == [False, False, True, False, False]


def test_a_foreign_number_keeps_its_place() -> None:
    headings = read("一、甲\n（一）乙\n（二）丙\n三、丁\n（四）戊\n二、己").headings
    assert [(heading.depth, heading.foreign) for heading in headings] == [
        (0, False),
        (1, False),
        (1, False),
        (1, True),
        (1, False),
        (0, False),
    ]


def test_numbers_that_run_on_are_told() -> None:
    headings = read("一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊\n（四）己").headings
    assert [heading.runs_on for heading in headings] == [False] * 4 + [True, False]


def test_articles_are_no_group() -> None:
    found = read("第一章 总则\n第三条 甲\n（一）乙\n（二）丙\n第七条 丁\n第二章 附则")
    groups = [[heading.number.written for heading in group] for group in found.groups()]
    assert groups == [["第一章", "第二章"], ["（一）", "（二）"]]


@pytest.mark.parametrize(
    ("text", "title", "alone"),
    [
        ("一、加强学习", "加强学习", True),
        ("一、　加强学习　", "加强学习", True),
        ("一、加强学习。", "加强学习", True),
        ("（一）加强学习。全年不断。", "加强学习", False),
        ("（一）怎么学？先读书。", "怎么学", False),
        ("1.", "", True),
        ("1.。", "", True),
    ],
)
def test_titles(text: str, title: str, alone: bool) -> None:
    document = from_text(text, "")
    heading = outline(document).headings[0]
    assert (heading.words(document), heading.alone) == (title, alone)


def test_the_trail_of_headings() -> None:
    text = "前言\n一、甲\n（一）乙\n丙丁\n二、戊\n己庚"
    found = read(text)

    def trail(words: str) -> list[str]:
        return [heading.number.written for heading in found.trail(text.index(words))]

    assert trail("前言") == []
    assert trail("甲") == ["一、"]
    assert trail("丙丁") == ["一、", "（一）"]
    assert trail("己庚") == ["二、"]


def test_the_tree_is_sound() -> None:
    found = read("一、甲\n（一）乙\n1.丙\n二、丁\n2.戊\n（三）己\n①庚\n三、辛")
    for index, heading in enumerate(found.headings):
        assert index in found.sets[heading.siblings]
        if heading.parent is not None:
            assert found.headings[heading.parent].depth == heading.depth - 1


def test_numbers_in_tables_are_no_headings() -> None:
    document = from_text("一、甲\n三、丙\n二、乙", "")
    cell = replace(document.paragraphs[1], part="table")
    document = replace(document, paragraphs=(document.paragraphs[0], cell, document.paragraphs[2]))
    assert [heading.number.value for heading in outline(document).headings] == [1, 2]


def test_a_long_document_keeps_its_levels() -> None:
    text = "\n".join(f"{part}.事项\n（1）细目\n（2）细目" for part in range(1, 151))
    assert [heading.depth for heading in read(text).headings] == [0, 1, 1] * 150
