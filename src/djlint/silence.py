"""Which diagnostics are told: none in what a program wrote, none that a comment silences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from djlint.model import Diagnostic, Document, Region, Span
from djlint.settings import selects


def audible(diagnostics: Iterable[Diagnostic], document: Document) -> Iterator[Diagnostic]:
    """The diagnostics that are told of a document."""
    regions = [each for each in document.regions if each.kind in ("generated", "ignored")]
    for diagnostic in diagnostics:
        if not any(_silences(region, diagnostic) for region in regions):
            yield diagnostic


def _silences(region: Region, diagnostic: Diagnostic) -> bool:
    if region.kind == "generated":
        span = diagnostic.span
        return span.start < span.end and _covers(region.span, span)
    words = re.split(r"[\s,，、;；]+", region.text) if region.text else ()
    return _meet(region.span, diagnostic.span) and (
        not words or any(selects(word, diagnostic.code, diagnostic.name) for word in words)
    )


def _covers(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _meet(span: Span, other: Span) -> bool:
    """Whether two spans share a character, or an empty one stands within the other."""
    if other.start == other.end:
        return span.start <= other.start <= span.end
    return span.start < other.end and other.start < span.end
