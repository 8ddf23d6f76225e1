"""Many files over several processes, their outcomes in order."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from djlint import session
from djlint.errors import DjlintError
from djlint.model import Outcome

CHUNK = 8

_work: session.Work | None = None


def spread(paths: Sequence[str], work: session.Work, workers: int) -> Iterator[Outcome]:
    """The outcomes of files, worked out by `workers` processes."""
    # Forking spares each worker the start-up; macOS and Windows cannot do it safely.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, _receive, (work,)) as pool:
        try:
            yield from pool.map(_process, paths, chunksize=min(CHUNK, len(paths) // workers + 1))
        except BrokenProcessPool as error:
            pool.shutdown(cancel_futures=True)
            raise DjlintError("一个工作进程意外退出，未检查完；请加 --jobs 1 再试一次") from error


def _receive(work: session.Work) -> None:
    global _work
    _work = work


def _process(path: str) -> Outcome:
    if _work is None:
        raise RuntimeError("a worker was started without its work")
    return session.process(path, _work)
