from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from djlint import engine, formats
from djlint.analysis import Reading
from djlint.checks.pattern import Options
from djlint.edits import apply
from djlint.engine import Mended, UnsettledError
from djlint.model import Diagnostic, Document, Edit, Rule, Safety, Severity


def rule(
    code: str, pattern: str, replacement: str | None, safety: Safety = Safety.SAFE
) -> Rule[Any]:
    options = Options(pattern=pattern, replace=replacement)
    return Rule(
        code, f"own-{code[2:]}", "pattern", "own", Severity.ERROR, "{text}", "错。", options, safety
    )


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    return formats.from_text(apply(document.text, edits), document.path)


def mend(text: str, *rules: Rule[Any], **more: Any) -> Mended:
    return engine.mend(Reading(formats.from_text(text, "")), rules, rewrite, **more)


def text_of(mended: Mended) -> str:
    return mended.reading.document.text


def test_findings_stand_in_the_order_of_the_text() -> None:
    rules = [rule("ZZ002", "[乙丁]", None), rule("ZZ001", "[甲丁]", None)]
    found = engine.check(Reading(formats.from_text("丁乙甲", "")), rules)
    assert [(each.span.start, each.code) for each in found] == [
        (0, "ZZ001"),
        (0, "ZZ002"),
        (1, "ZZ002"),
        (2, "ZZ001"),
    ]


def test_nothing_to_mend() -> None:
    mended = mend("丙", rule("ZZ001", "甲", "乙"))
    assert (text_of(mended), mended.left, mended.rounds) == ("丙", (), ())


def test_fixes_go_on_until_none_is_left() -> None:
    rules = [rule("ZZ001", "甲", "乙"), rule("ZZ002", "乙", "丙")]
    mended = mend("甲乙", *rules)
    assert text_of(mended) == "丙丙"
    assert mended.left == ()
    assert [[each.code for each in one.mended] for one in mended.rounds] == [
        ["ZZ001", "ZZ002"],
        ["ZZ002"],
    ]
    assert [one.reading.document.text for one in mended.rounds] == ["甲乙", "乙丙"]


def test_what_cannot_be_mended_is_left() -> None:
    mended = mend("甲乙丙", rule("ZZ001", "甲", "丁"), rule("ZZ002", "[乙丙]", None))
    assert text_of(mended) == "丁乙丙"
    assert [each.code for each in mended.left] == ["ZZ002", "ZZ002"]


def test_unsafe_fixes_wait_for_permission() -> None:
    unsafe = rule("ZZ001", "甲", "乙", Safety.UNSAFE)
    assert text_of(mend("甲", unsafe)) == "甲"
    assert text_of(mend("甲", unsafe, unsafe=True)) == "乙"


def test_display_fixes_are_never_made() -> None:
    assert text_of(mend("甲", rule("ZZ001", "甲", "乙", Safety.DISPLAY), unsafe=True)) == "甲"


def test_clashing_fixes_wait_for_the_next_round() -> None:
    mended = mend("甲乙丙", rule("ZZ001", "甲乙", "丁"), rule("ZZ002", "乙丙|丁丙", "戊"))
    assert text_of(mended) == "戊"
    assert len(mended.rounds) == 2


def test_rules_that_undo_each_other() -> None:
    written: list[str] = []

    def count(document: Document, edits: Sequence[Edit]) -> Document:
        after = rewrite(document, edits)
        written.append(after.text)
        return after

    rules = [rule("ZZ001", "甲", "乙"), rule("ZZ002", "乙", "甲")]
    reading = Reading(formats.from_text("甲", ""))
    with pytest.raises(UnsettledError) as raised:
        engine.mend(reading, rules, count)
    assert "ZZ001" in str(raised.value)
    assert "ZZ002" in str(raised.value)
    assert raised.value.code == "GW905"
    assert written == ["乙", "甲"]


def test_an_innocent_rule_is_not_named() -> None:
    rules = [rule("ZZ001", "甲", "乙"), rule("ZZ002", "乙", "甲"), rule("ZZ003", "丙", "丁")]
    with pytest.raises(UnsettledError) as raised:
        mend("甲丙", *rules)
    assert "ZZ003" not in str(raised.value)


def test_a_fix_that_grows_without_end() -> None:
    with pytest.raises(UnsettledError, match="ZZ001"):
        mend("甲", rule("ZZ001", "甲", "甲甲"))


def test_a_fix_that_grows_fast_is_stopped_early() -> None:
    sizes: list[int] = []

    def count(document: Document, edits: Sequence[Edit]) -> Document:
        after = rewrite(document, edits)
        sizes.append(len(after.text))
        return after

    fast = rule("ZZ001", "甲", "甲" * 100)
    with pytest.raises(UnsettledError):
        engine.mend(Reading(formats.from_text("甲" * 100, "")), [fast], count)
    assert len(sizes) == 1


def test_a_fix_that_changes_nothing_is_unsettled() -> None:
    with pytest.raises(UnsettledError, match="ZZ001"):
        mend("甲", rule("ZZ001", "甲", "甲"))


def test_as_many_rounds_as_are_allowed() -> None:
    steps = "甲乙丙丁戊己庚辛壬癸子丑"
    rules = [
        rule(f"ZZ{at:03}", before, after) for at, (before, after) in enumerate(pairwise(steps))
    ]
    mended = mend("甲", *rules[: engine.ROUNDS])
    assert text_of(mended) == steps[engine.ROUNDS]
    assert len(mended.rounds) == engine.ROUNDS
    with pytest.raises(UnsettledError):
        mend("甲", *rules)


def test_a_fix_that_the_format_refuses() -> None:
    def refuse(_: Document, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(replace(each, fix=None) for each in found)

    mended = mend("甲", rule("ZZ001", "甲", "乙"), vet=refuse)
    assert text_of(mended) == "甲"
    assert [each.code for each in mended.left] == ["ZZ001"]


def test_the_vocabulary_goes_with_the_document(loaded: Any) -> None:
    reading = Reading(formats.from_text("甲", ""), loaded.vocabulary)
    mended = engine.mend(reading, [rule("ZZ001", "甲", "乙")], rewrite)
    assert mended.reading.vocabulary is loaded.vocabulary
