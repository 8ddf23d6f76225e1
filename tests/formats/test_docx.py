from __future__ import annotations

import dataclasses
import io
import pickle
import time
import zipfile
from unittest.mock import patch

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import (
    BEGIN,
    CHOICE,
    END,
    HEAD,
    MAIN,
    SEPARATE,
    STRICT_R,
    STRICT_W,
    R,
    W,
    body,
    control,
    docx,
    links,
    members,
    pack,
    para,
    part,
    read,
    run,
)

from djlint import formats
from djlint.errors import FileError
from djlint.formats import parts, story, walk
from djlint.model import Cell, Document, Edit, Span

CODE = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
CONTENT = "<w:txbxContent>{}</w:txbxContent>"


def texts(document: Document) -> list[str]:
    return [document.text_of(each) for each in document.paragraphs]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(run("甲") + run("乙", "<w:b/>"), "甲乙", id="runs"),
        pytest.param("<w:hyperlink>" + run("甲") + "</w:hyperlink>", "甲", id="hyperlink"),
        pytest.param(run("甲") + "<w:ins>" + run("乙") + "</w:ins>", "甲乙", id="insertion"),
        pytest.param("<w:moveTo>" + run("乙") + "</w:moveTo>", "乙", id="moved here"),
        pytest.param(
            run("甲") + "<w:moveFrom>" + run("乙") + "</w:moveFrom>", "甲", id="moved off"
        ),
        pytest.param("<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>", "", id="deletion"),
        pytest.param(
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
            + run("甲")
            + "</w:sdtContent></w:sdt>",
            "甲",
            id="content control",
        ),
        pytest.param(
            run("在") + "<w:smartTag>" + run("2021年") + "</w:smartTag>", "在2021年", id="tag"
        ),
        pytest.param("<w:customXml>" + run("甲") + "</w:customXml>", "甲", id="custom xml"),
        pytest.param(
            "<w:fldSimple w:instr='PAGE'>" + run("3") + "</w:fldSimple>", "3", id="simple"
        ),
        pytest.param(BEGIN + CODE + SEPARATE + run("3") + END + run("页"), "3页", id="field"),
        pytest.param(BEGIN + run("隐") + SEPARATE + run("3") + END, "3", id="text in a code"),
        pytest.param(
            BEGIN + BEGIN + CODE + SEPARATE + run("隐") + END + SEPARATE + run("3") + END,
            "3",
            id="field in a code",
        ),
        pytest.param(BEGIN + CODE + END + run("甲"), "甲", id="field without result"),
        pytest.param(run("甲") + BEGIN + CODE + run("乙"), "甲乙", id="field that never ends"),
        pytest.param(END + SEPARATE + run("甲"), "甲", id="field that never begins"),
        pytest.param(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/></w:r>", "甲\t乙\t", id="tabs"
        ),
        pytest.param("<w:r><w:br/><w:cr/></w:r>", "\u2028\u2028", id="line breaks"),
        pytest.param("<w:r><w:br w:type='textWrapping'/></w:r>", "\u2028", id="wrapping"),
        pytest.param(
            "<w:r><w:br w:type='page'/><w:br w:type='column'/></w:r>", "\f\f", id="page breaks"
        ),
        pytest.param("<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", "-\u00ad", id="hyphens"),
        pytest.param("<w:r><w:sym w:char='F0FE'/></w:r>", "\ufffc", id="symbol"),
        pytest.param("<w:r><w:drawing/><w:pict/><w:object/></w:r>", "\ufffc" * 3, id="pictures"),
        pytest.param(
            "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>",
            "x",
            id="math",
        ),
        pytest.param(
            run("甲") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("乙"), "甲乙", id="note"
        ),
        pytest.param(
            "<w:r><w:ruby><w:rubyPr/><w:rt>"
            + run("ye")
            + "</w:rt><w:rubyBase>"
            + run("业")
            + "</w:rubyBase></w:ruby></w:r>",
            "业",
            id="ruby",
        ),
        pytest.param(
            "<w:r>" + CHOICE.format("<w:t>甲</w:t>", "<w:t>甲</w:t>") + "</w:r>", "甲", id="choice"
        ),
        pytest.param(
            "<w:r><mc:AlternateContent><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "甲",
            id="fallback alone",
        ),
        pytest.param(run("甲") + run("隐", "<w:vanish/>") + run("乙"), "甲乙", id="hidden"),
        pytest.param(run("甲", "<w:vanish w:val='0'/>"), "甲", id="not hidden"),
        pytest.param(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType='begin'/></w:r>"
            + run("隐")
            + END
            + run("甲"),
            "甲",
            id="hidden begin of a field",
        ),
        pytest.param(run("甲<!-- a -->乙<?b c?>丙"), "甲乙丙", id="comment in a text"),
        pytest.param("<!-- a -->" + run("甲") + "<?b c?>", "甲", id="comment in a paragraph"),
        pytest.param(run("<![CDATA[甲<]]>&#x4E59;&amp;"), "甲<乙&", id="references"),
        pytest.param(run("甲\n乙&#13;\r\n丙"), "甲 乙  丙", id="line end in a text"),
        pytest.param(run("甲\u2028"), "甲\u2028", id="separator in a text"),
        pytest.param("<w:r><w:t/><w:t></w:t></w:r>", "", id="empty texts"),
        pytest.param("<w:bdo w:val='rtl'>" + run("甲") + "</w:bdo>", "甲", id="unknown wrapper"),
    ],
)
def test_text(content: str, text: str) -> None:
    assert read(para(content)).text == text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", [""], id="nothing"),
        pytest.param(para("") + "<w:p/>" + para(run("甲")), ["", "", "甲"], id="empty ones count"),
        pytest.param(
            "<w:sdt><w:sdtContent>" + para(run("甲")) + "</w:sdtContent></w:sdt>",
            ["甲"],
            id="control",
        ),
        pytest.param("<w:customXml>" + para(run("甲")) + "</w:customXml>", ["甲"], id="custom xml"),
        pytest.param(
            para(BEGIN + CODE + SEPARATE + run("目")) + para(run("录") + END) + para(run("甲")),
            ["目", "录", "甲"],
            id="field over paragraphs",
        ),
        pytest.param(
            para(BEGIN + CODE) + para(run("隐")) + para(SEPARATE + END + run("甲")),
            ["", "", "甲"],
            id="code over paragraphs",
        ),
        pytest.param(
            para(
                "<w:r><w:pict>"
                + CONTENT.format(para(run("框")) + para(run("二")))
                + "</w:pict></w:r>"
                + run("后")
            )
            + para(run("末")),
            ["\ufffc后", "框", "二", "末"],
            id="text box after its anchor",
        ),
        pytest.param(
            para(
                "<w:r><w:pict>"
                + CONTENT.format(
                    para(
                        run("外")
                        + "<w:r><w:pict>"
                        + CONTENT.format(para(run("内")))
                        + "</w:pict></w:r>"
                    )
                )
                + "</w:pict></w:r>"
            ),
            ["\ufffc", "外\ufffc", "内"],
            id="text box in a text box",
        ),
        pytest.param(
            para(
                "<w:r>"
                + BEGIN[5:-6]
                + "<w:pict>"
                + CONTENT.format(para(run("框")))
                + "</w:pict></w:r>"
                + END
            ),
            ["", "框"],
            id="the fields of a text box are its own",
        ),
    ],
)
def test_paragraphs(content: str, expected: list[str]) -> None:
    document = read(content)
    assert texts(document) == expected
    assert document.text == "\n".join(expected)
    assert [each.index for each in document.paragraphs] == list(range(len(expected)))


