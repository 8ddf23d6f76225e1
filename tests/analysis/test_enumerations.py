from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.analysis import Reading

Read = Callable[..., Reading]


def lists(reading: Reading) -> list[str]:
    """Each list as its marks, a foreign one in brackets: 一是 二是 (第三，)."""
    text = reading.document.text
    found = []
    for enumeration in reading.enumerations:
        marks = sorted((*enumeration.members, *enumeration.foreign), key=lambda mark: mark.span)
        words = [text[mark.span.start : mark.span.end] for mark in marks]
        found.append(
            " ".join(
                f"({word})" if mark in enumeration.foreign else word
                for word, mark in zip(words, marks, strict=True)
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("支部工作稳步推进。", [], id="none"),
        pytest.param("一是重学习；二是重实干；三是重服务。", ["一是 二是 三是"], id="one sentence"),
        pytest.param("一是重学习。\n二是重实干。", ["一是 二是"], id="paragraphs"),
        pytest.param("（1）一是重学习。\n（2）二是重实干。", ["一是 二是"], id="behind numbers"),
        pytest.param(
            "一是兴产业：一是种茶；二是养蜂。二是美环境。",
            ["一是 二是", "一是 二是"],
            id="a list inside an item",
        ),
        pytest.param(
            "一是强班子，主要是：第一，选人；第二，育人。二是带队伍。",
            ["一是 二是", "第一， 第二，"],
            id="another style inside an item",
        ),
        pytest.param(
            "成绩：一是学得深；二是干得实。\n不足：一是学得浅；二是干得虚。",
            ["一是 二是", "一是 二是"],
            id="two lists",
        ),
        pytest.param(
            "首先，读书。其次，调研。再次，写稿。最后，交卷。", ["首先 其次 再次"], id="words"
        ),
        pytest.param("其一，读书。其二，调研。", ["其一， 其二，"], id="其一"),
        pytest.param("第一，读书。第二，调研。", ["第一， 第二，"], id="第一"),
        pytest.param("第1，读书。第2，调研。", ["第1， 第2，"], id="figures"),
        pytest.param("一要读书，二要调研，三要写稿。", ["一要 二要 三要"], id="要"),
        pytest.param("第一是读书，第二是调研。", ["第一是 第二是"], id="第一是"),
        pytest.param("首先，读书。第二，调研。", ["首先 (第二，)"], id="mixed"),
        pytest.param("凡事一是一、二是二。", [], id="a saying"),
        pytest.param("这是全县唯一是村办的厂。", [], id="a word that runs on"),
        pytest.param("万一是误报，统一是前提，同一是本质。", [], id="words that end in one"),
        pytest.param("队伍一是年轻，二是能干。", ["一是 二是"], id="a word before it"),
        pytest.param("队伍一是年轻。", [], id="a word before a lone one"),
        pytest.param("第一、第二、第三产业并进。", [], id="ordinals of a list of words"),
        pytest.param("荣获第一名，位列第二。", [], id="ranks"),
        pytest.param(
            "一、甲\n一是读书。\n二是调研。\n二、乙\n一是写稿。\n二是交卷。",
            ["一是 二是", "一是 二是"],
            id="under two headings",
        ),
        pytest.param(
            "一是抓学习。\n（一）读书\n（二）调研\n二是抓落实。",
            ["一是 二是"],
            id="headings below an item",
        ),
        pytest.param("十一是建厂，十二是修路。", ["十一是 十二是"], id="two-figure numerals"),
    ],
)
def test_enumerations(reading: Read, text: str, expected: list[str]) -> None:
    assert lists(reading(text)) == expected


def test_the_numeral_of_a_mark(reading: Read) -> None:
    text = "他说：第一，读书。"
    mark = reading(text).enumerations[0].members[0]
    assert text[mark.span.start : mark.span.end] == "第一，"
    assert text[mark.numeral.start : mark.numeral.end] == "一"
    assert (mark.value, mark.style, mark.paragraph) == (1, "第", 0)
