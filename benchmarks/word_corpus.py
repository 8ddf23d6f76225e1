"""Hold djlint to its promises on every Word file of a folder.

    python benchmarks/word_corpus.py FOLDER [--seed 0] [--jobs 4] [--list]

Each file that begins like a zip package is read, written without an edit, compared with a second,
plain reading of its main part, and edited at one random place. A file that djlint says it cannot
read is counted, not blamed; anything else than a FileError is a crash. Exit code 1 if a law is
broken or anything crashes.
"""

from __future__ import annotations

import argparse
import io
import os
import posixpath
import re
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple, TypeVar

from lxml import etree

from djlint import formats
from djlint.errors import FileError, RefusedError
from djlint.model import Document, Edit, Span

ZIP = b"PK\x03\x04"
NO_EDIT, ALL_TEXT, ONE_EDIT = "no edit", "all text read", "one edit"
LAWS = (NO_EDIT, ALL_TEXT, ONE_EDIT)
NO_TEXT = "no text at all"
NO_PLACE = "no place that may be edited was met"
MAIN_PARTS = ("body", "table", "textbox")
HAN = "甲乙丙丁戊己庚辛壬癸"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
TRIES = 500
SHOWN = 24  # characters of a text that differs

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VERSIONS = (f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}Fallback")
FORMULA_TEXTS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
UNREAD = ("del", "moveFrom", "rt")
HYPHENS = {"noBreakHyphen": "-", "softHyphen": "\u00ad"}
OFF = ("false", "0", "off")
LOCAL_HEADER = 30

Value = TypeVar("Value")


class Piece(NamedTuple):
    """A text, or a border of a field: begin, separate or end."""

    border: str
    text: str = ""


@dataclass(slots=True)
class Result:
    """What came of one file; `broken` holds a law and what is wrong with it."""

    path: str
    unreadable: str = ""
    crash: str = ""
    refused: str = ""
    broken: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    base: float = 0.0


def main() -> int:
    """Print the table; 1 if a law is broken or anything crashes."""
    parser = argparse.ArgumentParser(description="Hold djlint to its promises on Word files.")
    parser.add_argument("folder", type=Path, help="every file below it is looked at")
    parser.add_argument("--seed", type=int, default=0, help="of the random edits, 0 unless told")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many files at a time")
    parser.add_argument("--list", action="store_true", help="name the unreadable and broken files")
    options = parser.parse_args()
    paths = [path for path in sorted(options.folder.rglob("*")) if is_zip(path)]
    if not paths:
        parser.error(f"no file below {options.folder} begins like a zip package")
    with ProcessPoolExecutor(options.jobs) as pool:
        results = list(pool.map(partial(examine, options.folder, options.seed), paths, chunksize=8))
    show(results)
    tell(results, named=options.list)
    return int(any(each.crash or each.broken for each in results))


def is_zip(path: Path) -> bool:
    """Whether a path is a file that begins like a zip package."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def examine(folder: Path, seed: int, path: Path) -> Result:
    """All laws on one file; its random edit depends on the seed and its name alone."""
    result = Result(path.relative_to(folder).as_posix())
    try:
        hold(path.read_bytes(), Random(f"{seed} {result.path}"), result)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        result.crash = last_line(error)
    return result


def last_line(error: Exception) -> str:
    """The last line of a traceback, and where the error was raised."""
    *_, frame = traceback.extract_tb(error.__traceback__)
    said = traceback.format_exception_only(error)[-1].strip()
    return f"{said} ({Path(frame.filename).name}:{frame.lineno})"


def hold(data: bytes, random: Random, result: Result) -> None:
    """Read a file and note which laws do not hold."""
    try:
        document, result.seconds = timed(lambda: formats.read(data, result.path))
    except FileError as error:
        result.unreadable = str(error)
        return
    if formats.write(document, ()) != data:
        result.broken.append((NO_EDIT, "other bytes are written"))
    root, result.base = timed(lambda: main_root(data))
    if wrong := unread(document, Reading(root, hiding(data))):
        result.broken.append((ALL_TEXT, wrong))
    edit = random_edit(document, random)
    if edit is None:
        result.refused = NO_PLACE if document.text.strip() else NO_TEXT
        return
    try:
        new = formats.write(document, [edit])
    except RefusedError as error:
        result.refused = str(error)
        return
    result.broken += [(ONE_EDIT, wrong) for wrong in wrongs(document, edit, data, new)]


def timed(function: Callable[[], Value]) -> tuple[Value, float]:
    """What a function returns, and the processor's seconds that the quicker of two calls takes."""
    start = time.process_time()
    value = function()
    middle = time.process_time()
    function()
    return value, min(middle - start, time.process_time() - middle)


