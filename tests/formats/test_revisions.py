"""Fixes as tracked changes: what stands in the XML, and that nothing is lost on either way."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rendering import Renderer, output, package, pandoc
from word_samples import (
    BEGIN,
    BOX,
    CHOICE,
    END,
    MAIN,
    NOTE,
    RESULT,
    SEPARATE,
    STRICT_W,
    R,
    W,
    body,
    change,
    control,
    docx,
    inner,
    links,
    members,
    pack,
    para,
    part,
    read,
    run,
)

from djlint import formats
from djlint.errors import RefusedError
from djlint.formats import rewriting
from djlint.formats.opened import open_package
from djlint.formats.package import unpack
from djlint.model import Document, Edit, Span

DATE = "2026-07-01T08:00:00Z"
PRESERVE = ' xml:space="preserve"'
BOLD = "<w:b/>"
PRETTY = "\n <w:r>\n  <w:t>{}</w:t>\n </w:r>\n"
HISTORY = "<w:b/><w:rPrChange w:id='{}' w:author='甲'><w:rPr><w:i/></w:rPr></w:rPrChange>"
FOREIGN = "<w:{0} w:id='90' w:author='甲' w:date='2020-01-01T00:00:00Z'>{1}</w:{0}>"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NUMBERED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "bookmarkStart", "commentReference")


def who(number: int) -> str:
    return f' w:id="{number}" w:author="djlint" w:date="{DATE}"'


def kept(text: str, properties: str = "", tag: str = "w:r") -> str:
    """A run that is left of one that was split."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<{tag}>{look}<w:t{PRESERVE}>{text}</w:t></w:r>"


def new(number: int, text: str, properties: str = "", tag: str = "w:r") -> str:
    return f"<w:ins{who(number)}>{kept(text, properties, tag)}</w:ins>"


def gone(number: int, text: str, properties: str = "", tag: str = "w:r") -> str:
    removed = kept(text, properties, tag).replace("w:t>", "w:delText>")
    return f"<w:del{who(number)}>{removed.replace('<w:t ', '<w:delText ')}</w:del>"


def tracked(document: Document, *edits: Edit) -> bytes:
    """The bytes after edits as tracked changes, that lead to both texts."""
    data = formats.write_tracked(document, edits, DATE)
    assert formats.read(data, "a.docx").text == formats.preview(document, edits).text
    assert original(data) == original(formats.data(document))
    return data


def original(data: bytes) -> str:
    return open_package(unpack(data), original=True).text


