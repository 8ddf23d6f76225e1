"""One JSON array of findings, for other programs; its keys are stable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from djlint.model import Finding, Outcome, Place
from djlint.render.text import COMMAND, reveal


def render(
    outcomes: Iterable[Outcome], *, width: int, colour: bool, summary: bool
) -> Iterator[str]:
    """The array, one element a line; it is valid JSON once all chunks are there."""
    del width, colour, summary
    start, waiting = "[", ""
    for outcome in outcomes:
        for finding in outcome.findings:
            if waiting:
                yield f"{start}{waiting},\n"
                start = " "
            waiting = _element(finding)
    yield f"{start}{waiting}]\n"


def _element(finding: Finding) -> str:
    text = json.dumps(
        {
            "path": finding.path,
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity.value,
            "message": finding.message,
            "part": finding.part,
            "heading": finding.heading,
            **_place(finding.place),
            "text": finding.text,
            "fix": _fix(finding),
        },
        ensure_ascii=False,
    )
    # Hidden characters may stand only in strings here: escaped, the value stays the same.
    return COMMAND.sub(r"\\u0023", reveal(text, _spell))


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _fix(finding: Finding) -> dict[str, object] | None:
    if finding.fix_title is None:
        return None
    return {
        "title": finding.fix_title,
        "safety": finding.fix_safety.value if finding.fix_safety else "display",
        "edits": [{**_place(edit.place), "text": edit.text} for edit in finding.replacements],
    }


def _spell(char: str) -> str:
    return json.dumps(char)[1:-1]
