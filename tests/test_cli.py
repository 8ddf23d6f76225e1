"""The command: what each option does, what is printed where, and the exit codes.

The outputs in `golden/` are written anew with `UPDATE_GOLDEN=1 pytest tests/test_cli.py`.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import docx
import pytest

from djlint import __version__, catalog, cli
from djlint.model import Rule
from djlint.render import FORMATS

GOLDEN = Path(__file__).parent / "golden"
OWN = ("--isolated", "--rules", GOLDEN / "rules", "--select", "ZZ,ZY")
REPEATED = "会议紧紧围绕围绕中心工作展开了讨论。\n"
CLEAN = "会议围绕中心工作展开了讨论。\n"


@dataclass(frozen=True)
class Done:
    """What came of a call."""

    code: int
    output: bytes
    error: str

    @property
    def text(self) -> str:
        return self.output.decode()

    @property
    def left(self) -> str:
        """The output without the lines that tell what was mended."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if "已改：" not in line)

    @property
    def codes(self) -> list[str]:
        """The codes of the findings that are left, in the order of the output."""
        return re.findall(r"^[^\s].*?:\d+:\d+: ([A-Z]+\d+)", self.left, re.MULTILINE)


class Stream(io.TextIOWrapper):
    """A standard stream that may be a terminal."""

    def __init__(self, data: bytes = b"", terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), "utf-8", newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def written(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined, no-any-return]


def djlint(*arguments: object, stdin: bytes = b"", terminal: bool = False) -> Done:
    """Run the command in this process."""
    output, error = Stream(terminal=terminal), Stream(terminal=terminal)
    argv = ["djlint", *map(str, arguments)]
    streams: dict[str, Any] = {"stdin": Stream(stdin), "stdout": output, "stderr": error}
    hook = sys.excepthook
    with (
        patch.multiple(sys, argv=argv, excepthook=hook, **streams),
        pytest.raises(SystemExit) as left,
    ):
        cli.main()
    assert isinstance(left.value.code, int)
    return Done(left.value.code, output.written, error.written.decode())


