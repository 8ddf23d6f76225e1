"""Diagnostics to findings: offsets become paragraphs, columns and words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from djlint.analysis import Reading
from djlint.model import (
    MAIN_PARTS,
    Diagnostic,
    Document,
    Finding,
    Fix,
    Place,
    Replacement,
    Safety,
    Severity,
    Span,
)


def findings(reading: Reading, diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """The findings of a document, each with all that an output needs to show it."""
    starts = [paragraph.span.start for paragraph in reading.document.paragraphs]
    return tuple(_finding(reading, starts, diagnostic) for diagnostic in diagnostics)


def failure(path: str, code: str, name: str, message: str) -> Finding:
    """A finding about a file as a whole, shown at its beginning."""
    return Finding(path, code, name, Severity.ERROR, message, Place(1, 1, 1, 1))


def _finding(reading: Reading, starts: list[int], diagnostic: Diagnostic) -> Finding:
    document, span, fix = reading.document, diagnostic.span, diagnostic.fix
    paragraph = document.paragraphs[_index(starts, span.start)]
    return Finding(
        path=document.path,
        code=diagnostic.code,
        name=diagnostic.name,
        severity=diagnostic.severity,
        message=diagnostic.message,
        place=_place(starts, span),
        part=paragraph.part,
        cell=paragraph.cell,
        heading=_trail(reading, span.start) if paragraph.part in MAIN_PARTS else "",
        text=document.text[span.start : span.end],
        paragraph=document.text_of(paragraph),
        label=paragraph.label,
        fix_title=_title(fix) if fix else None,
        fix_safety=_safety(fix) if fix else None,
        replacements=_replacements(starts, fix),
    )


def _title(fix: Fix) -> str:
    return f"{fix.title}（{fix.refusal}）" if fix.refusal else fix.title


def _safety(fix: Fix) -> Safety:
    return Safety.DISPLAY if fix.refusal else fix.safety


def _index(starts: list[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)


def _place(starts: list[int], span: Span) -> Place:
    first, last = _index(starts, span.start), _index(starts, span.end)
    return Place(first + 1, span.start - starts[first] + 1, last + 1, span.end - starts[last] + 1)


def _replacements(starts: list[int], fix: Fix | None) -> tuple[Replacement, ...]:
    edits = fix.edits if fix else ()
    return tuple(Replacement(_place(starts, edit.span), edit.text) for edit in sorted(edits))


def _trail(reading: Reading, offset: int) -> str:
    return " > ".join(
        _words(reading.document, heading.number.written, heading.title)
        for heading in reading.outline.trail(offset)
    )


def _words(document: Document, number: str, title: Span) -> str:
    return number.strip() + document.text[title.start : title.end].strip()
