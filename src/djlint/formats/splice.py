"""Replace characters of `w:t` elements in the bytes of a part; no other byte changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from djlint.errors import RefusedError
from djlint.formats.cuts import spliced
from djlint.formats.placing import Change
from djlint.formats.xml_encoding import as_utf8, codec_of

SPACE_ATTRIBUTE = "http://www.w3.org/XML/1998/namespace space"
PRESERVE = b' xml:space="preserve"'
BLANKS = " \t\r\n"
TAG_NAME = re.compile(rb"<[^\s/>]+")
UNPLACED = "无法在文件的 XML 中准确定位，不能自动修改"

Splice = tuple[int, int, bytes]


@dataclass(slots=True)
class _Chunk:
    """Characters of a text that stand together in the bytes."""

    first: int
    text: str
    start: int
    end: int
    literal: bool
    measured: int = 0
    width: int = 0

    def byte(self, character: int) -> int:
        """Where a character begins, or the last one ends; quick if asked in rising order."""
        if character == len(self.text):
            return self.end
        if character < self.measured:
            self.measured = self.width = 0
        self.width += len(self.text[self.measured : character].encode())
        self.measured = character
        return self.start + self.width


@dataclass(slots=True)
class _Node:
    """A `w:t` in the bytes: where its tag begins, and its text."""

    tag: int
    preserved: bool
    chunks: list[_Chunk] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(chunk.text for chunk in self.chunks)


def splice(part: bytes, changes: Iterable[Change], namespace: str) -> bytes:
    """A part after changes, which come in the order of the text within each `w:t`."""
    return _splice(as_utf8(part), changes, namespace).decode().encode(codec_of(part))


def _splice(part: bytes, changes: Iterable[Change], namespace: str) -> bytes:
    wanted: dict[int, list[Change]] = {}
    for change in changes:
        wanted.setdefault(change.ordinal, []).append(change)
    nodes = _nodes(part, wanted, namespace)
    pieces: list[bytes] = []
    done = 0
    for ordinal in sorted(wanted):
        for start, end, new in _rewrite(part, nodes[ordinal], wanted[ordinal]):
            pieces += part[done:start], new
            done = end
    return b"".join([*pieces, part[done:]])


def _nodes(part: bytes, wanted: Mapping[int, object], namespace: str) -> dict[int, _Node]:
    """The wanted `w:t` elements by number, as an XML parser that tells byte offsets meets them."""
    scan = _Scan(part, wanted, f"{namespace} t")
    try:
        scan.parser.Parse(part, True)
    except expat.ExpatError:
        raise RefusedError(UNPLACED) from None
    if any(ordinal not in scan.nodes for ordinal in wanted):
        raise RefusedError(UNPLACED)
    return scan.nodes


class _Scan:
    """One pass of expat over a part."""

    def __init__(self, part: bytes, wanted: Mapping[int, object], tag: str) -> None:
        self.part, self.wanted, self.tag = part, wanted, tag
        self.ordinal = -1
        self.nodes: dict[int, _Node] = {}
        self.node: _Node | None = None
        self.length = 0
        self.literal = False
        # The encoding is said here because a part in UTF-16 comes as UTF-8.
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartCdataSectionHandler = self.begin_literal
        self.parser.EndCdataSectionHandler = self.end_literal

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.tag:
            self.ordinal += 1
            if self.ordinal in self.wanted:
                node = _Node(self.parser.CurrentByteIndex, SPACE_ATTRIBUTE in attributes)
                self.node = self.nodes[self.ordinal] = node
                self.length = 0

    def end(self, name: str) -> None:
        if name == self.tag:
            self.node = None

    def characters(self, text: str) -> None:
        if self.node is not None:
            start = self.parser.CurrentByteIndex
            end = start + _width(self.part, start, text, self.literal)
            self.node.chunks.append(_Chunk(self.length, text, start, end, self.literal))
            self.length += len(text)

    def begin_literal(self) -> None:
        self.literal = True

    def end_literal(self) -> None:
        self.literal = False


def _width(part: bytes, start: int, text: str, literal: bool) -> int:
    """How many bytes a chunk takes; references and line ends are chunks of their own."""
    if text == "\n" and part.startswith(b"\r\n", start):
        return 2
    if not literal and part.startswith(b"&", start):
        return part.index(b";", start) + 1 - start
    return len(text.encode())


def _rewrite(part: bytes, node: _Node, changes: Sequence[Change]) -> Iterator[Splice]:
    text = spliced(node.text, ((each.start, each.end, each.text) for each in changes))
    if not node.preserved and (text[:1] in BLANKS or text[-1:] in BLANKS) and text:
        name = TAG_NAME.match(part, node.tag)
        if name is None:
            raise RefusedError(UNPLACED)
        yield name.end(), name.end(), PRESERVE
    for change in changes:
        yield from _cut(node.chunks, change)


def _cut(chunks: list[_Chunk], change: Change) -> Iterator[Splice]:
    """The splices of one change: its text goes where its first character stood."""
    new = change.text
    # An insertion extends what stands before it.
    first = change.start if change.end > change.start else max(change.start - 1, 0)
    at = bisect_right(chunks, first, key=lambda chunk: chunk.first) - 1
    if at < 0:
        raise RefusedError(UNPLACED)
    while at < len(chunks) and (chunks[at].first < change.end or new):
        chunk = chunks[at]
        start = chunk.byte(change.start - chunk.first if change.start > chunk.first else 0)
        end = chunk.byte(min(change.end - chunk.first, len(chunk.text)))
        yield start, end, (new if chunk.literal else _escape(new)).encode()
        new, at = "", at + 1


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
