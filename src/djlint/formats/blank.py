"""A new Word file of plain paragraphs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from djlint.formats.parts import LINKS
from djlint.formats.wordml import TRANSITIONAL
from djlint.formats.xml_encoding import HEAD, escape, held

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FONT = '<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>'


def package(paragraphs: Iterable[str]) -> bytes:
    """The bytes of a Word file; what XML cannot hold is shown as U+FFFD, one for one."""
    content = "".join(map(_paragraph, paragraphs))
    members = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{MAIN_LINK}" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{TRANSITIONAL}"><w:body>{content}</w:body></w:document>'
        ),
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), HEAD + text, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _paragraph(text: str) -> str:
    if not text:
        return "<w:p/>"
    clean = escape(held(text))
    pieces = '</w:t><w:tab/><w:t xml:space="preserve">'.join(clean.split("\t"))
    return f'<w:p><w:r>{FONT}<w:t xml:space="preserve">{pieces}</w:t></w:r></w:p>'