def write(path: str, text: str = REPEATED) -> Path:
    """A file with a text; a .docx has a paragraph a line."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".docx":
        word = docx.Document()
        for line in text.splitlines():
            word.add_paragraph(line)
        word.save(str(file))
    else:
        file.write_bytes(text.encode())
    return file


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty repository as the present folder, 80 columns wide."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def report() -> Path:
    """The report of the golden outputs."""
    return Path(shutil.copy(GOLDEN / "report.txt", "report.txt"))


def same_as_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if "UPDATE_GOLDEN" in os.environ:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        pytest.param("full", [], 1, id="full"),
        pytest.param("colour", ["--color", "always"], 1, id="colour"),
        pytest.param("concise", ["--output-format", "concise"], 1, id="concise"),
        pytest.param("json", ["--output-format=json"], 1, id="json"),
        pytest.param("github", ["--output-format=github"], 1, id="github"),
        pytest.param("quiet", ["-q", "--output-format=concise"], 1, id="quiet"),
        pytest.param("statistics", ["--statistics", "--output-format=concise"], 1, id="statistics"),
        pytest.param("fix", ["--fix"], 1, id="fix"),
        pytest.param("unsafe", ["--fix", "--unsafe-fixes"], 0, id="unsafe fixes leave info"),
        pytest.param("diff", ["--diff", "--unsafe-fixes", "-q"], 1, id="diff"),
    ],
)
def test_golden(report: Path, name: str, options: list[str], code: int) -> None:
    done = djlint(*OWN, *options, report)
    same_as_golden(f"report.{name}", done.text)
    assert (done.code, done.error) == (code, "")


def test_golden_rules() -> None:
    listed = djlint(*OWN, "--list-rules").text
    assert re.search("^GW301 ", listed, re.MULTILINE)
    same_as_golden("rules.list", "".join(re.findall("^Z.*\n", listed, re.MULTILINE)))
    same_as_golden("rules.explain", djlint(*OWN, "--explain", "old-agency-name").text)


def test_every_format_is_known() -> None:
    write("a.txt", CLEAN)
    for name in FORMATS:
        assert djlint("--output-format", name, "a.txt").code == 0


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_version(option: str) -> None:
    assert djlint(option) == Done(0, f"djlint-report {__version__}\n".encode(), "")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_option(option: str) -> None:
    done = djlint(option)
    assert done.code == 0
    assert "not the HTML linter" in " ".join(done.text.split())
    for parameter in cli.command.params:
        if parameter.param_type_name == "option":
            assert max(parameter.opts, key=len) in done.text


def test_every_option_is_tested() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    options = [option for parameter in cli.command.params for option in parameter.opts]
    named = [option for option in options if option.startswith("--")]
    assert [option for option in named if f'"{option}' not in tests] == []


# Which files


def test_folders_are_walked() -> None:
    for name in ("b/c.docx", "a.TXT", "b/a.txt", ".hidden/d.txt", "node_modules/e.txt", "f.md"):
        write(name)
    for name in ("requirements.txt", "b/~$c.docx"):
        write(name.replace(".docx", ".txt")).rename(name)
    expected = ["a.TXT", "b/a.txt", "b/c.docx"]
    for arguments in ([], ["."], [".", "b", "a.TXT"], ["./"]):
        done = djlint("--output-format=json", *arguments)
        assert done.code == 1
        found = [finding["path"] for finding in json.loads(done.text)]
        assert found == [os.path.join(*name.split("/")) for name in expected]


def test_a_file_that_is_named_is_checked_whatever_its_name() -> None:
    for name in ("requirements.txt", "report", "report.md", ".hidden/d.txt"):
        assert djlint(write(name)).codes == ["GW301"]


def test_nothing_to_check() -> None:
    assert djlint() == Done(0, "没有要检查的文件。\n".encode(), "")


def test_exclude() -> None:
    for name in ("a.txt", "old/b.txt", "sub/old/c.txt", "sub/draft-d.txt"):
        write(name)
    done = djlint("--exclude", "old", "--exclude", "draft-*", "--output-format=concise")
    assert done.text.startswith("a.txt:")
    assert len(done.codes) == 1
    assert djlint("--exclude=*.txt", "a.txt").code == 1
    assert djlint("--exclude=*.txt", "--force-exclude", "a.txt").code == 0


def test_standard_input() -> None:
    done = djlint("-", "--output-format=concise", stdin=REPEATED.encode())
    assert (done.code, done.codes) == (1, ["GW301"])
    assert done.text.startswith("-:1:5: ")
    write("djlint-report.toml", "[per-file-ignores]\n'old/*' = ['GW3']\n")
    for name, code in (("old/a.txt", 0), ("new/a.txt", 1)):
        done = djlint("-", "--stdin-filename", name, stdin=REPEATED.encode())
        assert (done.code, name in done.text) == (code, bool(code))


def test_standard_input_may_be_a_word_file() -> None:
    done = djlint("-", stdin=write("a.docx").read_bytes())
    assert (done.code, done.codes) == (1, ["GW301"])


def test_fixed_standard_input_goes_to_standard_output() -> None:
    text = f"{REPEATED}组织召开XX次会议。\r\n"
    done = djlint("-", "--fix", stdin=text.encode("gb18030"))
    assert done.output.decode("gb18030") == text.replace("围绕围绕", "围绕")
    assert done.code == 1
    assert "GW401" in done.error
    assert djlint("-", "--fix", stdin=CLEAN.encode()).output == CLEAN.encode()
    assert "-会议紧紧围绕围绕" in djlint("-", "--fix", "--diff", stdin=REPEATED.encode()).text


def test_standard_input_that_cannot_be_read_is_handed_on() -> None:
    done = djlint("-", "--fix", stdin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert (done.code, done.output) == (2, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "GW901" in done.error


# Which rules


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        pytest.param([], ["GW301", "GW401", "GW603"], id="all"),
        pytest.param(["--select", "GW301"], ["GW301"], id="code"),
        pytest.param(["--select", "GW3"], ["GW301"], id="prefix"),
        pytest.param(["--select", "repeated-word"], ["GW301"], id="name"),
        pytest.param(["--select", "GW3,GW4"], ["GW301", "GW401"], id="comma"),
        pytest.param(["--select=GW3", "--select=GW4"], ["GW301", "GW401"], id="twice"),
        pytest.param(["--select", "ALL", "--ignore", "GW4,GW6"], ["GW301"], id="all but"),
        pytest.param(["--ignore", "GW301"], ["GW401", "GW603"], id="ignore code"),
        pytest.param(["--ignore", "letter-mask"], ["GW301", "GW603"], id="ignore name"),
        pytest.param(["--select=GW4", "--extend-select=GW301"], ["GW301", "GW401"], id="extend"),
        pytest.param(["--ignore=GW", "--extend-select=GW301"], ["GW301"], id="longest wins"),
    ],
)
def test_selection(options: list[str], codes: list[str]) -> None:
    write("a.txt", REPEATED + "组织召开XX次会议，，取得实效。\n")
    assert djlint(*options, "a.txt").codes == codes


def test_a_rule_that_is_off_runs_when_it_is_named() -> None:
    off = catalog.find(catalog.load().rules, "missing-title")
    assert not off.enabled
    write("a.txt", next(example.bad for example in off.examples if example.bad))
    for options in ([], ["--extend-select", "GW2"]):
        assert off.code not in djlint(*options, "a.txt").codes
    for selector in (off.code, off.name):
        assert off.code in djlint("--extend-select", selector, "a.txt").codes


def test_own_rules_stand_beside_the_shipped_ones(report: Path) -> None:
    report.write_text("满意度达到98％，紧紧围绕围绕中心。\n", encoding="utf-8")
    assert djlint("--rules", GOLDEN / "rules", report).codes == ["ZZ001", "GW301"]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        pytest.param("[[rule]]\ncode = 'ZZ9'\n", "own.toml: 规则 ZZ9: 缺少 name", id="missing key"),
        pytest.param("[[rule]\n", "own.toml:1:7: TOML", id="malformed"),
        pytest.param("[[rules]]\n", "own.toml: 不认识的键 rules，是不是 rule？", id="unknown key"),
    ],
)
def test_mistakes_in_own_rules(text: str, mistake: str) -> None:
    write("own/own.toml", text)
    write("a.txt")
    mistaken(djlint("--rules", "own", "a.txt"), mistake)


def test_test_rules() -> None:
    done = djlint("--test-rules")
    assert done.code == 0, done.text
    rules = catalog.load().rules
    examples = sum(len(rule.examples) for rule in rules)
    assert done.text == f"{len(rules)} 条规则的 {examples} 个例子，0 处不符。\n"
    own = djlint("--test-rules", "--rules", GOLDEN / "rules")
    assert (own.code, own.text) == (
        0,
        f"{len(rules) + 3} 条规则的 {examples + 4} 个例子，0 处不符。\n",
    )


def test_test_rules_names_each_example_that_fails() -> None:
    done = djlint("--test-rules", "--rules", GOLDEN / "failing")
    assert done.code == 1
    *lines, last = done.text.splitlines()
    path = GOLDEN / "failing" / "wrong.toml"
    assert lines == [
        f"{path}: 规则 ZW001 例 1: bad 应当报告，却没有报告",
        f"{path}: 规则 ZW001 例 2: good 不应报告，却报告了：“甲”",
        f"{path}: 规则 ZW001 例 3: 改后应为 '丁'，却是 '乙'",
    ]
    assert last.endswith("，3 处不符。")


@pytest.mark.parametrize("rule", catalog.load().rules, ids=lambda rule: rule.code)
def test_explain_every_rule(rule: Rule[object]) -> None:
    by_code, by_name = djlint("--explain", rule.code.lower()), djlint("--explain", rule.name)
    assert (by_code.code, by_code) == (0, by_name)
    assert by_code.text.startswith(f"{rule.code}  {rule.name}\n")
    assert rule.why in by_code.text


def test_list_rules() -> None:
    listed = djlint("--list-rules").text.splitlines()
    assert [line.split()[:2] for line in listed] == [
        [rule.code, rule.name] for rule in catalog.load().rules
    ]


# What is mended


def test_diff_of_a_word_file_is_by_paragraph() -> None:
    file = write("a.docx", CLEAN + REPEATED)
    before = file.read_bytes()
    done = djlint("--diff", "-q", file)
    changed = [line for line in done.text.splitlines() if line.startswith(("-会", "+会"))]
    assert changed == ["-会议紧紧围绕围绕中心工作展开了讨论。", "+会议紧紧围绕中心工作展开了讨论。"]
    assert file.read_bytes() == before


def test_no_unsafe_fixes_overrides_the_settings(report: Path) -> None:
    write("djlint-report.toml", "unsafe-fixes = true\n")
    rules = ("--rules", GOLDEN / "rules", "--select", "ZZ")
    assert "+按照市文化和旅游局" in djlint(*rules, "--diff", report).text
    safe = djlint(*rules, "--diff", "--no-unsafe-fixes", report).text
    assert "-全年" in safe
    assert "+按照" not in safe


def test_encoding() -> None:
    big5 = Path("a.txt")
    big5.write_bytes("會議緊緊圍繞中心工作，，展開了討論。\n".encode("big5"))
    done = djlint("--encoding", "big5", "--fix", big5)
    assert done.code == 0
    assert big5.read_bytes().decode("big5") == "會議緊緊圍繞中心工作，展開了討論。\n"


# What is printed


def test_output_file(report: Path) -> None:
    done = djlint(*OWN, "-o", "found.json", "--output-format=json", report)
    assert (done.code, done.output, done.error) == (1, b"", "")
    assert Path("found.json").read_bytes() == (GOLDEN / "report.json").read_bytes()
    assert djlint(*OWN, "--output-file=a.log", report).output == b""
    assert Path("a.log").read_bytes() == (GOLDEN / "report.full").read_bytes()


@pytest.mark.parametrize(
    ("option", "terminal", "plain", "coloured"),
    [
        ("auto", False, False, False),
        ("auto", True, False, True),
        ("auto", True, True, False),
        ("always", False, True, True),
        ("never", True, False, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, option: str, terminal: bool, plain: bool, coloured: bool
) -> None:
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    done = djlint("--color", option, write("a.txt"), terminal=terminal)
    assert ("\x1b[" in done.text) is coloured


@pytest.mark.parametrize(
    ("count", "terminal", "shown"), [(49, True, False), (50, True, True), (50, False, False)]
)
def test_progress_bar(count: int, terminal: bool, shown: bool) -> None:
    for number in range(count):
        write(f"{number}.txt", CLEAN)
    done = djlint("--jobs", "1", terminal=terminal)
    assert done.code == 0
    assert ("检查中" in done.error) is shown
    assert djlint("--jobs", "1", "--quiet", terminal=terminal).error == ""


def test_jobs_give_the_same_output() -> None:
    for number in range(20):
        write(f"{number:02}.txt", CLEAN + REPEATED * (number % 3))
    Path("13.txt").write_bytes(b"\xff\xff\xff")
    alone, together = (djlint("--jobs", n, "--output-format=json") for n in (1, 2))
    assert alone == together
    assert alone.code == 2
    fixed = djlint("-j2", "--fix", "--output-format=concise")
    assert fixed.codes == ["GW902"]
    assert fixed.text.count("GW301 已改：") == alone.text.count("GW301")
    assert Path("14.txt").read_text("utf-8").count("围绕") == 3


# Exit codes


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        pytest.param(CLEAN, [], 0, id="clean"),
        pytest.param(REPEATED, [], 1, id="finding"),
        pytest.param(REPEATED, ["--exit-zero"], 0, id="exit zero"),
        pytest.param(REPEATED, ["--fix"], 0, id="all mended"),
        pytest.param("组织召开XX次会议。\n", ["--fix"], 1, id="not mended"),
        pytest.param(None, [], 2, id="not read"),
        pytest.param(None, ["--exit-zero"], 2, id="exit zero hides no file"),
    ],
)
def test_exit_code(text: str | None, options: list[str], code: int) -> None:
    if text is not None:
        write("a.txt", text)
    assert djlint(*options, "a.txt").code == code


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 1), ("info", 0)])
def test_info_alone_is_no_failure(severity: str, code: int) -> None:
    write("djlint-report.toml", f"[rules.GW301]\nseverity = '{severity}'\n")
    assert djlint(write("a.txt")).code == code


def test_a_process_of_its_own() -> None:
    write("a.txt")
    for arguments, code, where in ((["a.txt"], 1, "stdout"), (["--nope"], 2, "stderr")):
        done = subprocess.run(
            [sys.executable, "-m", "djlint", *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        assert done.returncode == code
        silent = done.stderr if where == "stdout" else done.stdout
        assert silent == ""
        assert getattr(done, where)


# Settings


def test_settings_are_found_above() -> None:
    write("djlint-report.toml", "select = ['GW4']\n")
    write("sub/a.txt")
    os.chdir("sub")
    assert djlint("a.txt").code == 0
    assert djlint("--isolated", "a.txt").code == 1
    write("other.toml", "select = ['GW3']\noutput-format = 'concise'\n")
    done = djlint("--config", "other.toml", "a.txt")
    assert (done.code, done.text.count("\n")) == (1, 2)
    assert djlint("--select=GW301", "a.txt").code == 1


def test_settings_in_pyproject() -> None:
    write("pyproject.toml", "[tool.djlint-report]\nignore = ['repeated-word']\n")
    assert djlint(write("a.txt")).code == 0


def test_settings_of_files_and_rules() -> None:
    write(
        "djlint-report.toml",
        """\