@pytest.mark.parametrize(
    ("content", "old", "to", "expected"),
    [
        pytest.param(
            run("甲乙丙"),
            "乙",
            "丁",
            kept("甲") + gone(1, "乙") + new(2, "丁") + kept("丙"),
            id="middle",
        ),
        pytest.param(
            run("甲乙丙"), "甲", "丁", gone(1, "甲") + new(2, "丁") + kept("乙丙"), id="start"
        ),
        pytest.param(
            run("甲乙丙"), "丙", "丁", kept("甲乙") + gone(1, "丙") + new(2, "丁"), id="end"
        ),
        pytest.param(
            run("甲乙") + run("丙"),
            "甲乙",
            "丁",
            gone(1, "甲乙") + new(2, "丁") + run("丙"),
            id="run",
        ),
        pytest.param(
            run("甲乙"), "乙", "丁乙", kept("甲") + new(1, "丁") + kept("乙"), id="insertion within"
        ),
        pytest.param(run("甲乙"), "甲", "丁甲", new(1, "丁") + run("甲乙"), id="insertion before"),
        pytest.param(
            run("甲乙"), "乙", "乙丁", run("甲乙") + new(1, "丁"), id="insertion after the last"
        ),
        pytest.param(
            run("甲") + run("乙", BOLD),
            "甲乙",
            "甲丁乙",
            run("甲") + new(1, "丁") + run("乙", BOLD),
            id="an insertion looks like the run before it",
        ),
        pytest.param(
            run("甲乙丙"), "乙", "", kept("甲") + gone(1, "乙") + kept("丙"), id="deletion"
        ),
        pytest.param(
            run("甲乙") + run("丙丁"),
            "乙丙",
            "戊己庚",
            kept("甲") + gone(1, "乙") + gone(2, "丙") + new(3, "戊己庚") + kept("丁"),
            id="over two runs",
        ),
        pytest.param(
            run("甲") + "<w:proofErr w:type='gramStart'/>" + run("乙") + run("丙"),
            "甲乙丙",
            "戊",
            gone(1, "甲")
            + "<w:proofErr w:type='gramStart'/>"
            + gone(2, "乙")
            + gone(3, "丙")
            + new(4, "戊"),
            id="over three runs",
        ),
        pytest.param(
            run("甲乙") + run("丙丁", BOLD),
            "乙丙",
            "",
            kept("甲") + gone(1, "乙") + gone(2, "丙", BOLD) + kept("丁", BOLD),
            id="deletion over two looks",
        ),
        pytest.param(
            run("二０") + run("２", BOLD) + run("１年"),
            "０２１",
            "021",
            kept("二")
            + gone(1, "０")
            + new(2, "0")
            + gone(3, "２", BOLD)
            + new(4, "2", BOLD)
            + gone(5, "１")
            + new(6, "1")
            + kept("年"),
            id="character by character",
        ),
        pytest.param(
            "<w:r w:rsidR='00A1' w:rsidRPr='00B2'><w:rPr><w:b/></w:rPr><w:t>甲乙</w:t></w:r>",
            "乙",
            "丁",
            kept("甲", BOLD, "w:r w:rsidR='00A1' w:rsidRPr='00B2'")
            + gone(1, "乙", BOLD, "w:r w:rsidR='00A1' w:rsidRPr='00B2'")
            + new(2, "丁", BOLD, "w:r w:rsidR='00A1' w:rsidRPr='00B2'"),
            id="attributes",
        ),
        pytest.param(
            run("甲乙", HISTORY.format(1)),
            "乙",
            "",
            kept("甲", HISTORY.format(1)) + gone(3, "乙", HISTORY.format(4)),
            id="history",
        ),
        pytest.param(
            run("甲乙丙", HISTORY.format(7)),
            "乙",
            "丁",
            kept("甲", HISTORY.format(7))
            + gone(3, "乙", HISTORY.format(4))
            + new(5, "丁", HISTORY.format(6))
            + kept("丙", HISTORY.format(2)),
            id="history that goes on",
        ),
        pytest.param(
            "<w:r><w:tab/><w:t>甲</w:t><w:br/></w:r>",
            "甲",
            "丁",
            "<w:r><w:tab/></w:r>" + gone(1, "甲") + new(2, "丁") + "<w:r><w:br/></w:r>",
            id="between a tab and a break",
        ),
        pytest.param(
            "<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>甲乙丙</w:t><w:br/></w:r>",
            "乙",
            "",
            f"<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t{PRESERVE}>甲</w:t></w:r>"
            + gone(1, "乙", BOLD)
            + f"<w:r><w:rPr><w:b/></w:rPr><w:t{PRESERVE}>丙</w:t><w:br/></w:r>",
            id="within a run with a tab and a break",
        ),
        pytest.param(
            "<w:r><w:tab/><w:t>甲</w:t></w:r>",
            "甲",
            "丁甲",
            "<w:r><w:tab/></w:r>" + new(1, "丁") + "<w:r><w:t>甲</w:t></w:r>",
            id="insertion after a tab",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/></w:r>",
            "甲",
            "甲丁",
            run("甲") + new(1, "丁") + "<w:r><w:tab/></w:r>",
            id="insertion before a tab",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:t>乙丙</w:t></w:r>",
            "乙",
            "丁",
            "<w:r><w:t>甲</w:t></w:r>" + gone(1, "乙") + new(2, "丁") + kept("丙"),
            id="second of two texts",
        ),
        pytest.param(
            "<w:r><w:t>甲乙</w:t><w:t>丙</w:t></w:r>",
            "乙",
            "",
            kept("甲") + gone(1, "乙") + "<w:r><w:t>丙</w:t></w:r>",
            id="first of two texts",
        ),
        pytest.param(
            "<w:hyperlink w:anchor='b'>" + run("甲乙") + "</w:hyperlink>" + run("丙"),
            "乙",
            "丁",
            "<w:hyperlink w:anchor='b'>"
            + kept("甲")
            + gone(1, "乙")
            + new(2, "丁")
            + "</w:hyperlink>"
            + run("丙"),
            id="hyperlink",
        ),
        pytest.param(
            control("", run("甲乙")),
            "甲",
            "丁",
            control("", gone(1, "甲") + new(2, "丁") + kept("乙")),
            id="control",
        ),
        pytest.param(
            "<w:smartTag>" + run("甲乙") + "</w:smartTag>" + run("丙丁"),
            "乙丙",
            "戊",
            "<w:smartTag>"
            + kept("甲")
            + gone(1, "乙")
            + "</w:smartTag>"
            + gone(2, "丙")
            + new(3, "戊")
            + kept("丁"),
            id="out of a smart tag",
        ),
        pytest.param(
            CHOICE.format(run("甲,"), run("甲,")),
            ",",
            "，",
            CHOICE.format(
                kept("甲") + gone(1, ",") + new(2, "，"), kept("甲") + gone(3, ",") + new(4, "，")
            ),
            id="versions of runs",
        ),
        pytest.param(
            "<w:r><w:rPr/><w:t>甲乙</w:t></w:r>",
            "乙",
            "",
            f"<w:r><w:rPr/><w:t{PRESERVE}>甲</w:t></w:r>"
            f"<w:del{who(1)}><w:r><w:rPr/><w:delText{PRESERVE}>乙</w:delText></w:r></w:del>",
            id="empty properties",
        ),
        pytest.param(
            PRETTY.format("甲乙丙"),
            "乙",
            "丁",
            f"\n <w:r>\n  <w:t{PRESERVE}>甲</w:t></w:r>"
            + gone(1, "乙")
            + new(2, "丁")
            + f"<w:r><w:t{PRESERVE}>丙</w:t>\n </w:r>\n",
            id="pretty",
        ),
        pytest.param(
            PRETTY.format("甲") + run("乙"),
            "甲",
            "丁",
            "\n <w:r>\n  </w:r>" + gone(1, "甲") + new(2, "丁") + "<w:r>\n </w:r>\n" + run("乙"),
            id="pretty run",
        ),
        pytest.param(
            run("a&amp;b"),
            "&",
            "<&>",
            kept("a") + new(1, "&lt;") + kept("&amp;") + new(2, "&gt;") + kept("b"),
            id="escaped",
        ),
        pytest.param(
            run("&#x7532;&#20057;&amp;"),
            "乙",
            "丁",
            kept("&#x7532;") + gone(1, "&#20057;") + new(2, "丁") + kept("&amp;"),
            id="reference",
        ),
        pytest.param(
            run("甲<!-- c -->乙丙"),
            "甲乙",
            "",
            gone(1, "甲<!-- c -->乙") + kept("丙"),
            id="comment",
        ),
        pytest.param(
            run("甲") + FOREIGN.format("ins", run("乙")) + run("丙"),
            "甲乙丙",
            "甲丁乙戊丙",
            run("甲") + new(1, "丁") + FOREIGN.format("ins", run("乙")) + new(2, "戊") + run("丙"),
            id="beside an insertion",
        ),
        pytest.param(
            FOREIGN.format("del", "<w:r><w:delText>删</w:delText></w:r>") + run("甲乙"),
            "甲",
            "丁",
            FOREIGN.format("del", "<w:r><w:delText>删</w:delText></w:r>")
            + gone(1, "甲")
            + new(2, "丁")
            + kept("乙"),
            id="after a deletion",
        ),
        pytest.param(
            run("甲乙") + NOTE, "乙", "乙。", run("甲乙") + new(1, "。") + NOTE, id="before a note"
        ),
    ],
)
def test_revision(content: str, old: str, to: str, expected: str) -> None:
    document = read(para(content))
    edit = change(document, old, to)
    assert formats.refusal(document, edit, tracked=True) is None
    assert inner(tracked(document, edit)) == para(expected)


