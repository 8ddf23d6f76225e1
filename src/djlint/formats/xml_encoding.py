"""How XML parts are written: UTF-8 or UTF-16, told by the first bytes, with escapes in texts."""

from __future__ import annotations

import re

UTF16 = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
NO_XML = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ALLOWED = ("utf-8", "utf-16", "utf-16le", "utf-16be")
DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"'>]*)""")


def codec_of(part: bytes) -> str:
    """The codec that the first bytes of a part tell."""
    return UTF16.get(part[:2], "utf-8")


def as_utf8(part: bytes) -> bytes:
    """A part in UTF-8, to which UTF-16 leads, and back, without loss."""
    codec = codec_of(part)
    return part if codec == "utf-8" else part.decode(codec).encode()


def forbidden_encoding(part: bytes) -> str | None:
    """The encoding that a part in UTF-8 claims to be in, if no part may be in it."""
    found = DECLARED.match(part)
    declared = found[1].decode("ascii", "replace") if found else "utf-8"
    return None if declared.lower() in ALLOWED else declared


def held(text: str) -> str:
    """A text with U+FFFD, one for one, for each character that XML cannot hold."""
    return NO_XML.sub("\ufffd", text)


def escape(text: str) -> str:
    """A text as it stands in XML; the standard library's brings the whole of `urllib` with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
