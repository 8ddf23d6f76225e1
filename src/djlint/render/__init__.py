"""The output formats: a closed set, one module each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from djlint.model import Outcome

FORMATS: dict[str, str] = {
    "full": "逐处列出，附标题和原文，供人阅读（默认）",
    "concise": "每处一行：路径:段:字: 代码 说明",
    "json": "一个 JSON 数组，供其他程序读取",
    "github": "GitHub Actions 的标注命令",
}


class Renderer(Protocol):
    """What each module of this package that is named in `FORMATS` holds."""

    def render(
        self, outcomes: Iterable[Outcome], *, width: int, colour: bool, summary: bool
    ) -> Iterator[str]:
        """Chunks of text, each of whole lines, as the outcomes come in."""


def renderer(name: str) -> Renderer:
    """The module of a format in `FORMATS`, imported when it is first asked for."""
    if name not in FORMATS:
        raise KeyError(name)
    return cast(Renderer, import_module(f"djlint.render.{name}"))
