"""Where an edit of the text lands in the XML, or why it must not be made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from djlint.errors import RefusedError
from djlint.formats.difference import pieces
from djlint.formats.segments import REASONS, Segments
from djlint.formats.wordml import LINE_BREAK, OBJECT, PAGE_BREAK, TAB
from djlint.model import Document, Edit, Span

CROSSING = "跨段落，不能自动修改"
EMPTYING = "会清空整个段落，不能自动修改"
WIDTHLESS = "范围内有脚注、批注标记、修订或隐藏文字，不能自动修改"
UNATTACHED = "此处没有可以接续的文字，不能自动修改"
MIXED = "范围内文字的格式不同，不能自动修改"
UNWRITABLE = "新文字含换行、制表符或控制字符，不能自动修改"
SEEN = {
    TAB: "制表符",
    LINE_BREAK: "换行符",
    PAGE_BREAK: "分页符或分栏符",
    OBJECT: "图片、公式或特殊符号",
    "-": "不间断连字符",
    "\u00ad": "可选连字符",
}
# No XML can hold these, or Word would not show them as the text that was meant.
NO_XML = "\ufffe\uffff"

Alike = Callable[[frozenset[int]], bool]


@dataclass(frozen=True, slots=True)
class Change:
    """Replace characters of the `w:t` of a number by a text."""

    ordinal: int
    start: int
    end: int
    text: str


def place(
    document: Document, segments: Segments, edit: Edit, alike: Alike, *, tracked: bool = False
) -> Iterator[Change]:
    """The changes that make an edit and touch nothing that stays; RefusedError if there are none.

    `alike` tells whether the texts of some numbers look the same. A new text takes the place of
    the first text that it replaces, a `tracked` one that of the last.
    """
    _refuse_emptying(document, edit)
    old = document.text[edit.span.start : edit.span.end]
    for start, end, new in pieces(old, edit.text):
        _refuse_characters(new)
        span = Span(edit.span.start + start, edit.span.start + end)
        if span.start == span.end:
            yield _insert(segments, span.start, new, tracked)
        else:
            _refuse_untouchable(document.text, segments, span, tracked)
            yield from _replace(segments, span, new, alike, tracked)


def doubled(changes: Iterable[Change], twins: Iterable[tuple[int, int]]) -> Iterator[Change]:
    """The changes, and the same ones in the texts that repeat a changed text elsewhere."""
    others: dict[int, list[int]] = {}
    for shown, twin in twins:
        others.setdefault(shown, []).append(twin)
    for change in changes:
        yield change
        for twin in others.get(change.ordinal, ()):
            yield Change(twin, change.start, change.end, change.text)


def _refuse_emptying(document: Document, edit: Edit) -> None:
    at = bisect_right(document.paragraphs, edit.span.start, key=lambda each: each.span.start) - 1
    if at < 0:
        raise RefusedError(UNATTACHED)
    whole = document.paragraphs[at]
    # A paragraph of blanks looks the same without them.
    if edit.span == whole.span and document.text_of(whole).strip() and not edit.text.strip():
        raise RefusedError(EMPTYING)


def _refuse_characters(text: str) -> None:
    if any(each < " " or (each in SEEN and each != "-") or each in NO_XML for each in text):
        raise RefusedError(UNWRITABLE)
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise RefusedError(UNWRITABLE)


def _refuse_untouchable(text: str, segments: Segments, span: Span, tracked: bool) -> None:
    old = text[span.start : span.end]
    if "\n" in old:
        raise RefusedError(CROSSING)
    for at in segments.touched(span.start, span.end):
        if lock := segments.lock(at, tracked=tracked):
            raise RefusedError(REASONS[lock])
    if not segments.cover(span.start, span.end):
        raise RefusedError(_seen(old, segments, span))
    if segments.marked_within(span.start, span.end):
        raise RefusedError(WIDTHLESS)


def _seen(old: str, segments: Segments, span: Span) -> str:
    for at, character in enumerate(old, span.start):
        if not segments.cover(at, at + 1):
            return f"范围内有{SEEN.get(character, '特殊符号')}，不能自动修改"
    return UNATTACHED


def _insert(segments: Segments, offset: int, new: str, tracked: bool) -> Change:
    found = segments.beside(offset)
    for at in found:
        if not segments.lock(at, tracked=tracked):
            inside = offset - segments.starts[at]
            return Change(segments.ordinals[at], inside, inside, new)
    raise RefusedError(REASONS[segments.lock(found[0], tracked=True)] if found else UNATTACHED)


def _replace(
    segments: Segments, span: Span, new: str, alike: Alike, tracked: bool
) -> Iterator[Change]:
    touched = segments.touched(span.start, span.end)
    by_character = len(new) == span.end - span.start
    ordinals = frozenset(segments.ordinals[at] for at in touched)
    if new and not by_character and len(ordinals) > 1 and not alike(ordinals):
        raise RefusedError(MIXED)
    taking = touched[-1 if tracked else 0]
    for at in touched:
        first, last = segments.starts[at], segments.ends[at]
        start, end = max(span.start, first), min(span.end, last)
        part = new if at == taking else ""
        if by_character:
            part = new[start - span.start : end - span.start]
        yield Change(segments.ordinals[at], start - first, end - first, part)
