"""Write each `.txt` of this folder as a `.docx` with the same paragraphs, line by line.

For development only: the package neither ships nor imports it. With the development
dependencies installed, run it after a change of a `.txt`:

    python examples/make_docx.py

The same text gives the same bytes. As in files that many hands have edited, a paragraph is cut
into several runs (its run-in heading in bold, figures by themselves, the rest in pieces), so that
some defects span runs.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parent
BODY, HEAD = "仿宋", "黑体"
BODY_SIZE, TITLE_SIZE = Pt(16), Pt(22)
WRITTEN = datetime(2025, 1, 6, 9, 0, 0)
PACKED = (2025, 1, 6, 9, 0, 0)

TOP_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。]*")
NUMBER = r"(?:（[一二三四五六七八九十]+）|[0-9]+[.、]|[一二三四五六七八九十]+[、是])"
HEADING = re.compile(NUMBER + r"[^。]*(?:。|(?<![；。])$)")
PIECE = re.compile(r"[0-9A-Za-z,.%]+|[^0-9A-Za-z,.%]{1,17}")


def main() -> None:
    """Write the `.docx` of every `.txt` here."""
    for source in sorted(FOLDER.glob("*.txt")):
        source.with_suffix(".docx").write_bytes(convert(source.read_text(encoding="utf-8")))


def convert(text: str) -> bytes:
    """Lay out a report: a title above the first empty line, a sign-off below the last one."""
    lines = text.removesuffix("\n").split("\n")
    title_end = lines.index("")
    sign_off = len(lines) - lines[::-1].index("")
    document = new_document(lines[0])
    for place, line in enumerate(lines):
        paragraph = document.add_paragraph()
        if place < title_end:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(paragraph, line, HEAD, size=TITLE_SIZE)
        elif place >= sign_off:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            add_run(paragraph, line, BODY)
        elif line:
            write_body(paragraph, line)
    return packed(document)


def new_document(title: str) -> DocxDocument:
    """Make an empty A4 document whose properties are always the same."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    spacing = document.styles["Normal"].paragraph_format
    spacing.line_spacing, spacing.space_after = Pt(28), Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "djlint", "djlint"
    properties.comments = ""
    properties.created = properties.modified = WRITTEN
    return document


def write_body(paragraph: Paragraph, line: str) -> None:
    """Write a paragraph with a first-line indent, its heading in bold, in several runs."""
    paragraph.paragraph_format.first_line_indent = BODY_SIZE * 2
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "200")
    if TOP_HEADING.fullmatch(line):
        add_run(paragraph, line, HEAD)
        return
    heading = HEADING.match(line)
    end = heading.end() if heading else 0
    for piece in PIECE.findall(line[:end]):
        add_run(paragraph, piece, BODY, bold=True)
    for piece in PIECE.findall(line[end:]):
        add_run(paragraph, piece, BODY)


def add_run(
    paragraph: Paragraph, text: str, font: str, size: Pt = BODY_SIZE, bold: bool | None = None
) -> None:
    """Add a run in a font for Han and Latin characters alike."""
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = size
    run.font.name = font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def packed(document: DocxDocument) -> bytes:
    """The bytes of a document, without the time of day that a zip file keeps of its parts."""
    saved, result = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(result, "w") as target:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, PACKED)
            entry.create_system = 0
            target.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


if __name__ == "__main__":
    main()
