"""Laws that hold for every rule at once, over texts glued from what such reports are made of."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import djlint
from djlint import catalog, engine, formats
from djlint.analysis import Reading
from djlint.checks import pattern
from djlint.edits import apply
from djlint.model import Diagnostic, Document, Edit, Safety
from djlint.patterns import Pattern, TimedPattern

LOADED = catalog.load()
RULES = [rule for rule in LOADED.rules if rule.enabled]
WITHIN_A_PARAGRAPH = {
    rule.code for rule in RULES if rule.kind in ("pattern", "mask", "repetition", "spacing")
}
VARIANTS = [
    pytest.param(rule, variant, id=f"{rule.code}-{at}")
    for rule in LOADED.rules
    if rule.kind == "pattern"
    for at, variant in enumerate(rule.options.variants())
]
FRAGMENTS = [
    *(
        "一、",
        "二、",
        "三、",
        "五、",
        "一.",
        "二，",
        "（一）",
        "（二）",
        "（四）",
        "(一)",
        "（一）、",
    ),
    *(
        "1.",
        "2.",
        "3、",
        "1．",
        "（1）",
        "（2）",
        "1）",
        "①",
        "③",
        "第一章 ",
        "第二条 ",
        "二、二、",
    ),
    *("一是", "二是", "四是", "第一，", "第三，", "首先，", "其次，", "最后，", "其一，", "其三，"),
    *("2022年度述职报告", "2021年工作总结", "现将2022年履职情况汇报如下。", "目录", "附件1"),
    *("主要工作", "存在问题", "下步打算", "存在的问题及下一步打算", "今后将再走访。", "详见二、"),
    *(
        "走访村民",
        "按月座谈",
        "逐户登记造册",
        "走访走访村民",
        "的的",
        "了了",
        "讨论讨论",
        "一步一步",
    ),
    *("支部定期走访孤寡老人、按季召开院坝座谈会，年底逐项总结。", "群众", "工作", "学习"),
    *("XX", "××", "**", "____", "（　）", "某某", "○○", "20XX年", "〔〕3号", "（待补充）", "X6%"),
    *("2022年", "2023年", "21年8月", "’20年底", "二○二二年", "2月30日", "1231日", "2024—2022年"),
    *(
        "党办（2022）03号",
        "“十四五”规划（2021—2024年）",
        "喜迎建党100周年",
        "学习贯彻党的二十大精神",
    ),
    *(
        "，",
        "。",
        "，，",
        "。。",
        "、，",
        "，。",
        "。。。",
        "…",
        "...",
        "--",
        ",",
        ";",
        ":",
        "!",
        ".",
    ),
    *("“", "”", "《甲》、《乙》", "“甲”、“乙”", "、”", "、）", "(试行)", "（", "）", "•", "‘", "’"),
    *(" ", "  ", "　", "\u00a0", "\u200b", "\ufeff", "\u2003", "\t", "30 户", "中 国", "王　明"),
    *("\n", "\n　　"),
]

Lines = st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=8).map("".join)
Reports = st.lists(Lines, min_size=3, max_size=9).map("\n".join)
NUMBERS = [
    *(
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "（三）",
        "(一)",
        "1.",
        "2.",
        "3.",
        "（1）",
        "（2）",
    )
]
NUMBERS += [*("①", "②", "第一章 ", "第二章 ", "第一条 ", "一是", "二是", "三是", "")]
TITLES = ["走访村民", "按月座谈", "逐户登记。", "年底总结。略述如下。", "整修水渠：", "入户宣讲；"]
Headings = st.tuples(st.sampled_from(NUMBERS), st.sampled_from(TITLES)).map("".join)
Outlines = st.lists(Headings, min_size=2, max_size=9).map("\n".join)
Texts = st.one_of(Reports, Outlines)
LAW = settings(derandomize=True, deadline=None, max_examples=100)


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    return formats.from_text(apply(document.text, edits), document.path)


def read(text: str) -> Reading:
    return Reading(formats.from_text(text, "2022年.txt"), LOADED.vocabulary)


def mend(text: str, unsafe: bool) -> engine.Mended:
    return engine.mend(read(text), RULES, rewrite, unsafe=unsafe)


@given(Texts, st.booleans())
@LAW
def test_fixing_twice_equals_fixing_once(text: str, unsafe: bool) -> None:
    once = mend(text, unsafe).reading.document.text
    assert mend(once, unsafe).rounds == ()


@given(Texts)
@LAW
def test_no_safe_fix_is_left_behind(text: str) -> None:
    mended = mend(text, unsafe=False)
    left = engine.check(read(mended.reading.document.text), RULES)
    assert [each.code for each in left] == [each.code for each in mended.left]
    assert not [each for each in left if each.fix and each.fix.safety is Safety.SAFE]


@given(Texts, st.booleans())
@LAW
def test_nothing_but_the_reported_edits_changes(text: str, unsafe: bool) -> None:
    mended = mend(text, unsafe)
    expected = formats.from_text(text, "").text
    for one in mended.rounds:
        assert one.reading.document.text == expected
        edits = {edit for each in one.mended for edit in _edits(each)}
        expected = apply(expected, edits)
    assert mended.reading.document.text == expected


@given(Texts)
@LAW
def test_spans_lie_in_the_text(text: str) -> None:
    reading = read(text)
    length = len(reading.document.text)
    for diagnostic in engine.check(reading, RULES):
        for span in _spans(diagnostic):
            assert 0 <= span[0] <= span[1] <= length
        words = reading.document.text[diagnostic.span.start : diagnostic.span.end]
        if diagnostic.code in WITHIN_A_PARAGRAPH:
            assert words
            assert "\n" not in words
            assert all("\n" not in edit.text for edit in _edits(diagnostic))


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    return diagnostic.fix.edits if diagnostic.fix else ()


def _spans(diagnostic: Diagnostic) -> list[tuple[int, int]]:
    spans = [diagnostic.span, *(edit.span for edit in _edits(diagnostic))]
    spans += [related.span for related in diagnostic.related]
    return [(span.start, span.end) for span in spans]


@given(Texts)
@LAW
def test_the_edits_of_one_fix_do_not_clash(text: str) -> None:
    for diagnostic in engine.check(read(text), RULES):
        spans = sorted(edit.span for edit in _edits(diagnostic))
        for first, second in pairwise(spans):
            assert first.end <= second.start
            assert first.start < second.start


@given(Texts)
@LAW
def test_a_fix_changes_something(text: str) -> None:
    reading = read(text)
    for diagnostic in engine.check(reading, RULES):
        if diagnostic.fix:
            assert diagnostic.fix.title
            assert diagnostic.fix.edits
            before = reading.document.text
            assert apply(before, diagnostic.fix.edits) != before


@given(Texts)
@LAW
def test_nothing_is_reported_twice(text: str) -> None:
    found = engine.check(read(text), RULES)
    places = [(each.code, each.span, each.message) for each in found]
    assert len(places) == len(set(places))


@given(st.text(max_size=80))
@LAW
def test_any_text_can_be_checked(text: str) -> None:
    engine.check(read(text), RULES)


@given(
    st.lists(st.sampled_from([*FRAGMENTS, "\0", "\x0b", "\u2028", "\U0001f600", "é"])).map("".join)
)
@LAW
def test_any_report_can_be_checked(text: str) -> None:
    for name in ("", "2021年稿.txt", "a" * 300):
        engine.check(Reading(formats.from_text(text, name), LOADED.vocabulary), LOADED.rules)


@given(Texts)
@LAW
def test_one_rule_does_not_depend_on_the_others(text: str) -> None:
    together = engine.check(read(text), RULES)
    alone = [each for rule in RULES for each in engine.check(read(text), [rule])]
    assert sorted(alone, key=_key) == sorted(together, key=_key)


def _key(diagnostic: Diagnostic) -> tuple[str, tuple[int, int], str]:
    return diagnostic.code, (diagnostic.span.start, diagnostic.span.end), diagnostic.message


def glued(sources: Sequence[str], alphabet: str, seed: str) -> list[str]:
    """Texts glued from pieces of the sources and from single characters."""
    dice = random.Random(seed)

    def piece() -> str:
        if dice.random() < 0.5:
            return dice.choice(alphabet)
        source = dice.choice(sources)
        start = dice.randrange(len(source))
        return source[start : start + dice.randint(1, 12)]

    return ["".join(piece() for _ in range(dice.randint(1, 8))) for _ in range(1500)]


def same_matches(
    gated: Pattern | TimedPattern, texts: Sequence[str], spans: Callable[..., Any]
) -> None:
    free = type(gated)(gated.source)
    matched = 0
    for text in texts:
        for line in text.split("\n"):
            expected = [found.span() for found in spans(free, line)]
            matched += len(expected)
            assert [found.span() for found in spans(gated, line)] == expected, repr(line)
    assert matched, "no text matches at all"


@pytest.mark.parametrize(("rule", "variant"), VARIANTS)
def test_what_a_rule_needs_never_loses_a_match(rule: Any, variant: Any) -> None:
    sources = [text for example in rule.examples for text in example[:2] if text]
    # The signs of the expression itself, wide and narrow, stand for what no example thought of.
    signs = "".join(sorted(set(variant.pattern + "".join(sources)) - {"\n"}))
    texts = glued(sources, signs, rule.code) + [
        text.replace(before, after)
        for text in sources
        for before in dict.fromkeys(text)
        for after in dict.fromkeys(variant.pattern)
    ]
    expression = pattern.expression(variant.pattern, variant.needs)
    same_matches(expression, texts, lambda tried, text: tried.finditer(text, 60))


def gated_patterns() -> dict[str, Pattern]:
    """The expressions in the code that are tried only where a text has what they need."""
    found = {}
    for module in pkgutil.walk_packages(djlint.__path__, "djlint."):
        if ".analysis" in module.name or ".checks" in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                # WRONG_ZERO matches right years too, which its rule passes over.
                if isinstance(value, Pattern) and value.needs and name != "WRONG_ZERO":
                    found[f"{module.name.removeprefix('djlint.')}.{name}"] = value
    return found


SAMPLES = {
    "levels.NEW_DOCUMENT": ["附件1", "附 件 2：清单", "附表", "附录三"],
    "numbers.CONTENTS_LINE": [
        "一、走访\t3",
        "二、座谈......12",
        "三、登记……4 ",
        "四、··· 5",
        "五、．．．6",
    ],
    "year.ANNIVERSARY": ["100周年", "一百年华诞", "七十周年", "80华诞"],
    "year_form.TERM": [
        "“十四五”规划（2021—2024年）",
        "十三五(2016-2020)",
        "十二五时期（2011至15年）",
    ],
    "year_form.RANGE": [
        "2021—2024年",
        "2021年至2024年",
        "1998~2001年",
        "2020--2021年",
        "2020到2021年",
    ],
    "spacing.SPACE": ["30 户", "走 访", "走\u00a0访", "走，\u2003访", "走\u202f访", "走\u205f访"],
}


@pytest.mark.parametrize("name", sorted(gated_patterns()))
def test_what_the_code_needs_never_loses_a_match(name: str) -> None:
    gated = gated_patterns()[name]
    samples = SAMPLES.get(".".join(name.split(".")[-2:]), FRAGMENTS)
    signs = "".join(sorted(set(gated.source + "".join(samples)) - {"\n"}))
    texts = glued(samples, signs, name) + [
        text.replace(before, after)
        for text in samples
        for before in dict.fromkeys(text)
        for after in dict.fromkeys(gated.source)
    ]
    same_matches(gated, texts, Pattern.finditer)
