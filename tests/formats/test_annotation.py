"""Copies with comments: where they hang, what becomes of the package, and those that silence."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rendering import FORMATS, Renderer, package, pandoc
from word_samples import (
    BOX,
    CHOICE,
    HEAD,
    LINKS,
    MAIN,
    NOTE,
    RESULT,
    STRICT_R,
    STRICT_W,
    R,
    W,
    body,
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

from djlint import formats, session
from djlint.errors import RefusedError
from djlint.formats.package import unpack
from djlint.model import Document, Outcome, Remark, Span
from djlint.settings import Settings

DATE = "2026-07-01T08:00:00Z"
PRESERVE = ' xml:space="preserve"'
COMMENTS = "word/comments.xml"
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OVERRIDE = f'<Override PartName="/{{}}" ContentType="{FORMATS}comments+xml"/>'
BOLD = "<w:b/>"
HISTORY = "<w:rPrChange w:id='{}' w:author='甲'><w:rPr/></w:rPrChange>"


def begin(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{number}"/>{reference}'


def point(number: int) -> str:
    return begin(number) + end(number)


def kept(text: str, properties: str = "") -> str:
    """A run that is left of one that was split."""
    return run(text, properties).replace("<w:t>", f"<w:t{PRESERVE}>")


def note(number: int, *lines: str) -> str:
    """The comment that says some lines."""
    mark = "<w:r><w:annotationRef/></w:r>"
    paragraphs = (para((mark if at == 0 else "") + kept(line)) for at, line in enumerate(lines))
    head = f'w:id="{number}" w:author="djlint" w:date="{DATE}" w:initials="dj"'
    return f"<w:comment {head}>{''.join(paragraphs)}</w:comment>"


def remarks(*spans: tuple[int, int]) -> list[Remark]:
    return [Remark(Span(*span), (f"其{at}",)) for at, span in enumerate(spans, 1)]


def annotated(document: Document, *made: Remark) -> bytes:
    """A copy with comments that has the same text."""
    data = formats.annotate(document, made, DATE)
    assert formats.read(data, "a.docx").text == document.text
    assert formats.is_annotated(data)
    return data


@pytest.mark.parametrize(
    ("content", "spans", "expected"),
    [
        pytest.param(
            run("甲乙丙", BOLD),
            [(1, 2)],
            kept("甲", BOLD) + begin(1) + kept("乙", BOLD) + end(1) + kept("丙", BOLD),
            id="within a run",
        ),
        pytest.param(
            run("甲") + run("乙") + run("丙"),
            [(1, 2)],
            run("甲") + begin(1) + run("乙") + end(1) + run("丙"),
            id="run",
        ),
        pytest.param(
            run("甲乙") + run("丙丁", BOLD),
            [(1, 3)],
            kept("甲") + begin(1) + kept("乙") + kept("丙", BOLD) + end(1) + kept("丁", BOLD),
            id="from run to run",
        ),
        pytest.param(
            run("甲乙丙丁"),
            [(0, 2), (2, 4), (0, 4), (2, 2)],
            begin(1) + begin(3) + kept("甲乙") + end(1) + point(4) + begin(2) + kept("丙丁")
            + end(2) + end(3),
            id="several",
        ),
        pytest.param(
            run("甲") + run("乙"),
            [(0, 1), (1, 2)],
            begin(1) + run("甲") + end(1) + begin(2) + run("乙") + end(2),
            id="ends before begins",
        ),
        pytest.param(
            run("甲乙丙"),
            [(1, 2), (1, 2)],
            kept("甲") + begin(1) + begin(2) + kept("乙") + end(1) + end(2) + kept("丙"),
            id="two of one range",
        ),
        pytest.param(run("甲乙"), [(1, 1)], kept("甲") + point(1) + kept("乙"), id="point"),
        pytest.param(run("甲乙"), [(0, 0)], point(1) + run("甲乙"), id="point at the begin"),
        pytest.param(run("甲乙"), [(2, 2)], run("甲乙") + point(1), id="point at the end"),
        pytest.param(
            "<w:hyperlink>" + run("甲乙") + "</w:hyperlink>",
            [(1, 2)],
            "<w:hyperlink>" + kept("甲") + begin(1) + kept("乙") + end(1) + "</w:hyperlink>",
            id="hyperlink",
        ),
        pytest.param(
            control("", run("甲乙")) + run("丙"),
            [(1, 3)],
            control("", kept("甲") + begin(1) + kept("乙")) + run("丙") + end(1),
            id="out of a control",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
            [(0, 3)],
            begin(1) + "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>" + end(1),
            id="over a tab",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
            [(1, 2)],
            run("甲") + begin(1) + "<w:r><w:tab/></w:r>" + end(1) + run("乙"),
            id="tab",
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/></w:r>",
            [(1, 2)],
            "<w:r><w:t>甲</w:t></w:r>" + point(1) + "<w:r><w:tab/></w:r>",
            id="tab at the end",
        ),
        pytest.param(
            run("甲") + "<w:ins w:id='7'>" + run("乙丙") + "</w:ins>",
            [(1, 2)],
            run("甲") + "<w:ins w:id='7'>" + begin(1) + kept("乙") + end(1) + kept("丙")
            + "</w:ins>",
            id="insertion",
        ),
        pytest.param(
            run("甲") + RESULT,
            [(1, 2)],
            run("甲") + RESULT.replace(run("三"), begin(1) + run("三") + end(1)),
            id="field",
        ),
        pytest.param(
            run("甲") + NOTE + run("乙"),
            [(0, 2)],
            begin(1) + run("甲") + NOTE + run("乙") + end(1),
            id="over a note",
        ),
        pytest.param(
            run("甲乙", HISTORY.format(1)),
            [(1, 2)],
            kept("甲", HISTORY.format(1)) + begin(2) + kept("乙", HISTORY.format(3)) + end(2),
            id="history",
        ),
        pytest.param(
            run("甲") + "<w:r><w:ruby><w:rubyBase>" + run("乙") + "</w:rubyBase></w:ruby></w:r>",
            [(1, 2)],
            run("甲") + begin(1) + "<w:r><w:ruby><w:rubyBase>" + run("乙")
            + "</w:rubyBase></w:ruby></w:r>" + end(1),
            id="ruby",
        ),
        pytest.param(
            "<w:r>" + CHOICE.format(*2 * ("<w:t>甲乙</w:t>",)) + "</w:r>" + run("丙"),
            [(1, 2)],
            begin(1) + "<w:r>" + CHOICE.format(*2 * ("<w:t>甲乙</w:t>",)) + "</w:r>" + end(1)
            + run("丙"),
            id="versions of a text",
        ),
        pytest.param(
            CHOICE.format(*2 * (run("甲乙"),)),
            [(1, 2)],
            CHOICE.format(kept("甲") + begin(1) + kept("乙") + end(1), run("甲乙")),
            id="versions of a run",
        ),
        pytest.param(
            run("甲") + run("<![CDATA[乙<丙]]>") + run("丁"),
            [(2, 3)],
            run("甲") + begin(1) + run("<![CDATA[乙<丙]]>") + end(1) + run("丁"),
            id="cdata",
        ),
        pytest.param("<w:t>甲</w:t>", [(0, 1)], begin(1) + "<w:t>甲</w:t>" + end(1), id="no run"),
        pytest.param(
            run("a&lt;&#x7532;"),
            [(1, 2)],
            kept("a") + begin(1) + kept("&lt;") + end(1) + kept("&#x7532;"),
            id="references",
        ),
    ],
)  # fmt: skip
def test_marks(content: str, spans: list[tuple[int, int]], expected: str) -> None:
    assert inner(annotated(read(para(content)), *remarks(*spans))) == para(expected)


@pytest.mark.parametrize(
    ("content", "span", "expected"),
    [
        pytest.param(
            para(run("甲乙")) + para(run("丙丁")),
            (1, 4),
            para(kept("甲") + begin(1) + kept("乙")) + para(kept("丙") + end(1) + kept("丁")),
            id="paragraphs",
        ),
        pytest.param(
            para(run("甲乙")) + para(run("丙")),
            (2, 2),
            para(run("甲乙") + point(1)) + para(run("丙")),
            id="point at the end of a paragraph",
        ),
        pytest.param(
            para(run("甲")) + para(run("丙")),
            (2, 2),
            para(run("甲")) + para(point(1) + run("丙")),
            id="point at the begin of a paragraph",
        ),
        pytest.param(
            para(run("甲")) + para("") + para(run("丙")),
            (2, 2),
            para(run("甲")) + para("") + para(point(1) + run("丙")),
            id="empty paragraph",
        ),
        pytest.param(
            para(run("甲")) + para(""),
            (2, 2),
            para(run("甲") + point(1)) + para(""),
            id="empty last",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc>" + para(run("甲乙")) + "</w:tc></w:tr></w:tbl>",
            (1, 2),
            "<w:tbl><w:tr><w:tc>" + para(kept("甲") + begin(1) + kept("乙") + end(1))
            + "</w:tc></w:tr></w:tbl>",
            id="cell",
        ),
        pytest.param(
            control("", para(run("甲乙"))),
            (0, 1),
            control("", para(begin(1) + kept("甲") + end(1) + kept("乙"))),
            id="control",
        ),
        pytest.param(
            para(run("甲") + BOX.format(para(run("乙")))) + para(run("丙")),
            (3, 4),
            para(run("甲") + point(1) + BOX.format(para(run("乙")))) + para(run("丙")),
            id="text box",
        ),
        pytest.param(
            para(run("甲") + BOX.format(para(run("乙")) + para(run("丁")))) + para(run("丙")),
            (5, 6),
            para(run("甲") + point(1) + BOX.format(para(run("乙")) + para(run("丁"))))
            + para(run("丙")),
            id="second paragraph of a text box",
        ),
    ],
)  # fmt: skip
def test_marks_of_blocks(content: str, span: tuple[int, int], expected: str) -> None:
    assert inner(annotated(read(content), *remarks(span))) == expected


TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


def test_table_in_a_text_box() -> None:
    """What stands in it comes later in the text, but earlier in the XML, than what follows it."""
    content = BOX.format(TABLE.format(para(run("乙"))) + para("")) + "{}"
    document = read(para(content.format(run("甲"))))
    assert document.text == "\ufffc甲\n乙\n"
    written = inner(annotated(document, *remarks((1, 4))))
    assert written == para(content.format(begin(1) + run("甲") + end(1)))


def story(root: str, content: str, namespace: str = W) -> str:
    return f'<w:{root} xmlns:w="{namespace}">{content}</w:{root}>'


def test_beside_the_main_text() -> None:
    """Word takes no comments in headers and notes; they hang at the beginning."""
    footnotes = story("footnotes", f"<w:footnote w:id='2'>{para(run('脚注'))}</w:footnote>")
    header = story("hdr", para(run("页眉")))
    data = docx(para("") + para(run("甲") + NOTE), footnotes=footnotes, header=header)
    document = formats.read(data, "a.docx")
    assert document.text == "\n甲\n脚注\n页眉"
    written = annotated(document, *remarks((3, 5), (7, 8)))
    expected = para("") + para(point(1) + point(3) + run("甲") + NOTE)
    # The note has the number 2.
    assert part(written).split("<w:body>")[1].startswith(expected)
    assert changed(data, written) == {MAIN, TYPES, RELS, COMMENTS}


BOXED = BOX.format(para(run("甲")))
PROPERTIES = "<w:jc w:val='center'/><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<w:p/>", "<w:p>{}</w:p>", id="no end tag"),
        pytest.param("<w:p></w:p>", "<w:p>{}</w:p>", id="empty"),
        pytest.param("<w:p> <w:pPr/></w:p>", "<w:p> <w:pPr/>{}</w:p>", id="empty properties"),
        pytest.param(
            f"<w:p><w:pPr>{PROPERTIES}</w:pPr><w:r/></w:p>",
            f"<w:p><w:pPr>{PROPERTIES}</w:pPr>{{}}<w:r/></w:p>",
            id="properties",
        ),
        pytest.param(para(BOXED), f"<w:p>{{}}{BOXED}</w:p>", id="text in a box alone"),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{para('')}</w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            id="empty cell",
        ),
    ],
)
def test_a_main_text_without_any(content: str, expected: str) -> None:
    """What cannot hang at a text hangs at the beginning of the first paragraph."""
    written = annotated(read(content), *remarks((0, 0), (0, 0)))
    assert inner(written) == expected.format(point(1) + point(2))


def test_no_paragraph_to_hang_at() -> None:
    with pytest.raises(RefusedError, match="没有可以加批注的段落") as refused:
        formats.annotate(read(""), remarks((0, 0)), DATE)
    assert str(refused.value).count("没有写出副本") == 1


def contents(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The members that differ in a byte or are new; none is lost."""
    raw = [
        {each.name: data[each.header : each.end] for each in unpack(data).members}
        for data in (before, after)
    ]
    assert list(raw[1])[: len(raw[0])] == list(raw[0])
    return {name for name, content in raw[1].items() if raw[0].get(name) != content}


