"""Cuts: what to replace in a text, as start, end and new text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from djlint.model import Edit

Cut = tuple[int, int, str]


def cuts(edits: Iterable[Edit]) -> Iterator[Cut]:
    """Edits as cuts."""
    return ((edit.span.start, edit.span.end, edit.text) for edit in edits)


def spliced(text: str, wanted: Iterable[Cut]) -> str:
    """A text after cuts that are sorted and do not overlap."""
    pieces: list[str] = []
    done = 0
    for start, end, new in wanted:
        pieces += text[done:start], new
        done = end
    return "".join([*pieces, text[done:]])
