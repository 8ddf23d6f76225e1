"""Word documents: all that a reader sees as text, and edits made in the XML of its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from djlint.errors import FileError, RefusedError
from djlint.formats.annotation import annotated
from djlint.formats.cuts import cuts, spliced
from djlint.formats.looks import looks
from djlint.formats.opened import Place, open_package
from djlint.formats.package import Package, inflate, unpack
from djlint.formats.parts import linked, main_part, parse, relationships
from djlint.formats.placing import Change, doubled, place
from djlint.formats.protection import SIGNED, is_signed, protection
from djlint.formats.repack import repack, same_but
from djlint.formats.revisions import track
from djlint.formats.runs import AUTHOR, Stamp
from djlint.formats.splice import splice
from djlint.model import Document, Edit, Remark

NOT_AS_MEANT = "写回后的内容与预期不符，文件未修改；请手工修改"

Rewrite = Callable[[bytes, Sequence[Change], str], bytes]


class Source(NamedTuple):
    """The bytes of a package, where the text stands in its parts, and whether with comments."""

    data: bytes
    places: tuple[Place, ...]
    comments: bool = False


def read(data: bytes, path: str, *, comments: bool = False) -> Document:
    """The document that the bytes of a Word file hold, its comments only if they are asked for."""
    text, paragraphs, regions, places = open_package(unpack(data), comments=comments)
    return Document(path, "docx", text, paragraphs, regions, Source(data, places, comments))


def reread(document: Document, data: bytes) -> Document:
    """The document that other bytes hold, read as this one was."""
    return read(data, document.path, comments=_source(document).comments)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a Word file after edits; all that stands outside them stays as it is."""
    _refuse_protected(document, edits, tracked=False)
    return _write(document, edits, splice)


def preview(document: Document, edits: Sequence[Edit]) -> Document:
    """The document as edits would leave it, even where it is protected from them."""
    return reread(document, _write(document, edits, splice))


def write_tracked(document: Document, edits: Sequence[Edit], date: str) -> bytes:
    """The bytes of a Word file after edits as tracked changes of a date, in ISO 8601."""
    _refuse_protected(document, edits, tracked=True)
    source = _source(document)
    package = unpack(source.data)
    names = {place.part for place in source.places}
    parts = [inflate(package, each) for each in package.members if each.name in names]
    stamp = Stamp(date, parts)

    def tracked(part: bytes, changes: Sequence[Change], namespace: str) -> bytes:
        return track(part, changes, namespace, stamp)

    data = _write(document, edits, tracked, tracked=True)
    if _original(data) != _original(source.data):
        raise RefusedError(NOT_AS_MEANT)
    return data


def annotate(document: Document, remarks: Sequence[Remark], date: str) -> bytes:
    """A copy of a Word file in which comments make remarks on ranges of its text."""
    source = _source(document)
    package = unpack(source.data)
    if is_signed(package):
        raise RefusedError(SIGNED)
    main = main_part(package)
    try:
        contents = annotated(package, main, document, source.places[0], remarks, date)
    except FileError as error:
        # The content types, for one, are not read before there is a comment to be added.
        raise RefusedError(f"{error}；没有写出副本") from error
    data = repack(package, contents)
    _verify(document.text, data, package, contents, source)
    return data


def is_annotated(data: bytes) -> bool:
    """Whether bytes are a Word file with comments that `annotate` wrote."""
    try:
        package = unpack(data)
        links = relationships(package, main_part(package).name)
        parts = [inflate(package, member) for member in linked(package, links, "comments")]
    except FileError:
        return False
    return any(f'author="{AUTHOR}"'.encode() in part for part in parts)


def refusal(document: Document, edit: Edit, *, tracked: bool = False) -> str | None:
    """Why an edit cannot be made in this document, or not as a tracked change; None if it can."""
    try:
        list(_changes(document, _source(document), [edit], tracked=tracked))
    except RefusedError as reason:
        return str(reason)
    return None


def _source(document: Document) -> Source:
    if not isinstance(document.source, Source):
        raise TypeError("the document was not read from a Word file")
    return document.source


def _refuse_protected(document: Document, edits: Sequence[Edit], *, tracked: bool) -> None:
    if not edits:
        return
    package = unpack(_source(document).data)
    try:
        reason = protection(package, main_part(package), tracked=tracked)
    except FileError as error:
        # Settings that cannot be read may forbid what is about to happen.
        reason = f"无法确认文件是否受保护，未修改：{error}"
    if reason:
        raise RefusedError(reason)


def _write(
    document: Document, edits: Sequence[Edit], rewrite: Rewrite, *, tracked: bool = False
) -> bytes:
    source = _source(document)
    by_place: dict[str, tuple[Place, list[Change]]] = {}
    for where, change in _changes(document, source, edits, tracked=tracked):
        by_place.setdefault(where.part, (where, []))[1].append(change)
    if not by_place:
        return source.data
    package = unpack(source.data)
    contents = {
        member.name: rewrite(inflate(package, member), by_place[member.name][1], where.namespace)
        for member in package.members
        if member.name in by_place
        for where in (by_place[member.name][0],)
    }
    data = repack(package, contents)
    _verify(spliced(document.text, cuts(edits)), data, package, contents, source)
    return data


def _changes(
    document: Document, source: Source, edits: Iterable[Edit], *, tracked: bool = False
) -> Iterator[tuple[Place, Change]]:
    for edit in edits:
        where = _place_of(source.places, edit)

        def alike(ordinals: frozenset[int], where: Place = where) -> bool:
            known = _looks(source, where.part, where.namespace)
            return len({known[ordinal] for ordinal in ordinals}) == 1

        changes = place(document, where.segments, edit, alike, tracked=tracked)
        for change in doubled(changes, where.segments.twins):
            yield where, change


def _place_of(places: Sequence[Place], edit: Edit) -> Place:
    return places[max(bisect_right(places, edit.span.start, key=lambda each: each.start) - 1, 0)]


@lru_cache(maxsize=4)
def _looks(source: Source, part: str, namespace: str) -> tuple[int, ...]:
    package = unpack(source.data)
    member = package.find(part)
    return looks(parse(package, member), namespace) if member else ()


def _original(data: bytes) -> str:
    return open_package(unpack(data), original=True).text


def _verify(
    text: str, data: bytes, before: Package, contents: dict[str, bytes], source: Source
) -> None:
    after = unpack(data)
    try:
        opened = open_package(after, comments=source.comments)
    except FileError:
        raise RefusedError(NOT_AS_MEANT) from None
    if opened.text != text or not same_but(before, after, contents):
        raise RefusedError(NOT_AS_MEANT)
