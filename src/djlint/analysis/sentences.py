"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from djlint.model import Span

END_MARKS = "。！？；"
SENTENCE = f"[^{END_MARKS}]+[{END_MARKS}]*[”’』」）】》]*"


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a paragraph, with their end marks, without white space around them."""
    for match in re.finditer(SENTENCE, text[span.start : span.end]):
        sentence = match[0]
        start = span.start + match.start() + len(sentence) - len(sentence.lstrip())
        end = span.start + match.end() - len(sentence) + len(sentence.rstrip())
        if start < end:
            yield Span(start, end)
