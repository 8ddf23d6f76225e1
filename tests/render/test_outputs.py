from __future__ import annotations

import json

import pytest
from render_sample import PLACE, SAFE, finding, outcome, output

from djlint.model import Finding, Place, Safety, Severity
from djlint.render import FORMATS, renderer

DIFFERENCE = "--- a.txt\n+++ b.txt\n@@ -1 +1 @@\n ::error::x\n-甲\x1b\n+\t乙\n"
TRAPS = [
    finding(path="::error::a.txt", message="\x1b[31m\n::error::b\n##[error]c\u202e"),
    finding(path="a\n::error::\udc80.txt", paragraph="##[error]\u2028::d\x9b", part="footer"),
    finding(heading="\x07##vso[task.complete]", fix_title="\r::e", fix_safety=Safety.UNSAFE),
]


def test_full() -> None:
    second = finding(
        code="GW101",
        severity=Severity.WARNING,
        message="序号跳跃",
        place=Place(9, 1, 9, 3),
        paragraph="四、下一步",
        part="table",
        heading="",
        fix_title="改为“三、”",
        fix_safety=Safety.UNSAFE,
    )
    third = finding(code="GW503", heading="", paragraph="", fix_title="改", fix_safety="display")
    assert output("full", outcome(finding(**SAFE), second), outcome(third), summary=True) == (
        "report.docx:6:5: GW301 [*] 词语重复：“围绕围绕”\n"
        "  ┆ 一、主要工作情况 > （四）围绕中心工作\n"
        "  │ 会议紧紧围绕围绕中心工作。\n"
        "  │         ^^^^^^^^\n"
        "  = 修改：删去一处“围绕”\n"
        "\n"
        "report.docx:9:1: GW101 [~] 序号跳跃\n"
        "  ┆ [表格]\n"
        "  │ 四、下一步\n"
        "  │ ^^^^\n"
        "  = 建议：改为“三、”（须加 --unsafe-fixes）\n"
        "\n"
        "report.docx:6:5: GW503 词语重复：“围绕围绕”\n"
        "  = 建议：改（请人工修改）\n"
        "\n"
        "发现 3 处：错误 2、警告 1；[*] --fix 可改 1 处，[~] 加 --unsafe-fixes 再改 1 处。\n"
    )


@pytest.mark.parametrize(
    ("place", "paragraph", "quoted", "carets"),
    [
        pytest.param(Place(6, 1, 6, 3), "甲乙丙", "甲乙丙", "^^^^", id="at the start"),
        pytest.param(Place(6, 3, 6, 4), "甲乙丙", "甲乙丙", "    ^^", id="at the end"),
        pytest.param(Place(6, 2, 6, 2), "甲乙丙", "甲乙丙", "  ^", id="empty span"),
        pytest.param(Place(6, 4, 6, 4), "甲乙丙", "甲乙丙", "      ^", id="after the end"),
        pytest.param(Place(6, 9, 6, 12), "甲乙丙", "甲乙丙", "      ^", id="beyond the end"),
        pytest.param(Place(6, 3, 6, 4), "a\t中\tb", r"a\t中\tb", "   ^^", id="tabs"),
        pytest.param(Place(6, 2, 6, 3), "a\x1b甲", r"a\x1b甲", " ^^^^", id="control"),
        pytest.param(Place(6, 2, 6, 3), "a\u202e甲", r"a\u202e甲", " ^^^^^^", id="bidi"),
        pytest.param(Place(6, 3, 6, 4), "e\u0301x", "e\u0301x", " ^", id="after a combining mark"),
        pytest.param(Place(6, 3, 8, 2), "甲乙丙", "甲乙丙", "    ^^ 至 8:2", id="several lines"),
        pytest.param(
            Place(6, 31, 6, 33),
            "长" * 30 + "错误" + "长" * 30,
            "…长长长错误长长长…",
            "       ^^^^",
            id="cut on both sides",
        ),
        pytest.param(
            Place(6, 1, 6, 3), "错误" + "长" * 30, "错误长长长长长长长…", "^^^^", id="cut right"
        ),
        pytest.param(
            Place(6, 31, 6, 33),
            "长" * 30 + "错误",
            "…长长长长长长长错误",
            "               ^^^^",
            id="cut left",
        ),
        pytest.param(
            Place(6, 2, 6, 40),
            "甲" + "错" * 40,
            "…错错错错错错错错……",
            " ^^^^^^^^^^^^^^^^^",
            id="span longer than the line",
        ),
    ],
)
def test_excerpt(place: Place, paragraph: str, quoted: str, carets: str) -> None:
    text = output("full", outcome(finding(place=place, paragraph=paragraph)), width=24)
    assert text.splitlines()[-2:] == [f"  │ {quoted}", f"  │ {carets}"]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("table", "表格"),
        ("header", "页眉"),
        ("footer", "页脚"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("textbox", "文本框"),
        ("comment", "批注"),
    ],
)
def test_full_names_parts(part: str, name: str) -> None:
    assert f"\n  ┆ [{name}] 一、甲\n" in output(
        "full", outcome(finding(part=part, heading="一、甲"))
    )


