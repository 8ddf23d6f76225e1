from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from djlint.edits import apply, compose, plan
from djlint.model import Diagnostic, Edit, Fix, Safety, Severity, Span

LENGTH = 12
TEXT = "".join(chr(0x4E00 + at) for at in range(LENGTH))


def edit(start: int, end: int, text: str = "") -> Edit:
    return Edit(Span(start, end), text)


def finding(*edits: Edit, safety: Safety = Safety.SAFE, code: str = "ZZ001") -> Diagnostic:
    fix = Fix("改", edits, safety)
    return Diagnostic(code, "own", Severity.ERROR, "错", Span(0, 1), fix)


def fits(first: Edit, second: Edit) -> bool:
    """Whether two edits can both be made, whatever their order."""
    a, b = sorted((first.span, second.span))
    return a.start != b.start and a.end <= b.start


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], "甲乙丙丁", id="none"),
        pytest.param([edit(0, 1, "子")], "子乙丙丁", id="the first"),
        pytest.param([edit(3, 4)], "甲乙丙", id="the last goes"),
        pytest.param([edit(2, 2, "子")], "甲乙子丙丁", id="an insertion"),
        pytest.param([edit(4, 4, "子")], "甲乙丙丁子", id="at the end"),
        pytest.param([edit(0, 4, "子")], "子", id="all"),
        pytest.param([edit(2, 3, "丑丑"), edit(0, 1, "子")], "子乙丑丑丁", id="in any order"),
        pytest.param([edit(0, 2, "子"), edit(2, 4, "丑")], "子丑", id="side by side"),
        pytest.param([edit(0, 2), edit(2, 2, "丑")], "丑丙丁", id="behind a deletion"),
    ],
)
def test_apply(edits: Sequence[Edit], expected: str) -> None:
    assert apply("甲乙丙丁", edits) == expected


A, B, C = edit(0, 2, "子"), edit(1, 3, "丑"), edit(4, 5, "寅")


@pytest.mark.parametrize(
    ("diagnostics", "edits", "mended"),
    [
        pytest.param([], [], [], id="none"),
        pytest.param([finding(A), finding(C)], [A, C], [0, 1], id="apart"),
        pytest.param([finding(C), finding(A)], [A, C], [1, 0], id="sorted"),
        pytest.param([finding(B), finding(A)], [A], [1], id="the earlier wins"),
        pytest.param([finding(A), finding(B, C)], [A], [0], id="whole or not at all"),
        pytest.param([finding(A), finding(A, C)], [A, C], [0, 1], id="a shared edit"),
        pytest.param([finding(A), finding(A)], [A], [0, 1], id="the same fix"),
        pytest.param(
            [finding(edit(0, 2)), finding(edit(0, 2, "卯"))], [edit(0, 2)], [0], id="one place"
        ),
        pytest.param(
            [finding(edit(1, 1, "卯")), finding(edit(1, 2))], [edit(1, 2)], [1], id="one start"
        ),
        pytest.param(
            [finding(edit(1, 1, "卯")), finding(edit(0, 3))], [edit(0, 3)], [1], id="inside"
        ),
        pytest.param(
            [finding(edit(0, 1)), finding(edit(1, 1, "卯"))],
            [edit(0, 1), edit(1, 1, "卯")],
            [0, 1],
            id="an insertion behind",
        ),
        pytest.param([finding()], [], [], id="a fix without edits"),
        pytest.param([finding(A, safety=Safety.UNSAFE)], [], [], id="unsafe"),
        pytest.param([finding(A, safety=Safety.DISPLAY)], [], [], id="display"),
        pytest.param(
            [finding(A, safety=Safety.UNSAFE), finding(B)],
            [B],
            [1],
            id="unsafe does not stand in the way",
        ),
    ],
)
def test_plan(diagnostics: list[Diagnostic], edits: list[Edit], mended: list[int]) -> None:
    chosen, repaired = plan(diagnostics)
    assert list(chosen) == edits
    assert list(repaired) == [diagnostics[at] for at in mended]


def test_a_finding_without_a_fix() -> None:
    assert plan([Diagnostic("ZZ001", "own", Severity.ERROR, "错", Span(0, 1))]) == ((), ())


@pytest.mark.parametrize(
    ("safety", "expected"), [(Safety.SAFE, [A]), (Safety.UNSAFE, [A]), (Safety.DISPLAY, [])]
)
def test_unsafe_fixes_on_request(safety: Safety, expected: list[Edit]) -> None:
    chosen, _ = plan([finding(A, safety=safety)], unsafe=True)
    assert list(chosen) == expected


