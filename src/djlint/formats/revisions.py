"""Fixes as tracked changes: what is removed stays in a `w:del`, what is new stands in a `w:ins`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from djlint.errors import RefusedError
from djlint.formats.placing import Change
from djlint.formats.runs import SplitRun, Stamp
from djlint.formats.scan import UNPLACED, Text
from djlint.formats.splice import Splice, grouped, preserving, spliced_part, texts_of
from djlint.formats.xml_encoding import as_utf8, escape


def track(part: bytes, changes: Iterable[Change], namespace: str, stamp: Stamp) -> bytes:
    """A part with changes as revisions; they come in the order of the text within each `w:t`."""
    plain = as_utf8(part)
    wanted = grouped(changes)
    texts = texts_of(plain, namespace, wanted)
    splices = (
        each
        for at, own in wanted.items()
        for each in _revised(plain, texts[at], list(_joined(own)), namespace, stamp)
    )
    # What makes a text keep its blanks stands behind what is inserted before its run.
    return spliced_part(part, plain, sorted(splices, key=lambda each: each[:2]))


def _joined(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, those that touch made one."""
    before: Change | None = None
    for change in changes:
        if before and before.end == change.start:
            text = before.text + change.text
            before = Change(change.ordinal, before.start, change.end, text)
        else:
            if before:
                yield before
            before = change
    if before:
        yield before


def _revised(
    part: bytes, text: Text, changes: Sequence[Change], namespace: str, stamp: Stamp
) -> Iterator[Splice]:
    if text.run is None:
        raise RefusedError(UNPLACED)
    split = SplitRun(part, text, text.run, namespace, stamp)
    if not text.preserved and _keeps_head(changes, split.length):
        yield preserving(part, text)
    for change in changes:
        if change.start == change.end:
            at, close, reopen = split.cut(change.start)
            yield at, at, close + _inserted(split, change.text) + reopen
        else:
            yield from _replaced(split, change)


def _keeps_head(changes: Sequence[Change], length: int) -> bool:
    """Whether the `w:t` is cut and keeps its beginning; what stands beside it does not cut it."""
    starts = (each.start for each in changes if each.end > each.start or 0 < each.start < length)
    return next(starts, 0) > 0


def _replaced(split: SplitRun, change: Change) -> Iterator[Splice]:
    before, after = split.cut(change.start), split.cut(change.end)
    first, last = split.byte(change.start), split.byte(change.end, ends=True)
    # What stands between two characters, such as an XML comment, stays.
    end = after.at if change.end == split.length else last
    ahead = b"" if change.start else split.gap(0, first)
    behind = split.gap(split.length, last) if change.end == split.length else b""
    names = split.names
    deletion = names.open("del", split.stamp.attributes(names.attribute))
    opened = before.close + deletion + split.head() + split.opened("delText")
    yield before.at, first, opened + ahead
    closed = behind + b"".join(map(names.close, ("delText", "r", "del")))
    new = _inserted(split, change.text) if change.text else b""
    yield last, end, closed + new + after.reopen


def _inserted(split: SplitRun, text: str) -> bytes:
    names = split.names
    return b"".join(
        [
            names.open("ins", split.stamp.attributes(names.attribute)),
            split.head(),
            split.opened("t"),
            escape(text).encode(),
            *map(names.close, ("t", "r", "ins")),
        ]
    )
