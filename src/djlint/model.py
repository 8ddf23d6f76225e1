"""The values that flow through djlint; every offset counts code points of a document's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

Options = TypeVar("Options")


class Severity(str, Enum):
    """How bad a finding is; `info` alone leaves the exit code at 0."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(str, Enum):
    """Who may apply a fix: `--fix`, `--fix --unsafe-fixes`, or only a person."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int


def meet(span: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return span.start < other.end and other.start < span.end


def overlapping(span: Span, ranges: Sequence[Span]) -> bool:
    """Whether a span meets one of some ranges in order, none of which meets another."""
    at = bisect_left(ranges, span)
    return any(meet(span, other) for other in ranges[max(at - 1, 0) : at + 1])


def covered(span: Span, ranges: Sequence[Span]) -> bool:
    """Whether one of some ranges in order, none within another, covers a span that is not empty."""
    at = bisect_right(ranges, span.start, key=lambda each: each.start) - 1
    return at >= 0 and span.start < span.end <= ranges[at].end


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace what stands in a span by a text; an empty span inserts."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are applied together or not at all.

    `refusal` says why the format of the document cannot make them, where it cannot.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    refusal: str = ""


class Related(NamedTuple):
    """Another place that explains a diagnostic."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong where, and how it can be mended."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


MAIN_PARTS = ("body", "table", "textbox")


class Cell(NamedTuple):
    """A cell of a table: the number of the table in its part, the row and the column, from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document, without its paragraph mark.

    `part` is body, table, header, footer, footnote, endnote, textbox or comment; `label` is an
    automatic number, which stands outside the text; `level` is the outline level from 0, if any;
    `cell` is the innermost cell that it stands in. A paragraph that is `generated`, such as a line
    of a table of contents, was typed by nobody.
    """

    index: int
    span: Span
    part: str = "body"
    label: str = ""
    level: int | None = None
    style: str = ""
    cell: Cell | None = None
    generated: bool = False


class Region(NamedTuple):
    """A range of a document that its format tells something about.

    `kind` is `generated` for what a program filled in, such as a page number (none of these stands
    within another); `ignored` for the range of a comment that silences the rules that `text` names,
    all where it names none; at an empty range `hidden` for a `text` that is not shown, and
    `embedded` for a part not read.
    """

    span: Span
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document as one text: its paragraphs joined by line feeds.

    The main text comes first, then notes, headers, footers and comments. `source` belongs to the
    writer of the format alone. Documents compare by identity.
    """

    path: str
    format: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    source: object = field(default=None, repr=False)
    regions: tuple[Region, ...] = ()

    def text_of(self, paragraph: Paragraph) -> str:
        """The text of one paragraph."""
        return self.text[paragraph.span.start : paragraph.span.end]

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the running text."""
        return tuple(p for p in self.paragraphs if p.part == "body" and not p.generated)

    @property
    def end_of_main(self) -> int:
        """Where the main text ends, and notes, headers and footers begin."""
        main = (p.span.end for p in reversed(self.paragraphs) if p.part in MAIN_PARTS)
        return next(main, 0)


class Remark(NamedTuple):
    """What a comment is to say of a range of a document, a paragraph a line."""

    span: Span
    lines: tuple[str, ...]


class Example(NamedTuple):
    """A text that a rule must report (`bad`), or must not (`good`), or turns from one to the other.

    `path` is the file name that the text pretends to have; `labels` are the automatic numbers of
    its paragraphs.
    """

    bad: str | None = None
    good: str | None = None
    path: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[Options]):
    """What a rule file says of one defect; `options` are those of its kind."""

    code: str
    name: str
    kind: str
    family: str
    severity: Severity
    message: str
    why: str
    options: Options
    safety: Safety = Safety.DISPLAY
    enabled: bool = True
    examples: tuple[Example, ...] = ()
    source: str = ""


class Place(NamedTuple):
    """Where a span stands: paragraphs and columns from 1, columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Replacement(NamedTuple):
    """An edit as a person or another program reads it."""

    place: Place
    text: str


class Finding(NamedTuple):
    """A diagnostic, located: all that an output needs, without the document.

    `heading` is the trail of headings above it, `paragraph` the whole paragraph it begins in,
    `label` the automatic number before that; `fix_title` and `fix_safety` are None where there is
    no fix.
    """

    path: str
    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    part: str = "body"
    cell: Cell | None = None
    heading: str = ""
    text: str = ""
    paragraph: str = ""
    label: str = ""
    fix_title: str | None = None
    fix_safety: Safety | None = None
    replacements: tuple[Replacement, ...] = ()


class Outcome(NamedTuple):
    """What came of one file: findings left, findings mended, the difference made or proposed.

    `failed` says that the file, or a part of the work on it, was not done (exit code 2); `copy` is
    the path of the copy that was written with comments.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    difference: str = ""
    failed: bool = False
    copy: str = ""
