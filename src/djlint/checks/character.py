"""Characters that nobody sees: zero-width ones, direction marks, no-break spaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.characters import is_han
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Span


class Options(NamedTuple):
    """The characters to look for.

    `delete` go wherever they stand, `beside_han` where a Han character stands next to them (in
    other scripts they have a use), and `blank` become a common space between ASCII characters.
    """

    delete: str = ""
    beside_han: str = ""
    blank: str = ""


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each of the characters, with what is to stand in its place."""
    document = reading.document
    text = document.text
    options = rule.options
    for sign in options.delete + options.beside_han + options.blank:
        at = text.find(sign)
        while at >= 0:
            before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
            new = _instead(options, sign, before, after)
            if new is not None:
                span = Span(at, at + 1)
                title = "改为普通空格" if new else "删去"
                fix = Fix(title, (Edit(span, new),), rule.safety)
                yield diagnose(rule, document, span, fix=fix, code_point=f"U+{ord(sign):04X}")
            at = text.find(sign, at + 1)


def _instead(options: Options, sign: str, before: str, after: str) -> str | None:
    """What is to stand in the place of a character; None where it may stay."""
    if sign in options.delete:
        return ""
    if sign in options.beside_han:
        return "" if is_han(before) or is_han(after) else None
    between = before.strip() and after.strip() and (before + after).isascii()
    return " " if between else None
