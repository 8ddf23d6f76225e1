"""The rules that come with djlint: which there are, and that their own examples hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from djlint import catalog, examples, formats
from djlint.catalog import Catalog
from djlint.checks import WORDLESS
from djlint.model import Example, Rule

CODES = [
    *(f"GW{number}" for number in range(101, 115)),
    *(f"GW{number}" for number in range(201, 208)),
    *(f"GW{number}" for number in range(301, 305)),
    *(f"GW{number}" for number in range(401, 409)),
    *(f"GW{number}" for number in range(501, 510)),
    *(f"GW{number}" for number in (*range(601, 607), 608, 609, 610, 612, 613, 614)),
    *(f"GW{number}" for number in (701, 702)),
    *(f"GW{number}" for number in range(901, 908)),
]
NAMES = {
    "GW101": "number-gap",
    "GW102": "repeated-number",
    "GW103": "number-out-of-order",
    "GW104": "reused-level-style",
    "GW105": "skipped-level",
    "GW106": "mixed-number-style",
    "GW107": "number-punctuation",
    "GW108": "lone-subheading",
    "GW109": "double-number",
    "GW110": "heading-end-mark",
    "GW111": "enumeration-gap",
    "GW112": "lone-enumerator",
    "GW113": "mixed-enumerators",
    "GW114": "repeated-heading",
    "GW201": "missing-part",
    "GW202": "merged-parts",
    "GW203": "part-order",
    "GW204": "empty-part",
    "GW205": "missing-title",
    "GW206": "missing-opening",
    "GW207": "missing-sign-off",
    "GW301": "repeated-word",
    "GW302": "repeated-character",
    "GW303": "repeated-sentence",
    "GW304": "repeated-paragraph",
    "GW401": "letter-mask",
    "GW402": "asterisk-mask",
    "GW403": "blank-mask",
    "GW404": "somebody-mask",
    "GW405": "template-slot",
    "GW406": "masked-year",
    "GW407": "drafting-note",
    "GW408": "mixed-masks",
    "GW501": "plan-year",
    "GW502": "two-digit-year",
    "GW503": "report-year",
    "GW504": "event-year",
    "GW505": "anniversary-year",
    "GW506": "future-year",
    "GW507": "impossible-date",
    "GW508": "plan-period",
    "GW509": "year-style",
    "GW601": "stray-space",
    "GW602": "trailing-space",
    "GW603": "repeated-mark",
    "GW604": "half-width-mark",
    "GW605": "wrong-interpunct",
    "GW606": "mark-between-quotes",
    "GW608": "mark-before-closing",
    "GW609": "document-number",
    "GW610": "dash-or-ellipsis",
    "GW612": "invisible-character",
    "GW613": "full-width-figure",
    "GW614": "approximate-number",
    "GW701": "misspelt-term",
    "GW702": "near-miss-phrase",
}


@pytest.fixture(params=CODES)
def rule(request: pytest.FixtureRequest, loaded: Catalog) -> Rule[Any]:
    return catalog.find(loaded.rules, request.param)


def test_the_codes(loaded: Catalog) -> None:
    assert [rule.code for rule in loaded.rules] == CODES


def test_the_names(loaded: Catalog) -> None:
    names = {rule.code: rule.name for rule in loaded.rules}
    assert {code: names.get(code) for code in NAMES} == NAMES
    assert len(set(names.values())) == len(names)


def test_all_examples_hold(rule: Rule[Any], loaded: Catalog) -> None:
    assert list(examples.failures(rule, loaded.vocabulary, formats.from_text)) == []


def test_enough_examples(rule: Rule[Any]) -> None:
    if rule.kind in WORDLESS:
        assert rule.code.startswith("GW9")
        return
    assert len(rule.examples) >= 3
    assert any(example.bad for example in rule.examples)
    assert any(example.bad is None for example in rule.examples), "no guard against false alarms"


def test_the_form(rule: Rule[Any]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert not rule.name.startswith(("no-", "check-"))
    assert rule.why.endswith("。")
    assert not rule.message.endswith("。")


def test_what_validation_a_users_rule_gets_the_shipped_ones_pass(loaded: Catalog) -> None:
    overrides = {rule.code: {"severity": rule.severity.value} for rule in loaded.rules}
    assert catalog.load(overrides=overrides).rules == loaded.rules


def broken(rule: Rule[Any], **example: Any) -> Rule[Any]:
    return replace(rule, examples=(Example(**example),))


@pytest.mark.parametrize(
    ("code", "example", "expected"),
    [
        ("GW603", {"good": "走访，，座谈"}, "例 1: good 不应报告，却报告了：标点重复：“，，”"),
        ("GW603", {"bad": "走访，座谈"}, "例 1: bad 应当报告，却没有报告"),
        (
            "GW603",
            {"bad": "走访，，座谈", "good": "走访座谈"},
            "例 1: 改后应为 '走访座谈'，却是 '走访，座谈'",
        ),
    ],
)
def test_an_example_that_fails(
    loaded: Catalog, code: str, example: dict[str, str], expected: str
) -> None:
    rule = broken(catalog.find(loaded.rules, code), **example)
    (failure,) = examples.failures(rule, loaded.vocabulary, formats.from_text)
    assert failure == f"{rule.source}: 规则 {code} {expected}"