def test_a_text_box_within_the_code_of_a_field_is_read() -> None:
    box = "<w:r><w:pict>" + CONTENT.format(para(run("框"))) + "</w:pict></w:r>"
    document = read(para(BEGIN + box) + para(CODE + SEPARATE + END + run("后")))
    assert texts(document) == ["", "框", "后"]


def test_paragraph_in_a_paragraph() -> None:
    document = read(para(run("甲") + para(run("乙")) + run("丙")))
    assert texts(document) == ["甲丙", "乙"]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_parts() -> None:
    inner_table = f"<w:tbl><w:tr>{cell(para(run('内')))}</w:tr></w:tbl>{para('')}"
    merged = cell(para(run("一")), "<w:gridSpan w:val='2'/>") + cell(para(""), "<w:vMerge/>")
    wrapped = f"<w:sdt><w:sdtContent>{cell(para(run('控')))}</w:sdtContent></w:sdt>"
    table = (
        f"<w:tbl><w:tblPr/><w:tr>{merged}</w:tr><w:tr>{cell(inner_table)}{wrapped}</w:tr></w:tbl>"
    )
    box = f"<w:r><w:pict>{CONTENT.format(para(run('框')))}</w:pict></w:r>"
    document = read(para(run("甲")) + table + para(box))
    assert [(each.part, document.text_of(each)) for each in document.paragraphs] == [
        ("body", "甲"),
        ("table", "一"),
        ("table", ""),
        ("table", "内"),
        ("table", ""),
        ("table", "控"),
        ("body", "\ufffc"),
        ("textbox", "框"),
    ]


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a3"><w:name w:val="标题甲"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="b"><w:name w:val="Body"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:styleId="n"><w:name w:val="flat"/><w:basedOn w:val="1"/>
<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="x"><w:name w:val="ring"/><w:basedOn w:val="y"/></w:style>
<w:style w:styleId="y"><w:name w:val="ring 2"/><w:basedOn w:val="x"/></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("properties", "style", "level"),
    [
        ("", "", None),
        ("<w:pStyle w:val='1'/>", "heading 1", 0),
        ("<w:pStyle w:val='a3'/>", "标题甲", 0),
        ("<w:pStyle w:val='b'/>", "Body", 3),
        ("<w:pStyle w:val='n'/>", "flat", None),
        ("<w:pStyle w:val='x'/>", "ring", None),
        ("<w:pStyle w:val='none'/>", "", None),
        ("<w:outlineLvl w:val='1'/>", "", 1),
        ("<w:pStyle w:val='1'/><w:outlineLvl w:val='2'/>", "heading 1", 2),
        ("<w:pStyle w:val='1'/><w:outlineLvl w:val='9'/>", "heading 1", None),
        ("<w:outlineLvl w:val='x'/>", "", None),
        ("<w:pPrChange><w:pPr><w:pStyle w:val='1'/></w:pPr></w:pPrChange>", "", None),
    ],
)
def test_styles(properties: str, style: str, level: int | None) -> None:
    (paragraph,) = read(para(run("甲"), properties), styles=STYLES).paragraphs
    assert (paragraph.style, paragraph.level) == (style, level)


