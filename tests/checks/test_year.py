from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]

HEAD = "2022年度述职报告\n现将2022年履职情况汇报如下。\n一、主要工作\n2022年走访三十户。"
FAULTS = "二、存在问题\n走访不勤。"


def report(plans: str, faults: str = FAULTS) -> str:
    return f"{HEAD}\n{faults}\n三、下步打算\n{plans}"


@pytest.mark.parametrize(
    ("plans", "expected", "mended"),
    [
        ("2022年，支部将勤走访。", ["2022年"], "2023年，支部将勤走访。"),
        ("二〇二二年，支部将勤走访。", ["二〇二二年"], "二〇二三年，支部将勤走访。"),
        ("二○二二年，支部将勤走访。", ["二○二二年"], "二○二三年，支部将勤走访。"),
        ("力争2021年全部走访到位，还要回访。", ["2021年"], "力争2023年全部走访到位，还要回访。"),
        ("2023年，支部将勤走访。", [], "2023年，支部将勤走访。"),
        ("2025年前，支部将走遍各村。", [], "2025年前，支部将走遍各村。"),
        ("巩固2022年成果，继续走访。", [], "巩固2022年成果，继续走访。"),
        ("总结2022年经验，继续走访。", [], "总结2022年经验，继续走访。"),
        ("落实《2022年走访要点》，继续走访。", [], "落实《2022年走访要点》，继续走访。"),
        ("落实党办〔2022〕3号，继续走访。", [], "落实党办〔2022〕3号，继续走访。"),
        ("2022年以来走访渐少，将继续走访。", [], "2022年以来走访渐少，将继续走访。"),
        ("与2022年相比，将多走访十户。", [], "与2022年相比，将多走访十户。"),
        ("2022年走访取得了实效，今后将继续。", [], "2022年走访取得了实效，今后将继续。"),
        ("2015年起步，将继续走访。", [], "2015年起步，将继续走访。"),
    ],
)
def test_plan_years(found: Found, mend: Mend, plans: str, expected: list[str], mended: str) -> None:
    assert found(report(plans), "GW501") == [("GW501", year) for year in expected]
    assert mend(report(plans), "GW501", unsafe=True) == report(mended)
    assert mend(report(plans), "GW501") == report(plans)


def test_the_years_of_the_problems_are_past(found: Found) -> None:
    faults = "二、存在问题\n2022年，本人走访取得一点成绩，但要继续努力。"
    assert found(report("今后将勤走访。", faults), "GW501") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2022年工作计划\n一、下步打算\n2022年将勤走访。", id="a plan"),
        pytest.param("述职报告\n一、下步打算\n2022年将勤走访。", id="no reporting year"),
        pytest.param("", id="empty"),
    ],
)
def test_no_plan_years(found: Found, text: str) -> None:
    assert found(text, "GW501") == []


def test_a_plan_is_no_evidence_for_the_reporting_year(found: Found, mend: Mend) -> None:
    text = "下步打算\n2022年，支部将深入走访村民，按季召开院坝座谈会，年底逐项总结。"
    assert found(text, "GW501") == []
    # Once it was: each fix moved the reporting year, and so called for the next.
    assert mend(text, "GW501", unsafe=True) == text


def test_a_report_signed_in_january_plans_for_that_year(found: Found) -> None:
    text = "\n".join(
        (
            *("述职报告", "一、主要工作", "支部走访三十户。", "二、下步打算"),
            *("2022年，支部将勤走访。", "河东支部", "2022年1月9日"),
        )
    )
    assert found(text, "GW501") == []


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        pytest.param(
            "2021年述职报告\n现将2022年履职情况汇报如下。\n2022年走访，2022年座谈。",
            "",
            ["2021"],
            id="the title",
        ),
        pytest.param(
            "2022年述职报告\n现将2021年履职情况汇报如下。\n2022年走访，2022年座谈。",
            "",
            ["2021"],
            id="the opening",
        ),
        pytest.param(f"{HEAD}\n河东支部\n2019年1月2日", "", ["2019年1月2日"], id="the sign-off"),
        pytest.param(f"{HEAD}\n河东支部\n2023年1月2日", "", [], id="signed in the next year"),
        pytest.param(f"{HEAD}\n河东支部\n2022年12月30日", "", [], id="signed in December"),
        pytest.param(HEAD, "2022述职.docx", [], id="the file name agrees"),
        pytest.param("2022年通知\n现将2021年安排通知如下。", "", [], id="no report"),
    ],
)
def test_report_years(found: Found, text: str, path: str, expected: list[str]) -> None:
    assert found(text, "GW503", path=path) == [("GW503", words) for words in expected]


