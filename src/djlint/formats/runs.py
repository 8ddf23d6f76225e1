"""Runs that are split between two characters: how one ends there, and another begins alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from djlint.errors import RefusedError
from djlint.formats.scan import PRESERVED, Run, Text, tag_at
from djlint.formats.xml_encoding import as_utf8

AUTHOR = "djlint"
IDENTIFIER = re.compile(rb"""\bid\s*=\s*["'](-?[0-9]{1,10})["']""")
# A run that is split takes its own history with it, under a number of its own.
HISTORY = re.compile(
    rb"""(<[^\s<>]*rPrChange\b(?:"[^"]*"|'[^']*'|[^"'<>])*?\bid\s*=\s*["'])-?[0-9]+"""
)
LITERAL = "文字写在 CDATA 段中，不能在其中加标记"


class Stamp:
    """Who changes a document and when, with numbers that no other mark in it bears."""

    def __init__(self, date: str, parts: Iterable[bytes]) -> None:
        self.date = date
        used = {int(found) for part in parts for found in IDENTIFIER.findall(as_utf8(part))}
        self.numbers = (number for number in count(1) if number not in used)

    def attributes(self, prefix: bytes) -> bytes:
        """The attributes of one more mark."""
        return attributes(prefix, id=next(self.numbers), author=AUTHOR, date=self.date)


def attributes(prefix: bytes, **values: object) -> bytes:
    """Attributes as they stand in a start tag."""
    return b"".join(
        b' %b%b="%b"' % (prefix, name.encode(), str(value).encode())
        for name, value in values.items()
    )


class Names(NamedTuple):
    """How a part writes elements and attributes of its namespace; `bound` binds their prefix."""

    element: bytes
    attribute: bytes
    bound: bytes

    def open(self, name: str, attributes: bytes = b"") -> bytes:
        """A start tag."""
        return b"<%b%b%b%b>" % (self.element, name.encode(), self.bound, attributes)

    def empty(self, name: str, attributes: bytes = b"") -> bytes:
        """An element that holds nothing."""
        return self.open(name, attributes)[:-1] + b"/>"

    def close(self, name: str) -> bytes:
        """An end tag."""
        return b"</%b%b>" % (self.element, name.encode())


def names(part: bytes, at: int, namespace: str) -> Names:
    """The names as the element at an offset is written."""
    prefix, colon, _ = tag_at(part, at)["name"].rpartition(b":")
    if prefix:
        return Names(prefix + colon, prefix + colon, b"")
    # An attribute is in a namespace only by a prefix.
    return Names(b"", b"w:", b' xmlns:w="%b"' % namespace.encode())


class Cut(NamedTuple):
    """Where a run is cut in the bytes, what ends it there, and what begins it anew."""

    at: int
    close: bytes
    reopen: bytes


class SplitRun:
    """A `w:t` whose run may be split before each of its characters and after the last."""

    def __init__(self, part: bytes, text: Text, run: Run, namespace: str, stamp: Stamp) -> None:
        if any(chunk.literal for chunk in text.chunks):
            raise RefusedError(LITERAL)
        self.part, self.text, self.run, self.stamp = part, text, run, stamp
        self.length = len(text.text)
        self.names = names(part, run.start, namespace)

    def cut(self, character: int) -> Cut:
        """The cut before a character; at the borders of the run there is nothing to end."""
        if character == 0:
            if self.text.start == self.run.content:
                return Cut(self.run.start, b"", b"")
            return Cut(self.text.start, self.names.close("r"), self.head())
        if character == self.length:
            if self.text.end == self.run.close:
                return Cut(self.run.end, b"", b"")
            return Cut(self.text.end, self.names.close("r"), self.head())
        close = self.names.close("t") + self.names.close("r")
        return Cut(self.byte(character), close, self.head() + self.opened("t"))

    def byte(self, character: int, *, ends: bool = False) -> int:
        """Where a character begins in the bytes, or where the one before it ends."""
        chunk = self.text.chunks[self.text.chunk_at(max(character - ends, 0))]
        return chunk.byte(character - chunk.first)

    def gap(self, character: int, cut: int) -> bytes:
        """What stands between a border of the text and its first or after its last character."""
        if character == 0:
            return self.part[tag_at(self.part, self.text.start).end() : cut]
        return self.part[cut : self.part.rindex(b"<", self.text.start, self.text.end)]

    def head(self) -> bytes:
        """The start tag and the properties of the run, for another one that looks the same."""

        def renumbered(found: re.Match[bytes]) -> bytes:
            return found[1] + str(next(self.stamp.numbers)).encode()

        return HISTORY.sub(renumbered, self.part[self.run.start : self.run.content])

    def opened(self, name: str) -> bytes:
        """The start tag of a text that keeps the blanks at its borders."""
        return self.names.open(name, PRESERVED)
