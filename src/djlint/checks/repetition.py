"""Words and characters that stand twice in a row.

A slip (紧紧围绕围绕中心工作) looks like much that is language: two words that meet
(党组织组织开展), reduplication (讨论讨论), counting (一步一步). No segmenter tells them apart;
the rule's data does, and it is read only when a text holds something doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import LETTER, is_han
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Span

ANY_HAN = "*"
NO_HAN = "."


class Options(NamedTuple):
    """What counts as a repetition, and what is language after all.

    A repetition is `min_length` to `max_length` Han characters, of `characters` if any are given,
    written at least twice in a row. It is language, and not reported, when

    - what is repeated matches the whole of the regular expression `units`;
    - what is repeated is one of the words in `reduplicated`, which white space divides, or comes
      once more after 再;
    - a text of `allow` or `phrases` (white space divides them) holds the seam between two copies;
    - what stands around it is in `contexts`.

    A line of `contexts` is `words: lefts | rights`: a repetition of one of the words is language
    after one of the lefts and before one of the rights. `[abc]` is short for `a b c`, `*` fits
    any Han character, `.` anything else and the ends of a paragraph; a side left empty fits
    everything. `;` divides several pairs of sides, and a word may have several lines.
    """

    min_length: int = 2
    max_length: int = 8
    characters: str = ""
    units: str = ""
    reduplicated: str = ""
    phrases: str = ""
    allow: tuple[str, ...] = ()
    contexts: str = ""


class Run(NamedTuple):
    """A text of a period: all of it repeats its first `length` characters."""

    start: int
    end: int
    length: int


class Context(NamedTuple):
    """What may stand on either side of a repeated word; an empty side fits everything."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether a repetition in a text stands in this context."""
        return (not self.lefts or _follows(self.lefts, text, start)) and (
            not self.rights or _precedes(self.rights, text, end)
        )


def validate(options: Options) -> None:
    """Refuse options that cannot be meant; ValueError says which."""
    if not 1 <= options.min_length <= options.max_length:
        raise ValueError("min_length 应不小于 1，不大于 max_length")
    try:
        re.compile(options.units)
    except re.error as error:
        raise ValueError(f"units 不是正则表达式：{error}") from error


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report every run of one word or character that is not language."""
    options, document = rule.options, reading.document
    for run in runs(document.text, options):
        if is_language(document.text, run, options):
            continue
        unit = document.text[run.start : run.start + run.length]
        copies = (run.end - run.start) // run.length
        span = Span(run.start, run.start + copies * run.length)
        extra = Edit(Span(run.start + run.length, span.end))
        count = "一" if copies == 2 else str(copies - 1)
        fix = Fix(f"删去{count}处“{unit}”", (extra,), rule.safety)
        yield diagnose(rule, document, span, fix=fix, unit=unit)


def runs(text: str, options: Options) -> Iterator[Run]:
    """All that stands at least twice in a row, each run once, as far as it reaches."""
    done = 0
    doubled = _doubled(options.characters, options.min_length, options.max_length)
    for match in doubled.finditer(text):
        start, length = match.start(), len(match[1])
        end = start + 2 * length
        if end <= done or not all(map(is_han, match[1])):
            continue
        while end < len(text) and text[end] == text[end - length]:
            end += 1
        yield Run(start, end, length)
        done = end


def is_language(text: str, run: Run, options: Options) -> bool:
    """Whether a run is no slip: somebody may have meant to write it."""
    seam = run.start + run.length
    if any(_holds(phrase, text, seam) for phrase in (*options.allow, *_words(options.phrases))):
        return True
    # 民人民人民 repeats 民人 and 人民: a run that reaches further may be read from several starts.
    last = min(run.end - 2 * run.length, seam - 1)
    return any(_may_repeat(text, at, run.length, options) for at in range(run.start, last + 1))


def _may_repeat(text: str, start: int, length: int, options: Options) -> bool:
    unit, end = text[start : start + length], start + 2 * length
    if options.units and re.fullmatch(options.units, unit):
        return True
    if unit in _words(options.reduplicated) or text.startswith(f"再{unit}", end):
        return True  # 讨论讨论; 努力努力再努力
    contexts = _contexts(options.contexts, unit)
    return any(context.fits(text, start, end) for context in contexts)


def _follows(lefts: tuple[str, ...], text: str, start: int) -> bool:
    before = text[start - 1] if start else ""
    return text.endswith(lefts, 0, start) or _side(before) in lefts


def _precedes(rights: tuple[str, ...], text: str, end: int) -> bool:
    return text.startswith(rights, end) or _side(text[end : end + 1]) in rights


def _side_texts(side: str) -> tuple[str, ...]:
    return tuple(text for word in side.split() for text in _texts(word))


def _texts(word: str) -> Iterable[str]:
    return word[1:-1] if word.startswith("[") else (word,)


def _side(character: str) -> str:
    return ANY_HAN if is_han(character) else NO_HAN


def _holds(phrase: str, text: str, seam: int) -> bool:
    """Whether a phrase stands in a text so that the seam is inside it."""
    return text.find(phrase, max(seam - len(phrase) + 1, 0), seam + len(phrase) - 1) != -1


@lru_cache(maxsize=8)
def _doubled(characters: str, shortest: int, longest: int) -> re.Pattern[str]:
    allowed = f"[{re.escape(characters)}]" if characters else LETTER
    return re.compile(rf"(?=({allowed}{{{shortest},{longest}}}?)\1)")


@lru_cache(maxsize=8)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=64)
def _contexts(text: str, unit: str) -> tuple[Context, ...]:
    """The contexts of one word; only its lines are read, of hundreds."""
    return tuple(
        Context(_side_texts(left), _side_texts(right))
        for line in text.splitlines()
        if unit in line
        for words, _, sides in [line.partition(":")]
        if unit in words.split()
        for left, _, right in (side.partition("|") for side in sides.split(";"))
    )
