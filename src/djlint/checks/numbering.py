"""Numbers of headings that are out of sequence or on the wrong level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from djlint.analysis import Reading
from djlint.analysis.numbers import BELOW, RANK, write
from djlint.analysis.outline import Heading, Outline
from djlint.analysis.sequence import Break, breaks
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Related, Rule, Safety

GAP, REPEATED, OUT_OF_ORDER = "gap", "repeated-number", "out-of-order"
# Words after which a number is referred to: 见（二）, 上述三.
REFERRING = ("见", "按", "按照", "第", "前述", "上述", "本文", "依照", "根据", "参照")
REFERRED = ("部分", "项", "条", "点", "款", "章", "节", "个方面", "个问题")

Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of defect of the numbers."""
    if reading.outline.headings:
        yield from DEFECTS[rule.options.defect](rule, reading.document, reading.outline)


def _sequences(outline: Outline) -> Iterator[tuple[Heading, ...]]:
    """What is counted together: each set of siblings, or all sets of a style that runs on."""
    groups: dict[str, list[tuple[Heading, ...]]] = {}
    for group in outline.groups():
        groups.setdefault(group[0].number.style, []).append(group)
    for sets in groups.values():
        openings = [group[0] for group in sets[1:]]
        run_on = any(heading.runs_on for heading in openings)
        if run_on and all(heading.number.value != 1 for heading in openings):
            yield tuple(heading for group in sets for heading in group)
        else:
            yield from sets


def _kind(headings: Sequence[Heading], found: Break) -> str:
    values = [heading.number.value for heading in headings]
    run = values[found.start : found.end]
    if found.start == 0 or run != sorted(run) or run[0] < values[found.start - 1]:
        return OUT_OF_ORDER
    return REPEATED if run[0] == values[found.start - 1] else GAP


def _broken(outline: Outline) -> Iterator[tuple[tuple[Heading, ...], Break]]:
    """Each break of each sequence of numbers."""
    for headings in _sequences(outline):
        for found in breaks([heading.number.value for heading in headings]):
            yield headings, found


def _breaks(kind: str, rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings, found in _broken(outline):
        if _kind(headings, found) != kind:
            continue
        heading = headings[found.start]
        expected = write(heading.number.style, found.start + 1)
        related: tuple[Related, ...] = ()
        if found.start:
            before = headings[found.start - 1].number
            related = (Related(before.span, f"前一个编号是{before.written.strip()}"),)
        yield diagnose(
            rule,
            document,
            heading.number.span,
            fix=_renumbering(rule, document, headings, found),
            related=related,
            expected=expected,
        )


def _renumbering(
    rule: Rule[Options],
    document: Document,
    headings: Sequence[Heading],
    found: Break,
) -> Fix | None:
    edits = []
    for place in range(found.start, found.end):
        number = headings[place].number
        if number.automatic:
            return None
        edits.append(Edit(number.numeral, number.renumbered(place + 1)))
    written = write(headings[found.start].number.style, found.start + 1)
    more = f"，其后 {len(edits) - 1} 处依次顺延" if len(edits) > 1 else ""
    sure = _unmistakable(document, headings, found)
    safety = rule.safety if sure else Safety.UNSAFE
    return Fix(f"改为“{written}”{more}", tuple(edits), safety)


def _unmistakable(document: Document, headings: Sequence[Heading], found: Break) -> bool:
    """Whether renumbering has one reading: no twin headings, and nothing refers to a number."""
    titles = [heading.words(document) for heading in headings]
    if any(titles.count(title) > 1 for title in titles[max(found.start - 1, 0) : found.end]):
        return False
    return not any(
        _referred(document, headings[place].number.written)
        for place in range(found.start, found.end)
    )


def _referred(document: Document, written: str) -> bool:
    """Whether the text refers to a number: 见（二）, 第三部分."""
    mark = written.strip("、.．，, ")
    numeral = mark.strip("（()）")
    whole = mark if mark != numeral else f"{mark}、"
    named = any(f"{word}{whole}" in document.text for word in REFERRING)
    return named or any(f"第{numeral}{unit}" in document.text for unit in REFERRED)


def _reused_styles(rule: Rule[Options], document: Document, outline: Outline) -> Found:
    for headings in outline.groups():
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
    above, own = parent.number.style, headings[0].number.style
    used = Counter(
        heading.number.style
        for heading in outline.headings
        if heading.parent is not None
        and outline.headings[heading.parent].number.style == above
        and heading.number.style != own
        and not _in_reused_set(outline, outline.headings[heading.parent])
        and RANK[heading.number.style] > RANK[above]
    )
    style = used.most_common(1)[0][0] if used else BELOW.get(above)
    return None if style == own else style


def _in_reused_set(outline: Outline, heading: Heading) -> bool:
    return outline.headings[outline.sets[heading.siblings][0]].reused


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
    for headings in outline.groups():
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


DEFECTS: dict[str, Callable[[Rule[Options], Document, Outline], Found]] = {
    "gap": partial(_breaks, GAP),
    "repeated-number": partial(_breaks, REPEATED),
    "out-of-order": partial(_breaks, OUT_OF_ORDER),
    "reused-style": _reused_styles,
    "skipped-level": _skipped_levels,
}
CHOICES = {"defect": tuple(DEFECTS)}
