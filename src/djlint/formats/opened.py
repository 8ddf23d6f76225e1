"""All that a Word package shows a reader: the main text, then notes, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lxml import etree

from djlint.errors import FileError
from djlint.formats.comments import HINT, directives
from djlint.formats.headers import shown_headers
from djlint.formats.hidden import hidden_runs
from djlint.formats.numbering import Numbering, read_numbering
from djlint.formats.package import Member, Package, inflate
from djlint.formats.paragraphs import paragraphs
from djlint.formats.parts import (
    Relationship,
    Remembered,
    linked,
    main_part,
    parse,
    parse_xml,
    relationships,
)
from djlint.formats.segments import Segments
from djlint.formats.story import Story, read_story
from djlint.formats.styles import Styles, read_styles
from djlint.formats.walk import Aim
from djlint.formats.wordml import STRICT, TRANSITIONAL, is_on
from djlint.formats.xml_encoding import codec_of
from djlint.model import Paragraph, Region, Span

# The parts beside the main one in the order in which they are read, and how their text is called.
STORIES = {
    "footnotes": "footnote",
    "endnotes": "endnote",
    "header": "header",
    "footer": "footer",
    "comments": "comment",
}
NOTED = ("footnotes", "endnotes", "comments")
STYLES = Remembered(read_styles)
NUMBERINGS = Remembered(read_numbering)
STYLED = ("pStyle", "rStyle", "numPr")


class Place(NamedTuple):
    """Where the text of a part stands in the document, and where it stands in the part."""

    part: str
    namespace: str
    start: int
    end: int
    segments: Segments


class Opened(NamedTuple):
    """The text of a package, its paragraphs, what is to be known of them, and its parts."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    regions: tuple[Region, ...]
    places: tuple[Place, ...]


class _Part(NamedTuple):
    member: Member
    name: str
    root: etree._Element
    namespace: str


def open_package(package: Package, *, comments: bool = False, original: bool = False) -> Opened:
    """Read a package, its comments too if they are asked for; FileError says why it cannot be.

    The `original` text is that before the revisions that are tracked in it.
    """
    main = main_part(package)
    links = relationships(package, main.name)
    parts = list(_parts(package, main, links, comments=comments))
    styles, numbering = _definitions(package, links, parts)
    directed = _directives(package, links)
    found = _Found()
    for part in parts:
        hidden = hidden_runs(part.root, part.namespace, styles)
        notes = found.referred if part.name in ("footnote", "endnote") else None
        aim = Aim(part.namespace, part.name, found.next_offset(), hidden, original, notes)
        story = read_story(part.root, aim)
        if story.paragraphs or not found.places:
            found.add(part, story, styles, numbering, directed)
    return found.opened()


class _Found:
    """What the stories of a package hold, one after the other."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.regions: list[Region] = []
        self.places: list[Place] = []
        self.referred: frozenset[str] = frozenset()

    def next_offset(self) -> int:
        return self.places[-1].end + 1 if self.places else 0

    def add(
        self,
        part: _Part,
        story: Story,
        styles: Styles,
        numbering: Numbering,
        directed: dict[str, str],
    ) -> None:
        start = self.next_offset()
        first = len(self.paragraphs)
        found = paragraphs(
            story.paragraphs, story.regions, styles, numbering, part.namespace, first
        )
        # A text without any paragraph is shown as an empty one.
        self.paragraphs += list(found) or [Paragraph(first, Span(start, start), part.name)]
        self.regions += story.regions
        if part.name == "body":
            self.referred = story.referred
            self.regions += _ignored(story, self.paragraphs, directed)
        self.texts.append(story.text)
        end = start + len(story.text)
        self.places.append(Place(part.member.name, part.namespace, start, end, story.segments))

    def opened(self) -> Opened:
        text = "\n".join(self.texts)
        return Opened(text, tuple(self.paragraphs), tuple(self.regions), tuple(self.places))


def _parts(
    package: Package, main: Member, links: Sequence[Relationship], *, comments: bool
) -> Iterator[_Part]:
    root = parse(package, main)
    name = etree.QName(root)
    if name.localname != "document" or name.namespace not in (TRANSITIONAL, STRICT):
        raise FileError(f"不是 Word 文档，主文档部件的根元素是 {name.localname!r}；请确认文件格式")
    yield _Part(main, "body", root, name.namespace)
    shown = shown_headers(root, partial(_alternates, package, links))
    for kind, called in STORIES.items():
        if kind == "comments" and not comments:
            continue
        own = (each for each in links if kind in NOTED or each.identifier in shown)
        for member in linked(package, own, kind):
            root = parse(package, member)
            namespace = etree.QName(root).namespace
            if namespace in (TRANSITIONAL, STRICT):
                yield _Part(member, called, root, namespace)


def _alternates(package: Package, links: Sequence[Relationship]) -> bool:
    """Whether even pages have headers of their own."""
    for member in linked(package, links, "settings"):
        root = parse(package, member)
        w = f"{{{etree.QName(root).namespace}}}"
        switch = root.find(f"{w}evenAndOddHeaders")
        return switch is not None and is_on(switch, w)
    return False


def _definitions(
    package: Package, links: Sequence[Relationship], parts: Sequence[_Part]
) -> tuple[Styles, Numbering]:
    """The styles and the lists, which many reports do without."""
    if not any(_is_styled(part) for part in parts):
        return Styles(), Numbering()
    styles, numbering = Styles(), Numbering()
    for member in linked(package, links, "styles"):
        styles = STYLES(package, member)
    for member in linked(package, links, "numbering"):
        numbering = NUMBERINGS(package, member)
    return styles, numbering


def _is_styled(part: _Part) -> bool:
    tags = (f"{{{part.namespace}}}{name}" for name in STYLED)
    return next(part.root.iter(*tags), None) is not None


def _directives(package: Package, links: Sequence[Relationship]) -> dict[str, str]:
    found: dict[str, str] = {}
    for member in linked(package, links, "comments"):
        content = inflate(package, member)
        # Those in UTF-16 are too rare to be looked through first.
        if HINT in content.lower() or codec_of(content) != "utf-8":
            root = parse_xml(content, member.name)
            found |= directives(root, etree.QName(root).namespace or "")
    return found


def _ignored(
    story: Story, found: Sequence[Paragraph], directed: dict[str, str]
) -> Iterator[Region]:
    """The ranges of the comments that silence rules; one without a range means its paragraph."""
    for identifier, rules in directed.items():
        if identifier in story.anchors:
            span = story.anchors[identifier]
            if span.start == span.end:
                around = (p.span for p in found if p.span.start <= span.start <= p.span.end)
                span = next(around, span)
            yield Region(span, "ignored", rules)
