from __future__ import annotations

from dataclasses import replace

import pytest

from djlint.analysis.masks import masks
from djlint.formats import from_text
from djlint.model import Cell


def found(text: str) -> list[str]:
    return [f"{text[m.span.start : m.span.end]}:{m.style}" for m in masks(from_text(text, ""))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展活动X次", ["X:X"]),
        ("开展活动XX次、走访XXX户", ["XX:X", "XXX:X"]),
        ("开展活动xx次", ["xx:X"]),
        ("开展活动ＸＸ次", ["ＸＸ:X"]),
        ("XX村党支部", ["XX:X"]),
        ("增长X%", ["X%:X"]),
        ("增长X6%", ["X6%:X"]),
        ("XXe支部换届", ["XXe:X"]),
        ("慰问1X人", ["1X:X"]),
        ("投入××万元", ["××:×"]),
        ("××县×局", ["××:×", "×:×"]),
        ("召开会议**次", ["**:*"]),
        ("慰问*志老人", ["*:*"]),
        ("****村修路", ["****:*"]),
        ("培训____人", ["____:_"]),
        ("培训＿＿人", ["＿＿:_"]),
        ("由（　）负责", ["（　）:（）"]),
        ("由（）负责", ["（）:（）"]),
        ("由( )负责", ["( ):（）"]),
        ("某某街道办", ["某某:某"]),
        ("到○○村调研", ["○○:○"]),
        ("到□□村和△△村调研", ["□□:○", "△△:○"]),
        pytest.param("上报XX、XX、XX三项", ["XX:X"] * 3, id="three in a row"),
        pytest.param("张某某镇", ["某某:某"], id="a town, no person"),
        ("20XX年计划", ["20XX:年"]),
        ("20××年计划", ["20××:年"]),
        ("200X年计划", ["200X:年"]),
        ("20_年计划", ["20_:年"]),
        ("20**年计划", ["20**:年"]),
        ("二〇XX年计划", ["二〇XX:年"]),
    ],
)
def test_masks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推行1+X试点、9+X服务和“1＋5＋N”模式",
        "拍X光片，测X射线，画X轴，染色体为X型",
        "建QQ群，用Excel制表，买XXL号工作服",
        "5+2、白加黑",
        "完成率=实际÷计划×100%",
        "场地3×5米，合计12×3万元",
        "长×宽，单价×数量",
        "二○○四年建成，一九八○年扩建",
        "二〇〇八年重修",
        "**重点**：抓落实",
        "*注：数据截至年底。",
        "★★★",
        "调用main()函数",
        "文件annual_report_final",
        "李某某案例",
        "某单位某同志",
        "http://www.xx.example/xx/x.html",
        "身份证11010519491231002X",
        "Xbox、X86、iPhoneX",
        "MAX值",
    ],
)
def test_no_masks(text: str) -> None:
    assert found(text) == []


def test_a_blank_bracket_in_a_table_is_a_form() -> None:
    document = from_text("由（　）负责", "")
    cell = replace(document.paragraphs[0], part="table", cell=Cell(1, 1, 1))
    assert masks(replace(document, paragraphs=(cell,))) == ()


@pytest.mark.parametrize(("text", "count"), [("×", 0), (" X ", 0), ("XX", 1), ("X个", 1)])
def test_a_cross_alone_in_a_cell_says_no(text: str, count: int) -> None:
    document = from_text(text, "")
    cell = replace(document.paragraphs[0], part="table", cell=Cell(1, 1, 1))
    assert len(masks(replace(document, paragraphs=(cell,)))) == count


def test_offsets_count_from_the_start_of_the_document() -> None:
    first, second = masks(from_text("走访XX户\n慰问**人", ""))
    assert (first.span.start, first.span.end) == (2, 4)
    assert (second.span.start, second.span.end) == (8, 10)