@pytest.mark.parametrize(
    ("content", "edits", "expected"),
    [
        pytest.param(
            run("甲乙丙丁戊"),
            [(0, 1, "一"), (2, 3, ""), (4, 4, "二"), (5, 5, "三")],
            gone(1, "甲")
            + new(2, "一")
            + kept("乙")
            + gone(3, "丙")
            + kept("丁")
            + new(4, "二")
            + kept("戊")
            + new(5, "三"),
            id="several",
        ),
        pytest.param(
            run("甲乙丙"),
            [(0, 1, "一"), (1, 2, "二")],
            gone(1, "甲乙") + new(2, "一二") + kept("丙"),
            id="adjacent",
        ),
        pytest.param(
            run("甲乙丙"),
            [(0, 1, "一"), (1, 1, "二"), (1, 2, "")],
            gone(1, "甲乙") + new(2, "一二") + kept("丙"),
            id="insertion between",
        ),
        pytest.param(
            run("甲") + run("乙"),
            [(0, 1, "一"), (1, 2, "二")],
            gone(1, "甲") + new(2, "一") + gone(3, "乙") + new(4, "二"),
            id="adjacent in two runs",
        ),
        pytest.param(
            f"<w:r><w:t{PRESERVE}>甲 乙</w:t></w:r>",
            [(0, 0, "一"), (2, 3, "二")],
            new(1, "一") + kept("甲 ") + gone(2, "乙") + new(3, "二"),
            id="before and within",
        ),
        pytest.param(
            run("甲 乙"),
            [(0, 0, "一"), (2, 3, "二")],
            new(1, "一") + kept("甲 ") + gone(2, "乙") + new(3, "二"),
            id="before and after a blank, which is kept",
        ),
        pytest.param(
            run("甲 乙"), [(1, 1, "一")], kept("甲") + new(1, "一") + kept(" 乙"), id="blank after"
        ),
    ],
)
def test_several_edits(content: str, edits: list[tuple[int, int, str]], expected: str) -> None:
    document = read(para(content))
    made = [Edit(Span(start, end), text) for start, end, text in edits]
    assert inner(tracked(document, *made)) == para(expected)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(control("", para("{}")), id="control"),
        pytest.param("<w:tbl><w:tr><w:tc>" + para("{}") + "</w:tc></w:tr></w:tbl>", id="cell"),
        pytest.param(para(run("框") + BOX.format(para("{}"))), id="text box"),
        pytest.param(
            control("", "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"), id="deep"
        ),
    ],
)
def test_blocks(content: str) -> None:
    document = read(content.format(run("甲,乙")))
    expected = kept("甲") + gone(1, ",") + new(2, "，") + kept("乙")
    assert inner(tracked(document, change(document, ",", "，"))) == content.format(expected)


