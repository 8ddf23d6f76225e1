"""Automatic numbers of paragraphs: the lists that a document defines, and the count in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from djlint.formats.number_formats import WITHOUT_NUMBER, written
from djlint.formats.styles import Styles
from djlint.formats.wordml import is_on, value_of

BULLET = "•"
NO_LIST = ("", "0")
# Of a level text, a number: %1 is that of the first level.
NUMBER = re.compile(r"%([1-9])")
CUSTOM = "custom"  # a format of Word 2010, such as 001, 002
PADDED = re.compile(r"(0+1),")


class Level(NamedTuple):
    """How one level of a list is numbered.

    `restart` is the number of the level after which the count begins anew, 0 for never, None for
    any upper level; `legal` writes all numbers in figures; `style` is the style it goes with.
    """

    start: int = 0
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


class Abstract(NamedTuple):
    """A definition that several lists may share, or a link to the style that names one."""

    levels: Mapping[int, Level]
    link: str = ""


class NumberedList(NamedTuple):
    """A list: the definition that it takes its levels from, and what it has otherwise."""

    abstract: str
    starts: Mapping[int, int] = MappingProxyType({})
    levels: Mapping[int, Level] = MappingProxyType({})


class Numbering(NamedTuple):
    """The lists of a document and their definitions, by identifier."""

    lists: Mapping[str, NumberedList] = MappingProxyType({})
    abstracts: Mapping[str, Abstract] = MappingProxyType({})

    def definition(self, number: str, styles: Styles) -> str | None:
        """The identifier of the definition that a list counts by, through links by style."""
        seen: set[str] = set()
        while number in self.lists and number not in seen:
            seen.add(number)
            identifier = self.lists[number].abstract
            if identifier not in self.abstracts:
                return None
            link = self.abstracts[identifier].link
            if not link:
                return identifier
            linked = (style.list for _, style in styles.chain(link) if style.list)
            number = next(linked, "")
        return None


@dataclass(slots=True)
class Counts:
    """The counting of a document; paragraphs come in its order, each once."""

    numbering: Numbering
    styles: Styles
    values: dict[str, dict[int, int]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    known_lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    known_places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def label(self, style: str, number: str, level: int | None) -> str:
        """The number that a paragraph shows; `number` and `level` are what it says itself."""
        if (style, number) not in self.known_places:
            self.known_places[style, number] = self._place(style, number)
        number, at = self.known_places[style, number]
        at = at if level is None else level
        if number in NO_LIST:
            return ""
        abstract, levels = self._list(number)
        if at not in levels:
            return ""
        self._count(number, abstract, levels, at)
        return _text(levels, at, self.values[abstract], self.starts[abstract])

    def _place(self, style: str, number: str) -> tuple[str, int]:
        """The list and the level of paragraphs of a style; each may come from another style."""
        chain = tuple(self.styles.chain(style or self.styles.default))
        number = number or next((each.list for _, each in chain if each.list), "")
        _, levels = self._list(number)
        linked = {level.style: at for at, level in levels.items() if level.style}
        for identifier, each in chain:
            if identifier in linked:
                return number, linked[identifier]
            if each.list_level is not None:
                return number, each.list_level
        return number, 0

    def _list(self, number: str) -> tuple[str, dict[int, Level]]:
        """The definition that a list counts by, and its levels."""
        if number not in self.known_lists:
            abstract = self.numbering.definition(number, self.styles) or ""
            levels = dict(self.numbering.abstracts[abstract].levels) if abstract else {}
            levels.update(self.numbering.lists[number].levels if abstract else {})
            self.known_lists[number] = abstract, levels
        return self.known_lists[number]

    def _count(self, number: str, abstract: str, levels: Mapping[int, Level], at: int) -> None:
        """Count one more on a level."""
        values = self.values.setdefault(abstract, {})
        starts = self.starts.setdefault(abstract, {})
        for upper, start in self.numbering.lists[number].starts.items():
            if upper <= at and (number, upper) not in self.started:
                self.started.add((number, upper))
                starts[upper] = start
                if upper == at:
                    values.pop(at, None)
        values[at] = values[at] + 1 if at in values else starts.get(at, levels[at].start)
        for lower, level in levels.items():
            if lower > at and (level.restart is None or at < level.restart):
                values.pop(lower, None)


def _text(
    levels: Mapping[int, Level], at: int, values: Mapping[int, int], starts: Mapping[int, int]
) -> str:
    """The text of a level, with the value of each level that it names, or else its start."""
    own = levels[at]
    if own.form == "bullet":
        return BULLET

    def number(found: re.Match[str]) -> str:
        named = int(found[1]) - 1
        if named not in levels:
            return ""
        form = levels[named].form
        plain = own.legal and form not in (*WITHOUT_NUMBER, "decimalZero")
        start = starts.get(named, levels[named].start)
        return written(values.get(named, start), "decimal" if plain else form)

    return NUMBER.sub(number, own.text).strip()


def read_numbering(root: etree._Element) -> Numbering:
    """The lists that a part defines."""
    w = f"{{{etree.QName(root).namespace}}}"
    abstracts = {
        each.get(f"{w}abstractNumId", ""): _abstract(each, w)
        for each in root.iter(f"{w}abstractNum")
    }
    lists = {each.get(f"{w}numId", ""): _list(each, w) for each in root.iterchildren(f"{w}num")}
    return Numbering(MappingProxyType(lists), MappingProxyType(abstracts))


def _abstract(element: etree._Element, w: str) -> Abstract:
    levels = dict(_levels(element, w))
    return Abstract(levels, value_of(element.find(f"{w}numStyleLink"), w))


def _list(element: etree._Element, w: str) -> NumberedList:
    abstract = value_of(element.find(f"{w}abstractNumId"), w)
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterchildren(f"{w}lvlOverride"):
        at = _integer(override.get(f"{w}ilvl"), 0)
        start = override.find(f"{w}startOverride")
        if start is not None:
            starts[at] = _integer(start.get(f"{w}val"), 0)
        levels.update(_levels(override, w))
    return NumberedList(abstract, starts, levels)


def _levels(element: etree._Element, w: str) -> Iterator[tuple[int, Level]]:
    for each in element.iterchildren(f"{w}lvl"):
        at = _integer(each.get(f"{w}ilvl"), 0)
        yield at, _level(each, w)


def _level(element: etree._Element, w: str) -> Level:
    forms = (_form(each, w) for each in element.iter(f"{w}numFmt"))
    legal = element.find(f"{w}isLgl")
    restart = element.find(f"{w}lvlRestart")
    return Level(
        start=_integer(value_of(element.find(f"{w}start"), w), 0),
        form=next(filter(None, forms), "decimal"),
        text="" if _is_hidden(element, w) else value_of(element.find(f"{w}lvlText"), w),
        legal=legal is not None and is_on(legal, w),
        restart=None if restart is None else _integer(restart.get(f"{w}val"), 0),
        style=value_of(element.find(f"{w}pStyle"), w),
    )


def _form(element: etree._Element, w: str) -> str:
    """The name of a format, or the first number of one that is described by its numbers."""
    form = element.get(f"{w}val", "")
    if form != CUSTOM:
        return form
    padded = PADDED.match(element.get(f"{w}format", ""))
    return padded[1] if padded else ""


def _is_hidden(level: etree._Element, w: str) -> bool:
    switch = level.find(f"{w}rPr/{w}vanish")
    return switch is not None and is_on(switch, w)


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default
