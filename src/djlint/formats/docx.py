"""Word documents: all that a reader sees as text, and edits made in the XML of its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from djlint.errors import RefusedError
from djlint.formats.looks import looks
from djlint.formats.opened import Place, open_package
from djlint.formats.package import unpack
from djlint.formats.parts import parse
from djlint.formats.placing import Change, doubled, place
from djlint.model import Document, Edit


class Source(NamedTuple):
    """The bytes of a package, where the text stands in its parts, and whether with comments."""

    data: bytes
    places: tuple[Place, ...]
    comments: bool = False


def read(data: bytes, path: str, *, comments: bool = False) -> Document:
    """The document that the bytes of a Word file hold, its comments only if they are asked for."""
    text, paragraphs, regions, places = open_package(unpack(data), comments=comments)
    return Document(path, "docx", text, paragraphs, Source(data, places, comments), regions)


def read_again(document: Document, data: bytes) -> Document:
    """The document that other bytes hold, read as this one was."""
    return read(data, document.path, comments=source_of(document).comments)


def refusal(document: Document, edit: Edit, *, tracked: bool = False) -> str | None:
    """Why an edit cannot be made in this document, or not as a tracked change; None if it can."""
    try:
        list(changes(document, source_of(document), [edit], tracked=tracked))
    except RefusedError as reason:
        return str(reason)
    return None


def source_of(document: Document) -> Source:
    """Where a document stands in its file; TypeError if it is not from a Word file."""
    if not isinstance(document.source, Source):
        raise TypeError("the document was not read from a Word file")
    return document.source


def changes(
    document: Document, source: Source, edits: Iterable[Edit], *, tracked: bool = False
) -> Iterator[tuple[Place, Change]]:
    """The changes that edits make, each with the part to change; RefusedError if there are none."""
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
