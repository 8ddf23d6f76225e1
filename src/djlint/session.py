"""One run: settings to rules, a file to its outcome, many files to theirs in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from djlint import catalog, engine, files, formats, locate
from djlint import settings as asked
from djlint.analysis import Reading
from djlint.analysis.vocabulary import Vocabulary
from djlint.errors import ConfigError, FileError, RefusedError
from djlint.model import Diagnostic, Document, Finding, Outcome, Rule
from djlint.settings import Settings

NAMES = {
    "GW901": "unreadable-file",
    "GW902": "unknown-encoding",
    "GW903": "refused-fix",
    "GW905": "unsettled-fix",
}
FILE_FAMILY = "file"
# Below so many files a pool of processes costs more than it saves.
WORTH_A_POOL = {True: 8, False: 48}


class Work(NamedTuple):
    """What is to be done with each file; a worker process receives it once."""

    rules: tuple[Rule[Any], ...]
    vocabulary: Vocabulary
    settings: Settings = Settings()
    fix: bool = False
    unsafe: bool = False
    difference: bool = False


def prepare(
    settings: Settings | None = None,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    fix: bool = False,
    unsafe: bool = False,
    difference: bool = False,
) -> Work:
    """Load the rules that the settings choose; ConfigError or RuleError where they cannot be."""
    settings = settings or Settings(select=select, ignore=ignore)
    loaded = catalog.load(settings.rules, settings.rule_options, examples=False)
    known = {rule.code: rule.name for rule in loaded.rules}
    for selector, nearest in asked.unknown_selectors(settings, known.items()):
        hint = f"，是不是 {nearest}？" if nearest else "；用 --list-rules 看有哪些规则"
        raise ConfigError(f"没有规则 {selector}{hint}")
    chosen = tuple(
        rule
        for rule in loaded.rules
        if rule.kind != FILE_FAMILY and asked.chosen(rule.code, rule.name, rule.enabled, settings)
    )
    return Work(chosen, loaded.vocabulary, settings, fix, unsafe, difference)


def reading(text: str, path: str, work: Work) -> Reading:
    """A text as a document, ready to be checked."""
    return Reading(formats.from_text(text, path), work.vocabulary)


def run(paths: Sequence[str], work: Work, jobs: int = 0) -> Iterator[Outcome]:
    """The outcomes of files in their order; `jobs` 0 takes all processors where it pays."""
    workers = _workers(paths, jobs)
    if workers < 2:
        yield from (process(path, work) for path in paths)
        return
    from djlint.pool import spread

    yield from spread(process, paths, work, workers)


def _workers(paths: Sequence[str], jobs: int) -> int:
    import os

    if jobs:
        return min(jobs, len(paths))
    word = any(path.lower().endswith(".docx") for path in paths)
    if len(paths) < WORTH_A_POOL[word]:
        return 1
    return min(os.cpu_count() or 1, len(paths))


def process(path: str, work: Work) -> Outcome:
    """Check one file, and mend it on disk where that was asked for."""
    try:
        data = files.read(path)
    except FileError as error:
        return _failed(path, error)
    outcome, new = examine(data, path, work)
    if new is None or not work.fix or work.difference:
        return outcome
    try:
        files.replace(path, new, data)
    except RefusedError as error:
        return _not_written(data, path, work, error)
    return outcome


def examine(data: bytes, path: str, work: Work) -> tuple[Outcome, bytes | None]:
    """The outcome of a file's bytes, and the new bytes where fixes were made."""
    try:
        document = formats.read(data, path, asked.encoding(path, work.settings) or None)
    except FileError as error:
        return _failed(path, error), None
    rules = [
        rule for rule in work.rules if not asked.ignored(path, rule.code, rule.name, work.settings)
    ]
    before = Reading(document, work.vocabulary)
    if not (work.fix or work.difference):
        return _checked(before, rules), None
    try:
        mended, new = _mend(before, rules, work)
    except FileError as error:
        return _refused(_checked(before, rules), error), None
    if work.difference:
        # The file stays as it is, so its findings are told where they stand in it.
        return _checked(before, rules)._replace(difference=mended.difference), None
    return mended, new


def _checked(before: Reading, rules: Sequence[Rule[Any]]) -> Outcome:
    return _outcome(before, formats.vet(before.document, engine.check(before, rules)))


def _mend(before: Reading, rules: Sequence[Rule[Any]], work: Work) -> tuple[Outcome, bytes | None]:
    mended = engine.mend(before, rules, formats.rewrite, unsafe=work.unsafe, vet=formats.vet)
    if not mended.rounds:
        return _outcome(before, mended.left), None
    after = mended.reading.document
    repaired = tuple(
        finding for one in mended.rounds for finding in locate.findings(one.reading, one.mended)
    )
    difference = _difference(before.document, after) if work.difference else ""
    outcome = _outcome(mended.reading, mended.left, repaired, difference)
    return outcome, formats.data(after)


def _outcome(
    found_in: Reading,
    diagnostics: Iterable[Diagnostic],
    mended: tuple[Finding, ...] = (),
    difference: str = "",
) -> Outcome:
    found = locate.findings(found_in, diagnostics)
    gave_up = any(finding.code == engine.GAVE_UP for finding in found)
    return Outcome(found_in.document.path, found, mended, difference, failed=gave_up)


def _difference(before: Document, after: Document) -> str:
    from difflib import unified_diff

    lines = unified_diff(
        before.text.split("\n"), after.text.split("\n"), before.path, after.path, n=1, lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def _failed(path: str, error: FileError) -> Outcome:
    finding = locate.failure(path, error.code, NAMES[error.code], str(error))
    return Outcome(path, (finding,), failed=True)


def _refused(outcome: Outcome, error: FileError) -> Outcome:
    finding = locate.failure(outcome.path, error.code, NAMES[error.code], str(error))
    return Outcome(outcome.path, (finding, *outcome.findings), failed=True)


def _not_written(data: bytes, path: str, work: Work, error: RefusedError) -> Outcome:
    plain = Work(work.rules, work.vocabulary, work.settings)
    outcome, _ = examine(data, path, plain)
    return _refused(outcome, error)
