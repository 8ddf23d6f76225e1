"""One walk over the XML of a story: its paragraphs, its text, and where each piece stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from djlint.errors import FileError
from djlint.formats import wordml
from djlint.formats.fields import Fields
from djlint.formats.segments import Lock, Segments
from djlint.formats.versions import CONTENT, twins, versions
from djlint.model import Span

DEEPEST = 256


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph as the walk meets it."""

    span: Span
    part: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Story:
    """What a walk finds: the text, its paragraphs, and the pieces of XML that hold it."""

    text: str
    paragraphs: tuple[Found, ...]
    segments: Segments


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds an element and matters for the text in it."""

    part: str = "body"
    lock: Lock = Lock.OPEN

    def locked(self, lock: Lock) -> _Context:
        return self if self.lock else replace(self, lock=lock)


Handler = Callable[["_Walk", etree._Element, _Context, int], None]


def read_story(root: etree._Element, namespace: str) -> Story:
    """The story that an element holds."""
    walk = _Walk(root, namespace, frozenset())
    if walk.fields.unclosed:
        # A field that never ends must not hide the rest of the document.
        walk = _Walk(root, namespace, frozenset(walk.fields.unclosed))
    return Story("".join(walk.pieces), tuple(walk.found), walk.segments)


class _Walk:
    """The state of a walk; a handler is called for each element that has one."""

    def __init__(self, root: etree._Element, namespace: str, ignored: frozenset[int]) -> None:
        self.namespace = namespace
        self.w = f"{{{namespace}}}"
        self.t = f"{self.w}t"
        self.handlers = _handlers(namespace)
        self.ordinals = {each: at for at, each in enumerate(root.iter(self.t))}
        self.hidden = wordml.hidden_runs(root, namespace)
        self.pieces: list[str] = []
        self.length = 0
        self.found: list[Found] = []
        self.segments = Segments()
        self.inside = False
        self.waiting: list[tuple[Handler, etree._Element, _Context, int]] = []
        self.fields = Fields(ignored)
        self.descend(root, _Context(), 0)
        self.fields.leave(([], set()))

    def put(self, characters: str) -> None:
        """Append to the text."""
        self.pieces.append(characters)
        self.length += len(characters)

    def atom(self, character: str) -> None:
        """Append an atom where it is seen."""
        if self.inside and not self.fields.code:
            self.put(character)

    def mark(self) -> None:
        """Note that something without width stands here."""
        self.segments.marks.append(self.length)

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
        if self.found:
            self.put("\n")
        start = self.length
        self.inside = True
        self.descend(element, context, depth)
        self.inside = False
        self.found.append(Found(Span(start, self.length), context.part, element))
        waiting, self.waiting = self.waiting, []
        for handler, box, around, below in waiting:
            handler(self, box, around, below)

    def box(self, element: etree._Element, context: _Context, depth: int) -> None:
        """The paragraphs of a text box, whose fields are its own."""
        if self.inside:
            self.waiting.append((_Walk.box, element, context, depth))
            return
        around = self.fields.enter()
        self.descend(element, replace(context, part="textbox"), depth)
        self.fields.leave(around)

    def cell(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A cell of a table."""
        self.descend(element, replace(context, part="table"), depth)

    def run(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A run; of one that is hidden only the borders of fields count."""
        if element not in self.hidden:
            self.content(element, context, depth)
            return
        self.mark()
        for border in element.iterchildren(f"{self.w}fldChar"):
            self.field_border(border, context, depth)

    def content(self, element: etree._Element, context: _Context, depth: int) -> None:
        """What a run holds: the only place where text may be edited."""
        for child in element:
            tag = child.tag
            if tag == self.t:
                self.text(child, context.lock)
                continue
            handler = self.handlers.get(tag, _Walk.descend)
            if handler is not None:
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
            self.put(text)
            self.segments.add(start, self.length, self.ordinals[element], lock)

    def stray(self, element: etree._Element, context: _Context, _depth: int) -> None:
        """Text that no run holds."""
        self.text(element, context.lock or Lock.NESTED)

    def line_end(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """A line, page or column break."""
        page = element.get(f"{self.w}type") in ("page", "column")
        self.atom(wordml.PAGE_BREAK if page else wordml.LINE_BREAK)

    def picture(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A picture or the like, which may hold text boxes."""
        self.atom(wordml.OBJECT)
        self.descend(element, context, depth)

    def inserted(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Text that somebody's tracked change inserts."""
        self.descend(element, context.locked(Lock.REVISION), depth)

    def ruby(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Text with a reading aid, which is skipped itself."""
        self.descend(element, context.locked(Lock.RUBY), depth)

    def control(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A content control."""
        locked = wordml.is_locked(element, self.namespace)
        self.descend(element, context.locked(Lock.CONTROL) if locked else context, depth)

    def simple_field(self, element: etree._Element, context: _Context, depth: int) -> None:
        """A field in one element."""
        self.mark()
        self.descend(element, context.locked(Lock.FIELD), depth)

    def field_border(self, element: etree._Element, _context: _Context, _depth: int) -> None:
        """The begin, the separator or the end of a field."""
        self.mark()
        self.fields.border(element.get(f"{self.w}fldCharType"))

    def alternate(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Several versions of one content, of which the first is read."""
        shown, *others = versions(element) or [element]
        for other in others:
            pairs = twins(shown, other, self.t)
            if pairs is None:
                context = context.locked(Lock.ALTERNATE)
            for ours, theirs in pairs or ():
                self.segments.twins.append((self.ordinals[ours], self.ordinals[theirs]))
        # It may stand within a run.
        self.content(shown, context, depth + 1)


def _atom(character: str) -> Handler:
    return lambda walk, _element, _context, _depth: walk.atom(character)


def _mark(walk: _Walk, _element: etree._Element, _context: _Context, _depth: int) -> None:
    walk.mark()


@lru_cache(maxsize=2)
def _handlers(namespace: str) -> Mapping[object, Handler | None]:
    """What to do with each element; None is neither seen nor entered, others are entered."""
    named: dict[str, Handler | None] = {
        **dict.fromkeys(wordml.UNSEEN, None),
        **{name: _atom(character) for name, character in wordml.SIMPLE_ATOMS.items()},
        **dict.fromkeys(wordml.PICTURES, _Walk.picture),
        **dict.fromkeys(wordml.MARKS, _mark),
        "p": _Walk.paragraph,
        "tc": _Walk.cell,
        "txbxContent": _Walk.box,
        "r": _Walk.run,
        "t": _Walk.stray,
        "br": _Walk.line_end,
        "ins": _Walk.inserted,
        "moveTo": _Walk.inserted,
        "ruby": _Walk.ruby,
        "sdt": _Walk.control,
        "fldSimple": _Walk.simple_field,
        "fldChar": _Walk.field_border,
    }
    handlers: dict[object, Handler | None] = {
        f"{{{namespace}}}{name}": handler for name, handler in named.items()
    }
    handlers.update(dict.fromkeys(wordml.MATHS, _atom(wordml.OBJECT)))
    handlers[CONTENT] = _Walk.alternate
    return handlers
