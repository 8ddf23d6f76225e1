from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from djlint import config, configfile
from djlint import settings as settings_of
from djlint.errors import ConfigError
from djlint.settings import Settings

Write = Callable[[str, "str | bytes"], Path]
RULES = [("GW301", "repeated-word"), ("GW302", "repeated-mark"), ("GW801", "page-margin")]


def read(path: Path) -> Settings:
    return configfile.read(str(path))


def find(start: Path) -> Path | None:
    found = config.find(str(start))
    return None if found is None else Path(found)


def resolve(start: Path, path: Path | None, isolated: bool, overrides: dict[str, Any]) -> Settings:
    return config.resolve(str(start), None if path is None else str(path), isolated, overrides)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    (tmp_path / ".git").mkdir()

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_read_every_key(write: Write, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    path = write(
        "djlint-report.toml",
        """\
select = ["GW1", "repeated-word"]
ignore = ["GW102"]
extend-select = ["GW801"]
exclude = ["drafts"]
force-exclude = true
rules-dirs = ["own"]
output-format = "concise"
unsafe-fixes = true
jobs = 4
encoding = "gb18030"

[per-file-ignores]
"archive/*.txt" = ["GW5"]

[per-file-settings."old/*.txt"]
encoding = "gbk"

[rules.GW301]
severity = "warning"
min_length = 3
""",
    )
    settings = read(path)
    assert settings == Settings(
        select=("GW1", "repeated-word"),
        ignore=("GW102",),
        extend_select=("GW801",),
        exclude=("drafts",),
        force_exclude=True,
        rules=(str((tmp_path / "own").resolve()),),
        output_format="concise",
        unsafe_fixes=True,
        jobs=4,
        encoding="gb18030",
        per_file_ignores=(("archive/*.txt", ("GW5",)),),
        encodings=(("old/*.txt", "gbk"),),
        rule_options={"GW301": {"severity": "warning", "min_length": 3}},
        root=tmp_path.as_posix(),
        source=str(path),
    )
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_read_pyproject_and_byte_order_mark(write: Write) -> None:
    path = write("pyproject.toml", "\ufeff[tool.djlint-report]\r\nselect = ['GW3']\r\n")
    assert read(path).select == ("GW3",)
    assert read(write("djlint-report.toml", "")).select == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("selct = []", "c.toml: selct: 没有这个设置；是不是 select？", id="typo"),
        pytest.param(
            "extend_select = []",
            "c.toml: extend_select: 没有这个设置；是不是 extend-select？",
            id="underscore",
        ),
        pytest.param(
            "[tool.djlint-report]",
            "c.toml: tool: 本文件的设置直接写在顶层，不写在 [tool.djlint-report] 下",
            id="table of pyproject",
        ),
        pytest.param(
            "select = 'GW3'",
            'c.toml: select: 应为字符串数组，如 ["…"]，现为字符串',
            id="string for strings",
        ),
        pytest.param(
            "ignore = ['GW3', 4]", "c.toml: ignore.2: 应为字符串，现为整数", id="integer in strings"
        ),
        pytest.param("select = ['']", "c.toml: select.1: 不能是空字符串", id="empty selector"),
        pytest.param(
            "force-exclude = 1",
            "c.toml: force-exclude: 应为 true 或 false，现为整数",
            id="integer for boolean",
        ),
        pytest.param("jobs = true", "c.toml: jobs: 应为整数，现为布尔值", id="boolean for integer"),
        pytest.param("jobs = 1.5", "c.toml: jobs: 应为整数，现为小数", id="float for integer"),
        pytest.param(
            "jobs = 1979-01-01", "c.toml: jobs: 应为整数，现为日期或时间", id="date for integer"
        ),
        pytest.param("jobs = -1", "c.toml: jobs: 应在 0（自动）到 256 之间", id="negative jobs"),
        pytest.param("jobs = 257", "c.toml: jobs: 应在 0（自动）到 256 之间", id="too many jobs"),
        pytest.param(
            "output-format = 'jsn'",
            "c.toml: output-format: 没有输出格式“jsn”；是不是 json？",
            id="format with a typo",
        ),
        pytest.param(
            "output-format = 'xyz'",
            "c.toml: output-format: 没有输出格式“xyz”；可用的有 ",
            id="unknown format",
        ),
        pytest.param(
            "encoding = 'gb18O30'",
            "c.toml: encoding: 没有编码“gb18O30”；常用的有 utf-8、gb18030、utf-16",
            id="unknown encoding",
        ),
        pytest.param(
            r"encoding = 'a\u0000'", "c.toml: encoding: 没有编码“a", id="encoding with an escape"
        ),
        pytest.param(
            'encoding = "a\\u0000"', r"c.toml: encoding: 没有编码“a\x00”", id="encoding with a NUL"
        ),
        pytest.param(
            "per-file-ignores = []", "c.toml: per-file-ignores: 应为表，现为数组", id="no table"
        ),
        pytest.param(
            "[per-file-ignores]\n'*.txt' = 'GW3'",
            'c.toml: per-file-ignores."*.txt": 应为字符串数组，如 ["…"]，现为字符串',
            id="ignores of a file",
        ),
        pytest.param(
            "[per-file-settings.old]\nencodng = 'gbk'",
            "c.toml: per-file-settings.old.encodng: 没有这个设置；是不是 encoding？",
            id="setting of a file",
        ),
        pytest.param(
            "[per-file-settings.old]\nselect = []",
            "c.toml: per-file-settings.old.select: 没有这个设置；可用的有 encoding",
            id="other setting of a file",
        ),
        pytest.param(
            "rules = ['own']",
            "c.toml: rules: 应为 [rules.代码] 表；规则文件夹请写在 rules-dirs",
            id="rules for rules-dirs",
        ),
        pytest.param(
            "[rules]\nGW301 = false",
            "c.toml: rules.GW301: 应为表，现为布尔值",
            id="rule as value",
        ),
        pytest.param(
            "rules-dirs = ['none']", "c.toml: rules-dirs.1: 没有文件夹“none”", id="no such folder"
        ),
        pytest.param(
            "rules-dirs = ['~']", "c.toml: rules-dirs.1: 没有文件夹“~”", id="home is not looked up"
        ),
        pytest.param(
            'rules-dirs = ["a\\u0000"]',
            r"c.toml: rules-dirs.1: 没有文件夹“a\x00”",
            id="folder with a NUL",
        ),
        pytest.param(
            "rules-dirs = ['..']",
            "c.toml: rules-dirs.1: 文件夹“..”在本仓库之外；确要使用，请在命令行写 --rules",
            id="out of the repository",
        ),
        pytest.param('"\\u001b[31m" = 1', r"c.toml: \x1b[31m: 没有这个设置；", id="key with ESC"),
        pytest.param(
            "select = []\nignore = [", "c.toml:2:11: TOML 语法有误：Invalid value", id="malformed"
        ),
        pytest.param(
            'exclude = ["\\d"]',
            "c.toml:1:15: TOML 语法有误：Unescaped '\\' in a string；含反斜杠的文字请用单引号 '…'",
            id="backslash",
        ),
        pytest.param(
            "a = 1\na = 2",
            "c.toml:2:6: TOML 语法有误：Cannot overwrite a value",
            id="key given twice",
        ),
        pytest.param(
            "select = ['甲']\n".encode("gbk"),
            "c.toml:1: 须为 UTF-8 编码，请另存为 UTF-8",
            id="GBK",
        ),
        pytest.param(
            "select = []".encode("utf-16"),
            "c.toml:1: 须为 UTF-8 编码，请另存为 UTF-8",
            id="UTF-16",
        ),
        pytest.param("a = " + "[" * 2000, "c.toml: 括号或带点的键嵌套过深", id="brackets"),
        pytest.param(".".join("a" * 2000) + " = 1", "c.toml: 括号或带点的键嵌套过深", id="dots"),
        pytest.param("jobs = " + "9" * 5000, "c.toml: 有一个整数位数过多", id="digits"),
        pytest.param("#" * 1_000_001, "c.toml: 超过 1 MB", id="large"),
    ],
)
def test_mistakes(
    write: Write, monkeypatch: pytest.MonkeyPatch, content: str | bytes, message: str
) -> None:
    monkeypatch.chdir(write("c.toml", content).parent)
    with pytest.raises(ConfigError) as caught:
        read(Path("c.toml"))
    assert str(caught.value).startswith(message)
    assert str(caught.value).isprintable()


