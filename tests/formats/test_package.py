from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import MAIN, body, change, members, pack, para, part, run

from djlint import formats
from djlint.errors import FileError, RefusedError
from djlint.formats import package as packages
from djlint.formats.package import inflate, unpack
from djlint.model import Edit, Span

EXTRA = struct.pack("<2H4s", 0xCAFE, 4, b"abcd")
SMALL = members(body(para(run("甲乙丙"))))
GOOD = pack(SMALL)
DIRECTORY = GOOD.index(b"PK\1\2")
LOCAL_NAME = GOOD.index(MAIN.encode())
CENTRAL_NAME = GOOD.index(MAIN.encode(), DIRECTORY)


def patched(at: int, new: bytes, data: bytes = GOOD) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def doubled() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return pack([*SMALL.items(), (MAIN, "x")])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(GOOD[:200], "找不到目录", id="cut"),
        pytest.param(GOOD[:-1], "找不到目录", id="cut by one byte"),
        pytest.param(patched(DIRECTORY, b"XX"), "目录已损坏", id="directory"),
        pytest.param(patched(len(GOOD) - 12, b"\xff"), "目录", id="directory too long"),
        pytest.param(patched(len(GOOD) - 12, b"\x01"), "目录", id="directory too short"),
        pytest.param(patched(len(GOOD) - 18, b"\1"), "分卷", id="disks"),
        pytest.param(patched(len(GOOD) - 12, b"\xff\xff\xff\xff"), "目录", id="directory all over"),
        pytest.param(patched(LOCAL_NAME - 30, b"XX"), "与目录不符", id="local header"),
        pytest.param(patched(LOCAL_NAME, b"word/documenX"), "与目录不符", id="name"),
        pytest.param(patched(CENTRAL_NAME - 22, b"\7\0\0\0"), "与目录不符", id="size"),
        pytest.param(patched(CENTRAL_NAME - 4, b"\xff\xff\xff"), "目录已损坏", id="offset"),
        pytest.param(patched(LOCAL_NAME - 24, b"\1"), "已加密", id="encrypted by its header"),
        pytest.param(patched(CENTRAL_NAME - 38, b"\1"), "已加密", id="encrypted by the directory"),
        pytest.param(GOOD[:-22] + b"PK\6\7" + bytes(16) + GOOD[-22:], "目录已损坏", id="zip64"),
        pytest.param(pack(SMALL, zipfile.ZIP_LZMA), "压缩方法", id="lzma"),
        pytest.param(pack(SMALL, zipfile.ZIP_BZIP2), "压缩方法", id="bzip2"),
        pytest.param(GOOD.replace(b"word/", b"word\\"), "非法字符", id="backslash"),
        pytest.param(pack({**SMALL, MAIN.upper(): "x"}), "同名", id="names by case"),
        pytest.param(pack({str(n): "" for n in range(2001)}), "2000", id="members"),
    ],
)
def test_damaged(data: bytes, reason: str) -> None:
    with pytest.raises(FileError, match=reason):
        unpack(data)


def test_ratio() -> None:
    """A steep one is refused before anything is inflated, but only where it would be."""
    package = unpack(pack({"a.png": bytes(2 << 20)}))
    with pytest.raises(FileError, match="压缩比"):
        inflate(package, package.members[0])


def test_duplicate() -> None:
    with pytest.raises(FileError, match="同名"):
        unpack(doubled())


def test_overlapping_data() -> None:
    """A stored member that holds another one whole."""
    kernel = pack({"b": "x"}, zipfile.ZIP_STORED)
    first = kernel[: kernel.index(b"PK\1\2")]
    outer = pack({"a": first}, zipfile.ZIP_STORED)
    start, end = outer.index(b"PK\1\2"), outer.index(b"PK\5\6")
    record = bytearray(kernel[kernel.index(b"PK\1\2") : kernel.index(b"PK\5\6")])
    record[42:46] = struct.pack("<L", outer.index(first, 4))
    directory = outer[start:end] + bytes(record)
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, len(directory), start, 0)
    data = outer[:start] + directory + tail
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["a", "b"]
    with pytest.raises(FileError, match="重叠"):
        unpack(data)