def test_new_part() -> None:
    data = package(para(run("甲乙")))
    before = contents(data)
    written = annotated(
        formats.read(data, "a.docx"),
        Remark(Span(0, 1), ("GW1 <错>&", "原因：一", "建议：二")),
        Remark(Span(1, 2), ("其\x00二\ud800\ufffe\n",)),
    )
    assert changed(data, written) == {MAIN, TYPES, RELS, COMMENTS}
    after = contents(written)
    first = note(1, "GW1 &lt;错&gt;&amp;", "原因：一", "建议：二")
    assert after[COMMENTS] == HEAD + story(
        "comments", first + note(2, "其\ufffd二\ufffd\ufffd\ufffd")
    )
    link = f'<Relationship Id="djlint1" Type="{R}/comments" Target="comments.xml"/>'
    assert after[RELS] == before[RELS].replace("</Relationships>", f"{link}</Relationships>")
    assert after[TYPES] == before[TYPES].replace("</Types>", f"{OVERRIDE.format(COMMENTS)}</Types>")


def test_strict() -> None:
    data = package(para(run("甲")), strict=True)
    written = contents(annotated(formats.read(data, "a.docx"), *remarks((0, 1))))
    assert f'Type="{STRICT_R}/comments"' in written[RELS]
    assert written[COMMENTS] == HEAD + story("comments", note(1, "其1"), STRICT_W)
    assert OVERRIDE.format(COMMENTS) in written[TYPES]


