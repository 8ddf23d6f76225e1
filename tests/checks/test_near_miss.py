from __future__ import annotations

import pytest

from djlint import engine, formats
from djlint.analysis import Reading, literals
from djlint.checks.near_miss import Options, validate
from djlint.model import Rule, Safety, Severity

PHRASES = """
理论学习中心组
党风廉政建设责任制 党风廉政建设的责任制
中国特色社会主义 特色社会主义
强化政治忠诚
理论学习中心组成员
取得良好成效
党的十九大会议精神
中小微企业
国民经济发展
"""
RULE = Rule(
    *("ZZ001", "own", "near-miss", "wording", Severity.ERROR, "{text}→{expected}", "。"),
    options=Options(PHRASES, fillers="的了和"),
    safety=Safety.UNSAFE,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("理论学习中心组学习", [], id="right"),
        pytest.param("理论学习心组", ["理论学习心组→理论学习中心组"], id="missing"),
        pytest.param("理论学习中中心组", ["理论学习中中心组→理论学习中心组"], id="one too many"),
        pytest.param("理论学习忠心组", ["理论学习忠心组→理论学习中心组"], id="wrong behind"),
        pytest.param(
            "党风联政建设责任制", ["党风联政建设责任制→党风廉政建设责任制"], id="wrong ahead"
        ),
        pytest.param("理伦学习中心组", [], id="wrong beside the border"),
        pytest.param("党的十五大会议精神", [], id="another number"),
        pytest.param("理论习学中心组", ["理论习学中心组→理论学习中心组"], id="swapped"),
        pytest.param("理论学中习心组", ["理论学中习心组→理论学习中心组"], id="swapped behind"),
        pytest.param(
            "论理学习中心组", ["论理学习中心组→理论学习中心组"], id="swapped at the start"
        ),
        pytest.param("强化政治诚忠", ["强化政治诚忠→强化政治忠诚"], id="swapped at the end"),
        pytest.param("伦论学习中心组", [], id="another first character"),
        pytest.param("理论学习中心", [], id="the last is missing"),
        pytest.param("理论学习小组", [], id="two away"),
        pytest.param("理论学习，中心组", [], id="a mark between"),
        pytest.param("中国特色的社会主义", [], id="a filler"),
        pytest.param("中国特社会主义", ["中国特社会主义→中国特色社会主义"], id="no filler"),
        pytest.param("党风廉政建设的责任制", [], id="right, though near"),
        pytest.param("，化政治忠诚", [], id="the first is missing"),
        pytest.param("深化政治忠诚", [], id="another word"),
        pytest.param("理论学习中心组成员", [], id="a longer phrase"),
        pytest.param("特色社会主义", [], id="the beginning is missing"),
        pytest.param("取得良好效果", [], id="goes on otherwise"),
        pytest.param("中小企业", [], id="too short to miss one"),
        pytest.param("中微小企业", ["中微小企业→中小微企业"], id="short and swapped"),
        pytest.param("中小微微企业", ["中小微微企业→中小微企业"], id="short and doubled"),
        pytest.param("国内经济发展", [], id="too short for another one"),
        pytest.param("国经济发展", [], id="begins otherwise"),
    ],
)
def test_near_miss(text: str, expected: list[str]) -> None:
    found = engine.check(Reading(formats.from_text(text, "")), [RULE])
    assert [each.message for each in found] == expected


@pytest.mark.parametrize("phrases", ["中心组", "甲乙丙丁，戊", "abcdef"])
def test_phrases_that_are_too_short(phrases: str) -> None:
    with pytest.raises(ValueError, match="至少 5 个汉字"):
        validate(Options(phrases))


def test_the_same_in_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long to be looked at pair by pair is searched for every half."""
    text = "组织理论学习心组、党风联政建设责任制、强化政治诚忠学习。"
    short = engine.check(Reading(formats.from_text(text, "")), [RULE])
    monkeypatch.setattr(literals, "PAIRED", 0)
    monkeypatch.setattr(literals, "WORTH_AN_AUTOMATON", 0)
    assert engine.check(Reading(formats.from_text(text, "")), [RULE]) == short
    assert len(short) == 3