def test_both_versions_of_a_text_box() -> None:
    content = "<w:r>" + CHOICE.replace("{}", BOX.format(para("{}"))) + "</w:r>"
    document = read(para(content.format(run("甲,"), run("甲,"))) + para(run("乙")))
    changed = [kept("甲") + gone(at, ",") + new(at + 1, "，") for at in (1, 3)]
    written = inner(tracked(document, change(document, ",", "，")))
    assert written == para(content.format(*changed)) + para(run("乙"))


def test_other_prefix() -> None:
    data = (
        body(para(run("甲乙", HISTORY.format(3))))
        .replace("w:", "文:")
        .replace("xmlns:w", "xmlns:文")
    )
    document = formats.read(pack(members(data)), "a.docx")
    expected = kept("甲", HISTORY.format(3)) + gone(2, "乙", HISTORY.format(4))
    written = tracked(document, change(document, "乙", ""))
    assert inner_as(written, "文:") == para(expected).replace("w:", "文:")


def inner_as(data: bytes, prefix: str) -> str:
    """What stands in the body of a package that calls the namespace otherwise."""
    return part(data).split(f"<{prefix}body>")[1].split(f"<{prefix}sectPr/>")[0]


def test_no_prefix() -> None:
    content = f'<document xmlns="{W}"><body><p><r><t>甲乙</t></r></p><sectPr/></body></document>'
    document = formats.read(pack(members(content)), "a.docx")
    bound = f' xmlns:w="{W}"'
    revision = f'{bound} w:id="{{}}" w:author="djlint" w:date="{DATE}"'
    assert inner_as(tracked(document, change(document, "乙", "丁")), "") == (
        f"<p><r><t{PRESERVE}>甲</t></r>"
        f"<del{revision.format(1)}><r><delText{bound}{PRESERVE}>乙</delText></r></del>"
        f"<ins{revision.format(2)}><r><t{bound}{PRESERVE}>丁</t></r></ins></p>"
    )


def test_strict() -> None:
    document = formats.read(pack(members(body(para(run("甲,")), STRICT_W))), "a.docx")
    written = inner(tracked(document, change(document, ",", "，")))
    assert written == para(kept("甲") + gone(1, ",") + new(2, "，"))


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ],
)
def test_encodings(mark: bytes, codec: str) -> None:
    def encoded(content: str) -> bytes:
        return mark + body(para(content)).replace("UTF-8", codec[:6]).encode(codec)

    document = formats.read(pack(members(encoded(run("𠮷,乙")))), "a.docx")
    written = tracked(document, change(document, ",", "，"))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.read(MAIN) == encoded(kept("𠮷") + gone(1, ",") + new(2, "，") + kept("乙"))


def story(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}">{content}</w:{root}>'


def test_other_parts() -> None:
    def made(*contents: str) -> bytes:
        main, note, header = map(para, contents)
        return docx(
            main + para(NOTE),
            footnotes=story("footnotes", f"<w:footnote w:id='2'>{note}</w:footnote>"),
            header=story("hdr", header),
            styles=story("styles", ""),
        )

    data = made(run("甲,"), run("乙,"), run("丙,"))
    document = formats.read(data, "a.docx")
    assert document.text == "甲,\n\n乙,\n丙,"
    edits = [Edit(Span(at, at + 1), "，") for at, each in enumerate(document.text) if each == ","]
    # The note has the number 2 itself.
    numbers = iter((1, 3, 4, 5, 6, 7))
    expected = made(
        *(kept(text) + gone(next(numbers), ",") + new(next(numbers), "，") for text in "甲乙丙")
    )
    written = tracked(document, *edits)
    assert contents(written) == contents(expected)
    assert unchanged(data, written) == {*contents(data)} - {
        MAIN,
        "word/footnotes.xml",
        "word/header.xml",
    }


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unchanged(before: bytes, after: bytes) -> set[str]:
    """The members that are the same in both packages to the byte."""
    raw = [
        {each.name: data[each.header : each.end] for each in unpack(data).members}
        for data in (before, after)
    ]
    return {name for name, content in raw[0].items() if raw[1].get(name) == content}


