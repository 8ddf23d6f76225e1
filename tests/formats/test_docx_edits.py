from __future__ import annotations

import io
import random
import re
import zipfile
from itertools import islice

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import (
    BOX,
    CHOICE,
    MAIN,
    NOTE,
    RESULT,
    STRICT_R,
    STRICT_W,
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
from djlint.formats.difference import pieces
from djlint.model import Edit, Span

PRESERVE = ' xml:space="preserve"'


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        pytest.param(run("甲乙丙"), "乙", "丁", run("甲丁丙"), id="replace"),
        pytest.param(run("甲乙丙"), "乙", "", run("甲丙"), id="delete"),
        pytest.param(
            run("理论") + run("学习", "<w:b/>") + run("心组"),
            "理论学习心组",
            "理论学习中心组",
            run("理论") + run("学习中", "<w:b/>") + run("心组"),
            id="an insertion extends the run before it",
        ),
        pytest.param(
            run("甲") + run("乙", "<w:b/>"),
            "甲乙",
            "丙甲乙",
            run("丙甲") + run("乙", "<w:b/>"),
            id="an insertion at the begin extends the first run",
        ),
        pytest.param(
            run("甲甲") + run("乙乙", "<w:b/>") + run("丙丙", "<w:i/>"),
            "甲乙乙丙",
            "",
            run("甲") + run("", "<w:b/>") + run("丙", "<w:i/>"),
            id="deletion over runs",
        ),
        pytest.param(
            run("二０") + run("２", "<w:b/>") + run("１年"),
            "０２１",
            "021",
            run("二0") + run("2", "<w:b/>") + run("1年"),
            id="character by character over runs",
        ),
        pytest.param(
            run("一二") + run("三四", "<w:lang w:val='x'/><w:rFonts w:hint='eastAsia'/>"),
            "二三",
            "甲乙丙",
            run("一甲乙丙") + run("四", "<w:lang w:val='x'/><w:rFonts w:hint='eastAsia'/>"),
            id="longer over runs of one look",
        ),
        pytest.param(run("a&amp;b"), "&", "<>&", run("a&lt;&gt;&amp;b"), id="escaped"),
        pytest.param(
            run("&#x7532;&#20057;&amp;"), "乙", "丁", run("&#x7532;丁&amp;"), id="reference"
        ),
        pytest.param(
            run("&#x7532;乙"), "甲乙", "甲丁乙", run("&#x7532;丁乙"), id="after a reference"
        ),
        pytest.param(
            run("<![CDATA[甲<乙]]>丙"), "<", "<&", run("<![CDATA[甲<&乙]]>丙"), id="in cdata"
        ),
        pytest.param(
            run("<![CDATA[甲<乙]]>丙"), "乙丙", "&", run("<![CDATA[甲<&]]>"), id="out of cdata"
        ),
        pytest.param(
            run("通知<!-- ,, -->,请<?a ,?>,"),
            "知,请",
            "知，请",
            run("通知<!-- ,, -->，请<?a ,?>,"),
            id="comment",
        ),
        pytest.param(
            run("甲乙<!-- c -->丙丁"), "乙丙", "", run("甲<!-- c -->丁"), id="around a comment"
        ),
        pytest.param(
            "<w:r><w:t>甲</w:t>\n </w:r>\n",
            "甲",
            "甲乙",
            "<w:r><w:t>甲乙</w:t>\n </w:r>\n",
            id="blanks after the element",
        ),
        pytest.param(run("甲\r\n乙丙"), "乙", "丁", run("甲\r\n丁丙"), id="after a line end"),
        pytest.param(run("甲\r\n乙丙"), " ", "", run("甲乙丙"), id="a line end"),
        pytest.param(
            "<w:r><w:t/><w:t>甲</w:t></w:r>",
            "甲",
            "乙甲",
            "<w:r><w:t/><w:t>乙甲</w:t></w:r>",
            id="empty",
        ),
        pytest.param(
            run("甲") + NOTE + run("乙"),
            "甲乙",
            "甲，乙",
            run("甲，") + NOTE + run("乙"),
            id="before a note",
        ),
        pytest.param(
            run("甲") + RESULT + run("乙"),
            "三乙",
            "三丁乙",
            run("甲") + RESULT + run("丁乙"),
            id="after a field",
        ),
        pytest.param(
            "<w:r><w:tab/></w:r>" + run("乙"),
            "\t乙",
            "\t丁乙",
            "<w:r><w:tab/></w:r>" + run("丁乙"),
            id="after a tab",
        ),
        pytest.param(
            run("甲") + "<w:ins>" + run("乙") + "</w:ins>",
            "甲乙",
            "甲丁乙",
            run("甲丁") + "<w:ins>" + run("乙") + "</w:ins>",
            id="before an insertion",
        ),
        pytest.param(
            "<w:hyperlink>" + run("甲乙") + "</w:hyperlink>",
            "乙",
            "丙",
            "<w:hyperlink>" + run("甲丙") + "</w:hyperlink>",
            id="in a hyperlink",
        ),
        pytest.param(
            control("<w:lock w:val='sdtLocked'/>", run("甲乙")),
            "乙",
            "丙",
            control("<w:lock w:val='sdtLocked'/>", run("甲丙")),
            id="in a control that is open",
        ),
        pytest.param(
            run("甲") + "<w:bookmarkStart w:id='1'/><w:commentRangeStart w:id='1'/>" + run("乙丙"),
            "甲乙",
            "",
            run("") + "<w:bookmarkStart w:id='1'/><w:commentRangeStart w:id='1'/>" + run("丙"),
            id="over bookmarks and comment ranges",
        ),
    ],
)
def test_edit(content: str, old: str, new: str, expected: str) -> None:
    data = docx(para(content))
    document = formats.read(data, "a.docx")
    edit = change(document, old, new)
    assert formats.refusal(document, edit) is None
    assert inner(formats.write(document, [edit])) == para(expected)


