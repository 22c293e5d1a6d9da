"""The guards around every test do hold: each is broken once on purpose, in a run of its own."""

import pytest

pytest_plugins = ["pytester"]

CASES = {
    "thread": (
        """
        import threading
        gate = threading.Event()
        def test_it():
            threading.Thread(target=gate.wait, args=(30,), daemon=True, name="left").start()
        """,
        "*threads left running*",
    ),
    "qthread": (
        """
        from PySide6.QtCore import QThread
        kept = []
        def test_it(qapp):
            thread = QThread()
            kept.append(thread)
            thread.start()
        """,
        "*QThreads left running, started at*",
    ),
    "dialog": (
        """
        from PySide6.QtWidgets import QMessageBox
        def test_it(qapp):
            QMessageBox.question(None, "a", "b")
        """,
        "*QMessageBox.question would have waited for an answer*",
    ),
    "dialog of a class": (
        """
        from PySide6.QtWidgets import QDialog
        class Mine(QDialog):
            pass
        def test_it(qapp):
            Mine().exec()
        """,
        "*QDialog.exec would have waited for an answer*",
    ),
    "Qt warning": (
        """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("broken")
        """,
        "*QtWarningMsg: broken*",
    ),
    "Python warning": (
        """
        import warnings
        def test_it():
            warnings.warn("old")
        """,
        "*UserWarning: old*",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_guard_catches(pytester, request, name):
    source, complaint = CASES[name]
    root = request.config.rootpath
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nqt_api=pyside6\nqt_log_level_fail=WARNING\nfilterwarnings=error")
    pytester.makepyfile(source)
    monkey = pytester._monkeypatch
    monkey.setenv("PYTHONPATH", str(root))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines([complaint])
    assert result.ret != 0


def test_home_and_keyring_are_the_tests_own(isolated_home, memory_keyring):
    from pathlib import Path

    import keyring

    assert Path.home() == isolated_home
    assert keyring.get_keyring() is memory_keyring
    keyring.set_password("service", "user", "secret")
    assert memory_keyring.kept == {("service", "user"): "secret"}
