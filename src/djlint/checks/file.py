"""The file itself: its rules only name and explain what readers, writers and the engine report."""

from __future__ import annotations

from collections.abc import Iterator

from djlint.analysis import Reading
from djlint.checks.diagnosis import NoOptions
from djlint.model import Diagnostic, Rule

Options = NoOptions


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Nothing: what these rules name is found before there is a document."""
    return iter(())