@pytest.mark.parametrize(
    ("text", "old", "new", "tag"),
    [
        ("甲乙", "乙", " ", PRESERVE),
        ("甲乙", "甲", " ", PRESERVE),
        ("甲乙丙", "乙", " ", ""),
        ("甲乙", "乙", "\u3000", ""),
    ],
)
def test_blanks_at_the_ends_are_kept(text: str, old: str, new: str, tag: str) -> None:
    document = read(para(run(text)))
    written = inner(formats.write(document, [change(document, old, new)]))
    assert written == para(f"<w:r><w:t{tag}>{text.replace(old, new)}</w:t></w:r>")


def test_attribute_is_not_doubled() -> None:
    document = read(para(f"<w:r><w:t{PRESERVE} a='>'>甲乙 </w:t></w:r>"))
    written = inner(formats.write(document, [change(document, "乙", "")]))
    assert written == para(f"<w:r><w:t{PRESERVE} a='>'>甲 </w:t></w:r>")


def test_attribute_in_an_odd_tag() -> None:
    document = read(para("<w:r><w:t\r\n a='/>' >甲乙</w:t ></w:r>"))
    written = inner(formats.write(document, [change(document, "乙", " ")]))
    assert written == para(f"<w:r><w:t{PRESERVE}\r\n a='/>' >甲 </w:t ></w:r>")


def test_blank_paragraph_may_be_emptied() -> None:
    document = read(para(run("\u3000 ")) + para(run("甲")))
    assert inner(formats.write(document, [Edit(Span(0, 2), "")])) == para(run("")) + para(run("甲"))


def test_what_stays_is_not_touched() -> None:
    """Only the pieces that change count, not all that the edit covers."""
    content = para(run("甲") + RESULT + "<w:r><w:tab/></w:r>" + run("乙"))
    document = read(content)
    edit = Edit(Span(0, len(document.text)), "甲三\t丙")
    assert inner(formats.write(document, [edit])) == content.replace("乙", "丙")


@pytest.mark.parametrize("wrap", [lambda text: run(text), lambda text: BOX.format(para(run(text)))])
def test_both_versions_are_edited(wrap) -> None:  # type: ignore[no-untyped-def]
    content = "<w:r>" + CHOICE.format(wrap("甲,乙"), wrap("甲,乙")) + "</w:r>"
    document = read(para(content) + para(run("丙,丁")))
    written = inner(formats.write(document, [change(document, "甲,", "甲，")]))
    assert written == para(content.replace(",", "，")) + para(run("丙,丁"))


def test_several_edits() -> None:
    content = para(run("甲,") + run("乙.", "<w:b/>")) + para(run("丙,丁,"))
    document = read(content)
    edits = [
        Edit(Span(at, at + 1), {",": "，", ".": "。"}[document.text[at]])
        for at in range(len(document.text))
        if document.text[at] in ",."
    ]
    assert inner(formats.write(document, edits)) == content.replace(",", "，").replace(".", "。")


