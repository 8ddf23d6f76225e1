"""Write Word files anew: with plain edits, with tracked changes, or a copy with comments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from djlint.errors import FileError, RefusedError
from djlint.formats.annotation import annotated
from djlint.formats.cuts import cuts, spliced
from djlint.formats.docx import Source, changes, read_again, source_of
from djlint.formats.opened import STORIES, Place, open_package
from djlint.formats.package import Package, inflate, unpack
from djlint.formats.parts import linked, main_part, relationships
from djlint.formats.placing import Change
from djlint.formats.protection import SIGNED, is_signed, protection
from djlint.formats.repack import repack, same_but
from djlint.formats.revisions import track
from djlint.formats.runs import AUTHOR, Stamp
from djlint.formats.splice import splice
from djlint.formats.xml_encoding import as_utf8
from djlint.model import Document, Edit, Remark

NOT_AS_MEANT = "写回后的内容与预期不符，文件未修改；请手工修改"

Rewrite = Callable[[bytes, Sequence[Change], str], bytes]


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a Word file after edits; all that stands outside them stays as it is."""
    _refuse_protected(document, edits, tracked=False)
    return _write(document, edits, splice)


def preview(document: Document, edits: Sequence[Edit]) -> Document:
    """The document as edits would leave it, even where it is protected from them."""
    return read_again(document, _write(document, edits, splice))


def write_tracked(document: Document, edits: Sequence[Edit], date: str) -> bytes:
    """The bytes of a Word file after edits as tracked changes of a date, in ISO 8601."""
    _refuse_protected(document, edits, tracked=True)
    source = source_of(document)
    package = unpack(source.data)
    main = main_part(package)
    stories = [main, *linked(package, relationships(package, main.name), *STORIES)]
    stamp = Stamp(date, (inflate(package, each) for each in stories))

    def tracked(part: bytes, changes: Sequence[Change], namespace: str) -> bytes:
        return track(part, changes, namespace, stamp)

    data = _write(document, edits, tracked, tracked=True)
    if _original(data) != _original(source.data):
        raise RefusedError(NOT_AS_MEANT)
    return data


def annotate(document: Document, remarks: Sequence[Remark], date: str) -> bytes:
    """A copy of a Word file in which comments make remarks on ranges of its text."""
    source = source_of(document)
    package = unpack(source.data)
    if is_signed(package):
        raise RefusedError(SIGNED)
    main = main_part(package)
    try:
        contents = annotated(package, main, document, source.places[0], remarks, date)
    except RefusedError:
        raise
    except FileError as error:
        # The content types, for one, are not read before there is a comment to be added.
        raise RefusedError(f"{error}；没有写出副本") from error
    data = repack(package, contents)
    # Comments have come, so what the others say is compared without any.
    text = open_package(package).text if source.comments else document.text
    _verify(text, data, package, contents, source._replace(comments=False))
    return data


def is_annotated(data: bytes) -> bool:
    """Whether bytes are a Word file with comments that `annotate` wrote."""
    try:
        package = unpack(data)
        links = relationships(package, main_part(package).name)
        parts = [inflate(package, member) for member in linked(package, links, "comments")]
        return any(f'author="{AUTHOR}"'.encode() in as_utf8(part) for part in parts)
    except (FileError, UnicodeDecodeError):
        return False


def _refuse_protected(document: Document, edits: Sequence[Edit], *, tracked: bool) -> None:
    if not edits:
        return
    package = unpack(source_of(document).data)
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
    source = source_of(document)
    by_place: dict[str, tuple[Place, list[Change]]] = {}
    for where, change in changes(document, source, edits, tracked=tracked):
        by_place.setdefault(where.part, (where, []))[1].append(change)
    if not by_place:
        return source.data
    package = unpack(source.data)
    contents = {}
    for member in package.members:
        if member.name in by_place:
            where, own = by_place[member.name]
            contents[member.name] = rewrite(inflate(package, member), own, where.namespace)
    data = repack(package, contents)
    _verify(spliced(document.text, cuts(edits)), data, package, contents, source)
    return data


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
