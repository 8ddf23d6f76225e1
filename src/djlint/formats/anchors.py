"""Where comments hang: the places in the main part that are nearest to ranges of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from djlint.formats.opened import Place
from djlint.formats.segments import Segments
from djlint.model import Document, Remark, Span, covered


class Anchor(NamedTuple):
    """Where the range of a comment begins and ends: a `w:t` by number, and a character of it."""

    start: tuple[int, int]
    end: tuple[int, int]


def anchors(document: Document, place: Place, remarks: Iterable[Remark]) -> Iterator[Anchor]:
    """Where each remark hangs: on its range, or where that has no text at the text nearest to it.

    Word takes no comments in text boxes, headers and footers; theirs hang beside the box, or at
    the beginning of the document. Nothing where the main part has no text outside of boxes.
    """
    segments = place.segments
    boxes = [each.span for each in document.paragraphs if each.part == "textbox"]
    outside = [
        at for at, start in enumerate(segments.starts) if not covered(Span(start, start + 1), boxes)
    ]
    for remark in remarks if outside else ():
        span = _reachable(document, place, remark.span)
        yield _anchor(segments, outside, span) or _nearest(document, segments, outside, span)


def _reachable(document: Document, place: Place, span: Span) -> Span:
    """A range of the main text outside of text boxes, for one that may be elsewhere."""
    if span.start > place.end:
        return Span(0, 0)
    at = bisect_right(document.paragraphs, span.start, key=lambda each: each.span.start) - 1
    while at > 0 and document.paragraphs[at].part == "textbox":
        at -= 1
        span = Span(document.paragraphs[at].span.end, document.paragraphs[at].span.end)
    return Span(span.start, min(span.end, place.end))


def _anchor(segments: Segments, outside: Sequence[int], span: Span) -> Anchor | None:
    """The range of the texts in a span, if there are any."""
    first = bisect_right(outside, span.start, key=lambda at: segments.ends[at])
    last = bisect_left(outside, span.end, key=lambda at: segments.starts[at]) - 1
    if span.start == span.end or first > last:
        return None
    start, end = outside[first], outside[last]
    return Anchor(_character(segments, start, span.start), _character(segments, end, span.end))


def _nearest(document: Document, segments: Segments, outside: Sequence[int], span: Span) -> Anchor:
    """What is nearest to a span without texts: the gap that holds it, or a point beside it."""
    paragraphs = document.paragraphs
    around = bisect_right(paragraphs, span.start, key=lambda each: each.span.start) - 1
    begin, end = paragraphs[max(around, 0)].span.start, paragraphs[max(around, 0)].span.end
    after = bisect_left(outside, span.start, key=lambda at: segments.starts[at])
    before = after - 1
    here = before >= 0 and segments.starts[outside[before]] >= begin
    follows = after < len(outside) and segments.starts[outside[after]] <= end
    if span.start < span.end and here and follows:
        start, stop = outside[before], outside[after]
        return Anchor(_character(segments, start, span.start), _character(segments, stop, span.end))
    at = outside[before if here or after == len(outside) else after]
    point = _character(segments, at, span.start)
    return Anchor(point, point)


def _character(segments: Segments, at: int, offset: int) -> tuple[int, int]:
    """A place in a segment, as near to an offset as it has one."""
    inside = min(max(offset, segments.starts[at]), segments.ends[at])
    return segments.ordinals[at], inside - segments.starts[at]
