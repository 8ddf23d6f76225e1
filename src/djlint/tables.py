"""TOML files to typed values; every mistake is told by file, place and the nearest right word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any

from djlint.errors import DjlintError, RuleError

LARGEST_FILE = 1_000_000  # bytes
LONGEST_WORD = 64  # code points of a wrong word that are compared with the right ones
PLAIN = {"str": (str, "字符串"), "int": (int, "整数"), "bool": (bool, "true 或 false")}
TEXT_OR_NONE = "str | None"


def parse(
    path: str,
    error: type[DjlintError] = RuleError,
    shorten: Callable[[str], str] = lambda text: text,
) -> dict[str, Any]:
    """The tables of a TOML file; `error` with line and column where it is malformed.

    `shorten` may take from the text what is not needed before it is read.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as reason:
        raise error(f"{path}: 读不了（{reason.strerror}）") from reason
    if len(data) > LARGEST_FILE:
        raise error(f"{path}: 超过 1 MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        raise error(f"{path}:{line}: 须为 UTF-8 编码，请另存为 UTF-8") from reason
    return _loads(path, shorten(text), error)


def _loads(path: str, text: str, error: type[DjlintError]) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as reason:
        hint = "；含反斜杠的文字请用单引号 '…'" if "\\" in reason.msg else ""
        place = f"{path}:{reason.lineno}:{reason.colno}"
        raise error(f"{place}: TOML 语法有误：{reason.msg}{hint}") from reason
    except RecursionError as reason:
        raise error(f"{path}: 括号或带点的键嵌套过深") from reason
    except ValueError as reason:
        # The only other one that tomli lets through: Python refuses to convert the digits.
        raise error(f"{path}: 有一个整数位数过多") from reason


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The right word that a wrong one most likely stands for."""
    from difflib import get_close_matches

    right = {candidate.lower(): candidate for candidate in words}
    close = get_close_matches(word[:LONGEST_WORD].lower(), right, n=1)
    return right[close[0]] if close else None


def instead(word: str, words: Iterable[str]) -> str:
    """What to say of a wrong word: the nearest right one, or else those there are."""
    words = list(words)
    close = nearest(word, words)
    return f"，是不是 {close}？" if close else f"；可用的有：{'、'.join(words[:40])}"


def refuse_unknown(given: Iterable[str], known: Collection[str], where: str) -> None:
    """Raise RuleError for a key that is not known."""
    for key in given:
        if key not in known:
            raise RuleError(f"{where}: 不认识的键 {key}{instead(key, known)}")


def one_of(value: object, known: Collection[str], where: str) -> str:
    """A word of a closed set; RuleError with the nearest where it is not one."""
    if not isinstance(value, str) or value not in known:
        raise RuleError(f"{where}: 不认识 {value!r}{instead(str(value), known)}")
    return value


def record(kind: Any, table: Mapping[str, Any], where: str) -> Any:
    """A table as a value of a NamedTuple; RuleError where a key is missing, unknown or mistyped."""
    refuse_unknown(table, kind._fields, where)
    for name in kind._fields:
        if name not in table and name not in kind._field_defaults:
            raise RuleError(f"{where}: 缺少 {name}")
    declared = _declared(kind)
    values = {
        key: value(declared[key], given, f"{where}: {key}", kind) for key, given in table.items()
    }
    return kind(**values)


@cache
def _declared(kind: Any) -> dict[str, str]:
    """The types of a NamedTuple's fields, as they are written."""
    # typing.get_type_hints would evaluate them, at a tenth of a millisecond each.
    return {
        name: str(getattr(declared, "__forward_arg__", declared))
        for name, declared in kind.__annotations__.items()
    }


def value(wanted: str, given: Any, where: str, kind: Any = None) -> Any:
    """A TOML value as the type of that name, of which `kind` is the home; RuleError otherwise."""
    if wanted.startswith("tuple["):
        inner = wanted.removeprefix("tuple[").removesuffix(", ...]")
        if not isinstance(given, list):
            raise RuleError(f"{where}: 应为数组")
        if inner == "str" and all(isinstance(item, str) for item in given):
            return tuple(given)
        return tuple(value(inner, item, where, kind) for item in given)
    if wanted in PLAIN:
        right, name = PLAIN[wanted]
        if not isinstance(given, right) or (right is int and isinstance(given, bool)):
            raise RuleError(f"{where}: 应为{name}")
        return given
    if wanted == TEXT_OR_NONE:
        return value("str", given, where)
    if not isinstance(given, dict):
        raise RuleError(f"{where}: 应为表")
    return record(getattr(sys.modules[kind.__module__], wanted), given, where)
