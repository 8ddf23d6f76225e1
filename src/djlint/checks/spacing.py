"""Spaces between Han characters, beside full-width marks, and between a figure and its unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import is_han
from djlint.analysis.masks import SURNAMES
from djlint.analysis.period import quoted
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Paragraph, Rule, Safety, Span
from djlint.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff〇]"
MARKS = "，。；：、！？）》”’】〕…"
OPENING_MARKS = "（《“‘【〔"
SPACE = Pattern(
    rf"(?P<left>{HAN}|[0-9%％]|[{MARKS}{OPENING_MARKS}])"
    rf"(?P<space>[ \u00a0\u2002-\u200a\u202f\u205f\u3000]+)"
    rf"(?P<right>{HAN}|[0-9]|[{MARKS}{OPENING_MARKS}])",
    needs=(" ", *(chr(sign) for sign in (0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000))),
)
JOINED = Pattern(rf"[0-9]{HAN}|{HAN}[0-9]")
BLANK = " \t\u3000" + "".join(chr(sign) for sign in (0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F))
WIDE_GAP = Pattern(rf"{HAN}[ \u00a0\u3000]{{2,}}{HAN}")
LABEL = Pattern(rf"{HAN}{{1,6}}[：:]")  # 联系人：李明 电话：12345678
SENTENCE = Pattern(r"[，。；：]")
RUNNING_TEXT = 20  # code points; a shorter line may be a table in spaces, a name, a signature
HOUSE_STYLE = 5  # so many spaced figures, and more than unspaced ones, are a style, not slips
NUMBER_AT_START = Pattern(
    r"[\s]*(?:[一二三四五六七八九十]{1,4}[、.．]|[（(][^（()）]{1,4}[）)][、.]?|[0-9]{1,3}[.．、)）]|第[^\s]{1,4}[章节条])$"
)


class Options(NamedTuple):
    """`defect` names what is looked for: a name of `DEFECTS`."""

    defect: str


Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of spaces that do not belong."""
    yield from DEFECTS[rule.options.defect](rule, reading)


def _trailing(rule: Rule[Options], reading: Reading) -> Found:
    document = reading.document
    for paragraph in document.paragraphs:
        text = document.text_of(paragraph)
        kept = text.rstrip(BLANK)
        if kept and len(kept) < len(text):
            span = Span(paragraph.span.start + len(kept), paragraph.span.end)
            yield diagnose(rule, document, span, fix=Fix("删去空格", (Edit(span),), rule.safety))


def _strays(rule: Rule[Options], reading: Reading) -> Found:
    """Stray spaces in running text; names, columns and slogans in halves are left alone."""
    document = reading.document
    if not SPACE.may_match(document.text):
        return
    spaced = _spaces_figures(document.text)
    for paragraph in document.paragraphs:
        text = document.text_of(paragraph)
        if not SPACE.may_match(text):
            continue
        if len(text.strip()) < RUNNING_TEXT or not SENTENCE.search(text):
            continue
        yield from _stray(rule, reading, paragraph, text, spaced)


def _spaces_figures(text: str) -> bool:
    spaces = [found for found in SPACE.finditer(text) if _figure(found)]
    return len(spaces) >= HOUSE_STYLE and len(spaces) > len(list(JOINED.finditer(text)))


def _figure(found: Match[str]) -> bool:
    return found["left"] in "0123456789%％" or found["right"] in "0123456789"


def _stray(
    rule: Rule[Options], reading: Reading, paragraph: Paragraph, text: str, spaced: bool
) -> Iterator[Diagnostic]:
    hidden = quoted(text)
    at = 0
    while found := SPACE.search(text, at):
        at = found.end("space")
        start, end = found.span("space")
        if _figures_apart(found, text, spaced) or NUMBER_AT_START.match(text[:start]):
            continue
        inside = next((span for span in hidden if span.start < start < span.end), None)
        if inside and _halves(text, inside):
            continue
        between_words = is_han(found["left"]) and is_han(found["right"])
        empty = found["left"] in OPENING_MARKS and found["right"] in MARKS
        # Full-width spaces set names in rows; a lone one between words is a slip.
        wide = "\u3000" in found["space"] and not (
            between_words and text.strip().count("\u3000") == 1
        )
        if empty or wide:
            continue
        if between_words and (_name(text, start, end) or _columns(text, start, end)):
            continue
        if LABEL.match(text, end):
            continue
        span = Span(paragraph.span.start + start, paragraph.span.start + end)
        safety = Safety.UNSAFE if inside else rule.safety
        yield diagnose(rule, reading.document, span, fix=Fix("删去空格", (Edit(span),), safety))


def _figures_apart(found: Match[str], text: str, spaced: bool) -> bool:
    """Whether a figure is set apart on purpose: 2021 年 throughout, 3 5, A 3 类."""
    if not _figure(found):
        return False
    before = text[: found.end("left")].rstrip("0123456789.%％")[-1:]
    both = found["left"].isascii() and found["right"].isascii()
    return spaced or both or (found["left"].isascii() and (before == " " or before.isascii()))


def _halves(text: str, inside: Span) -> bool:
    """“省市一体 企业先行”: a slogan in two or more parts, parted by a space on purpose."""
    words = text[inside.start + 1 : inside.end - 1].split()
    lengths = {len(word) for word in words}
    return len(words) > 1 and (len(lengths) == 1 or min(lengths) >= 4)


def _name(text: str, start: int, end: int) -> bool:
    """张 三: a name of two characters spread to the width of three."""
    ends = not is_han(text[end + 1 : end + 2])
    return text[start - 1] in SURNAMES and (ends or text[start:end] == "\u3000")


def _columns(text: str, start: int, end: int) -> bool:
    """Several wide gaps in one line set it in columns."""
    return end - start > 1 and len(list(WIDE_GAP.finditer(text))) > 1


DEFECTS: dict[str, Callable[[Rule[Options], Reading], Found]] = {
    "stray": _strays,
    "trailing": _trailing,
}
CHOICES = {"defect": tuple(DEFECTS)}
