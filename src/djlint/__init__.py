"""djlint-report: a linter for Chinese official reports in .docx and .txt.

`lint` and `fix` work on a text; `Document` and `Diagnostic` are what the command works with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from djlint.model import Diagnostic, Document

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Document", "__version__", "fix", "lint"]


def __getattr__(name: str) -> object:
    # The command line must tell its version without paying for what a run needs.
    if name in ("Diagnostic", "Document"):
        from djlint import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _selectors(given: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(given.split(",")) if isinstance(given, str) else tuple(given)


def lint(
    text: str,
    *,
    path: str = "",
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a text, a paragraph a line, in its order.

    `path` is the file name that it goes under; `select` and `ignore` take codes, prefixes and
    names as the command does. Raises ConfigError for a selector that fits no rule.
    """
    from djlint import engine, session

    work = session.prepare(select=_selectors(select), ignore=_selectors(ignore))
    return engine.check(session.reading(text, path, work), work.rules)


def fix(
    text: str,
    *,
    path: str = "",
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    unsafe: bool = False,
) -> str:
    """A text with its safe fixes made, and with `unsafe` the others that may be applied.

    Raises ConfigError as `lint` does, and FileError where fixes undo each other.
    """
    from djlint import engine, formats, session

    work = session.prepare(select=_selectors(select), ignore=_selectors(ignore))
    before = session.reading(text, path, work)
    mended = engine.mend(before, work.rules, formats.rewrite, unsafe=unsafe, vet=formats.vet)
    return formats.data(mended.reading.document).decode()
