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
}
PICTURES = ("drawing", "pict", "object")
MARKS = ("footnoteRef", "endnoteRef", "annotationRef")
NOTES = ("footnote", "endnote", "comment")
UNSEEN = (
    *("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "rubyPr", "rt"),
    *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "delInstrText", "fldData"),
    *("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"),
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


def value_of(element: etree._Element | None, w: str) -> str:
    """What the `w:val` of an element says, empty where there is none; `w` is `{namespace}`."""
    return "" if element is None else element.get(f"{w}val", "")


def count_of(element: etree._Element | None, w: str, default: int) -> int:
    """The small number that an element says."""
    value = value_of(element, w)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else default


def is_on(element: etree._Element, w: str, attribute: str = "val", default: str = "true") -> bool:
    """Whether a switch such as `w:vanish`, which is there, is not turned off."""
    return element.get(f"{w}{attribute}", default) not in OFF


def is_locked(control: etree._Element, w: str) -> bool:
    """Whether the text of a content control is locked, or refilled by Word from data."""
    about = control.find(f"{w}sdtPr")
    if about is None:
        return False
    if about.find(f"{w}dataBinding") is not None:
        return True
    return value_of(about.find(f"{w}lock"), w) in LOCKS


def note_key(element: etree._Element, w: str) -> str:
    """The kind and the identifier of a note, told by itself or by its mark in the text."""
    kind = etree.QName(element).localname.removesuffix("Reference")
    return f"{kind} {element.get(f'{w}id')}"


def is_removed(properties: etree._Element | None, w: str, removal: str) -> bool:
    """Whether a row or a paragraph mark of these properties is tracked as removed."""
    return properties is not None and properties.find(f"{w}{removal}") is not None


def symbol(element: etree._Element, w: str) -> str:
    """What a `w:sym` shows; a sign of a font with signs of its own is an object."""
    try:
        code = int(element.get(f"{w}char", ""), 16)
    except ValueError:
        return OBJECT
    shown = chr(code) if 0 < code < 0xD800 else OBJECT
    return shown if shown.isprintable() else OBJECT


def maths(element: etree._Element) -> str:
    """The text of a formula; an object where it has none."""
    text = "".join(
        each.text or "" for each in element.iter(f"{{{etree.QName(element).namespace}}}t")
    )
    return " ".join(text.split()) or OBJECT
