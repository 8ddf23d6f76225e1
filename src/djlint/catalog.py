"""Rule files to rules; every mistake in one is told by file, rule and key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from djlint import checks, rulecache, tables
from djlint.analysis.vocabulary import Vocabulary
from djlint.errors import RuleError
from djlint.model import Example, Rule, Safety, Severity

OWN_CODE = re.compile(r"[A-Z]{2,8}[0-9]{1,5}")
SHIPPED_CODE = re.compile(r"GW[0-9]{3}")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RULE, EXAMPLE = "[[rule]]", "[[rule.example]]"
REQUIRED = ("code", "name", "kind", "severity", "message", "why")
OPTIONAL = ("safety", "enabled", "example")
OVERRIDABLE = ("severity", "safety", "enabled", "message")
SEVERITIES = tuple(severity.value for severity in Severity)
SAFETIES = tuple(safety.value for safety in Safety)

Overrides = Mapping[str, Mapping[str, Any]]


class Catalog(NamedTuple):
    """All rules in the order of their codes, and the words that the analyses share."""

    rules: tuple[Rule[Any], ...]
    vocabulary: Vocabulary


def shipped() -> str:
    """The folder of the rules that come with djlint, in a wheel or in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "rules")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "rules")


def load(
    folders: Iterable[str] = (), overrides: Overrides | None = None, *, examples: bool = True
) -> Catalog:
    """The shipped rules and those of a user's folders, changed as the settings say.

    `overrides` maps a code to keys and values. Without `examples`, those of the shipped rules are
    left out, which a run does not need. Raises RuleError, naming file, rule and key.
    """
    overrides = overrides or {}
    words: dict[str, tuple[str, ...]] = {}
    rules: dict[str, Rule[Any]] = {}
    home = shipped()
    for path, content in _contents(home, folders, examples):
        is_shipped = path.startswith(os.path.join(home, ""))
        for rule in _read(path, content, is_shipped, examples, words, overrides):
            if rule.code in rules:
                first = rules[rule.code].source
                raise RuleError(f"{path}: 编号 {rule.code} 已在 {first} 中用过")
            rules[rule.code] = rule
    for code in overrides:
        if code not in rules:
            raise RuleError(f"[rules.{code}]: 没有这条规则{tables.instead(code, rules)}")
    ordered = sorted(rules.values(), key=lambda rule: rule.code)
    return Catalog(tuple(ordered), Vocabulary(**words))