exclude = ["old"]
rules-dirs = ["own"]

[per-file-ignores]
"sub/*.txt" = ["GW3"]

[rules.GW301]
message = "写了两遍：{text}"

[rules.ZZ001]
enabled = false
""",
    )
    shutil.copytree(GOLDEN / "rules", "own")
    for name in ("a.txt", "old/a.txt", "sub/a.txt"):
        write(name, f"{REPEATED}满意度98％，旅游局来函。\n")
    found = json.loads(djlint("--output-format=json").text)
    assert [(each["path"], each["code"]) for each in found] == [
        ("a.txt", "GW301"),
        ("a.txt", "ZZ002"),
        (os.path.join("sub", "a.txt"), "ZZ002"),
    ]
    assert found[0]["message"] == "写了两遍：围绕围绕"


# Mistakes


def mistaken(done: Done, mistake: str) -> None:
    """A mistake of the user: told on standard error in one line, without a traceback."""
    assert (done.code, done.output) == (2, b"")
    *usage, line = done.error.splitlines()
    assert all(each == "" or each.startswith(("Usage:", "Try ")) for each in usage), done.error
    assert line.startswith(("错误：", "Error: "))
    assert mistake in line


@pytest.mark.parametrize(
    ("arguments", "mistake"),
    [
        pytest.param(["--selct=GW3"], "--select", id="option"),
        pytest.param(["--select=GW999"], "没有规则 GW999，是不是 GW9", id="code"),
        pytest.param(["--ignore=repeated-wrd"], "是不是 repeated-word？", id="name"),
        pytest.param(["--extend-select=hello"], "没有规则 hello；用 --list-rules", id="far off"),
        pytest.param(["--output-format=jsn"], "不认识 jsn，是不是 json？", id="format"),
        pytest.param(
            ["--output-format=xyz"], "可用的有：full、concise、json、github", id="no format"
        ),
        pytest.param(["--color=red"], "'red'", id="colour"),
        pytest.param(["--jobs=-1"], "-1", id="jobs"),
        pytest.param(["--encoding=utf9"], "不认识编码 utf9", id="encoding"),
        pytest.param(["--config=none.toml"], "none.toml: 没有这个配置文件", id="config"),
        pytest.param(["--config=a.txt", "--isolated"], "不能同时使用", id="isolated"),
        pytest.param(["--rules=none"], "没有这个规则目录", id="rules"),
        pytest.param(["-o", "none/found"], "none/found 写不了", id="output file"),
        pytest.param(["-"], "标准输入（-）不能与文件同时检查", id="standard input"),
        pytest.param(["--explain=repeated"], "没有规则 repeated，是不是 repeated-", id="explain"),
    ],
)
def test_mistakes(arguments: list[str], mistake: str) -> None:
    write("a.txt")
    mistaken(djlint(*arguments, "a.txt"), mistake)


def test_mistake_in_the_settings() -> None:
    write("djlint-report.toml", "selct = ['GW3']\n")
    mistaken(djlint(write("a.txt")), "selct: 没有这个设置；是不是 select？")
    write("djlint-report.toml", "[rules.GW301]\nmin_lenght = 3\n")
    mistaken(djlint("a.txt"), "不认识的键 min_lenght，是不是 min_length？")
    write("djlint-report.toml", "[rules.GW310]\nseverity = 'info'\n")
    mistaken(djlint("a.txt"), "[rules.GW310]: 没有这条规则")


# The namesake


@pytest.mark.parametrize(
    ("beside", "warned"),
    [
        ("djlint-1.0.dist-info", True),
        ("djlint-1.36.4.dist-info", True),
        ("djlint_report-0.1.0.dist-info", False),
        ("djlint-report", False),
    ],
)
def test_warning_of_the_namesake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str, warned: bool
) -> None:
    (tmp_path / "site" / beside).mkdir(parents=True)
    monkeypatch.setattr(cli, "__file__", str(tmp_path / "site" / "djlint" / "cli.py"))
    done = djlint("--version")
    assert (done.code, done.text) == (0, f"djlint-report {__version__}\n")
    assert ("HTML" in done.error) is warned
    assert done.error.count("\n") == warned
