"""The text that djlint reads from a Word file, against the pages that LibreOffice makes of it."""

from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from rendering import ACCEPTED, FORMATS, Renderer, labelled, lines, package, pandoc
from word_lists import FIVE, abstract, below, cell, item, levels, listed, number, table
from word_samples import BEGIN, CHOICE, END, SEPARATE, control, para, run

from djlint import formats
from djlint.model import Document

PLACES = ("header", "body", "table", "textbox", "endnote", "footnote", "footer")
WHO = "w:id='{}' w:author='甲' w:date='2020-01-01T00:00:00Z'"
PLACE = "position:absolute;margin-left:100pt;margin-top:300pt;width:200pt;height:80pt"
VML = (
    f"<w:pict><v:shape type='#t' style='{PLACE}'><v:textbox>"
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
)
SHAPE = (
    "<w:drawing><wp:anchor simplePos='0' relativeHeight='1' behindDoc='0' locked='0'"
    " layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/>"
    "<wp:positionH relativeFrom='column'><wp:posOffset>100000</wp:posOffset></wp:positionH>"
    "<wp:positionV relativeFrom='paragraph'><wp:posOffset>1500000</wp:posOffset></wp:positionV>"
    "<wp:extent cx='2000000' cy='900000'/><wp:wrapNone/><wp:docPr id='1' name='t'/><a:graphic>"
    "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
    "<wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/>"
    "<a:ext cx='2000000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
    "</wps:spPr><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
BOXED = para(run("框")) + para(run("内"))
PAGE_BREAK = "<w:r><w:br w:type='page'/></w:r>"
SYMBOL = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
MARKED = "<w:bookmarkStart w:id='0' w:name='b'/>{}<w:bookmarkEnd w:id='0'/>"
MATHS = "<m:oMath><m:r><m:t>x+y</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>"
HIDDEN = (
    "<w:style w:type='{0}' w:styleId='{1}'><w:name w:val='{1}'/>"
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='{0}' w:styleId='{1}2'><w:name w:val='{1}2'/>"
    "<w:basedOn w:val='{1}'/></w:style>"
)
HEADERS = {
    "header1": para(run("常眉")),
    "header2": para(run("偶眉")),
    "header3": para(run("首眉")),
}
THREE_PAGES = para(run("甲") + PAGE_BREAK + run("乙") + PAGE_BREAK + run("丙"))
LISTS = abstract(0, levels(*FIVE)) + number(1)


def code(text: str) -> str:
    return f"<w:r><w:instrText xml:space='preserve'> {text} </w:instrText></w:r>"


def field(text: str, result: str) -> str:
    return BEGIN + code(text) + SEPARATE + result + END


def deleted(text: str) -> str:
    return f"<w:del {WHO.format(1)}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def changed(how: str, content: str) -> str:
    return f"<w:{how} {WHO.format(2)}>{content}</w:{how}>"


def mark(how: str) -> str:
    """The properties of a paragraph whose mark has been changed."""
    return f"<w:rPr><w:{how} {WHO.format(3)}/></w:rPr>"


def reference(kind: str, at: int) -> str:
    return f"<w:r><w:{kind}Reference w:id='{at}'/></w:r>"


def notes(kind: str, *texts: str) -> str:
    """The notes from 2 on, after the lines that part them from the text."""
    lines = (
        f"<w:{kind} w:type='{name}' w:id='{at}'>{para(f'<w:r><w:{name}/></w:r>')}</w:{kind}>"
        for at, name in enumerate(("separator", "continuationSeparator"))
    )
    own = (
        f"<w:{kind} w:id='{at}'>{para(f'<w:r><w:{kind}Ref/></w:r>' + run(text))}</w:{kind}>"
        for at, text in enumerate(texts, 2)
    )
    return "".join((*lines, *own))


def shown_by(**variants: str) -> str:
    """References of a section to its headers and footers, such as `header1="default"`."""
    return "".join(
        f"<w:{name.rstrip('0123456789')}Reference w:type='{variant}' r:id='{name}'/>"
        for name, variant in variants.items()
    )


ALL_HEADERS = shown_by(header2="even", header1="default", header3="first")


def contents(*entries: str) -> str:
    """A table of contents, whose field spans paragraphs."""
    first, *others = entries
    tab = "<w:r><w:tab/></w:r>"
    return (
        para(
            BEGIN
            + code('TOC \\o "1-3"')
            + SEPARATE
            + run(first)
            + tab
            + field("PAGEREF t", run("1"))
        )
        + "".join(para(run(entry) + tab + run("2")) for entry in others)
        + para(END)
    )


def saved(document: object) -> bytes:
    sink = io.BytesIO()
    document.save(sink)  # type: ignore[attr-defined]
    return sink.getvalue()


def headings() -> bytes:
    document = python_docx.Document()
    document.add_heading("述职报告", 0)
    document.add_heading("工作", 1)
    paragraph = document.add_paragraph("一年来，")
    paragraph.add_run("认真").bold = True
    paragraph.add_run("学习。")
    document.add_page_break()
    document.add_paragraph("次页。")
    return saved(document)


def lists() -> bytes:
    document = python_docx.Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("丙", style="List Number 2")
    document.add_paragraph("丁", style="List Number")
    return saved(document)


def cells() -> bytes:
    document = python_docx.Document()
    made = document.add_table(rows=3, cols=2)
    for row, texts in enumerate((("甲", "乙"), ("丙", "\n丁"), ("戊", "\n己"))):
        for column, text in enumerate(texts):
            made.cell(row, column).text = text
    made.cell(0, 0).merge(made.cell(0, 1))
    document.add_paragraph("后")
    return saved(document)


def around() -> bytes:
    document = python_docx.Document()
    document.add_paragraph("正文")
    section = document.sections[0]
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "页脚"
    section.first_page_header.paragraphs[0].text = "首页"
    return saved(document)


def title_page() -> bytes:
    document = python_docx.Document()
    document.add_paragraph("正文")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "首页"
    section = document.add_section()
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].text = "页眉"
    document.add_paragraph("次节")
    return saved(document)