def test_styles_are_read_only_when_named() -> None:
    assert read(para(run("甲")), styles="<broken").text == "甲"
    with pytest.raises(FileError, match=r"styles\.xml"):
        read(para(run("甲"), "<w:pStyle w:val='1'/>"), styles="<broken")


def test_python_docx_agrees() -> None:
    made = python_docx.Document()
    made.add_heading("一、总体情况", 1)
    paragraph = made.add_paragraph("加强")
    paragraph.add_run("学习").bold = True
    made.add_table(1, 2).cell(0, 1).text = "单元格"
    sink = io.BytesIO()
    made.save(sink)
    document = formats.read(sink.getvalue(), "a.docx")
    assert texts(document) == ["一、总体情况", "加强学习", "", "单元格"]
    assert [each.style for each in document.paragraphs[:2]] == ["heading 1", ""]
    assert document.paragraphs[0].level == 0


def test_main_part_has_any_name() -> None:
    content = members(body(para(run("甲"))))
    for target in ("word/other.xml", "/word/other.xml", "./x/../word/Other.XML"):
        content["_rels/.rels"] = links((f"{R}/image", "none"), (f"{R}/officeDocument", target))
        content["word/other.xml"] = content[MAIN]
        assert formats.read(pack(content), "a.docx").text == "甲"


