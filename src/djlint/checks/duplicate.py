"""Sentences and paragraphs that stand twice in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import is_han
from djlint.analysis.sentences import END_MARKS, sentences
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Paragraph, Related, Rule, Span

UNITS = ("sentence", "paragraph")
ARTICLE = r"\s*第[一二三四五六七八九十百零〇\d]+条"
NUMERAL = "[一二三四五六七八九十]+"
NUMBER = rf"{NUMERAL}(?:是要?|要|、)|第{NUMERAL}[，、]|[（(](?:{NUMERAL}|\d+)[）)]|\d+[.．、](?!\d)"


class Options(NamedTuple):
    """What stands twice: a `unit`, "sentence" or "paragraph", of `minimum` Han characters or more.

    What begins with one of `skip` may repeat (责任单位：…). Laws repeat on purpose: in a document
    with `articles` paragraphs that begin with 第…条, only these paragraphs are compared, and no
    sentences.
    """

    unit: str = "sentence"
    minimum: int = 20
    articles: int = 3
    skip: tuple[str, ...] = ()


def validate(options: Options) -> None:
    """Refuse a unit that there is not; ValueError says so."""
    if options.unit not in UNITS:
        raise ValueError(f"unit 应为 {' 或 '.join(UNITS)}")


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report every sentence or paragraph that an earlier one says word for word."""
    document, options = reading.document, rule.options
    whole = options.unit == "paragraph"
    find = _repeated_paragraphs if whole else _repeated_sentences
    for span, first in find(document, options):
        fix = _deletion(span, rule) if whole else None
        yield diagnose(rule, document, span, fix=fix, related=(Related(first, "前文"),))


def _repeated_paragraphs(document: Document, options: Options) -> Iterator[tuple[Span, Span]]:
    """Each paragraph that stood before, with its first place."""
    texts = ((document.text_of(p), p.span) for p in _prose(document, options))
    yield from _repeated((("".join(text.split()), span) for text, span in texts), options)


def _repeated_sentences(document: Document, options: Options) -> Iterator[tuple[Span, Span]]:
    """Each sentence that stood before, unless its whole paragraph did."""
    if _articles(document, options):
        return
    copies = {span for span, _ in _repeated_paragraphs(document, options)}
    spans = (
        span
        for paragraph in _prose(document, options)
        if paragraph.span not in copies
        for span in sentences(document.text, paragraph.span)
    )
    texts = ((_bare(document.text[span.start : span.end]), span) for span in spans)
    yield from _repeated(texts, options)


def _repeated(texts: Iterator[tuple[str, Span]], options: Options) -> Iterator[tuple[Span, Span]]:
    first: dict[str, Span] = {}
    for text, span in texts:
        if len(text) < options.minimum:
            continue
        earlier = first.setdefault(text, span)
        if earlier is not span and _counts(text, options):
            yield span, earlier


def _counts(text: str, options: Options) -> bool:
    enough = sum(map(is_han, text)) >= options.minimum
    return enough and not text.lstrip("（(").startswith(options.skip)


def _prose(document: Document, options: Options) -> Iterator[Paragraph]:
    """The paragraphs of the body that hold sentences: no headings, no titles, no tables."""
    articles = _articles(document, options)
    for paragraph in document.body:
        if paragraph.level is not None:
            continue
        if articles and paragraph not in articles:
            continue
        text = document.text_of(paragraph)
        if any(mark in text for mark in END_MARKS):
            yield paragraph


def _articles(document: Document, options: Options) -> frozenset[Paragraph]:
    """The paragraphs that begin with 第…条, if there are enough to make a law."""
    numbered = [p for p in document.body if re.match(ARTICLE, document.text_of(p))]
    return frozenset(numbered if 0 < options.articles <= len(numbered) else ())


def _bare(sentence: str) -> str:
    """A sentence without white space and the number before it."""
    words = "".join(sentence.split())
    number = re.match(NUMBER, words)
    return words[number.end() :] if number else words


def _deletion(span: Span, rule: Rule[Options]) -> Fix:
    # The line feed before it goes too; an earlier copy stands above, so there is one.
    return Fix("删去重复的段落", (Edit(Span(span.start - 1, span.end)),), rule.safety)