def test_the_file_name_is_shown_at_the_top(lint: Lint) -> None:
    (diagnostic,) = lint(HEAD, "GW503", path="报送/2019年述职.docx")
    assert (diagnostic.span.start, diagnostic.span.end) == (0, len("2022年度述职报告"))
    assert "文件名" in diagnostic.message
    assert "2019" in diagnostic.message


@pytest.mark.parametrize(
    ("year", "sentence", "expected"),
    [
        (2021, "支部学习贯彻党的二十大精神。", ["党的二十大"]),
        (2021, "支部开展党史学习教育。", []),
        (2019, "支部开展党史学习教育。", ["党史学习教育"]),
        # A report is written by the spring after its year.
        (2020, "支部开展党史学习教育。", []),
        (2021, "支部喜迎党的二十大胜利召开。", []),
        (2022, "支部学习贯彻党的二十大精神。", []),
        (2022, "支部学习党的二十届三中全会精神。", ["二十届三中全会"]),
        (2024, "支部学习党的二十届三中全会精神。", []),
        (2019, "支部学习贯彻党的十九届四中全会精神。", []),
        (2022, "支部扎实开展党纪学习教育。", ["党纪学习教育"]),
    ],
)
def test_events(found: Found, year: int, sentence: str, expected: list[str]) -> None:
    text = f"{year}年度述职报告\n现将{year}年履职情况汇报如下。\n{year}年，{sentence}"
    assert found(text, "GW504") == [("GW504", name) for name in expected]


def test_an_event_is_reported_once(found: Found) -> None:
    text = "2021年度述职报告\n2021年，支部学习贯彻党的二十大精神，传达党的二十大报告精神。"
    assert len(found(text, "GW504")) == 2


def test_an_event_without_a_reporting_year(found: Found) -> None:
    assert found("支部学习贯彻党的二十大精神。", "GW504") == []


@pytest.mark.parametrize(
    ("year", "sentence", "expected"),
    [
        (2021, "喜迎建党100周年。", []),
        (2020, "喜迎建党100周年。", []),
        (2022, "喜迎建党100周年。", ["建党100周年"]),
        (2022, "喜迎建党一百周年。", ["建党一百周年"]),
        (2019, "今年是新中国成立70周年。", []),
        (2021, "今年是新中国成立70周年。", ["新中国成立70周年"]),
        (2022, "重温庆祝建党100周年大会讲话。", []),
        (2022, "喜迎建厂30周年。", []),
        (2018, "今年是改革开放四十周年。", []),
        (2019, "今年是改革开放四十周年。", ["改革开放四十周年"]),
    ],
)
def test_anniversaries(found: Found, year: int, sentence: str, expected: list[str]) -> None:
    text = f"{year}年度述职报告\n现将{year}年履职情况汇报如下。\n{sentence}"
    assert found(text, "GW505") == [("GW505", words) for words in expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2023年走访了三十户。", ["2023年"]),
        ("二〇二三年走访了三十户。", ["二〇二三年"]),
        ("2022年走访了三十户。", []),
        ("2021年走访了三十户。", []),
        ("制定了2023年计划。", []),
        ("力争到2023年走访完毕。", []),
        ("印发了《2023年要点》。", []),
    ],
)
def test_future_years(found: Found, sentence: str, expected: list[str]) -> None:
    text = f"{HEAD}\n{sentence}\n{FAULTS}\n三、下步打算\n2023年完成了再说。"
    assert found(text, "GW506") == [("GW506", year) for year in expected]