def test_strict() -> None:
    content = members(body(para(run("甲"), "<w:pStyle w:val='1'/>"), STRICT_W))
    content["_rels/.rels"] = links((f"{STRICT_R}/officeDocument", MAIN))
    content["word/_rels/document.xml.rels"] = links((f"{STRICT_R}/styles", "styles.xml"))
    content["word/styles.xml"] = STYLES.replace(W, STRICT_W)
    document = formats.read(pack(content), "a.docx")
    assert (document.text, document.paragraphs[0].style) == ("甲", "heading 1")


PLAIN = body(para(run("甲")))
DOCTYPE = "<!DOCTYPE w:document{}>"


def typed(rest: str) -> str:
    return PLAIN.replace("<w:document", DOCTYPE.format(rest) + "<w:document", 1)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        pytest.param(PLAIN[:-3], r"'word/document\.xml' 的 XML 有误（第 2 行第 \d+ 列）", id="cut"),
        pytest.param("", "XML 有误", id="empty"),
        pytest.param(PLAIN.replace("甲", "\v"), "XML 有误", id="control character"),
        pytest.param(PLAIN.replace("甲", "&#xD800;"), "XML 有误", id="surrogate"),
        pytest.param(PLAIN.encode().replace("甲".encode(), b"\xff"), "XML 有误", id="bytes"),
        pytest.param(typed(""), "DTD", id="bare doctype"),
        pytest.param(typed(' SYSTEM "http://127.0.0.1:9/x"'), "DTD", id="external subset"),
        pytest.param(typed(' [<!ENTITY x "y">]'), "DTD", id="entity"),
        pytest.param(typed(' [<!ENTITY x "y">]').replace("甲", "&x;"), "DTD", id="entity used"),
        pytest.param(typed(' [<!ENTITY x "y">]').replace("甲", "&z;"), "DTD", id="entity unknown"),
        pytest.param(
            typed("").replace("UTF-8", "UTF-16").encode("utf-16"), "DTD", id="doctype in utf-16"
        ),
        pytest.param(PLAIN.replace("UTF-8", "GBK").encode("gbk"), "GBK", id="gbk"),
        pytest.param(b"\xff\xfe<\0a", "编码有误（偏移 4", id="cut utf-16"),
        pytest.param("\ufeff<a/>".encode("utf-32-le"), "XML 有误", id="utf-32"),
        pytest.param("<workbook/>", "workbook", id="spreadsheet"),
        pytest.param(f"<w:styles xmlns:w='{W}'/>", "styles", id="other part"),
        pytest.param(PLAIN.replace(W, "urn:x"), "不是 Word 文档", id="other namespace"),
        pytest.param(
            body("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300), "过深", id="deep"
        ),
    ],
)
def test_unreadable(document: str | bytes, reason: str) -> None:
    with pytest.raises(FileError, match=reason) as caught:
        formats.read(pack(members(document)), "a.docx")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "document",
    [
        typed(' [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]').encode(),
        typed(' SYSTEM "file:///etc/hostname"').replace("UTF-8", "UTF-16").encode("utf-16"),
        typed("").replace("甲", "a").replace("UTF-8", "IBM037").encode("cp037"),
    ],
)
def test_parser_never_sees_a_dtd(document: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its options do not keep libxml2 from opening the file of a parameter entity."""
    monkeypatch.setattr(parts.etree, "fromstring", parser := Seen())
    with pytest.raises(FileError):
        parts.parse_xml(document, "a.xml")
    assert [each for each in parser.given if b"DOCTYPE" in each] == []


class Seen:
    """A parser that only notes what it is given, and finds it wrong."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def __call__(self, data: bytes, parser: object) -> None:
        self.given.append(data)
        raise FileError("x")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("[Content_Types].xml", r"缺少 \[Content_Types\]"),
        ("_rels/.rels", "缺少 _rels"),
        (MAIN, r"缺少主文档部件 'word/document\.xml'"),
    ],
)
def test_missing_part(name: str, reason: str) -> None:
    content = members(PLAIN)
    del content[name]
    with pytest.raises(FileError, match=reason):
        formats.read(pack(content), "a.docx")


