"""The only loop: run rules over a document, and mend it until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from djlint import checks, edits
from djlint.analysis import Reading
from djlint.errors import FileError
from djlint.model import Diagnostic, Document, Edit, Rule, Severity, Span
from djlint.silence import audible

ROUNDS = 10
GAVE_UP = "GW904"


class UnsettledError(FileError):
    """Fixes that undo each other or never come to an end; nothing was written."""

    code = "GW905"


class Round(NamedTuple):
    """One pass of fixes: the document before it, what it mended there, and by which edits."""

    reading: Reading
    mended: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]


class Mended(NamedTuple):
    """A document after its fixes, what is left in it, and the rounds that led there."""

    reading: Reading
    left: tuple[Diagnostic, ...]
    rounds: tuple[Round, ...]


Vet = Callable[[Document, Sequence[Diagnostic]], tuple[Diagnostic, ...]]


def check(reading: Reading, rules: Iterable[Rule[Any]]) -> tuple[Diagnostic, ...]:
    """What the rules find in a document, in the order of the text."""
    return in_order(diagnostic for rule in rules for diagnostic in _run(rule, reading))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of the text."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span, diagnostic.code)))


def _run(rule: Rule[Any], reading: Reading) -> Sequence[Diagnostic]:
    try:
        return tuple(audible(checks.kind(rule.kind).check(rule, reading), reading.document))
    except TimeoutError:
        message = f"规则 {rule.code} 用时过长，本文件未用它检查完"
        return (Diagnostic(GAVE_UP, "rule-gave-up", Severity.ERROR, message, Span(0, 0)),)


def mend(
    reading: Reading,
    rules: Sequence[Rule[Any]],
    rewrite: Callable[[Document, Sequence[Edit]], Document],
    *,
    unsafe: bool = False,
    vet: Vet = lambda _, diagnostics: tuple(diagnostics),
) -> Mended:
    """Make all fixes that may be made, and check again until none is left.

    `rewrite` gives the document after edits; `vet` takes from diagnostics the fixes that the
    document's format cannot make. Raises UnsettledError, naming the rules.
    """
    rounds: list[Round] = []
    seen = {reading.document.text}
    limit = 2 * len(reading.document.text) + 1000
    while True:
        found = vet(reading.document, check(reading, rules))
        chosen, repaired = edits.plan(found, unsafe=unsafe)
        if not chosen:
            return Mended(reading, found, tuple(rounds))
        if len(rounds) == ROUNDS:
            break
        rounds.append(Round(reading, repaired, chosen))
        reading = Reading(rewrite(reading.document, chosen), reading.vocabulary)
        text = reading.document.text
        if text in seen or len(text) > limit:
            break
        seen.add(text)
    codes = "、".join(_restless(rounds, reading.document.text))
    raise UnsettledError(f"{codes} 的修改相互抵消或没有尽头，文件未改；请用 --ignore 停用其一")


def _restless(rounds: Sequence[Round], text: str) -> list[str]:
    """The codes of the rules that led back to a text, or that went on to the last."""
    again = [at for at, one in enumerate(rounds) if one.reading.document.text == text]
    turning = rounds[again[0] :] if again else rounds[-1:]
    return sorted({diagnostic.code for one in turning for diagnostic in one.mended})