def _contents(
    home: str, folders: Iterable[str], examples: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rule files with their tables, the shipped ones first."""
    paths = _rule_files(home)
    if examples:
        yield from ((path, tables.parse(path)) for path in paths)
    else:
        parse = partial(tables.parse, shorten=without_examples)
        yield from rulecache.tables(home, paths, parse).items()
    for folder in folders:
        yield from ((path, tables.parse(path)) for path in _rule_files(folder))


def _rule_files(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        raise RuleError(f"{folder}: 没有这个规则目录")
    found = sorted(
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(".toml")
    )
    if not found:
        raise RuleError(f"{folder}: 目录里没有 .toml 规则文件")
    return found


def _read(
    path: str,
    content: dict[str, Any],
    is_shipped: bool,
    examples: bool,
    words: dict[str, tuple[str, ...]],
    overrides: Overrides,
) -> Iterator[Rule[Any]]:
    tables.refuse_unknown(content, ("rule", "vocabulary"), path)
    where = f"{path}: [vocabulary]"
    vocabulary = content.get("vocabulary", {})
    if not isinstance(vocabulary, dict):
        raise RuleError(f"{path}: vocabulary 应写成 [vocabulary] 表")
    for key, given in vocabulary.items():
        tables.refuse_unknown([key], Vocabulary._fields, where)
        words[key] = words.get(key, ()) + tables.value("tuple[str, ...]", given, f"{where} {key}")
    listed = content.get("rule", [])
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise RuleError(f"{path}: rule 应写成 [[rule]] 表")
    for position, table in enumerate(listed, 1):
        rule = _rule(table, path, position, is_shipped, overrides)
        # The tests see to the examples of the shipped rules; a user's are looked at in any run.
        if examples or not is_shipped:
            rule = replace(rule, examples=_examples(table, path, rule))
        yield rule


def without_examples(text: str) -> str:
    """The text of a shipped rule file without its examples, which take half the time to read."""
    rules = text.split(f"\n{RULE}\n")
    return f"\n{RULE}\n".join(rule.partition(f"\n{EXAMPLE}\n")[0] for rule in rules)


def _rule(
    table: dict[str, Any], path: str, position: int, is_shipped: bool, overrides: Overrides
) -> Rule[Any]:
    code = table.get("code", "")
    where = f"{path}: 规则 {code or f'第 {position} 条'}"
    for key in REQUIRED:
        if not isinstance(table.get(key), str) or not table[key]:
            raise RuleError(f"{where}: 缺少 {key}，它是必填的字符串")
    _check_identity(table, is_shipped, where)
    changes = overrides.get(code, {})
    kind = tables.one_of(table["kind"], checks.KINDS, f"{where}: kind")
    module = checks.kind(kind)
    names = module.Options._fields
    tables.refuse_unknown(changes, (*OVERRIDABLE, *names), f"[rules.{code}]")
    tables.refuse_unknown(table, (*REQUIRED, *OPTIONAL, *names), where)
    merged = {**table, **changes}
    severity = tables.one_of(merged["severity"], SEVERITIES, f"{where}: severity")
    safety = tables.one_of(merged.get("safety", "display"), SAFETIES, f"{where}: safety")
    own = {key: merged[key] for key in names if key in merged}
    rule = Rule(
        code=code,
        name=table["name"],
        kind=kind,
        family=os.path.basename(path).removesuffix(".toml"),
        severity=Severity(severity),
        message=tables.value("str", merged["message"], f"{where}: message"),
        why=table["why"],
        options=tables.record(module.Options, own, where),
        safety=Safety(safety),
        enabled=tables.value("bool", merged.get("enabled", True), f"{where}: enabled"),
        source=path,
    )
    # The tests validate the shipped rules; a user's must tell their mistakes at once.
    if not is_shipped or changes:
        _validate(rule, module, where)
    return rule


def _examples(table: Mapping[str, Any], path: str, rule: Rule[Any]) -> tuple[Example, ...]:
    where = f"{path}: 规则 {rule.code}"
    given = table.get("example", [])
    if not isinstance(given, list) or not all(isinstance(example, dict) for example in given):
        raise RuleError(f"{where}: example 应写成 [[rule.example]] 表")
    if not given and rule.kind not in checks.WORDLESS:
        raise RuleError(f"{where}: 至少要有一个 [[rule.example]]")
    for example in given:
        if "bad" not in example and "good" not in example:
            raise RuleError(f"{where}: example 要有 bad 或 good")
    return tuple(tables.record(Example, example, f"{where}: example") for example in given)


def _check_identity(table: Mapping[str, Any], is_shipped: bool, where: str) -> None:
    code = table["code"]
    if is_shipped:
        if not SHIPPED_CODE.fullmatch(code):
            raise RuleError(f"{where}: code 应为 GW 加三位数字")
    elif code.startswith("GW") or not OWN_CODE.fullmatch(code):
        raise RuleError(
            f"{where}: 自定规则的 code 用自己的大写字母加数字，如 ZZ001；GW 留给自带规则"
        )
    if not NAME.fullmatch(table["name"]):
        raise RuleError(f"{where}: name 只用小写字母、数字和连字符，如 old-agency-name")


def _validate(rule: Rule[Any], module: checks.Kind, where: str) -> None:
    for key, known in getattr(module, "CHOICES", {}).items():
        tables.one_of(getattr(rule.options, key), known, f"{where}: {key}")
    validate = getattr(module, "validate", None)
    try:
        if validate:
            validate(rule.options)
        rule.message.format_map(_AnyWord())
    except (ValueError, AttributeError, IndexError, TypeError) as error:
        raise RuleError(f"{where}: {error}") from error


class _AnyWord(dict[str, str]):
    """Stands for every word that a message may name, so that only its form is tested."""

    def __missing__(self, key: str) -> str:
        return ""


def find(rules: Iterable[Rule[Any]], wanted: str) -> Rule[Any]:
    """The rule of a code or a name; RuleError with the nearest right word where there is none."""
    rules = list(rules)
    for rule in rules:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    known = [word for rule in rules for word in (rule.code, rule.name)]
    raise RuleError(f"没有规则 {wanted}{tables.instead(wanted, known)}")
