"""Find the encoding of a text file: strict at each step, an error rather than a guess."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from djlint.errors import EncodingError

# In this order: the mark of little-endian UTF-16 begins that of UTF-32.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# GB18030 reads all that its forerunners read; the others need a mark to say their byte order.
BROADER = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8"}
BY_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}

ASCII = bytes(range(128))
UTF8_OF_THREE = (
    rb"\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
)
# What the codes A1-A7 40-A0 decode to: no Chinese file uses them, nearly every Big5 file does.
USER_DEFINED_AREA_3 = "[\ue4c6-\ue765]"
NAME_IT = "请用 --encoding 指定编码，或另存为 UTF-8"


class Decoded(NamedTuple):
    """The text of a file, the codec that reads it and the length of its byte order mark."""

    text: str
    codec: str
    mark: int = 0


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file, in the encoding that was given, or else that its bytes prove."""
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, codec in MARKS:
        if data.startswith(mark):
            if codec.startswith("utf-32"):
                raise EncodingError("编码是 UTF-32，不支持；请另存为 UTF-8")
            return Decoded(_strict(data, codec, len(mark)), codec, len(mark))
    if b"\0" in data:
        raise EncodingError(
            f"含空字节（偏移 {data.index(0)}），是二进制文件或无 BOM 的 UTF-16；如是文本，{NAME_IT}"
        )
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error.start)
        return _decode_gb18030(data, error.start)


def lines_of(text: str) -> str:
    """A text with LF for each of the line ends CRLF, CR and LF; no other character ends a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise EncodingError(f"不认识编码“{encoding}”；可用 utf-8、gb18030、big5 等") from None
    codec = BROADER.get(codec, codec)
    for mark, marked in MARKS:
        if data.startswith(mark) and marked.startswith(codec):
            return Decoded(_strict(data, marked, len(mark)), marked, len(mark))
    codec = BY_MARK.get(codec, codec)
    return Decoded(_strict(data, codec, 0), codec)


def _strict(data: bytes, codec: str, mark: int) -> str:
    try:
        return data[mark:].decode(codec)
    except UnicodeDecodeError as error:
        place = _place(data, codec, mark, error.start)
        raise EncodingError(f"不是有效的 {codec} 文本，{place}有误；{NAME_IT}") from None
    except (LookupError, ValueError):
        raise EncodingError(f"“{codec}”不是文本编码；可用 utf-8、gb18030、big5 等") from None


def _place(data: bytes, codec: str, mark: int, valid: int) -> str:
    line = lines_of(data[mark : mark + valid].decode(codec, "replace")).count("\n") + 1
    return f"偏移 {mark + valid} 字节（第 {line} 行）"


def _refuse_damaged_utf8(data: bytes, valid: int) -> None:
    # One bad byte often leaves UTF-8 that is valid GB18030: a fix would destroy such a file.
    foreign = len(data.translate(None, ASCII))
    if len(re.findall(UTF8_OF_THREE, data)) * 3 >= 0.8 * foreign:
        place = _place(data, "utf-8", 0, valid)
        raise EncodingError(f"UTF-8 文本已损坏，{place}有误；请修复该处或重新导出")


def _decode_gb18030(data: bytes, valid_utf8: int) -> Decoded:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The encoding that reads further is more likely the right one.
        codec, valid = max(
            ("gb18030", error.start), ("utf-8", valid_utf8), key=lambda pair: pair[1]
        )
        place = _place(data, codec, 0, valid)
        raise EncodingError(f"既不是 UTF-8 也不是 GB18030，{place}有误；{NAME_IT}") from None
    if re.search(USER_DEFINED_AREA_3, text):
        raise EncodingError(f"像是 Big5（繁体）编码，无法确定；{NAME_IT}")
    if _is_foreign(text):
        raise EncodingError(f"不像中文的 GB18030，可能是日文或其他编码；{NAME_IT}")
    return Decoded(text, "gb18030")


def _is_foreign(text: str) -> bool:
    pairs = common = 0
    for character, times in Counter(text).items():
        code = character.encode("gb18030")
        if len(code) == 2:
            pairs += times
            common += times * (0xA1 <= code[0] <= 0xF7 and code[1] >= 0xA1)
    return pairs >= 8 and common < 0.1 * pairs
