"""The walk over the XML of a story: paragraphs and the texts of their runs, in order."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from djlint.errors import FileError
from djlint.formats import wordml
from djlint.formats.fields import Fields
from djlint.formats.segments import Lock, Segments
from djlint.model import MAIN_PARTS, Cell, Region, Span

DEEPEST = 256


class Found(NamedTuple):
    """A paragraph as the walk meets it; of several joined ones `element` is the last."""

    span: Span
    part: str
    cell: Cell | None
    element: etree._Element


class Table:
    """A table as its cells are met."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, 0, 1

    def next_row(self, before: int) -> None:
        """Begin a row after some columns that have no cell."""
        self.row, self.column = self.row + 1, 1 + before

    def next_cell(self, width: int) -> Cell:
        """The place of the next cell, which is so many columns wide."""
        cell = Cell(self.number, self.row, self.column)
        self.column += width
        return cell


class Context(NamedTuple):
    """What surrounds an element and matters for the text in it."""

    part: str
    lock: Lock = Lock.OPEN
    table: Table | None = None
    cell: Cell | None = None

    def locked(self, lock: Lock) -> Context:
        """The same behind a lock, if it is open so far."""
        return self._replace(lock=self.lock.behind(lock))

    @property
    def boxed(self) -> str:
        """The part of what stands in a text box here."""
        return "textbox" if self.part in MAIN_PARTS else self.part

    @property
    def tabled(self) -> str:
        """The part of what stands in a table here."""
        return "table" if self.part == "body" else self.part


Handler = Callable[["Walk", etree._Element, Context, int], None]
Handlers = Mapping[object, "Handler | None"]


class Aim(NamedTuple):
    """What a walk is to read: a part from an offset on, as it is or as it was before revisions.

    `hidden` are the runs that are not shown; of notes only those of `notes` are, if it is given.
    """

    namespace: str
    part: str = "body"
    base: int = 0
    hidden: frozenset[etree._Element] = frozenset()
    original: bool = False
    notes: frozenset[str] | None = None

    @property
    def gone(self) -> str:
        """The mark of a row or of a paragraph mark that is not to be read."""
        return "ins" if self.original else "del"


class Survey(NamedTuple):
    """What is known of a story before it is walked.

    `ordinals` numbers its `w:t` elements; the `intricate` paragraphs hold more than texts in runs,
    the mark of the `markless` ones is removed or hidden, so that the next one joins on.
    """

    ordinals: Mapping[etree._Element, int]
    intricate: Container[etree._Element]
    markless: Container[etree._Element]


