"""What the README promises. `.ci/run` runs its two commands in a fresh copy."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from djlint import catalog, cli
from test_cli import djlint

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")


@pytest.fixture(params=READMES)
def readme(request: pytest.FixtureRequest) -> str:
    return (ROOT / str(request.param)).read_text(encoding="utf-8")


def block(readme: str, marker: str) -> str:
    """The fenced block directly after a marker."""
    found = re.findall(rf"^<!-- {marker} -->\n```\w*\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert len(found) == 1, f"one fenced block has to follow <!-- {marker} -->"
    return str(found[0])


def test_commands_are_one_line_each_and_need_python_alone(readme: str) -> None:
    for marker in ("check-command", "test-command"):
        command = block(readme, marker)
        assert command.count("\n") == 1
        programs = [shlex.split(part)[0] for part in command.split("&&")]
        assert [name for name in programs if not name.startswith((".venv/bin/", "python3"))] == []


def test_commands_are_the_same_in_both_languages() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    for marker in ("check-command", "test-command"):
        assert block(english, marker) == block(chinese, marker)


def test_output_is_what_the_command_prints(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings may be left out, but those shown are whole, as printed, and in their order."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    *_, command = block(readme, "check-command").split("&&")
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/djlint"
    done = djlint(*arguments)
    assert done.code == 1
    printed = iter(done.text.strip().split("\n\n"))
    shown = [piece for piece in block(readme, "check-output").strip().split("\n\n") if piece != "…"]
    # `in` takes from the iterator what it passes, so the order counts.
    assert [piece for piece in shown if piece not in printed] == []
    assert shown[-1] == done.text.strip().split("\n\n")[-1]


def test_the_namesake_is_told_apart_on_the_first_screen(readme: str) -> None:
    top = "\n".join(readme.split("\n")[:25])
    assert "HTML" in top
    assert "djlint-report" in top


def test_links_lead_somewhere(readme: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", readme)
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_options_and_rules_exist(readme: str) -> None:
    known = {option for parameter in cli.command.params for option in parameter.opts}
    calls = re.findall(r"^\s*(?:\$ )?djlint(?:-report)? (.*)$", readme, re.MULTILINE)
    options = {word.partition("=")[0] for call in calls for word in call.split()}
    assert {option for option in options if option.startswith("--")} <= known
    codes = {rule.code for rule in catalog.load().rules}
    assert {*re.findall(r"\bGW\d{3}\b", readme)} <= codes


def test_hooks_exist(readme: str) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    named = re.findall(r"- id: (\S+)", readme)
    assert named
    assert {*named} <= {*re.findall(r"- id: (\S+)", hooks)}