OLD = "<w:comment w:id='4'   w:author=\"甲\"><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:comment>"


def test_present_comments_stay() -> None:
    old = f"<?xml version='1.0'?>\n{story('comments', OLD + '<!-- c -->')}\n"
    content = (
        "<w:commentRangeStart w:id='4'/>" + run("甲") + run("乙") + "<w:commentRangeEnd w:id='4'/>"
    )
    data = docx(para(content), comments=old)
    written = annotated(formats.read(data, "a.docx"), *remarks((0, 1), (1, 2)))
    assert changed(data, written) == {MAIN, COMMENTS}
    added = note(1, "其1") + note(2, "其2")
    assert contents(written)[COMMENTS] == old.replace("</w:comments>", f"{added}</w:comments>")


def test_new_numbers_are_free() -> None:
    """Those of comments that hang nowhere and of other marks are taken, too."""
    old = "".join(f"<w:comment w:id='{at}'/>" for at in (1, 3))
    data = docx(para("<w:bookmarkStart w:id='2'/>" + run("甲")), comments=story("comments", old))
    written = annotated(formats.read(data, "a.docx"), *remarks((0, 1)))
    assert note(4, "其1") in contents(written)[COMMENTS]


@pytest.mark.parametrize("form", ["<w:comments xmlns:w='{}'/>", "<w:comments xmlns:w='{}' />\n"])
def test_self_closed_comments(form: str) -> None:
    data = docx(para(run("甲")), comments=form.format(W))
    written = contents(annotated(formats.read(data, "a.docx"), *remarks((0, 1))))
    root = etree.fromstring(written[COMMENTS].encode())
    assert root.tag == f"{{{W}}}comments"
    assert written[COMMENTS].rstrip().endswith(f"{note(1, '其1')}</w:comments>")


