"""Choose edits that do not clash, and apply them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from djlint.model import Diagnostic, Edit, Safety, Span

APPLICABLE = {False: (Safety.SAFE,), True: (Safety.SAFE, Safety.UNSAFE)}


def plan(
    diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> tuple[tuple[Edit, ...], tuple[Diagnostic, ...]]:
    """The edits to make, in order, and the diagnostics that they mend.

    The earliest fix wins over those that clash with it; edits that two fixes share are made once.
    A fix is taken whole or not at all.
    """
    chosen: list[Edit] = []
    mended = []
    for diagnostic in sorted(diagnostics, key=_order):
        fix = diagnostic.fix
        if fix is None or fix.refusal or not fix.edits or fix.safety not in APPLICABLE[unsafe]:
            continue
        if all(_fits(edit, chosen) for edit in fix.edits):
            for edit in set(fix.edits) - set(chosen):
                insort(chosen, edit)
            mended.append(diagnostic)
    return tuple(chosen), tuple(mended)


def _order(diagnostic: Diagnostic) -> tuple[int, int, str]:
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    span = min(edits).span if edits else diagnostic.span
    return span.start, -span.end, diagnostic.code


def _fits(edit: Edit, chosen: Sequence[Edit]) -> bool:
    at = bisect_left(chosen, edit)
    if at < len(chosen) and chosen[at] == edit:
        return True
    return not any(
        _clash(edit.span.start, edit.span.end, other.span.start, other.span.end)
        for other in chosen[max(at - 1, 0) : at + 1]
    )


def _clash(start: int, end: int, other_start: int, other_end: int) -> bool:
    # Two edits that begin at one point have no order, so an insertion clashes there too.
    return start == other_start or (start < other_end and other_start < end)


Piece = tuple[int | None, str]


def compose(text: str, rounds: Iterable[Iterable[Edit]]) -> tuple[Edit, ...]:
    """The edits of a text that do at once what rounds of edits, each on the last, do to it."""
    # The kept pieces of the text with where they begin, the new ones with nothing.
    pieces: list[Piece] = [(0, text)]
    for edits in rounds:
        pieces = list(_edited(deque(pieces), edits))
    return tuple(_between(pieces, len(text)))


def _edited(pieces: deque[Piece], edits: Iterable[Edit]) -> Iterator[Piece]:
    offset = 0
    for edit in sorted(edits):
        yield from _taken(pieces, edit.span.start - offset)
        for _ in _taken(pieces, edit.span.end - edit.span.start):
            pass
        offset = edit.span.end
        yield None, edit.text
    yield from pieces


def _taken(pieces: deque[Piece], length: int) -> Iterator[Piece]:
    """Take so many characters off pieces."""
    while length > 0:
        start, piece = pieces.popleft()
        if len(piece) > length:
            rest = None if start is None else start + length
            pieces.appendleft((rest, piece[length:]))
            piece = piece[:length]
        length -= len(piece)
        yield start, piece


def _between(pieces: Iterable[Piece], length: int) -> Iterator[Edit]:
    """The edits that lead to pieces: what stands between those that are kept."""
    done, new = 0, ""
    for start, piece in (*pieces, (length, "")):
        if start is None:
            new += piece
            continue
        if new or start > done:
            yield Edit(Span(done, start), new)
        done, new = start + len(piece), ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    pieces = []
    end = len(text)
    for edit in sorted(edits, reverse=True):
        pieces += [text[edit.span.end : end], edit.text]
        end = edit.span.start
    return "".join(reversed([*pieces, text[:end]]))
