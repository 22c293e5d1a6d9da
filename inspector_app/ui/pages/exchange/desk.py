"""What the parts of the page share: the strip for what runs, questions, file dialogs."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.theme import Tone
from inspector_app.ui.widgets import ConfirmStrip
from inspector_app.ui.widgets.files import FileAsker
from inspector_app.ui.widgets.running import RunStrip

T = TypeVar("T")


class ExchangeDesk:
    """Runs one long thing at a time, in place, with progress and a way to stop it."""

    def __init__(
        self,
        context: PageContext[OpenMission],
        page: QWidget,
        *,
        confirm: ConfirmStrip,
        strip: RunStrip,
        asker: FileAsker,
    ) -> None:
        self.context = context
        self.confirm = confirm
        self.asker = asker
        self._page = page
        self._strip = strip
        self._closed = False

    @property
    def mission(self) -> OpenMission:
        """The open mission."""
        return self.context.services

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._strip.running

    def say(self, text: str, tone: Tone = "ok") -> None:
        """Tell the user something."""
        self.context.notify(Notice(text, tone))

    def tell(self, error: Exception) -> None:
        """Tell the user a known error; any other is on its way to the crash hook."""
        if isinstance(error, KnownError):
            self.context.notify(error)

    def run(
        self,
        words: str,
        lane: Lane,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run *job* with *words* and a bar; *failed* is also called when it was stopped.

        Nothing is started while something else runs: the buttons are greyed then, and what
        is dropped has to wait.
        """
        if self.busy or self._closed:
            return
        tasks = self.context.tasks
        self._strip.begin(
            words,
            lambda: tasks.long(
                lane,
                job,
                progress=self._strip.progress,
                done=partial(self._on_done, done),
                failed=partial(self._on_failed, failed),
                cancelled=partial(self._on_cancelled, failed),
                owner=self._page,
            ),
        )

    def close(self) -> None:
        """Stop what runs; the page is going."""
        self._closed = True
        self._strip.stop()
        self.asker.close()

    def _on_done(self, done: Callable[[T], None], result: T) -> None:
        if not self._closed:
            self._strip.end()
            done(result)

    def _on_failed(self, failed: Callable[[], None] | None, error: Exception) -> None:
        if self._closed:
            return
        self._strip.end()
        self.tell(error)
        if failed is not None:
            failed()

    def _on_cancelled(self, failed: Callable[[], None] | None) -> None:
        if self._closed:
            return
        self._strip.end()
        if failed is not None:
            failed()
