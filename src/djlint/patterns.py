"""Regular expressions that cost nothing until a text has what they need."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


class _Gated:
    """What must stand in a text for an expression to match."""

    __slots__ = ("needs", "source")

    def __init__(self, source: str, needs: tuple[str, ...] = ()) -> None:
        self.source = source
        self.needs = needs

    def may_match(self, text: str) -> bool:
        """Whether a text has one of the literals that a match needs."""
        return not self.needs or any(word in text for word in self.needs)


class Pattern(_Gated):
    """An expression of ours, in the syntax of `re`, compiled when it is first tried.

    A text without any of the literals `needs` cannot match, so it is not tried at all. Compiling
    is what a short run spends most of its time on.
    """

    __slots__ = ("_compiled",)

    def __init__(self, source: str, needs: tuple[str, ...] = ()) -> None:
        super().__init__(source, needs)
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at an offset."""
        return self.compiled.match(text, start)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a stretch of text."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """All matches in a stretch of text."""
        return self.compiled.finditer(text, start, end) if self.may_match(text) else iter(())


class TimedPattern(_Gated):
    """An expression of a rule file, in the syntax of `regex`, whose search ends after a time.

    Anybody may write a rule, and an expression that looks harmless may run for ever.
    """

    __slots__ = ("_compiled",)

    def __init__(self, source: str, needs: tuple[str, ...] = ()) -> None:
        super().__init__(source, needs)
        self._compiled: regex.Pattern[str] | None = None

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The expression itself; raises `regex.error` where it is malformed."""
        if self._compiled is None:
            import regex

            self._compiled = regex.compile(self.source)
        return self._compiled

    def finditer(self, text: str, seconds: float) -> Iterator[regex.Match[str]]:
        """All matches in a text; TimeoutError where they take longer than so many seconds."""
        if not self.may_match(text):
            return iter(())
        return self.compiled.finditer(text, timeout=seconds)
