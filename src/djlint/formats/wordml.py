"""What the elements of WordprocessingML mean for the text, whichever namespace they are in."""

from __future__ import annotations

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://purl.oclc.org/ooxml/officeDocument/math}oMath",
)

# Atoms: one character each for what is seen but is no text. None of them is a line feed, which
# joins paragraphs.
TAB, LINE_BREAK, PAGE_BREAK, OBJECT = "\t", "\u2028", "\f", "\ufffc"
SIMPLE_ATOMS = {
    "tab": TAB,
    "ptab": TAB,
    "cr": LINE_BREAK,
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "sym": OBJECT,
}
PICTURES = ("drawing", "pict", "object")
MARKS = ("footnoteReference", "endnoteReference", "commentReference", "del", "moveFrom")
UNSEEN = (
    *("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "rubyPr", "rt"),
    *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "instrText", "delInstrText", "fldData"),
    *("delText", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"),
)
LOCKS = ("contentLocked", "sdtContentLocked")
OFF = ("false", "0", "off")


def text_in(element: etree._Element) -> str:
    """The text of a `w:t`; what follows a comment in it is the comment's tail."""
    text = element.text or ""
    if len(element):
        text += "".join(child.tail or "" for child in element)
    # A line end within a text is shown as a blank.
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text


def is_on(element: etree._Element, namespace: str) -> bool:
    """Whether a switch such as `w:vanish`, which is there, is not turned off."""
    return element.get(f"{{{namespace}}}val", "true") not in OFF


def is_locked(control: etree._Element, namespace: str) -> bool:
    """Whether the text of a content control is locked, or refilled by Word from data."""
    about = control.find(f"{{{namespace}}}sdtPr")
    if about is None:
        return False
    if about.find(f"{{{namespace}}}dataBinding") is not None:
        return True
    lock = about.find(f"{{{namespace}}}lock")
    return lock is not None and lock.get(f"{{{namespace}}}val") in LOCKS


def hidden_runs(root: etree._Element, namespace: str) -> frozenset[etree._Element]:
    """The runs whose text is hidden."""
    hidden = set()
    for switch in root.iter(f"{{{namespace}}}vanish"):
        properties = switch.getparent()
        run = None if properties is None else properties.getparent()
        if run is not None and is_on(switch, namespace):
            hidden.add(run)
    return frozenset(hidden)
