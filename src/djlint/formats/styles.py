"""The styles of a document: their names, outline levels, numbers, and whether they hide text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from djlint.formats.wordml import is_on, value_of

# Names are the same in every language of Word, the identifiers are not.
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
BODY_LEVEL = 9


class Style(NamedTuple):
    """What one style says itself; `base` is the style that it builds on.

    `list` and `list_level` are the list that its paragraphs are numbered in and the level in it.
    """

    name: str
    base: str
    level: int | None = None
    list: str = ""
    list_level: int | None = None
    hides: bool | None = None


class Styles(NamedTuple):
    """All styles by identifier, the one of paragraphs that name none, and those that hide text."""

    by_id: Mapping[str, Style] = MappingProxyType({})
    default: str = ""
    hiding: frozenset[str] = frozenset()

    def name(self, identifier: str) -> str:
        """The name of a style, empty where there is none such."""
        return self.by_id[identifier].name if identifier in self.by_id else ""

    def chain(self, identifier: str) -> Iterator[tuple[str, Style]]:
        """A style and those that it builds on, with their identifiers."""
        seen: set[str] = set()
        while identifier in self.by_id and identifier not in seen:
            seen.add(identifier)
            yield identifier, self.by_id[identifier]
            identifier = self.by_id[identifier].base

    def level(self, identifier: str) -> int | None:
        """The outline level from 0 that a style gives, by its name or by those it builds on."""
        for _, style in self.chain(identifier):
            if style.level is not None:
                return outline_level(style.level)
            if heading := HEADING.fullmatch(style.name):
                return int(heading[1]) - 1
        return None


def read_styles(root: etree._Element) -> Styles:
    """The styles that a part defines."""
    w = f"{{{etree.QName(root).namespace}}}"
    found: dict[str, Style] = {}
    default = ""
    for each in root.iter(f"{w}style"):
        identifier = each.get(f"{w}styleId", "")
        found[identifier] = _style(each, w)
        if each.get(f"{w}type") == "paragraph" and is_on(each, w, "default", "false"):
            default = identifier
    styles = Styles(MappingProxyType(found), default)
    hiding = frozenset(name for name in found if _hides(styles, name))
    return styles._replace(hiding=hiding)


def _hides(styles: Styles, identifier: str) -> bool:
    stated = (each.hides for _, each in styles.chain(identifier) if each.hides is not None)
    return next(stated, False)


def _style(element: etree._Element, w: str) -> Style:
    name = base = ""
    level = list_level = None
    number, hides = "", None
    for child in element:
        if child.tag == f"{w}name":
            name = child.get(f"{w}val", "")
        elif child.tag == f"{w}basedOn":
            base = child.get(f"{w}val", "")
        elif child.tag == f"{w}pPr":
            level = stated_level(child.find(f"{w}outlineLvl"), w)
            number, list_level = list_of(child.find(f"{w}numPr"), w)
        elif child.tag == f"{w}rPr":
            switch = child.find(f"{w}vanish")
            hides = None if switch is None else is_on(switch, w)
    return Style(name, base, level, number, list_level, hides)


def outline_level(stated: int) -> int | None:
    """The outline level that a number in a file means; the last one means body text."""
    return stated if 0 <= stated < BODY_LEVEL else None


def stated_level(element: etree._Element | None, w: str) -> int | None:
    """The number that a `w:outlineLvl` or a `w:ilvl` states."""
    value = value_of(element, w)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 3 else None


def list_of(properties: etree._Element | None, w: str) -> tuple[str, int | None]:
    """The identifier of the list in a `w:numPr`, empty where it names none, and the level."""
    number, level = "", None
    for child in () if properties is None else properties:
        if child.tag == f"{w}numId":
            number = value_of(child, w)
        elif child.tag == f"{w}ilvl":
            level = stated_level(child, w)
    return number, level
