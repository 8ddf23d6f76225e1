"""One run: settings to rules, a file to its outcome, many files to theirs in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from djlint import catalog, edits, engine, files, formats, locate
from djlint import settings as asked
from djlint.analysis import Reading
from djlint.analysis.vocabulary import Vocabulary
from djlint.errors import ConfigError, FileError, RefusedError
from djlint.model import Diagnostic, Document, Finding, Outcome, Remark, Rule
from djlint.settings import Settings

NAMES = {
    "GW901": "unreadable-file",
    "GW902": "unknown-encoding",
    "GW903": "refused-fix",
    "GW905": "unsettled-fix",
}
REFUSED = RefusedError.code
FILE_FAMILY = "file"
# Below so many files a pool of processes costs more than it saves.
WORTH_A_POOL = {True: 8, False: 48}


class Work(NamedTuple):
    """What is to be done with each file; a worker process receives it once.

    `track` makes fixes as tracked changes; `copies` are the paths of the copies with comments to
    be written, by the path of the file. Both bear the `date`, in ISO 8601.
    """

    rules: tuple[Rule[Any], ...]
    vocabulary: Vocabulary
    settings: Settings = Settings()
    fix: bool = False
    unsafe: bool = False
    difference: bool = False
    track: bool = False
    copies: Mapping[str, str] = MappingProxyType({})
    date: str = ""


def prepare(
    settings: Settings | None = None,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    **task: Any,
) -> Work:
    """Load the rules that the settings choose; `task` are further values of the work.

    Raises ConfigError or RuleError where the rules cannot be loaded.
    """
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
    return Work(chosen, loaded.vocabulary, settings, **task)


def copies(paths: Sequence[str], out: str) -> dict[str, str]:
    """The path of the copy of each file: `out` for one, for several one below the folder `out`.

    Copies stand in their folder as the files do in theirs. Raises ConfigError where a copy would
    take the place of a file that is to be checked, or of another copy.
    """
    import os

    one = len(paths) == 1 and not os.path.isdir(out) and files.names_word(out)
    if one:
        made = {paths[0]: out}
    else:
        folders = [os.path.dirname(os.path.abspath(path)) for path in paths]
        base = os.path.commonpath(folders) if folders else ""
        made = {
            path: os.path.join(out, os.path.relpath(os.path.abspath(path), base)) for path in paths
        }
        made = {path: to if files.names_word(to) else f"{to}.docx" for path, to in made.items()}
    taken = {os.path.realpath(path) for path in paths}
    for to in made.values():
        if os.path.realpath(to) in taken:
            raise ConfigError(f"--annotate：{to} 会覆盖要检查的文件；请换一个文件名或目录")
        taken.add(os.path.realpath(to))
    return made


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
    """Check one file, and mend it on disk, or write a copy with comments, where asked for."""
    try:
        data = files.read(path)
    except FileError as error:
        return _failed(path, error)
    outcome, new = examine(data, path, work)
    if new is None or work.difference:
        return outcome
    try:
        if path in work.copies:
            files.create(work.copies[path], new, formats.is_annotated)
            return outcome._replace(copy=work.copies[path])
        files.replace(path, new, data)
    except RefusedError as error:
        return _not_written(data, path, work, error)
    return outcome


def examine(data: bytes, path: str, work: Work) -> tuple[Outcome, bytes | None]:
    """The outcome of a file's bytes, and new bytes: where fixes were made, or of its copy."""
    settings = work.settings
    encoding = asked.encoding(path, settings) or None
    try:
        document = formats.read(data, path, encoding, comments=settings.comments)
    except FileError as error:
        return _failed(path, error), None
    rules = [rule for rule in work.rules if not asked.ignored(path, rule.code, rule.name, settings)]
    before = Reading(document, work.vocabulary)
    try:
        if path in work.copies:
            return _annotated(before, rules, work)
        if not (work.fix or work.difference):
            return _checked(before, rules), None
        mended, new = _mend(before, rules, work)
    except FileError as error:
        return _refused(_checked(before, rules), error), None
    if work.difference:
        # The file stays as it is, so its findings are told where they stand in it.
        return _checked(before, rules)._replace(difference=mended.difference), None
    return mended, new


def _checked(before: Reading, rules: Sequence[Rule[Any]]) -> Outcome:
    return _outcome(before, formats.vet(before.document, engine.check(before, rules)))


def _annotated(before: Reading, rules: Sequence[Rule[Any]], work: Work) -> tuple[Outcome, bytes]:
    from djlint.render.remark import remark

    found = formats.vet(before.document, engine.check(before, rules))
    outcome = _outcome(before, found)
    whys = {rule.code: rule.why for rule in rules}
    remarks = [
        Remark(diagnostic.span, remark(finding, whys.get(finding.code, "")))
        for diagnostic, finding in zip(found, outcome.findings, strict=True)
    ]
    return outcome, formats.annotate(before.document, remarks, work.date)


def _mend(before: Reading, rules: Sequence[Rule[Any]], work: Work) -> tuple[Outcome, bytes | None]:
    rewrite = formats.preview if work.track else formats.rewrite
    vet = partial(formats.vet, tracked=work.track)
    mended = engine.mend(before, rules, rewrite, unsafe=work.unsafe, vet=vet)
    left = engine.in_order((*_refusals(mended.left, work), *mended.left))
    if not mended.rounds:
        return _outcome(before, left), None
    after = mended.reading.document
    repaired = tuple(
        finding for one in mended.rounds for finding in locate.findings(one.reading, one.mended)
    )
    difference = _difference(before.document, after) if work.difference else ""
    outcome = _outcome(mended.reading, left, repaired, difference)
    if work.track:
        made = edits.compose(before.document.text, [one.edits for one in mended.rounds])
        return outcome, formats.write_tracked(before.document, made, work.date)
    return outcome, formats.data(after)


def _refusals(left: Iterable[Diagnostic], work: Work) -> Iterator[Diagnostic]:
    """What fixes that were asked for could not be made, and why."""
    for diagnostic in left:
        fix = diagnostic.fix
        if fix and fix.refusal and fix.safety in edits.APPLICABLE[work.unsafe]:
            message = f"{diagnostic.code} 未改：{fix.refusal}"
            # What is no more than a hint must not fail a run because it stays.
            name, severity = NAMES[REFUSED], diagnostic.severity
            yield Diagnostic(REFUSED, name, severity, message, diagnostic.span)


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
