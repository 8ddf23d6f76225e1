"""Years against the year that the report tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.numerals import to_int
from djlint.analysis.parts import PLANS, REVIEW
from djlint.analysis.period import BODY, FILE_NAME, SIGN_OFF, Year, quoted, years
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Related, Rule, Safety, Span
from djlint.patterns import Pattern

SENTENCE_END = Pattern(r"[。！？；\n]")
CLAUSE_END = Pattern(r"[。！？；，\n]")
TO_COME = Pattern(
    r"将|要|计划|打算|拟|力争|确保|争取|继续|着力|努力|进一步|坚持|重点|持续|全面|工作(?:打算|计划|安排|思路|要点)|打算|目标"
)
DONE = Pattern(
    r"以来|取得|完成了|已经|已完成|曾|获得|荣获|实现了|开展了|存在|相比|基础上|年底前完成的|回顾|总结|过去"
    r"|经验|教训|成效|的问题|剩余|未完成|了[，。；]|[一-鿿]了[一-鿿]"
)
# 到2025年, 2021年以来, 2021年印发的 and the like say when, not what is planned for.
NOT_PLANNED_FOR = Pattern(
    r"年(?:以来|起|至|到|—|－|-|~|～|底|末|初|前|之前|以前|度?(?:的|工作)?(?:基础|成果|经验|总结|考核|述职|问题|整改)|[0-9]{1,2}月[^，。；]{0,10}(?:印发|出台|制定|发布|启动|召开|成立)|印发|出台|制定|发布|版|修订|度?[^，。；]{0,12}(?:存在|反馈|查摆))"
)
BEFORE_PLANNED = Pattern(
    r"(?:到|至|自|从|比|较|对照|对标|总结|根据|结合|针对|按照|巩固|深化|运用|前|—|-|~|～|和|与|及)$"
)

TWO_DIGITS = Pattern(
    r"(?<![0-9０-９.．第近了满达长共龄隔时距约期刑过整足月日年/\-—－~～至到和、两三四五六七八九十〔\[])['’‘]?"
    r"(?P<year>[0-9]{2})年(?=度|底|初|末|[0-9]{1,2}月(?!份?之久)|上半年|下半年|[一二三四]季度|以来)"
)
REST_OF_DATE = Pattern(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?|度|底|初|末")
LATEST_GUESS = 2039
NEAR_YEARS = 6  # a two-figure year this close to the reporting year has one reading

TERM = Pattern(
    r"“?(?P<term>十[二三四五六]五)”?(?:时期|规划|期间)?[（(](?P<start>(?:19|20)[0-9]{2})年?[-—－–~～至到]+(?P<end>(?:19|20)?[0-9]{2})年?[）)]"
)
TERMS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
RANGE = Pattern(
    r"(?<![0-9])(?P<start>(?:19|20)[0-9]{2})年?(?:[-—－–~～]+|至|到)(?P<end>(?:19|20)[0-9]{2})年"
)

FOUNDED = {
    "建党": 1921,
    "中国共产党成立": 1921,
    "党成立": 1921,
    "建国": 1949,
    "新中国成立": 1949,
    "中华人民共和国成立": 1949,
    "建军": 1927,
    "改革开放": 1978,
}
ANNIVERSARY = Pattern(
    r"(?P<verb>喜迎|迎接|今年是|今年适逢|今年恰逢|适逢|恰逢|正值|今年正值)[^。；，]{0,12}?"
    r"(?P<what>中国共产党成立|中华人民共和国成立|新中国成立|改革开放|建党|建国|建军|党成立)(?P<count>[0-9]{2,3}|[一二三四五六七八九十百]{1,6})(?:周年|年华诞|华诞)"
)
HAPPENED = Pattern(r"了|完成|取得|荣获|获得|组织开展|召开|举办|印发|已|被评为|先后")
AHEAD = Pattern(
    r"将|要|计划|目标|力争|预计|拟|打算|前|规划|到|任务|准备|谋划|明年|下一步|部署|安排|确保|有望|版|届"
)
ZEROS = str.maketrans("○◯Oo0", "〇〇〇〇〇")
OLD_ZERO = Pattern(r"[一二][○◯Oo0〇零一二三四五六七八九]{3}(?=年)")


LAST_MONTH = "05"
# An event is cited as held where its spirit is studied or it is carried out, not awaited.
CITED = Pattern(
    r"(?:学习|贯彻|落实|宣传|传达|领会|开展|参加|结合|推进|扎实|深入|依托|通过|以|宣讲)(?:贯彻|落实|领会|了|抓好|好)?[“《]?(?:党的)?$"
)
HELD = Pattern(r"[”》]?(?:精神|公报|报告精神|以来|期间|闭幕|活动|工作|成果|领导小组|专题|任务)")


class Event(NamedTuple):
    """A dated event by the names under which reports cite it as held; dates as YYYY-MM-DD."""

    names: tuple[str, ...]
    start: str
    end: str = ""


class Options(NamedTuple):
    """`defect` names what is looked for: a name of `DEFECTS`; `events` are those it knows."""

    defect: str
    events: tuple[Event, ...] = ()


Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one defect of the years of a document."""
    if "年" in reading.document.text:
        yield from DEFECTS[rule.options.defect](rule, reading)


