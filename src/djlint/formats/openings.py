"""Where something can be put into an element of a part, by byte offset."""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from djlint.errors import RefusedError
from djlint.formats.scan import UNPLACED, tag_at
from djlint.formats.splice import Splice

NO_PARAGRAPH = "文中没有可以加批注的段落，没有写出副本"


class Opening(NamedTuple):
    """What to replace in the bytes, and what goes there before and after what is put in.

    `element` is where the element begins.
    """

    element: int
    start: int
    end: int
    before: bytes = b""
    after: bytes = b""

    def filled(self, new: bytes) -> Splice:
        """What puts something in."""
        return self.start, self.end, self.before + new + self.after


def end_of_root(part: bytes) -> Opening:
    """The end of the root element of a part in UTF-8."""
    found = _Search(part)
    return _empty(part, found.start) or Opening(found.start, found.close, found.close)


def first_paragraph(part: bytes, namespace: str) -> Opening:
    """The first paragraph of a part in UTF-8, after its properties; RefusedError without any."""
    found = _Search(part, f"{namespace} p", f"{namespace} pPr")
    if found.start < 0:
        raise RefusedError(NO_PARAGRAPH)
    return _empty(part, found.start) or Opening(found.start, found.content, found.content)


def _empty(part: bytes, start: int) -> Opening | None:
    """An element without an end tag, such as <w:p/>, which must get one."""
    tag = tag_at(part, start)
    if not tag[0].endswith(b"/>"):
        return None
    return Opening(start, tag.end() - 2, tag.end(), b">", b"</%b>" % tag["name"])


class _Search:
    """The first element of a name, or the root: where it begins, where its content does, its end.

    The content begins after the first child, if that has the name `ahead`.
    """

    def __init__(self, part: bytes, name: str = "", ahead: str = "") -> None:
        self.part, self.name, self.ahead = part, name, ahead
        self.start = self.content = self.close = -1
        self.depth = self.level = 0
        self.expat = expat.ParserCreate("utf-8", " ")
        self.expat.StartElementHandler = self.begin
        self.expat.EndElementHandler = self.end
        try:
            self.expat.Parse(part, True)
        except expat.ExpatError:
            raise RefusedError(UNPLACED) from None

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.start < 0 and self.name in ("", name):
            self.start, self.level = self.expat.CurrentByteIndex, self.depth
            self.content = tag_at(self.part, self.start).end()

    def end(self, name: str) -> None:
        at = self.expat.CurrentByteIndex
        inside = self.start >= 0 and self.close < 0
        if inside and self.depth == self.level:
            self.close = at
        elif inside and self.depth == self.level + 1 and name == self.ahead:
            # The end of <w:pPr/> may be told at its begin or after it.
            ended = self.part[at - 2 : at] == b"/>"
            self.content = at if ended else tag_at(self.part, at).end()
        self.depth -= 1
