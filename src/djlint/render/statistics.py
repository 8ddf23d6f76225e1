"""How often each rule reported something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from djlint.model import Outcome, Safety
from djlint.render.text import escape

_MARKS = ((Safety.SAFE, "[*]"), (Safety.UNSAFE, "[~]"))


def statistics(outcomes: Iterable[Outcome]) -> str:
    """A table of counts, the most frequent rule first; empty where nothing was found.

    The mark is that of the safest fix that a rule offered.
    """
    counts: Counter[tuple[str, str]] = Counter()
    safeties: dict[str, set[Safety | None]] = {}
    for outcome in outcomes:
        for finding in outcome.findings:
            counts[finding.code, finding.name] += 1
            safeties.setdefault(finding.code, set()).add(finding.fix_safety)
    wide = [max((len(str(part)) for part in column), default=0) for column in _columns(counts)]
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(
        f"{count:>{wide[0]}}  {escape(code):{wide[1]}}  {escape(name):{wide[2]}}"
        f"  {_mark(safeties[code])}".rstrip()
        + "\n"
        for (code, name), count in rows
    )


def _columns(counts: Counter[tuple[str, str]]) -> tuple[Iterable[object], ...]:
    return counts.values(), [code for code, _ in counts], [name for _, name in counts]


def _mark(safeties: set[Safety | None]) -> str:
    return next((mark for safety, mark in _MARKS if safety in safeties), "")