def test_full_cuts_headings() -> None:
    text = output("full", outcome(finding(heading="长" * 50)), width=24)
    assert "  ┆ 长长长长长长长长长…\n" in text


def test_full_colour() -> None:
    assert output("full", outcome(finding(heading="一、甲", **SAFE)), colour=True) == (
        "\x1b[1mreport.docx:6:5:\x1b[0m \x1b[1;31mGW301\x1b[0m [*] 词语重复：“围绕围绕”\n"
        "\x1b[2m  ┆ 一、甲\x1b[0m\n"
        "\x1b[2m  │\x1b[0m 会议紧紧\x1b[1;31m围绕围绕\x1b[0m中心工作。\n"
        "\x1b[2m  │\x1b[0m         \x1b[1;31m^^^^^^^^\x1b[0m\n"
        "  = 修改：删去一处“围绕”\n"
    )


def test_concise() -> None:
    findings = (
        finding(**SAFE),
        finding(**{**SAFE, "fix_safety": Safety.UNSAFE}),
        finding(**{**SAFE, "fix_safety": Safety.DISPLAY}),
        finding(),
    )
    assert output("concise", outcome(*findings), summary=True) == (
        "report.docx:6:5: GW301 [*] 词语重复：“围绕围绕”\n"
        "report.docx:6:5: GW301 [~] 词语重复：“围绕围绕”\n"
        "report.docx:6:5: GW301 词语重复：“围绕围绕”\n"
        "report.docx:6:5: GW301 词语重复：“围绕围绕”\n"
        "发现 4 处：错误 4；[*] --fix 可改 1 处，[~] 加 --unsafe-fixes 再改 1 处。\n"
    )


def test_differences_are_escaped() -> None:
    expected = (
        "--- a.txt\n+++ b.txt\n@@ -1 +1 @@\n \\x3a:error::x\n-甲\\x1b\n+\t乙\n"
        "{gap}改动 1 处（见上）。未发现其他问题（检查了 1 个文件）。\n"
    )
    mended = outcome(mended=(finding(),), difference=DIFFERENCE)
    assert output("concise", mended, summary=True) == expected.format(gap="")
    assert output("full", mended, summary=True) == expected.format(gap="\n")
    assert "\x1b[31m-甲\\x1b\x1b[0m\n" in output("concise", mended, colour=True)


def test_findings_and_differences_stand_apart_in_full() -> None:
    text = output("full", outcome(finding(paragraph="", heading=""), difference="-甲"), outcome())
    assert text == "report.docx:6:5: GW301 词语重复：“围绕围绕”\n\n-甲\n"


