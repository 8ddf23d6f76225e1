"""The reading of all numbers of a document at once that needs least mending.

Each number continues a level that is open, opens a level below with one, or departs from that at
a stated cost. The search keeps the cheapest readings of what it has seen, so a later number that
resumes the count of an upper level decides what stood between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from djlint.analysis.numbers import ARTICLE, BLANKS, RANK, STYLES, Number
from djlint.model import Document
from djlint.patterns import Pattern

# What it costs to read a number so. Only their order matters: 4 is one break in a sequence.
BREAK = 4.0
REPEATED = 3.5
REPEATED_AGAIN = 1.0
STARTS_ELSEWHERE = 4.5
REUSED_STYLE = 3.0
REUSED_AT_ONCE = 2.0
OTHER_STYLE = 2.5
OTHER_STYLE_ABOVE = 4.5
LONE_REUSED = 3.0
OTHER_NAME = 0.3
BELOW_AT_EVEN = 0.1
OTHER_LOOK = 0.4
BACK_IN_STEP = 0.5
SWAPPED_BACK = 1.0
RUNS_ON = 1.0
WEAK_OPENS = 1.5
UPPER_STYLE_BELOW = 1.5
RESTART_AFTER_TITLE = 1.2
RESTART_AFTER_TEXT = 4.3
RESTART_OF_LIST = 1.0
RESTART_AT_ONCE = 5.0
RESTART_OF_CONTENTS = 0.2
NO_NUMBER = {True: 1.0, False: 9.0}
NO_NUMBER_LIST = {True: 5.5, False: 4.2}  # by whether a level of its style is open
BEAM = 48

# Words of the headings of a report's parts, which stand on its top level.
MAJOR = ("打算", "计划", "问题", "不足", "方向", "安排", "举措", "措施", "情况", "成效", "思路")
STOP = Pattern(r"[。！？；]")
LISTS = frozenset(("1.", "（1）", "1）", "①"))
TITLE_LENGTH = 40
NEW_DOCUMENT = Pattern(
    r"附\s*[件录表](?:\s*[0-9一二三四五六七八九十]+)?\s*(?:[：:].{0,40})?$|附[：:]", needs=("附",)
)


class _Level(NamedTuple):
    """An open level: its style, how many members it has, and how far they are out of step.

    `reused` tells that a level above has the style too, `alone` that its first member is a
    heading alone on its line, `major` that it is named like a part of a report.
    """

    style: str
    members: int
    wrong: int
    base: int
    alone: bool
    major: bool
    reused: bool


class Step(NamedTuple):
    """How one number was read; steps link back to the first."""

    before: Step | None
    number: Number
    depth: int | None
    opens: bool = False
    reused: bool = False
    foreign: bool = False
    runs_on: bool = False


class _State(NamedTuple):
    levels: tuple[_Level, ...]
    last: tuple[int, ...]


START = _State((), (0,) * len(STYLES))
# A cost and the last step that led to it; a cost, the state after it and the step.
Reading = tuple[float, Step | None]
Move = tuple[float, _State, Step]


class _Setting(NamedTuple):
    """Where a number stands: what parts it from the one before, and how its paragraph looks."""

    new_document: bool
    title: bool
    text: bool
    follows_heading: bool
    seen_before: bool
    alone: bool
    major: bool


def read(document: Document, found: Sequence[Number]) -> list[Step]:
    """How each number that is a heading is read, in order."""
    settings = tuple(_settings(document, found))
    # Most documents are in order, which a reading without any cost shows at once.
    last = _search(found, settings, 1) or _search(found, settings, BEAM)
    return _steps(last and last[1])


def _search(found: Sequence[Number], settings: Sequence[_Setting], width: int) -> Reading | None:
    """The cheapest reading, `width` kept at each number; of one kept, only a free reading."""
    beam: dict[_State, Reading] = {START: (0.0, None)}
    for number, setting in zip(found, settings, strict=True):
        reached: dict[_State, Reading] = {}
        for state, (cost, before) in beam.items():
            for price, after, step in _moves(state, number, setting, before):
                if after not in reached or cost + price < reached[after][0]:
                    reached[after] = (cost + price, step)
        beam = dict(sorted(reached.items(), key=lambda item: item[1][0])[:width])
        if width == 1 and all(cost for cost, _ in beam.values()):
            return None
    ended = ((cost + _closing(state.levels), step) for state, (cost, step) in beam.items())
    return min(ended, key=lambda reading: reading[0])


def _moves(state: _State, number: Number, setting: _Setting, before: Step | None) -> Iterator[Move]:
    if number.style == ARTICLE:
        yield _article(state, number, before)
        return
    if setting.new_document:
        state = START
    yield from _siblings(state, number, setting, before)
    yield from _below(state, number, setting, before)
    if not setting.seen_before or number.value != 1:
        price = NO_NUMBER[number.weak]
        if number.style in LISTS and not number.weak:
            price = NO_NUMBER_LIST[any(level.style == number.style for level in state.levels)]
        yield price, state, Step(before, number, None)
    else:
        step = Step(before, number, 0, opens=True)
        yield RESTART_OF_CONTENTS, *_open(START, (), number, step)


def _article(state: _State, number: Number, before: Step | None) -> Move:
    """第X条 stands under the chapters and closes all below; its own number is the law's affair."""
    upper = tuple(level for level in state.levels if RANK[level.style] < RANK[ARTICLE])
    step = Step(before, number, len(upper), opens=True)
    return 0.0, *_open(state, upper, number, step, base=number.value - 1)


