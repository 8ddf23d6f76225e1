"""The configuration file: read it and tell each mistake in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from djlint import tables
from djlint.errors import ConfigError
from djlint.settings import Settings, posix

_MOST_JOBS = 256
_LONGEST = 1_000


PYPROJECT = "pyproject.toml"
TABLE = "djlint-report"


def read(path: str) -> Settings:
    """The settings of one file; every mistake in it is a `ConfigError`."""
    if not os.path.isfile(path):
        raise _mistake(f"{path}: 没有这个配置文件，或者它不是普通文件")
    table = tables.parse(path, _EscapedError)
    if os.path.basename(path) == PYPROJECT:
        table = _own_table(path, table)
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = _Where(path, key)
        if key not in _KEYS:
            raise where.unknown(_KEYS)
        name, reader = _KEYS[key]
        values[name] = reader(where, value)
    return Settings(**values, root=posix(os.path.dirname(path)), source=path)


def has_table(path: str) -> bool:
    """Whether a pyproject.toml has our table; a broken one that names it counts, to be told."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(tables.LARGEST_FILE + 1)
    except OSError:
        return False
    if TABLE.encode() not in data:
        return False
    try:
        tool = tables.parse(path, ConfigError).get("tool")
    except ConfigError:
        return f"tool.{TABLE}".encode() in data
    return isinstance(tool, dict) and TABLE in tool


def _own_table(path: str, table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool", {})
    if not isinstance(tool, dict) or TABLE not in tool:
        raise _mistake(f"{path}: 没有 [tool.{TABLE}] 表")
    return _table(_Where(path, f"tool.{TABLE}"), tool[TABLE])


def _mistake(text: str) -> ConfigError:
    from djlint.render.text import escape

    return ConfigError(escape(text[:_LONGEST]))


class _EscapedError(ConfigError):
    """A mistake in a file whose words may hold anything."""

    def __init__(self, text: str) -> None:
        super().__init__(str(_mistake(text)))


class _Where(NamedTuple):
    """A key of a file, to be named in a mistake."""

    path: str
    key: str

    def below(self, key: str) -> _Where:
        bare = key.replace("-", "").replace("_", "").isalnum() and key.isascii()
        return self._replace(key=f"{self.key}.{key}" if bare else f'{self.key}."{key}"')

    def mistake(self, text: str) -> ConfigError:
        return _mistake(f"{self.path}: {self.key}: {text}")

    def expected(self, what: str, value: object) -> ConfigError:
        return self.mistake(f"应为{what}，现为{_kind(value)}")

    def unknown(self, known: Iterable[str]) -> ConfigError:
        if self.key == "tool":
            return self.mistake(f"本文件的设置直接写在顶层，不写在 [tool.{TABLE}] 下")
        known = list(known)
        close = tables.nearest(self.key.rpartition(".")[2], known)
        hint = f"是不是 {close}？" if close else f"可用的有 {'、'.join(known)}"
        return self.mistake(f"没有这个设置；{hint}")


def _kind(value: object) -> str:
    kinds = {bool: "布尔值", str: "字符串", int: "整数", float: "小数", list: "数组", dict: "表"}
    return kinds.get(type(value), "日期或时间")


def _table(where: _Where, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise where.expected("表", value)
    return value


def _string(where: _Where, value: object) -> str:
    if not isinstance(value, str):
        raise where.expected("字符串", value)
    if not value:
        raise where.mistake("不能是空字符串")
    return value


def _strings(where: _Where, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise where.expected('字符串数组，如 ["…"]', value)
    return tuple(_string(where.below(str(n)), item) for n, item in enumerate(value, 1))


def _boolean(where: _Where, value: object) -> bool:
    if not isinstance(value, bool):
        raise where.expected(" true 或 false", value)
    return value


def _jobs(where: _Where, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise where.expected("整数", value)
    if not 0 <= value <= _MOST_JOBS:
        raise where.mistake(f"应在 0（自动）到 {_MOST_JOBS} 之间")
    return value


def _format(where: _Where, value: object) -> str:
    from djlint.render import FORMATS

    name = _string(where, value)
    if name not in FORMATS:
        close = tables.nearest(name, FORMATS)
        hint = f"是不是 {close}？" if close else f"可用的有 {'、'.join(FORMATS)}"
        raise where.mistake(f"没有输出格式“{name}”；{hint}")
    return name


def _encoding(where: _Where, value: object) -> str:
    import codecs

    name = _string(where, value)
    try:
        codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise where.mistake(f"没有编码“{name}”；常用的有 utf-8、gb18030、utf-16") from error
    return name


def _per_file_ignores(where: _Where, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _table(where, value)
    return tuple((glob, _strings(where.below(glob), item)) for glob, item in table.items())


def _per_file_settings(where: _Where, value: object) -> tuple[tuple[str, str], ...]:
    return tuple(_file_settings(where, _table(where, value)))


def _file_settings(where: _Where, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for glob, item in table.items():
        here = where.below(glob)
        for key, value in _table(here, item).items():
            if key != "encoding":
                raise here.below(key).unknown(["encoding"])
            yield glob, _encoding(here.below(key), value)


def _rule_options(where: _Where, value: object) -> dict[str, dict[str, object]]:
    if isinstance(value, list | str):
        raise where.mistake("应为 [rules.代码] 表；规则文件夹请写在 rules-dirs")
    table = _table(where, value)
    return {code: _table(where.below(code), options) for code, options in table.items()}


def _folders(where: _Where, value: object) -> tuple[str, ...]:
    """Folders as absolute paths; those of a repository must not lead out of it."""
    strings = enumerate(_strings(where, value), 1)
    return tuple(_folder(where.below(str(number)), name) for number, name in strings)


def _folder(where: _Where, name: str) -> str:
    base = os.path.dirname(os.path.abspath(where.path))
    folder = os.path.realpath(os.path.join(base, name)) if "\0" not in name else ""
    if not os.path.isdir(folder):
        raise where.mistake(f"没有文件夹“{name}”")
    repository = _repository(base)
    if repository and os.path.commonpath([folder, repository]) != repository:
        raise where.mistake(f"文件夹“{name}”在本仓库之外；确要使用，请在命令行写 --rules")
    return folder


def _repository(folder: str) -> str | None:
    """The real path of the repository that a folder is in."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return os.path.realpath(folder)


_KEYS: dict[str, tuple[str, Callable[[_Where, object], object]]] = {
    "select": ("select", _strings),
    "ignore": ("ignore", _strings),
    "extend-select": ("extend_select", _strings),
    "per-file-ignores": ("per_file_ignores", _per_file_ignores),
    "per-file-settings": ("encodings", _per_file_settings),
    "exclude": ("exclude", _strings),
    "force-exclude": ("force_exclude", _boolean),
    "rules": ("rule_options", _rule_options),
    "rules-dirs": ("rules", _folders),
    "output-format": ("output_format", _format),
    "unsafe-fixes": ("unsafe_fixes", _boolean),
    "jobs": ("jobs", _jobs),
    "encoding": ("encoding", _encoding),
    "comments": ("comments", _boolean),
}
