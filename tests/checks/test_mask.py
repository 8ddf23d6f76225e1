from __future__ import annotations

from collections.abc import Callable

import pytest

from djlint.model import Diagnostic

Found = Callable[..., list[tuple[str, str]]]
Lint = Callable[..., tuple[Diagnostic, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访XX户。", [("GW401", "XX")]),
        ("走访××户。", [("GW401", "××")]),
        ("走访**户。", [("GW402", "**")]),
        ("走访____户。", [("GW403", "____")]),
        ("由（　）走访。", [("GW403", "（　）")]),
        ("某某村走访。", [("GW404", "某某")]),
        ("○○村走访。", [("GW404", "○○")]),
        ("【单位名称】走访。", [("GW405", "【单位名称】")]),
        ("{{单位}}走访。", [("GW405", "{{单位}}")]),
        ("${单位}走访。", [("GW405", "${单位}")]),
        ("<<单位>>走访。", [("GW405", "<<单位>>")]),
        ("（姓名）走访。", [("GW405", "（姓名）")]),
        ("[填写日期]走访。", [("GW405", "[填写日期]")]),
        ("20XX年走访。", [("GW406", "20XX")]),
        ("200X年走访。", [("GW406", "200X")]),
        ("20_年走访。", [("GW406", "20_")]),
        ("20**年走访。", [("GW406", "20**")]),
        ("20××年走访。", [("GW406", "20××")]),
        ("党办〔〕3号。", [("GW406", "〔〕")]),
        ("二〇XX年。", [("GW406", "二〇XX")]),
        ("走访（待补充）户。", [("GW407", "（待补充）")]),
        ("走访情况：待核实。", [("GW407", "待核实")]),
        ("此处省略两段。", [("GW407", "此处省略两段")]),
        ("TODO：补数字", [("GW407", "TODO")]),
        ("走访XX户、慰问XX人，XX村。", [("GW401", "XX")] * 3),
        ("二〇二三年走访30户。", []),
        ("制度有待完善。", []),
        ("（单位：万元）", []),
        ("【案例】走访30户。", []),
    ],
)
def test_placeholders(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    assert [each for each in found(text, "GW4") if each[0] != "GW408"] == expected


def test_a_placeholder_is_never_filled_in(lint: Lint) -> None:
    text = "20XX年XX村**户，由（　）某某填____，【单位名称】（待补充）。"
    diagnostics = lint(text, "GW4")
    assert len(diagnostics) >= 7
    assert all(diagnostic.fix is None for diagnostic in diagnostics)


def test_the_message_has_the_neighbours(lint: Lint) -> None:
    (diagnostic,) = lint("支部组织召开XX次，走访三户。", "GW401")
    assert diagnostic.message == "待填内容：“组织召开XX次”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访XX户、XX村、**人。", ["**"]),
        ("走访XX户、**人、____次。", ["**"]),
        ("20XX年走访XX户。", []),
        ("走访XX户、X人。", []),
        ("走访XX户，由（　）负责。", []),
        ("走访30户。", []),
    ],
)
def test_mixed_masks(found: Found, text: str, expected: list[str]) -> None:
    assert found(text, "GW408") == [("GW408", mask) for mask in expected]