@pytest.mark.parametrize(
    "form",
    [
        "<!-- <w:comments> -->{}",
        "{}<!-- </w:comments> -->",
        f"<w:comments xmlns:w='{W}'/><!-- <a/> -->",
    ],
)
def test_remarks_around_the_root(form: str) -> None:
    data = docx(para(run("甲")), comments=form.format(story("comments", "")))
    written = contents(annotated(formats.read(data, "a.docx"), *remarks((0, 1))))
    (added,) = etree.fromstring(written[COMMENTS].encode())
    assert "".join(added.itertext()) == "其1"


def test_comments_that_name_no_prefix() -> None:
    old = f"<comments xmlns='{W}'><comment id='x'/></comments>"
    data = docx(para(run("甲")), comments=old)
    written = contents(annotated(formats.read(data, "a.docx"), *remarks((0, 1))))
    (_, added) = etree.fromstring(written[COMMENTS].encode())
    assert added.tag == f"{{{W}}}comment"
    assert added.get(f"{{{W}}}author") == "djlint"
    assert "".join(added.itertext()) == "其1"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_comments_in_utf16(codec: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[codec]
    old = mark + story("comments", OLD).encode(codec)
    content = members(body(para(run("甲"))), comments="")
    content[COMMENTS] = old
    written = annotated(formats.read(pack(content), "a.docx"), *remarks((0, 1)))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.read(COMMENTS) == mark + story("comments", OLD + note(1, "其1")).encode(
            codec
        )


def test_main_part_without_links() -> None:
    content = members(body(para(run("甲"))))
    del content[RELS]
    data = pack(content)
    written = annotated(formats.read(data, "a.docx"), *remarks((0, 1)))
    assert changed(data, written) == {MAIN, TYPES, RELS, COMMENTS}
    assert contents(written)[RELS] == links((f"{R}/comments", "comments.xml")).replace(
        "r0", "djlint1"
    )


def test_name_and_identifier_taken() -> None:
    content = members(body(para(run("甲"))))
    content[RELS] = links().replace("</", '<Relationship Id="djlint1" Target="x"/></')
    data = pack(content | {COMMENTS: "mine", "word/Comments1.XML": ""})
    written = annotated(formats.read(data, "a.docx"), *remarks((0, 1)))
    assert changed(data, written) == {MAIN, TYPES, RELS, "word/comments2.xml"}
    after = contents(written)
    assert f'Id="djlint2" Type="{R}/comments" Target="comments2.xml"' in after[RELS]
    assert OVERRIDE.format("word/comments2.xml") in after[TYPES]
    assert note(1, "其1") in after["word/comments2.xml"]


def test_main_part_elsewhere() -> None:
    content = {
        TYPES: f"{HEAD}<Types/>",
        "_rels/.rels": links((f"{R}/officeDocument", "/正文.xml")),
        "正文.xml": body(para(run("甲"))),
    }
    written = annotated(formats.read(pack(content), "a.docx"), *remarks((0, 1)))
    after = contents(written)
    assert {*after} - {*content} == {"_rels/正文.xml.rels", "comments.xml"}
    assert 'PartName="/comments.xml"' in after[TYPES]


def test_prefixed_links_and_types() -> None:
    content = members(body(para(run("甲"))))
    kind = "http://schemas.openxmlformats.org/package/2006/content-types"
    content[TYPES] = f'<t:Types xmlns:t="{kind}"/>'
    content[RELS] = f'<p:Relationships xmlns:p="{LINKS}"></p:Relationships>'
    after = contents(annotated(formats.read(pack(content), "a.docx"), *remarks((0, 1))))
    assert f'<p:Relationship Id="djlint1" Type="{R}/comments"' in after[RELS]
    (override,) = etree.fromstring(after[TYPES].encode())
    assert (override.tag, override.get("PartName")) == (f"{{{kind}}}Override", f"/{COMMENTS}")


def test_type_of_the_part_is_told_once() -> None:
    """A package may still tell the type of comments that are gone."""
    told = OVERRIDE.format(COMMENTS)
    content = members(body(para(run("甲"))))
    content[TYPES] = f"{HEAD}<Types>{told}</Types>"
    after = contents(annotated(formats.read(pack(content), "a.docx"), *remarks((0, 1))))
    added = next(name for name in after if name.startswith("word/comments"))
    assert after[TYPES].count(f'PartName="/{added}"') == 1


def test_comments_that_are_gone_are_linked_once() -> None:
    content = members(body(para(run("甲"))))
    content[RELS] = links((f"{R}/comments", "comments.xml"))
    after = contents(annotated(formats.read(pack(content), "a.docx"), *remarks((0, 1))))
    targets = [
        each.get("Target")
        for each in etree.fromstring(after[RELS].encode())
        if each.get("Type", "").endswith("/comments")
    ]
    assert len([name for name in targets if f"word/{name}" in after]) == 1


def test_no_prefix_in_the_main_part() -> None:
    bound = f' xmlns:w="{W}"'
    content = f'<document xmlns="{W}"><body><p><r><t>甲</t></r></p></body></document>'
    document = formats.read(pack(members(content)), "a.docx")
    assert part(annotated(document, *remarks((0, 1)))) == content.replace(
        "<r><t>甲</t></r>",
        f'<commentRangeStart{bound} w:id="1"/><r><t>甲</t></r>'
        f'<commentRangeEnd{bound} w:id="1"/><r{bound}><commentReference{bound} w:id="1"/></r>',
    )


def test_comments_on_comments() -> None:
    """Also where the text of comments is read, new ones are no part of it."""
    content = "<w:commentRangeStart w:id='4'/>" + run("甲") + "<w:commentRangeEnd w:id='4'/>"
    data = docx(para(content), comments=story("comments", OLD))
    document = formats.read(data, "a.docx", comments=True)
    assert document.text == "甲\n旧"
    written = formats.annotate(document, remarks((0, 1), (2, 3)), DATE)
    assert formats.read(written, "a.docx").text == "甲"
    assert formats.read(written, "a.docx", comments=True).text == "甲\n旧\n其1\n其2"


def test_no_remarks() -> None:
    data = docx(para(run("甲")))
    assert formats.annotate(formats.read(data, "a.docx"), [], DATE) == data
    assert not formats.is_annotated(data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "甲".encode(), pack({"a": "b"})])
