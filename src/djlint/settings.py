"""What a user asked for, and what that says of a rule or a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from djlint.tables import nearest

ALL = "ALL"

_EXACT = 1_000


class Settings(NamedTuple):
    """What a user asked for; globs and folders are relative to `root`, a POSIX path.

    An empty `select` takes every rule that is on; `jobs` 0 lets the program choose. `rules` are
    folders with own rules, `rule_options` the unchecked `[rules.CODE]` tables, `encodings` and
    `per_file_ignores` pairs of a glob and what holds for it; `comments` reads those of Word files.
    `source` is the file read, if any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    rules: tuple[str, ...] = ()
    rule_options: Mapping[str, Mapping[str, object]] = {}
    output_format: str = "full"
    unsafe_fixes: bool = False
    jobs: int = 0
    encoding: str = ""
    encodings: tuple[tuple[str, str], ...] = ()
    comments: bool = False
    root: str = ""
    source: str = ""


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


def selects(selector: str, code: str, name: str) -> bool:
    """Whether a code, a prefix or a name, written in any case, takes in a rule."""
    return _rank(selector.upper(), code, name) >= 0 or selector.lower() == name


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
    return posix(path).removeprefix(root.rstrip("/") + "/")


def _fits(place: str, glob: str) -> bool:
    """Whether a glob fits a POSIX path or its last part; `*` crosses folders, as in fnmatch."""
    from fnmatch import fnmatchcase

    glob = glob.removeprefix("./").rstrip("/")
    # `**/` may stand for no folder at all, which fnmatch does not know.
    globs = {glob, glob.removeprefix("**/").replace("/**/", "/")}
    return any(fnmatchcase(text, g) for text in (place, place.rpartition("/")[2]) for g in globs)


def posix(path: str) -> str:
    """A path made absolute, with slashes; a link in the tree keeps the name that it has there."""
    return os.path.abspath(path).replace(os.sep, "/")
