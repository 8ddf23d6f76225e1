"""One line a finding: `path:line:column: CODE [*] message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from djlint.model import Finding, Outcome, Safety, Severity
from djlint.render.place import placed
from djlint.render.summary import Tally
from djlint.render.text import escape, escape_start, paint

STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_MARKS = {Safety.SAFE: "[*] ", Safety.UNSAFE: "[~] "}
_DIFFERENCE = {"+": "32", "-": "31", "@": "36"}


def render(
    outcomes: Iterable[Outcome], *, width: int, colour: bool, summary: bool
) -> Iterator[str]:
    """The findings of each file, then the counts."""
    del width
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        done = () if outcome.difference else outcome.mended
        lines = [mended(finding, colour) for finding in done]
        lines += [headline(placed(finding), colour) for finding in outcome.findings]
        if chunk := "".join(lines) + difference(outcome.difference, colour):
            yield chunk
    if summary:
        yield tally.text()


def headline(finding: Finding, colour: bool) -> str:
    """The line that says what is wrong where; terminals and editors link it to the place."""
    mark = "" if finding.fix_safety is None else _MARKS.get(finding.fix_safety, "")
    return f"{_beginning(finding, colour)} {mark}{escape(finding.message)}\n"


def mended(finding: Finding, colour: bool) -> str:
    """The line that says what was changed where; the place is that before the change."""
    return f"{_beginning(finding, colour)} 已改：{escape(finding.fix_title or finding.message)}\n"


def _beginning(finding: Finding, colour: bool) -> str:
    path = escape_start(escape(finding.path) + ":")
    where = paint(f"{path}{finding.place.line}:{finding.place.column}:", "1", colour)
    return f"{where} {paint(escape(finding.code), STYLES[finding.severity], colour)}"


def difference(text: str, colour: bool) -> str:
    """A unified difference, escaped line by line."""
    lines = text.removesuffix("\n").split("\n") if text else []
    return "".join(
        paint(escape_start(escape(line, keep="\t")), _DIFFERENCE.get(line[:1], ""), colour) + "\n"
        for line in lines
    )
