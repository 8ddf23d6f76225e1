"""Where the text of a document stands in its XML: compact, and found by bisection."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import IntEnum


class Lock(IntEnum):
    """What keeps a piece of text from being edited."""

    OPEN = 0
    FIELD = 1
    REVISION = 2
    CONTROL = 3
    ALTERNATE = 4
    RUBY = 5
    NESTED = 6
    VERSION = 7

    def behind(self, other: Lock) -> Lock:
        """What locks a text behind this lock: the other one, where this lets edits through."""
        return other if self in (Lock.OPEN, Lock.VERSION) else self


REASONS = {
    Lock.FIELD: "涉及域（如目录、页码、交叉引用），不能自动修改",
    Lock.REVISION: "涉及他人的修订，不能自动修改",
    Lock.CONTROL: "涉及锁定或绑定数据的内容控件，不能自动修改",
    Lock.ALTERNATE: "涉及有两种版本的内容（如文本框），两者不一致，不能自动修改",
    Lock.RUBY: "涉及注音文字，不能自动修改",
    Lock.NESTED: "涉及结构特殊的文字，不能自动修改",
    Lock.VERSION: "涉及有两种版本的文字，不能以修订的形式修改",
}


def _numbers() -> array[int]:
    return array("I")


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Pieces of text, one for each `w:t`: its offsets, its number in the part, its lock.

    They come in the order of the text. `marks` are the offsets of what is there but has no width,
    such as footnote references; `twins` are pairs of a `w:t` that is read and one that repeats it
    in another version of the content.
    """

    starts: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)
    ordinals: array[int] = field(default_factory=_numbers)
    locks: bytearray = field(default_factory=bytearray)
    marks: array[int] = field(default_factory=_numbers)
    twins: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int, ordinal: int, lock: Lock) -> None:
        """Append a segment."""
        self.starts.append(start)
        self.ends.append(end)
        self.ordinals.append(ordinal)
        self.locks.append(lock)

    def extend(self, borders: list[int], ordinal: int, lock: Lock) -> None:
        """Append segments that follow upon each other, in the text and in the part."""
        count = len(borders) - 1
        self.starts.extend(borders[:-1])
        self.ends.extend(borders[1:])
        self.ordinals.extend(range(ordinal, ordinal + count))
        self.locks.extend(bytes((lock,)) * count)

    def lock(self, at: int, *, tracked: bool) -> Lock:
        """What keeps a segment from being edited, or from being edited as a tracked change."""
        lock = Lock(self.locks[at])
        return Lock.OPEN if lock is Lock.VERSION and not tracked else lock

    def touched(self, start: int, end: int) -> range:
        """The segments that hold text of a range that is not empty."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def cover(self, start: int, end: int) -> bool:
        """Whether all characters of a range stand in segments."""
        held = self.touched(start, end)
        return end - start == sum(
            min(end, self.ends[at]) - max(start, self.starts[at]) for at in held
        )

    def marked_within(self, start: int, end: int) -> bool:
        """Whether something without width stands strictly inside a range."""
        return bisect_right(self.marks, start) < bisect_left(self.marks, end)

    def beside(self, offset: int) -> list[int]:
        """The segment that ends at an offset or holds it, and the one that begins there."""
        before = bisect_left(self.ends, offset)
        after = bisect_left(self.starts, offset)
        found = []
        if before < len(self.ends) and self.starts[before] < offset:
            found.append(before)
        if after < len(self.starts) and self.starts[after] == offset:
            found.append(after)
        return found
