from __future__ import annotations

import pytest

from djlint.model import Diagnostic, Document, Paragraph, Region, Severity, Span
from djlint.silence import audible


@pytest.mark.parametrize(
    ("region", "span", "told"),
    [
        pytest.param(Region(Span(2, 6), "generated"), (2, 6), False, id="what a program wrote"),
        pytest.param(Region(Span(2, 6), "generated"), (3, 4), False, id="a part of it"),
        pytest.param(Region(Span(2, 6), "generated"), (1, 4), True, id="more than that"),
        pytest.param(Region(Span(2, 6), "generated"), (3, 3), True, id="nothing at all"),
        pytest.param(Region(Span(2, 6), "hidden", "x"), (2, 6), True, id="another region"),
        pytest.param(Region(Span(2, 6), "ignored"), (5, 9), False, id="all rules"),
        pytest.param(Region(Span(2, 6), "ignored"), (6, 9), True, id="beside it"),
        pytest.param(Region(Span(2, 6), "ignored"), (6, 6), False, id="a point at its border"),
        pytest.param(Region(Span(2, 6), "ignored"), (7, 7), True, id="a point beside it"),
        pytest.param(Region(Span(2, 6), "ignored", "GW301"), (2, 6), False, id="its code"),
        pytest.param(Region(Span(2, 6), "ignored", "gw3"), (2, 6), False, id="a prefix"),
        pytest.param(
            Region(Span(2, 6), "ignored", "GW1、Repeated-Word"), (2, 6), False, id="its name"
        ),
        pytest.param(Region(Span(2, 6), "ignored", "GW302,GW1"), (2, 6), True, id="other rules"),
    ],
)
def test_audible(region: Region, span: tuple[int, int], told: bool) -> None:
    paragraph = Paragraph(0, Span(0, 10))
    document = Document("", "docx", "甲" * 10, (paragraph,), regions=(region,))
    found = Diagnostic("GW301", "repeated-word", Severity.ERROR, "m", Span(*span))
    assert list(audible([found], document)) == ([found] if told else [])
