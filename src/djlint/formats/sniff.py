"""What bytes are, whatever the name says, and why some of them cannot be read."""

from __future__ import annotations

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt")
ZIP = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
ZIP_END_REACH = 22 + 0xFFFF
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEAD = 2048

PASSWORD = "文件设有打开密码；请先在 Word 或 WPS 中去除密码"
LEGACY = "旧版 .doc/.wps 格式；请用 Word 或 WPS 另存为 .docx"
GARBLED = "文件已被企业加密软件加密；请在授权环境中解密后再检查"
POINTER = "Git LFS 指针文件，正文尚未下载；请先运行 git lfs pull"
EMPTY = "空文件；请确认文件已完整保存或下载"
RICH = "RTF 格式，不是 .docx；请用 Word 或 WPS 另存为 .docx"
WEB = "网页（HTML）格式，不是 .docx；请用 Word 或 WPS 另存为 .docx"
FLAT = "单文件 XML 格式，不是 .docx；请用 Word 或 WPS 另存为 .docx"
UNKNOWN = "无法识别的文件格式，不是 .docx；请确认文件未损坏，或用 Word、WPS 另存为 .docx"

# Magic bytes and the reason they give; text may begin with any of the second group.
ANY_NAME = ((b"%TSD-Header-###%", GARBLED), (b"version https://git-lfs", POINTER))
WORD_NAME = (
    (b"{\\rtf", RICH),
    (b"<html", WEB),
    (b"<!doctype html", WEB),
    (b"mime-version", WEB),
)


def is_package(data: bytes, path: str) -> bool:
    """Whether the bytes are to be read as a zip package."""
    if data.startswith(ZIP):
        return True
    # Bytes may stand before a zip; only a name that promises one is searched for its end.
    return _names_word(path) and data.rfind(ZIP_END, max(0, len(data) - ZIP_END_REACH)) >= 0


def unreadable(data: bytes, path: str) -> str | None:
    """Why bytes that are no package cannot be read, or None if they may be text."""
    if data.startswith(OLE):
        return PASSWORD if ENCRYPTED in data else LEGACY
    for magic, reason in ANY_NAME:
        if data.startswith(magic):
            return reason
    return _other_than_word(data) if _names_word(path) else None


def _names_word(path: str) -> bool:
    return path.lower().endswith(WORD_SUFFIXES)


def _other_than_word(data: bytes) -> str:
    if not data:
        return EMPTY
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, reason in WORD_NAME:
        if head.startswith(magic):
            return reason
    return FLAT if head.startswith(b"<?xml") and b"pkg:package" in head else UNKNOWN
