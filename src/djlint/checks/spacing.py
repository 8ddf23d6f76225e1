"""Spaces between Han characters, beside full-width marks, and between a figure and its unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import LETTER, is_han
from djlint.analysis.masks import SURNAMES
from djlint.analysis.numbers import typed
from djlint.analysis.period import quoted
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Paragraph, Rule, Safety, Span
from djlint.patterns import Pattern

MARKS = frozenset("，。；：、！？）》”’】〕…")
OPENING_MARKS = frozenset("（《“‘【〔")
FIGURES = frozenset("0123456789%％")
BLANKS = " \u3000" + "".join(chr(sign) for sign in (0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F))
SPACE = Pattern(rf"(?<=\S)[{BLANKS}]+(?=\S)", needs=tuple(BLANKS))
JOINED = Pattern(rf"[0-9]{LETTER}|{LETTER}[0-9]")
WIDE_GAP = Pattern(rf"{LETTER}[ \u00a0\u3000]{{2,}}{LETTER}")
LABEL = Pattern(rf"{LETTER}{{1,6}}[：:]")  # 联系人：李明 电话：12345678
SENTENCE = frozenset("，。；：")
RUNNING_TEXT = 20  # code points; a shorter line may be a table in spaces, a name, a signature
HOUSE_STYLE = 5  # so many spaced figures, and more than unspaced ones, are a style, not slips


class Gap(NamedTuple):
    """A space inside a line, and the characters on either side."""

    start: int
    end: int
    left: str
    right: str

    @property
    def figure(self) -> bool:
        """Whether it parts a figure from something."""
        return self.left in FIGURES or self.right in FIGURES

    @property
    def between_words(self) -> bool:
        """Whether Han characters stand on both sides."""
        return is_han(self.left) and is_han(self.right)


def gaps(text: str) -> Iterator[Gap]:
    """The spaces between Han characters, figures and full-width marks."""
    for found in SPACE.finditer(text):
        start, end = found.span()
        gap = Gap(start, end, text[start - 1], text[end])
        if all(map(_matters, (gap.left, gap.right))):
            yield gap


def _matters(sign: str) -> bool:
    return is_han(sign) or sign in FIGURES or sign in MARKS or sign in OPENING_MARKS


Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of spaces that do not belong."""
    yield from DEFECTS[rule.options.defect](rule, reading)


def _running(document: Document) -> Iterator[Paragraph]:
    """The paragraphs save those of headers and footers, which spaces lay out."""
    return (p for p in document.paragraphs if p.part not in ("header", "footer"))


def _trailing(rule: Rule[Options], reading: Reading) -> Found:
    document = reading.document
    # In a Word file a tab at the end draws the line that is to be signed on.
    blanks = BLANKS if document.format == "docx" else BLANKS + "\t"
    for paragraph in _running(document):
        text = document.text_of(paragraph)
        kept = text.rstrip(blanks)
        if kept and len(kept) < len(text):
            span = Span(paragraph.span.start + len(kept), paragraph.span.end)
            yield diagnose(rule, document, span, fix=Fix("删去空格", (Edit(span),), rule.safety))


def _strays(rule: Rule[Options], reading: Reading) -> Found:
    """Stray spaces in running text; names, columns and slogans in halves are left alone."""
    document = reading.document
    if not SPACE.may_match(document.text):
        return
    spaced = _spaces_figures(document.text)
    for paragraph in _running(document):
        text = document.text_of(paragraph)
        if len(text.strip()) >= RUNNING_TEXT and SENTENCE.intersection(text):
            yield from _stray(rule, reading, paragraph, text, spaced)


def _spaces_figures(text: str) -> bool:
    spaces = sum(gap.figure for gap in gaps(text))
    return spaces >= HOUSE_STYLE and spaces > len(list(JOINED.finditer(text)))


def _stray(
    rule: Rule[Options], reading: Reading, paragraph: Paragraph, text: str, spaced: bool
) -> Found:
    hidden = quoted(text)
    number = typed(paragraph, text)
    start = number.span.end - paragraph.span.start if number else 0
    for gap in gaps(text):
        inside = next((span for span in hidden if span.start < gap.start < span.end), None)
        if gap.start <= start or _meant(gap, text, spaced):
            continue
        if inside and _halves(text, inside):
            continue
        span = Span(paragraph.span.start + gap.start, paragraph.span.start + gap.end)
        safety = Safety.UNSAFE if inside else rule.safety
        yield diagnose(rule, reading.document, span, fix=Fix("删去空格", (Edit(span),), safety))


def _meant(gap: Gap, text: str, spaced: bool) -> bool:
    """Whether somebody set a space on purpose."""
    # Full-width spaces set names in rows; a lone one between words is a slip.
    single = gap.between_words and text.strip().count("\u3000") == 1
    if "\u3000" in text[gap.start : gap.end] and not single:
        return True
    if gap.left in OPENING_MARKS and gap.right in MARKS:
        return True  # brackets to be filled in
    if gap.between_words and (_name(gap, text) or _columns(gap, text)):
        return True
    return _figures_apart(gap, text, spaced) or bool(LABEL.match(text, gap.end))


def _figures_apart(gap: Gap, text: str, spaced: bool) -> bool:
    """Whether a figure is set apart on purpose: 2021 年 throughout, 3 5, A 3 类, Word 2016 版."""
    if not gap.figure:
        return False
    before = text[: gap.start].rstrip("0123456789.%％")[-1:]
    both = gap.left in FIGURES and gap.right in FIGURES
    return spaced or both or (gap.left in FIGURES and (before == " " or before.isascii()))


def _halves(text: str, inside: Span) -> bool:
    """“省市一体 企业先行”: a slogan in two or more parts, parted by a space on purpose."""
    words = text[inside.start + 1 : inside.end - 1].split()
    lengths = {len(word) for word in words}
    return len(words) > 1 and (len(lengths) == 1 or min(lengths) >= 4)


def _name(gap: Gap, text: str) -> bool:
    """张 三: a name of two characters spread to the width of three."""
    ends = not is_han(text[gap.end + 1 : gap.end + 2])
    return gap.left in SURNAMES and (ends or text[gap.start : gap.end] == "\u3000")


def _columns(gap: Gap, text: str) -> bool:
    """Several wide gaps in one line set it in columns."""
    return gap.end - gap.start > 1 and len(list(WIDE_GAP.finditer(text))) > 1


DEFECTS: dict[str, Callable[[Rule[Options], Reading], Found]] = {
    "stray": _strays,
    "trailing": _trailing,
}
CHOICES = {"defect": tuple(DEFECTS)}
