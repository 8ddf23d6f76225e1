from __future__ import annotations

import pytest

from djlint import engine, formats
from djlint.analysis import Reading
from djlint.checks.term import Options, validate
from djlint.model import Rule, Safety, Severity

TERMS = "布署 部署\n既使 即使 !既使用,和既使\n  \n布署工 部署工作"
RULE = Rule(
    *("ZZ001", "own", "term", "wording", Severity.ERROR, "{text}→{expected}", "。"),
    options=Options(TERMS),
    safety=Safety.UNSAFE,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("统一部署", [], id="right"),
        pytest.param("统一布署。再次布署", ["布署→部署", "布署→部署"], id="wrong twice"),
        pytest.param("既使如此", ["既使→即使"], id="no guard fits"),
        pytest.param("既使用又保养", [], id="guarded behind"),
        pytest.param("他和既使人", [], id="guarded before"),
        pytest.param("和既使如此", [], id="guarded at the start"),
        pytest.param("布署工布署", ["布署→部署", "布署→部署"], id="one at a place"),
    ],
)
def test_term(text: str, expected: list[str]) -> None:
    found = engine.check(Reading(formats.from_text(text, "")), [RULE])
    assert [each.message for each in found] == expected


@pytest.mark.parametrize("terms", ["布署", "布署 部署 例外", "布署 部署 !甲 !乙", "部署 部署"])
def test_lines_that_are_no_terms(terms: str) -> None:
    with pytest.raises(ValueError, match="terms 第 2 行"):
        validate(Options("甲 乙\n" + terms))
