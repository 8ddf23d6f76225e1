"""A copy of a Word file with comments: remarks on ranges of its main text."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from lxml import etree

from djlint.errors import RefusedError
from djlint.formats.opened import Place
from djlint.formats.package import Member, Package, inflate
from djlint.formats.parts import CONTENT_TYPES, linked, parse_xml, relationships, relationships_of
from djlint.formats.runs import AUTHOR, Cut, Names, SplitRun, Stamp, names
from djlint.formats.scan import Text, scan
from djlint.formats.segments import Segments
from djlint.formats.splice import Splice, preserving, spliced_part
from djlint.formats.wordml import STRICT
from djlint.formats.xml_encoding import as_utf8, escape
from djlint.model import Document, Remark, Span

LINK = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
INITIALS = "dj"
NO_XML = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NO_TEXT = "文中没有可以加批注的文字，没有写出副本"
ENDING, POINT, BEGINNING = range(3)


class Anchor(NamedTuple):
    """Where the range of a comment begins and ends: a `w:t` by number, and a character of it."""

    start: tuple[int, int]
    end: tuple[int, int]


class _Mark(NamedTuple):
    """A mark of a comment before a character of a `w:t`; at one place ends come first."""

    ordinal: int
    character: int
    order: int
    number: int


def annotated(
    package: Package,
    main: Member,
    document: Document,
    place: Place,
    remarks: Sequence[Remark],
    date: str,
) -> dict[str, bytes]:
    """The parts of a package that change, and those that come, where remarks become comments."""
    if not remarks:
        return {}
    links = relationships(package, main.name)
    known = next(iter(linked(package, links, "comments")), None)
    gone = next((link.target for link in links if link.kind == "comments"), "")
    content = inflate(package, main)
    comments = inflate(package, known) if known else _empty(place.namespace)
    stamp = Stamp(date, (content, comments))
    anchors = list(_anchors(document, place, remarks))
    numbers = [next(stamp.numbers) for _ in remarks]
    contents = {main.name: _marked(content, place.namespace, anchors, numbers, stamp)}
    written = list(zip(numbers, remarks, strict=True))
    name = known.name if known else gone or _free_name(package, main)
    contents[name] = _appended(comments, name, lambda as_: _comments(as_, written, date))
    if known is None:
        contents |= _typed(package, name)
        if not gone:
            contents |= _linked(package, main, name, strict=place.namespace == STRICT)
    return contents


def _anchors(document: Document, place: Place, remarks: Iterable[Remark]) -> Iterator[Anchor]:
    """Where each remark hangs: on its range, or where that has no text at the text nearest to it.

    Word takes no comments in text boxes, headers and footers; theirs hang beside the box, or at
    the beginning of the document.
    """
    segments = place.segments
    plain = [
        at
        for at, paragraph in enumerate(document.paragraphs)
        if paragraph.part in ("body", "table")
    ]
    starts = [document.paragraphs[at].span.start for at in plain]
    outside = [
        at
        for at in range(len(segments.starts))
        if _within(document, plain, starts, segments.starts[at])
    ]
    if not outside:
        raise RefusedError(NO_TEXT)
    for remark in remarks:
        span = _reachable(document, place, remark.span)
        yield _anchor(segments, outside, span) or _nearest(document, segments, outside, span)


def _within(document: Document, plain: Sequence[int], starts: Sequence[int], offset: int) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < document.paragraphs[plain[at]].span.end


def _reachable(document: Document, place: Place, span: Span) -> Span:
    """A range of the main text outside of text boxes, for one that may be elsewhere."""
    if span.start > place.end:
        return Span(0, 0)
    at = bisect_right(document.paragraphs, span.start, key=lambda each: each.span.start) - 1
    while at > 0 and document.paragraphs[at].part == "textbox":
        at -= 1
        span = Span(document.paragraphs[at].span.end, document.paragraphs[at].span.end)
    return Span(span.start, min(span.end, place.end))


def _anchor(segments: Segments, outside: Sequence[int], span: Span) -> Anchor | None:
    """The range of the texts in a span, if there are any."""
    first = bisect_right(outside, span.start, key=lambda at: segments.ends[at])
    last = bisect_left(outside, span.end, key=lambda at: segments.starts[at]) - 1
    if span.start == span.end or first > last:
        return None
    start, end = outside[first], outside[last]
    return Anchor(_character(segments, start, span.start), _character(segments, end, span.end))


def _nearest(document: Document, segments: Segments, outside: Sequence[int], span: Span) -> Anchor:
    """What is nearest to a span without texts: the gap that holds it, or a point beside it."""
    paragraphs = document.paragraphs
    around = bisect_right(paragraphs, span.start, key=lambda each: each.span.start) - 1
    begin, end = paragraphs[max(around, 0)].span.start, paragraphs[max(around, 0)].span.end
    after = bisect_left(outside, span.start, key=lambda at: segments.starts[at])
    before = after - 1
    here = before >= 0 and segments.starts[outside[before]] >= begin
    follows = after < len(outside) and segments.starts[outside[after]] <= end
    if span.start < span.end and here and follows:
        start, stop = outside[before], outside[after]
        return Anchor(_character(segments, start, span.start), _character(segments, stop, span.end))
    at = outside[before if here or after == len(outside) else after]
    point = _character(segments, at, span.start)
    return Anchor(point, point)


def _character(segments: Segments, at: int, offset: int) -> tuple[int, int]:
    """A place in a segment, as near to an offset as it has one."""
    inside = min(max(offset, segments.starts[at]), segments.ends[at])
    return segments.ordinals[at], inside - segments.starts[at]


def _marked(
    content: bytes,
    namespace: str,
    anchors: Sequence[Anchor],
    numbers: Sequence[int],
    stamp: Stamp,
) -> bytes:
    """The main part with the marks of comments; a run is split where one stands within it."""
    marks = sorted(_marks(anchors, numbers))
    plain = as_utf8(content)
    texts = scan(plain, namespace, {mark.ordinal for mark in marks})
    cuts: dict[int, tuple[Cut, list[bytes]]] = {}
    splices: list[Splice] = []
    for ordinal, own in groupby(marks, key=lambda mark: mark.ordinal):
        text = texts[ordinal]
        split = _split(plain, text, namespace, stamp)
        inside = False
        for mark in own:
            inside |= split is not None and 0 < mark.character < split.length
            cut = _cut(text, split, mark)
            named = names(plain, text.start, namespace)
            cuts.setdefault(cut.at, (cut, []))[1].append(_written(named, mark))
        if inside and not text.preserved:
            splices.append(preserving(plain, text))
    for at, (cut, written) in cuts.items():
        splices.append((at, at, cut.close + b"".join(written) + cut.reopen))
    return spliced_part(content, plain, sorted(splices, key=lambda each: each[:2]))


def _marks(anchors: Sequence[Anchor], numbers: Sequence[int]) -> Iterator[_Mark]:
    for anchor, number in zip(anchors, numbers, strict=True):
        if anchor.start == anchor.end:
            yield _Mark(*anchor.start, POINT, number)
        else:
            yield _Mark(*anchor.start, BEGINNING, number)
            yield _Mark(*anchor.end, ENDING, number)


def _split(part: bytes, text: Text, namespace: str, stamp: Stamp) -> SplitRun | None:
    """The run of a text, if it may be split; one within another run is left whole."""
    if text.run is None or text.run is not text.outer:
        return None
    if any(chunk.literal for chunk in text.chunks):
        return None
    return SplitRun(part, text, text.run, namespace, stamp)


def _cut(text: Text, split: SplitRun | None, mark: _Mark) -> Cut:
    if split:
        return split.cut(mark.character)
    around = text.outer or text
    return Cut(around.end if mark.order == ENDING else around.start, b"", b"")


def _written(as_: Names, mark: _Mark) -> bytes:
    identity = b' %bid="%d"' % (as_.attribute, mark.number)
    begin, end, reference = (
        as_.open(name, identity)[:-1] + b"/>"
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    end += as_.open("r") + reference + as_.close("r")
    return {BEGINNING: begin, ENDING: end, POINT: begin + end}[mark.order]


def _comments(as_: Names, remarks: Sequence[tuple[int, Remark]], date: str) -> bytes:
    return b"".join(_comment(as_, number, remark, date) for number, remark in remarks)


def _comment(as_: Names, number: int, remark: Remark, date: str) -> bytes:
    values = (("id", str(number)), ("author", AUTHOR), ("date", date), ("initials", INITIALS))
    attributes = b"".join(
        b' %b%b="%b"' % (as_.attribute, name.encode(), value.encode()) for name, value in values
    )
    mark = as_.open("r") + as_.open("annotationRef")[:-1] + b"/>" + as_.close("r")
    lines = [
        as_.open("p")
        + (b"" if at else mark)
        + as_.open("r")
        + as_.open("t", b' xml:space="preserve"')
        + escape(NO_XML.sub("\ufffd", line)).encode()
        + b"".join(map(as_.close, ("t", "r", "p")))
        for at, line in enumerate(remark.lines)
    ]
    return as_.open("comment", attributes) + b"".join(lines) + as_.close("comment")


def _empty(namespace: str) -> bytes:
    return f'{HEAD}<w:comments xmlns:w="{namespace}"></w:comments>'.encode()


def _appended(part: bytes, name: str, child: Callable[[Names], bytes]) -> bytes:
    """A part with one more child at the end of its root element."""
    plain = as_utf8(part)
    root = parse_xml(part, name)
    prefix = root.prefix or ""
    called = etree.QName(root)
    tag = f"{prefix}:{called.localname}" if prefix else called.localname
    at = plain.index(f"<{tag}".encode())
    as_ = names(plain, at, called.namespace or "")
    end = plain.rfind(f"</{tag}".encode())
    if end < 0:
        # <w:comments/> has no end tag yet.
        end = plain.rindex(b"/>", at)
        new = (end, end + 2, b">" + child(as_) + f"</{tag}>".encode())
    else:
        new = (end, end, child(as_))
    return spliced_part(part, plain, [new])


def _free_name(package: Package, main: Member) -> str:
    folder = posixpath.dirname(main.name)
    candidates = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    return next(name for name in candidates if package.find(name) is None)


def _linked(package: Package, main: Member, name: str, *, strict: bool) -> dict[str, bytes]:
    """The links of the main part, with that to a new part of comments."""
    target = relationships_of(main.name)
    known = package.find(target)
    old = f'{HEAD}<Relationships xmlns="{LINKS}"></Relationships>'.encode()
    if known:
        target, old = known.name, inflate(package, known)
    free = next(f"djlint{n}" for n in count(1) if f'"djlint{n}"'.encode() not in as_utf8(old))
    link = f'Relationship Id="{free}" Type="{LINK[strict]}" Target="{posixpath.basename(name)}"/>'
    return {target: _appended(old, target, lambda as_: b"<%b%b" % (as_.element, link.encode()))}


def _typed(package: Package, name: str) -> dict[str, bytes]:
    """The content types, with that of a new part of comments, if it is not there yet."""
    types = package.find(CONTENT_TYPES)
    if types is None:
        raise RefusedError(NO_TEXT)
    old = inflate(package, types)
    told = f'PartName="/{name}"'
    if told.encode() in as_utf8(old):
        return {}
    kind = f'Override {told} ContentType="{CONTENT_TYPE}"/>'
    new = _appended(old, types.name, lambda as_: b"<%b%b" % (as_.element, kind.encode()))
    return {types.name: new}
