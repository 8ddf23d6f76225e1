"""Defects of headings and of their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.numbers import BELOW, BLANKS, CHAPTERS, RANK, typed, write
from djlint.analysis.outline import ARTICLE, Heading, Outline
from djlint.analysis.sequence import Break, breaks
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Related, Rule, Safety, Span

END_MARKS = "。；"
REFERRING = ("见", "按", "按照", "第", "前述", "上述", "本文", "依照", "根据", "参照")
SAME_TITLE_LENGTH = 4


class Options(NamedTuple):
    """`defect` names what is looked for: a name of `DEFECTS`."""

    defect: str


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report one kind of defect of the headings."""
    if reading.outline.headings:
        yield from DEFECTS[rule.options.defect](rule, reading.document, reading.outline)


Found = Iterator[Diagnostic]


def _sets(outline: Outline) -> Iterator[tuple[Heading, ...]]:
    """The sets of siblings whose numbers djlint answers for."""
    for members in outline.sets:
        headings = tuple(outline.headings[index] for index in members)
        if headings[0].number.style != ARTICLE:
            yield headings


def _first_value(outline: Outline, headings: Sequence[Heading]) -> int:
    """The number that a set begins with: one, or the next where a style counts on throughout."""
    first = headings[0]
    if not first.runs_on:
        return 1
    style = first.number.style
    openings = [
        group[0]
        for group in _sets(outline)
        if group[0].number.style == style and group[0] is not first
    ]
    restarts = sum(not heading.runs_on for heading in openings[1:])
    return 1 if restarts else first.number.value


def _broken(
    outline: Outline, named: Callable[[Sequence[Heading], Break], bool]
) -> Iterator[tuple[tuple[Heading, ...], Break, int]]:
    for headings in _sets(outline):
        first = _first_value(outline, headings)
        for found in breaks([heading.number.value for heading in headings], first):
            if named(headings, found):
                yield headings, found, first


def _kind(headings: Sequence[Heading], found: Break) -> str:
    values = [heading.number.value for heading in headings]
    run = values[found.start : found.end]
    if found.start == 0 or run != sorted(run) or run[0] < values[found.start - 1]:
        return "out-of-order"
    return "repeated" if run[0] == values[found.start - 1] else "gap"