def test_insertions_side_by_side() -> None:
    document = read(para(run("甲乙")))
    edits = [
        Edit(Span(0, 1), ""),
        Edit(Span(1, 1), "一"),
        Edit(Span(1, 1), "二"),
        Edit(Span(1, 2), "丙"),
    ]
    assert inner(formats.write(document, edits)) == para(run("一二丙"))


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"\xef\xbb\xbf" + body(para(run("甲,乙"))).encode(), id="mark"),
        pytest.param(body(para(run("𠮷,乙"))).replace("UTF-8", "UTF-16").encode("utf-16"), id="le"),
        pytest.param(
            b"\xfe\xff" + body(para(run("甲,乙"))).replace("UTF-8", "UTF-16").encode("utf-16-be"),
            id="be",
        ),
        pytest.param(
            body(para(run("甲,乙"))).replace("w:", "文:").replace("xmlns:w", "xmlns:文"),
            id="prefix",
        ),
        pytest.param(body(para(run("甲,乙"))) + "<!-- , -->\r\n\r\n", id="after the root"),
        pytest.param(
            body(para(run("甲,乙"))).replace("<w:p>", "<w:p\n\tw:rsidR = '1,2' ><w:b ></w:b >"),
            id="odd",
        ),
    ],
)
def test_forms_of_xml_are_kept(document: str | bytes) -> None:
    data = document.encode() if isinstance(document, str) else document
    codec = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], "utf-8")
    read_back = formats.read(pack(members(data)), "a.docx")
    written = formats.write(read_back, [change(read_back, ",", "，")])
    at = data.decode(codec).index(",乙")
    expected = data.decode(codec)[:at] + "，" + data.decode(codec)[at + 1 :]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.read(MAIN) == expected.encode(codec)


def test_strict() -> None:
    content = members(body(para(run("甲,乙")), STRICT_W))
    content["_rels/.rels"] = links((f"{STRICT_R}/officeDocument", MAIN))
    content["word/_rels/document.xml.rels"] = links((f"{STRICT_R}/settings", "settings.xml"))
    content["word/settings.xml"] = f"<w:settings xmlns:w='{STRICT_W}'/>"
    document = formats.read(pack(content), "a.docx")
    assert inner(formats.write(document, [change(document, ",", "，")])) == para(run("甲，乙"))
    content["word/settings.xml"] = (
        f"<w:settings xmlns:w='{STRICT_W}'><w:trackRevisions/></w:settings>"
    )
    document = formats.read(pack(content), "a.docx")
    with pytest.raises(RefusedError, match="修订"):
        formats.write(document, [change(document, ",", "，")])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲乙", "甲乙", []),
        ("", "甲", [(0, 0, "甲")]),
        ("甲", "", [(0, 1, "")]),
        ("围绕围绕", "围绕", [(2, 4, "")]),
        ("甲，，乙", "甲，乙", [(2, 3, "")]),
        ("理论学习心组", "理论学习中心组", [(4, 4, "中")]),
        ("2,3,4", "2，3，4", [(1, 2, "，"), (3, 4, "，")]),
    ],
)
def test_pieces(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    assert pieces(old, new) == expected


@given(st.text("甲乙丙,", max_size=12), st.text("甲乙丙,", max_size=12))
def test_pieces_lead_from_old_to_new(old: str, new: str) -> None:
    text = old
    for start, end, piece in reversed(pieces(old, new)):
        text = text[:start] + piece + text[end:]
    assert text == new


def sample(dice: random.Random) -> bytes:
    """A document of python-docx in which no hanzi stands twice, in runs, a table and controls."""
    hanzi = map(chr, range(0x4E00, 0x9FFF))
    made = python_docx.Document()
    made.add_table(2, 2).cell(1, 1).text = "".join(islice(hanzi, 5))
    for _ in range(20):
        paragraph = made.add_paragraph()
        for _ in range(dice.randrange(5)):
            text = "".join(islice(hanzi, dice.randrange(5)))
            piece = paragraph.add_run(dice.choice(["", "&", "<", " ", "\t", "𠮷"]) + text)
            piece.bold = dice.choice([None, True])
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("seed", range(30))
def test_random_edits(seed: int) -> None:
    """What is kept stays in its run; what is written is what was meant; the rest is untouched."""
    dice = random.Random(seed)
    data = sample(dice)
    document = formats.read(data, "a.docx")
    edits, gone, at = [], set(), 0
    while at < len(document.text):
        edit = Edit(Span(at, at + dice.randrange(4)), dice.choice(["", "a", "<&b", " "]))
        if edit.span.end <= len(document.text) and formats.refusal(document, edit) is None:
            edits.append(edit)
            gone.update(document.text[edit.span.start : edit.span.end])
        at = edit.span.end + dice.randrange(1, 6)
    written = formats.write(document, edits)
    expected = document.text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert len(edits) > 5
    assert formats.read(written, "a.docx").text == expected
    before, after = homes(data), homes(written)
    assert after == {hanzi: home for hanzi, home in before.items() if hanzi not in gone}
    assert skeleton(part(written)) == skeleton(part(data))


def homes(data: bytes) -> dict[str, int]:
    """The number of the text element that each hanzi stands in."""
    found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)", part(data))
    return {each: at for at, text in enumerate(found) for each in text if "一" <= each <= "\u9fff"}


def skeleton(xml: str) -> str:
    """A part without its text."""
    return re.sub(r"(<w:t)(?: [^>]*)?>[^<]*", r"\1>", xml)
