"""The tree of numbered headings of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from djlint.analysis.levels import Step, read
from djlint.analysis.numbers import ARTICLE, BLANKS, Number, numbers
from djlint.model import Document, Paragraph, Span
from djlint.patterns import Pattern

TITLE_END = Pattern(r"[。！？；]")


class Heading(NamedTuple):
    """A numbered heading or item, with its place in the tree.

    `siblings` names the set that it is counted in; `depth` counts from 0. `title` covers its
    words up to the first full stop, and `alone` tells that nothing follows them in the paragraph.
    `reused` marks a level in the style of one above it, `foreign` a number in another style than
    its siblings; the set of a heading that `runs_on` counts on from the last set of its style.
    """

    number: Number
    depth: int
    parent: int | None
    siblings: int
    title: Span
    alone: bool
    reused: bool = False
    foreign: bool = False
    runs_on: bool = False

    def words(self, document: Document) -> str:
        """The words of the heading, without its number."""
        return document.text[self.title.start : self.title.end].strip(BLANKS)


class Outline(NamedTuple):
    """The headings of a document in order, and those of each set of siblings by their index."""

    headings: tuple[Heading, ...]
    sets: tuple[tuple[int, ...], ...]

    def groups(self) -> Iterator[tuple[Heading, ...]]:
        """The sets of siblings, save the articles of a law, whose numbers are its own affair."""
        for members in self.sets:
            headings = tuple(self.headings[index] for index in members)
            if headings[0].number.style != ARTICLE:
                yield headings

    def trail(self, offset: int) -> tuple[Heading, ...]:
        """The headings that an offset of the text stands under, from the top."""
        before = bisect_right(
            self.headings, offset, key=lambda heading: heading.number.paragraph.span.start
        )
        at = before - 1 if before else None
        found: list[Heading] = []
        while at is not None:
            found.append(self.headings[at])
            at = self.headings[at].parent
        return tuple(reversed(found))


def outline(document: Document) -> Outline:
    """Read the numbers of a document as a tree of headings."""
    return _tree(document, read(document, tuple(numbers(document))))


def _tree(document: Document, steps: Sequence[Step]) -> Outline:
    headings: list[Heading] = []
    sets: list[list[int]] = []
    open_sets: list[int] = []
    for index, step in enumerate(steps):
        depth = step.depth or 0
        if step.opens:
            sets.append([])
            open_sets = [*open_sets[:depth], len(sets) - 1]
        open_sets = open_sets[: depth + 1]
        parent = sets[open_sets[-2]][-1] if len(open_sets) > 1 else None
        sets[open_sets[-1]].append(index)
        headings.append(_heading(document, step, parent, open_sets[-1]))
    return Outline(tuple(headings), tuple(tuple(members) for members in sets))


def _heading(document: Document, step: Step, parent: int | None, siblings: int) -> Heading:
    title, alone = _title(document, step.number.paragraph, step.number.span.end)
    return Heading(
        number=step.number,
        depth=step.depth or 0,
        parent=parent,
        siblings=siblings,
        title=title,
        alone=alone,
        reused=step.reused,
        foreign=step.foreign,
        runs_on=step.runs_on,
    )


def _title(document: Document, paragraph: Paragraph, start: int) -> tuple[Span, bool]:
    text = document.text[start : paragraph.span.end]
    start += len(text) - len(text.lstrip(BLANKS))
    body = text.strip(BLANKS)
    end = TITLE_END.search(body)
    if not end:
        return Span(start, start + len(body)), True
    return Span(start, start + end.start()), end.end() == len(body)