def _gaps(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    yield from _breaks(rule, document, outline, "gap")


def _repeated(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    yield from _breaks(rule, document, outline, "repeated")


def _out_of_order(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    yield from _breaks(rule, document, outline, "out-of-order")


def _breaks(rule: Rule[Options], document: Document, outline: Outline, kind: str) -> Found:
    for headings, found, first in _broken(outline, lambda group, run: _kind(group, run) == kind):
        heading = headings[found.start]
        expected = write(heading.number.style, first + found.start)
        related = ()
        if found.start:
            before = headings[found.start - 1].number
            related = (Related(before.span, f"前一个编号是{before.written.strip()}"),)
        yield diagnose(
            rule,
            document,
            heading.number.span,
            fix=_renumbering(rule, document, headings, found, first),
            related=related,
            expected=expected,
        )


def _renumbering(
    rule: Rule[Options],
    document: Document,
    headings: Sequence[Heading],
    found: Break,
    first: int,
) -> Fix | None:
    edits = []
    for place in range(found.start, found.end):
        number = headings[place].number
        if number.automatic:
            return None
        edits.append(Edit(number.numeral, number.renumbered(first + place)))
    written = write(headings[found.start].number.style, first + found.start)
    more = f"，其后 {len(edits) - 1} 处依次顺延" if len(edits) > 1 else ""
    sure = _unmistakable(document, headings, found)
    safety = rule.safety if sure else Safety.UNSAFE
    return Fix(f"改为“{written}”{more}", tuple(edits), safety)


def _unmistakable(document: Document, headings: Sequence[Heading], found: Break) -> bool:
    """Whether renumbering has one reading: no twin headings, and nothing refers to a number."""
    titles = [_words(document, heading) for heading in headings]
    if any(titles.count(title) > 1 for title in titles[max(found.start - 1, 0) : found.end]):
        return False
    return not any(
        _referred(document, headings[place].number.written)
        for place in range(found.start, found.end)
    )


def _referred(document: Document, written: str) -> bool:
    mark = written.strip("、.．，, ")
    return any(f"{word}{quote}{mark}" in document.text for word in REFERRING for quote in ("", "“"))


def _words(document: Document, heading: Heading) -> str:
    return document.text[heading.title.start : heading.title.end].strip(BLANKS)


def _reused_styles(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in _sets(outline):
        first = headings[0]
        if not first.reused or first.parent is None:
            continue
        parent = outline.headings[first.parent]
        style = _style_below(outline, parent, headings)
        fix = _restyling(rule, document, outline, headings, style)
        related = (Related(parent.number.span, "上一级标题"),)
        for heading in headings:
            yield diagnose(
                rule,
                document,
                heading.number.span,
                fix=fix,
                related=related,
                parent=parent.number.written.strip(),
                expected=write(style, heading.number.value) if style else "下一级编号",
            )


def _style_below(outline: Outline, parent: Heading, headings: Sequence[Heading]) -> str | None:
    """The style that the document, or else the standard, puts below a heading."""
    used = Counter(
        heading.number.style
        for heading in outline.headings
        if heading.parent is not None
        and outline.headings[heading.parent].number.style == parent.number.style
        and heading.number.style != headings[0].number.style
    )
    return used.most_common(1)[0][0] if used else BELOW.get(parent.number.style)


def _restyling(
    rule: Rule[Options],
    document: Document,
    outline: Outline,
    headings: Sequence[Heading],
    style: str | None,
) -> Fix | None:
    """Give a set of siblings another style, and move what stands below it down in step."""
    if style is None:
        return None
    first = headings[0].siblings
    edits: list[Edit] = []
    styles = {first: style}
    for heading in outline.headings:
        above = None if heading.parent is None else outline.headings[heading.parent].siblings
        if heading.siblings not in styles and above in styles:
            wanted = BELOW.get(styles[above])
            if wanted is None:
                return None
            taken = heading.number.style == styles[above]
            styles[heading.siblings] = wanted if taken else heading.number.style
        if heading.siblings in styles and heading.number.style != styles[heading.siblings]:
            if heading.number.automatic:
                return None
            written = write(styles[heading.siblings], heading.number.value)
            edits.append(Edit(heading.number.span, written))
    run = Break(0, len(headings))
    safety = rule.safety if _unmistakable(document, headings, run) else Safety.UNSAFE
    title = f"这一级 {len(headings)} 个编号改为“{write(style, 1)}”一类"
    return Fix(title, tuple(edits), safety)


def _skipped_levels(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    pairs = Counter(
        (outline.headings[heading.parent].number.style, heading.number.style)
        for heading in outline.headings
        if heading.parent is not None
    )
    for headings in _sets(outline):
        first = headings[0]
        if first.parent is None:
            continue
        parent = outline.headings[first.parent].number.style
        between = BELOW.get(parent)
        style = first.number.style
        if between in (None, style) or between not in BELOW or BELOW[between] != style:
            continue
        if pairs[parent, between] and pairs[between, style]:
            yield diagnose(
                rule, document, first.number.span, expected=write(between, first.number.value)
            )


def _mixed_styles(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in _sets(outline):
        if len(headings) < 2:
            continue
        forms = Counter(_form(heading) for heading in headings)
        usual, times = forms.most_common(1)[0]
        for heading in headings:
            if heading.number.automatic or _form(heading) == usual:
                continue
            if times == forms[_form(heading)] and not heading.foreign:
                continue
            style = headings[0].number.style if heading.foreign else heading.number.style
            written = _in_form(usual, write(style, heading.number.value))
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
    for headings in _sets(outline):
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


def _lone(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in _sets(outline):
        heading = headings[0]
        if len(headings) > 1 or heading.parent is None or heading.number.style in CHAPTERS:
            continue
        if heading.number.value == 1:
            expected = write(heading.number.style, 2)
            yield diagnose(rule, document, heading.number.span, expected=expected)


def _doubled(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for heading in outline.headings:
        number = heading.number
        paragraph = number.paragraph
        rest = document.text[number.span.end : paragraph.span.end]
        again = typed(paragraph, rest)
        if again is None or again.style not in RANK or again.style in CHAPTERS:
            continue
        same_set = again.style == number.style or number.automatic
        if again.weak or not same_set:
            continue
        shift = number.span.end - paragraph.span.start
        span = Span(again.span.start + shift, again.span.end + shift)
        first = paragraph.label.strip() if number.automatic else number.written
        yield diagnose(rule, document, Span(number.span.start, span.end), first=first)


def _end_marks(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in _sets(outline):
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
    for headings in _sets(outline):
        seen: dict[str, Heading] = {}
        for heading in headings:
            words = _words(document, heading)
            if len(words) < SAME_TITLE_LENGTH:
                continue
            first = seen.setdefault(words, heading)
            if first is not heading:
                related = (Related(first.title, "相同的标题"),)
                yield diagnose(rule, document, heading.title, related=related)


DEFECTS: dict[str, Callable[[Rule[Options], Document, Outline], Found]] = {
    "gap": _gaps,
    "repeated-number": _repeated,
    "out-of-order": _out_of_order,
    "reused-style": _reused_styles,
    "skipped-level": _skipped_levels,
    "mixed-styles": _mixed_styles,
    "punctuation": _punctuation,
    "lone": _lone,
    "doubled": _doubled,
    "end-mark": _end_marks,
    "repeated-title": _repeated_titles,
}
CHOICES = {"defect": tuple(DEFECTS)}
