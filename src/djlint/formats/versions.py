"""Several versions of one content (`mc:AlternateContent`), of which one is read."""

from __future__ import annotations

from lxml import etree

from djlint.formats.wordml import COMPATIBILITY, text_in

CONTENT = f"{COMPATIBILITY}AlternateContent"


def versions(element: etree._Element) -> list[etree._Element]:
    """The versions of a content; the first is the one to read."""
    return [
        *element.findall(f"{COMPATIBILITY}Choice"),
        *element.findall(f"{COMPATIBILITY}Fallback"),
    ]


def twins(
    shown: etree._Element, other: etree._Element, tag: str
) -> list[tuple[etree._Element, etree._Element]] | None:
    """The texts of a version with those that repeat them in another; None if not all do."""
    ours, theirs = list(shown.iter(tag)), list(other.iter(tag))
    if [text_in(each) for each in ours] != [text_in(each) for each in theirs]:
        return None
    # Versions within versions would have twins of twins.
    nested = any(next(each.iter(CONTENT), None) is not None for each in (shown, other))
    return None if ours and nested else list(zip(ours, theirs, strict=True))
