"""Settings: find the file, read and check it, put the command line over it, ask it questions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from djlint.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("djlint-report.toml", ".djlint-report.toml", "pyproject.toml")
ALL = "ALL"

_TABLE = "djlint-report"
_LARGEST = 1_000_000
_MOST_JOBS = 256
_LONGEST = 1_000
_EXACT = 1_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user asked for; globs and folders are relative to `root`, a POSIX path.

    An empty `select` takes every rule that is on; `jobs` 0 lets the program choose. `rules` are
    folders with own rules, `rule_options` the unchecked `[rules.CODE]` tables, `encodings` and
    `per_file_ignores` pairs of a glob and what holds for it. `source` is the file read, if any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    rules: tuple[str, ...] = ()
    rule_options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    output_format: str = "full"
    unsafe_fixes: bool = False
    jobs: int = 0
    encoding: str = ""
    encodings: tuple[tuple[str, str], ...] = ()
    root: str = ""
    source: str = ""


def resolve(
    start: Path, config: Path | None, isolated: bool, overrides: Mapping[str, object]
) -> Settings:
    """Settings for a run in the folder `start`: the command line over the file.

    Overrides are named as the fields of `Settings`; None and () mean not given. `extend_select`
    and `rules` add to the file's. A `select` sets aside what the file takes and ignores.
    """
    if isolated and config is not None:
        raise ConfigError("--isolated 与 --config 不能同时使用")
    path = None if isolated else config or find(start)
    settings = read(path) if path else Settings(root=_posix(start))
    given: dict[str, Any] = {key: x for key, x in overrides.items() if x is not None and x != ()}
    if "select" in given:
        settings = replace(settings, ignore=(), extend_select=())
    for key in ("extend_select", "rules"):
        given[key] = (*getattr(settings, key), *given.get(key, ()))
    return replace(settings, **given)


def find(start: Path) -> Path | None:
    """The nearest file with settings, from `start` up to the root of its repository."""
    from pathlib import Path

    folder = Path(os.path.normpath(start.absolute()))
    for place in (folder, *folder.parents):
        for name in NAMES:
            if _is_file(place / name) and (name != NAMES[-1] or _has_table(place / name)):
                return place / name
        if _exists(place / ".git"):
            return None
    return None


def read(path: Path) -> Settings:
    """The settings of one file; every mistake in it is a `ConfigError`."""
    table = _parse(path)
    if path.name == NAMES[-1]:
        table = _own_table(path, table)
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = _Where(path, key)
        if key not in _KEYS:
            raise where.unknown(_KEYS)
        name, reader = _KEYS[key]
        values[name] = reader(where, value)
    return Settings(**values, root=_posix(path.parent), source=str(path))


def chosen(code: str, name: str, enabled: bool, settings: Settings) -> bool:
    """Whether a rule runs: the longest selector that fits decides, `ignore` wins a tie.

    A rule that is off (`enabled` is false) runs only when its full code or name is selected.
    """
    selectors = (*(settings.select or (ALL,)), *settings.extend_select)
    wanted = _strength(selectors, code, name)
    if wanted <= _strength(settings.ignore, code, name):
        return False
    return enabled or wanted == _EXACT


def ignored(path: str, code: str, name: str, settings: Settings) -> bool:
    """Whether `per-file-ignores` silences a rule in a file."""
    if not settings.per_file_ignores:
        return False
    place = _relative(path, settings.root)
    return any(
        _fits(place, glob) and _strength(selectors, code, name) >= 0
        for glob, selectors in settings.per_file_ignores
    )


def excluded(path: str, settings: Settings) -> bool:
    """Whether `exclude` names a file, a folder or a folder above it."""
    if not settings.exclude:
        return False
    place = _relative(path, settings.root)
    cuts = [i for i, char in enumerate(place) if char == "/" and i] + [len(place)]
    return any(_fits(place[:cut], glob) for glob in settings.exclude for cut in cuts)


def encoding(path: str, settings: Settings) -> str:
    """The encoding that is set for a file, or "" where it is to be detected."""
    if settings.encodings and not settings.encoding:
        place = _relative(path, settings.root)
        return next((name for glob, name in settings.encodings if _fits(place, glob)), "")
    return settings.encoding


def unknown_selectors(
    settings: Settings, rules: Iterable[tuple[str, str]]
) -> list[tuple[str, str | None]]:
    """The selectors that fit no rule (code and name), each with the nearest right word."""
    known = list(rules)
    given = [*settings.select, *settings.ignore, *settings.extend_select]
    given += [selector for _, selectors in settings.per_file_ignores for selector in selectors]
    wrong = [s for s in dict.fromkeys(given) if all(_rank(s, *rule) < 0 for rule in known)]
    words = [word for rule in known for word in rule] if wrong else []
    families = {code[:3] for code, _ in known}
    return [(selector, nearest(selector, [ALL, *sorted(families), *words])) for selector in wrong]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The right word that a wrong one most likely stands for."""
    from difflib import get_close_matches

    right = {candidate.lower(): candidate for candidate in words}
    close = get_close_matches(word[:64].lower(), right, n=1)
    return right[close[0]] if close else None