def test_not_annotated(data: bytes) -> None:
    assert not formats.is_annotated(data)


def test_comments_of_others_are_no_annotation() -> None:
    old = "<w:comment w:id='4' w:author=\"甲\"><w:p><w:r><w:t>djlint</w:t></w:r></w:p></w:comment>"
    assert not formats.is_annotated(docx(para(run("甲")), comments=story("comments", old)))


def test_protected_documents_may_be_copied() -> None:
    setting = "<w:documentProtection w:edit='readOnly' w:enforcement='1'/><w:trackRevisions/>"
    document = read(para(run("甲")), settings=story("settings", setting))
    assert inner(annotated(document, *remarks((0, 1)))) == para(begin(1) + run("甲") + end(1))


def test_signed() -> None:
    content = members(body(para(run("甲")))) | {"_xmlsignatures/sig1.xml": "<Signature/>"}
    with pytest.raises(RefusedError, match="签名"):
        formats.annotate(formats.read(pack(content), "a.docx"), remarks((0, 1)), DATE)


@pytest.mark.parametrize("name", [TYPES, RELS, COMMENTS])
def test_broken_parts_are_refused(name: str) -> None:
    content = members(body(para(run("甲")))) | {name: "<broken>"}
    if name == COMMENTS:
        content[RELS] = links((f"{R}/comments", "comments.xml"))
    with pytest.raises((RefusedError, formats.FileError)):
        formats.annotate(formats.read(pack(content), "a.docx"), remarks((0, 1)), DATE)


