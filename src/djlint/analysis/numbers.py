"""Numbers at the start of paragraphs: 一、 （一） 1. （1） ① 第一章 and their misspelt forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from djlint.analysis.numerals import CIRCLED, to_chinese, to_circled, to_int
from djlint.model import Document, Paragraph, Span
from djlint.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

ARTICLE = "第条"
CHAPTERS = ("第编", "第篇", "第部分", "第章", "第节", ARTICLE)
STYLES = (*CHAPTERS, "一、", "（一）", "1.", "（1）", "1）", "①")
RANK = {style: rank for rank, style in enumerate(STYLES)}
BELOW = {"一、": "（一）", "（一）": "1.", "1.": "（1）", "（1）": "①"}
FIRST_SIGNS = frozenset(
    "一二三四五六七八九十第（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳０１２３４５６７８９"
)
BLANKS = " \t\u3000\u00a0\u2002\u2003"
HIGHEST = 199  # a greater number at the start of a paragraph is a year or a quantity

NUMBER = Pattern(
    r"""(?x)
      (?P<han>[一二三四五六七八九十百零]{1,5})(?P<han_mark>[、.．，,]|[ \u3000]+(?=\w))
    | (?P<open>[（(])[ ]?
      (?P<inner>[一二三四五六七八九十百零]{1,5}|[0-9０-９]{1,3})
      [ ]?(?P<close>[）)])(?P<close_mark>[、.．，,]?)
    | (?P<digits>[0-9０-９]{1,3})(?P<digit_mark>[.．、)），])(?![0-9０-９])
    | (?P<circled>[①-⑳])(?P<circled_mark>[、.．]?)
    | 第(?P<ordinal>[一二三四五六七八九十百零]{1,7}|[0-9]{1,3})(?P<unit>编|篇|部分|章|节|条)
      (?![一二三四五六七八九十之款项的和与及或、，至到规第])
    """
)
# （一）至（五）项 and （二）项规定 speak of a law's items.
REFERENCE = Pattern(
    r"[至到和或与及、][（(]|项(?!目)|款(?!待|项)", needs=tuple("至到和或与及、项款")
)
# 一、二、三产业 and 一、二级 count two things at once.
COUNTED_TOGETHER = "、级线类次产批期等审季月楼层号组"
CONTENTS_LINE = Pattern(
    r"(?:[.·．]{3,}|…|\t)\s*[0-9０-９ivxIVX]{1,4}\s*$", needs=("\t", "..", "…", "··", "．．")
)


class Number(NamedTuple):
    """A number that opens a paragraph.

    `span` covers it with its mark, `numeral` its numeral alone; both are empty at the start of
    the paragraph where the number is automatic. `proper` tells a number in its standard form,
    `weak` one that may well be something else.
    """

    paragraph: Paragraph
    span: Span
    numeral: Span
    style: str
    value: int
    written: str
    weak: bool = False
    automatic: bool = False

    @property
    def proper(self) -> bool:
        """Whether the number is written as GB/T 9704-2012 clause 7.3.3 writes it."""
        return self.automatic or self.written.replace("．", ".") == write(self.style, self.value)

    def renumbered(self, value: int) -> str:
        """The numeral of another value, in the script of this one."""
        sample = self.written.strip("（()）第、.．，,编篇部分章节条 ")
        if sample in CIRCLED:
            return to_circled(value)
        if not sample.isdecimal():
            return to_chinese(value)
        wide = sample[0] > "9"
        return "".join(chr(ord(digit) + 0xFEE0) if wide else digit for digit in str(value))


def write(style: str, value: int) -> str:
    """A number in the standard form of its style."""
    if style.startswith("第"):
        return f"第{to_chinese(value)}{style[1:]}"
    if style == "①":
        return to_circled(value)
    return style.replace("一", to_chinese(value)).replace("1", str(value))


def numbers(document: Document) -> Iterator[Number]:
    """The numbers that open the paragraphs of the body, in order."""
    for paragraph in document.body:
        if number := _label(paragraph) or typed(paragraph, document.text_of(paragraph)):
            yield number


def typed(paragraph: Paragraph, text: str) -> Number | None:
    """The number typed at the start of a paragraph's text, or None."""
    blank = len(text) - len(text.lstrip(BLANKS))
    if blank >= len(text) or text[blank] not in FIRST_SIGNS:
        return None
    found = NUMBER.match(text, blank)
    if not found or CONTENTS_LINE.search(text):
        return None
    number = _number(paragraph, found, paragraph.span.start)
    return None if number is None or _counts(number, text[found.end() :]) else number


def _counts(number: Number, rest: str) -> bool:
    """Whether what looks like a number of a paragraph belongs to its first words."""
    if number.style in ("（一）", "（1）"):
        pair = number.written.endswith("、") and rest[:1] in ("（", "(")
        return pair or (REFERENCE.may_match(rest[:1]) and bool(REFERENCE.match(rest)))
    following = number.renumbered(number.value + 1)
    return rest.startswith(following) and rest[len(following) :][:1] in COUNTED_TOGETHER


def _label(paragraph: Paragraph) -> Number | None:
    found = NUMBER.match(paragraph.label)
    if not found:
        return None
    number = _number(paragraph, found, 0)
    here = Span(paragraph.span.start, paragraph.span.start)
    return number and number._replace(span=here, numeral=here, automatic=True)


def _number(paragraph: Paragraph, found: Match[str], offset: int) -> Number | None:
    group = next(g for g in ("han", "inner", "digits", "circled", "ordinal") if found[g])
    numeral = found[group]
    value = to_int(numeral)
    if value is None or not 0 < value <= HIGHEST:
        return None
    return Number(
        paragraph=paragraph,
        span=Span(offset + found.start(), offset + found.end()),
        numeral=Span(offset + found.start(group), offset + found.end(group)),
        style=_style(found, numeral),
        value=value,
        written=found[0],
        weak=(found["han_mark"] or found["digit_mark"] or "、").strip() in "，,",
    )


def _style(found: Match[str], numeral: str) -> str:
    if found["unit"]:
        return "第" + found["unit"]
    if found["circled"]:
        return "①"
    if found["han"]:
        return "一、"
    if found["open"]:
        return "（1）" if numeral.isdecimal() else "（一）"
    return "1）" if found["digit_mark"] in ")）" else "1."
