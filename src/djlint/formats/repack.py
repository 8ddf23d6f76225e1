"""Put one changed member back into a package; every other byte stays what it was."""

from __future__ import annotations

import struct
import zlib

from djlint.errors import RefusedError
from djlint.formats.package import (
    CENTRAL,
    DEFLATED,
    DESCRIBED_AFTER,
    ELSEWHERE,
    END,
    LOCAL,
    Member,
    Package,
)

DEFLATE_VERSION = 20
ZIP64 = "文件是 zip64 压缩包，不能自动修改；请用 Word、WPS 重新保存"
UNDESCRIBED = "压缩包的数据描述符有误，不能自动修改；请用 Word、WPS 重新保存"


def repack(package: Package, member: Member, content: bytes) -> bytes:
    """The bytes of a package in which one member has other content."""
    if package.zip64:
        raise RefusedError(ZIP64)
    packed = _deflate(content)
    sizes = (zlib.crc32(content), len(packed), len(content))
    entry = _local(package, member, sizes) + packed
    stop = _stop(package, member)
    moved = len(entry) - (stop - member.header)
    records = [_record(package, each, member, sizes, moved) for each in package.members]
    directory = b"".join(records)
    return b"".join(
        [
            package.data[: member.header],
            entry,
            package.data[stop : package.directory],
            directory,
            _end(package, moved, len(directory)),
        ]
    )


def same_but(before: Package, after: Package, changed: Member) -> bool:
    """Whether two packages differ in one member alone, and in nothing around the members."""
    if [each.raw_name for each in before.members] != [each.raw_name for each in after.members]:
        return False
    pairs = zip(before.members, after.members, strict=True)
    return _around(before) == _around(after) and all(
        old == changed or _raw(before, old) == _raw(after, new) for old, new in pairs
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


def _local(package: Package, member: Member, sizes: tuple[int, int, int]) -> bytes:
    magic, version, flags, _, time, date, *_ = LOCAL.unpack_from(package.data, member.header)
    head = (magic, _version(version), flags & ~DESCRIBED_AFTER, DEFLATED, time, date)
    return LOCAL.pack(*head, *sizes, len(member.raw_name), 0) + member.raw_name


def _record(
    package: Package, each: Member, changed: Member, sizes: tuple[int, int, int], moved: int
) -> bytes:
    """A directory record with the new offset; that of the changed member with its new sizes."""
    head = list(CENTRAL.unpack_from(package.data, each.record))
    if ELSEWHERE in (head[8], head[9], head[-1]):
        raise RefusedError(ZIP64)
    rest = package.data[each.record + CENTRAL.size : each.record_end]
    if each.header > changed.header:
        head[-1] += moved
    if each == changed:
        name, extra = len(each.raw_name), head[11]
        head[2], head[3], head[4] = _version(head[2]), head[3] & ~DESCRIBED_AFTER, DEFLATED
        head[7:10], head[11] = sizes, 0
        rest = rest[:name] + rest[name + extra :]
    return CENTRAL.pack(*head) + rest


def _version(needed: int) -> int:
    # The high byte is no part of the version; some writers set it.
    return needed if needed & 0xFF >= DEFLATE_VERSION else needed & 0xFF00 | DEFLATE_VERSION


def _end(package: Package, moved: int, size: int) -> bytes:
    head = list(END.unpack_from(package.data, package.end))
    head[5], head[6] = size, head[6] + moved
    return END.pack(*head) + package.data[package.end + END.size :]
