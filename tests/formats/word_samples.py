"""Word packages built in code: the smallest that holds a trap, and what to do with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from djlint import formats
from djlint.model import Document, Edit, Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:r="{R}"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MAIN = "word/document.xml"
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
CHOICE = (
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice>"
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def para(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def body(content: str, namespace: str = W, section: str = "") -> str:
    end = f"<w:sectPr>{section}</w:sectPr>" if section else "<w:sectPr/>"
    return (
        f'{HEAD}<w:document xmlns:w="{namespace}" {OTHERS}>'
        f"<w:body>{content}{end}</w:body></w:document>"
    )


RESULT = BEGIN + SEPARATE + run("三") + END
NOTE = "<w:r><w:footnoteReference w:id='2'/></w:r>"


def links(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'{HEAD}<Relationships xmlns="{LINKS}">{rows}</Relationships>'


def members(document: str | bytes, **parts: str) -> dict[str, str | bytes]:
    """The members of a package; `parts` are further ones by the last word of their type."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": links((f"{R}/officeDocument", MAIN)),
        MAIN: document,
        "word/_rels/document.xml.rels": links(*((f"{R}/{kind}", f"{kind}.xml") for kind in parts)),
    }
    return found | {f"word/{kind}.xml": content for kind, content in parts.items()}


def pack(
    content: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]],
    method: int = zipfile.ZIP_DEFLATED,
    *,
    stream: bool = False,
) -> bytes:
    """A zip file; `stream` writes the sizes after the data, as programs without seeking do."""
    sink = io.BytesIO()
    with zipfile.ZipFile(OneWay(sink) if stream else sink, "w") as archive:
        for name, data in content.items() if isinstance(content, Mapping) else content:
            info = zipfile.ZipInfo(name, (2012, 7, 2, 1, 2, 4))
            info.compress_type, info.external_attr = method, 0o640 << 16
            archive.writestr(info, data)
    return sink.getvalue()


class OneWay(io.RawIOBase):
    """A sink that cannot seek."""

    def __init__(self, sink: io.BytesIO) -> None:
        self.sink = sink

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def, override]
        return self.sink.write(data)


def docx(content: str, **parts: str) -> bytes:
    """A package with this content of the body, whose section shows all headers and footers."""
    return pack(members(body(content, section=shows(*parts)), **parts))


def shows(*kinds: str) -> str:
    """What a section says to show the headers and footers among the parts of a package."""
    return "".join(
        f'<w:{kind}Reference w:type="default" r:id="r{at}"/>'
        for at, kind in enumerate(kinds)
        if kind in ("header", "footer")
    )


def read(content: str, **parts: str) -> Document:
    return formats.read(docx(content, **parts), "a.docx")


def change(document: Document, old: str, new: str) -> Edit:
    """The edit that replaces the only place where `old` stands."""
    assert document.text.count(old) == 1
    at = document.text.index(old)
    return Edit(Span(at, at + len(old)), new)


def part(data: bytes, name: str = MAIN) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def inner(data: bytes) -> str:
    """What stands in the body of a written package."""
    return part(data).split("<w:body>")[1].split("<w:sectPr/>")[0]
