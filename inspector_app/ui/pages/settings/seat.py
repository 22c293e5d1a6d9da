"""What the settings page is about."""

from collections.abc import Callable
from dataclasses import dataclass

from inspector_app.services.program import Program
from inspector_app.services.session import Sitting


@dataclass(frozen=True, slots=True)
class Seat:
    """This computer, this sitting, and the window's idle lock."""

    program: Program
    sitting: Sitting
    set_idle_minutes: Callable[[int], None]
