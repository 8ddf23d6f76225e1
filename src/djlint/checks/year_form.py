"""How years are written: in two figures, with a wrong zero, in ranges that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from djlint.analysis import Reading
from djlint.analysis.period import Year, years
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Related, Rule, Safety, Span
from djlint.patterns import Pattern

LATEST_GUESS = 39  # 39年 is taken for 2039年, 40年 for a length of time
NEAR_YEARS = 6  # a two-figure year this close to the reporting year has one reading
TWO_FIGURES = Pattern(
    r"['’]?(?P<year>(?<![0-9])[0-9]{2})年"
    r"(?P<rest>度|底|初|末|[0-9]{1,2}月(?!份?之久)(?:[0-9]{1,2}日)?"
    r"|[上下]半年|[一二三四]季度|以来)"
)
# 第21年, 近21年, 工龄21年, 历时21年, 有期徒刑12年 count years, and 2020—21年 goes on a range.
COUNTING = frozenset(
    "０１２３４５６７８９.．第近了满达长共龄隔时距约期刑过整足月日年/—－-~～至到和、"
)
COUNTING |= frozenset("两三四五六七八九十〔[")
TERM = Pattern(
    r"“?(?P<term>十[二三四五六]五)”?(?:时期|规划|期间)?"
    r"[（(](?P<start>(?:19|20)[0-9]{2})年?[—－–~～至到-]+(?P<end>(?:19|20)?[0-9]{2})年?[）)]",
    needs=("十二五", "十三五", "十四五", "十五五", "十六五"),
)
TERMS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
RANGE = Pattern(
    r"(?<![0-9])(?P<start>(?:19|20)[0-9]{2})年?(?:[—－–~～-]+|至|到)(?P<end>(?:19|20)[0-9]{2})年",
    needs=tuple(f"{mark}{century}" for mark in "—－–~～-至到" for century in (19, 20)),
)
WRONG_ZERO = Pattern(r"[一二][○◯Oo〇零一二三四五六七八九]{3}(?=年)", needs=("○", "◯", "O", "o"))
ZEROS = str.maketrans("○◯Oo", "〇〇〇〇")
SHORT_LINE = 40  # code points; a shorter line is a title or a sign-off

Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report years that are not written as they should be."""
    if "年" in reading.document.text:
        yield from DEFECTS[rule.options.defect](rule, reading)


def _two_figures(rule: Rule[Options], reading: Reading) -> Found:
    for found in TWO_FIGURES.finditer(reading.document.text):
        if found.start() and reading.document.text[found.start() - 1] in COUNTING:
            continue
        value = 2000 + int(found["year"])
        reported = reading.period.year
        sure = reported is not None and abs(value - reported) <= NEAR_YEARS
        if not sure and (value > 2000 + LATEST_GUESS or found["rest"] == "以来"):
            continue
        edit = Edit(Span(found.start(), found.end("year")), str(value))
        fix = Fix(f"改为“{value}年”", (edit,), rule.safety if sure else Safety.UNSAFE)
        span = Span(found.start(), found.end("rest"))
        yield diagnose(rule, reading.document, span, fix=fix, expected=f"{value}年{found['rest']}")


def _plan_periods(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for found in TERM.finditer(text):
        start = TERMS[found["term"]]
        end = int(found["end"]) if len(found["end"]) == 4 else 2000 + int(found["end"])
        # 十四五（2020—2025年） counts from the year that the one before ended in.
        if (int(found["start"]), end) not in ((start, start + 4), (start - 1, start + 4)):
            expected = f"应为{start}—{start + 4}年"
            yield diagnose(rule, reading.document, Span(*found.span()), expected=expected)
    for found in RANGE.finditer(text):
        if int(found["start"]) > int(found["end"]):
            expected = "起止年份倒置"
            yield diagnose(rule, reading.document, Span(*found.span()), expected=expected)


def _styles(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for found in WRONG_ZERO.finditer(text):
        written = found[0].translate(ZEROS)
        if written != found[0]:
            span = Span(*found.span())
            fix = Fix(f"改为“{written}”", (Edit(span, written),), rule.safety)
            yield diagnose(rule, reading.document, span, fix=fix, expected=f"“{written}”")
    if reading.parts.is_report:
        yield from _mixed_styles(rule, reading.document)


def _mixed_styles(rule: Rule[Options], document: Document) -> Found:
    """Han numerals in a text in figures; a title or a sign-off in Han is an older custom."""
    spoken = list(years(document.text))
    figures = [year for year in spoken if document.text[year.span.start].isascii()]
    han = [year for year in spoken if year not in figures and not _on_short_line(document, year)]
    if han and len(figures) > len(han):
        year = han[0]
        span = Span(year.span.start, year.span.end + 1)
        related = (Related(figures[0].span, "另一种写法"),)
        yield diagnose(rule, document, span, related=related, expected=f"“{year.value}年”")


def _on_short_line(document: Document, year: Year) -> bool:
    start = document.text.rfind("\n", 0, year.span.start) + 1
    end = document.text.find("\n", year.span.end)
    return (end if end >= 0 else len(document.text)) - start <= SHORT_LINE


DEFECTS: dict[str, Callable[[Rule[Options], Reading], Found]] = {
    "two-digit-year": _two_figures,
    "plan-period": _plan_periods,
    "year-style": _styles,
}
CHOICES = {"defect": tuple(DEFECTS)}
