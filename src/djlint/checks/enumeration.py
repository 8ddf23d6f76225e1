"""Defects of lists in running text: 一是 … 三是, a lone 一是, 首先 … 第二."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from djlint.analysis import Reading
from djlint.analysis.enumerations import Enumeration, Enumerator
from djlint.analysis.numerals import to_chinese
from djlint.analysis.sequence import Break, breaks
from djlint.checks.diagnosis import DefectOptions, diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Related, Rule
from djlint.patterns import Pattern

COUNTED = frozenset("是第其")  # 首先 is used too freely to be counted
LEAST_WISHES = 3  # 一要 … 二要 … are a list where there are so many of them
LONE = frozenset("是其")
# What may have opened a list whose later marks are of another style.
OPENER = Pattern(
    r"(?m)(?:^|[。；;：:，,（(）)\s])(?:首先|第一|其一|一要|一抓|一靠|一方面|一来|一则|一者|一、|1[.、．])"
    r"|一个是|一手|一[是要]",
)
# What goes on after a first item in other words than a second mark.
FOLLOWER = Pattern(
    r"二[是要则来者]|其二|其次|第二|另一方面|再者|再是|再就是|二、|另外|此外|还有|(?<=[。；\n])同时"
)
REACH = 1500  # code points before a list that may open it

Options = DefectOptions
Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one kind of defect of the lists."""
    for enumeration in reading.enumerations:
        yield from DEFECTS[rule.options.defect](rule, reading, enumeration)


def _gaps(rule: Rule[Options], reading: Reading, enumeration: Enumeration) -> Found:
    marks = tuple(sorted((*enumeration.members, *enumeration.foreign), key=lambda mark: mark.span))
    wishes = enumeration.style == "要" and len(marks) >= LEAST_WISHES
    if enumeration.style not in COUNTED and not wishes:
        return
    if marks[0].value != 1 and not _beginning_lost(reading.document, enumeration):
        return
    for found in breaks([mark.value for mark in marks]):
        mark = marks[found.start]
        if any(other in enumeration.foreign for other in marks[found.start : found.end]):
            continue
        before = marks[found.start - 1] if found.start else None
        related = (Related(before.span, "前一项"),) if before else ()
        yield diagnose(
            rule,
            reading.document,
            mark.span,
            fix=_renumbering(rule, reading.document, marks, found),
            related=related,
            expected=_written(reading.document, mark, found.start + 1),
        )


def _beginning_lost(document: Document, enumeration: Enumeration) -> bool:
    """Whether a list that begins with a later mark has no other opening either."""
    mark = enumeration.members[0]
    before = document.text[max(mark.span.start - REACH, 0) : mark.span.start]
    return enumeration.style == "是" and mark.value <= 3 and not OPENER.search(before)


def _written(document: Document, mark: Enumerator, value: int) -> str:
    text = document.text
    before = text[mark.span.start : mark.numeral.start]
    numeral = str(value) if text[mark.numeral.start].isascii() else to_chinese(value)
    return before + numeral + text[mark.numeral.end : mark.span.end]


def _renumbering(
    rule: Rule[Options], document: Document, members: tuple[Enumerator, ...], found: Break
) -> Fix | None:
    if found.start == 0:
        return None
    edits = []
    for place in range(found.start, found.end):
        mark = members[place]
        written = _written(document, mark, place + 1)
        shift = mark.numeral.start - mark.span.start
        tail = mark.span.end - mark.numeral.end
        edits.append(Edit(mark.numeral, written[shift : len(written) - tail]))
    first = _written(document, members[found.start], found.start + 1)
    more = f"，其后 {len(edits) - 1} 项依次顺延" if len(edits) > 1 else ""
    return Fix(f"改为“{first}”{more}", tuple(edits), rule.safety)


def _lone(rule: Rule[Options], reading: Reading, enumeration: Enumeration) -> Found:
    mark = enumeration.members[0]
    if len(enumeration.members) > 1 or enumeration.foreign or mark.value != 1:
        return
    if enumeration.style not in LONE:
        return
    document = reading.document
    # 一是甲，一是乙 names two things with the same words.
    if any(other.members[0].paragraph == mark.paragraph for other in _others(reading, enumeration)):
        return
    if not FOLLOWER.search(document.text, mark.span.end, _end_of_scope(reading, mark)):
        expected = _written(document, mark, 2)
        yield diagnose(rule, document, mark.span, expected=expected)


def _others(reading: Reading, enumeration: Enumeration) -> list[Enumeration]:
    return [
        other
        for other in reading.enumerations
        if other is not enumeration
        and other.style == enumeration.style
        and len(other.members) == 1
        and other.members[0].value == 1
    ]


def _end_of_scope(reading: Reading, mark: Enumerator) -> int:
    """Where the item that a lone mark opens must have ended: at the next heading or list."""
    later = [
        other.members[0].span.start
        for other in reading.enumerations
        if other.members[0].span > mark.span
        and (other.members[0].paragraph > mark.paragraph or len(other.members) > 1)
    ]
    starts = [
        heading.number.span.start
        for heading in reading.outline.headings
        if heading.number.span.start > mark.span.end
    ]
    return min([*later, *starts, len(reading.document.text)])


def _mixed(rule: Rule[Options], reading: Reading, enumeration: Enumeration) -> Found:
    first = enumeration.members[0]
    for mark in enumeration.foreign[:1]:
        text = reading.document.text
        related = (Related(first.span, "这一列举的开头"),)
        opening = text[first.span.start : first.span.end].strip("，,：:、")
        yield diagnose(rule, reading.document, mark.span, related=related, opening=opening)


DEFECTS: dict[str, Callable[[Rule[Options], Reading, Enumeration], Found]] = {
    "gap": _gaps,
    "lone": _lone,
    "mixed": _mixed,
}
CHOICES = {"defect": tuple(DEFECTS)}
