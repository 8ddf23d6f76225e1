from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from djlint import rulecache


class Parser:
    """Parses a file into its text, and counts how often."""

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def __call__(self, path: str) -> dict[str, Any]:
        self.parsed.append(Path(path).name)
        return {"text": Path(path).read_text("utf-8")}


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    return [str(tmp_path / name) for name in ("a.toml", "b.toml")]


def read(paths: list[str]) -> tuple[list[str], list[str]]:
    """What was parsed, and the texts that came of it or of the cache."""
    parser = Parser()
    found = rulecache.tables(str(Path(paths[0]).parent), paths, parser)
    assert list(found) == paths
    return parser.parsed, [table["text"] for table in found.values()]


def cache_of(paths: list[str]) -> Path:
    (cache,) = (Path(paths[0]).parent / rulecache.FOLDER).iterdir()
    return cache


def test_files_are_parsed_once(paths: list[str]) -> None:
    assert read(paths) == (["a.toml", "b.toml"], ["a.toml", "b.toml"])
    assert read(paths) == ([], ["a.toml", "b.toml"])


@pytest.mark.parametrize("text", ["longer than before", "A.toml"])
def test_a_changed_file_is_parsed_again(paths: list[str], text: str) -> None:
    read(paths)
    Path(paths[0]).write_text(text, "utf-8")
    status = os.stat(paths[0])
    os.utime(paths[0], ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert read(paths) == (["a.toml", "b.toml"], [text, "b.toml"])
    assert read(paths)[0] == []


def test_a_file_more_or_less_is_noticed(paths: list[str]) -> None:
    read(paths)
    assert read(paths[:1])[0] == ["a.toml"]
    assert read(paths)[0] == ["a.toml", "b.toml"]


@pytest.mark.parametrize("damage", [b"", b"\x00", b"no cache at all", b"("])
def test_a_damaged_cache_is_made_anew(paths: list[str], damage: bytes) -> None:
    read(paths)
    cache_of(paths).write_bytes(damage)
    assert read(paths) == (["a.toml", "b.toml"], ["a.toml", "b.toml"])
    assert read(paths)[0] == []


def test_a_folder_that_cannot_be_written_costs_only_time(
    paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    assert read(paths)[1] == ["a.toml", "b.toml"]
    assert list((Path(paths[0]).parent / rulecache.FOLDER).iterdir()) == []
