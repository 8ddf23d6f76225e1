"""Set phrases in which one character is missing, one too many, wrong, or two are swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import is_han
from djlint.analysis.literals import entries, places
from djlint.analysis.numerals import to_int
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Document, Edit, Fix, Rule, Span, meet, overlapping

SHORTEST = 5
# How long a phrase must be for a slip to be told from another word: with a character missing
# (中小企业 and 中小微企业), and with another one or one more (层层落实责任 and 层层压实责任).
MISSING, OTHER = 6, 7


class Options(NamedTuple):
    """The set phrases: in each line of `phrases` one, and what is right though it is near to it.

    A character of `fillers` may stand between the others of any phrase: 中国特色的社会主义. In
    short phrases only what nobody means counts: two characters swapped, or one written twice.
    """

    phrases: str
    fillers: str = ""


class Half(NamedTuple):
    """A half of a phrase, which a text must have for a near miss of the other half to count."""

    phrase: str
    at: int
    end: int


class Phrases(NamedTuple):
    """The phrases by their halves, those that must not be reported, and swaps over the middle."""

    halves: dict[str, list[Half]]
    right: dict[str, tuple[str, ...]]
    swapped: dict[str, str]


def validate(options: Options) -> None:
    """Refuse phrases that are too short to be told from other words; ValueError says which."""
    for line in options.phrases.splitlines():
        for phrase in line.split()[:1]:
            if len(phrase) < SHORTEST or not all(map(is_han, phrase)):
                raise ValueError(f"phrases：{phrase!r} 应为至少 {SHORTEST} 个汉字")


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each near miss once, with the phrase that it should be."""
    document = reading.document
    known = _phrases(rule.options.phrases, reading.has_pair)
    found = sorted(_found(document.text, known, rule.options.fillers))
    exact = _joined(
        span for span, phrase in found if document.text[span.start : span.end] == phrase
    )
    end = 0
    for span, phrase in found:
        text = document.text[span.start : span.end]
        if span.start < end or text == phrase or overlapping(span, exact):
            continue
        if _is_right(document, span, text, known.right[phrase]):
            continue
        end = span.end
        fix = Fix(f"改为“{phrase}”", (Edit(span, phrase),), rule.safety)
        yield diagnose(rule, document, span, fix=fix, expected=phrase)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that meet made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and meet(joined[-1], span):
            before = joined.pop()
            joined.append(Span(before.start, max(before.end, span.end)))
        else:
            joined.append(span)
    return joined


def _found(text: str, known: Phrases, fillers: str) -> Iterator[tuple[Span, str]]:
    """Where a phrase stands, or what is near to it."""
    for start, literal in places(text, known.halves.keys() | known.swapped.keys()):
        if literal in known.swapped:
            yield Span(start, start + len(literal)), known.swapped[literal]
        for half in known.halves.get(literal, ()):
            beside = _ahead if half.at else _behind
            found = beside(text, start, half, fillers)
            if found:
                yield found, half.phrase


def _behind(text: str, start: int, half: Half, fillers: str) -> Span | None:
    """The phrase, or the near miss, that begins with the first half of a phrase."""
    rest = half.phrase[half.end :]
    begin = start + half.end
    if text.startswith(rest, begin):
        return Span(start, begin + len(rest))
    for length in (len(rest), len(rest) - 1, len(rest) + 1):
        written = text[begin : begin + length]
        # What differs beside the border goes on otherwise: 取得良好效果, not 取得良好成效.
        kept = written[-2:] == rest[-2:]
        if _is_near(written, rest, kept, len(half.phrase), fillers):
            return Span(start, begin + length)
    return None


def _ahead(text: str, start: int, half: Half, fillers: str) -> Span | None:
    """The near miss that ends with the second half of a phrase; the phrase itself is found once."""
    rest = half.phrase[: half.at]
    end = start + half.end - half.at
    if text.endswith(rest, 0, start):
        return None
    for length in (len(rest), len(rest) - 1, len(rest) + 1):
        written = text[max(start - length, 0) : start]
        kept = written[:2] == rest[:2]
        if _is_near(written, rest, kept, len(half.phrase), fillers):
            return Span(start - len(written), end)
    return None


def _is_near(written: str, right: str, kept: bool, length: int, fillers: str) -> bool:
    """Whether a part of a phrase of some length is a slip of the pen, not another word.

    `kept` tells that it has the two characters at the border of the phrase.
    """
    if not all(map(is_han, written)) or written == right:
        return False
    if len(written) == len(right):
        differing = [at for at, sign in enumerate(right) if written[at] != sign]
        first, last = differing[0], differing[-1]
        if len(differing) == 2 and last == first + 1:
            return written[first] == right[last] and written[last] == right[first]
        signs = written[first] + right[first]
        numbers = to_int(signs[0]) is not None and to_int(signs[1]) is not None
        meant = numbers or any(sign in fillers for sign in signs)
        return len(differing) == 1 and kept and length >= OTHER and not meant
    longer, shorter = (written, right) if len(written) > len(right) else (right, written)
    at = next((at for at, sign in enumerate(shorter) if longer[at] != sign), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return False
    # The first sign that differs is the one behind a sign that stands twice.
    if longer is written and at > 0 and longer[at] == longer[at - 1]:
        return True
    least = MISSING if longer is right else OTHER
    return kept and length >= least and longer[at] not in fillers


def _is_right(document: Document, span: Span, text: str, right: tuple[str, ...]) -> bool:
    """Whether a near miss is, or stands within, another text that is right."""
    return any(
        phrase in document.text[max(span.start - len(phrase), 0) : span.end + len(phrase)]
        and (text in phrase or phrase in text)
        for phrase in right
    )


def _phrases(text: str, has_pair: Callable[[str], bool]) -> Phrases:
    """The phrases of which a text may have a half, or one with the middle swapped."""
    known = Phrases({}, {}, {})
    for line in entries(text):
        phrase = line.partition(" ")[0]
        middle = len(phrase) // 2
        # What is swapped over the middle of the shortest phrases keeps its last two characters.
        first = has_pair(phrase[:2]) and has_pair(phrase[middle - 2 : middle])
        if first or (has_pair(phrase[-2:]) and has_pair(phrase[middle + 1 : middle + 3])):
            _add(known, phrase, middle, line)
    return known


def _add(known: Phrases, phrase: str, middle: int, line: str) -> None:
    length = len(phrase)
    known.right[phrase] = tuple(line.split()[1:])
    for at, end in ((0, middle), (middle, length)):
        known.halves.setdefault(phrase[at:end], []).append(Half(phrase, at, end))
    across = phrase[: middle - 1] + phrase[middle] + phrase[middle - 1] + phrase[middle + 1 :]
    if across != phrase:
        known.swapped[across] = phrase