def test_no_word_at_all() -> None:
    content = members(PLAIN) | {"_rels/.rels": links((f"{R}/image", MAIN))}
    with pytest.raises(FileError, match="不是 Word 文档"):
        formats.read(pack(content), "a.docx")


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "endnotes"])
def test_other_stories_must_be_sound(kind: str) -> None:
    with pytest.raises(FileError, match=rf"'word/{kind}\.xml' 含 DTD"):
        read(para(run("甲")), **{kind: "<!DOCTYPE a><a/>"})


@pytest.mark.parametrize("target", ["none.xml", "NULL", "../../../../etc/passwd", "#_top", ""])
def test_links_that_lead_nowhere(target: str) -> None:
    content = members(PLAIN)
    content["word/_rels/document.xml.rels"] = links((f"{R}/header", target))
    assert formats.read(pack(content), "a.docx").text == "甲"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"\xef\xbb\xbf" + PLAIN.encode(), id="mark"),
        pytest.param(PLAIN.replace("UTF-8", "UTF-16").encode("utf-16"), id="utf-16"),
        pytest.param(
            b"\xfe\xff" + PLAIN.replace("UTF-8", "UTF-16").encode("utf-16-be"), id="utf-16-be"
        ),
        pytest.param(PLAIN.replace("w:", "文:").replace("xmlns:w", "xmlns:文"), id="other prefix"),
        pytest.param(PLAIN.removeprefix(HEAD), id="no declaration"),
    ],
)
def test_forms_of_xml(document: str | bytes) -> None:
    assert formats.read(pack(members(document)), "a.docx").text == "甲"


def test_depth_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "DEEPEST", 7)
    assert read(control("", para(run("甲")))).text == "甲"
    with pytest.raises(FileError, match="7 层"):
        read(control("", control("", control("", control("", para(run("甲")))))))


def test_external_links_are_left() -> None:
    content = members(PLAIN, header="<broken")
    name = "word/_rels/document.xml.rels"
    content[name] = str(content[name]).replace("Target=", 'TargetMode="External" Target=')
    assert formats.read(pack(content), "a.docx").text == "甲"


def test_depth_within_the_limit() -> None:
    nested = "<w:sdt><w:sdtContent>" * 110 + para(run("甲")) + "</w:sdtContent></w:sdt>" * 110
    assert read(nested).text == "甲"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("".join(para(run(f"第{n}段")) for n in range(30_000)), id="paragraphs"),
        pytest.param(para("".join(run(chr(0x4E00 + n % 9999)) for n in range(30_000))), id="runs"),
        pytest.param(para("".join(BEGIN for _ in range(30_000)) + run("甲")), id="open fields"),
        pytest.param(
            para("".join(CHOICE.format(run("甲"), run("甲")) for _ in range(10_000))), id="choices"
        ),
    ],
)
def test_time_grows_with_the_length(content: str) -> None:
    data = pack(members(body(content)), zipfile.ZIP_STORED)
    start = time.process_time()
    assert formats.read(data, "a.docx").text
    assert time.process_time() - start < 4


def test_source_is_small_and_can_be_sent() -> None:
    data = docx("".join(para(run(f"第{n}段")) for n in range(2_000)))
    document = formats.read(data, "a.docx")
    sent = pickle.dumps(document.source)
    assert len(sent) < len(data) + 2_000 * 20
    again = pickle.loads(pickle.dumps(document))
    assert formats.write(again, []) == data


# The parts beside the main one


def told(document: Document) -> list[tuple[str, str]]:
    return [(each.part, document.text_of(each)) for each in document.paragraphs]


def notes(kind: str, *texts: str) -> str:
    """A part of notes: the line that separates them from the text, then those from 1 on."""
    lines = "".join(
        f'<w:{kind} w:id="{at}">{para(run(text))}</w:{kind}>' for at, text in enumerate(texts, 1)
    )
    line = f'<w:{kind} w:id="0" w:type="separator">{para(run("线"))}</w:{kind}>'
    return f'<w:{kind}s xmlns:w="{W}">{line}{lines}</w:{kind}s>'


def margin(kind: str, content: str) -> str:
    return f'<w:{kind} xmlns:w="{W}">{content}</w:{kind}>'


