from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[..., list[tuple[str, str]]]
Mend = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        pytest.param(
            "（一）读书\n(二)调研\n（三）写稿",
            [("GW106", "(二)")],
            "（一）读书\n（二）调研\n（三）写稿",
            id="half-width brackets",
        ),
        pytest.param(
            "(一)读书\n（二）调研\n(三)写稿",
            [("GW106", "（二）")],
            "(一)读书\n(二)调研\n(三)写稿",
            id="the majority is half-width",
        ),
        pytest.param(
            "一、总述\n（一）读书\n（二）调研\n3.写稿\n（四）交卷\n二、打算",
            [("GW106", "3.")],
            "一、总述\n（一）读书\n（二）调研\n（三）写稿\n（四）交卷\n二、打算",
            id="another style",
        ),
        pytest.param(
            "①读书\n2.调研\n3.写稿",
            [("GW106", "①")],
            "1.读书\n2.调研\n3.写稿",
            id="the first is the odd one",
        ),
        pytest.param(
            "(1)读书\n2.调研\n3.写稿",
            [("GW106", "(1)")],
            "1.读书\n2.调研\n3.写稿",
            id="the first is the odd one, in brackets",
        ),
        pytest.param("（一）读书\n(二)调研", [], "（一）读书\n(二)调研", id="one of each"),
        pytest.param("（一）读书\n（二）调研", [], "（一）读书\n（二）调研", id="alike"),
    ],
)
def test_mixed_styles(
    found: Found, mend: Mend, text: str, expected: list[tuple[str, str]], mended: str
) -> None:
    assert found(text, "GW106") == expected
    assert mend(text, "GW106") == mended


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        ("（一）、读书", [("GW107", "（一）、")], "（一）读书"),
        ("（一）.读书", [("GW107", "（一）.")], "（一）读书"),
        ("（1）、读书", [("GW107", "（1）、")], "（1）读书"),
        ("1、读书", [("GW107", "1、")], "1.读书"),
        ("一.读书", [("GW107", "一.")], "一、读书"),
        ("一．读书", [("GW107", "一．")], "一、读书"),
        ("①、读书", [("GW107", "①、")], "①读书"),
        ("一、读书", [], "一、读书"),
        ("（一）读书", [], "（一）读书"),
        ("1.读书", [], "1.读书"),
        ("1．读书", [], "1．读书"),
        ("1）读书", [], "1）读书"),
        ("第一章、总则", [], "第一章、总则"),
        pytest.param("3.5公里，1.2万元", [], "3.5公里，1.2万元", id="decimals"),
        pytest.param("一、二产业融合", [], "一、二产业融合", id="two industries"),
    ],
)
def test_punctuation(
    found: Found, mend: Mend, text: str, expected: list[tuple[str, str]], mended: str
) -> None:
    assert found(text, "GW107") == expected
    assert mend(text, "GW107") == mended


def test_a_form_that_all_use_is_reported_each_time(found: Found) -> None:
    assert found("1、读书\n2、调研", "GW107") == [("GW107", "1、"), ("GW107", "2、")]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        pytest.param("一、一、读书", [], [("GW109", "一、一、")], id="typed twice"),
        pytest.param("一、三、读书", [], [("GW109", "一、三、")], id="two numbers"),
        pytest.param("（一）（二）读书", [], [("GW109", "（一）（二）")], id="brackets twice"),
        pytest.param("一、读书", ["一、"], [("GW109", "一、")], id="beside an automatic one"),
        pytest.param("（1）读书", ["一、"], [("GW109", "（1）")], id="another style beside one"),
        pytest.param("读书", ["一、"], [], id="automatic alone"),
        pytest.param("一、（一）读书", [], [], id="two levels in one line"),
        pytest.param("一、三项制度落地", [], [], id="a figure of the words"),
        pytest.param("一、二〇二三年工作", [], [], id="a year in the words"),
        pytest.param("一、2023年工作", ["一、"], [("GW109", "一、")], id="a year behind a number"),
        pytest.param("2023年工作", ["一、"], [], id="a year beside an automatic number"),
        pytest.param("1.5万元到账", ["一、"], [], id="a decimal beside an automatic number"),
        pytest.param("一、读书", ["●"], [], id="a bullet"),
    ],
)
def test_doubled(
    found: Found, text: str, labels: list[str], expected: list[tuple[str, str]]
) -> None:
    assert found(text, "GW109", labels=labels) == expected