def main_root(data: bytes) -> etree._Element:
    """The root of the main part, found by its relationship."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.casefold(): name for name in archive.namelist()}
        links = etree.fromstring(archive.read(names["_rels/.rels"]))
        target = next(
            link.get("Target", "")
            for link in links.iter(RELATIONSHIP)
            if link.get("Type", "").endswith("/officeDocument")
        )
        path = posixpath.normpath(target.lstrip("/"))
        return etree.fromstring(archive.read(names[path.casefold()]))


def hiding(data: bytes) -> frozenset[str]:
    """The styles that hide text, by themselves or by those they build on."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        path = next((name for name in archive.namelist() if name.endswith("/styles.xml")), "")
        root = etree.fromstring(archive.read(path)) if path else etree.Element("none")
    w = f"{{{etree.QName(root).namespace}}}"
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(
            style.get(f"{w}styleId", "")
            for style in root.iter(f"{w}style")
            if is_hiding(style, w) or value_at(style, f"{w}basedOn", w) in found
        )
        if more == found:
            return found
        found = more


def is_hiding(element: etree._Element, w: str) -> bool:
    """Whether a run or a style has properties that hide text."""
    path = f"{w}rPr/{w}vanish"
    return element.find(path) is not None and value_at(element, path, w) not in OFF


def value_at(element: etree._Element, path: str, w: str) -> str:
    """The `w:val` of an element below another one, empty where there is none."""
    found = element.find(path)
    return "" if found is None else found.get(f"{w}val", "")


def unread(document: Document, reading: Reading) -> str:
    """How the text of the main part differs from a plain reading of it; empty if it does not."""
    parts = (each for each in document.paragraphs if each.part in MAIN_PARTS)
    found = bare("".join(map(document.text_of, parts)))
    stories = [seen(story) for story in reading.stories]
    expected = bare("".join(stories))
    missing, surplus = Counter(expected), Counter(found)
    missing.subtract(found)
    surplus.subtract(expected)
    surplus.subtract("".join(reading.optional))
    lost, added = (+missing).total(), (+surplus).total()
    if lost or added:
        return f"{lost} characters missing, {added} too many; {difference(expected, found)}"
    # Text boxes are listed after the paragraph that they hang on.
    if len(stories) == 1 and not reading.optional and expected != found:
        return f"another order; {difference(expected, found)}"
    return ""


def bare(text: str) -> str:
    """A text without white space and without objects."""
    return "".join(text.split()).replace("\ufffc", "")


def difference(expected: str, found: str) -> str:
    """Where two texts part."""
    pairs = zip(expected, found, strict=False)
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    here = slice(max(at - 4, 0), at + SHOWN)
    return f"at {at} {expected[here]!r} is read as {found[here]!r}"


