"""What several checks need to know of a document, each worked out once, when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from djlint.analysis.enumerations import Enumeration, enumerations
from djlint.analysis.literals import pairs
from djlint.analysis.masks import Mask, masks
from djlint.analysis.outline import Outline, outline
from djlint.analysis.parts import Parts, parts
from djlint.analysis.period import Period, period
from djlint.analysis.vocabulary import Vocabulary
from djlint.model import Document


class Reading:
    """A document with all that is known of it."""

    def __init__(self, document: Document, vocabulary: Vocabulary | None = None) -> None:
        self.document = document
        self.vocabulary = vocabulary or Vocabulary()

    @cached_property
    def outline(self) -> Outline:
        """The tree of its numbered headings."""
        return outline(self.document)

    @cached_property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """The lists in its running text."""
        return enumerations(self.document, self.outline)

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """The marks that are left to be filled in."""
        return masks(self.document)

    @cached_property
    def has_pair(self) -> Callable[[str], bool]:
        """Whether its text may have two characters side by side."""
        return pairs(self.document.text)

    @cached_property
    def parts(self) -> Parts:
        """Its title, its opening, and which parts of a report it has."""
        return parts(self.document, self.outline, self.vocabulary)

    @cached_property
    def period(self) -> Period:
        """The year that it reports on, with the evidence."""
        return period(self.document, self.parts)