@pytest.mark.parametrize("at", [LOCAL_NAME + len(MAIN), LOCAL_NAME + len(MAIN) + 60])
def test_bit_flip(at: int) -> None:
    package = unpack(patched(at, bytes([GOOD[at] ^ 0x55])))
    member = package.find(MAIN)
    assert member is not None
    with pytest.raises(FileError, match=r"无法解压|校验不符"):
        inflate(package, member)


def test_checksum() -> None:
    data = pack({"a": "甲乙"}, zipfile.ZIP_STORED)
    package = unpack(data.replace("甲乙".encode(), "甲丙".encode()))
    with pytest.raises(FileError, match="校验不符"):
        inflate(package, package.members[0])


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_PART", 100)
    with pytest.raises(FileError, match=r"部件 '.*' 超过"):
        unpack(GOOD)
    package = unpack(pack({"a.bin": bytes(101)}))
    with pytest.raises(FileError, match="超过"):
        inflate(package, package.members[0])
    monkeypatch.setattr(packages, "LARGEST_TOTAL", 100)
    with pytest.raises(FileError, match="解压后超过"):
        unpack(pack({"a.bin": bytes(60), "b.bin": bytes(60)}))


def test_bomb_is_told_from_the_directory() -> None:
    data = bytearray(pack({"a.xml": "x"}))
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 100 << 20)
    with pytest.raises(FileError, match="64 MB"):
        unpack(bytes(data))


def test_inflating_stops_at_the_stated_size() -> None:
    """Both headers lie alike about what the data inflates to."""
    data = bytearray(pack({"a.xml": bytes(100_000)}))
    for field in (22, data.index(b"PK\1\2") + 24):
        data[field : field + 4] = struct.pack("<L", 10)
    package = unpack(bytes(data))
    with pytest.raises(FileError, match="无法解压"):
        inflate(package, package.members[0])


def test_names_are_found_whatever_their_case() -> None:
    found = unpack(GOOD).find("WORD/Document.XML")
    assert found is not None
    assert found.name == MAIN


def zip64() -> bytes:
    """A package whose directory gives sizes and offsets in 64 bits."""
    records, at = b"", DIRECTORY
    while GOOD.startswith(b"PK\1\2", at):
        head = list(struct.unpack_from("<4s6H3L5H2L", GOOD, at))
        name = GOOD[at + 46 : at + 46 + head[10]]
        at += 46 + head[10]
        extra = EXTRA + struct.pack("<2H3Q", 1, 24, head[9], head[8], head[16])
        head[8] = head[9] = head[16] = 0xFFFFFFFF
        head[11] = len(extra)
        records += struct.pack("<4s6H3L5H2L", *head) + name + extra
    count = len(SMALL)
    end = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(records), DIRECTORY
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, DIRECTORY + len(records), 1)
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return GOOD[:DIRECTORY] + records + end + locator + tail


def test_zip64_is_read_and_not_written() -> None:
    document = formats.read(b"junk" + zip64(), "a.docx")
    assert document.text == "甲乙丙"
    with pytest.raises(RefusedError, match="zip64"):
        formats.write(document, [change(document, "乙", "")])


def with_extras() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"word/": b"", **SMALL, "word/z.bin": b"x" * 99}.items():
            info = zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8))
            info.extra, info.comment, info.external_attr = EXTRA, b"note", 0o600 << 16
            archive.writestr(info, content)
        archive.comment = "注".encode()
    return sink.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD, id="plain"),
        pytest.param(pack(SMALL, zipfile.ZIP_STORED), id="stored"),
        pytest.param(pack(SMALL, stream=True), id="data descriptors"),
        pytest.param(pack(SMALL, stream=True).replace(b"PK\7\10", b""), id="bare descriptors"),
        pytest.param(b"junk" * 9 + GOOD, id="bytes before"),
        pytest.param(GOOD + bytes(64), id="bytes after"),
        pytest.param(with_extras(), id="extras, comments, folders"),
    ],
)
def test_only_the_changed_member_changes(data: bytes) -> None:
    if b"PK\7\10" not in data and data[6] & 8:
        data = relocated(data)
    document = formats.read(data, "a.docx")
    written = formats.write(document, [change(document, "乙", "丁")])
    assert part(written) == part(data).replace("乙", "丁")
    assert zipfile.ZipFile(io.BytesIO(written)).testzip() is None
    assert raw(written) == raw(data)
    assert around(written) == around(data)
    assert header(written) == header(data)


