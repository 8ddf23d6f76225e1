"""What a walk does with tables, text boxes, notes and embedded parts."""

from __future__ import annotations

from lxml import etree

from djlint.formats import wordml
from djlint.formats.walk import Context, Table, Walk


def box(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """The paragraphs of a text box, whose fields are its own."""
    if walk.inside:
        walk.waiting.append((box, element, context, depth))
        return
    walk.story(element, context._replace(part=context.boxed, cell=None), depth)


def table(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A table."""
    walk.flush()
    walk.tables += 1
    walk.descend(element, context._replace(table=Table(walk.tables)), depth)


def row(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A row of a table, unless it is removed."""
    properties = element.find(f"{walk.w}trPr")
    if context.table is not None:
        skipped = None if properties is None else properties.find(f"{walk.w}gridBefore")
        context.table.next_row(wordml.count_of(skipped, walk.w, 0))
    if not wordml.is_removed(properties, walk.w, walk.gone):
        walk.descend(element, context, depth)


def cell(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A cell of a table."""
    properties = element.find(f"{walk.w}tcPr")
    if context.table is not None:
        width = None if properties is None else properties.find(f"{walk.w}gridSpan")
        cell = context.table.next_cell(wordml.count_of(width, walk.w, 1))
        context = context._replace(part=context.tabled, cell=cell)
    if not wordml.is_removed(properties, walk.w, f"cell{walk.gone.title()}"):
        walk.descend(element, context, depth)
        walk.flush()


def note_text(walk: Walk, element: etree._Element, context: Context, depth: int) -> None:
    """A footnote, an endnote or a comment that is shown; lines that separate notes are none."""
    shown = walk.notes is None or wordml.note_key(element, walk.w) in walk.notes
    if shown and element.get(f"{walk.w}type", "normal") == "normal":
        walk.story(element, context, depth)


def embedded(walk: Walk, _element: etree._Element, _context: Context, _depth: int) -> None:
    """A part in another format."""
    walk.flush()
    walk.note("embedded")
