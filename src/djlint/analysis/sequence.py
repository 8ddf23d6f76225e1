"""Where a run of numbers leaves 1, 2, 3 …, told so that each break is mended once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Break(NamedTuple):
    """Members `start` to `end` (exclusive) of a sequence are misnumbered for one reason."""

    start: int
    end: int


def breaks(values: Sequence[int], first: int = 1) -> Iterator[Break]:
    """The runs of members that do not have the number of their place, counted from `first`.

    A run ends where the numbers are right again, or where they go wrong in another way; members
    in disorder between right ones are a single run, since one cause put them there.
    """
    wrong = [value - (first + place) for place, value in enumerate(values)]
    start = 0
    while start < len(wrong):
        if not wrong[start]:
            start += 1
            continue
        end = start
        while end < len(wrong) and wrong[end]:
            end += 1
        if end < len(wrong):
            yield Break(start, end)
        else:
            yield from _tail(wrong, start)
        start = end


def _tail(wrong: Sequence[int], start: int) -> Iterator[Break]:
    for end in range(start + 1, len(wrong) + 1):
        if end == len(wrong) or wrong[end] != wrong[start]:
            yield Break(start, end)
            start = end
