"""The kind of rule that users write: an expression, with or without a replacement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from djlint import engine, formats
from djlint.analysis import Reading
from djlint.checks import pattern
from djlint.checks.pattern import Options, Variant
from djlint.model import Diagnostic, Fix, Rule, Safety, Severity


def rule(message: str = "{text}", safety: Safety = Safety.SAFE, **options: Any) -> Rule[Options]:
    return Rule(
        code="ZZ001",
        name="own",
        kind="pattern",
        family="own",
        severity=Severity.WARNING,
        message=message,
        why="自有道理。",
        options=Options(**options),
        safety=safety,
    )


def lint(text: str, own: Rule[Options], parts: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    document = formats.from_text(text, "")
    paragraphs = [
        replace(paragraph, part=part)
        for paragraph, part in zip(
            document.paragraphs, (*parts, *["body"] * len(document.paragraphs)), strict=False
        )
    ]
    return engine.check(Reading(replace(document, paragraphs=tuple(paragraphs))), [own])


def words(text: str, own: Rule[Options], parts: tuple[str, ...] = ()) -> list[str]:
    return [text[each.span.start : each.span.end] for each in lint(text, own, parts)]


def fix_of(text: str, own: Rule[Options]) -> Fix:
    (diagnostic,) = lint(text, own)
    assert diagnostic.fix is not None
    return diagnostic.fix


def test_every_match_in_every_paragraph() -> None:
    assert words("旧村、旧镇\n旧村", rule(pattern="旧[村镇]")) == ["旧村", "旧镇", "旧村"]


def test_a_match_stays_within_a_paragraph() -> None:
    assert words("旧\n村", rule(pattern=r"旧\s*村")) == []
    assert words("旧\n村", rule(pattern="^村$")) == ["村"]
    assert words("旧\n村", rule(pattern="(?<=旧.?)村")) == []


def test_the_position_counts_from_the_start_of_the_document() -> None:
    (diagnostic,) = lint("前言\n到旧村去", rule(pattern="旧村"))
    assert (diagnostic.span.start, diagnostic.span.end) == (4, 6)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(("body",), ["旧2"]), (("table", "header"), ["旧1"]), (("comment",), [])],
)
def test_parts_of_the_document(parts: tuple[str, ...], expected: list[str]) -> None:
    assert words("旧1\n旧2", rule(pattern=r"旧\d", parts=parts), ("table",)) == expected


def test_headers_are_not_looked_at_unless_asked_for() -> None:
    assert words("旧\n旧", rule(pattern="旧"), ("header",)) == ["旧"]


def test_the_message_names_text_around_and_groups() -> None:
    own = rule("{text}|{around}|{what}|{unknown}", pattern="旧(?P<what>村)(?P<more>庄)?")
    assert lint("到旧村去", own)[0].message == "旧村|到旧村去|村|{unknown}"


def test_a_group_that_did_not_match_is_empty() -> None:
    own = rule("[{more}]", pattern="旧村(?P<more>庄)?")
    assert lint("到旧村去", own)[0].message == "[]"


def test_without_a_replacement_there_is_no_fix() -> None:
    assert lint("旧村", rule(pattern="旧村"))[0].fix is None


@pytest.mark.parametrize(
    ("replacement", "text", "title"),
    [
        ("新村", "新村", "改为“新村”"),
        (r"新\g<what>", "新村", "改为“新村”"),
        (r"新\1", "新村", "改为“新村”"),
        ("", "", "删去“旧村”"),
        (" ", " ", "删去“旧村”"),
    ],
)
def test_replacements(replacement: str, text: str, title: str) -> None:
    fix = fix_of("到旧村去", rule(pattern="旧(?P<what>村)", replace=replacement))
    assert (fix.title, fix.edits[0].text, fix.safety) == (title, text, Safety.SAFE)
    assert (fix.edits[0].span.start, fix.edits[0].span.end) == (1, 3)


def test_the_first_variant_that_matches_a_place_has_it() -> None:
    own = rule(patterns=(Variant("旧村庄", "新村"), Variant("旧村", "新址"), Variant("村庄")))
    assert words("旧村庄", own) == ["旧村庄"]
    assert words("旧村，村庄", own) == ["旧村", "村庄"]


def test_a_variant_has_a_safety_of_its_own() -> None:
    own = rule(patterns=(Variant("旧村", "新村", "display"), Variant("旧镇", "新镇")))
    safeties = [each.fix and each.fix.safety for each in lint("旧村、旧镇", own)]
    assert safeties == [Safety.DISPLAY, Safety.SAFE]


def test_an_empty_match_is_nothing() -> None:
    assert words("旧村", rule(pattern="新*")) == []


def test_a_paragraph_is_tried_only_where_it_has_what_is_needed() -> None:
    assert words("旧村", rule(pattern="旧村", needs=("镇",))) == []
    assert words("旧村\n镇", rule(pattern="旧村", needs=("镇", "旧"))) == ["旧村"]


def test_a_rule_that_takes_too_long_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.001)
    (diagnostic,) = lint("a" * 3000 + "b" * 3000, rule(pattern="(a+)+(b+)+c$"))
    assert diagnostic.code == "GW904"
    assert "ZZ001" in diagnostic.message
    assert diagnostic.severity is Severity.ERROR


def test_the_other_rules_go_on_when_one_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.001)
    slow, quick = rule(pattern="(a+)+(b+)+c$"), rule(pattern="旧村")
    document = formats.from_text("旧村" + "a" * 3000 + "b" * 3000, "")
    found = engine.check(Reading(document), [slow, quick])
    assert [diagnostic.code for diagnostic in found] == ["GW904", "ZZ001"]
