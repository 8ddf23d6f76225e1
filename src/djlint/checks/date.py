"""Dates that the calendar does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from djlint.analysis import Reading
from djlint.checks.diagnosis import NoOptions, diagnose
from djlint.model import Diagnostic, Rule, Span
from djlint.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

DAY = tuple(f"{figure}日" for figure in range(10))
DATE = Pattern(
    r"(?<![0-9.])(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
    r"(?:[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?",
    needs=DAY,
)
MONTH = Pattern(r"(?<=[12][0-9]{3}年)(?P<month>[0-9]{1,2})月")
# 1231日 has lost its 月; of three figures only those after 截至 are a date for sure.
RUN_TOGETHER = Pattern(
    r"(?m)(?:(?:^|(?<=[年至于到在从自，。；、（\s]))(?P<month>0[1-9]|1[0-2])|(?<=截[至止])(?P<month1>[1-9]))"
    r"(?P<day>0[1-9]|[12][0-9]|3[01])日(?![0-9均租薪工历])",
    needs=DAY,
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = "一二三四五六日"


Options = NoOptions


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report impossible days and months, weekdays that a date is not, and 1231日."""
    document = reading.document
    if "月" not in document.text and "日" not in document.text:
        return
    for found in DATE.finditer(document.text):
        if reason := _wrong(found):
            yield diagnose(rule, document, Span(*found.span()), reason=reason)
    for found in MONTH.finditer(document.text):
        if not 1 <= int(found["month"]) <= 12 and not DATE.match(document.text, found.start()):
            yield diagnose(rule, document, Span(*found.span()), reason="没有这个月份")
    for found in RUN_TOGETHER.finditer(document.text):
        month, day = int(found["month"] or found["month1"]), int(found["day"])
        if day <= DAYS[month - 1]:
            reason = f"是不是{month}月{day}日？"
            yield diagnose(rule, document, Span(*found.span()), reason=reason)


def _wrong(found: Match[str]) -> str | None:
    year, month, day = found["year"], int(found["month"]), int(found["day"])
    if not 1 <= month <= 12:
        return "没有这个月份"
    if not 1 <= day <= DAYS[month - 1]:
        return f"{month}月没有{day}日"
    if not year:
        return None
    return _wrong_in(int(year), month, day, found["weekday"])


def _wrong_in(year: int, month: int, day: int, named: str | None) -> str | None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if month == 2 and day == 29 and not leap:
        return f"{year}年{month}月没有{day}日"
    if named is None:
        return None
    from datetime import date  # three milliseconds, for the few dates that name a weekday

    weekday = WEEKDAYS[date(year, month, day).weekday()]
    return None if weekday == named.replace("天", "日") else f"这一天是星期{weekday}"