CASES = {
    "runs": package(
        para(
            "<w:r w:rsidR='00A1'><w:t>甲</w:t></w:r><w:proofErr w:type='spellStart'/>"
            + run("乙", "<w:b/>")
            + "<w:proofErr w:type='spellEnd'/>"
            + MARKED.format(run("丙", "<w:rFonts w:hint='eastAsia'/>"))
            + run("丁", "<w:lang w:val='en-US'/>")
        )
    ),
    "blanks": package(para(run("甲\n乙") + "<w:r><w:t xml:space='preserve'> 丙  丁 </w:t></w:r>")),
    "empty paragraphs": package(para(run("甲")) + para("") + "<w:p/>" + para(run("乙"))),
    "hyperlink": package(
        para(
            run("见")
            + f"<w:hyperlink w:anchor='b'>{run('链')}{run('接')}</w:hyperlink>"
            + run("后")
        )
    ),
    "inserted": package(para(run("甲") + changed("ins", run("乙")) + run("丙"))),
    "deleted": package(para(run("甲") + deleted("删") + changed("ins", run("增")) + run("乙"))),
    "deleted field": package(
        para(
            run("甲")
            + changed(
                "del",
                BEGIN
                + "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>"
                + SEPARATE
                + "<w:r><w:delText>1</w:delText></w:r>"
                + END,
            )
            + run("乙")
        )
    ),
    "moved": package(
        para(run("甲") + changed("moveFrom", run("移")) + run("乙") + changed("moveTo", run("移")))
    ),
    "moved paragraph": package(
        para(changed("moveFrom", run("移")), mark("moveFrom"))
        + para(run("甲"))
        + para(changed("moveTo", run("移")), mark("moveTo"))
        + para(run("乙"))
    ),
    "deleted mark": package(para(run("甲"), mark("del")) + para(run("乙")) + para(run("丙"))),
    "deleted marks": package(
        para(run("甲") + deleted("删"), mark("del"))
        + para(deleted("删"), mark("del"))
        + para(deleted("去") + run("乙"))
        + para(run("丙"))
    ),
    "deleted paragraph": package(
        para(run("甲")) + para(deleted("删"), mark("del")) + para(run("乙"))
    ),
    "deleted mark before a table": package(
        para(run("甲"), mark("del")) + table(cell(para(run("乙")))) + para(run("丙"))
    ),
    "deleted mark at the end of a cell": package(
        table(cell(para(run("甲"), mark("del"))), cell(para(run("乙")))) + para(run("丙"))
    ),
    "deleted mark before a control": package(
        para(run("甲"), mark("del")) + control("", para(run("乙"))) + para(run("丙"))
    ),
    "deleted mark at the end": package(para(run("甲")) + para(run("乙"), mark("del"))),
    "inserted mark": package(para(run("甲"), mark("ins")) + para(run("乙"))),
    "deleted row": package(
        table(cell(para(run("甲")))).replace("</w:tbl>", "")
        + f"<w:tr><w:trPr><w:del {WHO.format(4)}/></w:trPr>"
        + cell(para(deleted("删"), mark("del")))
        + "</w:tr></w:tbl>"
        + para(run("乙"))
    ),
    "deleted mark in a list": package(
        item(text="甲") + para(run("乙"), listed(1, 0) + mark("del")) + item(text="丙") + item(),
        numbering=LISTS,
    ),
    "deleted paragraph in a list": package(
        item(text="甲") + para(deleted("删"), listed(1, 0) + mark("del")) + item(text="丙"),
        numbering=LISTS,
    ),
    "content control in a line": package(
        para(run("甲") + control("<w:alias w:val='x'/>", run("乙")) + run("丙"))
    ),
    "content control that prompts": package(
        para(run("甲") + control("<w:showingPlcHdr/><w:text/>", run("单击输入")) + run("乙"))
    ),
    "content control of paragraphs": package(
        control("", para(run("甲")) + control("", para(run("乙")))) + para(run("丙"))
    ),
    "content control of a row and a cell": package(
        table("").replace(
            "<w:tr></w:tr>",
            control(
                "", f"<w:tr>{cell(para(run('甲')))}{control('', below(para(run('乙'))))}</w:tr>"
            ),
        )
        + para(run("丙"))
    ),
    "content control of a table": package(control("", table(cell(para(run("甲"))))) + para("")),
    "smart tag": package(
        para(
            run("在")
            + f"<w:smartTag w:uri='u' w:element='e'><w:smartTagPr/>{run('2021年')}</w:smartTag>"
            + run("底")
        )
    ),
    "custom xml": package(
        para(f"<w:customXml w:uri='u' w:element='e'>{run('甲')}</w:customXml>")
        + f"<w:customXml w:uri='u' w:element='e'>{para(run('乙'))}</w:customXml>"
        + para(run("丙"))
    ),
    "simple field": package(
        para(run("第") + f"<w:fldSimple w:instr=' REF b '>{run('三')}</w:fldSimple>" + run("条"))
        + para(MARKED.format(run("三")))
    ),
    "reference field": package(
        para(run("第") + field("REF b \\h", run("三")) + run("条")) + para(MARKED.format(run("三")))
    ),
    "hyperlink field": package(
        para(run("见") + field('HYPERLINK "http://x.invalid"', run("网址")) + run("后"))
    ),
    "field without a result": package(para(run("甲") + BEGIN + code("XE 词") + END + run("乙"))),
    "enclosed character with a result": package(
        para(run("甲") + field("eq \\o\\ac(○,1)", run("①")) + run("乙"))
    ),
    "numbered caption": package(para(run("表") + field("SEQ 表", run("1")) + run("题"))),
    "form field": package(para(field("FORMTEXT", run("填")) + run("后"))),
    "content controls of a form": package(
        para(
            control("<w:comboBox><w:listItem w:value='选'/></w:comboBox>", run("二"))
            + control("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("☒"))
        )
    ),
    "table of contents": package(contents("一、甲", "二、乙") + para(run("后"))),
    "table of contents in a control": package(
        control(
            "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>",
            contents("一、甲", "二、乙"),
        )
        + para(run("后"))
    ),
    "text box in two versions": package(
        para(
            run("甲")
            + "<w:r>"
            + CHOICE.format(SHAPE.format(BOXED), VML.format(BOXED)).replace(
                "<mc:Choice>", "<mc:Choice Requires='wps'>"
            )
            + "</w:r>"
        )
        + para(run("乙"))
    ),
    "old text box": package(para(run("甲") + f"<w:r>{VML.format(BOXED)}</w:r>") + para(run("乙"))),
    "text box in a text box": package(
        para(
            run("甲")
            + "<w:r>"
            + VML.format(para(run("框") + f"<w:r>{VML.format(para(run('内')))}</w:r>"))
            + "</w:r>"
        )
    ),
    "deleted text box": package(
        para(run("甲") + changed("del", f"<w:r>{VML.format(BOXED)}</w:r>") + run("乙"))
    ),
    "description of a shape": package(
        para(run("甲") + f"<w:r>{SHAPE.format(BOXED)}</w:r>".replace(" name=", " descr='述' name="))
    ),
    "reading aid": package(
        para(
            run("作")
            + "<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val='center'/></w:rubyPr>"
            + f"<w:rt>{run('9')}</w:rt><w:rubyBase>{run('业')}</w:rubyBase></w:ruby></w:r>"
            + run("本")
        )
    ),
    "symbol": package(para(run("甲") + SYMBOL + run("乙"))),
    "breaks": package(
        para(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t>"
            "<w:ptab w:relativeTo='margin' w:alignment='right' w:leader='none'/><w:t>丙</w:t>"
            "<w:br/><w:t>丁</w:t><w:cr/><w:t>戊</w:t><w:br w:type='page'/><w:t>己</w:t>"
            "<w:br w:type='column'/><w:t>庚</w:t><w:lastRenderedPageBreak/><w:t>辛</w:t></w:r>"
        )
        + para(run("壬"))
    ),
    "hyphens": package(
        para("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t></w:r>")
    ),
    "footnotes": package(
        para(run("甲") + reference("footnote", 2) + run("乙") + reference("footnote", 3)),
        footnotes=notes("footnote", "注一", "注二"),
    ),
    "footnote of a cell": package(
        table(cell(para(run("甲") + reference("footnote", 2)))) + para(run("乙")),
        footnotes=notes("footnote", "注一"),
    ),
    "footnote of two paragraphs": package(
        para(run("甲") + reference("footnote", 2)),
        footnotes=notes("footnote", "注一").removesuffix("</w:footnote>")
        + para(run("续"))
        + "</w:footnote>",
    ),
    "footnote that nothing refers to": package(
        para(run("甲") + reference("footnote", 2)), footnotes=notes("footnote", "注一", "注二")
    ),
    "footnote of deleted text": package(
        para(run("甲") + changed("del", reference("footnote", 2)) + run("乙")),
        footnotes=notes("footnote", "注一"),
    ),
    "endnotes": package(
        para(run("甲") + reference("endnote", 2) + run("乙")) + para(run("丙")),
        endnotes=notes("endnote", "尾注"),
    ),
    "header and footer": package(
        para(run("甲")),
        shown_by(header1="default", footer1="default"),
        header1=para(run("眉")),
        footer1=para(run("共") + field("PAGE", run("1")) + run("页")),
    ),
    "table in a header": package(
        para(run("甲")),
        shown_by(header1="default"),
        header1=table(cell(para(run("眉")))) + para(""),
    ),
    "header of every page": package(
        THREE_PAGES, shown_by(header1="default"), header1=para(run("眉")) + para(run("二"))
    ),
    "headers all in use": package(
        THREE_PAGES,
        ALL_HEADERS + "<w:titlePg/>",
        settings=ACCEPTED + "<w:evenAndOddHeaders/>",
        **HEADERS,
    ),
    "header of the first page not in use": package(
        THREE_PAGES, ALL_HEADERS, settings=ACCEPTED + "<w:evenAndOddHeaders/>", **HEADERS
    ),
    "header of even pages not in use": package(
        THREE_PAGES, ALL_HEADERS + "<w:titlePg/>", **HEADERS
    ),
    "only one header in use": package(THREE_PAGES, ALL_HEADERS, **HEADERS),
    "headers of two sections": package(
        para(run("甲"), f"<w:sectPr>{shown_by(header1='default')}</w:sectPr>") + para(run("乙")),
        shown_by(header2="default"),
        header1=para(run("眉一")),
        header2=para(run("眉二")),
    ),
    "header of the section before": package(
        para(run("甲"), f"<w:sectPr>{shown_by(header1='default')}</w:sectPr>") + para(run("乙")),
        header1=para(run("眉")),
    ),
    "list in a header": package(
        item() * 2,
        shown_by(header1="default"),
        header1=item(text="眉") + item(text="额"),
        numbering=LISTS,
    ),
    "comment": package(
        para(
            "<w:commentRangeStart w:id='0'/>"
            + run("甲")
            + "<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>"
            + run("乙")
        ),
        comments=f"<w:comment {WHO.format(0)} w:initials='a'>{para(run('批'))}</w:comment>",
    ),
    "merged cells": package(
        table(
            cell(para(run("甲")), "<w:gridSpan w:val='2'/>"),
            cell(para(run("乙")), "<w:vMerge w:val='restart'/>") + below(para(run("丙"))),
            cell(para(""), "<w:vMerge/>") + cell(para(run("丁"))),
        )
        + para(run("后"))
    ),
    "table in a table": package(
        table(
            cell(
                para(run("甲"))
                + table(cell(para(run("乙"))) + below(para(run("丙"))))
                + para(run("丁"))
            )
        )
        + para(run("后"))
    ),
    "hidden run": package(para(run("甲") + run("隐", "<w:vanish/>") + run("乙"))),
    "hidden paragraph": package(
        para(run("甲"))
        + para(run("隐", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")
        + para(run("乙"))
    ),
    "run that is not hidden": package(para(run("甲", "<w:vanish w:val='0'/>"))),
    "hidden by the style of characters": package(
        para(
            run("甲")
            + run("隐", "<w:rStyle w:val='c'/>")
            + run("藏", "<w:rStyle w:val='c2'/>")
            + run("现", "<w:rStyle w:val='c'/><w:vanish w:val='0'/>")
            + run("乙")
        ),
        styles=HIDDEN.format("character", "c"),
    ),
    "hidden by the style of a paragraph": package(
        para(run("甲"))
        + para(run("隐"), "<w:pStyle w:val='p'/>")
        + para(run("藏"), "<w:pStyle w:val='p2'/>")
        + para(run("现", "<w:vanish w:val='0'/>") + run("没"), "<w:pStyle w:val='p'/>")
        + para(run("乙")),
        styles=HIDDEN.format("paragraph", "p"),
    ),
    "comments and instructions in the xml": package(
        para(
            run("甲<!-- a -->乙<?b c?>丙")
            + "<!-- x -->"
            + run("<![CDATA[丁<]]>&#x4E59;&amp;&#20123;")
        )
    ),
    "strict": package(
        para(run("甲")) + para(run("乙"), "<w:pStyle w:val='s'/>"),
        shown_by(header1="default", footer1="default"),
        strict=True,
        styles="<w:style w:type='paragraph' w:styleId='s'><w:name w:val='s'/></w:style>",
        header1=para(run("眉")),
        footer1=para(run("脚")),
    ),
    "macros": package(
        para(run("甲")), main="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "template": package(para(run("甲")), main=f"{FORMATS}template.main+xml"),
    "two versions in a run": package(
        para(
            "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>甲</w:t></mc:Choice>"
            "<mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>" + run("丙")
        )
    ),
    "two versions of runs": package(
        para(
            CHOICE.format(run("甲"), run("乙")).replace("<mc:Choice>", "<mc:Choice Requires='w14'>")
            + run("丙")
        )
    ),
    "two versions of a paragraph": package(
        CHOICE.format(para(run("甲")), para(run("乙"))).replace(
            "<mc:Choice>", "<mc:Choice Requires='w14'>"
        )
        + para(run("丙"))
    ),
    "element of another program": package(
        para(run("甲") + f"<z:z xmlns:z='urn:z'>{run('乙')}</z:z>" + run("丙"))
    ),
    "struck through and raised": package(
        para(
            run("甲")
            + run("2", "<w:vertAlign w:val='superscript'/>")
            + run("乙", "<w:strike/>")
            + run("丙", "<w:dstrike/>")
        )
    ),
    "given direction": package(
        para(f"<w:bdo w:val='ltr'>{run('甲')}</w:bdo><w:dir w:val='ltr'>{run('乙')}</w:dir>")
    ),
    "python-docx: headings": headings(),
    "python-docx: lists": lists(),
    "python-docx: merged cells": cells(),
    "python-docx: header and footer": around(),
    "python-docx: two sections": title_page(),
}

# What is on the page and not in the text: the numbers of notes, and a reading aid.
BESIDE = {
    **dict.fromkeys((name for name in CASES if name.startswith("footnote")), "[12]"),
    "endnotes": "i",
    "reading aid": "9",
}

SOURCES = {
    "a page.html": """<html><head><meta charset="utf-8"></head><body>
        <h1>总结</h1><p>一年来，<b>认真</b>学习<a href="http://x.invalid">文件</a>。</p>
        <ol><li>甲<ol type="a"><li>乙</li><li>丙</li></ol></li><li>丁</li></ol>
        <table><tr><td colspan="2">表</td></tr><tr><td>格</td></tr></table><p>末。</p>
        </body></html>""",
    "a text.fodt": """<?xml version="1.0" encoding="UTF-8"?>
        <office:document office:version="1.2"
        office:mimetype="application/vnd.oasis.opendocument.text"
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
        <office:automatic-styles>
        <text:list-style style:name="L"><text:list-level-style-number text:level="1"
        style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
        <text:list-level-style-number text:level="2" style:num-prefix="（"
        style:num-format="一, 二, 三, ..." style:num-suffix="）"/></text:list-style>
        <style:page-layout style:name="P"><style:header-style/></style:page-layout>
        </office:automatic-styles>
        <office:master-styles><style:master-page style:name="Standard"
        style:page-layout-name="P"><style:header><text:p>眉</text:p></style:header>
        </style:master-page></office:master-styles>
        <office:body><office:text><text:h text:outline-level="1">总结</text:h>
        <text:list text:style-name="L"><text:list-item><text:p>甲</text:p>
        <text:list><text:list-item><text:p>乙</text:p></text:list-item>
        <text:list-item><text:p>丙</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>丁</text:p></text:list-item></text:list>
        <text:p>正<text:s/>文<text:tab/>后<text:line-break/>行</text:p>
        </office:text></office:body></office:document>""",
}


@pytest.fixture(scope="module")
def files(renderer: Renderer) -> dict[str, bytes]:
    """The packages of the table, and those that LibreOffice writes itself."""
    given = {name: text.strip().encode() for name, text in SOURCES.items()}
    return {**CASES, **{saved_as(name): data for name, data in renderer.saved(given).items()}}


@pytest.fixture(scope="module")
def shown(renderer: Renderer, files: dict[str, bytes]) -> dict[str, str]:
    return renderer.pages(files)


def saved_as(name: str) -> str:
    return f"LibreOffice: {name.split('.')[0]}"


def once(page: list[str], repeated: set[str]) -> list[str]:
    """The lines of all pages; what stands above or below each of them counts once."""
    return [line for at, line in enumerate(page) if line not in repeated or line not in page[:at]]


def printed(document: Document, parts: tuple[str, ...] = PLACES) -> list[str]:
    """The lines that djlint reads in some parts, in the order of a page."""
    pairs = zip((each.part for each in document.paragraphs), labelled(document), strict=True)
    found = [(PLACES.index("body" if part == "table" else part), text) for part, text in pairs]
    wanted = sorted((each for each in found if PLACES[each[0]] in parts), key=lambda each: each[0])
    return [line for _, text in wanted for line in lines(text)]


@pytest.mark.parametrize("name", [*CASES, *map(saved_as, SOURCES)])
def test_text_is_that_of_the_pages(
    name: str, files: dict[str, bytes], shown: dict[str, str]
) -> None:
    document = formats.read(files[name], "a.docx")
    text = re.sub(BESIDE[name], "", shown[name]) if name in BESIDE else shown[name]
    page = once(lines(text), set(printed(document, ("header", "footer"))))
    read = printed(document)
    # The headers and notes of several pages stand between their texts.
    if "\f" in text.rstrip("\f"):
        assert sorted(read) == sorted(page)
    else:
        assert read == page


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            run("甲") + changed("ins", run("乙") + deleted("删")) + run("丙"),
            ["甲乙丙"],
            id="deleted within an insertion",  # LibreOffice shows it
        ),
        pytest.param(run("甲") + deleted("删") + run("乙"), ["甲乙"], id="deleted"),
        pytest.param(
            field("DATE \\@ yyyy", run("二〇二一年")),
            ["二〇二一年"],
            id="date",  # LibreOffice prints today's
        ),
        pytest.param(
            run("由") + MATHS + run("得"),
            ["由x+y=1得"],
            id="formula",  # for which Debian's LibreOffice without windows has no part
        ),
        pytest.param(f"<m:oMathPara>{MATHS}</m:oMathPara>", ["x+y=1"], id="formula on its own"),
    ],
)
def test_text_is_that_of_pandoc(content: str, expected: list[str], renderer: Renderer) -> None:
    """What LibreOffice is known to show otherwise than Word."""
    data = package(para(content))
    assert lines(pandoc(data)) == expected
    assert printed(formats.read(data, "a.docx")) == expected
