"""Report marks that are left to be filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.analysis.masks import BRACKETS, YEAR, Mask
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Related, Rule


class Options(NamedTuple):
    """`styles` are the masks to report: X × * _ （） 某 ○ 年.

    With `mixed`, the first mask in another style than the document's usual one is reported.
    """

    styles: tuple[str, ...] = ()
    mixed: bool = False


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each mask of the styles that the rule names."""
    if rule.options.mixed:
        yield from _mixed(rule, reading)
        return
    for mask in reading.masks:
        if mask.style in rule.options.styles:
            yield diagnose(rule, reading.document, mask.span)


def _mixed(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    marks = [mask for mask in reading.masks if mask.style not in (BRACKETS, YEAR)]
    styles = Counter(mask.style for mask in marks)
    if len(styles) < 2:
        return
    usual = styles.most_common(1)[0][0]
    firsts: dict[str, Mask] = {}
    for mask in marks:
        firsts.setdefault(mask.style, mask)
    # One finding a document: that its masks are mixed is told where the second style first stands.
    other = min(mask for style, mask in firsts.items() if style != usual)
    related = (Related(firsts[usual].span, "另一种写法"),)
    yield diagnose(rule, reading.document, other.span, related=related, usual=usual)
