"""The kinds of checks: a closed set, one module each.

A module has `Options`, a NamedTuple of the keys that its rules may have, and
`check(rule, reading)`, which yields diagnostics. It holds no state, sorts and filters nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from djlint.analysis import Reading
from djlint.model import Diagnostic, Rule

KINDS: dict[str, str] = {
    "pattern": "what a regular expression matches",
    "numbering": "the sequence and the levels of heading numbers",
    "number-form": "how heading numbers are written",
    "heading": "headings themselves",
    "enumeration": "一是, 第一 and 首先 lists",
    "structure": "the parts of a report",
    "repetition": "words that stand twice in a row",
    "duplicate": "sentences and paragraphs that stand twice",
    "mask": "marks left to be filled in",
    "year": "years against the reporting year",
    "year-form": "how years are written",
    "date": "dates that the calendar does not have",
    "spacing": "spaces that do not belong",
    "character": "characters that nobody sees",
    "width": "half-width marks and brackets",
    "figure": "figures as wide as Han characters",
    "term": "words that are written wrong",
    "near-miss": "set phrases with one character wrong",
    "region": "what is in the file and was not looked at",
    "file": "the file itself; reported by readers and writers, not by a check",
}
# Kinds that look at more than the words of a text, so that no example can show them.
WORDLESS = ("region", "file")


class Kind(Protocol):
    """What each module of this package holds."""

    Options: type[Any]

    def check(self, rule: Rule[Any], reading: Reading) -> Iterator[Diagnostic]:
        """Report what the rule finds in a document."""


def kind(name: str) -> Kind:
    """The module of a kind, imported when it is first asked for."""
    return cast(Kind, import_module(f"djlint.checks.{name.replace('-', '_')}"))
