import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread, QTimer

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.ui.deliver import Deliver
from inspector_app.ui.tasks import Lane, TaskRunner

TALK = Changes(frozenset({"talk"}), frozenset({"id"}))


def on_gui_thread():
    return QThread.currentThread().isMainThread()


@pytest.fixture(params=["threaded", "immediate"])
def runner(request):
    return request.getfixturevalue("threaded_tasks" if request.param == "threaded" else "tasks")


def test_result_returns_on_the_gui_thread(runner, qtbot):
    got = []
    runner.work(lambda: 7, done=lambda value: got.append((value, on_gui_thread())))
    qtbot.waitUntil(lambda: got == [(7, True)])


def test_changes_reach_the_bus_before_the_caller(runner, bus, qtbot):
    order = []
    bus.changed.connect(order.append)
    runner.store(lambda: TALK, done=lambda _: order.append("done"))
    qtbot.waitUntil(lambda: order == [TALK, "done"])


def test_changes_carried_by_a_result_reach_the_bus(runner, bus, qtbot):
    class Report:
        changes = TALK

    with qtbot.waitSignal(bus.changed) as signal:
        runner.store(Report)
    assert signal.args == [TALK]


def test_known_error_goes_to_its_caller_alone(runner, qtbot):
    error = KnownError("store.full")
    got = []

    def fail():
        raise error

    with qtbot.assertNotEmitted(runner.known_error):
        runner.store(fail, failed=got.append)
        qtbot.waitUntil(lambda: got == [error])


def test_known_error_nobody_asked_for_is_told_to_the_window(runner, qtbot):
    def fail():
        raise KnownError("store.full")

    with qtbot.waitSignal(runner.known_error) as signal:
        runner.draft(fail)
    assert signal.args[0].code == "store.full"


def test_bug_reaches_its_caller_and_the_crash_hook(runner, qtbot):
    got = []
    with qtbot.captureExceptions() as caught:
        runner.work(lambda: 1 / 0, failed=got.append)
        qtbot.waitUntil(lambda: bool(got) and bool(caught))
    assert isinstance(got[0], ZeroDivisionError)
    assert caught[0][1] is got[0]


def test_owner_that_is_gone_hears_nothing(threaded_tasks, qtbot, settle):
    owner, gate, got = QObject(), threading.Event(), []
    threaded_tasks.work(lambda: gate.wait(5), done=got.append, owner=owner)
    owner.deleteLater()
    settle()
    gate.set()
    last = []
    threaded_tasks.work(lambda: None)
    threaded_tasks.work(lambda: None, done=last.append)
    qtbot.waitUntil(lambda: bool(last))
    assert got == []


def test_error_for_an_owner_that_is_gone_is_not_lost(threaded_tasks, qtbot, settle):
    owner, gate = QObject(), threading.Event()

    def fail():
        gate.wait(5)
        raise KnownError("store.full")

    with qtbot.waitSignal(threaded_tasks.known_error) as signal:
        threaded_tasks.store(fail, failed=lambda _error: None, owner=owner)
        owner.deleteLater()
        settle()
        gate.set()
    assert signal.args[0].code == "store.full"


def test_store_jobs_run_in_order_on_one_thread(threaded_tasks):
    names, order = set(), []

    def job(number):
        names.add(threading.current_thread().name)
        order.append(number)

    for number in range(50):
        threaded_tasks.store(partial(job, number))
    assert threaded_tasks.drain()
    assert order == list(range(50))
    assert len(names) == 1


def test_drafts_do_not_wait_behind_the_store(threaded_tasks, qtbot):
    gate, saved = threading.Event(), []
    threaded_tasks.store(lambda: gate.wait(10))
    threaded_tasks.draft(lambda: "draft", done=saved.append)
    qtbot.waitUntil(lambda: saved == ["draft"])
    gate.set()
    assert threaded_tasks.drain()


def test_progress_is_merged(threaded_tasks, qtbot):
    heard, ended = [], []

    def job(progress):
        for step in range(20_000):
            progress(step, 20_000)
        return "end"

    begun = time.monotonic()
    threaded_tasks.long(Lane.WORK, job, progress=lambda *a: heard.append(a), done=ended.append)
    qtbot.waitUntil(lambda: ended == ["end"], timeout=10_000)
    assert 1 <= len(heard) <= (time.monotonic() - begun) * 20 + 2
    assert heard[0] == (0, 20_000, "")


