from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.analysis import Reading
from djlint.analysis.period import BODY, FILE_NAME, OPENING, SIGN_OFF, TITLE, quoted, years

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        pytest.param("今天停水。", "", None, id="nothing"),
        pytest.param("2023年度述职报告", "", 2023, id="the title"),
        pytest.param("二〇二三年度述职报告", "", 2023, id="the title in Han numerals"),
        pytest.param("述职报告\n现将2022年履职情况汇报如下。", "", 2022, id="the opening"),
        pytest.param("述职报告\n支部学习不断。", "a/2021述职.docx", 2021, id="the file name"),
        pytest.param(
            "述职报告\n支部学习不断。\n河东支部\n2022年1月9日", "", 2021, id="signed in winter"
        ),
        pytest.param(
            "述职报告\n支部学习不断。\n河东支部\n2022年12月9日", "", 2022, id="signed in December"
        ),
        pytest.param(
            "述职报告\n支部学习不断。\n二〇二二年一月九日", "", 2021, id="signed in Han numerals"
        ),
        pytest.param(
            "述职报告\n一、主要工作\n2020年修路，2020年架桥，2019年立项。", "", 2020, id="the body"
        ),
        pytest.param(
            "2022年述职报告\n现将2022年工作汇报如下。\n2021年立项。",
            "",
            2022,
            id="title and opening",
        ),
        pytest.param(
            "2024年述职报告\n现将2023年度履职情况汇报如下。\n2023年修路，2023年架桥。",
            "",
            2023,
            id="a title with the year of writing",
        ),
        pytest.param(
            "2022年述职报告\n学习不断。", "2020年.txt", 2022, id="the file name does not outweigh"
        ),
        pytest.param(
            "述职报告\n学习《2019年工作要点》，落实党办〔2018〕3号，喊响“2017年再出发”。",
            "",
            None,
            id="quotations do not vote",
        ),
        pytest.param("述职报告\n2015年以来，支部学习不断，服务不停。", "", None, id="since a year"),
        pytest.param(
            "述职报告\n一、主要工作\n修路。\n二、下步打算\n2026年将架桥。",
            "",
            None,
            id="the plans do not vote",
        ),
        pytest.param("1949年述职报告", "", None, id="history"),
    ],
)
def test_the_reporting_year(reading: Read, text: str, path: str, expected: int | None) -> None:
    assert reading(text, path=path).period.year == expected


def test_the_evidence(reading: Read) -> None:
    text = "\n".join(
        (
            "2023年度述职报告",
            "现将2023年履职情况汇报如下。",
            "2022年立项，2023年完工。",
            "河东支部",
            "2024年1月9日",
        )
    )
    period = reading(text, path="x/2020年稿.txt").period
    assert [(item.place, item.year) for item in period.evidence if item.place != BODY] == [
        (TITLE, 2023),
        (OPENING, 2023),
        (FILE_NAME, 2020),
        (SIGN_OFF, 2023),
    ]
    assert {item.year for item in period.evidence if item.place == BODY} >= {2022, 2023}
    assert period.reason() == "标题“2023年度述职报告”"
    for item in period.evidence:
        if item.span is not None and item.place != SIGN_OFF:
            assert text[item.span.start : item.span.end] == str(item.year)


def test_no_reason_without_a_year(reading: Read) -> None:
    assert reading("今天停水。").period.reason() == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年和2022年", [(2021, 0, 4), (2022, 6, 10)]),
        ("二〇二一年", [(2021, 0, 4)]),
        ("二○二一年、二零二一年", [(2021, 0, 4), (2021, 6, 10)]),
        ("一九九八年", [(1998, 0, 4)]),
        ("12021年", []),
        ("2021", []),
        ("1921年", []),
        ("21年", []),
        ("三二〇二一年", []),
        ("20210年", []),
    ],
)
def test_years(text: str, expected: list[tuple[int, int, int]]) -> None:
    found = [(year.value, year.span.start, year.span.end) for year in years(text)]
    assert found == expected


def test_years_of_a_stretch() -> None:
    text = "2021年，2022年，2023年"
    assert [year.value for year in years(text, 5, 12)] == [2022]


def test_quoted() -> None:
    text = "读《甲》，引“乙”，发〔2020〕1号，说‘丙’，「丁」，未“完\n另”"
    found = [text[span.start : span.end] for span in quoted(text)]
    assert found == ["《甲》", "“乙”", "〔2020〕", "‘丙’", "「丁」"]
