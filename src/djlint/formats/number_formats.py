"""Automatic numbers as Word writes them: a value in each of its number formats (`w:numFmt`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
COUNTING = "零一二三四五六七八九", ("", "十", "百", "千", "万")
LEGAL = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟", "万")
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟", "萬")
DIGITS = "〇一二三四五六七八九"
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
WITHOUT_NUMBER = ("none", "bullet")
HIGHEST_SPELT = 99_999
HIGHEST_LETTERED = 780  # Word repeats a letter up to thirty times


def written(value: int, form: str) -> str:
    """A value in a number format; plain figures in a format that is not known.

    A format such as 001 gives figures of its length.
    """
    if form.isdecimal():
        return str(value).zfill(len(form))
    return FORMS[form](value) if form in FORMS else str(value)


def _counted(value: int, script: tuple[str, tuple[str, ...]], *, short: bool) -> str:
    """十二 or, where not `short`, 一十二 for 12; one zero for each gap."""
    digits, units = script
    if not 0 < value <= HIGHEST_SPELT:
        return digits[0] if value == 0 else str(value)
    text, gap = "", False
    for place, figure in zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True):
        if figure == "0":
            gap = True
            continue
        text += (digits[0] if gap else "") + digits[int(figure)] + units[place]
        gap = False
    return text[1:] if short and 10 <= value < 20 else text


def _short(value: int) -> str:
    """百十一 for 111: no one before a unit, and no zero for a gap."""
    if not 0 < value <= 9999:
        return _counted(value, COUNTING, short=True)
    places = zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True)
    digits, units = COUNTING
    return "".join(
        (digits[int(figure)] if figure != "1" or not place else "") + units[place]
        for place, figure in places
        if figure != "0"
    )


def _spelt_to_99(value: int) -> str:
    return _spelt(value) if value < 100 else _digit_by_digit(value)


def _signs(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _sixty(value: int) -> str:
    """The years of the calendar: 甲子 to 癸亥."""
    return STEMS[(value - 1) % 10] + BRANCHES[(value - 1) % 12] if value > 0 else str(value)


def _enclosed(first: int, count: int) -> Callable[[int], str]:
    """Signs that Unicode has in a row from `first` on."""
    return lambda value: chr(first + value - 1) if 1 <= value <= count else str(value)


def _letters(first: str) -> Callable[[int], str]:
    """Letters from a to z, then aa to zz."""

    def lettered(value: int) -> str:
        if not 0 < value <= HIGHEST_LETTERED:
            return str(value)
        again, at = divmod(value - 1, 26)
        return chr(ord(first) + at) * (again + 1)

    return lettered


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for worth, sign in ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def _digit_by_digit(value: int) -> str:
    return "".join(DIGITS[int(figure)] for figure in str(value)) if value >= 0 else str(value)


def _wide(value: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(value))


def _spelt(value: int) -> str:
    return _counted(value, COUNTING, short=True)


# ECMA-376 part 1, 17.18.59.
FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _spelt_to_99),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), _spelt),
    "japaneseCounting": _short,
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit
    ),
    "chineseLegalSimplified": lambda value: _counted(value, LEGAL, short=False),
    "ideographLegalTraditional": lambda value: _counted(value, LEGAL_TRADITIONAL, short=False),
    "ideographTraditional": _signs(STEMS),
    "ideographZodiac": _signs(BRANCHES),
    "ideographZodiacTraditional": _sixty,
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _enclosed(0x2460, 20)
    ),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "ideographEnclosedCircle": _enclosed(0x3220, 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    "decimalZero": lambda value: f"{value:02}",
    "numberInDash": lambda value: f"- {value} -",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
    **dict.fromkeys(WITHOUT_NUMBER, lambda _: ""),
}
