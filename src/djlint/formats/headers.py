"""Which headers and footers a document shows: those that its sections name, on pages it has."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from djlint.formats.wordml import is_on

LINKED = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def shown_headers(root: etree._Element, alternates: Callable[[], bool]) -> frozenset[str]:
    """The identifiers of the links to headers and footers that are shown.

    `alternates` tells whether even pages have their own; it is asked only where that matters. A
    later section takes over the headers of an earlier one, so one first page is enough for all.
    """
    w = f"{{{etree.QName(root).namespace}}}"
    references = list(root.iter(f"{w}headerReference", f"{w}footerReference"))
    kinds = {each.get(f"{w}type", "default") for each in references}
    used = {"default"}
    if "first" in kinds and any(is_on(each, w) for each in root.iter(f"{w}titlePg")):
        used.add("first")
    if "even" in kinds and alternates():
        used.add("even")
    return frozenset(
        each.get(name, "")
        for each in references
        if each.get(f"{w}type", "default") in used
        for name in LINKED
    )
