"""The text of a story: its paragraphs, what is known of them, and where each piece stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lxml import etree

from djlint.formats import blocks, inline, wordml
from djlint.formats.segments import Segments
from djlint.formats.versions import CONTENT
from djlint.formats.walk import Aim, Found, Handler, Handlers, Survey, Walk
from djlint.model import Region, Span


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


def read_story(root: etree._Element, aim: Aim) -> Story:
    """The story that an element holds."""
    handlers, survey = _handlers(aim.namespace, aim.original), _survey(root, aim)
    walk = Walk(root, aim, handlers, survey)
    if walk.fields.unclosed:
        # A field that never ends must not hide the rest of the document.
        walk = Walk(root, aim, handlers, survey, frozenset(walk.fields.unclosed))
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


def _survey(root: etree._Element, aim: Aim) -> Survey:
    w = f"{{{aim.namespace}}}"
    ordinals = {each: at for at, each in enumerate(root.iter(f"{w}t"))}
    return Survey(ordinals, _intricate(root, aim, len(ordinals)), _markless(root, w, aim.gone))


def _intricate(root: etree._Element, aim: Aim, texts: int) -> Container[etree._Element]:
    """The elements that hold more than texts in runs; all, where one of the texts is in no run."""
    in_runs, nested = _counters(aim.namespace)
    if in_runs(root) != texts:
        return frozenset(root.iter())
    found: set[etree._Element] = set()
    special = root.iter(*_special(aim.namespace, aim.original))
    for each in (*special, *cast("list[etree._Element]", nested(root)), *aim.hidden):
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
    *(None, Walk.paragraph, Walk.run, inline.stray),
    *(blocks.table, blocks.row, blocks.cell, blocks.note_text),
)


@lru_cache(maxsize=4)
def _handlers(namespace: str, original: bool) -> Handlers:
    """What to do with each element; None is neither seen nor entered, others are entered.

    Of revisions the present text holds what they insert, the `original` one what they delete.
    """
    added: Handler = inline.mark if original else inline.inserted
    removed: Handler = inline.inserted if original else inline.mark
    named: dict[str, Handler | None] = {
        **dict.fromkeys(wordml.UNSEEN, None),
        **{name: inline.atom(character) for name, character in wordml.SIMPLE_ATOMS.items()},
        **dict.fromkeys(wordml.PICTURES, inline.picture),
        **dict.fromkeys(wordml.MARKS, inline.mark),
        **dict.fromkeys(("altChunk", "subDoc"), blocks.embedded),
        **dict.fromkeys(("ins", "moveTo"), added),
        **dict.fromkeys(("del", "moveFrom"), removed),
        **dict.fromkeys(wordml.NOTES, blocks.note_text),
        "delText": inline.removed if original else None,
        "p": Walk.paragraph,
        "tbl": blocks.table,
        "tr": blocks.row,
        "tc": blocks.cell,
        "txbxContent": blocks.box,
        "r": Walk.run,
        "t": inline.stray,
        "br": inline.line_end,
        "sym": inline.symbol,
        "ruby": inline.ruby,
        "sdt": inline.control,
        "fldSimple": inline.simple_field,
        "fldChar": inline.field_border,
        "instrText": inline.instruct,
        **dict.fromkeys(("footnoteReference", "endnoteReference"), inline.refer),
        "commentRangeStart": inline.open_anchor,
        "commentRangeEnd": inline.close_anchor,
        "commentReference": inline.comment_mark,
    }
    handlers: dict[object, Handler | None] = {
        f"{{{namespace}}}{name}": handler for name, handler in named.items()
    }
    handlers.update(dict.fromkeys(wordml.MATHS, inline.formula))
    handlers[CONTENT] = inline.alternate
    return handlers
