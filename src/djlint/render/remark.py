"""A finding as the lines of a comment beside the text."""

from __future__ import annotations

from djlint.model import Finding, Safety
from djlint.render.place import placed


def remark(finding: Finding, why: str) -> tuple[str, ...]:
    """Its code and message with the place if that is no running text, the reason, the remedy."""
    lines = [f"{finding.code} {placed(finding).message}"]
    if why:
        lines.append(f"原因：{why}")
    if finding.fix_title:
        by_hand = "" if finding.fix_safety is Safety.SAFE else "，请核对"
        lines.append(f"建议：{finding.fix_title}{by_hand}")
    return tuple(lines)
