"""Years of the text against the year that the report tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.numerals import DIGITS, to_int
from djlint.analysis.parts import PLANS, REVIEW
from djlint.analysis.period import BODY, FILE_NAME, HEADING, SIGN_OFF, Evidence, Year, spoken, years
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Span
from djlint.patterns import Pattern

SENTENCE_ENDS = "。！？；\n"
CLAUSE_ENDS = "，。！？；\n"
OLDEST_PLAN = 2  # a plan copied from further back than this is spoken of as history
# 到2025年, 2021年以来, 2021年3月印发的: such years date something, they are not planned for.
DATED_AFTER = Pattern(
    r"年(?:以来|起|至|到|[—－～~–-]|初|之前|以前|版|修订"
    r"|(?:[0-9]{1,2}月)?[^，。；]{0,10}(?:印发|出台|制定|发布|启动|召开|成立|会议|全会)"
    r"|度?的?[^，。；]{0,6}(?:基础|成果|经验|考核|述职|问题|整改|标准|政策|水平)"
    r"|[^，。；]{0,12}(?:存在|反馈|查摆))"
)
INTENDED = (
    *("力争", "力争在", "争取", "计划", "计划于", "计划在", "拟于", "确保", "确保在"),
    *("预计", "预计于"),
)
SOON = 24  # code points behind a year in which 将 makes a plan of it, whatever else is said
# 上半年, 一季度 and 1—10月 are followed by plans for the same year.
PART_OF_YEAR = Pattern(r"半年|季度|[0-9一二三四五六七八九十]月", needs=("半年", "季度", "月"))
FIRST_MONTHS = ("1月", "2月", "3月", "1—", "1-")
DATED_BEFORE = (
    *("到", "至", "自", "从", "比", "较", "对照", "对标", "总结", "根据", "结合", "针对"),
    *("按照", "巩固", "深化", "运用", "前", "—", "－", "-", "~", "～", "和", "与", "及"),
)
ANNIVERSARY = Pattern(
    r"(?P<count>[0-9]{2,3}|[一二三四五六七八九十百]{1,6})(?:周年|年?华诞)",
    needs=("周年", "华诞"),
)
MOMENT = 16  # code points before an anniversary in which its occasion is named


class Event(NamedTuple):
    """A dated event by the names under which reports cite it as held; dates as YYYY-MM-DD."""

    names: tuple[str, ...]
    start: str
    end: str = ""


class Founding(NamedTuple):
    """What anniversaries are counted from: its names and its year."""

    names: tuple[str, ...]
    year: int


class Options(NamedTuple):
    """`defect` names what is looked for: a name of `DEFECTS`.

    The word lists tell how a sentence speaks: `ahead` of what is to come, `done` of what is past.
    `events` and `foundings` are those that are known; a name counts where one of `before` stands
    right before it, or one of `after` right behind.
    """

    defect: str
    ahead: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    foundings: tuple[Founding, ...] = ()


Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report years that do not agree with the reporting year, where that is known."""
    year = reading.period.year if "年" in reading.document.text else None
    if year is not None:
        yield from DEFECTS[rule.options.defect](rule, reading, year)


def _around(text: str, start: int, end: int, ends: str) -> tuple[str, str]:
    """What stands before and behind a stretch in its sentence or clause."""
    head = max(text.rfind(mark, 0, start) for mark in ends) + 1
    tail = min((at for at in (text.find(mark, end) for mark in ends) if at >= 0), default=len(text))
    return text[head:start], text[end:tail]


