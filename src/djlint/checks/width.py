"""Half-width marks and brackets in Chinese text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from djlint.analysis import Reading
from djlint.analysis.characters import is_han
from djlint.checks.diagnosis import NoOptions, diagnose
from djlint.model import Diagnostic, Edit, Fix, Paragraph, Rule, Span

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
MARKS = ",;:?!"
AT_END = ";:?!."  # what may end a paragraph; a comma may not
CLOSED = frozenset("”》）")
OPENED = frozenset("“《（")
BEFORE_BRACKET = frozenset("”》，。；、：")
BEFORE_FIGURE = {";": "", ":": ":"}  # marks before a figure, and what must not follow the figure
PERCENT = frozenset("%％")
REACH = 24  # code points behind a mark that are looked at
LONGEST_ASIDE = 60  # code points between brackets that belong together


Options = NoOptions


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report marks between Han characters and brackets around them that are half as wide."""
    document = reading.document
    signs = [sign for sign in WIDE if sign in document.text]
    for paragraph in document.paragraphs if signs else ():
        text = document.text_of(paragraph)
        for span, edits in sorted({*_marks(text, signs), *_brackets(text)}):
            yield _diagnostic(rule, reading, paragraph, span, edits)


Change = tuple[Span, tuple[Span, ...]]


def _diagnostic(
    rule: Rule[Options],
    reading: Reading,
    paragraph: Paragraph,
    span: Span,
    places: tuple[Span, ...],
) -> Diagnostic:
    text, base = reading.document.text, paragraph.span.start
    wide = text[base + span.start : base + span.end]
    edits = []
    for place in places:
        sign = text[base + place.start]
        edits.append(Edit(Span(base + place.start, base + place.end), WIDE[sign]))
        wide = wide.replace(sign, WIDE[sign])
    fix = Fix(f"改为“{wide}”", tuple(edits), rule.safety)
    return diagnose(rule, reading.document, Span(base + span.start, base + span.end), fix=fix)


def _marks(text: str, signs: list[str]) -> Iterator[Change]:
    for sign in signs:
        at = text.find(sign, 1)
        while at >= 0:
            if _between_han(text, at):
                yield Span(at, at + 1), (Span(at, at + 1),)
            at = text.find(sign, at + 1)


def _between_han(text: str, at: int) -> bool:
    sign, before, rest = text[at], text[at - 1], text[at + 1 : at + REACH]
    if not (is_han(before) or before in CLOSED or (before in PERCENT and sign in ",;")):
        return False
    if not rest:
        return sign in AT_END
    if sign not in MARKS:
        return False
    after = rest[1:2] if rest[0] in " \u3000\u00a0" else rest[0]
    if is_han(after) or after in OPENED:
        return True
    if sign not in BEFORE_FIGURE or not rest[0].isdecimal():
        return False
    behind = rest.lstrip("0123456789")[:1]
    return not behind or behind != BEFORE_FIGURE[sign]


def _brackets(text: str) -> Iterator[Change]:
    if "(" not in text and ")" not in text:
        return
    brackets = [(at, sign) for at, sign in enumerate(text) if sign in "()（）"]
    for (start, left), (end, right) in pairwise(brackets):
        inner = text[start + 1 : end]
        if left in "）)" or right in "（(" or left + right == "（）":
            continue
        opens = left == "（" or (start and _before_bracket(text[start - 1]))
        whole = left + right == "()"
        if not opens or (whole and not any(map(is_han, inner))):
            continue
        if whole:
            yield Span(start, end + 1), (Span(start, start + 1), Span(end, end + 1))
        elif inner and len(inner) <= LONGEST_ASIDE:
            place = Span(start, start + 1) if left == "(" else Span(end, end + 1)
            yield place, (place,)


def _before_bracket(sign: str) -> bool:
    return is_han(sign) or sign in BEFORE_BRACKET