def test_all_stories_in_order() -> None:
    marks = "<w:r><w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/></w:r>"
    document = read(
        para(run("文") + marks),
        header=margin("hdr", para(run("眉"))),
        footer=margin("ftr", f"<w:tbl><w:tr>{cell(para(run('脚')))}</w:tr></w:tbl>"),
        footnotes=notes("footnote", "注", "无人提及"),
        endnotes=notes("endnote", "尾"),
    )
    assert told(document) == [
        ("body", "文"),
        ("footnote", "注"),
        ("endnote", "尾"),
        ("header", "眉"),
        ("footer", "脚"),
    ]
    assert document.text == "文\n注\n尾\n眉\n脚"
    assert document.end_of_main == 1
    assert document.body == document.paragraphs[:1]
    assert document.paragraphs[4].cell == Cell(1, 1, 1)
    assert [each.span.start for each in document.paragraphs] == [0, 2, 4, 6, 8]


def test_edits_in_several_parts() -> None:
    document = read(
        para(run("文,文")),
        header=margin("hdr", para(run("眉,眉"))),
        footer=margin("ftr", para(run("脚,脚"))),
    )
    edits = [Edit(Span(at, at + 1), "，") for at in (1, 9)]
    written = formats.write(document, edits)
    assert formats.read(written, "a.docx").text == "文，文\n眉,眉\n脚，脚"
    assert "脚，脚" in part(written, "word/footer.xml")
    assert "眉,眉" in part(written, "word/header.xml")


def test_a_field_of_a_header_does_not_reach_into_a_footer() -> None:
    document = read(
        para(run("文")),
        header=margin("hdr", para(run("眉") + BEGIN + CODE)),
        footer=margin("ftr", para(run("脚"))),
    )
    assert [text for _, text in told(document)] == ["文", "眉", "脚"]


COMMENT = f'<w:comments xmlns:w="{W}"><w:comment w:id="7">{{}}</w:comment></w:comments>'.format(
    para(run("批"))
)


def test_comments_are_read_on_demand() -> None:
    data = docx(para(run("文")), comments=COMMENT)
    assert told(formats.read(data, "a.docx")) == [("body", "文")]
    document = formats.read(data, "a.docx", comments=True)
    assert told(document) == [("body", "文"), ("comment", "批")]
    written = formats.write(document, [Edit(Span(2, 3), "注")])
    assert "<w:t>注</w:t>" in part(written, "word/comments.xml")


# What the cells of a table are called


def test_cells() -> None:
    before = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    inside = f"<w:tbl><w:tr>{cell(para(run('内')))}</w:tr></w:tbl>"
    wide = cell(para(run("宽")), "<w:gridSpan w:val='2'/>")
    document = read(
        f"<w:tbl><w:tr>{wide}{cell(inside + para(run('外')))}</w:tr>"
        f"<w:tr>{before}{cell(para(run('后')))}</w:tr></w:tbl>"
    )
    cells = {document.text_of(each): each.cell for each in document.paragraphs}
    assert cells == {
        "宽": Cell(1, 1, 1),
        "内": Cell(2, 1, 1),
        "外": Cell(1, 1, 3),
        "后": Cell(1, 2, 2),
    }


def test_removed_rows_and_cells_are_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(para(run('删')))}</w:tr>"
    row = f"<w:tr>{cell(para(run('留')))}{cell(para(run('格')), '<w:cellDel/>')}</w:tr>"
    document = read(f"<w:tbl>{gone}{row}</w:tbl>")
    assert [(document.text_of(each), each.cell) for each in document.paragraphs] == [
        ("留", Cell(1, 2, 1))
    ]


# Regions


