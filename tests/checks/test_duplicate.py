from __future__ import annotations

from dataclasses import replace

import pytest

from djlint.analysis import Reading
from djlint.analysis.sentences import sentences
from djlint.checks import duplicate
from djlint.checks.duplicate import Options
from djlint.edits import apply
from djlint.model import Diagnostic, Document, Paragraph, Rule, Safety, Severity, Span

LONG = "全镇十二个村的党组织书记逐一上台述职，接受现场评议。"
OTHER = "会后镇纪委当场反馈意见，逐条列出整改时限和责任人员。"
LAW = "第一条 为了规范管理，制定本办法。\n第二条 本办法自印发之日起施行。\n第三条 由本局负责解释。"


def document(text: str, part: str = "body", level: int | None = None) -> Document:
    paragraphs = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        paragraphs.append(Paragraph(index, Span(start, start + len(line)), part, level=level))
        start += len(line) + 1
    return Document("", "txt", text, tuple(paragraphs))


def rule(unit: str, **options: object) -> Rule[Options]:
    chosen = Options()._replace(unit=unit, **options)  # type: ignore[arg-type]
    return Rule("ZZ001", "r", "duplicate", "", Severity.WARNING, "重复", "", chosen, Safety.UNSAFE)


def found(unit: str, text: str, **options: object) -> list[Diagnostic]:
    return list(duplicate.check(rule(unit, **options), Reading(document(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"甲。{LONG}\n乙。{LONG}", [LONG], id="twice"),
        pytest.param(f"甲。{LONG}{LONG}", [LONG], id="twice in one paragraph"),
        pytest.param(f"甲。{LONG}\n乙。{LONG}\n丙。{LONG}", [LONG, LONG], id="three times"),
        pytest.param(f"一是{LONG}甲。\n二是{LONG}乙。", [f"二是{LONG}"], id="number apart"),
        pytest.param(f"（一）{LONG}甲。\n乙。3.{LONG}", [f"3.{LONG}"], id="other number apart"),
        pytest.param(f"甲。{LONG[:9]} {LONG[9:]}\n乙。{LONG}", [LONG], id="space aside"),
        pytest.param(f"甲。{LONG[:-1]}\n乙。{LONG}", [], id="without its mark it is another"),
        pytest.param(f"{LONG}\n乙。{LONG}", [LONG], id="a paragraph, then a sentence"),
        pytest.param(f"{LONG}\n{LONG}", [], id="the whole paragraph is another rule's"),
        pytest.param("甲。各村反响很好。\n乙。各村反响很好。", [], id="too short"),
        pytest.param(f"甲。{LONG}\n乙。{OTHER}", [], id="two sentences"),
        pytest.param(f"{LAW}\n甲。{LONG}\n乙。{LONG}", [], id="laws repeat"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    diagnostics = found("sentence", text)
    assert [text[item.span.start : item.span.end] for item in diagnostics] == expected
    assert all(item.fix is None for item in diagnostics)


def test_first_place_is_related() -> None:
    text = f"甲。{LONG}\n乙。{LONG}\n丙。{LONG}"
    places = [item.related[0].span for item in found("sentence", text)]
    assert places == [Span(2, 2 + len(LONG))] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{LONG}\n{OTHER}\n{LONG}", f"{LONG}\n{OTHER}", id="apart"),
        pytest.param(f"{LONG}\n{LONG}\n{LONG}", LONG, id="three times"),
        pytest.param(f"　　{LONG}\n{LONG} \n{OTHER}", f"　　{LONG}\n{OTHER}", id="space aside"),
        pytest.param(f"{LAW}\n{LONG}\n{LONG}", None, id="laws repeat"),
        pytest.param(
            f"{LAW}\n第四条 {LONG}\n第四条 {LONG}", f"{LAW}\n第四条 {LONG}", id="but no article"
        ),
        pytest.param(f"{LONG[:-1]}\n{LONG[:-1]}", None, id="titles and headings have no mark"),
        pytest.param("特此报告。\n特此报告。", None, id="too short"),
        pytest.param("1" * 40 + "。\n" + "1" * 40 + "。", None, id="too few Han characters"),
    ],
)
def test_paragraphs(text: str, expected: str | None) -> None:
    diagnostics = found("paragraph", text)
    edits = [edit for item in diagnostics if item.fix for edit in item.fix.edits]
    assert (apply(text, edits) if diagnostics else None) == expected
    assert found("paragraph", apply(text, edits)) == []
    assert all(item.fix and item.fix.safety is Safety.UNSAFE for item in diagnostics)


def test_skipped_beginnings() -> None:
    text = f"甲。（责任单位：{LONG}）\n乙。（责任单位：{LONG}）"
    assert found("sentence", text)
    assert found("sentence", text, skip=("责任单位",)) == []


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
@pytest.mark.parametrize(("part", "level"), [("table", None), ("header", None), ("body", 0)])
def test_only_running_text(unit: str, part: str, level: int | None) -> None:
    text = f"{LONG}{OTHER}\n{LONG}{OTHER}\n{LONG}"
    reading = Reading(document(text, part, level))
    assert list(duplicate.check(rule(unit), reading)) == []


def test_table_does_not_hide_the_body() -> None:
    whole = document(f"{LONG}\n{LONG}\n{LONG}")
    first, *rest = whole.paragraphs
    mixed = replace(whole, paragraphs=(replace(first, part="table"), *rest))
    (item,) = duplicate.check(rule("paragraph"), Reading(mixed))
    assert (item.span, item.related[0].span) == (rest[1].span, rest[0].span)


def test_refused_unit() -> None:
    with pytest.raises(ValueError, match="unit"):
        duplicate.validate(Options(unit="page"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"], id="marks"),
        pytest.param("他说：“好。”大家同意。", ["他说：“好。”", "大家同意。"], id="quoted"),
        pytest.param("真的？！好。", ["真的？！", "好。"], id="two marks"),
        pytest.param("　　甲。 乙。 ", ["甲。", "乙。"], id="spaces"),
        pytest.param("", [], id="empty"),
    ],
)
def test_bounds_of_sentences(text: str, expected: list[str]) -> None:
    spans = sentences(text, Span(0, len(text)))
    assert [text[span.start : span.end] for span in spans] == expected
