"""Replace characters of `w:t` elements in the bytes of a part; no other byte changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from djlint.errors import RefusedError
from djlint.formats.cuts import spliced
from djlint.formats.placing import Change
from djlint.formats.scan import PRESERVED, UNPLACED, Text, scan, tag_at
from djlint.formats.xml_encoding import as_utf8, codec_of, escape

BLANKS = " \t\r\n"

Splice = tuple[int, int, bytes]


def splice(part: bytes, changes: Iterable[Change], namespace: str) -> bytes:
    """A part after changes, which come in the order of the text within each `w:t`."""
    plain = as_utf8(part)
    wanted = grouped(changes)
    texts = texts_of(plain, namespace, wanted)
    splices = (each for at, own in wanted.items() for each in _rewrite(plain, texts[at], own))
    return spliced_part(part, plain, splices)


def grouped(changes: Iterable[Change]) -> dict[int, list[Change]]:
    """The changes of each `w:t` by its number, in the order of the part."""
    wanted: dict[int, list[Change]] = {}
    for change in changes:
        wanted.setdefault(change.ordinal, []).append(change)
    return dict(sorted(wanted.items()))


def texts_of(part: bytes, namespace: str, wanted: dict[int, list[Change]]) -> dict[int, Text]:
    """The wanted `w:t` elements by number; RefusedError if one cannot be found."""
    texts = scan(part, namespace, wanted)
    if texts.keys() != wanted.keys():
        raise RefusedError(UNPLACED)
    return texts


def spliced_part(part: bytes, plain: bytes, splices: Iterable[Splice]) -> bytes:
    """A part, in its own encoding, after splices in order of `plain`, which is it in UTF-8."""
    pieces: list[bytes] = []
    done = 0
    for start, end, new in splices:
        if start < done:
            raise RefusedError(UNPLACED)
        pieces += plain[done:start], new
        done = end
    return b"".join([*pieces, plain[done:]]).decode().encode(codec_of(part))


def preserving(part: bytes, text: Text) -> Splice:
    """Have the blanks at the borders of a text kept."""
    name = tag_at(part, text.start).end("name")
    return name, name, PRESERVED


def _rewrite(part: bytes, text: Text, changes: Sequence[Change]) -> Iterator[Splice]:
    new = spliced(text.text, ((each.start, each.end, each.text) for each in changes))
    if not text.preserved and new and (new[0] in BLANKS or new[-1] in BLANKS):
        yield preserving(part, text)
    for change in changes:
        yield from _cut(text, change)


def _cut(text: Text, change: Change) -> Iterator[Splice]:
    """The splices of one change: its text goes where its first character stood."""
    new = change.text
    # An insertion extends what stands before it.
    first = change.start if change.end > change.start else max(change.start - 1, 0)
    at = text.chunk_at(first)
    while at < len(text.chunks) and (text.chunks[at].first < change.end or new):
        chunk = text.chunks[at]
        start = chunk.byte(change.start - chunk.first if change.start > chunk.first else 0)
        end = chunk.byte(min(change.end - chunk.first, len(chunk.text)))
        yield start, end, (new if chunk.literal else escape(new)).encode()
        new, at = "", at + 1
