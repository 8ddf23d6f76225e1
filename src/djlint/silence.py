"""Which diagnostics are told: none in what a program wrote, none that a comment silences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from djlint.model import Diagnostic, Document, Region, Span, covered, meet
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
    return _touches(region.span, diagnostic.span) and (
        not words or any(selects(word, diagnostic.code, diagnostic.name) for word in words)
    )


def _touches(region: Span, span: Span) -> bool:
    """Whether a span meets a region; an empty one may also stand at its border."""
    if span.start == span.end:
        return region.start <= span.start <= region.end
    return meet(region, span)
