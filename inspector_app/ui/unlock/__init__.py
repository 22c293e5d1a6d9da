"""Unlocking: which mission, who, passphrase; recovery one click away."""

from inspector_app.ui.unlock.page import UnlockPage
from inspector_app.ui.unlock.port import MissionUser, RecentMission, UnlockPort
from inspector_app.ui.unlock.tries import TryDelay

__all__ = ["MissionUser", "RecentMission", "TryDelay", "UnlockPage", "UnlockPort"]
