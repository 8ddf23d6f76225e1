"""The parts of a report: missing, merged, out of order, empty; its title, opening and sign-off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.parts import PARTS, PLANS, PROBLEMS, REVIEW, Section
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Related, Rule, Span
from djlint.patterns import Pattern

LONG_ENOUGH = 150  # code points of a report that is more than a title and an opening
SIGNED_LINES = 6
DATE = Pattern(r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月")


class Options(NamedTuple):
    """`defect` names what is looked for: a name of `DEFECTS`.

    `required` lists the parts that a report must have; a part with fewer than `least` characters
    is empty.
    """

    defect: str
    required: tuple[str, ...] = PARTS
    least: int = 20


Found = Iterator[Diagnostic]


def check(rule: Rule[Options], reading: Reading) -> Found:
    """Report one defect of structure in a document that is a report of three parts."""
    document = reading.document
    if reading.parts.is_report and len(document.text) >= LONG_ENOUGH:
        yield from DEFECTS[rule.options.defect](rule, reading)


def _missing(rule: Rule[Options], reading: Reading) -> Found:
    present = {name for section in reading.parts.sections for name in section.names}
    if _has_body_before_parts(reading):
        present.add(REVIEW)
    for name in rule.options.required:
        if name not in present:
            yield diagnose(rule, reading.document, _opening_span(reading), part=name)


def _has_body_before_parts(reading: Reading) -> bool:
    """Whether text stands before the problems and plans: the review, whatever its name."""
    sections = reading.parts.sections
    later = [s.span.start for s in sections if s.names & {PROBLEMS, PLANS}]
    first = min(later, default=len(reading.document.text))
    head = max((_opening_span(reading).end, 0))
    return first - head >= LONG_ENOUGH // 2


def _opening_span(reading: Reading) -> Span:
    """Where a defect of the whole report is shown: its title, or its first words."""
    parts = reading.parts
    lines = (*parts.titles[-1:], parts.opening, reading.document.paragraphs[0])
    return next(paragraph.span for paragraph in lines if paragraph)


def _headed(reading: Reading) -> list[Section]:
    return [s for s in reading.parts.sections if s.depth == 0 and s.heading.end > s.heading.start]


def _merged(rule: Rule[Options], reading: Reading) -> Found:
    sections = reading.parts.sections
    for section in _headed(reading):
        others = [other.names for other in sections if other is not section]
        names = [name for name in PARTS if name in section.names]
        # 存在的问题及改进措施 is one part where the plans stand by themselves too.
        alone = [name for name in names if not any(name in other for other in others)]
        if len(names) > 1 and len(alone) == len(names):
            yield diagnose(rule, reading.document, section.heading, parts="、".join(names))


def _order(rule: Rule[Options], reading: Reading) -> Found:
    latest: tuple[int, Section] | None = None
    for section in _headed(reading):
        if len(section.names) != 1:
            continue
        place = PARTS.index(next(iter(section.names)))
        if latest and place < latest[0]:
            related = (Related(latest[1].heading, PARTS[latest[0]]),)
            yield diagnose(
                rule,
                reading.document,
                section.heading,
                related=related,
                part=PARTS[place],
                other=PARTS[latest[0]],
            )
            return
        if latest is None or place > latest[0]:
            latest = (place, section)


def _empty(rule: Rule[Options], reading: Reading) -> Found:
    text = reading.document.text
    for section in _headed(reading):
        body = text[section.heading.end : section.span.end]
        if section.names and len("".join(body.split())) < rule.options.least:
            yield diagnose(rule, reading.document, section.heading)


def _no_title(rule: Rule[Options], reading: Reading) -> Found:
    if reading.parts.title is None:
        yield diagnose(rule, reading.document, _opening_span(reading))


def _no_opening(rule: Rule[Options], reading: Reading) -> Found:
    if reading.parts.opening is None:
        yield diagnose(rule, reading.document, _opening_span(reading))


def _no_sign_off(rule: Rule[Options], reading: Reading) -> Found:
    document = reading.document
    filled = [p for p in document.body if document.text_of(p).strip()]
    if not any(DATE.search(document.text_of(p)) for p in filled[-SIGNED_LINES:]):
        yield diagnose(rule, document, filled[-1].span)


DEFECTS: dict[str, Callable[[Rule[Options], Reading], Found]] = {
    "missing-part": _missing,
    "merged-parts": _merged,
    "part-order": _order,
    "empty-part": _empty,
    "missing-title": _no_title,
    "missing-opening": _no_opening,
    "missing-sign-off": _no_sign_off,
}
CHOICES = {"defect": tuple(DEFECTS)}