def test_the_same_place_goes_to_the_lower_code() -> None:
    first, second = finding(edit(0, 1, "卯"), code="ZZ001"), finding(edit(0, 1, "辰"), code="ZZ002")
    assert plan([second, first]) == ((edit(0, 1, "卯"),), (first,))


@st.composite
def _edits(draw: st.DrawFn) -> Edit:
    start = draw(st.integers(0, LENGTH))
    end = draw(st.integers(start, min(start + 3, LENGTH)))
    return edit(start, end, draw(st.sampled_from(["", "子", "丑丑"])))


@st.composite
def _findings(draw: st.DrawFn) -> Diagnostic:
    chosen: list[Edit] = []
    for each in draw(st.lists(_edits(), min_size=1, max_size=3)):
        if all(fits(each, other) for other in chosen):
            chosen.append(each)
    return finding(*chosen, safety=draw(st.sampled_from(Safety)))


LAW = settings(derandomize=True, deadline=None, max_examples=300)


@given(st.lists(_findings(), max_size=8), st.booleans())
@LAW
def test_chosen_edits_never_clash(diagnostics: list[Diagnostic], unsafe: bool) -> None:
    chosen, _ = plan(diagnostics, unsafe=unsafe)
    assert list(chosen) == sorted(chosen)
    assert all(fits(a, b) for at, a in enumerate(chosen) for b in chosen[at + 1 :])


@given(st.lists(_findings(), max_size=8), st.booleans())
@LAW
def test_a_fix_is_whole_or_not_at_all(diagnostics: list[Diagnostic], unsafe: bool) -> None:
    chosen, mended = plan(diagnostics, unsafe=unsafe)
    fixes = [diagnostic.fix for diagnostic in mended]
    assert set(chosen) == {each for fix in fixes if fix for each in fix.edits}
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    assert all(fix and fix.safety in allowed for fix in fixes)


@given(st.lists(_findings(), max_size=8))
@LAW
def test_what_is_left_out_clashes(diagnostics: list[Diagnostic]) -> None:
    chosen, mended = plan(diagnostics)
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix and fix.safety is Safety.SAFE and diagnostic not in mended:
            others = [each for each in chosen if each not in fix.edits]
            assert any(not fits(each, other) for each in fix.edits for other in others)


@given(st.lists(_findings(), max_size=8))
@LAW
def test_apply_leaves_the_rest_untouched(diagnostics: list[Diagnostic]) -> None:
    chosen, _ = plan(diagnostics)
    after = apply(TEXT, chosen)
    at, end = 0, 0
    for each in chosen:
        kept = TEXT[end : each.span.start]
        assert after[at : at + len(kept)] == kept
        at += len(kept)
        assert after[at : at + len(each.text)] == each.text
        at, end = at + len(each.text), each.span.end
    assert after[at:] == TEXT[end:]


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([[edit(1, 2, "子")]], [edit(1, 2, "子")], id="one"),
        pytest.param([[edit(1, 2)], [edit(1, 2)]], [edit(1, 3)], id="one after the other"),
        pytest.param([[edit(1, 1, "子丑")], [edit(1, 2)]], [edit(1, 1, "丑")], id="of the new"),
        pytest.param([[edit(1, 1, "子")], [edit(1, 2)]], [], id="taken back"),
        pytest.param([[edit(0, 1)], [edit(2, 3)]], [edit(0, 1), edit(3, 4)], id="moved"),
        pytest.param([[edit(1, 3, "子")], [edit(0, 3, "丑")]], [edit(0, 4, "丑")], id="around it"),
        pytest.param(
            [[edit(4, 4, "子")], [edit(5, 5, "丑")]], [edit(4, 4, "子丑")], id="at the end"
        ),
    ],
)
def test_compose(rounds: Sequence[Sequence[Edit]], expected: Sequence[Edit]) -> None:
    assert list(compose("甲乙丙丁", rounds)) == expected


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[Edit, ...]]:
    """Rounds of edits, each of them on the text that the last has left."""
    text, rounds = TEXT, []
    for _ in range(draw(st.integers(0, 4))):
        borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        pairs = zip(borders[::2], borders[1::2], strict=False)
        own = tuple(edit(a, b, draw(st.text("子丑寅", max_size=2))) for a, b in pairs)
        rounds.append(own)
        text = apply(text, own)
    return rounds


@given(chains())
def test_composed_edits_do_what_the_rounds_did(rounds: list[tuple[Edit, ...]]) -> None:
    text = TEXT
    for own in rounds:
        text = apply(text, own)
    made = compose(TEXT, rounds)
    assert apply(TEXT, made) == text
    assert all(before.span.end < after.span.start for before, after in pairwise(made))
