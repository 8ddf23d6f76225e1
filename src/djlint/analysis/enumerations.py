"""Lists inside running text: 一是 … 二是 …, 第一， … 第二， …, 首先 … 其次 …, 其一 … 其二 …."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from djlint.analysis.numerals import to_int
from djlint.analysis.outline import Outline
from djlint.model import Document, Span
from djlint.patterns import Pattern

ENUMERATOR = Pattern(
    r"""(?xm)
    (?P<soft>(?<=\w)(?<![唯统万之同第单专划其])(?=一[是要]))?
    (?:(?<=[。；;：:，,！？!?、\s“”（）()])|^|(?<=\w)(?<![唯统万之同第单专划其])(?=一[是要]))
    (?: (?P<是>[一二三四五六七八九十]{1,2})是 (?!(?P=是)[，,。；、])
      | (?P<要>[一二三四五六七八九十]{1,2})要 (?!(?P=要)[，,。；、]|[一二三四五六七八九十])
      | 第(?P<第>[一二三四五六七八九十]|[1-9])(?:是|[，,：:]|、(?!第|[一二三四五六七八九十1-9]))
      | 其(?P<其>[一二三四五六七八九])(?:是|[，,：:])
      | (?P<首>首先|其次|再次|最后)
    )
    """
)
STYLES = ("是", "要", "第", "其", "首")
ORDINAL_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}


class Enumerator(NamedTuple):
    """One mark of a list: its span, its numeral, its value and the style of the list.

    `opens` tells that nothing but a number stands before it in its paragraph; `soft` that a word
    runs into it (文章一是短，二是实), so that it makes a list only with a second one.
    """

    span: Span
    numeral: Span
    style: str
    value: int
    paragraph: int
    opens: bool
    soft: bool


class Enumeration(NamedTuple):
    """The marks of one list in order; `foreign` are those that go on in another style."""

    style: str
    members: tuple[Enumerator, ...]
    foreign: tuple[Enumerator, ...] = ()


@dataclass(slots=True)
class _Open:
    """A list that is being read; `depth` is that of the heading it stands under."""

    depth: int
    members: list[Enumerator]
    foreign: list[Enumerator] = field(default_factory=list)

    @property
    def last(self) -> Enumerator:
        return max((*self.members, *self.foreign), key=lambda mark: mark.span)

    def awaits(self, mark: Enumerator) -> bool:
        return self.last.value + 1 == mark.value


def enumerations(document: Document, outline: Outline) -> tuple[Enumeration, ...]:
    """The lists of a document, a list inside an item of another told apart from it."""
    closed: list[_Open] = []
    open_lists: list[_Open] = []
    starts = [heading.number.paragraph.span.start for heading in outline.headings]
    seen = 0
    for mark in _marks(document):
        passed = bisect_right(starts, mark.span.start)
        for heading in outline.headings[seen:passed]:
            closed += [item for item in open_lists if item.depth >= heading.depth]
            open_lists = [item for item in open_lists if item.depth < heading.depth]
        seen = passed
        depth = _depth(outline, passed, mark)
        open_lists, done = _placed(mark, open_lists, depth)
        closed += done
    lists = sorted(
        (item for item in closed + open_lists if len(item.members) > 1 or not item.last.soft),
        key=lambda item: item.members[0].span,
    )
    return tuple(
        Enumeration(item.members[0].style, tuple(item.members), tuple(item.foreign))
        for item in lists
    )


def _depth(outline: Outline, passed: int, mark: Enumerator) -> int:
    """The depth of the heading that a list belongs to, -1 for the document itself."""
    if not passed:
        return -1
    heading = outline.headings[passed - 1]
    # In 1.一是… 2.二是… the items are the headings, and the list belongs to what is above them.
    numbered = heading.number.paragraph.index == mark.paragraph and mark.opens
    return heading.depth - numbered


def _marks(document: Document) -> Iterator[Enumerator]:
    for paragraph in document.paragraphs:
        if paragraph.part not in ("body", "table"):
            continue
        text = document.text_of(paragraph)
        for found in ENUMERATOR.finditer(text):
            style = next(name for name in STYLES if found[name])
            word = found[style]
            value = ORDINAL_WORDS[word] if style == "首" else to_int(word)
            if not value:
                continue
            base = paragraph.span.start
            yield Enumerator(
                span=Span(base + found.start(), base + found.end()),
                numeral=Span(base + found.start(style), base + found.end(style)),
                style=style,
                value=value,
                paragraph=paragraph.index,
                opens=found.start() <= 5,
                soft=found["soft"] is not None,
            )


def _placed(
    mark: Enumerator, open_lists: list[_Open], depth: int
) -> tuple[list[_Open], list[_Open]]:
    """The open lists after a mark was put on one of them or opened one, and those it closed."""
    if mark.value == 1:
        return [*open_lists, _Open(depth, [mark])], []
    at = _list_of(mark, open_lists)
    if at is None:
        return [*open_lists, _Open(depth, [mark])], []
    own = open_lists[at].members[0].style == mark.style
    (open_lists[at].members if own else open_lists[at].foreign).append(mark)
    return open_lists[: at + 1], open_lists[at + 1 :]


def _list_of(mark: Enumerator, open_lists: list[_Open]) -> int | None:
    """The open list that a mark goes on with, the innermost that fits best."""
    own = [at for at, item in enumerate(open_lists) if item.members[0].style == mark.style]
    # A mark inside a paragraph goes on with a list there; only one that opens a paragraph
    # resumes a list from before it.
    here = {at for at, item in enumerate(open_lists) if item.last.paragraph == mark.paragraph}
    near = [at for at in own if mark.opens or at in here]
    innermost = [len(open_lists) - 1] if open_lists else []
    close = (mark.paragraph, mark.paragraph - 1)
    return _last(
        (at for at in near if open_lists[at].awaits(mark)),
        (at for at in innermost if at in here and open_lists[at].awaits(mark)),
        (at for at in own if at in here),
        (at for at in own if open_lists[at].awaits(mark)),
        own,
        (
            at
            for at, item in enumerate(open_lists)
            if item.awaits(mark) and item.last.paragraph in close
        ),
    )


def _last(*choices: Iterable[int]) -> int | None:
    for choice in choices:
        found = list(choice)
        if found:
            return found[-1]
    return None
