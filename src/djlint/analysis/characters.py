"""Kinds of characters."""

from __future__ import annotations


def is_han(sign: str) -> bool:
    """Whether a string is a single Han character (CJK unified ideographs and extension A, 〇)."""
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf" or sign == "〇"
