"""Many files over several processes, their outcomes in order."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from djlint.errors import DjlintError
from djlint.model import Outcome

CHUNK = 8

Process = Callable[[str, Any], Outcome]

# A worker process has no other place to keep what it is to do.
_task: tuple[Process, Any] | None = None


def spread(process: Process, paths: Sequence[str], work: object, workers: int) -> Iterator[Outcome]:
    """The outcomes of `process(path, work)` for each path, worked out by `workers` processes."""
    # Forking spares each worker the start-up; macOS and Windows cannot do it safely.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, _receive, (process, work)) as pool:
        try:
            yield from pool.map(_process, paths, chunksize=min(CHUNK, len(paths) // workers + 1))
        except BrokenProcessPool as error:
            pool.shutdown(cancel_futures=True)
            raise DjlintError("一个工作进程意外退出，未检查完；请加 --jobs 1 再试一次") from error


def _receive(process: Process, work: object) -> None:
    global _task
    _task = (process, work)


def _process(path: str) -> Outcome:
    if _task is None:
        raise RuntimeError("a worker was started without its task")
    process, work = _task
    return process(path, work)
