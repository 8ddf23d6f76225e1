"""Which pieces of text look alike, so that one may take over the text of another."""

from __future__ import annotations

from lxml import etree

# The hint and the language change with every switch of the keyboard, not the look.
UNSEEN_PROPERTIES = ("lang", "noProof", "rPrChange", "snapToGrid")
UNSEEN_ATTRIBUTES = ("hint",)
BORDERS = ("hyperlink", "sdt")

Look = tuple[object, ...]


def looks(root: etree._Element, namespace: str) -> tuple[int, ...]:
    """A number for the look of each `w:t`, the same where the look is the same."""
    w = f"{{{namespace}}}"
    known: dict[Look, int] = {}
    return tuple(known.setdefault(_look(each, w), len(known)) for each in root.iter(f"{w}t"))


def _look(text: etree._Element, w: str) -> Look:
    border = next(text.iterancestors(*(f"{w}{name}" for name in BORDERS)), None)
    run = text.getparent()
    properties = None if run is None else run.find(f"{w}rPr")
    return (border, *(() if properties is None else filter(None, map(_property, properties))))


def _property(element: etree._Element) -> Look | None:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if not name or name in UNSEEN_PROPERTIES:
        return None
    seen = [
        (key, value)
        for key, value in sorted(element.attrib.items())
        if etree.QName(key).localname not in UNSEEN_ATTRIBUTES
    ]
    # A font element that holds nothing but a hint says nothing.
    return (name, *seen) if seen or name != "rFonts" else None