def relocated(data: bytes) -> bytes:
    """A zip with its offsets put right after descriptors were shortened."""
    at = data.index(b"PK\1\2")
    locals_ = [m for m in range(at) if data.startswith(b"PK\3\4", m)]
    fixed, record = bytearray(data), at
    for offset in locals_:
        fixed[record + 42 : record + 46] = struct.pack("<L", offset)
        name, extra, comment = struct.unpack_from("<3H", data, record + 28)
        record += 46 + name + extra + comment
    fixed[record + 16 : record + 20] = struct.pack("<L", at)
    return bytes(fixed)


def raw(data: bytes) -> list[tuple[bytes, bytes]]:
    """Header, data and directory record without offset, of each member but the main part."""
    package = unpack(data)
    return [
        (
            data[m.header : m.end],
            data[m.record : m.record + 42] + data[m.record + 46 : m.record_end],
        )
        for m in package.members
        if m.name != MAIN
    ]


def around(data: bytes) -> tuple[bytes, bytes]:
    package = unpack(data)
    return data[: package.members[0].header], data[package.end + 20 :]


def header(data: bytes) -> tuple[object, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(MAIN)
        return info.date_time, info.external_attr, info.create_system, info.comment


def test_changed_member_has_no_descriptor_and_no_extra() -> None:
    for data in (pack(SMALL, stream=True), with_extras()):
        document = formats.read(data, "a.docx")
        written = formats.write(document, [change(document, "乙", "丁")])
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            info = archive.getinfo(MAIN)
        assert not info.flag_bits & 8
        assert not info.extra
        assert info.compress_type == zipfile.ZIP_DEFLATED
        assert zlib.crc32(part(written).encode()) == info.CRC


@pytest.mark.parametrize(
    ("before", "after"), [(10, 20), (0x210A, 0x2114), (0x2114, 0x2114), (45, 45)]
)
def test_version_is_that_of_deflate_at_least(before: int, after: int) -> None:
    """The high byte is no part of it."""
    data = patched(CENTRAL_NAME - 40, struct.pack("<H", before))
    document = formats.read(data, "a.docx")
    written = formats.write(document, [change(document, "乙", "丁")])
    member = unpack(written).find(MAIN)
    assert member is not None
    assert struct.unpack_from("<H", written, member.record + 6) == (after,)


def test_no_edit_gives_the_same_bytes() -> None:
    document = formats.read(GOOD, "a.docx")
    assert formats.write(document, []) == GOOD
    assert formats.write(document, [Edit(Span(0, 1), "甲")]) == GOOD


def test_writing_twice_gives_the_same_bytes() -> None:
    document = formats.read(GOOD, "a.docx")
    edits = [change(document, "乙", "丁")]
    assert formats.write(document, edits) == formats.write(document, edits)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6), st.sampled_from("rid"))
def test_damage_gives_an_error_or_a_document(at: int, noise: bytes, how: str) -> None:
    """No other exception, whatever happens to the bytes."""
    rest = {"r": at + len(noise), "i": at, "d": at + 3 * len(noise)}[how]
    data = GOOD[:at] + (b"" if how == "d" else noise) + GOOD[rest:]
    try:
        outcome = formats.read(data, "a.docx").text
    except FileError as error:
        outcome = str(error)
    assert outcome == "甲乙丙" or "；" in outcome
