from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from djlint import files
from djlint.errors import FileError, RefusedError

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A folder with empty files of these names, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def tree(*names: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        return tmp_path

    return tree


def walk(*paths: str, excluded: tuple[str, ...] = (), force: bool = False) -> list[str]:
    def left_out(path: str) -> bool:
        return os.path.normpath(path) in excluded

    return [path.replace(os.sep, "/") for path in files.walk(paths, left_out, force)]


def test_a_folder_in_order(tree: Tree) -> None:
    tree("b.txt", "a.docx", "c/d.txt", "B/e.docm", "f.DOCX", "g.dotx", "h.dotm")
    assert walk(".") == ["a.docx", "b.txt", "f.DOCX", "g.dotx", "h.dotm", "B/e.docm", "c/d.txt"]


def test_what_a_folder_holds_besides(tree: Tree) -> None:
    tree(
        *("a.txt", "b.md", "c.doc", "d.pdf", "e", "txt"),
        *("~$a.docx", "~$.txt", ".~lock.a.docx#", "~WRL0001.tmp"),
        *("requirements.txt", "requirements-dev.txt", "CMakeLists.txt", "robots.txt"),
        *(".git/a.txt", ".hidden/a.txt", "node_modules/a.txt", "__pycache__/a.txt"),
        "venv/lib/site-packages/a.txt",
    )
    assert walk(".") == ["a.txt"]


def test_what_is_named_is_checked(tree: Tree) -> None:
    tree("requirements.txt", "notes.md", ".hidden/a.txt")
    names = ["requirements.txt", "notes.md", ".hidden/a.txt", "missing.txt", "-"]
    assert walk(*names) == names


def test_a_lock_file_is_never_checked(tree: Tree) -> None:
    tree("~$a.docx", "x/.~lock.a.docx#")
    assert walk("~$a.docx", "x/.~lock.a.docx#", "~WRL0001.tmp") == []


def test_each_file_once(tree: Tree) -> None:
    tree("a.txt", "b/c.txt")
    assert walk("a.txt", ".", "a.txt", "b", "b/c.txt") == ["a.txt", "b/c.txt"]


@pytest.mark.parametrize("other", ["./a.txt", "b/../a.txt", ".//a.txt"])
def test_one_file_by_two_names(tree: Tree, other: str) -> None:
    tree("a.txt", "b/c.txt")
    assert len(walk(other, "a.txt")) == 1
    assert len(walk(".", other)) == 2


def test_excluded(tree: Tree) -> None:
    tree("a.txt", "b/c.txt", "b/d.txt", "e/f.txt")
    assert walk(".", excluded=("b", "e/f.txt")) == ["a.txt"]


def test_excluded_by_name(tree: Tree) -> None:
    tree("a.txt", "b.txt")
    assert walk("a.txt", "b.txt", excluded=("a.txt",)) == ["a.txt", "b.txt"]
    assert walk("a.txt", "b.txt", excluded=("a.txt",), force=True) == ["b.txt"]


def test_an_excluded_folder_is_not_entered(tree: Tree) -> None:
    tree("b/deep/c.txt")
    asked: list[str] = []

    def left_out(path: str) -> bool:
        asked.append(os.path.basename(path))
        return os.path.basename(path) == "b"

    assert list(files.walk(["."], left_out, False)) == []
    assert "deep" not in asked


def test_a_folder_that_links_to_itself(tree: Tree) -> None:
    folder = tree("a.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert walk(".") == ["a.txt"]


def test_an_absolute_folder(tree: Tree) -> None:
    folder = tree("b/a.txt")
    assert walk(str(folder)) == [str(folder / "b" / "a.txt")]


def test_read(tree: Tree) -> None:
    path = tree() / "a.txt"
    path.write_bytes("走访".encode())
    assert files.read(str(path)) == "走访".encode()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("missing.txt", "没有这个文件", id="missing"),
        pytest.param("folder", "不是普通文件", id="a folder"),
        pytest.param("folder.txt", "不是普通文件", id="a folder with a suffix"),
        pytest.param("a.txt/b.txt", "打不开", id="below a file"),
        pytest.param("a\0.txt", "文件名有误", id="a name with a null"),
        pytest.param("x" * 300 + ".txt", "打不开", id="a name too long"),
        pytest.param("loop.txt", "打不开", id="a link to itself"),
        pytest.param("lost.txt", "没有这个文件", id="a link to nothing"),
        pytest.param("", "没有这个文件", id="no name"),
    ],
)
def test_read_in_vain(tree: Tree, path: str, reason: str) -> None:
    folder = tree("a.txt", "folder/a.txt", "folder.txt/a.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    with pytest.raises(FileError, match=reason) as raised:
        files.read(path)
    assert raised.value.code == "GW901"
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after == before, "a file was left open"


def test_a_named_pipe_does_not_hang(tree: Tree) -> None:
    path = tree() / "pipe.txt"
    os.mkfifo(path)
    told: list[str] = []

    def read() -> None:
        try:
            files.read(str(path))
        except FileError as error:
            told.append(str(error))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(timeout=5)
    assert told == ["不是普通文件；请指定 .docx 或 .txt 文件"]


@pytest.mark.parametrize(
    ("name", "size", "too_large"),
    [
        ("a.txt", 2, False),
        ("a.txt", 3, True),
        ("a.md", 3, True),
        ("a.docx", 4, False),
        ("a.DOCX", 4, False),
        ("a.docx", 5, True),
    ],
)
def test_a_file_that_is_too_large(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, name: str, size: int, too_large: bool
) -> None:
    monkeypatch.setattr(files, "LARGEST", {True: 4, False: 2})
    path = tree() / name
    path.write_bytes(b"x" * size)
    if too_large:
        with pytest.raises(FileError, match="文件超过"):
            files.read(str(path))
    else:
        assert len(files.read(str(path))) == size


OLD, NEW = "走访，，".encode(), "走访，".encode()


@pytest.fixture
def target(tree: Tree) -> Path:
    path = tree() / "report.txt"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_replace(target: Path) -> None:
    files.replace(str(target), NEW, OLD)
    assert target.read_bytes() == NEW
    assert names(target.parent) == ["report.txt"]


def test_replace_by_a_bare_name(target: Path) -> None:
    files.replace("report.txt", NEW, OLD)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o640])
