"""Put changed and new members into a package; every other byte stays what it was."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from djlint.errors import RefusedError
from djlint.formats.package import (
    CENTRAL,
    DEFLATED,
    DESCRIBED_AFTER,
    ELSEWHERE,
    END,
    LOCAL,
    UTF8_NAME,
    Member,
    Package,
)

DEFLATE_VERSION = 20
FIRST_DAY = 0x21  # 1980-01-01, the first that a zip file knows
MOST_RECORDS = 0xFFFF
ZIP64 = "文件是 zip64 压缩包，不能自动修改；请用 Word、WPS 重新保存"
UNDESCRIBED = "压缩包的数据描述符有误，不能自动修改；请用 Word、WPS 重新保存"


class _Entry(NamedTuple):
    """The new bytes of a member, and what the directory is to say of them."""

    data: bytes
    sizes: tuple[int, int, int]
    moved: int


def repack(package: Package, contents: Mapping[str, bytes]) -> bytes:
    """The bytes of a package in which the members of these names have other content.

    Members that the package does not have come last, in the order given.
    """
    if package.zip64:
        raise RefusedError(ZIP64)
    changed = [member for member in package.members if member.name in contents]
    entries = {member: _entry(package, member, contents[member.name]) for member in changed}
    known = {member.name for member in changed}
    added = {name: content for name, content in contents.items() if name not in known}
    pieces: list[bytes] = []
    done = 0
    for member in sorted(changed, key=lambda each: each.header):
        pieces += package.data[done : member.header], entries[member].data
        done = _stop(package, member)
    pieces.append(package.data[done : package.directory])
    records = [_record(package, member, entries) for member in package.members]
    offset = package.directory + sum(entry.moved for entry in entries.values())
    start = offset
    for name, content in added.items():
        entry, record = _new(name, content, start - _shift(package))
        pieces.append(entry)
        records.append(record)
        start += len(entry)
    directory = b"".join(records)
    end = _end(package, start - package.directory, len(directory), len(added))
    return b"".join([*pieces, directory, end])


def same_but(before: Package, after: Package, changed: Mapping[str, bytes]) -> bool:
    """Whether two packages differ in some members alone, and in nothing around the members."""
    known = {member.raw_name for member in before.members}
    kept = [each for each in after.members if each.raw_name in known]
    if [each.raw_name for each in before.members] != [each.raw_name for each in kept]:
        return False
    if {each.name for each in after.members if each.raw_name not in known} - changed.keys():
        return False
    pairs = zip(before.members, kept, strict=True)
    return _around(before) == _around(after) and all(
        old.name in changed or _raw(before, old) == _raw(after, new) for old, new in pairs
    )


def _raw(package: Package, member: Member) -> tuple[bytes, bytes, bytes]:
    # The offset, the last field of the record, is what may differ.
    offset = member.record + CENTRAL.size - 4
    return (
        package.data[member.header : member.end],
        package.data[member.record : offset],
        package.data[offset + 4 : member.record_end],
    )


def _around(package: Package) -> tuple[bytes, bytes]:
    first = min(member.header for member in package.members)
    return package.data[:first], package.data[package.end + END.size - 2 :]


def _shift(package: Package) -> int:
    """How many bytes stand before the package, which its offsets do not count."""
    stated: int = END.unpack_from(package.data, package.end)[6]
    return package.directory - stated


def _deflate(content: bytes) -> bytes:
    stream = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


def _stop(package: Package, member: Member) -> int:
    """Where a member ends, its data descriptor included."""
    if not member.flags & DESCRIBED_AFTER:
        return member.end
    for form in ("<3L", "<L2Q"):
        sizes = struct.pack(form, member.crc, member.packed, member.size)
        for descriptor in (b"PK\7\x08" + sizes, sizes):
            if package.data.startswith(descriptor, member.end):
                return member.end + len(descriptor)
    raise RefusedError(UNDESCRIBED)


def _entry(package: Package, member: Member, content: bytes) -> _Entry:
    packed = _deflate(content)
    sizes = (zlib.crc32(content), len(packed), len(content))
    magic, version, flags, _, time, date, *_ = LOCAL.unpack_from(package.data, member.header)
    head = (magic, _version(version), flags & ~DESCRIBED_AFTER, DEFLATED, time, date)
    data = LOCAL.pack(*head, *sizes, len(member.raw_name), 0) + member.raw_name + packed
    return _Entry(data, sizes, len(data) - (_stop(package, member) - member.header))


def _new(name: str, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """The entry and the record of a member that the package did not have."""
    packed, raw = _deflate(content), name.encode()
    flags = 0 if name.isascii() else UTF8_NAME
    head = (DEFLATE_VERSION, flags, DEFLATED, 0, FIRST_DAY)
    sizes = (zlib.crc32(content), len(packed), len(content), len(raw))
    entry = LOCAL.pack(b"PK\3\4", *head, *sizes, 0) + raw + packed
    return entry, CENTRAL.pack(
        b"PK\1\2", DEFLATE_VERSION, *head, *sizes, 0, 0, 0, 0, 0, offset
    ) + raw


def _record(package: Package, each: Member, entries: Mapping[Member, _Entry]) -> bytes:
    """A directory record with the new offset; that of a changed member with its new sizes."""
    head = list(CENTRAL.unpack_from(package.data, each.record))
    if ELSEWHERE in (head[8], head[9], head[-1]):
        raise RefusedError(ZIP64)
    rest = package.data[each.record + CENTRAL.size : each.record_end]
    head[-1] += sum(entry.moved for member, entry in entries.items() if member.header < each.header)
    if each in entries:
        name, extra = len(each.raw_name), head[11]
        head[2], head[3], head[4] = _version(head[2]), head[3] & ~DESCRIBED_AFTER, DEFLATED
        head[7:10], head[11] = entries[each].sizes, 0
        rest = rest[:name] + rest[name + extra :]
    return CENTRAL.pack(*head) + rest


def _version(needed: int) -> int:
    # The high byte is no part of the version; some writers set it.
    return needed if needed & 0xFF >= DEFLATE_VERSION else needed & 0xFF00 | DEFLATE_VERSION


def _end(package: Package, moved: int, size: int, added: int) -> bytes:
    head = list(END.unpack_from(package.data, package.end))
    head[3], head[4] = head[3] + added, head[4] + added
    if head[4] >= MOST_RECORDS:
        raise RefusedError(ZIP64)
    head[5], head[6] = size, head[6] + moved
    return END.pack(*head) + package.data[package.end + END.size :]
