"""The window that holds the pages: rail, top, status, lock."""

from inspector_app.ui.shell.idle import IdleLock
from inspector_app.ui.shell.session import Header, Session
from inspector_app.ui.shell.window import MainWindow

__all__ = ["Header", "IdleLock", "MainWindow", "Session"]
