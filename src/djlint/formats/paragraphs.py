"""The paragraphs of a Word file as values: with their styles, levels and automatic numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from djlint.formats.numbering import Counts, Numbering
from djlint.formats.styles import Styles, list_of, outline_level, stated_level
from djlint.formats.walk import Found
from djlint.formats.wordml import value_of
from djlint.model import Paragraph, Region, covered


class _Properties(NamedTuple):
    """What a paragraph says of itself."""

    style: str = ""
    list: str = ""
    list_level: int | None = None
    level: int | None = None


NONE = _Properties()


def paragraphs(
    found: Sequence[Found],
    regions: Sequence[Region],
    styles: Styles,
    numbering: Numbering,
    namespace: str,
    first: int,
) -> Iterator[Paragraph]:
    """The paragraphs of a story, the first of them with the index `first`."""
    w = f"{{{namespace}}}"
    properties = [_properties(each.element, w) for each in found]
    labels = _labels(found, properties, styles, numbering) if numbering.lists else {}
    generated = [each.span for each in regions if each.kind == "generated"]
    known: dict[str, tuple[str, int | None]] = {}
    for at, (each, own) in enumerate(zip(found, properties, strict=True)):
        if own.style not in known:
            known[own.style] = styles.name(own.style), styles.level(own.style)
        name, level = known[own.style]
        level = level if own.level is None else outline_level(own.level)
        yield Paragraph(
            first + at,
            each.span,
            each.part,
            labels.get(at, ""),
            level,
            name,
            each.cell,
            bool(generated) and covered(each.span, generated),
        )


def _properties(element: etree._Element, w: str) -> _Properties:
    # The properties stand before all else; to look for them in vain takes longer.
    first = element[0] if len(element) else None
    if first is None or first.tag != f"{w}pPr":
        first = element.find(f"{w}pPr")
        if first is None:
            return NONE
    style = number = ""
    list_level = level = None
    for child in first:
        tag = child.tag
        if tag == f"{w}pStyle":
            style = value_of(child, w)
        elif tag == f"{w}numPr":
            number, list_level = list_of(child, w)
        elif tag == f"{w}outlineLvl":
            level = stated_level(child, w)
    return _Properties(style, number, list_level, level)


def _labels(
    found: Sequence[Found], properties: Sequence[_Properties], styles: Styles, numbering: Numbering
) -> dict[int, str]:
    """The automatic numbers by paragraph; text boxes are a story of their own, as in Word."""
    labels = {}
    for boxed in (False, True):
        counts = Counts(numbering, styles)
        for index, (each, own) in enumerate(zip(found, properties, strict=True)):
            if (each.part == "textbox") == boxed and (
                label := counts.label(own.style, own.list, own.list_level)
            ):
                labels[index] = label
    return labels
