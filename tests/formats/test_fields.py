from __future__ import annotations

import pytest

from djlint.formats.fields import drawn, is_generated


@pytest.mark.parametrize(
    ("instruction", "generated"),
    [
        (" PAGE ", True),
        ("page \\* MERGEFORMAT", True),
        ('TOC \\o "1-3" \\h', True),
        ("REF _Ref1 \\h", True),
        ("=SUM(ABOVE)", True),
        ("= 1 + 1", True),
        ('HYPERLINK "https://x"', False),
        ("MERGEFIELD 姓名", False),
        ("", False),
        ("   ", False),
    ],
)
def test_generated(instruction: str, generated: bool) -> None:
    assert is_generated(instruction) == generated


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("eq \\o\\ac(○,1)", "①"),
        ("EQ \\o \\ac ( ○ ; 20 )", "⑳"),
        ("eq \\o\\ac(○,21)", "21"),
        ("eq \\o\\ac(□,秘)", "秘"),
        ("EQ \\f(1,2)", "\ufffc"),
        ("EQ", "\ufffc"),
        ("PAGE", None),
        ("", None),
    ],
)
def test_drawn(instruction: str, shown: str | None) -> None:
    assert drawn(instruction) == shown
