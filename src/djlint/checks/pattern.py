"""Report what a regular expression matches within one paragraph, with an optional replacement."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from djlint.analysis import Reading
from djlint.checks.diagnosis import diagnose
from djlint.model import Diagnostic, Edit, Fix, Rule, Safety, Span, overlapping
from djlint.patterns import TimedPattern

if TYPE_CHECKING:
    from regex import Match

SECONDS = 2.0
LONGEST_PATTERN = 4096


class Variant(NamedTuple):
    """One of several expressions of a rule, with a replacement and a safety of its own."""

    pattern: str
    replace: str | None = None
    safety: str = ""
    needs: tuple[str, ...] = ()


class Options(NamedTuple):
    r"""`pattern` in the syntax of the `regex` module, or several `patterns`.

    `replace` may name groups (`\g<name>`); without it the rule only reports. A paragraph is looked
    at only where it has one of `needs`, which saves time and must never lose a match. `parts`
    says which parts of the document are looked at.
    """

    pattern: str = ""
    replace: str | None = None
    needs: tuple[str, ...] = ()
    patterns: tuple[Variant, ...] = ()
    parts: tuple[str, ...] = ("body", "table", "textbox", "footnote", "endnote")

    def variants(self) -> tuple[Variant, ...]:
        """All expressions of the rule."""
        own = (Variant(self.pattern, self.replace, "", self.needs),) if self.pattern else ()
        return own + self.patterns


def check(rule: Rule[Options], reading: Reading) -> Iterator[Diagnostic]:
    """Report every match; the first variant that matches a place has it."""
    document = reading.document
    taken: list[Span] = []  # in order, none overlapping
    for variant in rule.options.variants():
        pattern = expression(variant.pattern, variant.needs)
        if not pattern.may_match(document.text):
            continue
        for paragraph in document.paragraphs:
            if paragraph.part not in rule.options.parts:
                continue
            for found in pattern.finditer(document.text_of(paragraph), SECONDS):
                span = Span(*(paragraph.span.start + at for at in found.span()))
                if span.start == span.end or overlapping(span, taken):
                    continue
                insort(taken, span)
                fix = _fix(rule, variant, found, span)
                groups = {key: value or "" for key, value in found.groupdict().items()}
                yield diagnose(rule, document, span, fix=fix, groups=groups)


def _fix(rule: Rule[Options], variant: Variant, found: Match[str], span: Span) -> Fix | None:
    if variant.replace is None:
        return None
    text = found.expand(variant.replace)
    title = f"改为“{text}”" if text.strip() else f"删去“{found[0]}”"
    safety = Safety(variant.safety) if variant.safety else rule.safety
    return Fix(title, (Edit(span, text),), safety)


@cache
def expression(pattern: str, needs: tuple[str, ...]) -> TimedPattern:
    """The expression of a variant; one that several rules share is compiled once."""
    return TimedPattern(pattern, needs)


def validate(options: Options) -> None:
    """Raise ValueError where a pattern or its replacement cannot be used, with the position."""
    if not options.variants():
        raise ValueError("缺少 pattern")
    for variant in options.variants():
        _validate(variant)


def _validate(variant: Variant) -> None:
    if len(variant.pattern) > LONGEST_PATTERN:
        raise ValueError(f"pattern：超过 {LONGEST_PATTERN} 个字符")
    if variant.safety and variant.safety not in [member.value for member in Safety]:
        raise ValueError(f"safety：不认识 {variant.safety!r}")
    import regex

    try:
        pattern = TimedPattern(variant.pattern).compiled
    except regex.error as error:
        raise ValueError(f"pattern，{_reason(error)}") from error
    except RecursionError as error:
        raise ValueError("pattern：嵌套过深") from error
    if variant.replace is None:
        return
    if pattern.match(""):
        raise ValueError("pattern：能匹配空文字的表达式不能带 replace")
    _validate_replacement(variant.pattern, variant.replace)


def _reason(error: Any) -> str:
    """What is wrong with an expression and at which character, from 1."""
    return f"第 {(error.pos or 0) + 1} 个字符：{error.msg}"


def _validate_replacement(pattern: str, replacement: str) -> None:
    import regex

    # A match of nothing at all, which has the groups of the pattern and can be expanded.
    found = regex.match(rf"(?:)|(?:{pattern})", "")
    try:
        if found:
            found.expand(replacement)
    except (regex.error, IndexError, KeyError) as error:
        raise ValueError(
            f"replace: {replacement!r} 有误（{error}）；组要写成 \\g<名称>，且 pattern 里要有"
        ) from error
