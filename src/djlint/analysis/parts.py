"""The three parts of a report: what was done (成效), what is wrong (问题), what is next (打算)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from djlint.analysis.numbers import BLANKS, CONTENTS_LINE
from djlint.analysis.outline import Outline
from djlint.analysis.vocabulary import Vocabulary
from djlint.model import Document, Paragraph, Span

REVIEW, PROBLEMS, PLANS = "成效", "问题", "打算"
PARTS = (REVIEW, PROBLEMS, PLANS)

TITLE_KINDS = ("报告", "总结", "汇报", "小结", "计划", "述职", "规划", "安排", "打算", "情况")
TITLE_LINES = 4
TITLE_LENGTH = 50
OPENING_LENGTH = 400
HEAD = 6  # filled paragraphs within which a title and an opening stand
HEADING_LENGTH = 30
END_MARKS = "。；，、！？：:,;!?”…"
MENDING = (
    *("整改", "整治", "解决", "查摆", "排查", "梳理", "针对", "围绕", "聚焦", "导向"),
    *("剖析", "查找", "清零"),
)
THERE_IS = ("存在", "还有", "仍有", "尚有", "面临", "暴露出", "反映出")
FAULTS = ("问题", "不足", "差距", "短板", "薄弱", "困难", "弱项", "缺点")
UNWELL = ("不尽如人意", "做得不够", "需要改进", "有待改进", "有待提高")
FAULT_IS = ("是", "有", "表现", "体现", "在于", "为", "主要是", "主要有", "主要表现", "主要体现")
WILL = ("我将", "本人将", "支部将", "我们将", "局将", "科室将", "单位将", "，将")
WILL_REACH = 24  # code points of a sentence in which it says whose plan it tells
WORDING = 2  # the depth of a part that only its wording tells
REACH = 16  # code points within which 存在 and 不足 belong together
AHEAD = (
    *("下步", "下一步", "下一阶段", "下阶段", "今后", "接下来", "明年", "来年", "新的一年", "未来"),
    *("在今后", "在下一步", "在新的一年", "面对新", "展望", "针对上述问题", "针对存在的问题"),
)
INTENT = ("将", "要", "继续", "计划", "打算", "力争", "坚持", "进一步", "持续", "努力")
PLAN_TITLE = ("计划", "要点", "规划", "安排", "打算", "方案", "思路")
REVIEW_TITLE = ("总结", "述职", "报告", "汇报", "回顾", "述评", "小结")


class Section(NamedTuple):
    """A part of a report under its heading: which parts the heading names, and how far it goes.

    `heading` covers the heading's words, or is empty where wording alone tells the part;
    `numbered` tells a heading of the outline.
    """

    names: frozenset[str]
    heading: Span
    span: Span
    numbered: bool = True
    depth: int = 0


class Parts(NamedTuple):
    """Whether a document is a report of three parts, its title and opening, and its sections.

    `is_plan` tells that its title announces a plan alone, whose year is yet to come; `titles` are
    the lines that the title is broken over.
    """

    is_report: bool
    is_plan: bool
    titles: tuple[Paragraph, ...]
    opening: Paragraph | None
    sections: tuple[Section, ...]

    @property
    def title(self) -> Paragraph | None:
        """The first line of the title."""
        return self.titles[0] if self.titles else None

    def names_at(self, offset: int) -> frozenset[str]:
        """The parts that an offset of the text stands in; the innermost section decides."""
        names: frozenset[str] = frozenset()
        for section in self.sections:
            if section.span.start <= offset < section.span.end and section.names:
                names = section.names
        return names


def parts(document: Document, outline: Outline, vocabulary: Vocabulary) -> Parts:
    """Find the title, the opening and the sections of a document."""
    filled = [p for p in document.body if document.text_of(p).strip()]
    head = list(_head(filled, outline))
    titles = tuple(_title(document, head, vocabulary))
    title = "".join(document.text_of(p).strip(BLANKS) for p in titles)
    opening = next((p for p in head if _opens(document.text_of(p), vocabulary)), None)
    planned, reviewed = (any(w in title for w in words) for words in (PLAN_TITLE, REVIEW_TITLE))
    is_plan = planned and not reviewed
    is_other = is_plan or any(
        document.text_of(p).strip(BLANKS).rstrip("）)").endswith(vocabulary.other_titles)
        for p in titles
    )
    titled = any(word in title for word in vocabulary.report_titles)
    body = [p for p in filled if p not in titles]
    return Parts(
        is_report=(titled or opening is not None) and not is_other,
        is_plan=is_plan,
        titles=titles,
        opening=opening,
        sections=tuple(_sections(document, body, outline, vocabulary)),
    )


def _head(filled: Sequence[Paragraph], outline: Outline) -> Iterator[Paragraph]:
    """The paragraphs before the first heading, as far as a title and an opening may stand."""
    first = outline.headings[0].number.paragraph.index if outline.headings else None
    for paragraph in filled[:HEAD]:
        if first is not None and paragraph.index >= first:
            return
        yield paragraph


def _title(
    document: Document, head: Sequence[Paragraph], vocabulary: Vocabulary
) -> Iterator[Paragraph]:
    """The lines of the title: to the one that says what kind of document it is, or the first."""
    kinds = (*vocabulary.other_titles, *TITLE_KINDS)
    lines = list(takewhile(lambda p: _is_title(document.text_of(p).strip(BLANKS)), head))
    named = [
        count
        for count, line in enumerate(lines[:TITLE_LINES], 1)
        if document.text_of(line).strip(BLANKS).rstrip("）)").endswith(kinds)
    ]
    yield from lines[: max(named, default=1)]


def _is_title(line: str) -> bool:
    return 0 < len(line) <= TITLE_LENGTH and line[-1] not in END_MARKS


def _opens(text: str, vocabulary: Vocabulary) -> bool:
    if "如下" not in text[:OPENING_LENGTH]:
        return False
    sentence = text[: text.index("如下")].rpartition("。")[2]
    return any(word in sentence for word in vocabulary.report_openings)


def names_of(heading: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The parts that the words of a heading name."""
    for word in vocabulary.not_problems + vocabulary.not_plans:
        heading = heading.replace(word, "")
    found = {
        REVIEW: vocabulary.review,
        PROBLEMS: vocabulary.problems,
        PLANS: vocabulary.plans,
    }
    return frozenset(name for name, words in found.items() if any(w in heading for w in words))


