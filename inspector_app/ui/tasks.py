"""The only place that decides on which thread a service runs.

Three lanes: ``store`` (one thread: the writer's), ``draft`` (one thread of its own, so that
typing never waits behind an import) and ``work`` (two threads: papers, pictures, hashing).
Jobs are plain callables that touch no widget; what comes of them returns to the GUI thread:

* a result to ``done``; if it is a `Changes`, or carries one as ``.changes``, the change bus
  hears of it first, so no page can forget to tell the others;
* a `KnownError` to ``failed``, and where none was given to the signal ``known_error`` (the
  window shows it as a banner);
* any other exception to ``failed`` if given, and always on to ``sys.excepthook``: a bug.

Results for an ``owner`` that is gone are dropped, errors are not.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from time import monotonic
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.deliver import Deliver

T = TypeVar("T")

#: Shortest time between two reports of one job's progress, in seconds.
PROGRESS_INTERVAL = 0.05


class Lane(StrEnum):
    """The threads a job can run on."""

    STORE = "store"
    DRAFT = "draft"
    WORK = "work"


_WORKERS = {Lane.STORE: 1, Lane.DRAFT: 1, Lane.WORK: 2}


class TaskCancelledError(Exception):
    """Raised inside a job whose task was cancelled; leave it to pass through."""


class Progress(Protocol):
    """What a long job reports with; calling it is also where the job can be cancelled."""

    def __call__(self, done: int, total: int, note: str = "") -> None:
        """Report *done* of *total* steps. Raises ``TaskCancelledError`` once cancelled."""


class Task:
    """One running job, for whoever started it."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.future: Future[None] | None = None
        self._cancelled = threading.Event()
        self._finished = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop: at once if it has not begun, else at its next report."""
        self._cancelled.set()

    @property
    def finished(self) -> bool:
        """Whether the job's end has been delivered."""
        return self._finished.is_set()

    def go_on(self) -> None:
        """Raise ``TaskCancelledError`` if somebody asked the job to stop."""
        if self._cancelled.is_set():
            raise TaskCancelledError

    def finish(self) -> None:
        """Record that the end was delivered; for the runner."""
        self._finished.set()


@dataclass(frozen=True, slots=True)
class _Ends(Generic[T]):
    """What to call when a job is over, unless its owner has gone."""

    done: Callable[[T], None] | None = None
    failed: Callable[[Exception], None] | None = None
    cancelled: Callable[[], None] | None = None
    owner: QObject | None = None

    @property
    def wanted(self) -> bool:
        return self.owner is None or isValid(self.owner)


class _Reporter:
    """The `Progress` of one job: merges reports to at most twenty a second."""

    def __init__(self, task: Task, deliver: Callable[[int, int, str], None]) -> None:
        self._task = task
        self._deliver = deliver
        self._sent = -1.0

    def __call__(self, done: int, total: int, note: str = "") -> None:
        self._task.go_on()
        now = monotonic()
        if now - self._sent >= PROGRESS_INTERVAL:
            self._sent = now
            self._deliver(done, total, note)


