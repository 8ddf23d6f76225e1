"""Headings themselves: alone on their level, ended by a mark, twice in one set."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from djlint.analysis import Reading
from djlint.analysis.numbers import CHAPTERS, write
from djlint.analysis.outline import Heading, Outline
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Related, Rule, Span

END_MARKS = "。；"
SAME_TITLE_LENGTH = 4  # code points; shorter titles repeat by chance

Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of defect of the headings."""
    if reading.outline.headings:
        yield from DEFECTS[rule.options.defect](rule, reading.document, reading.outline)


def _lone(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
        heading = headings[0]
        if len(headings) > 1 or heading.parent is None or heading.reused:
            continue
        if heading.number.value == 1 and heading.number.style not in CHAPTERS:
            expected = write(heading.number.style, 2)
            yield diagnose(rule, document, heading.number.span, expected=expected)


def _end_marks(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
        alone = [heading for heading in headings if heading.alone]
        marked = [heading for heading in alone if _end_mark(document, heading)]
        # Where most siblings end in a full stop they are sentences of a list, not headings.
        if len(alone) < len(headings) or len(marked) * 2 >= len(alone):
            continue
        for heading in marked:
            end = heading.title.end
            span = Span(end, end + 1)
            fix = Fix("删去标题末尾的标点", (Edit(span),), rule.safety)
            yield diagnose(rule, document, span, fix=fix)


def _end_mark(document: Document, heading: Heading) -> bool:
    end = heading.title.end
    return end < heading.number.paragraph.span.end and document.text[end] in END_MARKS


def _repeated_titles(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
        seen: dict[str, Heading] = {}
        for heading in headings:
            words = heading.words(document)
            if len(words) < SAME_TITLE_LENGTH:
                continue
            first = seen.setdefault(words, heading)
            if first is not heading:
                related = (Related(first.title, "相同的标题"),)
                yield diagnose(rule, document, heading.title, related=related)


DEFECTS: dict[str, Callable[[Rule[Options], Document, Outline], Found]] = {
    "lone": _lone,
    "end-mark": _end_marks,
    "repeated-title": _repeated_titles,
}
CHOICES = {"defect": tuple(DEFECTS)}
