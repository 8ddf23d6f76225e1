"""What several checks need to know of a document, each worked out once, when first asked for."""

from __future__ import annotations

from djlint.model import Document


class Reading:
    """A document with all that is known of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
