"""Where many literals stand in a text, found in one pass where the text is long."""

from __future__ import annotations

from collections.abc import Collection, Iterator

# Below so many code points times literals, looking for each one by itself is quicker than the
# import and the making of an automaton.
WORTH_AN_AUTOMATON = 20_000_000


def places(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    """Every place where a literal stands, overlapping ones too, as offset and literal, in order."""
    if len(text) * len(literals) < WORTH_AN_AUTOMATON:
        yield from sorted(_one_by_one(text, literals))
    else:
        yield from sorted(_at_once(text, literals))


def _one_by_one(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    present = set(text)
    for literal in literals:
        # Most literals have a character that a short text does not have at all.
        at = text.find(literal) if present.issuperset(literal) else -1
        while at >= 0:
            yield at, literal
            at = text.find(literal, at + 1)


def _at_once(text: str, literals: Collection[str]) -> Iterator[tuple[int, str]]:
    from ahocorasick_rs import AhoCorasick

    listed = list(literals)
    found = AhoCorasick(listed).find_matches_as_indexes(text, overlapping=True)
    return ((start, listed[index]) for index, start, _ in found)
