"""Rule files: what a user may write, and how each mistake is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from djlint import catalog
from djlint.catalog import Catalog
from djlint.errors import RuleError
from djlint.model import Rule, Safety, Severity

RULE = """\
[[rule]]
code = "ZZ001"
name = "old-name"
kind = "pattern"
severity = "warning"
safety = "unsafe"
message = "旧称：“{text}”"
why = "已经改名。"
pattern = '旧(?P<what>村|镇)'
replace = '新\\g<what>'

[[rule.example]]
bad = "旧村"
good = "新村"
"""
KEYS = ["code", "name", "kind", "severity", "message", "why"]

Folder = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with rule files of these contents."""

    def folder(*contents: str | bytes) -> str:
        for number, content in enumerate(contents, 1):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / f"own{number}.toml").write_bytes(data)
        return str(tmp_path)

    return folder


def own(folder: str, overrides: Mapping[str, Mapping[str, Any]] | None = None) -> list[Rule[Any]]:
    return [
        rule for rule in catalog.load([folder], overrides).rules if not rule.code.startswith("GW")
    ]


def changed(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new, 1)


def test_a_rule_of_ones_own(folder: Folder) -> None:
    (rule,) = own(folder(RULE))
    assert (rule.code, rule.name, rule.kind, rule.family) == (
        "ZZ001",
        "old-name",
        "pattern",
        "own1",
    )
    assert (rule.severity, rule.safety, rule.enabled) == (Severity.WARNING, Safety.UNSAFE, True)
    assert (rule.examples[0].bad, rule.examples[0].good) == ("旧村", "新村")
    assert rule.options.replace == "新\\g<what>"
    assert rule.source.endswith("own1.toml")


def test_a_byte_order_mark_is_accepted(folder: Folder) -> None:
    assert len(own(folder(b"\xef\xbb\xbf" + RULE.encode()))) == 1


def test_folders_within_are_read(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "more.toml").write_text(
        changed("ZZ001", "ZZ002").replace("old-name", "older-name"), encoding="utf-8"
    )
    assert [rule.code for rule in own(folder(RULE))] == ["ZZ001", "ZZ002"]


def test_own_words_are_added_to_the_vocabulary(folder: Folder) -> None:
    loaded = catalog.load([folder('[vocabulary]\nplans = ["远景"]\n')])
    assert "远景" in loaded.vocabulary.plans
    assert "打算" in loaded.vocabulary.plans