def test_mistakes_are_short(write: Write) -> None:
    path = write("c.toml", f"{'x' * 500_000} = 1")
    with pytest.raises(ConfigError) as caught:
        read(path)
    assert len(str(caught.value)) <= 1000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[tool.other]", "没有 [tool.djlint-report] 表"),
        ("tool = 1", "没有 [tool.djlint-report] 表"),
        ("tool.djlint-report = 1", "tool.djlint-report: 应为表，现为整数"),
        ("[tool.djlint-report]\nselct = []", "selct: 没有这个设置；是不是 select？"),
    ],
)
def test_mistakes_in_pyproject(write: Write, content: str, message: str) -> None:
    path = write("pyproject.toml", content)
    with pytest.raises(ConfigError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {message}"


def test_read_only_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(ConfigError, match="没有这个配置文件，或者它不是普通文件"):
            read(path)


def test_a_link_does_not_lead_out_of_the_repository(write: Write, tmp_path: Path) -> None:
    (tmp_path / "own").symlink_to(tmp_path.parent)
    with pytest.raises(ConfigError, match="在本仓库之外"):
        read(write("djlint-report.toml", "rules-dirs = ['own']"))


def test_without_a_repository_folders_are_free(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "djlint-report.toml"
    path.parent.mkdir()
    path.write_text("rules-dirs = ['..']")
    assert read(path).rules == (str(tmp_path.resolve()),)


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        pytest.param({}, ".", None, id="none"),
        pytest.param({"djlint-report.toml": ""}, ".", "djlint-report.toml", id="here"),
        pytest.param({"djlint-report.toml": ""}, "a/b", "djlint-report.toml", id="above"),
        pytest.param({"a/.djlint-report.toml": ""}, "a/b", "a/.djlint-report.toml", id="hidden"),
        pytest.param(
            {"djlint-report.toml": "", "a/.djlint-report.toml": ""},
            "a/b",
            "a/.djlint-report.toml",
            id="nearest",
        ),
        pytest.param(
            {
                ".djlint-report.toml": "",
                "djlint-report.toml": "",
                "pyproject.toml": "[tool.djlint-report]",
            },
            ".",
            "djlint-report.toml",
            id="order of names",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.djlint-report]", "a/pyproject.toml": "[tool.other]"},
            "a",
            "pyproject.toml",
            id="only a pyproject with the table",
        ),
        pytest.param(
            {"pyproject.toml": "[project]\ndependencies = ['djlint-report']"},
            ".",
            None,
            id="named as a dependency",
        ),
        pytest.param({"pyproject.toml": "[tool.djlint-report"}, ".", "pyproject.toml", id="broken"),
        pytest.param({"pyproject.toml": "[tool.ruff"}, ".", None, id="broken, not ours"),
        pytest.param({"../djlint-report.toml": ""}, "a", None, id="above the repository"),
        pytest.param({"djlint-report.toml/x": ""}, "a", None, id="a folder of that name"),
        pytest.param({"djlint-report.toml": ""}, "../r/a", "djlint-report.toml", id="dots"),
    ],
)
def test_find(tmp_path: Path, files: dict[str, str], start: str, found: str | None) -> None:
    root = tmp_path / "r"
    for folder in (".git", "a/b"):
        (root / folder).mkdir(parents=True)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    assert find(root / start) == (found and root / found)


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        pytest.param({}, {}, id="nothing given"),
        pytest.param({"select": (), "jobs": None, "ignore": None}, {}, id="empty"),
        pytest.param(
            {"select": ("GW5",)},
            {"select": ("GW5",), "ignore": (), "extend_select": ()},
            id="select starts afresh",
        ),
        pytest.param(
            {"select": ("GW5",), "ignore": ("GW501",), "extend_select": ("GW8",)},
            {"select": ("GW5",), "ignore": ("GW501",), "extend_select": ("GW8",)},
            id="all three",
        ),
        pytest.param({"ignore": ("GW5",)}, {"ignore": ("GW5",)}, id="ignore"),
        pytest.param(
            {"extend_select": ("GW802",)}, {"extend_select": ("GW801", "GW802")}, id="extend"
        ),
        pytest.param({"rules": ("/r",)}, {"rules": ("/r",)}, id="rules add"),
        pytest.param({"unsafe_fixes": False}, {"unsafe_fixes": False}, id="false is given"),
    ],
)
def test_resolve(
    write: Write, tmp_path: Path, overrides: dict[str, Any], expected: dict[str, Any]
) -> None:
    path = write(
        "djlint-report.toml",
        "select = ['GW3']\nignore = ['GW301']\nextend-select = ['GW801']\nunsafe-fixes = true",
    )
    settings = resolve(tmp_path, None, False, overrides)
    assert settings == read(path)._replace(**expected)


