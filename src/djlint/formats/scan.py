"""Where the texts of a part stand in its bytes, found by an XML parser that tells byte offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field
from xml.parsers import expat

from djlint.errors import RefusedError

SPACE_ATTRIBUTE = "http://www.w3.org/XML/1998/namespace space"
TAG = re.compile(rb"""</?(?P<name>[^\s/>]+)(?:"[^"]*"|'[^']*'|[^"'>])*>""")
PRESERVED = b' xml:space="preserve"'
UNPLACED = "无法在文件的 XML 中准确定位，不能自动修改"


def tag_at(part: bytes, start: int) -> re.Match[bytes]:
    """The tag that begins at an offset, with its `name`; RefusedError where there is none."""
    found = TAG.match(part, start)
    if found is None:
        raise RefusedError(UNPLACED)
    return found


@dataclass(slots=True)
class Chunk:
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
class Run:
    """A `w:r` in the bytes: its begin, where its content begins and ends, and its end."""

    start: int
    content: int
    close: int = 0
    end: int = 0


@dataclass(slots=True)
class Text:
    """A `w:t` in the bytes: its begin and its end, its characters, and the runs that hold it.

    `run` is the run whose child it is, if it is one's; `outer` the outermost run around it.
    """

    start: int
    preserved: bool
    run: Run | None
    outer: Run | None
    end: int = 0
    chunks: list[Chunk] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(chunk.text for chunk in self.chunks)

    def chunk_at(self, character: int) -> int:
        """The number of the chunk that holds a character; RefusedError where there is none."""
        at = bisect_right(self.chunks, character, key=lambda chunk: chunk.first) - 1
        if at < 0:
            raise RefusedError(UNPLACED)
        return at


def scan(part: bytes, namespace: str, wanted: Container[int]) -> dict[int, Text]:
    """The wanted `w:t` elements of a part in UTF-8, by number; those it has not are left out."""
    parser = _Parser(part, namespace, wanted)
    try:
        parser.expat.Parse(part, True)
    except expat.ExpatError:
        raise RefusedError(UNPLACED) from None
    return parser.texts


class _Parser:
    """One pass of expat over a part."""

    def __init__(self, part: bytes, namespace: str, wanted: Container[int]) -> None:
        self.part, self.wanted = part, wanted
        self.t, self.r, self.properties = (f"{namespace} {name}" for name in ("t", "r", "rPr"))
        self.ordinal = -1
        self.texts: dict[int, Text] = {}
        self.text: Text | None = None
        self.open: list[tuple[str, int]] = []
        self.runs: list[Run] = []
        self.length = 0
        self.literal = False
        # The encoding is said here because a part in UTF-16 comes as UTF-8.
        self.expat = expat.ParserCreate("utf-8", " ")
        self.expat.buffer_text = False
        self.expat.StartElementHandler = self.start
        self.expat.EndElementHandler = self.end
        self.expat.CharacterDataHandler = self.characters
        self.expat.StartCdataSectionHandler = self.begin_literal
        self.expat.EndCdataSectionHandler = self.end_literal

    def start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.expat.CurrentByteIndex
        if name == self.t:
            self.ordinal += 1
            if self.ordinal in self.wanted:
                direct = bool(self.open) and self.open[-1][0] == self.r
                run = self.runs[-1] if direct else None
                outer = self.runs[0] if self.runs else None
                self.text = Text(at, SPACE_ATTRIBUTE in attributes, run, outer)
                self.texts[self.ordinal] = self.text
                self.length = 0
        elif name == self.r:
            self.runs.append(Run(at, tag_at(self.part, at).end()))
        self.open.append((name, at))

    def end(self, name: str) -> None:
        _, start = self.open.pop()
        if name == self.t:
            if self.text is not None:
                self.text.end = self.end_tag(start)[1]
            self.text = None
        elif name == self.r:
            run = self.runs.pop()
            run.close, run.end = self.end_tag(start)
        elif name == self.properties and self.open[-1][0] == self.r:
            self.runs[-1].content = self.end_tag(start)[1]

    def end_tag(self, start: int) -> tuple[int, int]:
        """Where the end tag of the element that begins at an offset begins and ends."""
        after = tag_at(self.part, start).end()
        if self.part[after - 2 : after] == b"/>":
            # <w:rPr/> has none; where its end is told varies with the parser.
            return after, after
        close = self.expat.CurrentByteIndex
        return close, tag_at(self.part, close).end()

    def characters(self, text: str) -> None:
        if self.text is not None:
            start = self.expat.CurrentByteIndex
            end = start + _width(self.part, start, text, self.literal)
            self.text.chunks.append(Chunk(self.length, text, start, end, self.literal))
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
