"""Run the examples of rules: they are their documentation and their tests at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from djlint import engine
from djlint.analysis import Reading
from djlint.analysis.vocabulary import Vocabulary
from djlint.edits import apply
from djlint.errors import FileError
from djlint.model import Diagnostic, Document, Edit, Example, Rule, Safety

Read = Callable[[str, str], Document]


def failures(rule: Rule[Any], vocabulary: Vocabulary, read: Read) -> Iterator[str]:
    """What is wrong with the examples of a rule, one sentence each; nothing where all hold.

    `read` makes a document of a text and a path. A `bad` text must be reported; a `good` one must
    not; and where the rule has a fix, it must make the `good` text of the `bad` one and then rest.
    """
    for place, example in enumerate(rule.examples, 1):
        for failure in _failures(rule, vocabulary, example, read):
            yield f"{rule.source}: 规则 {rule.code} 例 {place}: {failure}"


def _failures(
    rule: Rule[Any], vocabulary: Vocabulary, example: Example, read: Read
) -> Iterator[str]:
    if example.good is not None:
        found = _check(rule, vocabulary, _document(example, example.good, read))
        if found:
            yield f"good 不应报告，却报告了：{found[0].message}"
    if example.bad is None:
        return
    document = _document(example, example.bad, read)
    found = _check(rule, vocabulary, document)
    if not found:
        yield "bad 应当报告，却没有报告"
    elif example.good is not None and _fixable(found):
        yield from _mended(rule, vocabulary, document, example.good, read)


def _document(example: Example, text: str, read: Read) -> Document:
    document = read(text.strip("\n"), example.path)
    labels = (*example.labels, *[""] * len(document.paragraphs))
    labelled = (
        replace(paragraph, label=label)
        for paragraph, label in zip(document.paragraphs, labels, strict=False)
    )
    return replace(document, paragraphs=tuple(labelled))


def _check(rule: Rule[Any], vocabulary: Vocabulary, document: Document) -> Sequence[Diagnostic]:
    return engine.check(Reading(document, vocabulary), [rule])


def _fixable(found: Sequence[Diagnostic]) -> bool:
    return any(item.fix and item.fix.safety is not Safety.DISPLAY for item in found)


def _mended(
    rule: Rule[Any], vocabulary: Vocabulary, document: Document, good: str, read: Read
) -> Iterator[str]:
    def rewrite(old: Document, edits: Sequence[Edit]) -> Document:
        return read(apply(old.text, edits), old.path)

    try:
        mended = engine.mend(Reading(document, vocabulary), [rule], rewrite, unsafe=True)
    except FileError as error:
        yield str(error)
        return
    text = mended.reading.document.text
    if text != good.strip("\n"):
        yield f"改后应为 {good.strip()!r}，却是 {text!r}"
