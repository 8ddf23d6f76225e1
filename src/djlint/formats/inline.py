"""What a walk does with all that stands within a paragraph besides the texts of runs."""

from __future__ import annotations

from lxml import etree

from djlint.formats import wordml
from djlint.formats.fields import drawn, is_generated
from djlint.formats.segments import Lock
from djlint.formats.versions import twins, versions
from djlint.formats.walk import Context, Handler, Walk
from djlint.model import Span


def atom(character: str) -> Handler:
    """The handler of an element that is seen as one character."""
    return lambda walk, _element, _context, _depth: walk.atom(character)


def mark(walk: Walk, _element: etree._Element, _context: Context, _depth: int) -> None:
    """Something without width."""
    walk.mark()


def refer(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """The mark of a footnote or an endnote."""
    walk.mark()
    walk.referred.add(wordml.note_key(element, walk.w))


def stray(walk: Walk, element: etree._Element, context: Context, _depth: int) -> None:
    """Text that no run holds."""
    walk.text(element, context.lock.behind(Lock.NESTED))


def removed(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """Text that was there before a revision."""
    walk.atom(wordml.text_in(element))


def line_end(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """A line, page or column break."""
    page = element.get(f"{walk.w}type") in ("page", "column")
    walk.atom(wordml.PAGE_BREAK if page else wordml.LINE_BREAK)


def symbol(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """A sign of a certain font."""
    walk.atom(wordml.symbol(element, walk.w))


def formula(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """A formula, whose letters are no words."""
    start = walk.length
    walk.atom(wordml.maths(element))
    walk.note("generated", start=start)


def picture(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A picture or the like, which may hold text boxes."""
    walk.atom(wordml.OBJECT)
    walk.descend(element, context, depth)


def inserted(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """Text that somebody's tracked change inserts."""
    walk.descend(element, context.locked(Lock.REVISION), depth)


def ruby(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """Text with a reading aid, which is skipped itwalk."""
    walk.descend(element, context.locked(Lock.RUBY), depth)


def control(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A content control."""
    locked = wordml.is_locked(element, walk.w)
    walk.descend(element, context.locked(Lock.CONTROL) if locked else context, depth)


def simple_field(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A field in one element."""
    walk.mark()
    start = walk.length
    walk.descend(element, context.locked(Lock.FIELD), depth)
    result(walk, start, element.get(f"{walk.w}instr", ""))


def field_border(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """The begin, the separator or the end of a field."""
    walk.mark()
    kind = element.get(f"{walk.w}fldCharType")
    if kind == "begin":
        walk.fields.begin()
    elif kind == "separate":
        walk.fields.separate(walk.length)
    elif kind == "end" and (ended := walk.fields.end()):
        result(walk, ended.start, ended.instruction)


def result(walk: Walk, start: int | None, instruction: str) -> None:
    """Note the result of a field that ends here; one without shows what it draws."""
    if start is None:
        walk.atom(drawn(instruction) or "")
    elif start < walk.length and is_generated(instruction):
        walk.note("generated", start=start)


def instruct(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """The code of a field."""
    walk.fields.instruct(element.text or "")


def open_anchor(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """Where the range of a comment begins."""
    walk.anchors[element.get(f"{walk.w}id", "")] = Span(walk.length, walk.length)


def close_anchor(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """Where the range of a comment ends."""
    identifier = element.get(f"{walk.w}id", "")
    if begun := walk.anchors.get(identifier):
        walk.anchors[identifier] = Span(begun.start, walk.length)


def comment_mark(walk: Walk, element: etree._Element, _context: Context, _depth: int) -> None:
    """Where a comment hangs, which may have no range."""
    walk.mark()
    here = Span(walk.length, walk.length)
    walk.anchors.setdefault(element.get(f"{walk.w}id", ""), here)


def alternate(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """Several versions of one content, of which the first is read."""
    shown, *others = versions(element) or [element]
    for other in others:
        pairs = twins(shown, other, walk.t)
        if pairs is None:
            context = context.locked(Lock.ALTERNATE)
        for ours, theirs in pairs or ():
            walk.segments.twins.append((walk.ordinals[ours], walk.ordinals[theirs]))
    # A text of the run itself can be changed, but no revision can split it off.
    walk.content(shown, context.locked(Lock.VERSION), depth + 1)
