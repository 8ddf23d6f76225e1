"""Words that are written wrong wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.literals import entries, places
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Span


class Options(NamedTuple):
    """The wrong words: in each line of `terms` one, what it should be, and where it is right.

    `既使 即使 !既使用,既使人`: 既使 is wrong, but not within 既使用 or 既使人.
    """

    terms: str


class Term(NamedTuple):
    """A wrong word, the right one, and the texts in which the wrong one is right."""

    wrong: str
    right: str
    guards: tuple[str, ...]


def validate(options: Options) -> None:
    """Refuse lines that are no terms; ValueError says which."""
    for number, line in enumerate(options.terms.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        guarded = len(words) == 3 and words[2].startswith("!")
        if len(words) != 2 and not guarded:
            raise ValueError(f"terms 第 {number} 行应为“错词 正词”，可加“ !例外,例外”：{line!r}")
        if words[0] == words[1]:
            raise ValueError(f"terms 第 {number} 行的错词与正词相同：{line!r}")


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each wrong word, with the right one."""
    document = reading.document
    lines = entries(rule.options.terms)
    terms = dict(_term(line) for line in lines if reading.has_pair(line[:2]))
    end = 0
    for start, wrong in places(document.text, terms):
        term = terms[wrong]
        if start < end or any(_within(document.text, start, term, guard) for guard in term.guards):
            continue
        end = start + len(wrong)
        span = Span(start, end)
        fix = Fix(f"改为“{term.right}”", (Edit(span, term.right),), rule.safety)
        yield diagnose(rule, document, span, fix=fix, expected=term.right)


def _term(line: str) -> tuple[str, Term]:
    wrong, right, guards = (*line.split(), "")[:3]
    return wrong, Term(wrong, right, tuple(filter(None, guards[1:].split(","))))


def _within(text: str, start: int, term: Term, guard: str) -> bool:
    """Whether a wrong word stands in a text where it is right."""
    at = guard.find(term.wrong)
    while at >= 0:
        if text.startswith(guard, max(start - at, 0)) and start >= at:
            return True
        at = guard.find(term.wrong, at + 1)
    return False
