from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2月30日走访", "2月30日"),
        ("4月31日走访", "4月31日"),
        ("13月1日走访", "13月1日"),
        ("0月1日走访", "0月1日"),
        ("5月0日走访", "5月0日"),
        ("1月32日走访", "1月32日"),
        ("2023年2月29日走访", "2023年2月29日"),
        ("2021年13月走访", "13月"),
        ("2021年0月走访", "0月"),
        ("2024年5月6日（星期二）走访", "2024年5月6日（星期二）"),
        ("2024年5月6日（周日）走访", "2024年5月6日（周日）"),
        ("截至1231日走访", "1231日"),
        ("0315日走访", "0315日"),
        ("截至630日走访", "630日"),
    ],
)
def test_impossible_dates(found: Found, text: str, expected: str) -> None:
    assert found(text, "GW507") == [("GW507", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "2月29日走访",
        "2024年2月29日走访",
        "2000年2月29日走访",
        "2024年5月6日（星期一）走访",
        "2024年5月12日（星期天）走访",
        "5月6日（星期二）走访",
        "12月31日走访",
        "1月1日走访",
        "每月31日走访",
        "历时1231日走访",
        "第1031日走访",
        "共走访1031日次",
        "出勤1031日，缺勤3日",
        "连续1031日走访",
        "工期1220日历天",
        "工期为1220日历天",
        "全年走访不少于120日。",
        "从90日延长到120日。",
        "低于330日的不计。",
        "比分12月",
        "20个月",
        "7.15日走访",
        "120日走访",
    ],
)
def test_possible_dates(found: Found, text: str) -> None:
    assert found(text, "GW507") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13月1日", "没有这个月份"),
        ("4月31日", "4月没有31日"),
        ("1900年2月29日", "1900年2月没有29日"),
        ("2024年5月6日（星期二）", "这一天是星期一"),
        ("截至1231日", "是不是12月31日？"),
    ],
)
def test_the_reason(lint: Lint, text: str, reason: str) -> None:
    (diagnostic,) = lint(text, "GW507")
    assert diagnostic.message.endswith(reason)
    assert diagnostic.fix is None
