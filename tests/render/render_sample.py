"""Findings for the tests of the outputs."""

from __future__ import annotations

from typing import Any

from djlint.model import Finding, Outcome, Place, Replacement, Safety, Severity
from djlint.render import renderer

PLACE = Place(6, 5, 6, 9)
REPEATED: dict[str, Any] = {
    "path": "report.docx",
    "code": "GW301",
    "name": "repeated-word",
    "severity": Severity.ERROR,
    "message": "词语重复：“围绕围绕”",
    "place": PLACE,
    "heading": "一、主要工作情况 > （四）围绕中心工作",
    "text": "围绕围绕",
    "paragraph": "会议紧紧围绕围绕中心工作。",
}
SAFE: dict[str, Any] = {
    "fix_title": "删去一处“围绕”",
    "fix_safety": Safety.SAFE,
    "replacements": (Replacement(PLACE, "围绕"),),
}


def finding(**changes: Any) -> Finding:
    return Finding(**{**REPEATED, **changes})


def outcome(*findings: Finding, **changes: Any) -> Outcome:
    return Outcome(path="report.docx", findings=findings, **changes)


def output(
    name: str, *outcomes: Outcome, width: int = 60, colour: bool = False, summary: bool = False
) -> str:
    chunks = list(renderer(name).render(outcomes, width=width, colour=colour, summary=summary))
    assert all(chunk.endswith("\n") for chunk in chunks)
    return "".join(chunks)
