"""How numbers of headings are written: in what style, with what marks, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from djlint.analysis import Reading
from djlint.analysis.numbers import CHAPTERS, typed, write
from djlint.analysis.outline import Heading, Outline
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Rule, Span

Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of defect of the writing of numbers."""
    if reading.outline.headings:
        yield from DEFECTS[rule.options.defect](rule, reading.document, reading.outline)


def _mixed_styles(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
        if len(headings) < 2:
            continue
        forms = Counter(_form(heading) for heading in headings)
        usual, times = forms.most_common(1)[0]
        for heading in headings:
            if heading.number.automatic or _form(heading) == usual:
                continue
            if times == forms[_form(heading)] and not heading.foreign:
                continue
            written = _in_form(usual, write(usual[0], heading.number.value))
            fix = Fix(f"改为“{written}”", (Edit(heading.number.span, written),), rule.safety)
            yield diagnose(rule, document, heading.number.span, fix=fix, expected=written)


def _form(heading: Heading) -> tuple[str, str]:
    """The style of a number and its brackets."""
    written = heading.number.written
    return heading.number.style, "".join(sign for sign in written if sign in "（(）)")


def _in_form(form: tuple[str, str], written: str) -> str:
    brackets = form[1]
    if len(brackets) == 2 and written[0] == "（":
        return brackets[0] + written[1:-1] + brackets[1]
    return written


def _punctuation(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
        forms = Counter(_form(heading) for heading in headings)
        usual, times = forms.most_common(1)[0]
        for heading in headings:
            number = heading.number
            minority = _form(heading) != usual and times > forms[_form(heading)]
            if number.proper or number.style in (*CHAPTERS, "1）") or minority or heading.foreign:
                continue
            written = write(number.style, number.value)
            fix = Fix(f"改为“{written}”", (Edit(number.span, written),), rule.safety)
            yield diagnose(rule, document, number.span, fix=fix, expected=written)


def _doubled(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for heading in outline.headings:
        number = heading.number
        paragraph = number.paragraph
        rest = document.text[number.span.end : paragraph.span.end]
        again = typed(paragraph, rest)
        if again is None or again.style in CHAPTERS:
            continue
        same_set = again.style == number.style or number.automatic
        if again.weak or not same_set:
            continue
        shift = number.span.end - paragraph.span.start
        span = Span(again.span.start + shift, again.span.end + shift)
        first = paragraph.label.strip() if number.automatic else number.written
        yield diagnose(rule, document, Span(number.span.start, span.end), first=first)


DEFECTS: dict[str, Callable[[Rule[Options], Document, Outline], Found]] = {
    "mixed-styles": _mixed_styles,
    "punctuation": _punctuation,
    "doubled": _doubled,
}
CHOICES = {"defect": tuple(DEFECTS)}