def test_numbers_are_used_once() -> None:
    marks = (
        "<w:bookmarkStart w:id='1' w:name='b'/><w:bookmarkEnd w:id='1'/>"
        "<w:commentRangeStart w:id='3'/><w:commentRangeEnd w:id='3'/>"
        '<w:r><w:commentReference w:id="3"/></w:r>'
    )
    old = run("甲乙丙", HISTORY.format(4)) + FOREIGN.format("ins", run("丁")) + marks
    note = "<w:footnote w:id='2'>" + para("<w:bookmarkStart w:id = \"5\" w:name='c'/>" + run("戊,"))
    data = docx(
        para(old + NOTE),
        footnotes=story("footnotes", note + "</w:footnote>"),
        header=story("hdr", para(run("己庚", HISTORY.format(7)))),
        comments=story("comments", para("<w:bookmarkStart w:id='6' w:name='d'/>")),
    )
    document = formats.read(data, "a.docx")
    edits = [change(document, *each) for each in (("乙", "一二三"), (",", "，"), ("庚", ""))]
    written = tracked(document, *edits)
    found = [
        element
        for name in (MAIN, "word/footnotes.xml", "word/header.xml", "word/comments.xml")
        for element in etree.fromstring(part(written, name).encode()).iter(
            *(f"{{{W}}}{each}" for each in NUMBERED)
        )
    ]
    numbers = [element.get(f"{{{W}}}id") for element in found]
    assert len(numbers) == len(set(numbers))
    own = [each for each in found if each.get(f"{{{W}}}author") == "djlint"]
    assert len(own) == 5
    assert {each.get(f"{{{W}}}date") for each in own} == {DATE}


@pytest.mark.parametrize(
    ("content", "span", "reason"),
    [
        pytest.param(
            run("甲") + FOREIGN.format("ins", run("乙")), (1, 2), "他人的修订", id="insertion"
        ),
        pytest.param(
            run("甲") + FOREIGN.format("ins", run("乙丙")),
            (2, 2),
            "他人的修订",
            id="in an insertion",
        ),
        pytest.param(
            run("甲") + FOREIGN.format("moveTo", run("乙")), (1, 2), "他人的修订", id="moved"
        ),
        pytest.param(
            run("甲") + FOREIGN.format("ins", run("乙")),
            (0, 2),
            "他人的修订",
            id="into an insertion",
        ),
        pytest.param(run("甲") + RESULT, (1, 2), "域", id="field"),
        pytest.param(
            run("甲") + "<w:fldSimple>" + run("乙") + "</w:fldSimple>",
            (1, 2),
            "域",
            id="simple field",
        ),
        pytest.param(
            run("甲") + control("<w:lock w:val='contentLocked'/>", run("乙")),
            (1, 2),
            "控件",
            id="locked",
        ),
        pytest.param(run("甲") + "<w:r><w:tab/></w:r>", (1, 2), "制表符", id="tab"),
        pytest.param(
            run("甲") + "<w:r><w:ruby><w:rubyBase>" + run("乙") + "</w:rubyBase></w:ruby></w:r>",
            (1, 2),
            "注音",
            id="ruby",
        ),
        pytest.param(run("甲") + run("乙丙", BOLD), (0, 2), "格式不同", id="looks"),
    ],
)
def test_refusal(content: str, span: tuple[int, int], reason: str) -> None:
    """What a plain fix may not touch, no tracked one may."""
    document = read(para(content))
    edit = Edit(Span(*span), "丁戊己")
    for how in (True, False):
        assert reason in str(formats.refusal(document, edit, tracked=how))
    with pytest.raises(RefusedError, match=reason):
        formats.write_tracked(document, [edit], DATE)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<w:r>" + CHOICE.format(*2 * ("<w:t>甲,</w:t>",)) + "</w:r>", id="replace"),
        pytest.param(
            "<w:r><w:t>甲,</w:t>" + CHOICE.format(*2 * ("<w:t>乙</w:t>",)) + "</w:r>", id="into"
        ),
    ],
)
def test_versions_of_a_text(content: str) -> None:
    """A text of the run itself can be changed, but not split off."""
    document = read(para(content))
    at = document.text.index(",")
    edit = Edit(Span(at, len(document.text)), "，" * (len(document.text) - at))
    assert formats.refusal(document, edit) is None
    assert formats.read(formats.write(document, [edit]), "a.docx").text == "甲" + edit.text
    assert "两种版本" in str(formats.refusal(document, edit, tracked=True))
    with pytest.raises(RefusedError, match="两种版本"):
        formats.write_tracked(document, [edit], DATE)