def test_resolve_takes_the_file_named_or_none(write: Write, tmp_path: Path) -> None:
    write("djlint-report.toml", "jobs = 1")
    other = write("other.toml", "jobs = 2")
    assert resolve(tmp_path, other, False, {}).jobs == 2
    assert resolve(tmp_path, None, True, {}) == Settings(root=tmp_path.as_posix())
    with pytest.raises(ConfigError, match="--isolated 与 --config 不能同时使用"):
        resolve(tmp_path, other, True, {})


@pytest.mark.parametrize(
    ("settings", "enabled", "expected"),
    [
        pytest.param({}, True, True, id="default"),
        pytest.param({}, False, False, id="off"),
        pytest.param({"select": ("GW3",)}, True, True, id="family"),
        pytest.param({"select": ("GW3",)}, False, False, id="family, off"),
        pytest.param({"select": ("GW1",)}, True, False, id="other family"),
        pytest.param({"select": ("GW301",)}, False, True, id="code, off"),
        pytest.param({"select": ("repeated-word",)}, False, True, id="name, off"),
        pytest.param({"extend_select": ("GW301",)}, False, True, id="extended, off"),
        pytest.param({"select": ("GW1",), "extend_select": ("GW3",)}, True, True, id="extended"),
        pytest.param({"ignore": ("GW3",)}, True, False, id="ignored family"),
        pytest.param({"ignore": ("repeated-word",)}, True, False, id="ignored name"),
        pytest.param({"ignore": ("GW1",)}, True, True, id="other ignored"),
        pytest.param({"select": ("GW301",), "ignore": ("GW3",)}, True, True, id="longer select"),
        pytest.param({"select": ("GW3",), "ignore": ("GW30",)}, True, False, id="longer ignore"),
        pytest.param({"select": ("GW3",), "ignore": ("GW3",)}, True, False, id="tie"),
        pytest.param(
            {"select": ("GW301",), "ignore": ("repeated-word",)}, True, False, id="exact tie"
        ),
        pytest.param({"select": ("ALL",)}, True, True, id="all"),
        pytest.param({"select": ("ALL",)}, False, False, id="all, off"),
        pytest.param({"ignore": ("ALL",)}, True, False, id="all ignored"),
        pytest.param({"select": ("GW3",), "ignore": ("ALL",)}, True, True, id="all but ignored"),
        pytest.param({"select": ("repeated",)}, True, False, id="no prefixes of names"),
    ],
)
def test_chosen(settings: dict[str, Any], enabled: bool, expected: bool) -> None:
    assert settings_of.chosen("GW301", "repeated-word", enabled, Settings(**settings)) is expected


