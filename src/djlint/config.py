"""Settings from where they are kept: find the file, put the command line over it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from djlint.errors import ConfigError
from djlint.settings import Settings, posix

NAMES = ("djlint-report.toml", ".djlint-report.toml", "pyproject.toml")


def resolve(
    start: str, config: str | None, isolated: bool, overrides: Mapping[str, object]
) -> Settings:
    """Settings for a run in the folder `start`: the command line over the file.

    Overrides are named as the fields of `Settings`; None and () mean not given. `extend_select`
    and `rules` add to the file's. A `select` sets aside what the file takes and ignores.
    """
    if isolated and config is not None:
        raise ConfigError("--isolated 与 --config 不能同时使用")
    path = None if isolated else config or find(start)
    settings = _read(path) if path else Settings(root=posix(start))
    given: dict[str, Any] = {key: x for key, x in overrides.items() if x is not None and x != ()}
    if "select" in given:
        settings = settings._replace(ignore=(), extend_select=())
    for key in ("extend_select", "rules"):
        given[key] = (*getattr(settings, key), *given.get(key, ()))
    return settings._replace(**given)


def find(start: str) -> str | None:
    """The nearest file with settings, from the folder `start` up to the root of its repository."""
    folder = os.path.abspath(start)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != NAMES[-1] or _has_table(path)):
                return path
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return None
        folder = above


def _read(path: str) -> Settings:
    from djlint import configfile

    return configfile.read(path)


def _has_table(path: str) -> bool:
    from djlint import configfile

    return configfile.has_table(path)