def test_the_mode_is_kept(target: Path, mode: int) -> None:
    target.chmod(mode)
    files.replace(str(target), NEW, OLD)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_link_stays_a_link(target: Path) -> None:
    (target.parent / "sub").mkdir()
    link = target.parent / "sub" / "link.txt"
    link.symlink_to("../report.txt")
    files.replace(str(link), NEW, OLD)
    assert link.is_symlink()
    assert not target.is_symlink()
    assert target.read_bytes() == NEW
    assert names(link.parent) == ["link.txt"]


def refused(target: Path, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as raised:
        files.replace(str(target), NEW, OLD)
    assert raised.value.code == "GW903"


def test_a_hard_link_is_refused(target: Path) -> None:
    os.link(target, target.parent / "other.txt")
    refused(target, "硬链接")
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["other.txt", "report.txt"]


@pytest.mark.parametrize(
    "lock",
    ["~$report.txt", "~$eport.txt", "~$port.txt", ".~lock.report.txt#"],
)
def test_an_open_file_is_refused(target: Path, lock: str) -> None:
    (target.parent / lock).write_bytes(b"")
    refused(target, "正在 Word 或 WPS 中打开")
    assert target.read_bytes() == OLD


def test_the_lock_of_another_file_is_no_reason(target: Path) -> None:
    (target.parent / "~$other.txt").write_bytes(b"")
    files.replace(str(target), NEW, OLD)
    assert target.read_bytes() == NEW


def test_a_read_only_file_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A superuser may write to all files, so the answer of the system is played.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    refused(target, "只读")
    assert target.read_bytes() == OLD


def test_a_file_that_changed_meanwhile_is_refused(target: Path) -> None:
    target.write_bytes("走访，，座谈".encode())
    refused(target, "改动")
    assert target.read_bytes() == "走访，，座谈".encode()
    assert names(target.parent) == ["report.txt"]


def test_a_file_that_is_gone_is_refused(target: Path) -> None:
    target.unlink()
    with pytest.raises(RefusedError):
        files.replace(str(target), NEW, OLD)
    assert names(target.parent) == []


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_nothing_is_left_behind_when_a_step_fails(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    refused(target, "No space left on device")
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["report.txt"]


def test_nothing_is_left_behind_when_it_is_interrupted(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.replace(str(target), NEW, OLD)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["report.txt"]


def test_what_was_written_is_read_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def spoil(descriptor: int) -> None:
        fsync(descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.ftruncate(descriptor, 1)

    monkeypatch.setattr(os, "fsync", spoil)
    refused(target, "读回的内容不一致")
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["report.txt"]


def test_the_temporary_file_is_no_report(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    replace = os.replace

    def look(source: str, destination: str) -> None:
        seen.append(walk("."))
        replace(source, destination)

    monkeypatch.setattr(os, "replace", look)
    files.replace(str(target), NEW, OLD)
    assert seen == [["report.txt"]]


def test_a_new_file_and_its_folder(tree: Tree) -> None:
    root = tree()
    files.create("a/b/c.docx", b"new", lambda _: False)
    assert (root / "a/b/c.docx").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("old", "agreed", "written"),
    [
        pytest.param(b"", False, True, id="empty"),
        pytest.param(b"new", False, True, id="the same"),
        pytest.param(b"own", True, True, id="one's own"),
        pytest.param(b"other", False, False, id="somebody's"),
    ],
)
def test_what_a_new_file_may_replace(tree: Tree, old: bytes, agreed: bool, written: bool) -> None:
    path = tree() / "a.docx"
    path.write_bytes(old)
    if written:
        files.create("a.docx", b"new", lambda _: agreed)
    else:
        with pytest.raises(RefusedError, match="已存在"):
            files.create("a.docx", b"new", lambda _: agreed)
    assert path.read_bytes() == (b"new" if written else old)
    assert [each.name for each in path.parent.iterdir()] == ["a.docx"]


def test_a_new_file_that_cannot_be(tree: Tree) -> None:
    tree("a.txt")
    with pytest.raises(RefusedError, match="写不了"):
        files.create("a.txt/b.docx", b"new", lambda _: True)


def test_a_folder_is_no_copy(tree: Tree) -> None:
    (tree() / "a.docx").mkdir()
    with pytest.raises(RefusedError, match="没有写出副本"):
        files.create("a.docx", b"new", lambda _: True)
