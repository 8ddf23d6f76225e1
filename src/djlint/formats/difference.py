"""The smallest edits that lead from one text to another, so that what is kept stays in place."""

from __future__ import annotations

from difflib import SequenceMatcher

from djlint.formats.cuts import Cut

LARGEST = 1 << 18


def pieces(old: str, new: str) -> list[Cut]:
    """What to replace in `old`, as start, end and text in the order of the text."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before and not after:
        return []
    if not before or not after or len(before) * len(after) > LARGEST:
        return [(head, head + len(before), after)]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        (head + start, head + end, after[first:last])
        for step, start, end, first, last in steps
        if step != "equal"
    ]


def _common(old: str, new: str) -> int:
    for at, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return at
    return min(len(old), len(new))
