"""Rule files to rules; every mistake in one is told by file, rule and key."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from djlint import checks
from djlint.analysis.vocabulary import Vocabulary
from djlint.errors import RuleError
from djlint.model import Example, Rule, Safety, Severity

LARGEST_FILE = 1_000_000  # bytes
OWN_CODE = re.compile(r"[A-Z]{2,8}[0-9]{1,5}")
SHIPPED_CODE = re.compile(r"GW[0-9]{3}")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COMMON = ("code", "name", "kind", "severity", "message", "why")
OPTIONAL = ("safety", "enabled", "example")
OVERRIDABLE = ("severity", "safety", "enabled", "message")
TYPE_NAMES = {str: "字符串", int: "整数", bool: "true 或 false", float: "数", tuple: "数组"}


class Catalog(NamedTuple):
    """All rules in the order of their codes, and the words that the analyses share."""

    rules: tuple[Rule[Any], ...]
    vocabulary: Vocabulary


def shipped() -> Path:
    """The folder of the rules that come with djlint, in a wheel or in a checkout."""
    package = Path(__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def load(
    folders: Iterable[Path] = (), overrides: Mapping[str, Mapping[str, Any]] | None = None
) -> Catalog:
    """The shipped rules and those of a user's folders, changed as the settings say.

    `overrides` maps a code to keys and values. Raises RuleError, naming file, rule and key.
    """
    home = shipped()
    words: dict[str, tuple[str, ...]] = {}
    rules: dict[str, Rule[Any]] = {}
    for folder in (home, *folders):
        for path in _rule_files(folder):
            for rule in _read(path, folder == home, words, overrides or {}):
                if rule.code in rules:
                    raise RuleError(
                        f"{path}：编号 {rule.code} 已在 {rules[rule.code].source} 中用过"
                    )
                rules[rule.code] = rule
    for code in overrides or {}:
        if code not in rules:
            raise RuleError(f"[rules.{code}]：没有这条规则{_nearest(code, rules)}")
    ordered = sorted(rules.values(), key=lambda rule: rule.code)
    return Catalog(tuple(ordered), Vocabulary(**words))


def _rule_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RuleError(f"{folder}：没有这个规则目录")
    found = sorted(folder.rglob("*.toml"))
    if not found:
        raise RuleError(f"{folder}：目录里没有 .toml 规则文件")
    return found


def parse(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; RuleError with line and column where it is malformed."""
    import tomli

    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}：读不了（{error.strerror}）") from error
    if len(data) > LARGEST_FILE:
        raise RuleError(f"{path}：规则文件超过 1 MB")
    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}：规则文件必须是 UTF-8 编码") from error
    except tomli.TOMLDecodeError as error:
        hint = "；正则表达式请写在单引号里" if "\\" in error.msg else ""
        place = f"{path}:{error.lineno}:{error.colno}"
        raise RuleError(f"{place}：TOML 格式错误：{error.msg}{hint}") from error
    except (RecursionError, ValueError) as error:
        raise RuleError(f"{path}：TOML 嵌套过深或数值过大") from error


def _read(
    path: Path,
    is_shipped: bool,
    words: dict[str, tuple[str, ...]],
    overrides: Mapping[str, Mapping[str, Any]],
) -> Iterator[Rule[Any]]:
    tables = parse(path)
    _refuse_unknown(tables, ("rule", "vocabulary"), f"{path}")
    for key, value in tables.get("vocabulary", {}).items():
        names = Vocabulary._fields
        _refuse_unknown([key], names, f"{path}：[vocabulary]")
        where = f"{path}：[vocabulary] {key}"
        words[key] = words.get(key, ()) + _value(tuple[str, ...], value, where)
    listed = tables.get("rule", [])
    if not isinstance(listed, list):
        raise RuleError(f"{path}：规则要写成 [[rule]]")
    for position, table in enumerate(listed, 1):
        yield _rule(table, path, position, is_shipped, overrides)


