from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic, Safety

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]
Mend = Callable[..., str]

HEAD = "2022年度述职报告\n2022年，支部走访三十户。"


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        ("21年8月走访。", ["21年8月"], "2021年8月走访。"),
        ("21年8月9日走访。", ["21年8月9日"], "2021年8月9日走访。"),
        ("’21年8月走访。", ["’21年8月"], "2021年8月走访。"),
        ("'21年8月走访。", ["'21年8月"], "2021年8月走访。"),
        ("于20年底走访。", ["20年底"], "于2020年底走访。"),
        ("21年上半年走访。", ["21年上半年"], "2021年上半年走访。"),
        ("21年度走访。", ["21年度"], "2021年度走访。"),
        ("自21年以来走访。", ["21年以来"], "自2021年以来走访。"),
        ("2021年8月走访。", [], "2021年8月走访。"),
        ("近20年以来走访。", [], "近20年以来走访。"),
        ("走访21年。", [], "走访21年。"),
        ("工龄21年8个月。", [], "工龄21年8个月。"),
        ("第21年度走访。", [], "第21年度走访。"),
        ("任职满10年度考核。", [], "任职满10年度考核。"),
        ("1.21年8月", [], "1.21年8月"),
        ("二〇二一年八月走访。", [], "二〇二一年八月走访。"),
        ("他说：‘21年8月换届’。", ["21年8月"], "他说：‘2021年8月换届’。"),
    ],
)
def test_two_figures(found: Found, mend: Mend, text: str, expected: list[str], mended: str) -> None:
    assert found(f"{HEAD}\n{text}", "GW502") == [("GW502", words) for words in expected]
    assert mend(f"{HEAD}\n{text}", "GW502") == f"{HEAD}\n{mended}"


@pytest.mark.parametrize(
    ("text", "safety"),
    [
        pytest.param(f"{HEAD}\n21年8月走访。", Safety.SAFE, id="near the reporting year"),
        pytest.param(f"{HEAD}\n10年8月走访。", Safety.UNSAFE, id="far from it"),
        pytest.param("21年8月走访。", Safety.UNSAFE, id="no reporting year"),
    ],
)
def test_how_sure_the_century_is(lint: Lint, text: str, safety: Safety) -> None:
    (diagnostic,) = lint(text, "GW502")
    assert diagnostic.fix is not None
    assert diagnostic.fix.safety is safety


def test_a_year_too_far_ahead_is_a_length_of_time(found: Found) -> None:
    assert found("40年底色不改。", "GW502") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“十四五”规划（2021—2024年）", ["“十四五”规划（2021—2024年）"]),
        ("十三五时期（2015-2021年）", ["十三五时期（2015-2021年）"]),
        ("十四五期间（2021～25年）", []),
        ("“十四五”规划（2021—2025年）", []),
        ("“十四五”规划（2020—2025年）", []),
        ("2024—2022年行动", ["2024—2022年"]),
        ("2024年至2022年行动", ["2024年至2022年"]),
        ("2022—2024年行动", []),
        ("2022年至2024年行动", []),
        ("2022年2024年", []),
        ("电话2024-2022", []),
    ],
)
def test_plan_periods(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW508") == [("GW508", words) for words in expected]


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        ("二○二一年", ["二○二一"], "二〇二一年"),
        ("二O二O年", ["二O二O"], "二〇二〇年"),
        ("一九八○年", ["一九八○"], "一九八〇年"),
        ("二〇二一年", [], "二〇二一年"),
        ("二零二一年", [], "二零二一年"),
        ("○○年", [], "○○年"),
        ("到○○村", [], "到○○村"),
    ],
)
def test_zeros(found: Found, mend: Mend, text: str, expected: list[str], mended: str) -> None:
    assert found(text, "GW509") == [("GW509", words) for words in expected]
    assert mend(text, "GW509") == mended


def test_two_styles_in_one_text(lint: Lint) -> None:
    long = "此后支部按月走访各家各户，有求必应、有难必帮、有事必到，从不推托。"
    text = f"{HEAD}\n2021年立项，二〇二二年完工，{long}"
    (diagnostic,) = lint(text, "GW509")
    assert text[diagnostic.span.start : diagnostic.span.end] == "二〇二二年"
    assert diagnostic.fix is None


def test_a_sign_off_in_han_numerals_is_an_older_custom(found: Found) -> None:
    assert found(f"{HEAD}\n二〇二三年一月", "GW509") == []
