from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from djlint import locate
from djlint.analysis import Reading
from djlint.model import Diagnostic, Edit, Finding, Fix, Place, Replacement, Safety, Severity, Span

Read = Callable[..., Reading]

TEXT = "2022年报告\n\n一、走访\n（一）逐户走访。户户到。\n　二、座谈"


def at(start: int, end: int, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic("ZZ001", "own", Severity.INFO, "错", Span(start, end), fix)


def locate_one(reading: Reading, diagnostic: Diagnostic) -> Finding:
    (finding,) = locate.findings(reading, [diagnostic])
    return finding


@pytest.mark.parametrize(
    ("words", "place"),
    [
        pytest.param("2022", Place(1, 1, 1, 5), id="the first"),
        pytest.param("报告", Place(1, 6, 1, 8), id="the end of a line"),
        pytest.param("一、", Place(3, 1, 3, 3), id="behind an empty line"),
        pytest.param("户户到", Place(4, 9, 4, 12), id="in the middle"),
        pytest.param("座谈", Place(5, 4, 5, 6), id="the last"),
        pytest.param("走访\n（一）", Place(3, 3, 4, 4), id="over two paragraphs"),
        pytest.param("报告\n\n一", Place(1, 6, 3, 2), id="over an empty one"),
    ],
)
def test_places(reading: Read, words: str, place: Place) -> None:
    start = TEXT.index(words)
    finding = locate_one(reading(TEXT), at(start, start + len(words)))
    assert finding.place == place
    assert finding.text == words


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        pytest.param(0, Place(1, 1, 1, 1), id="the beginning"),
        pytest.param(7, Place(1, 8, 1, 8), id="the end of a line"),
        pytest.param(8, Place(2, 1, 2, 1), id="an empty line"),
        pytest.param(9, Place(3, 1, 3, 1), id="the start of a line"),
        pytest.param(len(TEXT), Place(5, 6, 5, 6), id="the very end"),
    ],
)
def test_empty_spans(reading: Read, offset: int, place: Place) -> None:
    assert locate_one(reading(TEXT), at(offset, offset)).place == place


def test_a_document_without_text(reading: Read) -> None:
    assert locate_one(reading(""), at(0, 0)).place == Place(1, 1, 1, 1)


def test_columns_count_code_points(reading: Read) -> None:
    assert locate_one(reading("😀é走访"), at(2, 4)).place == Place(1, 3, 1, 5)


@pytest.mark.parametrize(
    ("words", "trail"),
    [
        ("2022", ""),
        ("走访", "一、走访"),
        ("户户到", "一、走访 > （一）逐户走访"),
        ("座谈", "二、座谈"),
    ],
)
def test_the_trail_of_headings(reading: Read, words: str, trail: str) -> None:
    start = TEXT.index(words)
    assert locate_one(reading(TEXT), at(start, start + 1)).heading == trail


def test_an_automatic_number_is_in_the_trail(reading: Read) -> None:
    finding = locate_one(reading("走访\n户户到", labels=["一、"]), at(3, 5))
    assert finding.heading == "一、走访"


def test_what_a_finding_carries(reading: Read) -> None:
    read = reading(TEXT, path="甲.txt")
    start = TEXT.index("逐户")
    finding = locate_one(read, at(start, start + 2))
    assert finding == Finding(
        path="甲.txt",
        code="ZZ001",
        name="own",
        severity=Severity.INFO,
        message="错",
        place=Place(4, 4, 4, 6),
        part="body",
        heading="一、走访 > （一）逐户走访",
        text="逐户",
        paragraph="（一）逐户走访。户户到。",
    )


def test_replacements_in_the_order_of_the_text(reading: Read) -> None:
    edits = (Edit(Span(20, 21), "乙"), Edit(Span(9, 10), "甲"), Edit(Span(11, 11), "丙"))
    fix = Fix("改", edits, Safety.UNSAFE)
    finding = locate_one(reading(TEXT), at(9, 10, fix))
    assert (finding.fix_title, finding.fix_safety) == ("改", Safety.UNSAFE)
    assert finding.replacements == (
        Replacement(Place(3, 1, 3, 2), "甲"),
        Replacement(Place(3, 3, 3, 3), "丙"),
        Replacement(Place(4, 7, 4, 8), "乙"),
    )


def test_the_part_of_the_document(reading: Read) -> None:
    read = reading("走访\n座谈")
    document = read.document
    cell = replace(document.paragraphs[1], part="table")
    document = replace(document, paragraphs=(document.paragraphs[0], cell))
    assert locate_one(Reading(document), at(3, 4)).part == "table"
    assert locate_one(Reading(document), at(0, 1)).part == "body"


def test_a_failure_stands_at_the_beginning() -> None:
    finding = locate.failure("甲.txt", "GW901", "unreadable-file", "没有这个文件")
    assert (finding.path, finding.code, finding.message) == ("甲.txt", "GW901", "没有这个文件")
    assert finding.place == Place(1, 1, 1, 1)
    assert finding.severity is Severity.ERROR