@pytest.mark.parametrize(
    ("content", "fragments"),
    [
        pytest.param(changed("name =", "nmae ="), ["ZZ001", "name"], id="key misspelt"),
        pytest.param(
            changed('safety = "unsafe"', 'saftey = "unsafe"'),
            ["ZZ001", "不认识的键 saftey", "是不是 safety"],
            id="unknown key",
        ),
        pytest.param(
            changed("replace =", "replaces ="),
            ["ZZ001", "不认识的键 replaces", "是不是 replace"],
            id="unknown option",
        ),
        pytest.param(
            changed("bad =", "bda ="), ["ZZ001", "example", "bda", "bad"], id="example key misspelt"
        ),
        pytest.param(
            changed('"pattern"', '"patern"'),
            ["ZZ001", "kind", "'patern'", "是不是 pattern"],
            id="unknown kind",
        ),
        pytest.param(
            changed('"warning"', '"warn"'),
            ["ZZ001", "severity", "'warn'", "是不是 warning"],
            id="unknown severity",
        ),
        pytest.param(
            changed('"unsafe"', '"dangerous"'),
            ["ZZ001", "safety", "'dangerous'", "safe"],
            id="unknown safety",
        ),
        pytest.param(
            changed("旧(?P<what>村|镇)", "旧(?P<what>村|镇"),
            ["ZZ001", "pattern", "第 14 个字符"],
            id="bad expression",
        ),
        pytest.param(
            changed("旧(?P<what>村|镇)", "*旧"),
            ["ZZ001", "pattern", "第 1 个字符"],
            id="nothing to repeat",
        ),
        pytest.param(
            changed("\\g<what>", "\\g<waht>"), ["ZZ001", "replace", "waht"], id="unknown group"
        ),
        pytest.param(changed("\\g<what>", "\\g<7>"), ["ZZ001", "replace", "7"], id="group 7"),
        pytest.param(changed("\\g<what>", "\\7"), ["ZZ001", "replace"], id="group 7, short"),
        pytest.param(changed("\\g<what>", "\\g<what"), ["ZZ001", "replace"], id="an open group"),
        pytest.param(
            changed("旧(?P<what>村|镇)", "(?P<what>村)?"),
            ["ZZ001", "pattern", "空"],
            id="matches nothing and replaces",
        ),
        pytest.param(
            changed("pattern = '旧(?P<what>村|镇)'\n", ""), ["ZZ001", "pattern"], id="no expression"
        ),
        pytest.param(
            changed('bad = "旧村"\ngood = "新村"\n', ""), ["ZZ001", "example"], id="empty example"
        ),
        pytest.param(RULE.partition("[[rule.example]]")[0], ["ZZ001", "example"], id="no examples"),
        pytest.param(changed('"ZZ001"', '"GW999"'), ["GW999", "GW"], id="a shipped prefix"),
        pytest.param(changed('"ZZ001"', '"GW301"'), ["GW301", "GW"], id="a shipped code"),
        pytest.param(changed('"ZZ001"', '"zz1"'), ["zz1", "code"], id="small letters"),
        pytest.param(changed('"ZZ001"', '"ZZ"'), ["ZZ", "code"], id="letters alone"),
        pytest.param(changed('"old-name"', '"Old_Name"'), ["ZZ001", "name"], id="a name misformed"),
        pytest.param(changed('"已经改名。"', "3"), ["ZZ001", "why"], id="a number for a text"),
        pytest.param(changed('"ZZ001"', "5"), ["code"], id="a number for a code"),
        pytest.param(
            changed("'旧(?P<what>村|镇)'", "3"),
            ["ZZ001", "pattern", "字符串"],
            id="an expression mistyped",
        ),
        pytest.param(
            changed("pattern = '", "enabled = 1\npattern = '"),
            ["ZZ001", "enabled", "true"],
            id="a flag mistyped",
        ),
        pytest.param(
            changed("pattern = '", "needs = '旧'\npattern = '"),
            ["ZZ001", "needs", "数组"],
            id="an array mistyped",
        ),
        pytest.param(
            changed("pattern = '", "needs = [1]\npattern = '"),
            ["ZZ001", "needs", "字符串"],
            id="an item mistyped",
        ),
        pytest.param(
            changed("pattern = '旧(?P<what>村|镇)'", "patterns = ['旧']"),
            ["ZZ001", "patterns", "表"],
            id="a variant mistyped",
        ),
        pytest.param(
            changed(
                "pattern = '旧(?P<what>村|镇)'\nreplace = '新\\g<what>'",
                "patterns = [{ patern = '旧' }]",
            ),
            ["ZZ001", "patterns", "patern", "pattern"],
            id="a variant's key misspelt",
        ),
        pytest.param(
            changed(
                "pattern = '旧(?P<what>村|镇)'\nreplace = '新\\g<what>'",
                "patterns = [{ replace = '旧' }]",
            ),
            ["ZZ001", "patterns", "pattern"],
            id="a variant without an expression",
        ),
        pytest.param(changed("{text}", "{text"), ["ZZ001"], id="an open brace in a message"),
        pytest.param(changed("{text}", "{0}"), ["ZZ001"], id="a numbered word in a message"),
        pytest.param(changed("{text}", "{text.a}"), ["ZZ001"], id="an attribute in a message"),
        pytest.param(changed("{text}", "{text[a]}"), ["ZZ001"], id="a key in a message"),
        pytest.param('[rule]\ncode = "ZZ001"\n', ["[[rule]]"], id="one table, not an array"),
        pytest.param("rule = [1]\n", ["rule"], id="rules that are no tables"),
        pytest.param('vocabulary = "打算"\n', ["vocabulary"], id="a vocabulary that is no table"),
        pytest.param(
            '[vocabulary]\nplan = ["远景"]\n', ["vocabulary", "plan", "plans"], id="unknown list"
        ),
        pytest.param(
            '[vocabulary]\nplans = "远景"\n', ["vocabulary", "plans", "数组"], id="no list"
        ),
        pytest.param("[rules]\n", ["rules", "rule"], id="unknown table"),
        pytest.param(
            changed('\n[[rule.example]]\nbad = "旧村"\ngood = "新村"', "example = [1]"),
            ["ZZ001", "example"],
            id="an example that is a number",
        ),
        pytest.param(
            changed('\n[[rule.example]]\nbad = "旧村"\ngood = "新村"', 'example = "旧村"'),
            ["ZZ001", "[[rule.example]]"],
            id="an example that is a text",
        ),
    ],
)
def test_mistakes(folder: Folder, content: str, fragments: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        catalog.load([folder(content)])
    message = str(raised.value)
    assert "\n" not in message
    assert "own1.toml" in message
    for fragment in fragments:
        assert fragment in message


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key(folder: Folder, key: str) -> None:
    content = "\n".join(line for line in RULE.split("\n") if not line.startswith(f"{key} ="))
    with pytest.raises(RuleError, match=f"缺少 {key}"):
        catalog.load([folder(content)])


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("numbering", "gap"),
        ("number-form", "punctuation"),
        ("heading", "end-mark"),
        ("enumeration", "gap"),
        ("structure", "missing-part"),
        ("year", "plan-year"),
        ("year-form", "year-style"),
    ],
)
def test_a_defect_that_there_is_not(folder: Folder, kind: str, wanted: str) -> None:
    content = changed('"pattern"', f'"{kind}"').replace(
        "pattern = '旧(?P<what>村|镇)'\nreplace = '新\\g<what>'", f'defect = "{wanted}x"'
    )
    with pytest.raises(RuleError, match=rf"ZZ001.*defect.*'{wanted}x'.*{wanted}"):
        catalog.load([folder(content)])


