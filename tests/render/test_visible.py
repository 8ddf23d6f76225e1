from __future__ import annotations

import random

import pytest

from djlint.render.excerpt import excerpt
from djlint.render.text import cells, escape, escape_start, pieces


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("围绕", 4),
        ("，", 2),
        ("Ａ", 2),
        ("“”·—…", 5),
        ("e\u0301", 1),
        ("葛\U000e0100", 2),
        ("\u3000", 2),
        ("𠮷", 2),
        ("👍", 2),
        ("", 0),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("甲\u3000乙\u00a0\\", "甲\u3000乙\u00a0\\", id="nothing hidden"),
        pytest.param("\t\r\n\0\x1b\x7f\x9b", r"\t\r\n\x00\x1b\x7f\x9b", id="controls"),
        pytest.param(
            "\u202e\u2066\u200b\ufeff\u00ad", r"\u202e\u2066\u200b\ufeff\xad", id="format"
        ),
        pytest.param("\u2028\u2029\x85", r"\u2028\u2029\x85", id="line separators"),
        pytest.param("\udc80\U000e0001", r"\udc80\U000e0001", id="surrogate and tag"),
        pytest.param("\ue000\U0002fffe", "\ue000\U0002fffe", id="private use and unassigned"),
        pytest.param("a##[error]b", r"a\x23#[error]b", id="old command"),
        pytest.param("##vso[x]", r"\x23#vso[x]", id="command of Azure"),
        pytest.param("#\u034f#\u034f[error]", "\\x23\u034f#\u034f[error]", id="ignorable between"),
        pytest.param("## 标题 #1 [x]", "## 标题 #1 [x]", id="harmless"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown
    assert "".join(pieces(text)) == shown
    assert escape(shown) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::", r"\x3a:error::"),
        ("\u3000 ::error::", "\u3000 \\x3a:error::"),
        ("+::error::", r"+\x3a:error::"),
        ("甲::error::", "甲::error::"),
        ("a:b", "a:b"),
        (":", ":"),
    ],
)
def test_escape_start(line: str, shown: str) -> None:
    assert escape_start(line) == shown


def test_excerpts_fit_and_point_at_the_span() -> None:
    dice = random.Random(1)
    for _ in range(2000):
        text = "".join(dice.choices("甲，a \t\x1b“e#[\u0301", k=dice.randrange(80)))
        start = dice.randrange(len(text) + 1)
        end = dice.randrange(start, len(text) + 1)
        room = dice.randrange(8, 60)
        cut = excerpt(text, start, end, room)
        indent, carets = cut.underline
        assert cells("".join(cut)) <= room
        assert len(indent) + len(carets) <= room
        assert len(indent) == cells(cut.before)
        shown = "".join(pieces(text)[start:end])
        assert cut.marked == shown or shown.startswith(cut.marked.removesuffix("…"))
        if cells("".join(pieces(text))) < room:
            assert "".join(cut) == escape(text)


def test_excerpt_of_a_huge_line_is_cheap() -> None:
    line = "长" * 4_000_000
    cut = excerpt(line, 2_000_000, 2_000_001, 20)
    assert cut == ("…长长长长", "长", "长长长长…")
