"""The hooks that pre-commit takes from this repository, run as their users run them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import docx
import pytest

from test_wheel import CHECKOUT, copy_checkout, run

REPEATED = "会议紧紧围绕围绕中心工作展开了讨论。"
MENDED = "会议紧紧围绕中心工作展开了讨论。"
# What the hooks must not touch: no report, or not a whole one.
LEFT_ALONE = ("~$x.docx", "sub/~$工作总结.docx", "requirements.txt", "sub/requirements-dev.txt")
IDENTITY = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit needs git")


def commit(folder: Path) -> None:
    """Make a repository of a folder, with one commit of all that is not ignored."""
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "a"]):
        run(["git", *command], folder, 0, **IDENTITY)


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository of this checkout, as it is now."""
    folder = copy_checkout(tmp_path / "djlint")
    commit(folder)
    return folder


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A repository of somebody's reports."""
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    word = docx.Document()
    word.add_paragraph(REPEATED)
    word.save(str(folder / "report.docx"))
    (folder / "sub" / "工作总结.TXT").write_text(REPEATED, encoding="utf-8")
    (folder / "notes.md").write_text(REPEATED, encoding="utf-8")
    for name in LEFT_ALONE:
        (folder / name).write_text(REPEATED, encoding="utf-8")
    commit(folder)
    return folder


def try_hooks(hooks: Path, reports: Path, code: int) -> dict[str, str]:
    """The output of each hook over all files."""
    try_repo = (sys.executable, "-m", "pre_commit", "try-repo", hooks)
    options = ("--all-files", "--color=never")
    output = run((*try_repo, *options), reports, code, PRE_COMMIT_HOME=hooks.parent / "cache")
    # Each hook begins with its name, dots and what came of it.
    found = re.split(r"^(djlint-report(?:-fix)?)\.+", output, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


@needs_git
def test_a_bad_report_fails_is_mended_and_then_passes(hooks: Path, reports: Path) -> None:
    before = state(reports)

    first = try_hooks(hooks, reports, code=1)

    assert list(first) == ["djlint-report", "djlint-report-fix"]
    assert first["djlint-report"].startswith("Failed")
    assert "- exit code: 1" in first["djlint-report"]
    assert "report.docx:1:5: GW301" in first["djlint-report"]
    assert "工作总结.TXT:1:5: GW301" in first["djlint-report"]
    assert first["djlint-report-fix"].startswith("Failed")
    assert "- files were modified by this hook" in first["djlint-report-fix"]
    mended = state(reports)
    changed = {name for name in before if mended[name] != before[name]}
    assert changed == {"report.docx", "sub/工作总结.TXT"}
    word = docx.Document(str(reports / "report.docx"))
    assert [paragraph.text for paragraph in word.paragraphs] == [MENDED]
    assert mended["sub/工作总结.TXT"][0].decode() == MENDED

    second = try_hooks(hooks, reports, code=0)

    assert [output.strip() for output in second.values()] == ["Passed", "Passed"]
    assert state(reports) == mended


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("report.docx", True),
        ("述职报告/2021年度.DOCX", True),
        ("a b.Txt", True),
        ("my~$x.docx", True),
        ("my-requirements.txt", True),
        ("report.doc", False),
        ("report.txt.md", False),
        ("~$port.docx", False),
        ("a/~$port.docx", False),
        (".~lock.report.docx#", False),
        ("requirements.txt", False),
        ("a/requirements-dev.txt", False),
        ("CMakeLists.txt", False),
    ],
)
def test_files_of_the_hooks(name: str, taken: bool) -> None:
    manifest = (CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (files,) = {*re.findall(r"^  files: '(.*)'$", manifest, re.MULTILINE)}
    (exclude,) = {*re.findall(r"^  exclude: '(.*)'$", manifest, re.MULTILINE)}
    assert bool(re.search(files, name) and not re.search(exclude, name)) is taken
