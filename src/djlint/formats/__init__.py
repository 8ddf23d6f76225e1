"""Bytes to documents and back: `.docx` and plain text, told apart by their bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from djlint.errors import EncodingError, FileError, RefusedError
from djlint.formats import sniff, text
from djlint.model import Safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from djlint.model import Diagnostic, Document, Edit, Remark

# The docx module brings lxml with it, which a run over text files alone must not pay for.

NO_REVISIONS = "文本文件里没有修订，未修改；请去掉 --track"


def read(
    data: bytes, path: str, encoding: str | None = None, *, comments: bool = False
) -> Document:
    """The document that the bytes hold.

    `encoding` is for text whose encoding is known; `comments` of a Word file are read on demand.
    """
    if sniff.is_package(data, path):
        from djlint.formats import docx

        return docx.read(data, path, comments=comments)
    if reason := sniff.unreadable(data, path):
        raise FileError(reason)
    return text.read(data, path, encoding)


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The bytes of a document after edits that are sorted and do not overlap."""
    if document.format == "docx":
        from djlint.formats import rewriting

        return rewriting.write(document, edits)
    return text.write(document, edits)


def write_tracked(document: Document, edits: Sequence[Edit], date: str) -> bytes:
    """The bytes after edits as tracked changes of a date (ISO 8601); only Word files have them."""
    if document.format != "docx":
        raise RefusedError(NO_REVISIONS)
    from djlint.formats import rewriting

    return rewriting.write_tracked(document, edits, date)


def annotate(document: Document, remarks: Sequence[Remark], date: str) -> bytes:
    """A Word file with the document's text, in which comments of a date make remarks on it."""
    from djlint.formats import blank, docx, rewriting

    if document.format != "docx":
        document = docx.read(blank.package(document.text.split("\n")), document.path)
    return rewriting.annotate(document, remarks, date)


def is_annotated(data: bytes) -> bool:
    """Whether bytes are a Word file with comments that `annotate` wrote."""
    from djlint.formats import rewriting

    return rewriting.is_annotated(data)


def refusal(document: Document, edit: Edit, *, tracked: bool = False) -> str | None:
    """Why an edit cannot be made in this document, or not as a tracked change; None if it can."""
    if document.format == "docx":
        from djlint.formats import docx

        return docx.refusal(document, edit, tracked=tracked)
    return text.refusal(document)


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    """The document after edits, read from the bytes that would be written."""
    new = write(document, edits)
    if document.format == "docx":
        from djlint.formats import docx

        return docx.read_again(document, new)
    return text.read(new, document.path, text.asked(document))


def preview(document: Document, edits: Sequence[Edit]) -> Document:
    """The document as edits would leave it, even where only tracked changes may be made."""
    if document.format == "docx":
        from djlint.formats import rewriting

        return rewriting.preview(document, edits)
    return rewrite(document, edits)


def vet(
    document: Document, diagnostics: Iterable[Diagnostic], *, tracked: bool = False
) -> tuple[Diagnostic, ...]:
    """The diagnostics; a fix that cannot be made here bears the reason."""
    return tuple(_vetted(document, diagnostic, tracked) for diagnostic in diagnostics)


def _vetted(document: Document, diagnostic: Diagnostic, tracked: bool) -> Diagnostic:
    fix = diagnostic.fix
    if fix is None or fix.safety is Safety.DISPLAY:
        return diagnostic
    reasons = (refusal(document, edit, tracked=tracked) for edit in fix.edits)
    reason = next((reason for reason in reasons if reason), "")
    return replace(diagnostic, fix=replace(fix, refusal=reason)) if reason else diagnostic


def from_text(content: str, path: str) -> Document:
    """The document that a text file of this content would be."""
    try:
        return text.read(content.encode(), path, "utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(f"第 {error.start + 1} 个字符不是有效的 Unicode 字符") from error


def data(document: Document) -> bytes:
    """The bytes that a document was read from."""
    return write(document, ())
