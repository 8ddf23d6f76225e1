"""Kinds of characters."""

from __future__ import annotations

# A letter of neither the Latin alphabet nor the figures, for use in an expression: it compiles in
# a tenth of the time that the ranges of Han take, and what stands in reports is Han.
LETTER = r"[^\W\dA-Za-z_]"


def is_han(sign: str) -> bool:
    """Whether a string is a single Han character (CJK unified ideographs and extension A, 〇)."""
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf" or sign == "〇"
