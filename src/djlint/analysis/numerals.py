"""Chinese and circled numerals to integers and back."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}


def to_int(numeral: str) -> int | None:
    """The value of 十二, 一百零五, 二〇二一, 12 or ⑫; None where it is none of these."""
    if numeral in CIRCLED:
        return CIRCLED[numeral]
    if numeral.isdecimal():
        return int(numeral)
    if not numeral or any(sign not in VALUES and sign not in UNITS for sign in numeral):
        return None
    if not any(sign in UNITS for sign in numeral):
        return int("".join(str(VALUES[sign]) for sign in numeral))
    return _counted(numeral)


def _counted(numeral: str) -> int:
    total, digit = 0, 0
    for sign in numeral:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = VALUES[sign]
    return total + digit


def to_chinese(value: int) -> str:
    """十二 for 12, 一百零五 for 105; values from 0 to 999."""
    if value < 10:
        return DIGITS[value]
    if value < 20:
        return "十" + (DIGITS[value - 10] if value > 10 else "")
    if value < 100:
        return DIGITS[value // 10] + "十" + (DIGITS[value % 10] if value % 10 else "")
    rest = value % 100
    if not rest:
        return DIGITS[value // 100] + "百"
    link = "零" if rest < 10 else ""
    lead = "一" if 10 <= rest < 20 else ""
    return DIGITS[value // 100] + "百" + link + lead + to_chinese(rest)


def to_circled(value: int) -> str:
    """① for 1, up to ⑳; plain digits above."""
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)
