"""Which diagnostics are told: none in what a program wrote, none that a comment silences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from djlint.model import Diagnostic, Document, Region, Span, covered
from djlint.settings import selects


def audible(diagnostics: Iterable[Diagnostic], document: Document) -> Iterator[Diagnostic]:
    """The diagnostics that are told of a document."""
    generated = [each.span for each in document.regions if each.kind == "generated"]
    ignored = [each for each in document.regions if each.kind == "ignored"]
    for diagnostic in diagnostics:
        if not covered(diagnostic.span, generated) and not any(
            _silences(region, diagnostic) for region in ignored
        ):
            yield diagnostic


def _silences(region: Region, diagnostic: Diagnostic) -> bool:
    words = re.split(r"[\s,，、;；]+", region.text) if region.text else ()
    return _meet(region.span, diagnostic.span) and (
        not words or any(selects(word, diagnostic.code, diagnostic.name) for word in words)
    )


def _meet(span: Span, other: Span) -> bool:
    """Whether two spans share a character, or an empty one stands within the other."""
    if other.start == other.end:
        return span.start <= other.start <= span.end
    return span.start < other.end and other.start < span.end
