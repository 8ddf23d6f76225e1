"""A zip package, read from its directory with every doubt an error, before anything is inflated."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from djlint.errors import FileError

MOST_MEMBERS = 2_000
LARGEST_PART = 64 << 20
LARGEST_TOTAL = 512 << 20
STEEPEST_RATIO = 200
RATIO_FROM = 1 << 20

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_SIZE = 20
LARGEST_COMMENT = 0xFFFF

STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIBED_AFTER, UTF8_NAME = 0x2041, 0x8, 0x800
ELSEWHERE = 0xFFFFFFFF
SIZES_EXTRA = 1
XML_SUFFIXES = (".xml", ".rels")

AGAIN = "请重新下载，或用 Word、WPS 重新保存"


class Member(NamedTuple):
    """One member: its record in the directory, its local header, its data, by byte offset."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    record: int
    record_end: int
    header: int
    start: int = 0

    @property
    def end(self) -> int:
        """Where its data ends; a data descriptor may follow."""
        return self.start + self.packed


@dataclass(frozen=True, slots=True)
class Package:
    """The bytes of a zip file and its members in the order of the directory."""

    data: bytes
    members: tuple[Member, ...]
    directory: int
    end: int
    zip64: bool

    def find(self, name: str) -> Member | None:
        """The member of a name, which is compared without regard to case."""
        key = name.casefold()
        return next((member for member in self.members if member.name.casefold() == key), None)


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the directory stands; `shift` is the length of what precedes the zip."""

    start: int
    stop: int
    end: int
    count: int
    shift: int
    zip64: bool


def unpack(data: bytes) -> Package:
    """The package that the bytes hold; a FileError tells what is wrong with it."""
    try:
        directory = _directory(data)
        members = tuple(_local(data, member) for member in _members(data, directory))
    except (struct.error, UnicodeDecodeError):
        raise FileError(f"压缩包的目录已损坏；{AGAIN}") from None
    _refuse_duplicates(members)
    _refuse_overlaps(members, directory.start)
    return Package(data, members, directory.start, directory.end, directory.zip64)


def inflate(package: Package, member: Member) -> bytes:
    """The content of a member, proven by its length and its checksum."""
    if member.size > LARGEST_PART:
        raise FileError(f"部件 {member.name!r} 超过 {LARGEST_PART >> 20} MB；请拆分文件")
    # A picture of one colour packs as well as a bomb does, but nobody inflates it here.
    if member.size > max(RATIO_FROM, STEEPEST_RATIO * member.packed):
        raise FileError(
            f"压缩包成员 {member.name!r} 的压缩比超过 {STEEPEST_RATIO}:1，不予读取；请确认文件来源"
        )
    packed = package.data[member.start : member.end]
    content = packed if member.method == STORED else _inflate(packed, member)
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise FileError(f"文件已损坏，部件 {member.name!r} 校验不符；{AGAIN}")
    return content


def _inflate(packed: bytes, member: Member) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, member.size + 1)
    except zlib.error:
        raise FileError(f"文件已损坏，部件 {member.name!r} 无法解压；{AGAIN}") from None
    if not stream.eof or stream.unused_data:
        raise FileError(f"文件已损坏，部件 {member.name!r} 无法解压；{AGAIN}")
    return content


def _directory(data: bytes) -> _Directory:
    lowest = max(0, len(data) - END.size - LARGEST_COMMENT)
    # The whole record must be there: a cut file may end within it.
    end = data.rfind(b"PK\5\6", lowest, max(0, len(data) - END.size + 4))
    if end < 0:
        raise FileError(f"文件不完整或不是压缩包，找不到目录；{AGAIN}")
    _, disk, first_disk, _, count, size, offset, _ = END.unpack_from(data, end)
    stop, zip64 = end, False
    record = end - LOCATOR_SIZE - END64.size
    if record >= 0 and data.startswith(b"PK\6\7", end - LOCATOR_SIZE):
        if not data.startswith(b"PK\6\6", record):
            raise FileError(f"压缩包的目录已损坏；{AGAIN}")
        *_, disk, first_disk, _, count, size, offset = END64.unpack_from(data, record)
        stop, zip64 = record, True
    start = stop - size
    if disk or first_disk or start < offset:
        raise FileError(f"压缩包的目录已损坏或分卷；{AGAIN}")
    return _Directory(start, stop, end, count, start - offset, zip64)


def _members(data: bytes, directory: _Directory) -> list[Member]:
    if directory.count > MOST_MEMBERS:
        raise FileError(
            f"压缩包成员超过 {MOST_MEMBERS} 个（{directory.count} 个），不予读取；请确认文件来源"
        )
    members: list[Member] = []
    total, at = 0, directory.start
    while at < directory.stop and len(members) < directory.count:
        member = _central(data, at, directory.shift)
        _refuse_strange(member)
        total, at = total + member.size, member.record_end
        members.append(member)
    if at != directory.stop or len(members) != directory.count:
        raise FileError(f"压缩包的目录与成员个数不符，文件已损坏；{AGAIN}")
    if total > LARGEST_TOTAL:
        raise FileError(f"解压后超过 {LARGEST_TOTAL >> 20} MB，不予读取；请拆分文件")
    return members


def _central(data: bytes, at: int, shift: int) -> Member:
    (magic, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, _, offset) = (
        CENTRAL.unpack_from(data, at)
    )
    after_name = at + CENTRAL.size + name
    end = after_name + extra + comment
    if magic != b"PK\1\2" or end > len(data):
        raise FileError(f"压缩包的目录已损坏；{AGAIN}")
    raw_name = data[at + CENTRAL.size : after_name]
    size, packed, offset = _sizes64(data[after_name : after_name + extra], (size, packed, offset))
    decoded = raw_name.decode("utf-8" if flags & UTF8_NAME else "cp437")
    return Member(decoded, raw_name, flags, method, crc, packed, size, at, end, offset + shift)


def _sizes64(extra: bytes, sizes: tuple[int, int, int]) -> tuple[int, int, int]:
    """The sizes and the offset of a record, from its extra field where they are too large."""
    at, wide = 0, b""
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == SIZES_EXTRA:
            wide = extra[at + 4 : at + 4 + length]
        at += 4 + length
    found = []
    for size in sizes:
        if size == ELSEWHERE and wide:
            (size,), wide = struct.unpack("<Q", wide[:8]), wide[8:]
        found.append(size)
    return found[0], found[1], found[2]


def _refuse_strange(member: Member) -> None:
    if member.flags & ENCRYPTED:
        raise FileError(f"压缩包成员 {member.name!r} 已加密；请先去除密码")
    if member.method not in (STORED, DEFLATED):
        raise FileError(f"压缩包成员 {member.name!r} 的压缩方法不受支持；{AGAIN}")
    if "\\" in member.name or "\0" in member.name:
        raise FileError(f"压缩包成员名 {member.name!r} 含非法字符；{AGAIN}")
    if member.size > LARGEST_PART and member.name.lower().endswith(XML_SUFFIXES):
        raise FileError(f"部件 {member.name!r} 超过 {LARGEST_PART >> 20} MB；请拆分文件")


def _local(data: bytes, member: Member) -> Member:
    """A member with the place of its data, which its local header must confirm."""
    magic, _, flags, method, _, _, crc, packed, size, name, extra = LOCAL.unpack_from(
        data, member.header
    )
    start = member.header + LOCAL.size + name + extra
    raw_name = data[member.header + LOCAL.size :][:name]
    stated = (crc, packed, size)
    if flags & ENCRYPTED:
        raise FileError(f"压缩包成员 {member.name!r} 已加密；请先去除密码")
    if flags & DESCRIBED_AFTER or ELSEWHERE in (packed, size):
        stated = (member.crc, member.packed, member.size)
    same = (member.raw_name, member.method, member.crc, member.packed, member.size)
    if magic != b"PK\3\4" or (raw_name, method, *stated) != same:
        raise FileError(f"压缩包成员 {member.name!r} 的文件头与目录不符；{AGAIN}")
    return member._replace(start=start)


def _refuse_duplicates(members: tuple[Member, ...]) -> None:
    seen: set[str] = set()
    for member in members:
        key = member.name.casefold()
        if key in seen:
            raise FileError(f"压缩包有两个同名成员 {member.name!r}，无法确定以哪个为准；{AGAIN}")
        seen.add(key)


def _refuse_overlaps(members: tuple[Member, ...], directory: int) -> None:
    ordered = sorted(members, key=lambda member: member.header)
    bounds = [(member.end, after.header) for member, after in pairwise(ordered)]
    if ordered:
        bounds.append((ordered[-1].end, directory))
    if any(end > limit for end, limit in bounds):
        raise FileError(f"压缩包成员互相重叠，不予读取；{AGAIN}")
