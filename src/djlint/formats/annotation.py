"""A copy of a Word file with comments: remarks on ranges of its main text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

from lxml import etree

from djlint.errors import RefusedError
from djlint.formats.anchors import Anchor, anchors
from djlint.formats.opened import Place
from djlint.formats.openings import end_of_root, first_paragraph
from djlint.formats.package import Member, Package, inflate
from djlint.formats.parts import (
    CONTENT_TYPES,
    LINKS,
    linked,
    parse_xml,
    relationships,
    relationships_of,
)
from djlint.formats.runs import AUTHOR, Cut, Names, SplitRun, Stamp, attributes, names
from djlint.formats.scan import PRESERVED, Text, scan
from djlint.formats.splice import Splice, preserving, spliced_part
from djlint.formats.wordml import STRICT
from djlint.formats.xml_encoding import HEAD, as_utf8, escape, held
from djlint.model import Document, Remark

LINK = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
INITIALS = "dj"
NO_TYPES = "缺少内容类型，没有写出副本"
ENDING, POINT, BEGINNING = range(3)


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
    hanging = list(anchors(document, place, remarks))
    numbers = [next(stamp.numbers) for _ in remarks]
    marked = (
        _marked(content, place.namespace, hanging, numbers, stamp)
        if hanging
        else _marked_ahead(content, place.namespace, numbers)
    )
    contents = {main.name: marked}
    written = list(zip(numbers, remarks, strict=True))
    name = known.name if known else gone or _free_name(package, main)
    contents[name] = _appended(comments, name, lambda as_: _comments(as_, written, date))
    if known is None:
        contents |= _typed(package, name)
        if not gone:
            contents |= _linked(package, main, name, strict=place.namespace == STRICT)
    return contents


def _marked(
    content: bytes,
    namespace: str,
    hanging: Sequence[Anchor],
    numbers: Sequence[int],
    stamp: Stamp,
) -> bytes:
    """The main part with the marks of comments; a run is split where one stands within it."""
    marks = sorted(_marks(hanging, numbers))
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


def _marked_ahead(content: bytes, namespace: str, numbers: Sequence[int]) -> bytes:
    """The main part with the marks of all comments at its beginning, where it has no text."""
    plain = as_utf8(content)
    opening = first_paragraph(plain, namespace)
    named = names(plain, opening.element, namespace)
    marks = (_written(named, _Mark(0, 0, POINT, number)) for number in numbers)
    return spliced_part(content, plain, [opening.filled(b"".join(marks))])


def _marks(hanging: Sequence[Anchor], numbers: Sequence[int]) -> Iterator[_Mark]:
    for anchor, number in zip(hanging, numbers, strict=True):
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
    identity = attributes(as_.attribute, id=mark.number)
    begin, end, reference = (
        as_.empty(name, identity)
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    end += as_.open("r") + reference + as_.close("r")
    return {BEGINNING: begin, ENDING: end, POINT: begin + end}[mark.order]


def _comments(as_: Names, remarks: Sequence[tuple[int, Remark]], date: str) -> bytes:
    return b"".join(_comment(as_, number, remark, date) for number, remark in remarks)


def _comment(as_: Names, number: int, remark: Remark, date: str) -> bytes:
    about = attributes(as_.attribute, id=number, author=AUTHOR, date=date, initials=INITIALS)
    mark = as_.open("r") + as_.empty("annotationRef") + as_.close("r")
    lines = [
        as_.open("p")
        + (b"" if at else mark)
        + as_.open("r")
        + as_.open("t", PRESERVED)
        + escape(held(line)).encode()
        + b"".join(map(as_.close, ("t", "r", "p")))
        for at, line in enumerate(remark.lines)
    ]
    return as_.open("comment", about) + b"".join(lines) + as_.close("comment")


def _empty(namespace: str) -> bytes:
    return f'{HEAD}<w:comments xmlns:w="{namespace}"></w:comments>'.encode()


def _appended(part: bytes, name: str, child: Callable[[Names], bytes]) -> bytes:
    """A part with one more child at the end of its root element."""
    plain = as_utf8(part)
    namespace = etree.QName(parse_xml(part, name)).namespace or ""
    opening = end_of_root(plain)
    new = opening.filled(child(names(plain, opening.element, namespace)))
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
        raise RefusedError(NO_TYPES)
    old = inflate(package, types)
    told = f'PartName="/{name}"'
    if told.encode() in as_utf8(old):
        return {}
    kind = f'Override {told} ContentType="{CONTENT_TYPE}"/>'
    new = _appended(old, types.name, lambda as_: b"<%b%b" % (as_.element, kind.encode()))
    return {types.name: new}
