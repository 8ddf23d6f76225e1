"""The fields of a story, such as page numbers: which of them are open at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Fields whose results a program writes; those of others, such as HYPERLINK, somebody typed.
GENERATED = frozenset(
    (
        *("TOC", "TOA", "INDEX", "BIBLIOGRAPHY", "CITATION", "ADDIN", "=", "SEQ", "LISTNUM"),
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
        *("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "NUMCHARS", "NUMWORDS", "REVNUM", "EDITTIME"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "FILENAME", "FILESIZE", "INFO"),
        *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "TITLE", "SUBJECT", "KEYWORDS"),
        *("COMMENTS", "TEMPLATE", "DOCPROPERTY", "DOCVARIABLE"),
    )
)
# 带圈字符 of Word and WPS: a sign around one or two characters.
OVERSTRUCK = re.compile(r"\\o\s*\\a[cd]\s*\(\s*([^,;]*?)\s*[,;]\s*([^,;]*?)\s*\)", re.IGNORECASE)
CIRCLES = "○◯〇"


def is_generated(instruction: str) -> bool:
    """Whether the result of a field of this instruction is written by a program."""
    words = instruction.split(None, 1)
    return bool(words) and (words[0].upper() in GENERATED or words[0].startswith("="))


def drawn(instruction: str) -> str | None:
    """What is seen of a field that draws its instruction (`EQ`); None for any other."""
    words = instruction.split(None, 1)
    if not words or words[0].upper() != "EQ":
        return None
    found = OVERSTRUCK.search(instruction)
    if not found:
        return "\ufffc"
    sign, inner = found.groups()
    number = int(inner) if inner.isascii() and inner.isdecimal() else 0
    return chr(0x2460 + number - 1) if sign in CIRCLES and 0 < number <= 20 else inner


@dataclass(slots=True)
class Field:
    """An open field: its number, where its result begins, and its instruction."""

    number: int
    start: int | None = None
    instruction: str = ""


@dataclass(slots=True)
class Fields:
    """The open fields, outermost first; a field may span paragraphs.

    What stands between the begin and the separator of a field is code, which is not seen. A field
    is known by the number of its begin; those in `ignored` never end.
    """

    ignored: frozenset[int] = frozenset()
    begins: int = 0
    open: list[Field] = field(default_factory=list)
    code: int = 0
    unclosed: set[int] = field(default_factory=set)

    def begin(self) -> None:
        """Pass the begin of a field."""
        if self.begins not in self.ignored:
            self.open.append(Field(self.begins))
            self.code += 1
        self.begins += 1

    def separate(self, offset: int) -> None:
        """Pass the separator of a field, after which its result stands."""
        if self.open and self.open[-1].start is None:
            self.open[-1].start = offset
            self.code -= 1

    def instruct(self, text: str) -> None:
        """Pass a piece of the code of a field."""
        if self.open and self.open[-1].start is None:
            self.open[-1].instruction += text

    def end(self) -> Field | None:
        """Pass the end of a field, and give the field that ends."""
        if not self.open:
            return None
        ended = self.open.pop()
        self.code -= ended.start is None
        return ended

    def enter(self) -> tuple[list[Field], int]:
        """Begin a story within the story; gives what `leave` needs."""
        around = self.open, self.code
        self.open, self.code = [], 0
        return around

    def leave(self, around: tuple[list[Field], int]) -> None:
        """End a story; what is open in it stays so for ever."""
        self.unclosed.update(each.number for each in self.open)
        self.open, self.code = around
