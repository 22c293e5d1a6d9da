"""What a page is: the contract between the shell and every page of the window.

How to write one::

    class TalkServices(Protocol):                 # only what this page calls
        def talks(self) -> Sequence[TalkRow]: ...
        def close_talk(self, *, talk_id: str) -> Changes: ...

    class TalkPage(Page[TalkServices]):
        key = "talk"

        def __init__(self, context: PageContext[TalkServices]) -> None:
            super().__init__(context)             # then build widgets, without data

        def refresh(self, changes: Changes | None) -> None:
            if changes is None or changes.touches("talk"):
                ...                               # read anew (quick reads, GUI thread)

Rules of the house:

* Build widgets in ``__init__``, fill them in ``refresh``. The shell calls ``refresh(None)``
  once before the page is first shown, later with the `Changes` of every write; while the
  page is hidden they are joined and handed over when it is shown again.
* Write through ``context.tasks.store(lambda: services.…, done=…, owner=self)`` only. The
  returned `Changes` come back to every page by themselves; do not refresh by hand.
* Never set the text of a field that has the focus (it would break an input method).
* Words are ``self.tr("中文")`` literals; texts of the mission are shown with
  ``widgets.data_label`` or marked by ``widgets.mark_data``. A page need not react to a
  change of language: the shell builds it anew.
* Nothing modal. Ask with `ConfirmStrip`, tell with ``context.notify``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme, Tone

S = TypeVar("S")

#: Where on a page to go: names and ids, e.g. ``{"talk": id, "paragraph": id}``.
Target = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message in the window's banner. It never has to be dismissed to go on typing."""

    text: str
    tone: Tone = "accent"
    action: str = ""
    act: Callable[[], None] | None = None


class Navigate(Protocol):
    """Shows another page."""

    def __call__(self, key: str, target: Target | None = None) -> None:
        """Show the page *key* and there *target*."""


@dataclass(frozen=True, slots=True)
class PageContext(Generic[S]):
    """What a page may use.

    ``services`` are the use cases, typed by a Protocol of the page's own; ``notify`` shows
    a notice or the words of a known error; ``wording`` holds record labels and states in
    the window's language with the mission's vocabulary.
    """

    theme: Theme
    tasks: TaskRunner
    bus: ChangeBus
    wording: Wording
    navigate: Navigate
    notify: Callable[[Notice | KnownError], None]
    services: S


class Page(QWidget, Generic[S]):
    """One page of the window. See the module's text for how to write one."""

    key: ClassVar[str]

    def __init__(self, context: PageContext[S]) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "page")

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what *changes* concerns; ``None`` means everything."""
        raise NotImplementedError

    def go_to(self, target: Target) -> None:
        """Show *target* (a record, a paragraph, a field); ignore what is not there."""

    def where(self) -> Target:
        """Return the target that leads back here after a lock or a change of language."""
        return {}

    def flush(self) -> None:
        """Hand over pending typing to ``tasks`` (it is waited for); before lock and close."""

    def release(self) -> None:
        """Stop timers and drop what is large; the page is deleted after this."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The small number beside a page's name in the rail."""

    count: int
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class PageSpec(Generic[S]):
    """A page as the shell knows it: pages are registered as data.

    ``title`` is called whenever words are needed, so it may translate; ``badge`` reads
    quickly and is asked after each change (``None``: no badge). A page that is only reached
    from others (search) is not ``in_rail``.
    """

    key: str
    title: Callable[[], str]
    icon: str
    factory: Callable[[PageContext[S]], Page[S]]
    badge: Callable[[S], Badge | None] | None = None
    in_rail: bool = True
