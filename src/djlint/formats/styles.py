"""The styles of paragraphs: their names, and the outline levels that they give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from djlint.formats.parts import parse_xml

# Names are the same in every language of Word, the identifiers are not.
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """The name of a style, the style it builds on, and its own outline level."""

    name: str
    base: str
    level: int | None


@lru_cache(maxsize=4)
def read_styles(data: bytes, part: str, namespace: str) -> Mapping[str, Style]:
    """The styles of a part by identifier; many reports share one template and so one part."""
    w = f"{{{namespace}}}"
    return MappingProxyType(
        {
            each.get(f"{w}styleId", ""): Style(
                _value(each.find(f"{w}name"), w), _value(each.find(f"{w}basedOn"), w), _own(each, w)
            )
            for each in parse_xml(data, part).iter(f"{w}style")
        }
    )


def level_of(styles: Mapping[str, Style], identifier: str) -> int | None:
    """The outline level from 0 that a style gives, by its name or by those it builds on."""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        style = styles[identifier]
        if style.level is not None:
            return outline_level(style.level)
        if heading := HEADING.fullmatch(style.name):
            return int(heading[1]) - 1
        identifier = style.base
    return None


def outline_level(stated: int) -> int | None:
    """The outline level that a number in a file means; the last one means body text."""
    return stated if 0 <= stated < BODY_LEVEL else None


def stated_level(element: etree._Element | None, w: str) -> int | None:
    """The number that a `w:outlineLvl` states."""
    value = _value(element, w)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 3 else None


def _own(style: etree._Element, w: str) -> int | None:
    return stated_level(style.find(f"{w}pPr/{w}outlineLvl"), w)


def _value(element: etree._Element | None, w: str) -> str:
    return "" if element is None else element.get(f"{w}val", "")
