"""The command and the files: what cannot be read, what is written, and what is left alone."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from test_cli import CLEAN, REPEATED, djlint, write

LEGACY_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
NO_ENCODING = b"1\xff\x80\xff" * 20
DAMAGED = "会议围绕中心工作".encode() + b"\xff\xff\x80" + "展开讨论。\n".encode()
# Of every family that --fix mends, and some that it does not.
DRAFT = """\
2021年度述职报告
2021年，在上级的领导下，本人认真履行职责，现将一年来的情况报告如下：
一、主要工作
(一)加强学习。坚持把学习放在首位，，紧紧围绕围绕中心工作，组织召开XX次会议。
（二）改进作风。深入基层开展调研，帮助群众解决了的的实际问题 。
二、存在的问题
一是学习不够深入。二是调研不够经常。四是落实不够有力。
四、下步打算
2021年，我将继续加强学习 ，努力做好各项工作。
"""


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def state(path: Path) -> tuple[bytes, int, int]:
    """The bytes of a file, its time and its identity on disk."""
    status = path.stat()
    return path.read_bytes(), status.st_mtime_ns, status.st_ino


def paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


# What cannot be read


def truncated() -> bytes:
    return write("whole.docx").read_bytes()[:2000]


@pytest.mark.parametrize(
    ("name", "data", "code", "reason"),
    [
        pytest.param("a.txt", None, "GW901", "没有这个文件", id="missing"),
        pytest.param("a.docx", lambda: b"", "GW901", "空文件", id="0 bytes"),
        pytest.param("a.docx", lambda: LEGACY_WORD, "GW901", "旧版 .doc", id="renamed .doc"),
        pytest.param("a.txt", lambda: LEGACY_WORD, "GW901", "旧版 .doc", id=".doc as .txt"),
        pytest.param("a.docx", REPEATED.encode, "GW901", "不是 .docx", id="text as .docx"),
        pytest.param("a.docx", truncated, "GW901", "", id="truncated"),
        pytest.param("a.txt", lambda: NO_ENCODING, "GW902", "既不是 UTF-8", id="no encoding"),
        pytest.param("a.txt", lambda: DAMAGED, "GW902", "UTF-8 文本已损坏", id="damaged"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--fix"], ["--diff"]])
def test_bad_input(
    name: str, data: Callable[[], bytes] | None, code: str, reason: str, options: list[str]
) -> None:
    """One clear line each, exit code 2, and the other files are checked."""
    path = Path(name)
    if data:
        path.write_bytes(data())
        before = state(path)
    write("b.txt"), write("c.docx")
    done = djlint(path, "b.txt", "c.docx", "--output-format=concise", *options)
    assert (done.code, done.error) == (2, "")
    (line,) = (line for line in done.text.splitlines() if line.startswith(f"{name}:"))
    assert line.startswith(f"{name}:1:1: {code} ")
    assert reason in line
    assert "1 个文件未能检查" in done.text
    assert done.codes == ([code] if "--fix" in options else [code, "GW301", "GW301"])
    if data:
        assert state(path) == before


def test_all_bad_input_at_once_is_valid_json() -> None:
    write("d.txt")
    Path("a.docx").touch()
    Path("b.docx").write_bytes(LEGACY_WORD)
    Path("c.txt").write_bytes(NO_ENCODING)
    done = djlint("none.txt", ".", "--output-format=json")
    assert done.code == 2
    found = [(each["path"], each["code"], each["line"]) for each in json.loads(done.text)]
    assert found == [
        ("none.txt", "GW901", 1),
        ("a.docx", "GW901", 1),
        ("b.docx", "GW901", 1),
        ("c.txt", "GW902", 1),
        ("d.txt", "GW301", 1),
    ]


def test_a_folder_named_like_a_report_is_walked() -> None:
    write("x.docx/a.txt")
    for path in ("x.docx", "."):
        done = djlint(path)
        assert (done.code, done.codes) == (1, ["GW301"])


def test_an_empty_text_is_no_defect() -> None:
    Path("a.txt").touch()
    assert djlint("a.txt").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_named_pipe_does_not_hang() -> None:
    os.mkfifo("a.txt")
    assert djlint("a.txt").codes == ["GW901"]


def test_a_name_too_long_for_the_disk() -> None:
    assert djlint("长" * 1000).codes == ["GW901"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_names_cannot_drive_the_terminal() -> None:
    for name in (b"\xff.txt", b"a\x1b[31m.txt", b"\n::error::b.txt"):
        Path(os.fsdecode(name)).write_bytes(REPEATED.encode())
    for output_format in ("full", "concise", "github", "json"):
        done = djlint("--output-format", output_format)
        assert done.code == 1
        assert "\x1b" not in done.text
        assert not any(line.startswith("::error::") for line in done.text.splitlines())
        assert "GW301" in done.text


# What is written


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("last", ["", "end"], ids=["no last line end", "last line end"])
def test_fixing_a_text_twice(line_end: str, encoding: str, last: str) -> None:
    text = DRAFT if last else DRAFT.removesuffix("\n")
    path = Path("2021年度述职报告.txt")
    path.write_bytes(text.replace("\n", line_end).encode(encoding))
    path.chmod(0o640)

    first = djlint("--fix", path)

    assert first.code == 1
    assert "已改" in first.text
    mended = state(path)
    # Only what was mended changed: the same encoding, mark and line ends, and the same lines.
    lines = mended[0].decode(encoding).split(line_end)
    assert mended[0] == line_end.join(lines).encode(encoding)
    assert lines[3].startswith("（一）加强学习。坚持把学习放在首位，紧紧围绕中心工作，")
    assert len(lines) == len(text.split("\n"))
    assert lines[1] == text.split("\n")[1]
    assert path.stat().st_mode & 0o777 == 0o640

    second = djlint("--fix", path)

    assert (second.code, state(path)) == (1, mended)
    assert "已改" not in second.text
    assert [each.name for each in Path().glob("*") if each.name != ".git"] == [path.name]


def test_fixing_a_word_file_twice() -> None:
    path = write("2021年度述职报告.docx", DRAFT)
    before = members(path)
    assert djlint("--fix", path).code == 1
    mended = state(path)
    after = members(path)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert paragraphs(path)[3].startswith("（一）加强学习。坚持把学习放在首位，紧紧围绕中心工作，")
    second = djlint("--fix", path)
    assert (second.code, state(path)) == (1, mended)
    assert "已改" not in second.text


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("unsafe", [[], ["--unsafe-fixes"]], ids=["safe", "unsafe"])
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_fixing_leaves_what_fixing_cannot_mend(name: str, unsafe: list[str]) -> None:
    path = write(name, DRAFT)
    first = djlint("--fix", *unsafe, path, "--output-format=json")
    left = json.loads(first.text)
    safeties = {finding["fix"]["safety"] for finding in left if finding["fix"]}
    assert safeties <= ({"display"} if unsafe else {"display", "unsafe"})
    assert "GW401" in {finding["code"] for finding in left}
    mended = state(path)
    assert djlint("--fix", *unsafe, path, "--output-format=json") == first
    assert state(path) == mended


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
@pytest.mark.parametrize("options", [["--fix"], ["--fix", "--unsafe-fixes"]])
def test_fixing_a_clean_file_leaves_it_alone(name: str, options: list[str]) -> None:
    path = write(name, CLEAN)
    before = state(path)
    assert djlint(*options, path).code == 0
    assert state(path) == before


@pytest.mark.parametrize("options", [[], ["--diff"], ["--fix", "--diff"], ["--unsafe-fixes"]])
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_nothing_is_written_unless_asked_for(name: str, options: list[str]) -> None:
    path = write(name, DRAFT)
    before = state(path)
    djlint(*options, path)
    assert state(path) == before


def test_a_file_that_is_open_in_word_is_not_written() -> None:
    path = write("report.docx")
    Path("~$report.docx").touch()
    before = state(path)
    done = djlint("--fix", path)
    assert (done.code, done.codes) == (2, ["GW903", "GW301"])
    assert state(path) == before


def test_a_link_stays_a_link() -> None:
    target = write("real/a.txt")
    Path("link.txt").symlink_to(target)
    assert djlint("--fix", "link.txt").code == 0
    assert Path("link.txt").is_symlink()
    assert target.read_text("utf-8") == REPEATED.replace("围绕围绕", "围绕")


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "A.link.txt"])
def test_the_output_never_replaces_a_report(name: str) -> None:
    path = write("a.txt")
    Path("A.link.txt").symlink_to(path)
    before = state(path)
    assert djlint(path, "--output-file", name).code == 2
    assert state(path) == before


def test_a_folder_that_cannot_be_listed_is_no_clean_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    write("sub/a.txt"), write("b.txt", CLEAN)
    listed = os.scandir

    def scandir(path: str) -> object:
        if os.path.basename(path) == "sub":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for named in (".", "sub"):
        done = djlint(named, "--output-format=concise")
        assert (done.code, done.codes) == (2, ["GW901"])
        assert done.text.startswith("sub:1:1: ")


# One report, two kinds of file


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DRAFT, id="draft"),
        pytest.param("\n\n" + DRAFT.replace("\n", "\n\n"), id="blank lines"),
        pytest.param(REPEATED * 3 + "\t全角　空格 ，制表\t符。\n", id="spaces"),
    ],
)
def test_the_same_findings_as_text_and_as_word_file(text: str) -> None:
    name = "2021年度述职报告"
    write(f"{name}.txt", text), write(f"{name}.docx", text)
    found = [
        [
            {**finding, "path": "", "fix": finding["fix"] and finding["fix"]["edits"]}
            for finding in json.loads(djlint("--output-format=json", f"{name}.{kind}").text)
        ]
        for kind in ("txt", "docx")
    ]
    assert found[0]
    assert found[0] == found[1]
    for kind in ("txt", "docx"):
        assert "已改" in djlint("--fix", "--unsafe-fixes", f"{name}.{kind}").text
    lines = Path(f"{name}.txt").read_text("utf-8").split("\n")[:-1]
    assert paragraphs(Path(f"{name}.docx")) == lines