def _speaks(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def _with_unit(span: Span) -> Span:
    return Span(span.start, span.end + 1)


def _plan_years(rule: Rule[Options], reading: Reading, reported: int) -> Found:
    headed = any(
        section.names == {PLANS} and section.numbered for section in reading.parts.sections
    )
    if reading.parts.is_plan or not (headed or reading.parts.is_report):
        return
    text = reading.document.text
    title = "".join(reading.document.text_of(line) for line in reading.parts.titles)
    latest = reported - 1 if PART_OF_YEAR.search(title) else reported
    for year in spoken(reading.document.text):
        if not reported - OLDEST_PLAN <= year.value <= latest:
            continue
        if PLANS in reading.parts.names_at(year.span.start) and _planned(rule, reading, year):
            written = _like(text[year.span.start : year.span.end], reported + 1)
            yield diagnose(
                rule,
                reading.document,
                _with_unit(year.span),
                fix=Fix(f"改为“{written}年”", (Edit(year.span, written),), rule.safety),
                year=reported,
                reason=reading.period.reason(),
            )


def _planned(rule: Rule[Options], reading: Reading, year: Year) -> bool:
    """Whether a sentence of the plans is about what is to be done in a year."""
    if _in_plan_heading(reading, year):
        return True
    text = reading.document.text
    before, after = _around(text, year.span.start, year.span.end, SENTENCE_ENDS)
    if before.endswith(INTENDED):
        return True
    if DATED_AFTER.match(text, year.span.end) or before.endswith(DATED_BEFORE):
        return False
    if f"{year.value + 1}年" in before + after:
        return False
    if after.startswith(("年，", "年度，", "年将")) and "将" in after[:SOON]:
        return True
    return _speaks(rule.options.ahead, after) and not _speaks(rule.options.done, before + after)


def _in_plan_heading(reading: Reading, year: Year) -> bool:
    return any(
        section.heading.start <= year.span.start < section.heading.end and section.names == {PLANS}
        for section in reading.parts.sections
    )


def _like(written: str, value: int) -> str:
    """A year in the script of another: figures, or Han numerals with the same zero."""
    if written.isascii():
        return str(value)
    zero = next((sign for sign in written if sign in "〇○零"), "〇")
    return "".join(DIGITS[int(digit)] if digit != "0" else zero for digit in str(value))


def _report_years(rule: Rule[Options], reading: Reading, reported: int) -> Found:
    if not reading.parts.is_report:
        return
    evidence = reading.period.evidence
    agreed = {item.place for item in evidence if item.year == reported}
    # The file name and the sign-off alone do not outweigh a title or an opening.
    if not agreed - {FILE_NAME, SIGN_OFF}:
        return
    for item in evidence:
        if item.place in agreed or item.place in (BODY, HEADING) or _late(item, reported):
            continue
        yield diagnose(
            rule,
            reading.document,
            item.span or reading.document.paragraphs[0].span,
            place=item.place,
            words=item.words,
            year=reported,
            reason=reading.period.reason(),
        )


def _late(item: Evidence, reported: int) -> bool:
    """A report may be signed within its year or in the next, and its file be named after it."""
    if item.place == FILE_NAME:
        return item.year == reported + 1
    signed = next(years(item.words), None) if item.place == SIGN_OFF else None
    return signed is not None and signed.value in (reported, reported + 1)


def _events(rule: Rule[Options], reading: Reading, reported: int) -> Found:
    text = reading.document.text
    for event in rule.options.events:
        for span in _cited(text, event) if event.start > f"{reported}-12-31" else ():
            names = reading.parts.names_at(span.start)
            # Plans may well speak of what the next year brings, and an opening of what it brought
            # before the report was written.
            if PLANS in names or (REVIEW not in names and event.start < f"{reported + 1}-05"):
                continue
            before, after = _around(text, span.start, span.end, CLAUSE_ENDS)
            if _speaks(rule.options.ahead, before):
                continue
            cited = before.rstrip("“《").endswith(rule.options.before)
            if cited or after.lstrip("”》").startswith(rule.options.after):
                yield diagnose(
                    rule,
                    reading.document,
                    span,
                    year=reported,
                    reason=reading.period.reason(),
                    held=_in_chinese(event.start),
                )


def _cited(text: str, event: Event) -> Iterator[Span]:
    """Where an event is named, by the longest of its names that stands there."""
    end = 0
    places = [span for name in event.names for span in _places(text, name)]
    for span in sorted(places, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end


def _in_chinese(day: str) -> str:
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def _places(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _anniversaries(rule: Rule[Options], reading: Reading, reported: int) -> Found:
    text = reading.document.text
    for found in ANNIVERSARY.finditer(text):
        before, _ = _around(text, found.start(), found.end(), CLAUSE_ENDS)
        founding = _founding(rule, before)
        count = 100 if found["count"] == "百" else to_int(found["count"])
        if founding is None or count is None:
            continue
        name, founded = founding
        occasion = before[: len(before) - len(name)][-MOMENT:]
        awaited = _speaks(rule.options.ahead, occasion)
        if not awaited and not _speaks(rule.options.done, occasion):
            continue
        # What is awaited may be the next year's; what is said to be this year's may not.
        if founded + count - reported not in ((0, 1) if awaited else (0,)):
            yield diagnose(
                rule,
                reading.document,
                Span(found.start() - len(name), found.end()),
                year=reported,
                reason=reading.period.reason(),
                expected=founded + count,
            )


def _founding(rule: Rule[Options], before: str) -> tuple[str, int] | None:
    """The founding whose name ends a text, by its longest name, and its year."""
    named = [
        (name, founding.year)
        for founding in rule.options.foundings
        for name in founding.names
        if before.endswith(name)
    ]
    return max(named, key=lambda item: len(item[0]), default=None)


def _future_years(rule: Rule[Options], reading: Reading, reported: int) -> Found:
    if not reading.parts.is_report:
        return
    text = reading.document.text
    for year in spoken(reading.document.text):
        names = reading.parts.names_at(year.span.start)
        if year.value <= reported or REVIEW not in names or PLANS in names:
            continue
        before, after = _around(text, year.span.start, year.span.end, SENTENCE_ENDS)
        if year.value == reported + 1 and after[1:].startswith(FIRST_MONTHS):
            continue  # a report is written in the first months of the next year
        ahead = before.endswith(DATED_BEFORE) or _speaks(rule.options.ahead, before + after)
        if _speaks(rule.options.done, after) and not ahead:
            yield diagnose(
                rule,
                reading.document,
                _with_unit(year.span),
                year=reported,
                reason=reading.period.reason(),
            )


DEFECTS: dict[str, Callable[[Rule[Options], Reading, int], Found]] = {
    "plan-year": _plan_years,
    "report-year": _report_years,
    "event-year": _events,
    "anniversary-year": _anniversaries,
    "future-year": _future_years,
}
CHOICES = {"defect": tuple(DEFECTS)}