def _rule(
    table: dict[str, Any],
    path: Path,
    position: int,
    is_shipped: bool,
    overrides: Mapping[str, Mapping[str, Any]],
) -> Rule[Any]:
    code = table.get("code", "")
    where = f"{path}：规则 {code or f'第 {position} 条'}"
    for key in COMMON:
        if not isinstance(table.get(key), str) or not table[key]:
            raise RuleError(f"{where}：缺少 {key}，它是必填的字符串")
    _check_identity(table, is_shipped, where)
    changes = overrides.get(code, {})
    kind = _one_of(table["kind"], checks.KINDS, f"{where}：kind")
    module = checks.kind(kind)
    names = module.Options._fields
    _refuse_unknown(changes, (*OVERRIDABLE, *names), f"[rules.{code}]")
    _refuse_unknown(table, (*COMMON, *OPTIONAL, *names), where)
    merged = {**table, **changes}
    options = _options(module.Options, {key: merged[key] for key in names if key in merged}, where)
    rule = Rule(
        code=code,
        name=table["name"],
        kind=kind,
        family=path.stem,
        severity=Severity(_one_of(merged["severity"], _values(Severity), f"{where}：severity")),
        message=_value(str, merged["message"], f"{where}：message"),
        why=table["why"],
        options=options,
        safety=Safety(
            _one_of(merged.get("safety", "display"), _values(Safety), f"{where}：safety")
        ),
        enabled=_value(bool, merged.get("enabled", True), f"{where}：enabled"),
        examples=tuple(_examples(table.get("example", []), where)),
        source=str(path),
    )
    if not rule.examples and kind != "file":
        raise RuleError(f"{where}：至少要有一个 [[rule.example]]")
    # The shipped rules are validated by the tests; a user's must tell their mistakes at once.
    if not is_shipped or changes:
        _validate(rule, module, where)
    return rule


def _check_identity(table: Mapping[str, Any], is_shipped: bool, where: str) -> None:
    code = table["code"]
    if is_shipped:
        if not SHIPPED_CODE.fullmatch(code):
            raise RuleError(f"{where}：code 应为 GW 加三位数字")
    elif code.startswith("GW") or not OWN_CODE.fullmatch(code):
        raise RuleError(
            f"{where}：自定规则的 code 用自己的大写字母加数字，如 ZZ001；GW 留给自带规则"
        )
    if not NAME.fullmatch(table["name"]):
        raise RuleError(f"{where}：name 只用小写字母、数字和连字符，如 old-agency-name")


def _validate(rule: Rule[Any], module: checks.Kind, where: str) -> None:
    validate = getattr(module, "validate", None)
    try:
        if validate:
            validate(rule.options)
        rule.message.format_map(_AnyWord())
    except (ValueError, AttributeError, IndexError) as error:
        raise RuleError(f"{where}：{error}") from error


class _AnyWord(dict[str, str]):
    """Stands for every word that a message may name, so that only its form is tested."""

    def __missing__(self, key: str) -> str:
        return ""


def _options(kind: Any, given: Mapping[str, Any], where: str) -> Any:
    hints = _hints(kind)
    for name in kind._fields:
        if name not in given and name not in kind._field_defaults:
            raise RuleError(f"{where}：缺少 {name}")
    values = {key: _value(hints[key], value, f"{where}：{key}") for key, value in given.items()}
    return kind(**values)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(wanted: Any, value: Any, where: str) -> Any:
    """A TOML value as the type that an option has; RuleError where it is another."""
    kind = get_origin(wanted) or wanted
    if kind is tuple:
        inner = get_args(wanted)[0]
        if isinstance(value, list):
            return tuple(_value(inner, item, where) for item in value)
    elif hasattr(kind, "_fields"):
        if isinstance(value, dict):
            _refuse_unknown(value, kind._fields, where)
            return _options(kind, value, where)
    elif kind in TYPE_NAMES:
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
    elif value is None or isinstance(value, str):  # `str | None`
        return value
    raise RuleError(f"{where}：应为{TYPE_NAMES.get(kind, '表')}")


def _examples(given: Any, where: str) -> Iterator[Example]:
    names = Example._fields
    if not isinstance(given, list):
        raise RuleError(f"{where}：例子要写成 [[rule.example]]")
    for table in given:
        _refuse_unknown(table, names, f"{where}：example")
        if "bad" not in table and "good" not in table:
            raise RuleError(f"{where}：example 要有 bad 或 good")
        yield _options(Example, table, f"{where}：example")


def _values(kind: type[Severity] | type[Safety]) -> list[str]:
    return [member.value for member in kind]


def _one_of(value: Any, known: Collection[str], where: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise RuleError(f"{where}：不认识 {value!r}{_nearest(str(value), known)}")
    return value


def _refuse_unknown(given: Iterable[str], known: Sequence[str], where: str) -> None:
    for key in given:
        if key not in known:
            raise RuleError(f"{where}：不认识的键 {key}{_nearest(key, known)}")


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(known)
    found = get_close_matches(word[:60], known, 1)
    return f"，是不是 {found[0]}？" if found else f"；可用的有：{'、'.join(known[:40])}"


def find(rules: Iterable[Rule[Any]], wanted: str) -> Rule[Any]:
    """The rule of a code or a name; RuleError with the nearest right word where there is none."""
    rules = list(rules)
    for rule in rules:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    known = [word for rule in rules for word in (rule.code, rule.name)]
    raise RuleError(f"没有规则 {wanted}{_nearest(wanted, known)}")


def without_examples(rules: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
    """The rules as a worker needs them."""
    return tuple(replace(rule, examples=()) for rule in rules)