@pytest.mark.parametrize(
    ("path", "glob", "file", "tree"),
    [
        ("a/b.txt", "*.txt", True, True),
        ("a/b.txt", "b.txt", True, True),
        ("a/b.txt", "a/*.txt", True, True),
        ("a/b.txt", "./a/b.txt", True, True),
        ("a/b.txt", "*.docx", False, False),
        ("a/b.txt", "a", False, True),
        ("a/b.txt", "a/", False, True),
        ("a/b/c.txt", "b", False, True),
        ("a/b/c.txt", "a/b", False, True),
        ("a/b/c.txt", "**/b/*", True, True),
        ("b/c.txt", "**/b/*", True, True),
        ("a/c.txt", "a/**/c.txt", True, True),
        ("a/x/y/c.txt", "a/**/c.txt", True, True),
        ("ab/c.txt", "a", False, False),
        ("报告（终）.txt", "报告*.txt", True, True),
        ("A.TXT", "*.txt", False, False),
        ("../out.txt", "out.txt", True, True),
        ("../out.txt", "a/*", False, False),
        ("a/../b.txt", "a/*", False, False),
        ("\udc80.txt", "*.txt", True, True),
    ],
)
def test_globs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    glob: str,
    file: bool,
    tree: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(
        per_file_ignores=((glob, ("GW3",)),),
        exclude=(glob,),
        encodings=((glob, "gbk"),),
        root=tmp_path.as_posix(),
    )
    assert settings_of.ignored(path, "GW301", "repeated-word", settings) is file
    assert settings_of.ignored(str(tmp_path / path), "GW301", "repeated-word", settings) is file
    assert settings_of.ignored(path, "GW401", "mask", settings) is False
    assert settings_of.encoding(path, settings) == ("gbk" if file else "")
    assert settings_of.excluded(path, settings) is tree


def test_globs_start_at_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    settings = Settings(exclude=("sub/a.txt",), root=tmp_path.as_posix())
    assert settings_of.excluded("a.txt", settings)
    assert settings_of.excluded("b.txt", Settings(exclude=("*.txt",), root="/"))
    assert not settings_of.excluded("a.txt", Settings(root=tmp_path.as_posix()))


def test_the_encoding_for_all_files_comes_first() -> None:
    settings = Settings(encoding="utf-8", encodings=(("*", "gbk"),))
    assert settings_of.encoding("a.txt", settings) == "utf-8"
    assert settings_of.encoding("a.txt", Settings()) == ""


def test_unknown_selectors() -> None:
    settings = Settings(
        select=("GW3", "GW301", "repeated-word", "ALL", "gw301", "GW309"),
        ignore=("repeatedword", "GW9", "GW309"),
        extend_select=("布署",),
        per_file_ignores=(("*", ("page-margins", "GW8")),),
    )
    assert settings_of.unknown_selectors(settings, iter(RULES)) == [
        ("gw301", "GW301"),
        ("GW309", "GW302"),
        ("repeatedword", "repeated-word"),
        ("GW9", "GW8"),
        ("布署", None),
        ("page-margins", "page-margin"),
    ]
    assert settings_of.unknown_selectors(Settings(), RULES) == []
