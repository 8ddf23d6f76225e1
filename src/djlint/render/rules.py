"""Rules told to a person: all in a table, or one with its reasons and examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from djlint.model import Example, Rule, Safety, Severity
from djlint.render.text import cells, escape

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
FIXES = {Safety.SAFE: "可放心改", Safety.UNSAFE: "改后须复核", Safety.DISPLAY: "只提示"}


def listing(rules: Sequence[Rule[Any]]) -> str:
    """One line a rule: code, name, severity, what its fix is worth, message."""
    width = max(len(rule.name) for rule in rules)
    return "".join(f"{line}\n" for line in _lines(rules, width))


def _lines(rules: Sequence[Rule[Any]], width: int) -> Iterator[str]:
    for rule in rules:
        state = "" if rule.enabled else "（默认不用）"
        fix = FIXES[rule.safety]
        pad = " " * (10 - cells(fix))
        yield escape(
            f"{rule.code:<8}{rule.name:<{width + 2}}{SEVERITIES[rule.severity]}  {fix}{pad}  "
            f"{rule.message}{state}"
        )


def explanation(rule: Rule[Any]) -> str:
    """All that a rule file says of a rule, its examples included."""
    state = "" if rule.enabled else "，默认不用"
    lines = [
        f"{rule.code}  {rule.name}",
        "",
        f"说明：{rule.message}",
        f"理由：{rule.why}",
        f"级别：{SEVERITIES[rule.severity]}；修改：{FIXES[rule.safety]}{state}",
        f"来源：{rule.family}.toml",
    ]
    for example in rule.examples:
        lines += ["", *_example(example)]
    return "".join(f"{escape(line)}\n" for line in lines)


def _example(example: Example) -> Iterator[str]:
    if example.bad is not None:
        yield "例，有问题："
        yield from _indented(example.bad)
    if example.good is not None:
        yield "改为：" if example.bad is not None else "例，没有问题："
        yield from _indented(example.good)


def _indented(text: str) -> Iterator[str]:
    for line in text.strip("\n").split("\n"):
        yield f"    {line}"
