"""设置: locking, ways to unlock on this computer, passphrase and recovery code."""

from inspector_app.ui.pages.settings.page import SettingsPage
from inspector_app.ui.pages.settings.seat import Seat

__all__ = ["Seat", "SettingsPage"]
