from __future__ import annotations

import pytest

from djlint.formats.number_formats import written


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("decimal", (0, 1, 105), "0 1 105"),
        ("", (7,), "7"),
        ("unknown", (12,), "12"),
        ("001", (1, 12, 1234), "001 012 1234"),
        ("decimalZero", (1, 9, 10, 100), "01 09 10 100"),
        ("chineseCounting", (0, 1, 10, 11, 20, 21, 99), "零 一 十 十一 二十 二十一 九十九"),
        ("chineseCounting", (100, 105), "一〇〇 一〇五"),
        (
            "chineseCountingThousand",
            (10, 19, 100, 101, 110, 111, 200, 1001, 1010, 1100, 10000),
            "十 十九 一百 一百零一 一百一十 一百一十一 二百 一千零一 一千零一十 一千一百 一万",
        ),
        ("japaneseCounting", (1, 10, 11, 20), "一 十 十一 二十"),
        ("japaneseCounting", (100, 101, 110, 1000), "百 百一 百十 千"),
        ("ideographDigital", (1, 10, 105), "一 一〇 一〇五"),
        ("chineseLegalSimplified", (1, 10, 12, 20, 105), "壹 壹拾 壹拾贰 贰拾 壹佰零伍"),
        ("ideographLegalTraditional", (3, 10), "參 壹拾"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12, 13), "子 亥 13"),
        ("ideographZodiacTraditional", (1, 11, 60, 61), "甲子 甲戌 癸亥 甲子"),
        ("decimalEnclosedCircle", (0, 1, 20, 21), "0 ① ⑳ 21"),
        ("decimalEnclosedCircleChinese", (2,), "②"),
        ("decimalEnclosedParen", (1, 20, 21), "⑴ ⒇ 21"),
        ("decimalEnclosedFullstop", (1, 20), "⒈ ⒛"),
        ("ideographEnclosedCircle", (1, 10, 11), "㈠ ㈩ 11"),
        ("decimalFullWidth", (1, 10), "１ １０"),
        ("numberInDash", (3,), "- 3 -"),
        ("lowerLetter", (1, 26, 27, 53, 780, 781), f"a z aa aaa {'z' * 30} 781"),
        ("upperLetter", (0, 2), "0 B"),
        ("lowerRoman", (1, 4, 9, 14, 40, 90, 400, 1999, 4000), "i iv ix xiv xl xc cd mcmxcix 4000"),
        ("upperRoman", (2026,), "MMXXVI"),
    ],
)  # fmt: skip
def test_written(form: str, values: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(value, form) for value in values) == expected


@pytest.mark.parametrize("form", ["none", "bullet"])
def test_without_a_number(form: str) -> None:
    assert written(3, form) == ""


def test_no_value_is_too_great_or_too_small() -> None:
    from djlint.formats.number_formats import FORMS

    for form in (*FORMS, "001"):
        for value in (-1, 0, 10**9):
            assert len(written(value, form)) < 40