def test_text_file() -> None:
    text = "标题\t一\n\n  甲\x0b乙\x00& <丙>\n末行 "
    document = formats.from_text(text, "a.txt")
    data = formats.annotate(document, remarks((0, 2), (text.index("乙"), len(text))), DATE)
    shown = formats.read(data, "a.docx")
    assert shown.text == text.replace("\x0b", "\ufffd").replace("\x00", "\ufffd")
    assert [paragraph.part for paragraph in shown.paragraphs] == ["body"] * 4
    assert formats.is_annotated(data)
    opened = python_docx.Document(io.BytesIO(data))
    assert [each.text for each in opened.paragraphs] == shown.text.split("\n")
    assert [each.text for each in opened.comments] == ["其1", "其2"]


def test_text_file_without_remarks() -> None:
    document = formats.from_text("甲\n乙", "a.txt")
    data = formats.annotate(document, [], DATE)
    assert formats.read(data, "a.docx").text == "甲\n乙"
    assert not formats.is_annotated(data)


@pytest.mark.parametrize("end_of_line", ["\r\n", "\r"])
def test_text_file_of_another_system(end_of_line: str) -> None:
    document = formats.read(f"甲{end_of_line}乙".encode(), "a.txt")
    data = formats.annotate(document, remarks((0, 1)), DATE)
    assert formats.read(data, "a.docx").text == "甲\n乙"


# Random documents and ranges.

TEXT = st.text("甲乙 &<", min_size=1, max_size=3).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
PIECE = st.one_of(
    TEXT.map(kept),
    TEXT.map(run),
    TEXT.map(lambda text: kept(text, BOLD)),
    TEXT.map(lambda text: f"<w:r><w:t>{text}</w:t><w:tab/><w:t>丁</w:t><w:t>戊</w:t></w:r>"),
    TEXT.map(lambda text: f"<w:hyperlink>{run(text)}{run(text)}</w:hyperlink>"),
    TEXT.map(lambda text: f"<w:ins w:id='90'>{run(text)}</w:ins>"),
    TEXT.map(lambda text: f"<w:r>{CHOICE.format(*2 * (f'<w:t>{text}</w:t>',))}<w:t>己</w:t></w:r>"),
    TEXT.map(lambda text: BOX.format(para(run(text)) + para(run(text)))),
    TEXT.map(lambda text: BOX.format(TABLE.format(para(run(text))) + para(""))),
    TEXT.map(lambda text: f"<w:r><w:ruby><w:rubyBase>{run(text)}</w:rubyBase></w:ruby></w:r>"),
    st.sampled_from(("<w:r><w:br/></w:r>", NOTE, RESULT, "<w:bookmarkEnd w:id='1'/>")),
)
PARAGRAPHS = st.lists(
    st.lists(PIECE, max_size=4).map(lambda found: para("".join(found))), max_size=4
)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(PARAGRAPHS.map("".join), SPANS)
def test_laws(content: str, spans: list[tuple[int, int]]) -> None:
    """All comments hang somewhere, begin before they end, and the text with its looks stays."""
    data = docx(para(run("首")) + content)
    document = formats.read(data, "a.docx")
    found = [
        (min(start, len(document.text)), min(start + length, len(document.text)))
        for start, length in spans
    ]
    written = annotated(document, *remarks(*found))
    assert changed(data, written) == {MAIN, TYPES, RELS, COMMENTS}
    assert looks(written) == looks(data)
    ranges = ["commentRangeStart", "commentRangeEnd", "commentReference"]
    assert hanging(written) == [ranges] * len(found)


def looks(data: bytes) -> list[tuple[str, bytes, tuple[str, ...]]]:
    """Each character of the main part, each element of a run, how it looks and what is around."""
    w = f"{{{W}}}"
    found = []
    for each in etree.fromstring(part(data).encode()).iter(f"{w}r"):
        properties = each.find(f"{w}rPr")
        look = b"" if properties is None else etree.tostring(properties)
        around = tuple(above.tag for above in each.iterancestors())
        for child in each.iterchildren():
            if child.tag == f"{w}t":
                found += [(character, look, around) for character in child.text or ""]
            elif child.tag not in (f"{w}rPr", f"{w}commentReference"):
                found.append((child.tag, look, around))
    return found


