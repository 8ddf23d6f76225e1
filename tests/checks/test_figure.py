from __future__ import annotations

import pytest

from djlint import lint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("共１２人", ["１２"], id="number"),
        pytest.param("增长８．５％", ["８．５％"], id="rate"),
        pytest.param("第１．第２", ["１", "２"], id="a mark that is no point"),
        pytest.param("12人", [], id="common"),
        pytest.param("甲１２，" * 30, [], id="somebody's style"),
        pytest.param("甲１２，" * 30 + "共12人，" * 30, ["１２"] * 30, id="both styles"),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    found = lint(text, select="GW613")
    assert [text[each.span.start : each.span.end] for each in found] == expected
