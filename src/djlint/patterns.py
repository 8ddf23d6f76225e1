"""Regular expressions that cost nothing until a text has what they need."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Match
    from regex import Pattern as Compiled


class Pattern:
    """An expression in the syntax of the `regex` module, compiled when it is first tried.

    A text without any of the literals `needs` cannot match, so it is not tried at all. Compiling
    is what a short run spends most of its time on.
    """

    __slots__ = ("_compiled", "needs", "source")

    def __init__(self, source: str, needs: tuple[str, ...] = ()) -> None:
        self.source = source
        self.needs = needs
        self._compiled: Compiled[str] | None = None

    @property
    def compiled(self) -> Compiled[str]:
        """The expression itself; raises `regex.error` where it is malformed."""
        if self._compiled is None:
            import regex

            self._compiled = regex.compile(self.source)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """Whether a text has one of the literals that a match needs."""
        return not self.needs or any(word in text for word in self.needs)

    def match(self, text: str, start: int = 0) -> Match[str] | None:
        """The match that begins at an offset."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> Match[str] | None:
        """The match of the whole text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match[str] | None:
        """The first match in a stretch of text."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize, timeout: float | None = None
    ) -> Iterator[Match[str]]:
        """All matches in a stretch of text; TimeoutError after so many seconds of them."""
        if not self.may_match(text):
            return iter(())
        return self.compiled.finditer(text, start, end, timeout=timeout)
