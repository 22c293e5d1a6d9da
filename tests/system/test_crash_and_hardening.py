"""The crash file holds no record content; the process gives nothing away cheaply."""

import os
import subprocess
import sys

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system.clock import SystemClock
from inspector_app.system.crash import crash_log, describe, previous_crash

CANARY = "示例反映甲某"


def run(program, *arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def fail_with_content():
    secret = CANARY
    raise KeyError(secret)


def test_a_description_has_kinds_and_places_only():
    with pytest.raises(KeyError) as caught:
        fail_with_content()
    text = describe(caught.value)
    assert "builtins.KeyError" in text
    assert "test_crash_and_hardening.py" in text
    assert "fail_with_content" in text
    assert CANARY not in text
    assert "secret" not in text


def test_causes_and_codes_are_named():
    def known():
        try:
            fail_with_content()
        except KeyError as error:
            raise KnownError("store.busy", file=CANARY) from error

    with pytest.raises(KnownError) as caught:
        known()
    text = describe(caught.value)
    assert "KnownError [store.busy]" in text
    assert "builtins.KeyError" in text
    assert CANARY not in text


def test_a_ring_of_causes_ends():
    one, two = ValueError(), TypeError()
    one.__cause__, two.__cause__ = two, one
    assert describe(one).count("ValueError") <= 8


PROGRAM = """
import sys, threading
from pathlib import Path
from inspector_app.system.clock import SystemClock
from inspector_app.system.crash import crash_log
told = []
with crash_log(Path(sys.argv[1]), SystemClock(), "0.1", told.append):
    def work():
        raise ValueError(sys.argv[3])
    class Unraisable:
        def __del__(self):
            raise LookupError(sys.argv[3])
    if sys.argv[2] == "thread":
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    elif sys.argv[2] == "unraisable":
        Unraisable()
    elif sys.argv[2] == "fault":
        import ctypes
        name = sys.argv[3]
        ctypes.string_at(0)
    else:
        try:
            work()
        except ValueError:
            sys.excepthook(*sys.exc_info())
print([type(error).__name__ for error in told])
"""


@pytest.mark.parametrize(
    ("where", "kind"),
    [("main", "ValueError"), ("thread", "ValueError"), ("unraisable", "LookupError")],
)
def test_errors_nobody_handled_are_written_without_content(tmp_path, where, kind):
    path = tmp_path / "state" / "crash.txt"
    done = run(PROGRAM, path, where, CANARY)
    assert done.stdout == f"['{kind}']\n"
    assert CANARY not in done.stderr
    text = previous_crash(path)
    assert f"builtins.{kind}" in text
    assert "0.1" in text
    assert CANARY not in text
    assert previous_crash(path) is None


def test_a_hard_crash_is_written_without_content(tmp_path):
    path = tmp_path / "crash.txt"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), "fault", CANARY],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    text = previous_crash(path)
    assert "string_at" in text
    assert CANARY not in text


def test_the_hooks_are_put_back(tmp_path):
    before = sys.excepthook, sys.unraisablehook
    with crash_log(tmp_path / "crash.txt", SystemClock(), "0.1", lambda _: None):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, sys.unraisablehook) == before
    assert previous_crash(tmp_path / "crash.txt") is None


def test_stopping_by_hand_is_no_crash(tmp_path):
    told = []
    with crash_log(tmp_path / "crash.txt", SystemClock(), "0.1", told.append):
        sys.excepthook(SystemExit, SystemExit(1), None)
    assert told == []
    assert previous_crash(tmp_path / "crash.txt") is None


def test_without_a_file_there_was_no_crash(tmp_path):
    assert previous_crash(tmp_path / "none.txt") is None


def test_a_crash_file_of_any_bytes_can_be_shown(tmp_path):
    path = tmp_path / "crash.txt"
    path.write_bytes(b"\xff\x00" * 100_000)
    assert len(previous_crash(path)) <= 64 * 1024


HARDENED = """
import os, sys
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
from inspector_app.system.hardening import harden
harden()
print("PYTHON_KEYRING_BACKEND" in os.environ)
print(oct(os.umask(0o077)))
if os.name == "posix":
    import resource
    print(resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    import ctypes
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_dumps_nothing_and_shares_nothing():
    lines = run(HARDENED).stdout.splitlines()
    expected = ["False", "0o77" if os.name == "posix" else "0o0"]
    if os.name == "posix":
        expected.append("(0, 0)")
    if sys.platform == "linux":
        expected.append("0")
    assert lines[: len(expected)] == expected
