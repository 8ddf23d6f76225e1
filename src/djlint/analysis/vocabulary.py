"""Word lists that several analyses share; `[vocabulary]` of the rule files fills them."""

from __future__ import annotations

from typing import NamedTuple


class Vocabulary(NamedTuple):
    """How reports name themselves and their parts; each list is of literal words.

    A title makes a report where it holds one of `report_titles` and does not end in one of
    `other_titles`; an opening sentence where it holds one of `report_openings` and 如下.
    `review`, `problems` and `plans` are words of the headings of the three parts, `plans_at_last`
    those that name the plans only in a top heading behind the problems, and the lists with
    `not_` before their names are words in which these mean something else.
    """

    report_titles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    report_openings: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    plans_at_last: tuple[str, ...] = ()
    not_problems: tuple[str, ...] = ()
    not_plans: tuple[str, ...] = ()
