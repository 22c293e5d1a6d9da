"""What the shell needs to know of an unlocked mission."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from inspector_app.system.wording import Wording
from inspector_app.ui.page import PageSpec
from inspector_app.ui.widgets.phases import Phase

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the pages.

    ``unmerged`` is how many devices there are and how many packages wait to be merged,
    ``None`` where that does not apply; ``mark`` the classification; ``seat`` user and
    device.
    """

    title: str
    subtitle: str
    phases: tuple[Phase, ...]
    mark: str
    seat: str
    unmerged: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Session(Generic[S]):
    """An unlocked mission as the window shows it.

    ``identity`` names mission and user: after unlocking the same, the same page is shown
    again. ``pages`` are those this user has, in the order of the rail. ``header`` is asked
    after every change. ``vocabulary`` gives the mission's words in a language. ``flush``
    writes drafts that pages do not hold, ``close`` shuts the store and wipes the keys; both
    are called on the GUI thread, in this order, when locking and closing.
    """

    identity: str
    services: S
    pages: tuple[PageSpec[S], ...]
    header: Callable[[Wording], Header]
    vocabulary: Callable[[str], Mapping[str, str]]
    flush: Callable[[], None]
    close: Callable[[], None]
    search_page: str = ""
    settings_page: str = ""