class Walk:
    """The state of a walk; a handler is called for each element that has one.

    The fields whose numbers are in `ignored` never end.
    """

    def __init__(
        self,
        root: etree._Element,
        aim: Aim,
        handlers: Handlers,
        survey: Survey,
        ignored: frozenset[int] = frozenset(),
    ) -> None:
        self.w = f"{{{aim.namespace}}}"
        self.t = f"{self.w}t"
        self.handlers = handlers
        self.gone = aim.gone
        self.ordinals, self.intricate, self.markless = survey
        self.hidden, self.notes = aim.hidden, aim.notes
        self.pieces: list[str] = []
        self.length = aim.base
        self.found: list[Found] = []
        self.regions: list[Region] = []
        self.anchors: dict[str, Span] = {}
        self.segments = Segments()
        self.tables = 0
        self.inside = False
        self.joining: Found | None = None
        self.waiting: list[tuple[Handler, etree._Element, Context, int]] = []
        self.fields = Fields(ignored)
        self.referred: set[str] = set()
        self.descend(root, Context(aim.part), 0)
        self.flush()
        self.fields.leave(([], 0))

    def put(self, characters: str) -> None:
        """Append to the text."""
        self.pieces.append(characters)
        self.length += len(characters)

    def atom(self, characters: str) -> None:
        """Append what is seen but is no text of a run."""
        if self.inside and not self.fields.code:
            self.put(characters)

    def mark(self) -> None:
        """Note that something without width stands here."""
        self.segments.marks.append(self.length)

    def note(self, kind: str, text: str = "", start: int | None = None) -> None:
        """Note what is to be known of the text from an offset to here."""
        span = Span(self.length if start is None else start, self.length)
        self.regions.append(Region(span, kind, text))

    def descend(self, element: etree._Element, context: Context, depth: int) -> None:
        """Visit all children."""
        if depth > DEEPEST:
            raise FileError(f"XML 嵌套超过 {DEEPEST} 层，不予读取；请用 Word、WPS 重新保存")
        handlers = self.handlers
        for child in element:
            handler = handlers.get(child.tag, Walk.descend)
            if handler is not None:
                handler(self, child, context, depth + 1)

    def paragraph(self, element: etree._Element, context: Context, depth: int) -> None:
        """A paragraph, and after it those of the text boxes that hang on it."""
        if self.inside:
            self.waiting.append((Walk.paragraph, element, context, depth))
            return
        if self.joining is None:
            if self.found:
                self.put("\n")
            start = self.length
        else:
            start = self.joining.span.start
            self.mark()
        self.inside = True
        if element in self.intricate or self.fields.open:
            self.descend(element, context, depth)
        else:
            self.plain(element, context.lock)
        self.inside = False
        span = Span(start, self.length)
        self.joining = Found(span, context.part, context.cell, element)
        if element not in self.markless:
            self.flush()

    def plain(self, element: etree._Element, lock: Lock) -> None:
        """A paragraph of texts alone, as most are: what `descend` would find, found sooner."""
        lock = Lock.OPEN if lock is Lock.VERSION else lock
        elements = list(element.iter(self.t))
        texts = [each.text or "" for each in elements]
        whole = "".join(texts)
        # Line ends, texts of no length and what stands within a text are handled one by one.
        if "\n" in whole or "\r" in whole or "" in texts or any(map(len, elements)):
            for each in elements:
                self.text(each, lock)
        elif whole:
            borders = list(accumulate(map(len, texts), initial=self.length))
            self.segments.extend(borders, self.ordinals[elements[0]], lock)
            self.put(whole)

    def flush(self) -> None:
        """End the paragraph that others were to join, and visit what hangs on it."""
        if self.joining is None:
            return
        self.found.append(self.joining)
        self.joining = None
        waiting, self.waiting = self.waiting, []
        for handler, box, around, below in waiting:
            handler(self, box, around, below)

    def story(self, element: etree._Element, context: Context, depth: int) -> None:
        """A story within the story: its fields and its paragraphs are its own."""
        around = self.fields.enter()
        self.descend(element, context, depth)
        self.flush()
        self.fields.leave(around)

    def run(self, element: etree._Element, context: Context, depth: int) -> None:
        """A run; of one that is hidden only the borders of fields count."""
        if element in self.hidden:
            self.hidden_run(element, context, depth)
            return
        if context.lock is Lock.VERSION:
            context = context._replace(lock=Lock.OPEN)
        self.content(element, context, depth)

    def hidden_run(self, element: etree._Element, context: Context, depth: int) -> None:
        """A run that is hidden."""
        self.mark()
        text = "".join(map(wordml.text_in, element.iterchildren(self.t)))
        for child in element.iterchildren(f"{self.w}fldChar", f"{self.w}instrText"):
            handler = self.handlers[child.tag]
            if handler is not None:
                handler(self, child, context, depth)
        if text and self.inside and not self.fields.code:
            self.hide(text)

    def hide(self, text: str) -> None:
        """Note a hidden text, together with one that was hidden just before."""
        here = Span(self.length, self.length)
        if self.regions and self.regions[-1][:2] == (here, "hidden"):
            text = self.regions.pop().text + text
        self.note("hidden", text)

    def content(self, element: etree._Element, context: Context, depth: int) -> None:
        """What a run holds: the only place where text may be edited."""
        t, handlers = self.t, self.handlers
        for child in element:
            tag = child.tag
            if tag == t:
                self.text(child, context.lock)
            elif handler := handlers.get(tag, Walk.descend):
                handler(self, child, context, depth + 1)

    def text(self, element: etree._Element, lock: Lock) -> None:
        """The text of a run."""
        text = wordml.text_in(element)
        if text and self.inside and not self.fields.code:
            if self.fields.open:
                lock = lock.behind(Lock.FIELD)
            elif len(element) and any(isinstance(child.tag, str) for child in element):
                lock = lock.behind(Lock.NESTED)
            start = self.length
            self.length += len(text)
            self.pieces.append(text)
            self.segments.add(start, self.length, self.ordinals[element], lock)