def hanging(data: bytes) -> list[list[str]]:
    """The marks of each comment in the order in which they stand."""
    w = f"{{{W}}}"
    names = ("commentRangeStart", "commentRangeEnd", "commentReference")
    marks = list(etree.fromstring(part(data).encode()).iter(*(f"{w}{name}" for name in names)))
    return [
        [etree.QName(mark).localname for mark in marks if mark.get(f"{w}id") == each.get(f"{w}id")]
        for each in etree.fromstring(contents(data)[COMMENTS].encode())
    ]


# What other programs make of them.

CASES = (
    para(run("正文,有错")),
    para(run("前") + run("跨越", BOLD) + run("三段", "<w:i/>")),
    para("<w:hyperlink w:anchor='b'>" + run("链接文字") + "</w:hyperlink>"),
    para(control("<w:id w:val='5'/>", run("控件文字"))),
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    + para(run("表格文字"))
    + "</w:tc></w:tr></w:tbl>",
    para(f"<w:r><w:tab/><w:t{PRESERVE}>甲 </w:t><w:br/><w:t>乙</w:t></w:r>"),
    para(run("注") + NOTE + run("后")),
    para(""),
    para(run("末段。")),
)


def sample(**more: Any) -> bytes:
    mark = para("<w:r><w:footnoteRef/></w:r>" + run("脚注"))
    return package("".join(CASES), footnotes=f"<w:footnote w:id='2'>{mark}</w:footnote>", **more)


def everywhere(document: Document) -> list[Remark]:
    """Remarks on ranges all over a document, some of which cross each other."""
    ends = range(0, len(document.text), 3)
    return [
        Remark(Span(at, min(at + at % 5, len(document.text))), (f"第 {at} 处", "原因"))
        for at in ends
    ]


def test_python_docx_lists_the_comments() -> None:
    document = formats.read(sample(), "a.docx")
    made = everywhere(document)
    opened = python_docx.Document(io.BytesIO(annotated(document, *made)))
    assert [each.text for each in opened.comments] == ["\n".join(each.lines) for each in made]
    assert {each.author for each in opened.comments} == {"djlint"}
    assert {each.initials for each in opened.comments} == {"dj"}


def test_other_programs_show_the_same(renderer: Renderer) -> None:
    pairs = {}
    for name, data in (
        ("plain", sample()),
        ("strict", sample(strict=True)),
        ("comments", sample(comments=OLD)),
    ):
        document = formats.read(data, name)
        pairs[name] = data, annotated(document, *everywhere(document))
    text = formats.from_text("甲\t乙\n丙", "a.txt")
    pairs["text"] = formats.annotate(text, [], DATE), formats.annotate(text, everywhere(text), DATE)
    pages = renderer.pages(
        {f"{name} {at}": data for name, pair in pairs.items() for at, data in enumerate(pair)}
    )
    for name, (before, after) in pairs.items():
        assert pages[f"{name} 1"] == pages[f"{name} 0"], name
        # That program does not read strict documents.
        if name != "strict":
            assert pandoc(after) == pandoc(before), name


# Comments that silence rules.

DEFECT = "开展开展活动"
MENDED = "开展活动"
SILENT = "<w:commentRangeStart w:id='{0}'/>{1}<w:commentRangeEnd w:id='{0}'/>"
MARK = "<w:r><w:commentReference w:id='{0}'/></w:r>"


def says(number: int, *lines: str) -> str:
    paragraphs = "".join(para(run(line)) for line in lines)
    return f"<w:comment w:id='{number}' w:author='甲'>{paragraphs}</w:comment>"


def silenced(content: str, *comments: str) -> bytes:
    return docx(content, comments=story("comments", "".join(comments)))


def outcome(data: bytes, *select: str, **task: Any) -> tuple[Outcome, bytes | None]:
    work = session.prepare(Settings(select=select or ("GW301",)), **task)
    return session.examine(data, "a.docx", work)


def lines_found(data: bytes, *select: str) -> list[int]:
    return [finding.place.line for finding in outcome(data, *select)[0].findings]


def mended(data: bytes) -> str:
    """The text after all fixes, as they are made and as tracked changes."""
    texts = set()
    for track in (False, True):
        _, new = outcome(data, fix=True, unsafe=True, track=track, date=DATE)
        texts.add(formats.read(new or data, "a.docx").text)
    (text,) = texts
    return text


@pytest.mark.parametrize(
    "comment",
    [
        "djlint: ignore GW301",
        "djlint：不检查 GW301、GW5",
        "djlint：不检查 GW5，GW301",
        "DJLINT: IGNORE repeated-word 原文如此",
        "  djlint : ignore: GW301",
        "djlint: 不检查GW301",
        "djlint: ignore GW3",
        "djlint: 不检查",
        "djlint: ignore",
        "djlint：不检查，原文如此",
    ],
)
def test_directive(comment: str) -> None:
    content = para(SILENT.format(3, run(DEFECT)) + MARK.format(3)) + para(run(DEFECT))
    data = silenced(content, says(3, comment))
    assert lines_found(data) == [2]
    assert mended(data) == f"{DEFECT}\n{MENDED}"


