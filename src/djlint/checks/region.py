"""What a reader of the file may see, or find, and this linter did not look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from djlint.analysis import Reading
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Rule

SHOWN = 20
CHOICES = {"region": ("hidden", "embedded")}


class Options(NamedTuple):
    """The kind of region to report: `hidden` text or an `embedded` part."""

    region: str


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report each region of a kind; a message may name the start of its `{hidden}` text."""
    for region in reading.document.regions:
        if region.kind == rule.options.region and (region.text.strip() or region.kind != "hidden"):
            words = region.text.strip()
            hidden = words[:SHOWN] + "…" * (len(words) > SHOWN)
            yield diagnose(rule, reading.document, region.span, hidden=hidden)
