from __future__ import annotations

import subprocess
import sys

import pytest
from word_samples import docx, para, run

from djlint import formats
from djlint.errors import FileError

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
FLAT = b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>'
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (b"", "a.docx", "空文件"),
        (b"P", "a.docx", "无法识别"),
        ("通知".encode(), "A.DOCX", "无法识别"),
        ("通知".encode(), "a.docm", "无法识别"),
        (b"{\\rtf1 x}", "a.docx", "RTF"),
        (b"\xef\xbb\xbf \r\n<HTML><body>", "a.docx", "网页"),
        (b"<!DOCTYPE html>", "a.doc", "网页"),
        (b"MIME-Version: 1.0", "a.dotx", "网页"),
        (FLAT, "a.docx", "单文件 XML"),
        (LFS, "a.docx", "Git LFS"),
        (LFS, "a.txt", "Git LFS"),
        (b"%TSD-Header-###%\0\1", "a.docx", "加密软件"),
        (b"%TSD-Header-###%\0\1", "a.txt", "加密软件"),
        (OLE, "a.docx", "旧版"),
        (OLE, "a.doc", "旧版"),
        (OLE, "a.txt", "旧版"),
        (ENCRYPTED, "a.docx", "密码"),
        (b"PK\5\6" + bytes(18), "a.docx", "Content_Types"),
        (b"PK\3\4", "a.txt", "找不到目录"),
    ],
)
def test_unreadable(data: bytes, path: str, reason: str) -> None:
    with pytest.raises(FileError, match=reason) as caught:
        formats.read(data, path)
    assert "\n" not in str(caught.value)
    assert path not in str(caught.value)
    assert caught.value.code == "GW901"


@pytest.mark.parametrize("text", ["<html>", "{\\rtf1", FLAT.decode(), "MIME-Version: 1"])
def test_text_may_begin_with_anything(text: str) -> None:
    assert formats.read(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("path", ["a.docx", "a.txt", "a.doc", "a"])
def test_bytes_tell(path: str) -> None:
    document = formats.read(docx(para(run("甲"))), path)
    assert (document.format, document.text, document.path) == ("docx", "甲", path)


def test_text_costs_no_xml() -> None:
    code = (
        "import sys\nfrom djlint import formats\n"
        "formats.read('通知的内容'.encode('gbk'), 'a.txt')\n"
        "print([m for m in ('lxml', 'zipfile', 'regex', 'struct', 'difflib') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