def test_a_missing_option(folder: Folder) -> None:
    content = changed('"pattern"', '"numbering"').replace(
        "pattern = '旧(?P<what>村|镇)'\nreplace = '新\\g<what>'", ""
    )
    with pytest.raises(RuleError, match=r"ZZ001.*缺少 defect"):
        catalog.load([folder(content)])


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param('[[rule]]\ncode = "ZZ001\n', "2:14", id="an open text"),
        pytest.param("[[rule]]\ncode =\n", "2:7", id="no value"),
        pytest.param("[[rule\n", "1:7", id="an open bracket"),
    ],
)
def test_malformed_toml(folder: Folder, content: str, place: str) -> None:
    with pytest.raises(RuleError, match=rf"own1\.toml:{place}: TOML"):
        catalog.load([folder(content)])


def test_a_backslash_in_double_quotes_is_explained(folder: Folder) -> None:
    with pytest.raises(RuleError, match="单引号"):
        catalog.load([folder(changed("'旧(?P<what>村|镇)'", r'"旧\p{Han}"'))])


def test_another_encoding_is_refused(folder: Folder) -> None:
    with pytest.raises(RuleError, match=r"own1\.toml.*UTF-8"):
        catalog.load([folder(RULE.encode("gbk"))])


def test_a_file_that_is_too_large(folder: Folder) -> None:
    with pytest.raises(RuleError, match=r"own1\.toml.*1 MB"):
        catalog.load([folder(RULE + "#" * 1_000_001)])


def test_deep_nesting(folder: Folder) -> None:
    with pytest.raises(RuleError, match=r"own1\.toml"):
        catalog.load([folder("x = " + "[" * 100_000)])


def test_one_code_in_two_files(folder: Folder) -> None:
    with pytest.raises(RuleError) as raised:
        catalog.load([folder(RULE, RULE)])
    assert "ZZ001" in str(raised.value)
    assert "own1.toml" in str(raised.value)
    assert "own2.toml" in str(raised.value)


def test_one_code_twice_in_a_file(folder: Folder) -> None:
    with pytest.raises(RuleError, match="ZZ001"):
        catalog.load([folder(RULE + RULE)])


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"missing.*没有这个规则目录"):
        catalog.load([str(tmp_path / "missing")])


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"没有 \.toml"):
        catalog.load([str(tmp_path)])


@pytest.mark.parametrize(
    ("changes", "attribute", "expected"),
    [
        ({"severity": "info"}, "severity", Severity.INFO),
        ({"safety": "display"}, "safety", Safety.DISPLAY),
        ({"enabled": False}, "enabled", False),
        ({"message": "别这样写"}, "message", "别这样写"),
    ],
)
def test_a_shipped_rule_changed(changes: dict[str, Any], attribute: str, expected: object) -> None:
    rules = catalog.load(overrides={"GW605": changes}).rules
    assert getattr(catalog.find(rules, "GW605"), attribute) == expected
    assert getattr(catalog.find(rules, "GW604"), attribute) != expected


