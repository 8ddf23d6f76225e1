"""Bytes to documents and back: `.docx` and plain text, told apart by their bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from djlint.errors import FileError
from djlint.formats import sniff, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from djlint.model import Diagnostic, Document, Edit

# The docx module brings lxml with it, which a run over text files alone must not pay for.


def read(data: bytes, path: str, encoding: str | None = None) -> Document:
    """The document that the bytes hold; `encoding` is for text whose encoding is known."""
    if sniff.is_package(data, path):
        from djlint.formats import docx

        return docx.read(data, path)
    if reason := sniff.unreadable(data, path):
        raise FileError(reason)
    return text.read(data, path, encoding)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a document after edits that are sorted and do not overlap."""
    if document.format == "docx":
        from djlint.formats import docx

        return docx.write(document, edits)
    return text.write(document, edits)


def refusal(document: Document, edit: Edit) -> str | None:
    """Why an edit cannot be made in this document, or None if it can."""
    if document.format == "docx":
        from djlint.formats import docx

        return docx.refusal(document, edit)
    return text.refusal(document)


def vet(document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, without those fixes that cannot be made in this document."""
    return tuple(
        replace(each, fix=None)
        if each.fix and any(refusal(document, edit) for edit in each.fix.edits)
        else each
        for each in diagnostics
    )


def from_text(content: str, path: str) -> Document:
    """The document that a text file of this content would be."""
    return text.read(content.encode(), path, "utf-8")


def data(document: Document) -> bytes:
    """The bytes that a document was read from."""
    return write(document, ())
