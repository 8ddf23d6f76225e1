"""What LibreOffice and pandoc show of a Word file: an outside word on what djlint reads."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from word_samples import HEAD, MAIN, STRICT_R, STRICT_W, R, W, body, pack

from djlint.model import Document

PROGRAMS = ("soffice", "pdftotext", "pandoc")
PACKAGES = "libreoffice-writer-nogui poppler-utils pandoc fonts-wqy-zenhei"
FORMATS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    f'xmlns:a="{DRAWING}/main" xmlns:wp="{DRAWING}/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
ROOTS = {"header": "hdr", "footer": "ftr"}
# Without the language, full-width digits come out in half width; one font keeps lines apart.
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'
    '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
).format("WenQuanYi Zen Hei")
# Tracked changes are shown as if they were accepted.
ACCEPTED = "<w:revisionView w:markup='0'/>"
# Blanks, pictures and soft hyphens, and the private characters that symbol fonts use.
UNSEEN = re.compile("[\\s\ufffc\u00ad\u200b\ufeff\ue000-\uf8ff]+")
ALIKE = str.maketrans("\u2011", "-")


def missing() -> tuple[str, ...]:
    """The programs that are not installed."""
    return tuple(name for name in PROGRAMS if shutil.which(name) is None)


def package(
    content: str,
    section: str = "",
    *,
    strict: bool = False,
    main: str = f"{FORMATS}document.main+xml",
    **parts: str,
) -> bytes:
    """A package that other programs open, too; `parts` are further ones, such as `header2`."""
    document = body(content).replace("<w:sectPr/>", f"<w:sectPr>{section}</w:sectPr>")
    parts = {"styles": "", "settings": ACCEPTED, **parts}
    written = {
        "[Content_Types].xml": content_types(main, parts),
        "_rels/.rels": relationships({"officeDocument": MAIN}),
        MAIN: document.replace("<w:document ", f"<w:document {SPACES} ", 1),
        "word/_rels/document.xml.rels": relationships({name: f"{name}.xml" for name in parts}),
        **{f"word/{name}.xml": part(name, content) for name, content in parts.items()},
    }
    if strict:
        written = {
            name: text.replace(W, STRICT_W).replace(R, STRICT_R) for name, text in written.items()
        }
    return pack(written)


def kind(name: str) -> str:
    return name.rstrip("0123456789")


def part(name: str, content: str) -> str:
    root = ROOTS.get(kind(name), kind(name))
    content = DEFAULTS + content if name == "styles" else content
    return (
        body("")
        .split("<w:body>")[0]
        .replace("document", root)
        .replace(f"<w:{root} ", f"<w:{root} {SPACES} ", 1)
        + f"{content}</w:{root}>"
    )


def content_types(main: str, parts: Iterable[str]) -> str:
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{FORMATS}{kind(name)}+xml"/>'
        for name in parts
    )
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{MAIN}" ContentType="{main}"/>{rows}</Types>'
    )


def relationships(targets: Mapping[str, str]) -> str:
    """Links that are named as the parts they lead to."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind(name)}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{LINKS}">{rows}</Relationships>'


class Renderer:
    """LibreOffice with a profile of its own, so that it never meets one that runs already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = 0

    def pages(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """The text of the pages of each file; a form feed ends each page."""
        return {
            name: output("pdftotext", "-layout", "-enc", "UTF-8", str(path), "-")
            for name, path in self._convert("pdf", files).items()
        }

    def saved(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Files of other kinds, which their names end in, as the program saves them for Word."""
        made = self._convert("docx:MS Word 2007 XML", files)
        return {name: path.read_bytes() for name, path in made.items()}

    def _convert(self, to: str, files: Mapping[str, bytes]) -> dict[str, Path]:
        """Each file in another format, all by one start of the program."""
        self.calls += 1
        folder = self.folder / str(self.calls)
        folder.mkdir()
        sources = [folder / f"{at}{Path(name).suffix or '.docx'}" for at, name in enumerate(files)]
        for source, data in zip(sources, files.values(), strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        made = folder / "made"
        names = (str(source) for source in sources)
        output("soffice", profile, "--headless", "--convert-to", to, "--outdir", str(made), *names)
        extension = to.split(":")[0]
        paths = {
            name: made / f"{source.stem}.{extension}"
            for name, source in zip(files, sources, strict=True)
        }
        failed = [name for name, path in paths.items() if not path.exists()]
        assert not failed, f"LibreOffice makes nothing of {failed}"
        return paths


def output(*command: str, given: bytes = b"") -> str:
    """What a program prints."""
    done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=300)
    return done.stdout.decode("utf-8")


def pandoc(data: bytes) -> str:
    """The text that pandoc reads with all tracked changes accepted."""
    return output(
        *("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "--track-changes=accept"),
        given=data,
    )


def seen(text: str) -> str:
    """What is left of a text without blanks and what has no shape."""
    return UNSEEN.sub("", text).translate(ALIKE)


def lines(text: str) -> list[str]:
    """The lines of a page that are not empty."""
    return [line for line in map(seen, re.split("[\n\f\u2028]", text)) if line]


def labelled(document: Document) -> list[str]:
    """Each paragraph as djlint reads it, its automatic number in front."""
    return [each.label + document.text_of(each) for each in document.paragraphs]