def test_cancelled_job_stops_at_its_next_report(threaded_tasks, qtbot):
    started, cancelled, steps = threading.Event(), [], []

    def job(progress):
        for step in range(1_000_000):
            progress(step, 1_000_000)
            steps.append(step)
            started.set()
            time.sleep(0.001)

    task = threaded_tasks.long(
        Lane.WORK, job, progress=lambda *_: None, cancelled=lambda: cancelled.append(True)
    )
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: cancelled == [True])
    assert task.finished
    assert len(steps) < 1_000_000


def test_job_cancelled_before_it_began_never_runs(threaded_tasks):
    gate, ran = threading.Event(), []
    threaded_tasks.store(lambda: gate.wait(5))
    task = threaded_tasks.store(lambda: ran.append(True))
    task.cancel()
    gate.set()
    assert threaded_tasks.drain()
    assert ran == []


def test_shutdown_finishes_every_write_and_stops_slow_work(bus):
    runner, written, slow = TaskRunner(bus), [], []
    for number in range(20):
        runner.store(partial(written.append, number))
        runner.draft(partial(written.append, -number))

    def forever(progress):
        while True:
            progress(0, 1)
            time.sleep(0.001)

    runner.long(Lane.WORK, forever, progress=lambda *_: None, cancelled=lambda: slow.append(1))
    runner.shutdown()
    assert len(written) == 40
    assert slow in ([1], [])  # stopped before it began, or at its next report
    with pytest.raises(RuntimeError):
        runner.store(lambda: None)


def test_error_of_a_write_at_shutdown_is_told(bus):
    runner, told = TaskRunner(bus), []
    runner.known_error.connect(told.append)

    def fail():
        raise KnownError("store.full")

    runner.store(fail)
    runner.shutdown()
    assert [error.code for error in told] == ["store.full"]


def test_drain_says_whether_everything_was_saved(runner):
    def fail():
        raise KnownError("store.full")

    runner.store(lambda: None)
    assert runner.drain()
    runner.store(fail, failed=lambda _error: None)
    arrived = runner.drain()
    # run at once, the failure was before the draining began
    assert arrived is (type(runner) is not TaskRunner)
    assert runner.drain()


def test_drain_gives_up_in_time(threaded_tasks):
    gate = threading.Event()
    threaded_tasks.store(lambda: gate.wait(10))
    assert not threaded_tasks.drain(timeout_s=0.05)
    gate.set()
    assert threaded_tasks.drain()


def test_saving_is_told_from_the_first_write_to_the_last(threaded_tasks):
    heard = []
    threaded_tasks.saving.connect(heard.append)
    gate = threading.Event()
    threaded_tasks.store(lambda: gate.wait(5))
    threaded_tasks.draft(lambda: None)
    threaded_tasks.work(lambda: None)
    gate.set()
    assert threaded_tasks.drain()
    assert heard[0] is True
    assert heard[-1] is False


def test_thousand_results_do_not_freeze_the_window(qtbot):
    deliver, done, gaps = Deliver(), [], []
    last = [time.perf_counter()]

    def tick():
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(tick)
    timer.start()

    def one_millisecond():
        end = time.perf_counter() + 0.001
        while time.perf_counter() < end:
            pass
        done.append(1)

    for _ in range(1000):
        deliver.post(one_millisecond)
    qtbot.waitUntil(lambda: len(done) == 1000, timeout=20_000)
    timer.stop()
    assert max(gaps) < 0.25  # one queued signal per result: about a second


def test_failing_call_does_not_lose_the_rest(qtbot):
    deliver, got = Deliver(), []
    with qtbot.captureExceptions() as caught:
        deliver.post(lambda: 1 / 0)
        deliver.post(lambda: got.append("after"))
        qtbot.waitUntil(lambda: got == ["after"])
    assert len(caught) == 1
    with qtbot.captureExceptions() as caught:
        deliver.post(lambda: 1 / 0)
        deliver.post(lambda: got.append("again"))
        deliver.run_all()
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert got == ["after", "again"]


def test_bus_passes_on_from_any_thread_to_the_gui_thread(bus, qtbot):
    heard = []
    bus.changed.connect(lambda changes: heard.append((changes, on_gui_thread())))
    thread = threading.Thread(target=lambda: bus.post(TALK))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: heard == [(TALK, True)])


def test_bus_is_silent_about_nothing(bus, qtbot):
    with qtbot.assertNotEmitted(bus.changed, wait=20):
        bus.post(Changes())