class TaskRunner(QObject):
    """Runs services off the GUI thread and brings their ends back to it.

    Signals:
        known_error (KnownError): a job without ``failed`` ended in a known error.
        saving (bool): whether anything is on its way to the store or the drafts.
    """

    known_error = Signal(object)
    saving = Signal(bool)

    def __init__(self, bus: ChangeBus) -> None:
        super().__init__()
        self._bus = bus
        self._deliver = Deliver()
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=f"inspector-{lane}")
            for lane, count in _WORKERS.items()
        }
        self._tasks: set[Task] = set()
        self._closed = False
        self._failed_writes = 0

    def store(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run a short use case that writes, on the writer's thread, in order of calls."""
        return self._start(Task(Lane.STORE), job, _Ends(done, failed, owner=owner))

    def draft(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Save what is being typed, in a lane that long work never blocks."""
        return self._start(Task(Lane.DRAFT), job, _Ends(done, failed, owner=owner))

    def work(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run something slow that does not write: a paper, a picture, a hash."""
        return self._start(Task(Lane.WORK), job, _Ends(done, failed, owner=owner))

    def long(
        self,
        lane: Lane,
        job: Callable[[Progress], T],
        *,
        progress: Callable[[int, int, str], None],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run *job* with a `Progress` to report with; ``cancel()`` stops it at a report.

        *progress* hears (done, total, note) at most twenty times a second.
        """
        task = Task(lane)
        ends = _Ends(done, failed, cancelled, owner)

        def report(steps: int, total: int, note: str) -> None:
            self._post(partial(self._report, ends, partial(progress, steps, total, note)))

        return self._start(task, partial(job, _Reporter(task, report)), ends)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._tasks

    def drain(self, *, timeout_s: float = 30.0) -> bool:
        """Wait until everything bound for the store and the drafts is there.

        Blocks; for locking and closing. Delivers the results that are waiting. Returns
        whether all of it arrived in time and none of it failed.
        """
        end = monotonic() + timeout_s
        failures = self._failed_writes
        arrived = True
        for lane in (Lane.DRAFT, Lane.STORE):
            for task in [task for task in self._tasks if task.lane is lane]:
                arrived = self._wait(task, end - monotonic()) and arrived
        self._deliver.run_all()
        return arrived and self._failed_writes == failures

    def shutdown(self) -> None:
        """Take no more jobs, cancel slow work, finish every write, deliver, stop threads."""
        self._closed = True
        for task in self._tasks:
            if task.lane is Lane.WORK:
                task.cancel()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is Lane.WORK)
        self._deliver.run_all()
        self._tasks.clear()

    def _start(self, task: Task, job: Callable[[], T], ends: _Ends[T]) -> Task:
        if self._closed:
            raise RuntimeError("the task runner is shut down")
        self._tasks.add(task)
        self._tell_saving(task.lane)

        def run() -> None:
            try:
                task.go_on()
                result = job()
            except TaskCancelledError:
                end = partial(self._on_cancelled, ends)
            except Exception as error:  # noqa: BLE001  (comes back on the GUI thread, whole)
                end = partial(self._on_failed, task.lane, error, ends)
            else:
                end = partial(self._on_done, result, ends)
            self._post(partial(self._finish, task, end))

        self._submit(task, run)
        return task

    def _submit(self, task: Task, run: Callable[[], None]) -> None:
        task.future = self._pools[task.lane].submit(run)

    def _post(self, call: Callable[[], None]) -> None:
        self._deliver.post(call)

    def _wait(self, task: Task, timeout_s: float) -> bool:
        if task.future is None:
            return True
        try:
            task.future.result(max(0.0, timeout_s))
        except TimeoutError:
            return False
        return True

    def _finish(self, task: Task, end: Callable[[], None]) -> None:
        self._tasks.discard(task)
        task.finish()
        self._tell_saving(task.lane)
        end()

    def _on_done(self, result: T, ends: _Ends[T]) -> None:
        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if isinstance(changes, Changes):
            self._bus.post(changes)
        if ends.done is not None and ends.wanted:
            ends.done(result)

    def _on_failed(self, lane: Lane, error: Exception, ends: _Ends[T]) -> None:
        if lane is not Lane.WORK:
            self._failed_writes += 1
        known = isinstance(error, KnownError)
        if ends.failed is not None and ends.wanted:
            ends.failed(error)
        elif known:
            self.known_error.emit(error)
        if not known:
            QTimer.singleShot(0, partial(_reraise, error))

    def _on_cancelled(self, ends: _Ends[T]) -> None:
        if ends.cancelled is not None and ends.wanted:
            ends.cancelled()

    def _report(self, ends: _Ends[T], progress: Callable[[], None]) -> None:
        if ends.wanted:
            progress()

    def _tell_saving(self, lane: Lane) -> None:
        if lane is not Lane.WORK:
            self.saving.emit(any(task.lane is not Lane.WORK for task in self._tasks))


class ImmediateTaskRunner(TaskRunner):
    """Runs every job at once on the calling thread: for tests and pictures."""

    def _submit(self, task: Task, run: Callable[[], None]) -> None:  # noqa: ARG002
        run()

    def _post(self, call: Callable[[], None]) -> None:
        call()


def _reraise(error: Exception) -> None:
    raise error
