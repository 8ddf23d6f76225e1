"""Bytes to documents and back: `.docx` and plain text, told apart by their bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from djlint.errors import EncodingError, FileError
from djlint.formats import sniff, text
from djlint.model import Safety

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


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    """The document after edits, read from the bytes that would be written."""
    new = write(document, edits)
    if document.format == "docx":
        from djlint.formats import docx

        return docx.read(new, document.path)
    return text.read(new, document.path, text.asked(document))


def vet(document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics; a fix that cannot be made here is only shown, with the reason."""
    return tuple(_vetted(document, diagnostic) for diagnostic in diagnostics)


def _vetted(document: Document, diagnostic: Diagnostic) -> Diagnostic:
    fix = diagnostic.fix
    if fix is None or fix.safety is Safety.DISPLAY:
        return diagnostic
    reasons = (refusal(document, edit) for edit in fix.edits)
    reason = next((reason for reason in reasons if reason), None)
    if reason is None:
        return diagnostic
    shown = replace(fix, title=f"{fix.title}（不能自动修改：{reason}）", safety=Safety.DISPLAY)
    return replace(diagnostic, fix=shown)


def from_text(content: str, path: str) -> Document:
    """The document that a text file of this content would be."""
    try:
        return text.read(content.encode(), path, "utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(f"第 {error.start + 1} 个字符不是有效的 Unicode 字符") from error


def data(document: Document) -> bytes:
    """The bytes that a document was read from."""
    return write(document, ())
