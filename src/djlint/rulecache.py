"""The parsed tables of the shipped rule files, kept beside them as Python keeps compiled modules.

Reading TOML, with the modules that it needs, is a tenth of a short run. The cache holds plain
values, lies in the package's own folder, where whoever can write could change the code as well,
and counts only while name, size and time of each rule file are what they were.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

Tables = dict[str, dict[str, Any]]
FOLDER = "__pycache__"


def tables(home: str, paths: Sequence[str], parse: Callable[[str], dict[str, Any]]) -> Tables:
    """The tables of rule files by path: from the cache, or else parsed and, if possible, kept."""
    cache = os.path.join(home, FOLDER, f"rules.{sys.implementation.cache_tag}.marshal")
    key = [(path, *_state(path)) for path in paths]
    found = _load(cache, key)
    if found is None:
        found = {path: parse(path) for path in paths}
        with suppress(OSError, ValueError):
            _keep(cache, marshal.dumps((key, found)))
    return found


def _state(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def _load(cache: str, key: list[tuple[str, int, int]]) -> Tables | None:
    try:
        with open(cache, "rb") as file:
            kept, found = marshal.load(file)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return found if kept == key else None


def _keep(cache: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(cache), exist_ok=True)
    temporary = f"{cache}.{os.getpid()}"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, cache)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