@pytest.mark.parametrize(
    ("content", "regions"),
    [
        pytest.param(
            para(run("第") + BEGIN + CODE + SEPARATE + run("3") + END + run("页")),
            [(1, 2, "generated", "")],
            id="page number",
        ),
        pytest.param(
            para(
                BEGIN
                + "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
                + SEPARATE
                + run("x")
                + END
            ),
            [],
            id="hyperlink",
        ),
        pytest.param(
            para("<w:fldSimple w:instr='DATE'>" + run("今日") + "</w:fldSimple>"),
            [(0, 2, "generated", "")],
            id="simple field",
        ),
        pytest.param(
            para(run("甲") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"),
            [(1, 4, "generated", "")],
            id="formula",
        ),
        pytest.param(
            para(run("甲") + run("隐", "<w:vanish/>") + run("藏", "<w:vanish/>") + run("乙")),
            [(1, 1, "hidden", "隐藏")],
            id="hidden",
        ),
        pytest.param(
            para(run("甲")) + "<w:altChunk r:id='x'/>", [(1, 1, "embedded", "")], id="embedded"
        ),
        pytest.param("<w:altChunk r:id='x'/>", [(0, 0, "embedded", "")], id="nothing else"),
    ],
)
def test_regions(content: str, regions: list[tuple[int, int, str, str]]) -> None:
    found = read(content).regions
    assert [(*dataclasses.astuple(each.span), each.kind, each.text) for each in found] == regions


def test_lines_of_a_table_of_contents_are_generated() -> None:
    code = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    number = BEGIN + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>" + SEPARATE + run("1") + END
    document = read(
        para(BEGIN + code + SEPARATE + run("一、甲") + number)
        + para(run("二、乙") + number)
        + para(END)
        + para(run("一、甲"))
    )
    assert [each.generated for each in document.paragraphs] == [True, True, False, False]
    assert [document.text_of(each) for each in document.body] == ["", "一、甲"]


@pytest.mark.parametrize(
    ("paragraph", "character", "own", "hidden"),
    [
        pytest.param("", "", "", False, id="nothing hides"),
        pytest.param("hp", "", "", True, id="the paragraph"),
        pytest.param("", "hc", "", True, id="the characters"),
        pytest.param("hp", "hc", "", False, id="both undo each other"),
        pytest.param("hp", "", "<w:vanish w:val='0'/>", False, id="the run says no"),
        pytest.param("", "hc", "<w:vanish w:val='0'/>", False, id="the run says no to its style"),
        pytest.param("sub", "", "", True, id="inherited"),
    ],
)
def test_styles_that_hide(paragraph: str, character: str, own: str, hidden: bool) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:styleId="hp"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="hp"/></w:style>'
        '<w:style w:type="character" w:styleId="hc"><w:rPr><w:vanish/></w:rPr></w:style>'
        "</w:styles>"
    )
    about = f"<w:pStyle w:val='{paragraph}'/>" if paragraph else ""
    look = (f"<w:rStyle w:val='{character}'/>" if character else "") + own
    document = read(para(run("甲", look), about), styles=styles)
    assert document.text == ("" if hidden else "甲")


# What most paragraphs are read by, and what all could be


@given(st.data())
def test_plain_paragraphs_are_read_as_all_others(data: st.DataObject) -> None:
    pieces = st.sampled_from(
        [
            *(run("甲"), run("乙丙", "<w:b/>"), run(""), run("丁\n戊"), run("己<!-- x -->庚")),
            *("<w:r><w:t/><w:t>辛</w:t></w:r>", "<w:proofErr/>", "<w:hyperlink/>"),
            "<w:hyperlink>" + run("壬") + "</w:hyperlink>",
            "<w:smartTag>" + run("癸") + "</w:smartTag>",
            *("<w:r><w:tab/></w:r>", BEGIN + SEPARATE + run("域") + END, "<w:ins/>"),
        ]
    )
    lines = data.draw(st.lists(st.lists(pieces, max_size=4), max_size=4))
    content = docx("".join(para("".join(line)) for line in lines))
    quick = formats.read(content, "a.docx")
    with patch.object(story, "_intricate", lambda root, _aim, _texts: frozenset(root.iter())):
        slow = formats.read(content, "a.docx")
    assert quick.text == slow.text
    assert quick.paragraphs == slow.paragraphs
    for ours, theirs in zip(quick.source.places, slow.source.places, strict=True):  # type: ignore[attr-defined]
        for name in ("starts", "ends", "ordinals", "locks", "marks"):
            assert getattr(ours.segments, name) == getattr(theirs.segments, name)