def test_an_option_of_a_shipped_rule_changed() -> None:
    rules = catalog.load(overrides={"GW204": {"least": 5}, "GW201": {"required": ["打算"]}}).rules
    assert catalog.find(rules, "GW204").options.least == 5
    assert catalog.find(rules, "GW201").options.required == ("打算",)


def test_a_users_own_rule_changed(folder: Folder) -> None:
    (rule,) = own(folder(RULE), {"ZZ001": {"replace": "新址", "severity": "error"}})
    assert (rule.options.replace, rule.severity) == ("新址", Severity.ERROR)


@pytest.mark.parametrize(
    ("overrides", "fragments"),
    [
        ({"GW399": {}}, ["[rules.GW399]", "没有这条规则"]),
        ({"GW3O1": {}}, ["[rules.GW3O1]", "是不是 GW301"]),
        ({"GW301": {"min_lenght": 3}}, ["[rules.GW301]", "min_lenght", "是不是 min_length"]),
        ({"GW301": {"code": "ZZ001"}}, ["[rules.GW301]", "code"]),
        ({"GW301": {"min_length": "3"}}, ["GW301", "min_length", "整数"]),
        ({"GW301": {"min_length": True}}, ["GW301", "min_length", "整数"]),
        ({"GW301": {"severity": "fatal"}}, ["GW301", "severity", "'fatal'"]),
        ({"GW301": {"severity": 3}}, ["GW301", "severity"]),
        ({"GW301": {"enabled": "no"}}, ["GW301", "enabled", "true"]),
        ({"GW602": {"pattern": "("}}, ["GW602", "pattern"]),
        ({"GW101": {"defect": "gaps"}}, ["GW101", "defect", "是不是 gap"]),
        ({"GW101": {"message": "{"}}, ["GW101"]),
    ],
)
def test_mistakes_in_changes(overrides: dict[str, dict[str, Any]], fragments: list[str]) -> None:
    with pytest.raises(RuleError) as raised:
        catalog.load(overrides=overrides)
    for fragment in fragments:
        assert fragment in str(raised.value)


@pytest.mark.parametrize("wanted", ["GW101", "gw101", "number-gap", "Number-Gap"])
def test_find(loaded: catalog.Catalog, wanted: str) -> None:
    assert catalog.find(loaded.rules, wanted).code == "GW101"


@pytest.mark.parametrize(("wanted", "hint"), [("number-gpa", "number-gap"), ("钉子", "可用的有")])
def test_find_in_vain(loaded: catalog.Catalog, wanted: str, hint: str) -> None:
    with pytest.raises(RuleError, match=f"没有规则 {wanted}.*{hint}"):
        catalog.find(loaded.rules, wanted)


def test_without_examples_the_rules_are_the_same(loaded: catalog.Catalog) -> None:
    lean = catalog.load(examples=False)
    assert [rule.code for rule in lean.rules] == [rule.code for rule in loaded.rules]
    assert not any(rule.examples for rule in lean.rules)


def test_rules_without_their_examples_are_the_same(loaded: Catalog) -> None:
    bare = catalog.load(examples=False)
    assert bare.vocabulary == loaded.vocabulary
    assert bare.rules == tuple(replace(rule, examples=()) for rule in loaded.rules)


def test_a_folder_beside_the_shipped_rules_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, own = tmp_path / "rules", tmp_path / "rules-own"
    rule = '[[rule]]\ncode = "{}"\nname = "a-rule"\nkind = "pattern"\nseverity = "info"\n'
    rule += 'message = "m"\nwhy = "w"\npattern = "甲"\n[[rule.example]]\nbad = "甲"\n'
    for folder, code in ((home, "GW999"), (own, "ZZ001")):
        folder.mkdir()
        (folder / "a.toml").write_text(rule.format(code), "utf-8")
    monkeypatch.setattr(catalog, "shipped", lambda: str(home))
    assert [each.code for each in catalog.load([str(own)]).rules] == ["GW999", "ZZ001"]