def _rank(selector: str, code: str, name: str) -> int:
    """How closely a selector fits a rule; -1 where it does not."""
    if selector in (code, name):
        return _EXACT
    if selector == ALL:
        return 0
    return len(selector) if selector and code.startswith(selector) else -1


def _strength(selectors: Iterable[str], code: str, name: str) -> int:
    return max((_rank(selector, code, name) for selector in selectors), default=-1)


def _relative(path: str, root: str) -> str:
    """A path below `root` as globs see it; any other as an absolute one."""
    from pathlib import Path

    return _posix(Path(path)).removeprefix(root.rstrip("/") + "/")


def _fits(place: str, glob: str) -> bool:
    """Whether a glob fits a POSIX path or its last part; `*` crosses folders, as in fnmatch."""
    from fnmatch import fnmatchcase

    glob = glob.removeprefix("./").rstrip("/")
    # `**/` may stand for no folder at all, which fnmatch does not know.
    globs = {glob, glob.removeprefix("**/").replace("/**/", "/")}
    return any(fnmatchcase(text, g) for text in (place, place.rpartition("/")[2]) for g in globs)


def _posix(path: Path) -> str:
    # Not `resolve`: a link in the tree is matched by the name that it has there.
    return os.path.normpath(path.absolute()).replace(os.sep, "/")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _bytes(path: Path) -> bytes:
    if not _is_file(path):
        raise _mistake(f"{path}: 没有这个配置文件，或者它不是普通文件")
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise _mistake(f"{path}: 无法读取配置文件：{error.strerror}") from error
    if len(data) > _LARGEST:
        raise _mistake(f"{path}: 配置文件超过 1 MB")
    return data


def _parse(path: Path) -> dict[str, Any]:
    data = _bytes(path).removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _mistake(f"{path}:{line}: 配置文件须为 UTF-8 编码，请另存为 UTF-8") from error

    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        hint = "；含反斜杠的文字请用单引号 '…'" if "\\" in error.msg else ""
        place = f"{path}:{error.lineno}:{error.colno}"
        raise _mistake(f"{place}: TOML 语法有误：{error.msg}{hint}") from error
    except RecursionError as error:
        raise _mistake(f"{path}: 括号或带点的键嵌套过深") from error
    except ValueError as error:
        # The only other one that tomli lets through: Python refuses to convert the digits.
        raise _mistake(f"{path}: 有一个整数位数过多") from error


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml has our table; a broken one that names it counts, to be told."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError:
        return False
    if _TABLE.encode() not in data:
        return False
    try:
        tool = _parse(path).get("tool")
    except ConfigError:
        return f"tool.{_TABLE}".encode() in data
    return isinstance(tool, dict) and _TABLE in tool


def _own_table(path: Path, table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool", {})
    if not isinstance(tool, dict) or _TABLE not in tool:
        raise _mistake(f"{path}: 没有 [tool.{_TABLE}] 表")
    return _table(_Where(path, f"tool.{_TABLE}"), tool[_TABLE])


def _mistake(text: str) -> ConfigError:
    from djlint.render.text import escape

    return ConfigError(escape(text[:_LONGEST]))


@dataclass(frozen=True, slots=True)
class _Where:
    """A key of a file, to be named in a mistake."""

    path: Path
    key: str

    def below(self, key: str) -> _Where:
        bare = key.replace("-", "").replace("_", "").isalnum() and key.isascii()
        return replace(self, key=f"{self.key}.{key}" if bare else f'{self.key}."{key}"')

    def mistake(self, text: str) -> ConfigError:
        return _mistake(f"{self.path}: {self.key}: {text}")

    def expected(self, what: str, value: object) -> ConfigError:
        return self.mistake(f"应为{what}，现为{_kind(value)}")

    def unknown(self, known: Iterable[str]) -> ConfigError:
        if self.key == "tool":
            return self.mistake(f"本文件的设置直接写在顶层，不写在 [tool.{_TABLE}] 下")
        known = list(known)
        close = nearest(self.key.rpartition(".")[2], known)
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
        close = nearest(name, FORMATS)
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
    base = where.path.absolute().parent
    repository = next((place for place in (base, *base.parents) if _exists(place / ".git")), None)
    try:
        folder = (base / name).resolve()
        found = folder.is_dir()
    except (OSError, RuntimeError, ValueError):  # no rights; a loop of links before 3.13; a NUL
        found = False
    if not found:
        raise where.mistake(f"没有文件夹“{name}”")
    if repository and not folder.is_relative_to(repository.resolve()):
        raise where.mistake(f"文件夹“{name}”在本仓库之外；确要使用，请在命令行写 --rules")
    return str(folder)


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
}
