"""The piece of a paragraph around a span that a terminal has room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from djlint.render.text import cells, pieces

_MORE = "…"


class Excerpt(NamedTuple):
    """Escaped text before, in and after the span."""

    before: str
    marked: str
    after: str

    @property
    def underline(self) -> tuple[str, str]:
        """What marks the span on the next line, the indent apart."""
        return " " * cells(self.before), "^" * max(1, cells(self.marked))


def excerpt(paragraph: str, start: int, end: int, room: int) -> Excerpt:
    """Cut a paragraph to `room` cells, so that the span stays in sight."""
    start = min(start, len(paragraph))
    end = min(max(start, end), len(paragraph), start + room)
    # A line may be megabytes long: look only at what could be shown at all.
    low = max(0, start - room)
    shown = pieces(paragraph[low : end + room])
    before, after = shown[: start - low], shown[end - low :]
    marked = _head(shown[start - low : end - low], room - 2)
    rest = room - max(1, cells(marked))
    left, right = cells("".join(before)), cells("".join(after))
    left = min(left, max(rest // 2, rest - right))
    return Excerpt(_tail(before, left), marked, _head(after, rest - left))


def clip(text: str, room: int) -> str:
    """The beginning of a text, escaped, in at most `room` cells."""
    return _head(pieces(text[: room + 1]), room)


def _head(shown: list[str], room: int) -> str:
    if cells("".join(shown)) <= room:
        return "".join(shown)
    return "".join(_fitting(shown, room - 1)) + _MORE


def _tail(shown: list[str], room: int) -> str:
    if cells("".join(shown)) <= room:
        return "".join(shown)
    return _MORE + "".join(reversed(list(_fitting(reversed(shown), room - 1))))


def _fitting(shown: Iterable[str], room: int) -> Iterable[str]:
    for piece in shown:
        room -= cells(piece)
        if room < 0:
            return
        yield piece
