"""Figures that are as wide as Han characters."""

from __future__ import annotations

from collections.abc import Iterator

from djlint.analysis import Reading
from djlint.checks.diagnosis import NoOptions, diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Span
from djlint.patterns import Pattern

WIDE = "０１２３４５６７８９"
FIGURES = Pattern(f"[{WIDE}]+(?:．[{WIDE}]+)?[％]?", needs=tuple(WIDE))
NARROW = str.maketrans(f"{WIDE}．％", "0123456789.%")

HOUSE_STYLE = 30  # so many wide numbers, and more than common ones, are somebody's style
COMMON = Pattern("[0-9]+")

Options = NoOptions


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each number in wide figures, with the same number in common ones."""
    document = reading.document
    wide = list(FIGURES.finditer(document.text))
    if len(wide) >= HOUSE_STYLE and len(wide) > sum(1 for _ in COMMON.finditer(document.text)):
        return
    for found in wide:
        span, narrow = Span(*found.span()), found[0].translate(NARROW)
        fix = Fix(f"改为“{narrow}”", (Edit(span, narrow),), rule.safety)
        yield diagnose(rule, document, span, fix=fix, expected=narrow)
