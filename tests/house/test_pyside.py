"""The canary of docs/adr/0002-pin-pyside.md: PySide must not drop references it does not own."""

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    fired = Signal(bool)


def test_emitting_keeps_the_count_of_true():
    sender = Sender()
    received = []
    sender.fired.connect(received.append)
    before = sys.getrefcount(True)
    for _ in range(200):
        sender.fired.emit(True)
    received.clear()
    assert sys.getrefcount(True) > before - 100
