"""Where a finding stands in a document, in words: 页脚, 表格第2行第3列."""

from __future__ import annotations

from djlint.model import Cell, Finding

_PARTS = {
    "table": "表格",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "endnote": "尾注",
    "textbox": "文本框",
    "comment": "批注",
}


def place(finding: Finding) -> str:
    """The part that is not running text, and the cell; empty in running text."""
    if finding.part == "body":
        return ""
    part = "" if finding.part == "table" and finding.cell else _PARTS[finding.part]
    return part + (_cell(finding.cell) if finding.cell else "")


def placed(finding: Finding) -> Finding:
    """A finding whose message ends with its place, for an output that has no other room for it."""
    where = place(finding)
    return finding._replace(message=f"{finding.message}（{where}）") if where else finding


def _cell(cell: Cell) -> str:
    which = f"第{cell.table}个表格" if cell.table > 1 else "表格"
    return f"{which}第{cell.row}行第{cell.column}列"
