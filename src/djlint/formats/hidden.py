"""Which runs are hidden: by their own properties, by their style, or by that of the paragraph."""

from __future__ import annotations

from lxml import etree

from djlint.formats.styles import Styles
from djlint.formats.wordml import is_on, value_of


def hidden_runs(root: etree._Element, namespace: str, styles: Styles) -> frozenset[etree._Element]:
    """The runs whose text is hidden."""
    w = f"{{{namespace}}}"
    found = {run for run in _styled(root, w, styles) if run.tag == f"{w}r"}
    for switch in root.iter(f"{w}vanish"):
        run = switch.getparent().getparent()  # type: ignore[union-attr]
        if run is not None and run.tag == f"{w}r":
            (found.add if is_on(switch, w) else found.discard)(run)
    return frozenset(found)


def _styled(root: etree._Element, w: str, styles: Styles) -> set[etree._Element]:
    """The runs that styles hide: that of the run and that of the paragraph undo each other."""
    hiding = styles.hiding
    found: set[etree._Element] = set()
    if not hiding:
        return found
    for paragraph in root.iter(f"{w}p"):
        chosen = value_of(paragraph.find(f"{w}pPr/{w}pStyle"), w) or styles.default
        if chosen in hiding:
            found.update(paragraph.iter(f"{w}r"))
    for style in root.iter(f"{w}rStyle"):
        run = style.getparent().getparent()  # type: ignore[union-attr]
        if value_of(style, w) in hiding and run is not None:
            found ^= {run}
    return found