def test_json() -> None:
    assert output("json", outcome(finding(**SAFE)), outcome(), outcome(finding())) == (
        '[{"path": "report.docx", "code": "GW301", "name": "repeated-word", "severity": "error",'
        ' "message": "词语重复：“围绕围绕”", "part": "body",'
        ' "heading": "一、主要工作情况 > （四）围绕中心工作",'
        ' "line": 6, "column": 5, "end_line": 6, "end_column": 9, "text": "围绕围绕",'
        ' "fix": {"title": "删去一处“围绕”", "safety": "safe", "edits":'
        ' [{"line": 6, "column": 5, "end_line": 6, "end_column": 9, "text": "围绕"}]}},\n'
        ' {"path": "report.docx", "code": "GW301", "name": "repeated-word", "severity": "error",'
        ' "message": "词语重复：“围绕围绕”", "part": "body",'
        ' "heading": "一、主要工作情况 > （四）围绕中心工作",'
        ' "line": 6, "column": 5, "end_line": 6, "end_column": 9, "text": "围绕围绕",'
        ' "fix": null}]\n'
    )


def test_json_without_findings_or_summary() -> None:
    assert output("json", summary=True) == "[]\n"
    assert output("json", outcome(mended=(finding(),), difference="-甲"), summary=True) == "[]\n"


def test_json_keeps_every_value() -> None:
    text = output("json", outcome(*TRAPS))
    assert "\\udc80" in text
    assert "\\u202e" in text
    assert "#\\u0023[" not in text
    assert "\\u0023#[error]" in text
    items = json.loads(text)
    for item, trap in zip(items, TRAPS, strict=True):
        assert (item["path"], item["message"]) == (trap.path, trap.message)
        assert (item["heading"], item["text"]) == (trap.heading, trap.text)


def test_github() -> None:
    odd = finding(
        path="a,b:100%\n.txt", message="甲%\r\n乙:,", severity=Severity.WARNING, place=PLACE
    )
    long = finding(severity=Severity.INFO, place=Place(6, 5, 8, 2))
    assert output("github", outcome(finding(**SAFE), odd, long), outcome(), summary=True) == (
        "::error file=report.docx,line=6,col=5,endLine=6,endColumn=9,title=GW301 repeated-word"
        "::词语重复：“围绕围绕”\n"
        "::warning file=a%2Cb%3A100%25%0A.txt,line=6,col=5,endLine=6,endColumn=9,"
        "title=GW301 repeated-word::甲%25%0D%0A乙:,\n"
        "::notice file=report.docx,line=6,endLine=8,title=GW301 repeated-word"
        "::词语重复：“围绕围绕”\n"
        "发现 3 处：错误 1、警告 1、提示 1；[*] --fix 可改 1 处。\n"
    )


@pytest.mark.parametrize("name", ["full", "concise", "json", "github"])
@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_drives_a_terminal_or_a_log(name: str, trap: Finding) -> None:
    text = output(name, outcome(trap, difference=DIFFERENCE), summary=True)
    lines = text.split("\n")
    text.encode()  # no lone surrogate is left
    assert not [c for c in text if not c.isprintable() and c not in "\n\t\u3000"]
    assert "##" not in text
    assert not [x for x in lines if x.lstrip(" +-").startswith("::") and "file=" not in x]


def test_formats_are_the_modules() -> None:
    assert all(callable(renderer(name).render) for name in FORMATS)
    with pytest.raises(KeyError):
        renderer("os")


def test_outputs_stream() -> None:
    def outcomes() -> object:
        yield outcome(finding())
        raise AssertionError("asked for more than was to be shown")

    for name in ("full", "concise", "github"):
        chunks = renderer(name).render(outcomes(), width=60, colour=False, summary=True)  # type: ignore[arg-type]
        assert "GW301" in next(chunks)


@pytest.mark.parametrize(
    ("place", "marked"),
    [
        pytest.param(Place(6, 1, 6, 1), "  │ ^^^^", id="the number"),
        pytest.param(Place(6, 1, 6, 3), "  │     ^^^^", id="the text behind it"),
    ],
)
def test_an_automatic_number_stands_before_the_text(place: Place, marked: str) -> None:
    shown = output("full", outcome(finding(label="一、", paragraph="工作情况", place=place)))
    assert shown.splitlines()[2:] == ["  │ 一、工作情况", marked]