def _stretch(text: str, offset: int, end: Pattern) -> tuple[str, str]:
    """What stands before and after an offset in its sentence or clause."""
    found = end.search(text, offset)
    before = max(text.rfind(mark, 0, offset) for mark in "。！？；\n")
    return text[before + 1 : offset], text[offset : found.start() if found else len(text)]


def _spoken(reading: Reading) -> Iterator[Year]:
    """The years of the text outside quotations, book titles and document numbers."""
    hidden = quoted(reading.document.text)
    at = 0
    for year in years(reading.document.text):
        while at < len(hidden) and hidden[at].end <= year.span.start:
            at += 1
        if at == len(hidden) or hidden[at].start > year.span.start:
            yield year


def _with_year(span: Span) -> Span:
    return Span(span.start, span.end + 1)


def _plan_years(rule: Rule[Options], reading: Reading) -> Found:
    period = reading.period
    if period.year is None or reading.parts.is_plan:
        return
    text = reading.document.text
    for year in _spoken(reading):
        if year.value > period.year or year.value < period.year - 2:
            continue
        if PLANS not in reading.parts.names_at(year.span.start):
            continue
        if _planned(reading, text, year):
            written = _year_like(text[year.span.start : year.span.end], period.year + 1)
            fix = Fix(f"改为“{written}年”", (Edit(year.span, written),), rule.safety)
            yield diagnose(
                rule,
                reading.document,
                _with_year(year.span),
                fix=fix,
                year=period.year,
                reason=period.reason(),
                expected=period.year + 1,
            )


def _planned(reading: Reading, text: str, year: Year) -> bool:
    """Whether a sentence of the plans is about what is to be done in a year."""
    if _in_plan_heading(reading, year):
        return True
    before, after = _stretch(text, year.span.start, SENTENCE_END)
    if NOT_PLANNED_FOR.match(text, year.span.end) or BEFORE_PLANNED.search(before):
        return False
    return bool(TO_COME.search(after)) and not DONE.search(before + after)


def _in_plan_heading(reading: Reading, year: Year) -> bool:
    return any(
        section.heading.start <= year.span.start < section.heading.end and section.names == {PLANS}
        for section in reading.parts.sections
    )


def _year_like(written: str, value: int) -> str:
    if written.isascii():
        return str(value)
    zero = next((sign for sign in written if sign in "〇○零"), "〇")
    return "".join(
        zero if digit == "0" else "零一二三四五六七八九"[int(digit)] for digit in str(value)
    )


