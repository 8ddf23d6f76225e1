"""Text that is safe to print: hidden characters made visible, widths in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

# Controls, bidi and other format characters, lone surrogates, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}

# CI logs obey `##[command]` and its kin anywhere in a line, and see through ignorable characters.
COMMAND = re.compile(r"#(?=[^ -~]*#[^ -~]*[A-Za-z]*[^ -~]*\[)")


def is_hidden(char: str) -> bool:
    """Whether a character could drive a terminal, reorder a line or end it."""
    if char.isprintable():
        return False
    from unicodedata import category  # two milliseconds, for a run that has nothing to show

    return category(char) in _HIDDEN


def spell(char: str) -> str:
    """A hidden character as a backslash escape."""
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def reveal(text: str, spelling: Callable[[str], str], keep: str = "") -> str:
    """A text whose hidden characters, save those in `keep`, are spelt out."""
    if text.isprintable():
        return text
    hidden = {ord(c): spelling(c) for c in set(text) if c not in keep and is_hidden(c)}
    return text.translate(hidden) if hidden else text


def escape(text: str, keep: str = "") -> str:
    """A text that can drive neither a terminal nor a CI log, wherever in a line it stands."""
    return reveal(COMMAND.sub(r"\\x23", text), spell, keep)


def pieces(text: str) -> list[str]:
    """What `escape` shows, one piece for each code point."""
    shown = [spell(char) if is_hidden(char) else char for char in text]
    for match in COMMAND.finditer(text):
        shown[match.start()] = "\\x23"
    return shown


def escape_start(line: str) -> str:
    """An escaped text for the start of a line, where `::` would begin a command of a CI log."""
    before, colons, after = line.partition("::")
    if not colons or any(char.isalnum() for char in before):
        return line
    return f"{before}\\x3a:{after}"


@lru_cache(maxsize=8192)
def _cell(char: str) -> int:
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1


def cells(text: str) -> int:
    """How many cells of a terminal an escaped text takes."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def paint(text: str, style: str, colour: bool) -> str:
    """A text in an ANSI style, if there is one and colours are wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text
