"""Plain text: a paragraph is a line; a fix splices the bytes of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from djlint.errors import EncodingError, RefusedError
from djlint.formats.cuts import cuts, spliced
from djlint.formats.encoding import decode, lines_of
from djlint.model import Document, Edit, Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_END = re.compile(r"\r\n?|\n")
# Two hanzi in GBK are valid UTF-8 once in fifteen times: too few bytes to tell the encoding.
FEWEST_BYTES = 8
TOO_FEW = "文件太短，编码无法确定，不能自动修改；请用 --encoding 指定编码"
NOT_AS_MEANT = "写回后的文本与预期不符，文件未修改；请手工修改"


class Source(NamedTuple):
    """The bytes of a text, how they were decoded, and the encoding that was asked for."""

    data: bytes
    codec: str
    mark: int
    asked: str | None


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """The document that the bytes of a text file hold."""
    decoded = decode(data, encoding)
    text = lines_of(decoded.text).removesuffix("\n")
    source = Source(data, decoded.codec, decoded.mark, encoding)
    return Document(path, "txt", text, tuple(_paragraphs(text)), source=source)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a text file after edits; all that stands outside them stays as it is."""
    source = _source(document)
    if not edits:
        return source.data
    if reason := refusal(document):
        raise RefusedError(reason)
    data = _splice(source, edits)
    _verify(document, edits, data)
    return data


def asked(document: Document) -> str | None:
    """The encoding that was asked for, or None where the bytes told it."""
    return _source(document).asked


def refusal(document: Document) -> str | None:
    """Why no edit can be made in a text, or None if all can."""
    source = _source(document)
    guessed = source.asked is None and not source.mark and not source.data.isascii()
    return TOO_FEW if guessed and len(source.data) < FEWEST_BYTES else None


def _source(document: Document) -> Source:
    if not isinstance(document.source, Source):
        raise TypeError("the document was not read from a text file")
    return document.source


def _paragraphs(text: str) -> list[Paragraph]:
    paragraphs, start = [], 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        paragraphs.append(Paragraph(index, Span(start, end)))
        start = end + 1
    return paragraphs


def _splice(source: Source, edits: Sequence[Edit]) -> bytes:
    raw = source.data[source.mark :].decode(source.codec)
    # Where the text has one character for the two of a CRLF.
    pairs = [end - 1 for end in accumulate(len(line) + 1 for line in raw.split("\r\n"))][:-1]
    line_end = _line_end(raw)
    pieces, done, at = [source.data[: source.mark]], 0, source.mark
    for edit in edits:
        start = edit.span.start + bisect_left(pairs, edit.span.start)
        end = edit.span.end + bisect_left(pairs, edit.span.end)
        kept = _bytes_at(source, at, raw[done:start])
        gone = _bytes_at(source, at + len(kept), raw[start:end])
        pieces += kept, _encode(source, edit.text.replace("\n", line_end))
        done, at = end, at + len(kept) + len(gone)
    return b"".join([*pieces, source.data[at:]])


def _line_end(raw: str) -> str:
    first = LINE_END.search(raw)
    return first[0] if first else "\n"


def _bytes_at(source: Source, at: int, text: str) -> bytes:
    """The bytes of a piece of the file, proven to be what its text encodes to."""
    data = _encode(source, text)
    if not source.data.startswith(data, at):
        # Stateful encodings, and those with two codes for one character.
        raise RefusedError(f"编码 {source.codec} 不能原样写回，文件未修改；请先另存为 UTF-8")
    return data


def _encode(source: Source, text: str) -> bytes:
    try:
        return text.encode(source.codec)
    except UnicodeEncodeError as error:
        lost = ascii(text[error.start])
        raise RefusedError(
            f"编码 {source.codec} 写不出字符 {lost}，文件未修改；请先另存为 UTF-8"
        ) from None


def _verify(document: Document, edits: Sequence[Edit], data: bytes) -> None:
    source = _source(document)
    before = lines_of(decode(source.data, source.asked).text)
    # The final line end is no part of the text; an edit leaves it where it is.
    expected = spliced(before, cuts(edits))
    try:
        after = lines_of(decode(data, source.asked).text)
    except EncodingError:
        raise RefusedError(NOT_AS_MEANT) from None
    if after != expected:
        raise RefusedError(NOT_AS_MEANT)