def _two_digits(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for found in TWO_DIGITS.finditer(text):
        value = 2000 + int(found["year"])
        period = reading.period.year
        sure = period is not None and abs(value - period) <= NEAR_YEARS
        if not sure and (value > LATEST_GUESS or text.startswith("以来", found.end())):
            continue
        span = Span(found.start(), _end_of_date(text, found.end()))
        edit = Edit(Span(found.start(), found.end("year")), str(value))
        safety = rule.safety if sure else Safety.UNSAFE
        fix = Fix(f"改为“{value}年”", (edit,), safety)
        yield diagnose(rule, reading.document, span, fix=fix, expected=value)


def _end_of_date(text: str, at: int) -> int:
    found = REST_OF_DATE.match(text, at)
    return found.end() if found else at


def _report_years(rule: Rule[Options], reading: Reading) -> Found:
    period = reading.period
    if not reading.parts.is_report or period.year is None:
        return
    agreed = {item.place for item in period.evidence if item.year == period.year}
    for item in period.evidence:
        near = item.place == SIGN_OFF and item.year in (
            period.year,
            period.year - 1,
            period.year + 1,
        )
        if item.year == period.year or item.place == BODY or near or item.place in agreed:
            continue
        if not agreed - {BODY, FILE_NAME, SIGN_OFF} and BODY not in agreed:
            continue
        span = item.span or reading.document.paragraphs[0].span
        yield diagnose(
            rule,
            reading.document,
            span,
            place=item.place,
            words=item.words,
            year=period.year,
            reason=period.reason(),
        )


def _events(rule: Rule[Options], reading: Reading) -> Found:
    period = reading.period
    if period.year is None:
        return
    text = reading.document.text
    for event in rule.options.events:
        # A report is written by the spring of the next year, and may cite what was held till then.
        if event.start <= f"{period.year + 1}-{LAST_MONTH}":
            continue
        for name in event.names:
            for span in _places(text, name):
                before, after = _stretch(text, span.end, CLAUSE_END)
                if CITED.search(before.removesuffix(name)) or HELD.match(after):
                    yield diagnose(
                        rule,
                        reading.document,
                        span,
                        year=period.year,
                        reason=period.reason(),
                        held=event.start,
                    )


def _places(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _anniversaries(rule: Rule[Options], reading: Reading) -> Found:
    period = reading.period
    if period.year is None:
        return
    for found in ANNIVERSARY.finditer(reading.document.text):
        count = to_int(found["count"]) or (100 if found["count"] == "百" else None)
        if count is None:
            continue
        year = FOUNDED[found["what"]] + count
        ahead = year - period.year
        # 喜迎 and 迎接 look forward, and a report of late in the year may look to the next.
        if ahead != 0 and not (ahead == 1 and found["verb"] in ("喜迎", "迎接")):
            yield diagnose(
                rule,
                reading.document,
                Span(found.start("what"), found.end()),
                year=period.year,
                reason=period.reason(),
                expected=year,
            )


def _future_years(rule: Rule[Options], reading: Reading) -> Found:
    period = reading.period
    if period.year is None or not reading.parts.is_report:
        return
    text = reading.document.text
    for year in _spoken(reading):
        names = reading.parts.names_at(year.span.start)
        if year.value <= period.year or REVIEW not in names or PLANS in names:
            continue
        before, after = _stretch(text, year.span.start, SENTENCE_END)
        if HAPPENED.search(after) and not AHEAD.search(before + after):
            yield diagnose(
                rule,
                reading.document,
                _with_year(year.span),
                year=period.year,
                reason=period.reason(),
            )


def _plan_periods(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for found in TERM.finditer(text):
        start = TERMS[found["term"]]
        end = int(found["end"]) if len(found["end"]) == 4 else 2000 + int(found["end"])
        if (int(found["start"]), end) not in ((start, start + 4), (start - 1, start + 4)):
            right = f"{start}—{start + 4}年"
            yield diagnose(rule, reading.document, Span(*found.span()), expected=right)
    for found in RANGE.finditer(text):
        if int(found["start"]) > int(found["end"]):
            yield diagnose(rule, reading.document, Span(*found.span()), expected="起止年份不应倒置")


def _year_styles(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for found in OLD_ZERO.finditer(text):
        written = found[0].translate(ZEROS)
        if written != found[0]:
            span = Span(*found.span())
            fix = Fix(f"改为“{written}”", (Edit(span, written),), Safety.SAFE)
            yield diagnose(rule, reading.document, span, fix=fix, expected=f"“{written}”")
    if not reading.parts.is_report:
        return
    spoken = list(_spoken(reading))
    han = [year for year in spoken if not text[year.span.start].isascii()]
    figures = [year for year in spoken if text[year.span.start].isascii()]
    # A sign-off or a title in Han numerals over a text in figures is an older custom.
    inner = [year for year in han if not _on_short_line(reading, year)]
    if inner and len(figures) > len(inner):
        related = (Related(figures[0].span, "另一种写法"),)
        yield diagnose(
            rule,
            reading.document,
            _with_year(inner[0].span),
            related=related,
            expected=f"“{inner[0].value}年”",
        )


def _on_short_line(reading: Reading, year: Year) -> bool:
    text = reading.document.text
    start = text.rfind("\n", 0, year.span.start) + 1
    end = text.find("\n", year.span.end)
    return (end if end >= 0 else len(text)) - start <= 40


DEFECTS: dict[str, Callable[[Rule[Options], Reading], Found]] = {
    "plan-year": _plan_years,
    "two-digit-year": _two_digits,
    "report-year": _report_years,
    "event-year": _events,
    "anniversary-year": _anniversaries,
    "future-year": _future_years,
    "plan-period": _plan_periods,
    "year-style": _year_styles,
}
CHOICES = {"defect": tuple(DEFECTS)}
