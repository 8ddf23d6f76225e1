"""One walk over the XML of a story: its paragraphs, its text, and where each piece stands."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from djlint.errors import FileError
from djlint.formats import wordml
from djlint.formats.fields import Fields, drawn, is_generated
from djlint.formats.segments import Lock, Segments
from djlint.formats.versions import CONTENT, twins, versions
from djlint.model import Cell, Region, Span

DEEPEST = 256


class Found(NamedTuple):
    """A paragraph as the walk meets it; of several joined ones `element` is the last."""

    span: Span
    part: str
    cell: Cell | None
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Story:
    """What a walk finds: the text, its paragraphs, and the pieces of XML that hold it.

    `anchors` are the ranges of comments by their identifiers; `referred` are the notes that it
    refers to, by kind and identifier.
    """

    text: str
    paragraphs: tuple[Found, ...]
    regions: tuple[Region, ...]
    segments: Segments
    anchors: Mapping[str, Span]
    referred: frozenset[str]


class _Table:
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


class _Context(NamedTuple):
    """What surrounds an element and matters for the text in it."""

    part: str
    lock: Lock = Lock.OPEN
    table: _Table | None = None
    cell: Cell | None = None

    def locked(self, lock: Lock) -> _Context:
        return self if self.lock not in (Lock.OPEN, Lock.VERSION) else self._replace(lock=lock)

    def inner(self, part: str) -> str:
        """The part of what stands in a table or a text box here."""
        return part if self.part in ("body", "table", "textbox") else self.part


Handler = Callable[["_Walk", etree._Element, _Context, int], None]


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


def read_story(root: etree._Element, aim: Aim) -> Story:
    """The story that an element holds."""
    walk = _Walk(root, aim, frozenset())
    if walk.fields.unclosed:
        # A field that never ends must not hide the rest of the document.
        walk = _Walk(root, aim, frozenset(walk.fields.unclosed))
    return Story(
        "".join(walk.pieces),
        tuple(walk.found),
        tuple(_outermost(sorted(walk.regions))),
        walk.segments,
        walk.anchors,
        frozenset(walk.referred),
    )


def _outermost(regions: Iterable[Region]) -> Iterator[Region]:
    """The regions in order, without what is generated within something generated."""
    end = -1
    for region in regions:
        if region.kind != "generated":
            yield region
        elif region.span.end > end:
            yield region
            end = region.span.end


class _Walk:
    """The state of a walk; a handler is called for each element that has one."""

    def __init__(self, root: etree._Element, aim: Aim, ignored: frozenset[int]) -> None:
        self.w = f"{{{aim.namespace}}}"
        self.t = f"{self.w}t"
        self.handlers = _handlers(aim.namespace, aim.original)
        self.gone = "ins" if aim.original else "del"
        self.ordinals = {each: at for at, each in enumerate(root.iter(self.t))}
        self.hidden = aim.hidden
        self.intricate = _intricate(root, aim, len(self.ordinals))
        self.markless = _markless(root, self.w, self.gone)
        self.pieces: list[str] = []
        self.length = aim.base
        self.found: list[Found] = []
        self.regions: list[Region] = []
        self.anchors: dict[str, Span] = {}
        self.segments = Segments()
        self.tables = 0
        self.inside = False
        self.joining: Found | None = None
        self.waiting: list[tuple[Handler, etree._Element, _Context, int]] = []
        self.fields = Fields(ignored)
        self.notes = aim.notes
        self.referred: set[str] = set()
        self.descend(root, _Context(aim.part), 0)
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

    def descend(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Visit all children."""
        if depth > DEEPEST:
            raise FileError(f"XML 嵌套超过 {DEEPEST} 层，不予读取；请用 Word、WPS 重新保存")
        handlers = self.handlers
        for child in element:
            handler = handlers.get(child.tag, _Walk.descend)
            if handler is not None:
                handler(self, child, context, depth + 1)

    def paragraph(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A paragraph, and after it those of the text boxes that hang on it."""
        if self.inside:
            self.waiting.append((_Walk.paragraph, element, context, depth))
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
        """A paragraph of text alone, as most are: what `descend` would find, found sooner."""
        lock = Lock.OPEN if lock is Lock.VERSION else lock
        add, ordinals = self.segments.add, self.ordinals
        for each in element.iter(self.t):
            text = each.text
            if text and not len(each) and "\n" not in text and "\r" not in text:
                start = self.length
                self.length = end = start + len(text)
                self.pieces.append(text)
                add(start, end, ordinals[each], lock)
            else:
                self.text(each, lock)

    def flush(self) -> None:
        """End the paragraph that others were to join, and visit what hangs on it."""
        if self.joining is None:
            return
        self.found.append(self.joining)
        self.joining = None
        waiting, self.waiting = self.waiting, []
        for handler, box, around, below in waiting:
            handler(self, box, around, below)

    def box(self, element: etree._Element, context: _Context, depth: int) -> None:
        """The paragraphs of a text box, whose fields are its own."""
        if self.inside:
            self.waiting.append((_Walk.box, element, context, depth))
            return
        self.story(element, context._replace(part=context.inner("textbox"), cell=None), depth)

    def story(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A story within the story: its fields and its paragraphs are its own."""
        around = self.fields.enter()
        self.descend(element, context, depth)
        self.flush()
        self.fields.leave(around)

    def table(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A table."""
        self.flush()
        self.tables += 1
        self.descend(element, context._replace(table=_Table(self.tables)), depth)

    def row(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A row of a table, unless it is removed."""
        properties = element.find(f"{self.w}trPr")
        if context.table is not None:
            skipped = None if properties is None else properties.find(f"{self.w}gridBefore")
            context.table.next_row(wordml.count_of(skipped, self.w, 0))
        if not wordml.is_removed(properties, self.w, self.gone):
            self.descend(element, context, depth)

    def cell(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A cell of a table."""
        properties = element.find(f"{self.w}tcPr")
        if context.table is not None:
            width = None if properties is None else properties.find(f"{self.w}gridSpan")
            cell = context.table.next_cell(wordml.count_of(width, self.w, 1))
            context = context._replace(part=context.inner("table"), cell=cell)
        if not wordml.is_removed(properties, self.w, f"cell{self.gone.title()}"):
            self.descend(element, context, depth)
            self.flush()

    def note_text(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A footnote, an endnote or a comment that is shown; lines that separate notes are none."""
        shown = self.notes is None or self.note_of(element) in self.notes
        if shown and element.get(f"{self.w}type", "normal") == "normal":
            self.story(element, context, depth)

    def refer(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """The mark of a footnote or an endnote."""
        self.mark()
        self.referred.add(self.note_of(element))

    def note_of(self, element: etree._Element) -> str:
        """The kind and the identifier of a note, told by itself or by its mark."""
        kind = etree.QName(element).localname.removesuffix("Reference")
        return f"{kind} {element.get(f'{self.w}id')}"

    def run(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A run; of one that is hidden only the borders of fields count."""
        if element in self.hidden:
            self.hidden_run(element, context, depth)
            return
        if context.lock is Lock.VERSION:
            context = context._replace(lock=Lock.OPEN)
        self.content(element, context, depth)

    def hidden_run(self, element: etree._Element, context: _Context, depth: int) -> None:
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

    def content(self, element: etree._Element, context: _Context, depth: int) -> None:
        """What a run holds: the only place where text may be edited."""
        t, handlers = self.t, self.handlers
        for child in element:
            tag = child.tag
            if tag == t:
                self.text(child, context.lock)
            elif handler := handlers.get(tag, _Walk.descend):
                handler(self, child, context, depth + 1)

    def text(self, element: etree._Element, lock: Lock) -> None:
        """The text of a run."""
        text = wordml.text_in(element)
        if text and self.inside and not self.fields.code:
            if self.fields.open:
                lock = lock or Lock.FIELD
            elif len(element) and any(isinstance(child.tag, str) for child in element):
                lock = lock or Lock.NESTED
            start = self.length
            self.length += len(text)
            self.pieces.append(text)
            self.segments.add(start, self.length, self.ordinals[element], lock)

    def stray(self, element: etree._Element, context: _Context, _depth: int) -> None:
        """Text that no run holds."""
        self.text(element, context.lock or Lock.NESTED)

    def removed(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """Text that was there before a revision."""
        self.atom(wordml.text_in(element))

    def line_end(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """A line, page or column break."""
        page = element.get(f"{self.w}type") in ("page", "column")
        self.atom(wordml.PAGE_BREAK if page else wordml.LINE_BREAK)

    def symbol(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """A sign of a certain font."""
        self.atom(wordml.symbol(element, self.w))

    def formula(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """A formula, whose letters are no words."""
        start = self.length
        self.atom(wordml.maths(element))
        self.note("generated", start=start)

    def picture(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A picture or the like, which may hold text boxes."""
        self.atom(wordml.OBJECT)
        self.descend(element, context, depth)

    def embedded(self, _element: etree._Element, _context: _Context, _depth: int) -> None:
        """A part in another format."""
        self.flush()
        self.note("embedded")

    def inserted(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Text that somebody's tracked change inserts."""
        self.descend(element, context.locked(Lock.REVISION), depth)

    def ruby(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Text with a reading aid, which is skipped itself."""
        self.descend(element, context.locked(Lock.RUBY), depth)

    def control(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A content control."""
        locked = wordml.is_locked(element, self.w)
        self.descend(element, context.locked(Lock.CONTROL) if locked else context, depth)

    def simple_field(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A field in one element."""
        self.mark()
        start = self.length
        self.descend(element, context.locked(Lock.FIELD), depth)
        self.result(start, element.get(f"{self.w}instr", ""))

    def field_border(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """The begin, the separator or the end of a field."""
        self.mark()
        kind = element.get(f"{self.w}fldCharType")
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self.fields.separate(self.length)
        elif kind == "end" and (ended := self.fields.end()):
            self.result(ended.start, ended.instruction)

    def result(self, start: int | None, instruction: str) -> None:
        """Note the result of a field that ends here; one without shows what it draws."""
        if start is None:
            self.atom(drawn(instruction) or "")
        elif start < self.length and is_generated(instruction):
            self.note("generated", start=start)

    def instruct(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """The code of a field."""
        self.fields.instruct(element.text or "")

    def open_anchor(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """Where the range of a comment begins."""
        self.anchors[element.get(f"{self.w}id", "")] = Span(self.length, self.length)

    def close_anchor(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """Where the range of a comment ends."""
        identifier = element.get(f"{self.w}id", "")
        if begun := self.anchors.get(identifier):
            self.anchors[identifier] = Span(begun.start, self.length)

    def comment_mark(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """Where a comment hangs, which may have no range."""
        self.mark()
        here = Span(self.length, self.length)
        self.anchors.setdefault(element.get(f"{self.w}id", ""), here)

    def alternate(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Several versions of one content, of which the first is read."""
        shown, *others = versions(element) or [element]
        for other in others:
            pairs = twins(shown, other, self.t)
            if pairs is None:
                context = context.locked(Lock.ALTERNATE)
            for ours, theirs in pairs or ():
                self.segments.twins.append((self.ordinals[ours], self.ordinals[theirs]))
        # A text of the run itself can be changed, but no revision can split it off.
        self.content(shown, context.locked(Lock.VERSION), depth + 1)


def _intricate(root: etree._Element, aim: Aim, texts: int) -> Container[etree._Element]:
    """The elements that hold more than texts in runs; all, where one of the texts is in no run."""
    in_runs, nested = _counters(aim.namespace)
    if in_runs(root) != texts:
        return frozenset(root.iter())
    found: set[etree._Element] = set()
    for each in (*root.iter(*_special(aim.namespace, aim.original)), *nested(root), *aim.hidden):
        around: etree._Element | None = each
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


@lru_cache(maxsize=2)
def _counters(namespace: str) -> tuple[etree.XPath, etree.XPath]:
    """What counts the texts in runs, and what finds the paragraphs in paragraphs."""
    names = {"w": namespace}
    return (
        etree.XPath("count(//w:r/w:t)", namespaces=names),
        etree.XPath("//w:p/w:p", namespaces=names),
    )


@lru_cache(maxsize=4)
def _special(namespace: str, original: bool) -> tuple[str, ...]:
    """The elements that are handled in a way of their own within a paragraph."""
    handlers = _handlers(namespace, original)
    return tuple(str(tag) for tag, handler in handlers.items() if handler not in _ORDINARY)


def _markless(root: etree._Element, w: str, gone: str) -> frozenset[etree._Element]:
    """The paragraphs whose mark is removed or hidden, so that the next one joins on."""
    found = set()
    for switch in root.iter(f"{w}{gone}", f"{w}vanish"):
        about = switch.getparent().getparent()  # type: ignore[union-attr]
        if about is not None and about.tag == f"{w}pPr" and wordml.is_on(switch, w):
            found.add(about.getparent())
    return frozenset(each for each in found if each is not None)


_ORDINARY = (
    *(None, _Walk.paragraph, _Walk.run, _Walk.stray),
    *(_Walk.table, _Walk.row, _Walk.cell, _Walk.note_text),
)


def _atom(character: str) -> Handler:
    return lambda walk, _element, _context, _depth: walk.atom(character)


def _mark(walk: _Walk, _element: etree._Element, _context: _Context, _depth: int) -> None:
    walk.mark()


@lru_cache(maxsize=4)
def _handlers(namespace: str, original: bool) -> Mapping[object, Handler | None]:
    """What to do with each element; None is neither seen nor entered, others are entered.

    Of revisions the present text holds what they insert, the `original` one what they delete.
    """
    added: Handler = _mark if original else _Walk.inserted
    removed: Handler = _Walk.inserted if original else _mark
    named: dict[str, Handler | None] = {
        **dict.fromkeys(wordml.UNSEEN, None),
        **{name: _atom(character) for name, character in wordml.SIMPLE_ATOMS.items()},
        **dict.fromkeys(wordml.PICTURES, _Walk.picture),
        **dict.fromkeys(wordml.MARKS, _mark),
        **dict.fromkeys(("altChunk", "subDoc"), _Walk.embedded),
        **dict.fromkeys(("ins", "moveTo"), added),
        **dict.fromkeys(("del", "moveFrom"), removed),
        **dict.fromkeys(wordml.NOTES, _Walk.note_text),
        "delText": _Walk.removed if original else None,
        "p": _Walk.paragraph,
        "tbl": _Walk.table,
        "tr": _Walk.row,
        "tc": _Walk.cell,
        "txbxContent": _Walk.box,
        "r": _Walk.run,
        "t": _Walk.stray,
        "br": _Walk.line_end,
        "sym": _Walk.symbol,
        "ruby": _Walk.ruby,
        "sdt": _Walk.control,
        "fldSimple": _Walk.simple_field,
        "fldChar": _Walk.field_border,
        "instrText": _Walk.instruct,
        **dict.fromkeys(("footnoteReference", "endnoteReference"), _Walk.refer),
        "commentRangeStart": _Walk.open_anchor,
        "commentRangeEnd": _Walk.close_anchor,
        "commentReference": _Walk.comment_mark,
    }
    handlers: dict[object, Handler | None] = {
        f"{{{namespace}}}{name}": handler for name, handler in named.items()
    }
    handlers.update(dict.fromkeys(wordml.MATHS, _Walk.formula))
    handlers[CONTENT] = _Walk.alternate
    return handlers
