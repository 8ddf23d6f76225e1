"""Findings with their headings, an excerpt of the paragraph and the proposed fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from djlint.model import Finding, Outcome, Safety
from djlint.render.concise import STYLES, difference, headline, mended
from djlint.render.excerpt import clip, excerpt
from djlint.render.place import place
from djlint.render.summary import Tally
from djlint.render.text import cells, escape, paint

_FIXES = {
    Safety.SAFE: "  = 修改：{}\n",
    Safety.UNSAFE: "  = 建议：{}（须加 --unsafe-fixes）\n",
    Safety.DISPLAY: "  = 建议：{}（请人工修改）\n",
}
_GUTTER = 4
_LEAST_ROOM = 20
_DIM = "2"


def render(
    outcomes: Iterable[Outcome], *, width: int, colour: bool, summary: bool
) -> Iterator[str]:
    """The findings of each file, set apart by blank lines, then the counts."""
    room = max(width - _GUTTER, _LEAST_ROOM)
    tally = Tally()
    gap = ""
    for outcome in outcomes:
        tally.add(outcome)
        done = () if outcome.difference else outcome.mended
        blocks = ["".join(mended(finding, colour) for finding in done)]
        blocks += [_block(finding, room, colour) for finding in outcome.findings]
        if outcome.difference:
            blocks.append(difference(outcome.difference, colour))
        if shown := "\n".join(filter(None, blocks)):
            yield gap + shown
            gap = "\n"
    if summary:
        yield gap + tally.text()


def _block(finding: Finding, room: int, colour: bool) -> str:
    return (
        headline(finding, colour)
        + _trail(finding, room, colour)
        + _quotation(finding, room, colour)
        + _fix(finding)
    )


def _trail(finding: Finding, room: int, colour: bool) -> str:
    where = place(finding)
    trail = " ".join(filter(None, (where and f"[{where}]", finding.heading)))
    return paint(f"  ┆ {clip(trail, room)}", _DIM, colour) + "\n" if trail else ""


def _quotation(finding: Finding, room: int, colour: bool) -> str:
    if not finding.paragraph and not finding.label:
        return ""
    place, style = finding.place, STYLES[finding.severity]
    start, end, until = place.column - 1, place.end_column - 1, ""
    if place.end_line > place.line:
        end, until = len(finding.paragraph), f" 至 {place.end_line}:{place.end_column}"
    # An automatic number stands before the text, as on the page.
    ahead = len(finding.label)
    start, end = (0, ahead) if ahead and end == 0 else (start + ahead, end + ahead)
    cut = excerpt(finding.label + finding.paragraph, start, end, room - cells(until))
    gutter = paint("  │", _DIM, colour)
    indent, carets = cut.underline
    quoted = f"{gutter} {cut.before}{paint(cut.marked, style, colour)}{cut.after}\n"
    return f"{quoted}{gutter} {indent}{paint(carets, style, colour)}{until}\n"


def _fix(finding: Finding) -> str:
    if finding.fix_title is None:
        return ""
    return _FIXES[finding.fix_safety or Safety.DISPLAY].format(escape(finding.fix_title))
