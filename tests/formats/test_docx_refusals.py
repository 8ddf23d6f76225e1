from __future__ import annotations

import pytest
from word_samples import (
    BEGIN,
    CHOICE,
    END,
    MAIN,
    NOTE,
    RESULT,
    SEPARATE,
    R,
    W,
    body,
    change,
    control,
    inner,
    links,
    members,
    pack,
    para,
    read,
    run,
)

from djlint import formats
from djlint.errors import RefusedError
from djlint.formats import rewriting
from djlint.model import Diagnostic, Edit, Fix, Safety, Severity, Span


@pytest.mark.parametrize(
    ("content", "span", "new", "reason"),
    [
        pytest.param(para("<w:r><w:t>甲</w:t><w:tab/></w:r>"), (0, 2), "乙", "制表符", id="tab"),
        pytest.param(para("<w:r><w:t>甲</w:t><w:br/></w:r>"), (1, 2), "", "换行符", id="break"),
        pytest.param(
            para("<w:r><w:t>甲</w:t><w:br w:type='page'/></w:r>"), (1, 2), "", "分页符", id="page"
        ),
        pytest.param(
            para("<w:r><w:t>甲</w:t><w:drawing/></w:r>"), (1, 2), "", "图片", id="picture"
        ),
        pytest.param(
            para("<w:r><w:t>甲</w:t><w:noBreakHyphen/></w:r>"),
            (1, 2),
            "－",
            "不间断连字符",
            id="hyphen",
        ),
        pytest.param(
            para("<w:r><w:t>甲</w:t><w:softHyphen/></w:r>"),
            (1, 2),
            "",
            "可选连字符",
            id="soft hyphen",
        ),
        pytest.param(
            para("<w:r><w:tab/></w:r>"), (1, 1), "甲", "没有可以接续", id="after a lone tab"
        ),
        pytest.param(para(run("甲") + RESULT), (1, 2), "四", "域", id="field"),
        pytest.param(
            para(run("甲") + BEGIN + SEPARATE + END + run("乙丙")),
            (0, 2),
            "",
            "范围内有",
            id="bare field",
        ),
        pytest.param(
            para("<w:fldSimple>" + run("甲") + "</w:fldSimple>"),
            (0, 0),
            "乙",
            "域",
            id="simple field",
        ),
        pytest.param(para(run("甲乙") + NOTE + run("丙丁")), (1, 3), "", "脚注", id="note within"),
        pytest.param(
            para(run("甲乙") + "<w:del/>" + run("丙丁")),
            (1, 3),
            "戊己庚",
            "修订",
            id="deletion within",
        ),
        pytest.param(
            para(run("甲乙") + run("隐", "<w:vanish/>") + run("丙")),
            (1, 3),
            "",
            "隐藏",
            id="hidden within",
        ),
        pytest.param(
            para(run("甲") + "<w:ins>" + run("乙") + "</w:ins>"),
            (0, 2),
            "丙",
            "他人的修订",
            id="insertion",
        ),
        pytest.param(
            para("<w:moveTo>" + run("乙") + "</w:moveTo>"), (1, 1), "丙", "他人的修订", id="moved"
        ),
        pytest.param(
            para(control("<w:lock w:val='contentLocked'/>", run("甲"))),
            (0, 1),
            "乙",
            "控件",
            id="locked",
        ),
        pytest.param(
            control("<w:lock w:val='sdtContentLocked'/>", para(control("", run("甲")))),
            (0, 1),
            "乙",
            "控件",
            id="locked around",
        ),
        pytest.param(
            para(control("<w:dataBinding/>", run("甲"))), (0, 1), "乙", "绑定", id="bound to data"
        ),
        pytest.param(
            para("<w:r><w:ruby><w:rubyBase>" + run("业") + "</w:rubyBase></w:ruby></w:r>"),
            (0, 1),
            "叶",
            "注音",
            id="ruby",
        ),
        pytest.param(
            para(CHOICE.format(run("甲"), run("乙"))),
            (0, 1),
            "丙",
            "两种版本",
            id="versions differ",
        ),
        pytest.param(
            para(CHOICE.format(run("甲") + CHOICE.format("", ""), run("甲"))),
            (0, 1),
            "丙",
            "两种版本",
            id="versions within versions",
        ),
        pytest.param(
            para(
                BEGIN
                + SEPARATE
                + "<w:r>"
                + CHOICE.format("<w:t>甲</w:t>", "<w:t>甲</w:t>")
                + "</w:r>"
                + END
            ),
            (0, 1),
            "乙",
            "域",
            id="twins in a field",
        ),
        pytest.param(para("<w:t>甲</w:t>"), (0, 1), "乙", "结构特殊", id="no run"),
        pytest.param(para(run("甲<w:b/>乙")), (0, 1), "丙", "结构特殊", id="element in a text"),
        pytest.param(
            para(run("甲")) + para(run("乙")), (0, 3), "丙", "跨段落", id="two paragraphs"
        ),
        pytest.param(para(run("甲")) + para(run("乙")), (1, 2), "", "跨段落", id="paragraph mark"),
        pytest.param(para(run("甲")) + para(run("乙")), (0, 1), "", "清空", id="a paragraph"),
        pytest.param(para(run("甲")) + para(run("乙")), (0, 1), " ", "清空", id="a blank for it"),
        pytest.param(para(run("甲")), (1, 1), "\n", "新文字", id="new line feed"),
        pytest.param(para(run("甲")), (1, 1), "\t", "新文字", id="new tab"),
        pytest.param(para(run("甲")), (1, 1), "\x01", "新文字", id="new control character"),
        pytest.param(para(run("甲")), (1, 1), "\u2028", "新文字", id="new separator"),
        pytest.param(para(run("甲")), (1, 1), "\ufffe", "新文字", id="new noncharacter"),
        pytest.param(para(run("甲")), (1, 1), "\udc80", "新文字", id="new surrogate"),
        pytest.param(para(""), (0, 0), "甲", "没有可以接续", id="empty paragraph"),
        pytest.param("", (0, 0), "甲", "没有可以接续", id="no paragraph"),
        pytest.param(
            para(run("甲乙") + run("丙丁", "<w:b/>")), (1, 3), "戊", "格式不同", id="over two looks"
        ),
        pytest.param(
            para(run("甲乙") + "<w:hyperlink>" + run("丙丁") + "</w:hyperlink>"),
            (1, 3),
            "戊",
            "格式不同",
            id="into a hyperlink",
        ),
    ],
)
def test_refusal(content: str, span: tuple[int, int], new: str, reason: str) -> None:
    document = read(content)
    edit = Edit(Span(*span), new)
    found = formats.refusal(document, edit)
    assert found is not None
    assert reason in found
    with pytest.raises(RefusedError, match=reason):
        formats.write(document, [edit])


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("<w:documentProtection w:edit='readOnly' w:enforcement='1'/>", "限制编辑"),
        ("<w:documentProtection w:edit='forms' w:enforcement='true'/>", "限制编辑"),
        ("<w:documentProtection w:edit='readOnly' w:enforcement='0'/>", ""),
        ("<w:documentProtection w:edit='readOnly'/>", ""),
        ("<w:writeProtection w:recommended='1'/>", "只读"),
        ("<w:trackRevisions/>", "--track"),
        ("<w:trackRevisions w:val='true'/>", "--track"),
        ("<w:trackRevisions w:val='false'/>", ""),
        ("<w:defaultTabStop w:val='420'/>", ""),
        ("<broken>", "无法确认"),
    ],
)
def test_protected(setting: str, reason: str) -> None:
    settings = f'<w:settings xmlns:w="{W}">{setting}</w:settings>'
    document = read(para(run("甲,乙")), settings=settings)
    edit = change(document, ",", "，")
    assert formats.write(document, []) == formats.data(document)
    if not reason:
        assert inner(formats.write(document, [edit])) == para(run("甲，乙"))
        return
    with pytest.raises(RefusedError, match=reason):
        formats.write(document, [edit])