def _open(
    state: _State,
    upper: tuple[_Level, ...],
    number: Number,
    step: Step,
    base: int = 0,
    setting: _Setting | None = None,
) -> tuple[_State, Step]:
    alone, major = (setting.alone, setting.major) if setting else (True, False)
    level = _Level(number.style, 1, number.value - base - 1, base, alone, major, step.reused)
    return _State((*upper, level), _noted(state.last, number)), step


def _noted(last: tuple[int, ...], number: Number) -> tuple[int, ...]:
    at = RANK[number.style]
    return (*last[:at], number.value, *last[at + 1 :])


def _siblings(
    state: _State, number: Number, setting: _Setting, before: Step | None
) -> Iterator[Move]:
    for depth, level in enumerate(state.levels):
        upper = state.levels[:depth]
        wrong = number.value - level.base - level.members - 1
        if level.style == number.style:
            following = level._replace(members=level.members + 1, wrong=wrong)
            after = _State((*upper, following), _noted(state.last, number))
            price = _out_of_step(level, wrong) + _ambiguity(state, depth, setting)
            yield price, after, Step(before, number, depth)
            if number.value == 1 and level.members > 1:
                step = Step(before, number, depth, opens=True)
                opened = _open(state, upper, number, step, setting=setting)
                yield _restart(number, setting), *opened
        elif wrong == level.wrong and number.value > 1 and level.style != ARTICLE:
            following = level._replace(members=level.members + 1)
            step = Step(before, number, depth, foreign=True)
            innermost = depth == len(state.levels) - 1
            price = OTHER_STYLE if innermost else OTHER_STYLE_ABOVE
            yield price, _State((*upper, following), state.last), step


def _ambiguity(state: _State, depth: int, setting: _Setting) -> float:
    """What speaks against a level where two of one style are open and both may go on."""
    if not any(level.reused for level in state.levels):
        return 0.0
    level = state.levels[depth]
    price = _closing(state.levels[depth + 1 :])
    price += OTHER_LOOK if level.alone != setting.alone else 0.0
    price += OTHER_NAME if level.major != setting.major else 0.0
    # With nothing else to tell them apart, a number resumes the upper count.
    return price + (BELOW_AT_EVEN if level.reused else 0.0)


def _closing(levels: Sequence[_Level]) -> float:
    """What speaks against levels as they are when they are closed."""
    # Under a lone 一、 another 一、 is a repeated number, not a level of its own.
    single = {level.style for level in levels if level.members == 1 and not level.reused}
    repeated = sum(LONE_REUSED for level in levels if level.reused and level.style in single)
    return _lone(levels) + repeated


def _lone(levels: Sequence[_Level]) -> float:
    """A reused style with a single member is rather a repeated number."""
    return sum(LONE_REUSED for level in levels if level.reused and level.members == 1)


def _out_of_step(level: _Level, now: int) -> float:
    before = level.wrong
    if before == now:
        return 0.0
    if before > 0 > now:
        return SWAPPED_BACK
    if now == before - 1 and now:
        # The number before, once more; and where all are 一、 nobody meant anything by it.
        return REPEATED if not before else REPEATED_AGAIN
    return BACK_IN_STEP if now == 0 else BREAK + 0.01 * min(abs(now - before), 20)


def _restart(number: Number, setting: _Setting) -> float:
    if setting.title:
        return RESTART_AFTER_TITLE
    if number.style in LISTS and setting.text:
        return RESTART_OF_LIST
    return RESTART_AFTER_TEXT if setting.text else RESTART_AT_ONCE


def _below(state: _State, number: Number, setting: _Setting, before: Step | None) -> Iterator[Move]:
    reused = any(level.style == number.style for level in state.levels)
    price = WEAK_OPENS if number.weak else 0.0
    if reused:
        price += REUSED_AT_ONCE if setting.follows_heading else REUSED_STYLE
    elif state.levels and RANK[number.style] < RANK[state.levels[-1].style]:
        price += UPPER_STYLE_BELOW
    step = Step(before, number, len(state.levels), opens=True, reused=reused)
    if number.value == 1:
        yield price, *_open(state, state.levels, number, step, setting=setting)
        return
    opened = _open(state, state.levels, number, step, setting=setting)
    yield price + STARTS_ELSEWHERE, *opened
    if number.value == state.last[RANK[number.style]] + 1 and not reused:
        step = step._replace(runs_on=True)
        base = number.value - 1
        yield price + RUNS_ON, *_open(state, state.levels, number, step, base, setting)


def _settings(document: Document, found: Sequence[Number]) -> Iterator[_Setting]:
    seen: set[str] = set()
    previous = -1
    for number in found:
        index = number.paragraph.index
        between = [
            document.text_of(paragraph).strip(BLANKS)
            for paragraph in document.paragraphs[previous + 1 : index]
            if paragraph.part == "body" and not paragraph.generated
        ]
        text = document.text_of(number.paragraph).strip(BLANKS)
        filled = [line for line in between if line]
        yield _Setting(
            new_document=any(NEW_DOCUMENT.match(line) for line in filled),
            title=any(_is_title(line) for line in filled),
            text=bool(filled),
            follows_heading=not filled and previous >= 0,
            seen_before=text in seen,
            alone=not STOP.search(text[:-1]),
            major=len(text) <= TITLE_LENGTH and any(word in text for word in MAJOR),
        )
        seen.add(text)
        previous = index


def _is_title(line: str) -> bool:
    return len(line) <= TITLE_LENGTH and line[-1] not in "。；，、！？：:,;”…"


def _steps(last: Step | None) -> list[Step]:
    steps = []
    while last is not None:
        steps.append(last)
        last = last.before
    return [step for step in reversed(steps) if step.depth is not None]
