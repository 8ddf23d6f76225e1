"""Files on disk: which ones to check, how to read one, and how to replace one without a loss."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from djlint.errors import FileError, RefusedError

SUFFIXES = frozenset((".docx", ".docm", ".dotx", ".dotm", ".txt"))
LARGEST = {True: 200_000_000, False: 50_000_000}  # bytes: Word files, others
# Files that Word, WPS and LibreOffice keep beside an open document: beginning, end.
LOCK_FILES = (("~$", ""), (".~lock.", "#"), ("~WRL", ".tmp"))
# Text files that are never reports; named on the command line they are checked all the same.
NO_REPORTS = (
    *(("requirements", ".txt"), ("CMakeLists.txt", "")),
    *(("robots.txt", ""), ("LICENSE.txt", "")),
)
NO_FOLDERS = frozenset(("node_modules", "__pycache__", "site-packages"))
TEMPORARY = ".djlint-"


def walk(paths: Iterable[str], excluded: Callable[[str], bool], force: bool) -> Iterator[str]:
    """The files to check: those named, and the reports in the folders named, each once.

    `excluded` tells what the settings leave out; a file that is named is checked all the same,
    unless `force`. Lock files of an open program are never checked.
    """
    seen: set[str] = set()
    for path in paths:
        is_folder = os.path.isdir(path)
        found = _beneath(path, excluded) if is_folder else iter((path,))
        for file in found:
            left_out = (force or is_folder) and excluded(file)
            place = os.path.abspath(file)
            if place not in seen and not left_out and not _matches(file, LOCK_FILES):
                seen.add(place)
                yield file


def _beneath(folder: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    closed: list[str] = []
    walked = os.walk(folder, onerror=lambda error: closed.append(os.fspath(error.filename)))
    for place, folders, names in walked:
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in NO_FOLDERS
            and not excluded(os.path.join(place, name))
        )
        for name in sorted(names):
            if _suffix(name) in SUFFIXES and not _matches(name, NO_REPORTS):
                yield os.path.normpath(os.path.join(place, name))
    # A folder that cannot be listed is told like a file that cannot be read, not passed over.
    yield from map(os.path.normpath, closed)


def names_word(path: str) -> bool:
    """Whether a path names a Word file of the present format."""
    return _suffix(path) in SUFFIXES - {".txt"}


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _matches(path: str, patterns: Iterable[tuple[str, str]]) -> bool:
    name = os.path.basename(path)
    return any(name.startswith(start) and name.endswith(end) for start, end in patterns)


def read(path: str) -> bytes:
    """The bytes of a regular file; FileError with the reason where there are none to be had."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # Without O_NONBLOCK the open of a named pipe would wait for ever.
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise FileError("没有这个文件；请检查路径") from error
    except PermissionError as error:
        raise FileError("没有读取权限") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "文件名有误"
        raise FileError(f"打不开（{reason}）") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileError("不是普通文件；请指定 .docx 或 .txt 文件")
    with os.fdopen(descriptor, "rb") as file:
        limit = LARGEST[names_word(path)]
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise FileError(f"读取失败（{error.strerror}）") from error
    if len(data) > limit:
        raise FileError(f"文件超过 {limit // 1_000_000} MB；请拆分后再检查")
    return data


def replace(path: str, data: bytes, original: bytes) -> None:
    """Put new bytes in the place of a file's old ones, or leave it exactly as it was.

    The bytes go to a temporary file beside it, are forced to disk and read back, and the file is
    compared with `original` once more before it is replaced. Raises RefusedError with the reason
    where a replacement would break a link, a permission or somebody's open editor.
    """
    target = os.path.realpath(path)
    try:
        _refuse(target)
        _replace(target, data, original)
    except OSError as error:
        raise RefusedError(f"写入失败（{error.strerror}），原文件未改") from error


def create(path: str, data: bytes, may_replace: Callable[[bytes], bool]) -> None:
    """Write a new file, and the folder that it is to stand in where there is none.

    A file of that name is replaced only if it is empty, the same, or one that `may_replace`
    agrees to by its bytes; else, and where it cannot be written, raises RefusedError.
    """
    target = os.path.realpath(path)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.lexists(target):
            _replace_own(target, data, may_replace)
        else:
            _write_new(target, data)
    except OSError as error:
        raise RefusedError(f"{path} 写不了（{error.strerror}），没有写出副本") from error


def _replace_own(target: str, data: bytes, may_replace: Callable[[bytes], bool]) -> None:
    try:
        old = read(target)
    except FileError as error:
        raise RefusedError(f"{target} 读不了：{error}；没有写出副本") from error
    if old == data:
        return
    if old and not may_replace(old):
        raise RefusedError(f"{target} 已存在，且不是批注副本，没有覆盖；请换一个文件名")
    _refuse(target)
    _replace(target, data, old)


def _write_new(target: str, data: bytes) -> None:
    # A file that comes between must not be lost: the name is taken only while it is free.
    try:
        with open(target, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise RefusedError(f"{target} 刚被别的程序写入，没有覆盖；请重试") from error
    except BaseException:
        with suppress(OSError):
            os.unlink(target)
        raise


def _refuse(target: str) -> None:
    status = os.stat(target)
    if status.st_nlink > 1:
        raise RefusedError("文件有多个硬链接，替换会拆开它们，未改")
    if not os.access(target, os.W_OK):
        raise RefusedError("文件是只读的，未改；请先取消只读")
    folder, name = os.path.split(target)
    # Word names its lock file after the whole name, or drops its first one or two characters.
    locks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    if any(os.path.lexists(os.path.join(folder, lock)) for lock in locks):
        raise RefusedError("文件正在 Word 或 WPS 中打开，未改；请先关闭")


def _replace(target: str, data: bytes, original: bytes) -> None:
    import tempfile

    folder = os.path.dirname(target)
    status = os.stat(target)
    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _adopt(temporary, status)
        if read(temporary) != data:
            raise RefusedError("写入后读回的内容不一致，原文件未改")
        if read(target) != original:
            raise RefusedError("文件在修改期间被别的程序改动，未写入；请重试")
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _adopt(temporary: str, status: os.stat_result) -> None:
    """Give the new file the mode and the owner of the old one."""
    os.chmod(temporary, stat.S_IMODE(status.st_mode))
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        os.chown(temporary, status.st_uid, status.st_gid)


def _sync_folder(folder: str) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
