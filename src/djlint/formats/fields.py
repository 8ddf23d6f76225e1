"""The fields of a story, such as page numbers: which of them are open at a place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Fields:
    """The open fields, outermost first; a field may span paragraphs.

    What stands between the begin and the separator of a field is code, which is not seen. A field
    is known by the number of its begin; those in `ignored` never end.
    """

    ignored: frozenset[int] = frozenset()
    begins: int = 0
    open: list[int] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    unclosed: set[int] = field(default_factory=set)

    def border(self, kind: str | None) -> None:
        """Pass the begin, the separator or the end of a field."""
        if kind == "begin":
            if self.begins not in self.ignored:
                self.open.append(self.begins)
                self.code.add(self.begins)
            self.begins += 1
        elif kind == "separate" and self.open:
            self.code.discard(self.open[-1])
        elif kind == "end" and self.open:
            self.code.discard(self.open.pop())

    def enter(self) -> tuple[list[int], set[int]]:
        """Begin a story within the story; gives what `leave` needs."""
        around = self.open, self.code
        self.open, self.code = [], set()
        return around

    def leave(self, around: tuple[list[int], set[int]]) -> None:
        """End a story; what is open in it stays so for ever."""
        self.unclosed.update(self.open)
        self.open, self.code = around
