from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from djlint.analysis.sequence import breaks


@pytest.mark.parametrize(
    ("values", "first", "expected"),
    [
        pytest.param([], 1, [], id="nothing"),
        pytest.param([1, 2, 3], 1, [], id="in order"),
        pytest.param([5, 6, 7], 5, [], id="counts on"),
        pytest.param([1, 2, 4, 5], 1, [(2, 4)], id="a gap shifts all that follows"),
        pytest.param([1, 2, 2, 3], 1, [(2, 4)], id="a number twice shifts all that follows"),
        pytest.param([1, 2, 2, 4], 1, [(2, 3)], id="one slip, then right again"),
        pytest.param([1, 3, 2, 4], 1, [(1, 3)], id="two that changed places"),
        pytest.param([2, 3, 4], 1, [(0, 3)], id="starts elsewhere"),
        pytest.param([1, 3, 5], 1, [(1, 2), (2, 3)], id="two gaps"),
        pytest.param([1, 2, 4, 4, 5], 1, [(2, 3)], id="a slip in the middle"),
        pytest.param([1, 2, 4, 5, 5], 1, [(2, 4)], id="right again at the end"),
        pytest.param([1, 2, 4, 5, 7, 8], 1, [(2, 4), (4, 6)], id="a gap after a gap"),
        pytest.param([1, 1, 1], 1, [(1, 2), (2, 3)], id="ones only"),
        pytest.param([9], 1, [(0, 1)], id="a lone wrong number"),
    ],
)
def test_breaks(values: list[int], first: int, expected: list[tuple[int, int]]) -> None:
    assert [tuple(found) for found in breaks(values, first)] == expected


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 3))
@settings(derandomize=True, deadline=None)
def test_breaks_cover_each_wrong_number_once(values: list[int], first: int) -> None:
    covered = [at for found in breaks(values, first) for at in range(found.start, found.end)]
    wrong = [at for at, value in enumerate(values) if value != first + at]
    assert covered == wrong
