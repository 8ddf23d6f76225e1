"""Where many literals stand in a text, found in one pass where the text is long."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from operator import add

# The pairs of a longer text are nearly all that there are, and take longer to gather.
PAIRED = 200_000
# Below so many code points times literals, looking for each one by itself is quicker than the
# import and the making of an automaton.
WORTH_AN_AUTOMATON = 20_000_000


@lru_cache(maxsize=8)
def entries(text: str) -> tuple[str, ...]:
    """The lines of a list of words, those that say nothing left out."""
    return tuple(line for line in text.splitlines() if line.strip())


def pairs(text: str) -> Callable[[str], bool]:
    """Whether a text has two characters side by side; of a long one it may well be wrong.

    Of hundreds of literals few have a pair that a short text has, so the others cost nothing.
    """
    if len(text) > PAIRED:
        return lambda _: True
    return frozenset(map(add, text, text[1:])).__contains__


def places(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    """Every place where a literal stands, overlapping ones too, as offset and literal, in order."""
    if len(text) * len(literals) < WORTH_AN_AUTOMATON:
        yield from sorted(_one_by_one(text, literals))
    else:
        yield from sorted(_at_once(text, literals))


def _one_by_one(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    for literal in literals:
        at = text.find(literal)
        while at >= 0:
            yield at, literal
            at = text.find(literal, at + 1)


def _at_once(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    from ahocorasick_rs import AhoCorasick

    listed = list(literals)
    found = AhoCorasick(listed).find_matches_as_indexes(text, overlapping=True)
    return ((start, listed[index]) for index, start, _ in found)
