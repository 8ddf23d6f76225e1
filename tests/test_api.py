from __future__ import annotations

import subprocess
import sys

import pytest

import djlint
from djlint import model
from djlint.errors import ConfigError


def codes(text: str, **more: object) -> list[str]:
    return [diagnostic.code for diagnostic in djlint.lint(text, **more)]  # type: ignore[arg-type]


def test_lint() -> None:
    text = "前言\n走访，，座谈"
    (diagnostic,) = djlint.lint(text, select=["GW603"])
    assert isinstance(diagnostic, djlint.Diagnostic)
    assert (diagnostic.code, diagnostic.name) == ("GW603", "repeated-mark")
    assert text[diagnostic.span.start : diagnostic.span.end] == "，，"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["GW401", "GW603"]),
        ({"select": ["GW4"]}, ["GW401"]),
        ({"select": ["repeated-mark"]}, ["GW603"]),
        ({"select": ["GW4", "GW6"], "ignore": ["GW603"]}, ["GW401"]),
        ({"ignore": ["GW401", "repeated-mark"]}, []),
        ({"select": iter(["GW4"])}, ["GW401"]),
    ],
)
def test_select_and_ignore(more: dict[str, object], expected: list[str]) -> None:
    assert codes("支部上下走访XX户，，逐户登记造册。", **more) == expected


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_selector_that_fits_nothing(key: str) -> None:
    with pytest.raises(ConfigError, match=r"repeated-makr.*repeated-mark"):
        djlint.lint("走访", **{key: ["repeated-makr"]})  # type: ignore[arg-type]


def test_one_selector_needs_no_list() -> None:
    text = "支部上下走访XX户，，逐户登记造册。"
    assert codes(text, select="GW603") == ["GW603"]
    assert codes(text, ignore="GW603") == ["GW401"]


def test_a_rule_that_is_off_runs_when_asked_for() -> None:
    text = "河东支部书记述职报告\n" + "支部按月走访，" * 30
    assert "GW207" not in codes(text)
    assert codes(text, select=["GW207"]) == ["GW207"]


def test_the_path_tells_the_year() -> None:
    text = "2022年度述职报告\n现将2022年履职情况汇报如下。"
    assert codes(text, select=["GW503"]) == []
    assert codes(text, select=["GW503"], path="2019年.txt") == ["GW503"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n", "\ufeff", "走访村民。", "a\tb", "😀"])
def test_clean_texts(text: str) -> None:
    assert djlint.lint(text) == ()
    assert djlint.fix(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("走访，，座谈", "走访，座谈", id="one line"),
        pytest.param("走访，，座谈\n", "走访，座谈\n", id="a final line end"),
        pytest.param("走访，，座谈\n\n", "走访，座谈\n\n", id="two final line ends"),
        pytest.param(
            "走访，，座谈\r\n登记。\r\n", "走访，座谈\r\n登记。\r\n", id="line ends of Windows"
        ),
        pytest.param("，，", "，", id="a short text"),
        pytest.param("登记。", "登记。", id="nothing to mend"),
    ],
)
def test_fix(text: str, expected: str) -> None:
    assert djlint.fix(text, select=["GW603"]) == expected


def test_fix_makes_unsafe_fixes_on_request() -> None:
    text = "一、走访\n二、座谈\n四、登记"
    assert djlint.fix(text, select=["GW101"]) == text
    assert djlint.fix(text, select=["GW101"], unsafe=True) == "一、走访\n二、座谈\n三、登记"


def test_fix_twice() -> None:
    text = "一.走访\n二.座谈，，登记(试行)。"
    once = djlint.fix(text)
    assert once != text
    assert djlint.fix(once) == once


def test_fix_ignores_what_it_is_told_to() -> None:
    assert djlint.fix("走访，，座谈", ignore=["GW603"]) == "走访，，座谈"


def test_what_the_package_offers() -> None:
    assert djlint.Document is model.Document
    assert djlint.Diagnostic is model.Diagnostic
    assert all(hasattr(djlint, name) for name in djlint.__all__)
    assert djlint.__version__.count(".") == 2


def test_an_attribute_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match=r"djlint.*checker"):
        _ = djlint.checker


def test_a_version_costs_nothing() -> None:
    program = (
        "import sys, djlint; djlint.__version__;"
        "print([name for name in sys.modules if name.startswith('djlint.') or name == 'regex'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
