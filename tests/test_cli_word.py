"""The command on Word files: tracked changes, copies with comments, and comments themselves."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from djlint import formats
from test_cli import CLEAN, REPEATED, djlint, write

LATE = 1_600_000_000  # 2020-09-13


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATE))


def main_part(path: Path | str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def comments(path: Path | str) -> list[tuple[str, str]]:
    """The authors and the texts of the comments of a file."""
    return [(each.author, each.text) for each in docx.Document(str(path)).comments]


def findings(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        djlint("--output-format", "json", *arguments).text.split("\n发现")[0]
    )
    return found


# --track


@pytest.mark.parametrize("options", [["--track"], ["--fix", "--track"]])
def test_track(options: list[str]) -> None:
    path, plain = write("a.docx"), write("b.docx")
    done = djlint(*options, "a.docx")
    djlint("--fix", "b.docx")
    assert done.code == 0
    assert "已改" in done.text
    changed = main_part(path)
    assert changed.count("<w:del ") == 1
    assert 'w:author="djlint"' in changed
    assert 'w:date="2020-09-13T12:26:40Z"' in changed
    texts = [formats.read(each.read_bytes(), "x").text for each in (path, plain)]
    assert texts[0] == texts[1]


def test_track_twice() -> None:
    path = write("a.docx")
    djlint("--track", "a.docx")
    before = path.stat()
    assert djlint("--track", "a.docx").code == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_rounds_are_one_change() -> None:
    """What several rounds of fixes do stands as one revision against the file as it was."""
    path = write("a.docx", "会议紧紧围绕围绕围绕中心工作，，开展讨论。\n")
    djlint("--track", "a.docx")
    package = path.read_bytes()
    assert formats.read(package, "a.docx").text == "会议紧紧围绕中心工作，开展讨论。"
    assert "<w:ins " not in main_part(path)


def test_text_files_cannot_be_tracked() -> None:
    path = write("a.txt")
    done = djlint("--track", "a.txt")
    assert done.code == 2
    assert "GW903 文本文件里没有修订" in done.text
    assert path.read_text() == REPEATED


def test_a_file_that_tracks_changes() -> None:
    path = write("a.docx")
    word = docx.Document(str(path))
    word.settings.element.append(docx.oxml.OxmlElement("w:trackRevisions"))
    word.save(str(path))
    before = path.read_bytes()
    refused = djlint("--fix", "a.docx")
    assert refused.code == 2
    assert "请用 --track" in refused.text
    assert path.read_bytes() == before
    assert djlint("--track", "a.docx").code == 0
    assert main_part(path).count("<w:del ") == 1


def test_track_from_standard_input() -> None:
    done = djlint("--track", "--stdin-filename", "a.docx", "-", stdin=write("a.docx").read_bytes())
    with zipfile.ZipFile(io.BytesIO(done.output)) as archive:
        assert b"<w:del " in archive.read("word/document.xml")


def test_the_clock_is_the_time_without_an_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    path = write("a.docx")
    djlint("--track", "a.docx")
    year = int(main_part(path).partition('w:date="')[2][:4])
    assert year >= 2024


@pytest.mark.parametrize("epoch", ["x", "9" * 30])
def test_a_wrong_epoch(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    write("a.docx")
    done = djlint("--track", "a.docx")
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH 应为秒数" in done.error


# A fix that is refused


def test_refused_fixes_are_told_and_the_others_made() -> None:
    path = write("a.docx", "会议紧紧围绕围绕中心工作。\n各地扎实推进推进工作。\n")
    word = docx.Document(str(path))
    run = word.paragraphs[0].runs[0]._r
    run.addprevious(wrapper := docx.oxml.OxmlElement("w:ins"))
    wrapper.append(run)
    word.save(str(path))
    told = djlint("a.docx")
    assert "GW903" not in told.text
    done = djlint("--fix", "a.docx")
    assert done.code == 1
    assert "a.docx:1:5: GW903 GW301 未改：涉及他人的修订，不能自动修改" in done.text
    assert "a.docx:1:5: GW301 词语重复" in done.text
    assert formats.read(path.read_bytes(), "").text.split("\n")[1] == "各地扎实推进工作。"


# --annotate


def test_annotate() -> None:
    path = write("a.docx")
    before = path.read_bytes()
    done = djlint("a.docx", "--annotate", "b.docx")
    assert done.code == 1
    assert "写出批注副本 1 份" in done.text
    assert path.read_bytes() == before
    ((author, text),) = comments("b.docx")
    assert author == "djlint"
    code, why, advice = text.split("\n")
    assert code.startswith("GW301 词语重复")
    assert why.startswith("原因：")
    assert advice == "建议：删去一处“围绕”"
    assert formats.read(Path("b.docx").read_bytes(), "").text == REPEATED.rstrip("\n")


def test_annotate_a_text_file() -> None:
    write("a.txt")
    assert djlint("a.txt", "--annotate", "a.docx").code == 1
    assert len(comments("a.docx")) == 1
    assert [each.text for each in docx.Document("a.docx").paragraphs] == [REPEATED.rstrip()]


def test_a_clean_file_has_a_plain_copy() -> None:
    path = write("a.docx", CLEAN)
    assert djlint("a.docx", "--annotate", "b.docx").code == 0
    assert Path("b.docx").read_bytes() == path.read_bytes()


def test_many_go_to_a_folder() -> None:
    for name in ("in/a.docx", "in/b/a.docx", "in/a.txt", "in/c.docm"):
        write(name.replace("docm", "docx"))
    os.rename("in/c.docx", "in/c.docm")
    assert djlint("in", "--annotate", "out").code == 1
    made = sorted(str(path) for path in Path("out").rglob("*") if path.is_file())
    assert made == ["out/a.docx", "out/a.txt.docx", "out/b/a.docx", "out/c.docm"]


def test_one_goes_to_a_folder_that_is_there() -> None:
    write("a.docx")
    Path("out").mkdir()
    djlint("a.docx", "--annotate", "out")
    assert Path("out/a.docx").is_file()


def test_a_copy_may_be_written_again() -> None:
    write("a.docx")
    djlint("a.docx", "--annotate", "b.docx")
    write("a.docx", REPEATED * 2)
    assert djlint("a.docx", "--annotate", "b.docx", "--select", "GW301").code == 1
    assert len(comments("b.docx")) == 2


def test_another_report_is_not_overwritten() -> None:
    """`djlint --annotate a.docx b.docx` would else put a copy of one report over another."""
    path = write("a.docx", CLEAN)
    before = path.read_bytes()
    write("b.docx")
    done = djlint("--annotate", "a.docx", "b.docx")
    assert done.code == 2
    assert "已存在，且不是批注副本" in done.text
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param(["a.docx", "--annotate", "a.docx"], "会覆盖要检查的文件", id="itself"),
        pytest.param([".", "--annotate", "."], "会覆盖要检查的文件", id="their own folder"),
        pytest.param(["a.docx", "--fix", "--annotate", "b.docx"], "不能与 --fix", id="with --fix"),
        pytest.param(["a.docx", "--track", "--annotate", "b.docx"], "--track", id="with --track"),
        pytest.param(["a.docx", "--diff", "--annotate", "b.docx"], "--diff", id="with --diff"),
        pytest.param(["-", "--annotate", "b.docx"], "标准输入", id="standard input"),
    ],
)
def test_annotate_refuses(arguments: list[str], reason: str) -> None:
    path = write("a.docx")
    before = path.read_bytes()
    done = djlint(*arguments)
    assert done.code == 2
    assert reason in done.error
    assert path.read_bytes() == before
    assert not Path("b.docx").exists()


def test_no_copy_of_what_cannot_be_read() -> None:
    Path("a.docx").write_bytes(b"")
    done = djlint("a.docx", "--annotate", "b.docx")
    assert done.code == 2
    assert not Path("b.docx").exists()


def test_several_processes_write_their_copies() -> None:
    for number in range(4):
        write(f"in/{number}.docx")
    assert djlint("in", "--annotate", "out", "--jobs", "2").code == 1
    assert [len(comments(path)) for path in sorted(Path("out").iterdir())] == [1] * 4


# Comments in the file


def commented(text: str) -> Path:
    """A report whose repeated word has a comment."""
    path = write("a.docx")
    word = docx.Document(str(path))
    word.add_comment(word.paragraphs[0].runs, text=text, author="甲")
    word.save(str(path))
    return path


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("djlint: ignore GW301", True),
        ("djlint：不检查 GW3、GW4", True),
        ("DJLINT: IGNORE repeated-word 原文如此", True),
        ("djlint: 不检查", True),
        ("djlint: ignore this is what the minister said", True),
        ("djlint: ignore plan-year repeated-word", True),
        ("djlint: ignore 301", False),
        ("djlint: ignore GW302", False),
        ("不检查 GW301", False),
    ],
)
def test_a_comment_silences_a_rule(text: str, silent: bool) -> None:
    path = commented(text)
    before = path.read_bytes()
    assert djlint("a.docx").code == (0 if silent else 1)
    djlint("--fix", "a.docx")
    assert (path.read_bytes() == before) == silent


@pytest.mark.parametrize("how", ["option", "file"])
def test_comments_are_checked_on_demand(how: str) -> None:
    write("a.docx", CLEAN)
    word = docx.Document("a.docx")
    word.add_comment(word.paragraphs[0].runs, text="此处紧紧围绕围绕中心工作。", author="甲")
    word.save("a.docx")
    assert findings("a.docx") == []
    if how == "file":
        Path("djlint-report.toml").write_text("comments = true\n")
    found = findings("a.docx", *(["--comments"] if how == "option" else []))
    assert [(each["code"], each["part"]) for each in found] == [("GW301", "comment")]


# Where findings stand


def test_places_outside_of_the_running_text() -> None:
    word = docx.Document()
    word.add_paragraph("会议开得很好。")
    table = word.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "围绕中心"
    table.cell(1, 2).text = "紧紧围绕围绕中心工作"
    word.add_table(1, 1).cell(0, 0).text = "扎实推进推进工作"
    word.sections[0].footer.paragraphs[0].text = "某县落实落实办公室"
    word.save("a.docx")
    done = djlint("a.docx", "--output-format", "concise", "--quiet")
    assert [line.rpartition("（")[2].rstrip("）") for line in done.text.splitlines()] == [
        "表格第2行第3列",
        "第2个表格第1行第1列",
        "页脚",
    ]
    assert "[表格第2行第3列]" in djlint("a.docx").text
    assert [each["part"] for each in findings("a.docx")] == ["table", "table", "footer"]
