"""One process per folder."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system import folder_lock
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.wording import LANGUAGES, Wording


class Noon:
    def now(self):
        return datetime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=8)))

    def monotonic(self):
        return 0.0


HOLD = """
import sys
from pathlib import Path
from inspector_app.system.clock import SystemClock
from inspector_app.system.folder_lock import lock_folder
with lock_folder(Path(sys.argv[1]), program="verify", clock=SystemClock()):
    print("held", flush=True)
    sys.stdin.read()
"""


def other_process(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def lock(folder, program="window"):
    return lock_folder(folder, program=program, clock=Noon())


def test_the_lock_lies_in_the_folder_and_goes_with_it(tmp_path):
    with lock(tmp_path) as held:
        assert held.left_behind is None
        content = json.loads((tmp_path / "lock").read_text("utf-8"))
        assert content["pid"] == os.getpid()
        assert content["since"] == "2026-05-01T12:00:00+08:00"
        assert content["program"] == "window"
    assert list(tmp_path.iterdir()) == []


def test_it_goes_after_an_error_too(tmp_path):
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_the_second_process_is_told_who_holds_it(tmp_path):
    with other_process(tmp_path) as process:
        with pytest.raises(KnownError) as caught, lock(tmp_path):
            pytest.fail("two hold one folder")
        assert caught.value.code == "store.in_use"
        assert caught.value.params["pid"] == process.pid
        assert caught.value.params["program"] == "verify"
        for language in LANGUAGES:
            assert str(process.pid) in Wording(language).error(caught.value)
        process.communicate("")
    with lock(tmp_path) as held:
        assert held.left_behind is None


def test_the_same_process_cannot_hold_it_twice(tmp_path):
    with lock(tmp_path):
        with pytest.raises(KnownError) as caught, lock(tmp_path, "backup"):
            pytest.fail("two hold one folder")
        assert caught.value.params["pid"] == os.getpid()
        assert (tmp_path / "lock").exists()


def test_a_killed_holder_leaves_a_trace_but_no_lock(tmp_path):
    with other_process(tmp_path) as process:
        process.kill()
        process.communicate()
    assert (tmp_path / "lock").exists()
    with lock(tmp_path) as held:
        assert held.left_behind.pid == process.pid
        assert held.left_behind.program == "verify"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{}", b"[" * 4000, b'{"host":1}', b"x" * 100_000]
)
def test_a_lock_file_without_sense_is_taken_over(tmp_path, content):
    (tmp_path / "lock").write_bytes(content)
    with lock(tmp_path) as held:
        assert held.left_behind is None


def test_a_holder_who_has_not_said_who(tmp_path):
    with lock(tmp_path):
        (tmp_path / "lock").write_bytes(b"")
        with pytest.raises(KnownError) as caught, lock(tmp_path):
            pytest.fail("two hold one folder")
    assert caught.value.code == "store.in_use_unknown"


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(KnownError) as caught, lock(tmp_path / "gone"):
        pytest.fail("there is no folder")
    assert caught.value.code == "store.folder_missing"


def test_a_file_removed_between_opening_and_locking_is_not_taken_for_a_lock(tmp_path, monkeypatch):
    real, times = folder_lock._lock, []

    def lock_late(descriptor, path):
        real(descriptor, path)
        if not times:
            path.unlink()  # what the last holder does on closing
        times.append(1)

    monkeypatch.setattr(folder_lock, "_lock", lock_late)
    with lock(tmp_path):
        assert len(times) == 2
        assert json.loads((tmp_path / "lock").read_text("utf-8"))["pid"] == os.getpid()


def test_a_full_disk_does_not_keep_people_from_reading(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with lock(tmp_path):
        assert (tmp_path / "lock").read_bytes() == b""
    assert list(tmp_path.iterdir()) == []


def test_a_place_without_locks_is_refused(tmp_path, monkeypatch):
    def unsupported(*_):
        raise OSError(37, "No locks available")

    if os.name == "posix":
        monkeypatch.setattr(folder_lock.fcntl, "flock", unsupported)
    else:
        monkeypatch.setattr(folder_lock.msvcrt, "locking", unsupported)
    with pytest.raises(KnownError) as caught, lock(tmp_path):
        pytest.fail("there is no lock")
    assert caught.value.code == "system.no_locks"