@pytest.mark.parametrize("how", ["link", "member"])
def test_signed(how: str) -> None:
    content = members(body(para(run("甲,乙"))))
    if how == "link":
        kind = (
            "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        )
        content["_rels/.rels"] = links((f"{R}/officeDocument", MAIN), (kind, "sign/origin.sigs"))
    else:
        content["_XmlSignatures/sig1.xml"] = "<Signature/>"
    document = formats.read(pack(content), "a.docx")
    with pytest.raises(RefusedError, match="签名"):
        formats.write(document, [change(document, ",", "，")])


def test_result_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A splice that goes wrong writes nothing."""
    document = read(para(run("甲,乙")))
    edit = change(document, ",", "，")
    real = rewriting.splice
    monkeypatch.setattr(
        rewriting, "splice", lambda *given: real(*given).replace("乙".encode(), b"x")
    )
    with pytest.raises(RefusedError, match="与预期不符"):
        formats.write(document, [edit])
    monkeypatch.setattr(rewriting, "splice", lambda *given: real(*given)[:-3])
    with pytest.raises(RefusedError, match="与预期不符"):
        formats.write(document, [edit])


def test_end_of_cdata_cannot_be_written() -> None:
    document = read(para(run("<![CDATA[甲]]]]>乙")))
    with pytest.raises(RefusedError):
        formats.write(document, [Edit(Span(3, 3), ">")])


def test_vet() -> None:
    document = read(para(run("甲乙") + RESULT))
    fixes = [Fix("x", (Edit(Span(0, 1), "丙"),)), Fix("y", (Edit(Span(0, 1)), Edit(Span(2, 3))))]
    found = [Diagnostic("GW1", "n", Severity.INFO, "m", Span(0, 1), fix) for fix in [*fixes, None]]
    vetted = [each.fix for each in formats.vet(document, found)]
    assert vetted[0] == fixes[0]
    assert vetted[1] is not None
    assert vetted[1].safety is Safety.SAFE
    assert "不能自动修改" in vetted[1].refusal
    assert vetted[2] is None