def _sections(
    document: Document, filled: Sequence[Paragraph], outline: Outline, vocabulary: Vocabulary
) -> Iterator[Section]:
    opened = [*_headed(document, outline, vocabulary)]
    numbered = {heading.number.paragraph.index for heading in outline.headings}
    for paragraph in filled:
        if paragraph.index not in numbered:
            opened += _unnumbered(document, paragraph, vocabulary)
    opened.sort(key=lambda section: section.span)
    for at, section in enumerate(opened):
        end = next(
            (other.span.start for other in opened[at + 1 :] if other.depth <= section.depth),
            document.end_of_main,
        )
        if section.depth == WORDING:
            end = min(end, _next_heading(outline, section.span.start, end))
        yield Section(
            section.names,
            section.heading,
            Span(section.span.start, end),
            section.numbered,
            section.depth,
        )


def _next_heading(outline: Outline, start: int, end: int) -> int:
    """Where the next numbered heading begins: what wording opens does not reach beyond it."""
    later = (heading.number.paragraph.span.start for heading in outline.headings)
    return min((at for at in later if at > start), default=end)


def _headed(document: Document, outline: Outline, vocabulary: Vocabulary) -> Iterator[Section]:
    troubled = False
    for heading in outline.headings:
        words = document.text[heading.title.start : heading.title.end]
        names = names_of(words, vocabulary) if len(words) <= HEADING_LENGTH else frozenset()
        at_last = troubled and heading.depth == 0 and not names
        if at_last and any(word in words for word in vocabulary.plans_at_last):
            names = frozenset({PLANS})
        troubled = troubled or (heading.depth == 0 and PROBLEMS in names)
        if heading.depth == 0 or (names and heading.depth == 1):
            yield Section(names, heading.title, heading.number.paragraph.span, depth=heading.depth)


def _unnumbered(
    document: Document, paragraph: Paragraph, vocabulary: Vocabulary
) -> Iterator[Section]:
    """A heading without a number, or a paragraph whose first sentence tells its part."""
    if CONTENTS_LINE.search(document.text_of(paragraph)):
        return
    text = document.text_of(paragraph).strip(BLANKS)
    start = paragraph.span.start
    if len(text) <= HEADING_LENGTH and text[-1] not in END_MARKS:
        names = names_of(text, vocabulary)
        if names & {PROBLEMS, PLANS} or names == {REVIEW}:
            yield Section(names, paragraph.span, paragraph.span, numbered=False)
        return
    sentence = text.partition("。")[0]
    if _tells_plans(sentence):
        yield Section(frozenset({PLANS}), Span(start, start), paragraph.span, False, WORDING)
    elif _tells_problems(sentence):
        yield Section(frozenset({PROBLEMS}), Span(start, start), paragraph.span, False, WORDING)


def _tells_plans(sentence: str) -> bool:
    dated = sentence[:2] == "20" and sentence[4:5] == "年"
    if dated and any(word in sentence[5:WILL_REACH] for word in WILL):
        return True
    return sentence.startswith(AHEAD) and any(word in sentence[:100] for word in INTENT)


def _tells_problems(sentence: str) -> bool:
    """Whether a sentence says that something is wrong, not that something was mended."""
    if any(word in sentence for word in MENDING):
        return False
    if any(word in sentence for word in UNWELL):
        return True
    for fault in FAULTS:
        at = sentence.find(fault)
        while at >= 0:
            if any(word in sentence[max(at - REACH, 0) : at] for word in THERE_IS):
                return True
            if sentence.startswith(FAULT_IS, at + len(fault)):
                return True
            at = sentence.find(fault, at + 1)
    return False
