"""Word documents: the main story as text, and edits spliced into the XML of its part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from djlint.errors import FileError, RefusedError
from djlint.formats.cuts import cuts, spliced
from djlint.formats.looks import looks
from djlint.formats.package import Member, Package, inflate, unpack
from djlint.formats.parts import linked, main_part, parse
from djlint.formats.placing import Change, doubled, place
from djlint.formats.protection import protection
from djlint.formats.repack import repack, same_but
from djlint.formats.segments import Segments
from djlint.formats.splice import splice
from djlint.formats.story import Found, read_story
from djlint.formats.styles import Style, level_of, outline_level, read_styles, stated_level
from djlint.formats.wordml import STRICT, TRANSITIONAL
from djlint.model import Document, Edit, Paragraph

ROOTS = {f"{{{namespace}}}document": namespace for namespace in (TRANSITIONAL, STRICT)}
STORIES = ("header", "footer", "footnotes", "endnotes")
NOT_AS_MEANT = "写回后的内容与预期不符，文件未修改；请手工修改"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The bytes of a package and where the text stands in its main part."""

    data: bytes
    namespace: str
    segments: Segments


def read(data: bytes, path: str) -> Document:
    """The document that the bytes of a Word file hold."""
    package = unpack(data)
    main = main_part(package)
    root = parse(package, main)
    namespace = _namespace(root)
    # A part that cannot be read is told, even though its text is not read yet.
    for part in linked(package, main, *STORIES):
        parse(package, part)
    story = read_story(root, namespace)
    paragraphs = _paragraphs(package, main, story.paragraphs, namespace)
    source = Source(data, namespace, story.segments)
    return Document(path, "docx", story.text, tuple(paragraphs), source)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a Word file after edits; all that stands outside them stays as it is."""
    source = _source(document)
    changes = list(_changes(document, source, edits))
    if not changes:
        return source.data
    package = unpack(source.data)
    main = main_part(package)
    if reason := _protection(package, main, source.namespace):
        raise RefusedError(reason)
    content = splice(inflate(package, main), changes, source.namespace)
    data = repack(package, main, content)
    _verify(document, edits, data, package)
    return data


def refusal(document: Document, edit: Edit) -> str | None:
    """Why an edit cannot be made in this document, or None if it can."""
    try:
        list(_changes(document, _source(document), [edit]))
    except RefusedError as reason:
        return str(reason)
    return None


def _protection(package: Package, main: Member, namespace: str) -> str | None:
    try:
        return protection(package, main, namespace)
    except FileError as error:
        # Settings that cannot be read may forbid what is about to happen.
        return f"无法确认文件是否受保护，未修改：{error}"


def _source(document: Document) -> Source:
    if not isinstance(document.source, Source):
        raise TypeError("the document was not read from a Word file")
    return document.source


def _namespace(root: etree._Element) -> str:
    if root.tag not in ROOTS:
        name = etree.QName(root).localname
        raise FileError(f"不是 Word 文档，主文档部件的根元素是 {name!r}；请确认文件格式")
    return ROOTS[root.tag]


def _paragraphs(
    package: Package, main: Member, found: Iterable[Found], namespace: str
) -> Iterator[Paragraph]:
    w = f"{{{namespace}}}"
    styles: Mapping[str, Style] | None = None
    for index, each in enumerate(found):
        properties = each.element.find(f"{w}pPr")
        style, level = "", None
        if properties is not None:
            chosen = properties.find(f"{w}pStyle")
            if chosen is not None:
                # Most reports have no styles; those parts are larger than the text.
                styles = _styles(package, main, namespace) if styles is None else styles
                identifier = chosen.get(f"{w}val", "")
                style = styles[identifier].name if identifier in styles else ""
                level = level_of(styles, identifier)
            stated = stated_level(properties.find(f"{w}outlineLvl"), w)
            level = level if stated is None else outline_level(stated)
        yield Paragraph(index, each.span, each.part, "", level, style)


def _styles(package: Package, main: Member, namespace: str) -> Mapping[str, Style]:
    for part in linked(package, main, "styles"):
        return read_styles(inflate(package, part), part.name, namespace)
    return {}


def _changes(document: Document, source: Source, edits: Iterable[Edit]) -> Iterator[Change]:
    def alike(ordinals: frozenset[int]) -> bool:
        known = _looks(source)
        return len({known[ordinal] for ordinal in ordinals}) == 1

    for edit in edits:
        changes = place(document, source.segments, edit, alike)
        yield from doubled(changes, source.segments.twins)


@lru_cache(maxsize=1)
def _looks(source: Source) -> tuple[int, ...]:
    package = unpack(source.data)
    return looks(parse(package, main_part(package)), source.namespace)


def _verify(document: Document, edits: Sequence[Edit], data: bytes, before: Package) -> None:
    try:
        after = read(data, document.path)
    except FileError:
        raise RefusedError(NOT_AS_MEANT) from None
    expected = spliced(document.text, cuts(edits)).split("\n")
    same = [after.text_of(each) for each in after.paragraphs] == expected
    if not same or not same_but(before, unpack(data), main_part(before)):
        raise RefusedError(NOT_AS_MEANT)
