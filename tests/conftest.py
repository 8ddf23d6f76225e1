"""What several tests share: the shipped rules, loaded once, and a text as a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from djlint import catalog, engine, formats
from djlint.analysis import Reading
from djlint.catalog import Catalog
from djlint.edits import apply
from djlint.model import Diagnostic, Document, Edit, Rule

Read = Callable[..., Reading]
Lint = Callable[..., tuple[Diagnostic, ...]]
Found = Callable[..., list[tuple[str, str]]]
Codes = Callable[..., list[str]]
Mend = Callable[..., str]


@pytest.fixture(scope="session")
def loaded() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def reading(loaded: Catalog) -> Read:
    """A text as a document that can be checked; `labels` are its automatic numbers."""

    def reading(text: str, path: str = "", labels: Sequence[str] = ()) -> Reading:
        document = formats.from_text(text, path)
        padded = (*labels, *[""] * len(document.paragraphs))
        paragraphs = tuple(
            replace(paragraph, label=label)
            for paragraph, label in zip(document.paragraphs, padded, strict=False)
        )
        return Reading(replace(document, paragraphs=paragraphs), loaded.vocabulary)

    return reading


def chosen(loaded: Catalog, select: str) -> tuple[Rule[Any], ...]:
    """The rules whose codes begin so; one that is off by its whole code alone."""
    return tuple(
        rule
        for rule in loaded.rules
        if rule.code.startswith(select) and (rule.enabled or rule.code == select)
    )


@pytest.fixture(scope="session")
def lint(loaded: Catalog, reading: Read) -> Lint:
    def lint(text: str, select: str = "GW", **more: Any) -> tuple[Diagnostic, ...]:
        return engine.check(reading(text, **more), chosen(loaded, select))

    return lint


@pytest.fixture(scope="session")
def found(lint: Lint) -> Found:
    """The code and the words of each finding."""

    def found(text: str, select: str = "GW", **more: Any) -> list[tuple[str, str]]:
        diagnostics = lint(text, select, **more)
        return [(each.code, text[each.span.start : each.span.end]) for each in diagnostics]

    return found


@pytest.fixture(scope="session")
def codes(lint: Lint) -> Codes:
    def codes(text: str, select: str = "GW", **more: Any) -> list[str]:
        return [each.code for each in lint(text, select, **more)]

    return codes


@pytest.fixture(scope="session")
def mend(loaded: Catalog, reading: Read) -> Mend:
    """A text after its fixes."""

    def mend(text: str, select: str = "GW", *, unsafe: bool = False, **more: Any) -> str:
        rules = chosen(loaded, select)
        mended = engine.mend(reading(text, **more), rules, rewrite, unsafe=unsafe)
        return mended.reading.document.text

    return mend


def rewrite(document: Document, edits: Sequence[Edit]) -> Document:
    return formats.from_text(apply(document.text, edits), document.path)
