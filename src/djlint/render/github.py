"""Workflow commands of GitHub Actions, which become annotations of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from djlint.model import Finding, Outcome, Severity
from djlint.render.place import placed
from djlint.render.summary import Tally
from djlint.render.text import escape

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def render(
    outcomes: Iterable[Outcome], *, width: int, colour: bool, summary: bool
) -> Iterator[str]:
    """One command a finding, then the counts."""
    del width, colour
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        if chunk := "".join(map(_command, map(placed, outcome.findings))):
            yield chunk
    if summary:
        yield tally.text()


def _command(finding: Finding) -> str:
    properties = {"file": finding.path, **_position(finding)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{key}={_encode(text, _PROPERTY)}" for key, text in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_encode(finding.message, _DATA)}\n"


def _position(finding: Finding) -> dict[str, str]:
    place = finding.place
    if place.end_line > place.line:
        # GitHub takes columns only where both ends are on one line.
        return {"line": str(place.line), "endLine": str(place.end_line)}
    return {
        "line": str(place.line),
        "col": str(place.column),
        "endLine": str(place.end_line),
        "endColumn": str(place.end_column),
    }


def _encode(text: str, table: dict[int, str]) -> str:
    return escape(text, keep="\r\n").translate(table)
