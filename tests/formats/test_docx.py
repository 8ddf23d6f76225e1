from __future__ import annotations

import io
import pickle
import time
import zipfile

import docx as python_docx
import pytest
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
    read,
    run,
)

from djlint import formats
from djlint.errors import FileError
from djlint.formats import parts, story
from djlint.model import Document

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
            "\ufffc",
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
        pytest.param("", [], id="nothing"),
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
    monkeypatch.setattr(story, "DEEPEST", 9)
    assert read(control("", para(run("甲")))).text == "甲"
    with pytest.raises(FileError, match="9 层"):
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
