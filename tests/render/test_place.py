from __future__ import annotations

from typing import Any

import pytest
from render_sample import SAFE, finding

from djlint.model import Cell, Safety
from djlint.render.place import place
from djlint.render.remark import remark


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, ""),
        ({"part": "header"}, "页眉"),
        ({"part": "comment"}, "批注"),
        ({"part": "table"}, "表格"),
        ({"part": "table", "cell": Cell(1, 2, 3)}, "表格第2行第3列"),
        ({"part": "table", "cell": Cell(4, 1, 1)}, "第4个表格第1行第1列"),
        ({"part": "footer", "cell": Cell(1, 1, 2)}, "页脚表格第1行第2列"),
    ],
)
def test_place(where: dict[str, Any], words: str) -> None:
    assert place(finding(**where)) == words


def test_remark() -> None:
    assert remark(finding(**SAFE, part="footnote"), "多为修改时的残留。") == (
        "GW301 词语重复：“围绕围绕”（脚注）",
        "原因：多为修改时的残留。",
        "建议：删去一处“围绕”",
    )
    assert remark(finding(), "") == ("GW301 词语重复：“围绕围绕”",)
    unsure = finding(fix_title="改为“三、”", fix_safety=Safety.UNSAFE)
    assert remark(unsure, "")[-1] == "建议：改为“三、”，请核对"
