from __future__ import annotations

import pytest
from render_sample import finding, outcome

from djlint.model import Outcome, Safety, Severity
from djlint.render.statistics import statistics
from djlint.render.summary import Tally

FOUND = finding()
SAFE = finding(fix_title="改", fix_safety=Safety.SAFE)
UNSAFE = finding(fix_title="改", fix_safety=Safety.UNSAFE, severity=Severity.WARNING)
DISPLAY = finding(fix_title="改", fix_safety=Safety.DISPLAY, severity=Severity.INFO)
UNREAD = outcome(finding(code="GW901"), failed=True)
REFUSED = outcome(SAFE, finding(code="GW903"), failed=True)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([], "没有要检查的文件。", id="nothing"),
        pytest.param([outcome()] * 3, "未发现问题（检查了 3 个文件）。", id="clean"),
        pytest.param([outcome(FOUND)], "发现 1 处：错误 1。", id="no fix"),
        pytest.param([outcome(SAFE)], "发现 1 处：错误 1；[*] --fix 可改 1 处。", id="safe"),
        pytest.param(
            [outcome(UNSAFE)],
            "发现 1 处：警告 1；[~] --fix --unsafe-fixes 可改 1 处。",
            id="unsafe",
        ),
        pytest.param([outcome(DISPLAY)], "发现 1 处：提示 1。", id="display"),
        pytest.param(
            [outcome(SAFE, SAFE, FOUND), outcome(UNSAFE, DISPLAY)],
            "发现 5 处：错误 3、警告 1、提示 1；"
            "[*] --fix 可改 2 处，[~] 加 --unsafe-fixes 再改 1 处。",
            id="all",
        ),
        pytest.param(
            [outcome(mended=(SAFE, SAFE))],
            "已改 2 处。未发现其他问题（检查了 1 个文件）。",
            id="mended",
        ),
        pytest.param(
            [outcome(FOUND, mended=(SAFE,))],
            "已改 1 处。还有 1 处：错误 1。",
            id="mended, some left",
        ),
        pytest.param(
            [outcome(FOUND, mended=(SAFE,), difference="-甲\n")],
            "改动 1 处（见上）。还有 1 处：错误 1。",
            id="shown",
        ),
        pytest.param(
            [outcome(), UNREAD], "发现 1 处：错误 1。1 个文件未能检查。", id="unread, reported"
        ),
        pytest.param(
            [outcome(), outcome(failed=True)],
            "未发现问题（检查了 1 个文件）。1 个文件未能检查。",
            id="unread, not reported",
        ),
        pytest.param([outcome(failed=True)], "1 个文件未能检查。", id="only unread"),
        pytest.param(
            [REFUSED, UNREAD],
            "发现 3 处：错误 3；[*] --fix 可改 1 处。1 个文件未能检查。1 个文件未能处理完。",
            id="refused",
        ),
    ],
)
def test_summary(outcomes: list[Outcome], expected: str) -> None:
    tally = Tally()
    for each in outcomes:
        tally.add(each)
    assert tally.text() == expected + "\n"


def test_statistics() -> None:
    number = finding(code="GW101", name="number-gap", fix_title="改", fix_safety=Safety.UNSAFE)
    mask = finding(code="GW401", name="mask", fix_title="改", fix_safety=Safety.DISPLAY)
    twelve = outcome(*[SAFE, FOUND] * 6)
    assert statistics([twelve, outcome(mask, number, mended=(mask,))]) == (
        "12  GW301  repeated-word  [*]\n 1  GW101  number-gap     [~]\n 1  GW401  mask\n"
    )
    assert statistics([outcome()]) == ""
