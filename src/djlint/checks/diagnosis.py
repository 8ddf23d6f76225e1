"""Build diagnostics from a rule's own words; the options that several kinds share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from djlint.model import Diagnostic, Document, Fix, Related, Rule, Span


class NoOptions(NamedTuple):
    """The options of a kind that has none."""


class DefectOptions(NamedTuple):
    """The options of a kind that looks for one of several defects: a name of its `DEFECTS`."""

    defect: str


CLAUSE_MARKS = frozenset("，。；：、！？“”《》（）\n ")
NEIGHBOURS = 4


def diagnose(
    rule: Rule[Any],
    document: Document,
    span: Span,
    *,
    fix: Fix | None = None,
    related: tuple[Related, ...] = (),
    groups: Mapping[str, str] = MappingProxyType({}),
    **values: object,
) -> Diagnostic:
    """A diagnostic of a rule; its message may name `{text}`, `{around}`, `groups` and `values`.

    The text of an automatic number, which has no place in the document, is that number.
    """
    text = document.text[span.start : span.end] or _label(document, span.start)
    known = _Words({**groups, **values}, text=text, around=around(document.text, span))
    message = rule.message.format_map(known)
    return Diagnostic(rule.code, rule.name, rule.severity, message, span, fix, related)


def _label(document: Document, offset: int) -> str:
    """The automatic number of the paragraph that begins at an offset."""
    paragraphs = document.paragraphs
    at = bisect_left(paragraphs, offset, key=lambda each: each.span.start)
    found = at < len(paragraphs) and paragraphs[at].span.start == offset
    return paragraphs[at].label if found else ""


class _Words(dict[str, object]):
    """The words that a message may name; one that is not known stands as it was written."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def around(text: str, span: Span) -> str:
    """A span with up to four characters of its clause on either side."""
    start, end = span.start, span.end
    while start and span.start - start < NEIGHBOURS and text[start - 1] not in CLAUSE_MARKS:
        start -= 1
    while end < len(text) and end - span.end < NEIGHBOURS and text[end] not in CLAUSE_MARKS:
        end += 1
    return text[start:end]
