"""For every test: no display, no home, no keyring, no dialog, nothing left running.

Qt is touched only where a test has brought it in, so rooms without a window stay quick.
"""

import os

# before anything imports Qt; a developer who wants to watch sets QT_QPA_PLATFORM himself
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import sys
import threading
import time
import traceback

import hypothesis
import keyring
import keyring.backend
import keyring.errors
import pytest

os.umask(0o077)

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

#: How long a test's threads may take to end after it.
GRACE_S = 2.0


def pytest_collection_finish(session):
    """Leave the databases' memory unlocked, except where speed is measured.

    Locking it takes two thirds of the time of a test that opens a folder, changes nothing
    that a test sees, and once on stays on for the whole process. That the program does it
    is shown by a process of its own (tests/store/test_driver.py).
    """
    driver = sys.modules.get("inspector_app.store.driver")
    measured = any(item.get_closest_marker("perf") for item in session.items)
    if driver is not None and not measured:
        driver._MEMORY = "cipher_memory_security=OFF"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that lasts as long as one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)


@pytest.fixture(autouse=True)
def memory_keyring():
    """The keyring of the test; the developer's own is never touched."""
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def isolated_home(tmp_path_factory, monkeypatch):
    """A home of the test's own, for it and for the programs it starts."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.delenv("INSPECTOR_HOME", raising=False)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home


_MODAL = {
    "QDialog": ("exec",),
    "QMenu": ("exec",),
    "QMessageBox": ("about", "critical", "information", "question", "warning"),
    "QFileDialog": (
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
}


@pytest.fixture(autouse=True)
def no_modal(monkeypatch):
    """An unexpected dialog is a failure, not a test that hangs."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        return

    def refuse(name):
        def refused(*_arguments, **_keywords):
            raise AssertionError(f"{name} would have waited for an answer")

        return refused

    for class_name, methods in _MODAL.items():
        for method in methods:
            name = f"{class_name}.{method}"
            monkeypatch.setattr(getattr(widgets, class_name), method, refuse(name))


@pytest.fixture(autouse=True)
def nothing_left_behind(request, monkeypatch):
    """Fail a test that leaves a thread running; delete the windows it leaves."""
    before = set(threading.enumerate())
    window = "qapp" in request.fixturenames
    started = _note_qt_threads(monkeypatch) if window else []
    yield
    if window:
        _clear_windows()
        _check_qt_threads(started)
    end = time.monotonic() + GRACE_S
    left = _left(before)
    while left and time.monotonic() < end:
        left[0].join(0.05)
        left = _left(before)
    if left:
        frames = sys._current_frames()
        where = [
            f"{thread.name}:\n{''.join(traceback.format_stack(frames[thread.ident]))}"
            for thread in left
            if thread.ident in frames
        ]
        pytest.fail("threads left running:\n" + "\n".join(where), pytrace=False)


def _left(before):
    return [t for t in threading.enumerate() if t not in before and t.is_alive()]


def _clear_windows():
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.hide()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _note_qt_threads(monkeypatch):
    from PySide6.QtCore import QThread

    started = []
    start = QThread.start

    def noted(thread, *arguments):
        started.append((thread, "".join(traceback.format_stack(limit=6))))
        return start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", noted)
    return started


def _check_qt_threads(started):
    from PySide6.QtCore import QThreadPool
    from shiboken6 import isValid

    if not QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)):
        pytest.fail("jobs left running in Qt's global thread pool", pytrace=False)
    running = [(t, where) for t, where in started if isValid(t) and t.isRunning()]
    for thread, _where in running:
        thread.quit()
        thread.wait(int(GRACE_S * 1000))
    if running:
        places = "\n".join(where for _thread, where in running)
        pytest.fail(f"QThreads left running, started at:\n{places}", pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp):
    """The one application: Fusion, the bundled fonts, whatever the machine has."""
    from inspector_app.ui.theme.fonts import BUNDLED, make_font, register_bundled

    register_bundled()
    qapp.setStyle("Fusion")
    qapp.setFont(make_font("body", BUNDLED))
    return qapp


class Messages(list):
    """Records what the user would have been told; call it as ``PageContext.notify``."""

    def __call__(self, message) -> None:
        self.append(message)

    @property
    def texts(self):
        """Texts of notices, codes of known errors."""
        return [getattr(message, "text", None) or message.code for message in self]


@pytest.fixture
def messages():
    """Assert on what the user was told."""
    return Messages()