@pytest.mark.parametrize(
    "comment",
    [
        "请核对",
        "djlint",
        "djlint GW301",
        "见 djlint: ignore GW301",
        "djlint: ignore GW302",
        "djlint: 不检查 skipped-level",
        "djlint: check GW301",
    ],
)
def test_other_comments_do_nothing(comment: str) -> None:
    content = para(SILENT.format(3, run(DEFECT)) + MARK.format(3)) + para(run(DEFECT))
    data = silenced(content, says(3, comment))
    assert lines_found(data) == [1, 2]
    assert mended(data) == "\n".join([MENDED] * 2)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(
            para(run(DEFECT) + MARK.format(3)) + para(run(DEFECT)), [2], id="without a range"
        ),
        pytest.param(
            para(run("开展开展") + SILENT.format(3, run("活动")) + run("部署部署工作")),
            [1, 1],
            id="of other words",
        ),
        pytest.param(
            para(run("开展开展") + SILENT.format(3, run("部署部署工作"))), [1], id="of one of two"
        ),
        pytest.param(
            para("<w:commentRangeStart w:id='3'/>" + run(DEFECT))
            + para(run(DEFECT) + "<w:commentRangeEnd w:id='3'/>" + MARK.format(3))
            + para(run(DEFECT)),
            [3],
            id="over paragraphs",
        ),
        pytest.param(
            "<w:commentRangeStart w:id='3'/>"
            + para(run(DEFECT))
            + "<w:commentRangeEnd w:id='3'/>"
            + para(run(DEFECT)),
            [2],
            id="marks between paragraphs",
        ),
        pytest.param(para(run(DEFECT)), [1], id="hangs nowhere"),
        pytest.param(
            para(run("一") + BOX.format(para(SILENT.format(3, run(DEFECT))))) + para(run(DEFECT)),
            [3],
            id="text box",
        ),
    ],
)
def test_range_of_a_directive(content: str, found: list[int]) -> None:
    data = silenced(content, says(3, "djlint: ignore GW301"))
    assert lines_found(data) == found
    left = sum(mended(data).count(twice) for twice in ("开展开展", "部署部署"))
    assert left == content.count(">开展开展") + content.count("部署部署") - len(found)


def test_two_directives() -> None:
    first = SILENT.format(3, run(DEFECT)) + MARK.format(3)
    second = SILENT.format(4, run(DEFECT + "XX同志")) + MARK.format(4)
    data = silenced(
        para(first) + para(second) + para(run(DEFECT)),
        says(3, "请核对"),
        says(4, "djlint: ignore GW301", "原文如此"),
    )
    assert lines_found(data) == [1, 3]
    assert lines_found(data, "GW301", "GW401") == [1, 2, 3]
    both = silenced(
        para(first) + para(second), says(3, "djlint: ignore"), says(4, "djlint: ignore GW4")
    )
    assert lines_found(both, "GW301", "GW401") == [2]


def test_directive_over_several_paragraphs_of_a_comment() -> None:
    data = silenced(
        para(SILENT.format(3, run(DEFECT))), says(3, "djlint: ignore", "GW301", "原文如此")
    )
    assert lines_found(data) == []


def test_directive_in_strict() -> None:
    content = para(SILENT.format(3, run(DEFECT))) + para(run(DEFECT))
    data = package(content, comments=says(3, "djlint: ignore GW301"), strict=True)
    assert lines_found(data) == [2]


def test_directive_in_utf16() -> None:
    content = members(body(para(SILENT.format(3, run(DEFECT))) + para(run(DEFECT))), comments="")
    comment = story("comments", says(3, "djlint: ignore GW301"))
    assert lines_found(pack(content | {COMMENTS: b"\xff\xfe" + comment.encode("utf-16-le")})) == [2]


def test_a_copy_tells_only_what_is_left() -> None:
    content = para(SILENT.format(3, run(DEFECT))) + para(run(DEFECT))
    data = silenced(content, says(3, "djlint: ignore GW301"))
    _, copy = outcome(data, copies={"a.docx": "b.docx"}, date=DATE)
    assert copy is not None
    told = list(etree.fromstring(contents(copy)[COMMENTS].encode()))
    assert [each.get(f"{{{W}}}author") for each in told] == ["甲", "djlint"]
    assert "GW301" in "".join(told[1].itertext())
    # The comments of the copy silence nothing.
    assert lines_found(copy) == [2]