def test_beside_versions_of_a_text() -> None:
    versions = CHOICE.format(*2 * ("<w:t>乙</w:t>",))
    document = read(para(f"<w:r><w:t>甲,</w:t>{versions}</w:r>"))
    written = inner(tracked(document, change(document, ",", "")))
    assert written == para(kept("甲") + gone(1, ",") + f"<w:r>{versions}</w:r>")


def test_literal_text_is_refused() -> None:
    document = read(para(run("甲<![CDATA[,]]>乙")))
    with pytest.raises(RefusedError, match="CDATA"):
        formats.write_tracked(document, [change(document, ",", "，")], DATE)


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("<w:trackRevisions/>", ""),
        ("<w:documentProtection w:edit='readOnly' w:enforcement='1'/>", "限制编辑"),
        ("<w:documentProtection w:edit='trackedChanges' w:enforcement='1'/>", "限制编辑"),
        ("<w:writeProtection w:recommended='1'/>", "只读"),
        ("<w:trackRevisions/><w:writeProtection/>", "只读"),
        ("<broken>", "无法确认"),
    ],
)
def test_protected(setting: str, reason: str) -> None:
    document = read(para(run("甲,")), settings=story("settings", setting))
    edit = change(document, ",", "，")
    assert formats.write_tracked(document, [], DATE) == formats.data(document)
    with pytest.raises(RefusedError, match=reason or "--track"):
        formats.write(document, [edit])
    if reason:
        with pytest.raises(RefusedError, match=reason):
            formats.write_tracked(document, [edit], DATE)
    else:
        expected = para(kept("甲") + gone(1, ",") + new(2, "，"))
        assert inner(tracked(document, edit)) == expected


def test_signed() -> None:
    content = members(body(para(run("甲,"))))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    content["_rels/.rels"] = links((f"{R}/officeDocument", MAIN), (kind, "sign/origin.sigs"))
    document = formats.read(pack(content), "a.docx")
    with pytest.raises(RefusedError, match="签名"):
        formats.write_tracked(document, [change(document, ",", "，")], DATE)


def test_text_files_have_no_revisions() -> None:
    document = formats.from_text("甲,", "a.txt")
    with pytest.raises(RefusedError, match="--track"):
        formats.write_tracked(document, [change(document, ",", "，")], DATE)