class Reading:
    """A plain reading of a part: the pieces of its text and of each of its text boxes.

    `optional` is what may be read besides: symbols, fields that draw their code, and the text
    that styles hide, for one style may undo another.
    """

    def __init__(self, root: etree._Element, hiding: frozenset[str]) -> None:
        self.w = f"{{{etree.QName(root).namespace}}}"
        self.texts = (f"{self.w}t", *FORMULA_TEXTS)
        self.unread = {f"{self.w}{name}" for name in UNREAD}
        self.hyphens = {f"{self.w}{name}": shown for name, shown in HYPHENS.items()}
        self.styles = {f"{self.w}{name}": f"{self.w}{name}Pr/{self.w}{name}Style" for name in "pr"}
        self.hiding = hiding
        self.stories: list[list[Piece]] = []
        self.optional: list[str] = []
        self.story(root)

    def story(self, element: etree._Element) -> None:
        """Read an element whose fields are its own."""
        pieces: list[Piece] = []
        self.stories.append(pieces)
        for child in element:
            self.visit(child, pieces)

    def visit(self, element: etree._Element, pieces: list[Piece]) -> None:
        """Read an element and all within it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in self.unread or self.is_left_out(element):
            return
        if tag == f"{self.w}txbxContent":
            self.story(element)
        elif tag == f"{self.w}fldChar":
            pieces.append(Piece(element.get(f"{self.w}fldCharType", "")))
        elif tag in self.texts:
            # What follows a comment in a text belongs to it.
            tails = (child.tail or "" for child in element)
            pieces.append(Piece("", "".join([element.text or "", *tails])))
        elif tag in self.hyphens:
            pieces.append(Piece("", self.hyphens[tag]))
        else:
            self.note(element)
            self.visit_children(element, pieces)

    def visit_children(self, element: etree._Element, pieces: list[Piece]) -> None:
        """Read what an element holds; of what is hidden the borders of fields count."""
        if is_hiding(element, self.w):
            borders = element.iterchildren(f"{self.w}fldChar")
            pieces += (Piece(each.get(f"{self.w}fldCharType", "")) for each in borders)
            return
        path = self.styles.get(str(element.tag), "")
        hidden = bool(path) and value_at(element, path, self.w) in self.hiding
        within: list[Piece] = [] if hidden else pieces
        for child in element:
            self.visit(child, within)
        if hidden:
            self.optional += (piece.text for piece in within)
            pieces += (piece for piece in within if piece.border)

    def is_left_out(self, element: etree._Element) -> bool:
        """Whether it is another version of what is read, or a row that is tracked as deleted."""
        if element.tag in VERSIONS:
            return next(element.itersiblings(*VERSIONS, preceding=True), None) is not None
        return element.find(f"{self.w}trPr/{self.w}del") is not None

    def note(self, element: etree._Element) -> None:
        """Note what may be seen of an element although no text says it."""
        if element.tag == f"{self.w}sym":
            self.optional.append(chr(int(element.get(f"{self.w}char", "20"), 16)))
        elif element.tag == f"{self.w}instrText" and "EQ" in (element.text or "").upper():
            self.optional.append(f"{element.text}{CIRCLED}")


def seen(pieces: Sequence[Piece]) -> str:
    """The text of pieces without the code of fields; a field that never ends has none."""
    begins: list[int] = []
    closed: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.border == "begin":
            begins.append(at)
        elif piece.border == "end" and begins:
            closed.add(begins.pop())
    texts: list[str] = []
    in_code: list[bool] = []
    for at, piece in enumerate(pieces):
        if piece.border == "begin" and at in closed:
            in_code.append(True)
        elif piece.border == "separate" and in_code:
            in_code[-1] = False
        elif piece.border == "end" and in_code:
            in_code.pop()
        elif not any(in_code):
            texts.append(piece.text)
    return "".join(texts)


def random_edit(document: Document, random: Random) -> Edit | None:
    """An edit of one to three characters that djlint does not refuse beforehand."""
    for _ in range(TRIES if document.text.strip() else 0):
        start = random.randrange(len(document.text))
        old = document.text[start : start + random.randint(1, 3)]
        new = "".join(random.choices(HAN, k=random.randint(1, 3)))
        edit = Edit(Span(start, start + len(old)), new)
        if old != new and formats.refusal(document, edit) is None:
            return edit
    return None


def wrongs(document: Document, edit: Edit, data: bytes, new: bytes) -> list[str]:
    """What is wrong with the bytes that one edit leaves."""
    text = document.text
    expected = text[: edit.span.start] + edit.text + text[edit.span.end :]
    found = formats.read(new, document.path).text
    told = [] if found == expected else [f"the text is another: {difference(expected, found)}"]
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(new)) as changed:
        if old.namelist() != changed.namelist():
            return [*told, "the members are others"]
        pairs = zip(old.infolist(), changed.infolist(), strict=True)
        count = sum(packed(data, before) != packed(new, after) for before, after in pairs)
        if count != 1:
            told.append(f"{count} members differ")
        if (bad := changed.testzip()) and bad != old.testzip():
            told.append(f"the checksum of {bad!r} is wrong")
    return told


def packed(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member as they are compressed."""
    header = data[member.header_offset :][:LOCAL_HEADER]
    lengths = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    start = member.header_offset + LOCAL_HEADER + sum(lengths)
    return data[start : start + member.compress_size]


def show(results: Sequence[Result]) -> None:
    """The table of laws and the time."""
    read = [each for each in results if not each.unreadable and not each.crash]
    print(f"{'files':24}{len(results):>7}")
    print(f"{'unreadable':24}{sum(bool(each.unreadable) for each in results):>7}")
    print(f"{'crashed':24}{sum(bool(each.crash) for each in results):>7}")
    print(f"\n{'law':24}{'holds':>7}{'broken':>8}{'refused':>9}")
    for law in LAWS:
        broken = sum(any(law == each for each, _ in result.broken) for result in read)
        refused = sum(bool(each.refused) for each in read) if law == ONE_EDIT else 0
        print(f"{law:24}{len(read) - broken - refused:>7}{broken:>8}{refused or '':>9}")
    if base := sum(each.base for each in read):
        seconds = sum(each.seconds for each in read)
        middle = median(each.seconds / each.base for each in read if each.base)
        print(f"\nreading takes {seconds / len(read) * 1000:.2f} ms a file on average,")
        print(f"{seconds / base:.2f} times what inflating and parsing the main part takes")
        print(f"(median of the files {middle:.2f} times)")


def tell(results: Sequence[Result], *, named: bool) -> None:
    """All crashes; the reasons by number; the files by name if that is asked for."""
    for title, reasons in (
        ("unreadable", (each.unreadable for each in results)),
        ("one edit refused", (each.refused for each in results)),
    ):
        tally(title, reasons)
    for each in results:
        if each.crash:
            print(f"\ncrash: {each.path}\n    {each.crash}")
        for law, wrong in each.broken if named else ():
            print(f"\nbroken, {law}: {each.path}\n    {wrong}")
        if named and each.unreadable:
            print(f"\nunreadable: {each.path}\n    {each.unreadable}")


def tally(title: str, reasons: Iterable[str]) -> None:
    """How often each reason is given, whatever it names and numbers."""
    counts = Counter(re.sub(r"'[^']*'|[0-9]+", "…", reason) for reason in reasons if reason)
    if counts:
        print(f"\n{title}:")
    for reason, count in counts.most_common():
        print(f"{count:>7}  {reason}")


if __name__ == "__main__":
    raise SystemExit(main())