@pytest.mark.parametrize(
    ("wrong", "right"), [("</w:delText>", "删</w:delText>"), ("<w:t>", "<w:t>增"), ("</w:p>", "")]
)
def test_result_is_read_back(wrong: str, right: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Revisions that go wrong, on either way, write nothing."""
    real = rewriting.track

    def track(*given: object) -> bytes:
        return real(*given).replace(wrong.encode(), right.encode())  # type: ignore[arg-type]

    monkeypatch.setattr(rewriting, "track", track)
    document = read(para(run("甲,")) + para(run("乙")))
    with pytest.raises(RefusedError, match="与预期不符"):
        formats.write_tracked(document, [change(document, ",", "，")], DATE)


# Random documents and edits.

TEXT = st.text("甲乙丙 ,&<１", min_size=1, max_size=4)
LOOK = st.sampled_from(("", "", BOLD, "<w:lang w:val='zh-CN'/>", HISTORY.format(8)))
NOTHING = "<w:bookmarkStart w:id='9' w:name='b'/>"


def drawn_run(text: str, look: str) -> str:
    return kept(escape(text), look)


def texts_around(atom: str) -> st.SearchStrategy[str]:
    """A run of two texts with something between them."""
    return st.builds(
        lambda first, look, last: drawn_run(first, look).replace(
            "</w:r>", f"{atom}<w:t{PRESERVE}>{escape(last)}</w:t></w:r>"
        ),
        TEXT,
        LOOK,
        TEXT,
    )


PIECE = st.one_of(
    st.builds(drawn_run, TEXT, LOOK),
    st.builds(drawn_run, TEXT, LOOK),
    st.builds(run, st.sampled_from(("甲 乙", "丙 丁,")), LOOK),
    texts_around("<w:tab/>"),
    texts_around(""),
    st.builds("<w:r w:rsidR='00A1'><w:br/><w:t>{}</w:t></w:r>".format, st.sampled_from("甲乙")),
    st.sampled_from((NOTE, NOTHING, BEGIN + SEPARATE + run("丙") + END, "<w:r><w:tab/></w:r>")),
    st.builds(lambda text: run(f"<!-- c -->{text}<!-- d -->{text}"), st.sampled_from("甲乙丙")),
)
CONTENT = st.lists(PIECE, max_size=4).map("".join)
WRAPPED = st.one_of(
    CONTENT,
    CONTENT.map("<w:hyperlink w:anchor='b'>{}</w:hyperlink>".format),
    CONTENT.map("<w:smartTag>{}</w:smartTag>".format),
    CONTENT.map(lambda content: control("", content)),
    CONTENT.map(lambda content: FOREIGN.format("ins", content)),
    CONTENT.map(lambda content: FOREIGN.format("moveTo", content)),
    CONTENT.map(lambda content: CHOICE.format(content, content)),
    CONTENT.map(lambda content: BOX.format(para(content))),
    TEXT.map(
        lambda text: FOREIGN.format("del", f"<w:r><w:delText>{escape(text)}</w:delText></w:r>")
    ),
)
PARAGRAPH = st.builds(
    para,
    st.lists(WRAPPED, max_size=4).map("".join),
    st.sampled_from(("", "", "<w:rPr><w:del w:id='91' w:author='甲'/></w:rPr>")),
)
DOCUMENT = st.builds(
    lambda paragraphs, cell, last: (
        "".join(paragraphs) + f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>{last}"
    ),
    st.lists(PARAGRAPH, min_size=1, max_size=3),
    PARAGRAPH,
    PARAGRAPH,
)
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.text("甲丁 ,<１", max_size=3)), max_size=12
)


def allowed(document: Document, steps: Sequence[tuple[int, int, str]]) -> list[Edit]:
    """Edits, one after the other, as far as they may be made."""
    made: list[Edit] = []
    at = 0
    for gap, length, text in steps:
        span = Span(at + gap, at + gap + length)
        if span.end > len(document.text):
            break
        edit = Edit(span, text)
        # Two edits that begin at one point have no order.
        begins_alone = not made or made[-1].span.start < span.start
        if begins_alone and formats.refusal(document, edit, tracked=True) is None:
            made.append(edit)
        at = span.end
    return made


class Shown(NamedTuple):
    """A character or an element as it is seen, in which look, within which elements."""

    what: str
    look: str
    around: tuple[str, ...]


def shown(data: bytes, *, accepted: bool = True) -> list[Shown]:
    """What is seen of the main part with the revisions of djlint accepted or rejected."""
    root = etree.fromstring(part(data).encode())
    for each in list(root.iter(f"{{{W}}}ins", f"{{{W}}}del")):
        if each.get(f"{{{W}}}author") == "djlint":
            is_kept = (etree.QName(each).localname == "ins") is accepted
            settle(each, is_kept)
    return list(seen_in(root))


def settle(revision: etree._Element, is_kept: bool) -> None:
    """Put the content of a revision in its place, or remove it."""
    around = revision.getparent()
    assert around is not None
    for child in list(revision) if is_kept else ():
        for text in child.iter(f"{{{W}}}delText"):
            text.tag = f"{{{W}}}t"
        revision.addprevious(child)
    assert not (revision.tail or "").strip()
    around.remove(revision)


def seen_in(root: etree._Element) -> Iterator[Shown]:
    for each_run in root.iter(f"{{{W}}}r"):
        around = tuple(etree.QName(each).localname for each in each_run.iterancestors())
        look = ""
        for child in each_run:
            name = etree.QName(child).localname
            if name == "rPr":
                look = re.sub(
                    r" w:id='[0-9]+'| w:id=\"[0-9]+\"", "", etree.tostring(child).decode()
                )
            elif name in ("t", "delText"):
                yield from (Shown(each, look, around) for each in visible(child))
            else:
                yield Shown(name, look, around)


def visible(text: etree._Element) -> str:
    """The text that Word shows: without `xml:space` none of the blanks at its borders."""
    content = (text.text or "") + "".join(each.tail or "" for each in text)
    return content if text.get(SPACE) == "preserve" else content.strip()


@settings(max_examples=300, deadline=None)
@given(DOCUMENT, STEPS)
def test_laws(content: str, steps: list[tuple[int, int, str]]) -> None:
    """Accepted, the text is that of plain fixes; rejected, it is that before; both keep looks."""
    data = docx(content, styles=story("styles", ""))
    document = formats.read(data, "a.docx")
    assert formats.write_tracked(document, [], DATE) == data
    edits = allowed(document, steps)
    written = formats.write_tracked(document, edits, DATE)
    plain = formats.write(document, edits)
    assert formats.read(written, "a.docx").text == formats.read(plain, "a.docx").text
    assert original(written) == original(data)
    assert unchanged(data, written) >= {*contents(data)} - {MAIN}
    assert not nested(written)
    assert shown(written, accepted=False) == shown(data)
    for version in ("Choice", "Fallback"):
        assert without(version, shown(written)) == without(version, shown(plain))


def without(version: str, shown: Sequence[Shown]) -> list[str]:
    """What is seen by who takes the other version of contents that have two."""
    return [each.what for each in shown if version not in each.around]


def nested(data: bytes) -> list[str]:
    """The revisions of djlint that stand in another insertion."""
    root = etree.fromstring(part(data).encode())
    around = [f"{{{W}}}{name}" for name in ("ins", "moveTo", "del", "moveFrom")]
    return [
        each.tag
        for each in root.iter(f"{{{W}}}ins", f"{{{W}}}del")
        if each.get(f"{{{W}}}author") == "djlint"
        and next(each.iterancestors(*around), None) is not None
    ]


# What other programs make of them.

DELETED = FOREIGN.format("del", "<w:r><w:delText>旧</w:delText></w:r>")
CASES = {
    "replacement": (para(run("本年度的工做情况")), "工做", "工作"),
    "begin": (para(run("其它方面")), "其它", "其他"),
    "end": (para(run("学习不够,")), "够,", "够。"),
    "insertion": (para(run("理论学习心组")), "学习心组", "学习中心组"),
    "deletion": (para(run("认真真的学")), "真真", "真"),
    "runs": (para(run("群众") + run("满义") + run("度", BOLD)), "众满义", "体满意"),
    "looks": (para(run("二０") + run("２", BOLD) + run("１年")), "０２１", "021"),
    "tabs": (
        para(f"<w:r><w:tab/><w:t{PRESERVE}>甲 a,</w:t><w:br/><w:t>后</w:t></w:r>"),
        "a,",
        "a；",
    ),
    "blanks": (para(kept("前 , 后")), " , ", "，"),
    "blank after": (para(run("in the mid dle of")), "mid dle", "middle"),
    "hyperlink": (
        para(run("见") + "<w:hyperlink w:anchor='b'>" + run("附见") + "</w:hyperlink>"),
        "附见",
        "附件",
    ),
    "control": (para(control("", run("单位:乙")) + run("尾")), ":", "："),
    "smart tag": (
        para("在<w:smartTag>" + run("2021年低") + "</w:smartTag>" + run("前")),
        "低",
        "底",
    ),
    "block": (control("", para(run("控件,"))), "控件,", "控件。"),
    "cell": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        + para(run("表格,"))
        + "</w:tc></w:tr></w:tbl>",
        "表格,",
        "表格。",
    ),
    "foreign": (
        para(run("甲一") + FOREIGN.format("ins", run("新")) + DELETED + run("一甲")),
        "一新一",
        "一、新、一",
    ),
    "history": (para(run("历吏沿革", HISTORY.format(80))), "历吏", "历史"),
    "note": (para(run("注,") + NOTE + run("后")), "注,", "注。"),
    "footnote": ("", "脚住", "脚注"),
    "comment": (
        para(
            run("甲己")
            + "<w:bookmarkStart w:id='70' w:name='b'/>"
            + run("丙")
            + "<w:bookmarkEnd w:id='70'/>"
        ),
        "己丙",
        "乙丙",
    ),
    "versions": (para(CHOICE.format(run("版夲"), run("版夲"))), "版夲", "版本"),
    "escaped": (para(run("a&lt;b&amp;c")), "<b", "&<d"),
}


class Made(NamedTuple):
    """One file with all cases: as it is, with plain fixes and with tracked ones."""

    before: bytes
    plain: bytes
    tracked: bytes


# LibreOffice 7.4 shows the text of these several times, with what is deleted in it.
BEYOND_LIBREOFFICE = ("block",)


def made(*without: str) -> Made:
    """The file with all cases but some."""
    cases = [case for name, case in CASES.items() if name not in without]
    mark = para("<w:r><w:footnoteRef/></w:r>" + run("脚住"))
    before = package(
        "".join(content for content, _, _ in cases),
        footnotes=f"<w:footnote w:id='2'>{mark}</w:footnote>",
    )
    document = formats.read(before, "a.docx")
    edits = sorted(change(document, old, to) for _, old, to in cases)
    assert not [edit for edit in edits if formats.refusal(document, edit, tracked=True)]
    return Made(before, formats.write(document, edits), tracked(document, *edits))


def rejected(data: bytes) -> str:
    return output(
        *("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "--track-changes=reject"),
        given=data,
    )


def test_pandoc_accepts_and_rejects(renderer: Renderer) -> None:
    before, plain, revised = made()
    assert pandoc(revised) == pandoc(plain)
    assert rejected(revised) == rejected(before)
    assert pandoc(revised) != rejected(revised)


def test_libreoffice_shows_what_plain_fixes_show(renderer: Renderer) -> None:
    _, plain, revised = made(*BEYOND_LIBREOFFICE)
    shown = renderer.pages({"plain": plain, "revised": revised})
    assert shown["revised"] == shown["plain"]


def test_libreoffice_keeps_revisions(renderer: Renderer) -> None:
    before, plain, revised = renderer.saved(made(*BEYOND_LIBREOFFICE)._asdict()).values()
    assert formats.read(revised, "a.docx").text == formats.read(plain, "a.docx").text
    assert original(revised) == original(before)
