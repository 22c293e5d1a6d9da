"""The window: locked or unlocked, in one language, in one theme."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QClipboard, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.i18n import Translations
from inspector_app.ui.page import Notice, Target
from inspector_app.ui.shell.idle import IdleLock
from inspector_app.ui.shell.menu import seat_menu
from inspector_app.ui.shell.session import Session
from inspector_app.ui.shell.workbench import Workbench
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.unlock import TryDelay, UnlockPage, UnlockPort

O = TypeVar("O")  # noqa: E741  (an opened mission, whatever the services make of it)
S = TypeVar("S")

_SIZE = (1366, 768)
_SMALLEST = (900, 560)


class MainWindow(QMainWindow, Generic[O, S]):
    """Shows the unlock page, or the workbench of an unlocked mission.

    Locking hands over what is being typed, lets the session flush its drafts and close,
    and deletes the whole workbench. It always locks: what could not be saved is told on
    the unlock page.

    Signals:
        locked: nothing is open any more.
        theme_chosen (str), language_chosen (str): for whoever keeps the settings.
    """

    locked = Signal()
    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self,
        *,
        theme: Theme,
        tasks: TaskRunner,
        bus: ChangeBus,
        translations: Translations,
        port: UnlockPort[O],
        open_session: Callable[[O], Session[S]],
        idle: IdleLock,
        delay: TryDelay,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._bus = bus
        self._translations = translations
        self._port = port
        self._open_session = open_session
        self._idle = idle
        self._delay = delay
        self._session: Session[S] | None = None
        self._workbench: Workbench[S] | None = None
        self._places: dict[str, tuple[str, Target]] = {}
        self._leaving = False
        self._closed = False
        # Several translators change one after another: rebuild once, when they all have.
        self._rebuild_soon = QTimer(self)
        self._rebuild_soon.setSingleShot(True)
        self._rebuild_soon.setInterval(0)
        self._rebuild_soon.timeout.connect(self._rebuild)
        idle.due.connect(self.lock)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self._show_unlock_page()

    @property
    def session(self) -> Session[S] | None:
        """The session that is open, ``None`` while locked."""
        return self._session

    @property
    def workbench(self) -> Workbench[S] | None:
        """What is shown while unlocked."""
        return self._workbench

    @property
    def unlock_page(self) -> UnlockPage[O] | None:
        """The unlock page, ``None`` while unlocked."""
        page = self.centralWidget()
        return page if isinstance(page, UnlockPage) else None

    def open(self, session: Session[S]) -> None:
        """Show *session*, at the page where its user left it."""
        self._session = session
        self._show_workbench()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self._idle)
        self._idle.start()

    def lock(self) -> None:
        """Save, close and forget; then show the unlock page. Does nothing when locked."""
        session = self._session
        if session is None:
            return
        trouble = self._leave(session)
        page = self._show_unlock_page()
        if trouble is not None:
            page.show_message(trouble, "warn")
        self.locked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before closing; stay open once, with a message, if that fails."""
        session, workbench = self._session, self._workbench
        if session is not None and workbench is not None and not self._leaving:
            trouble = self._save(session, workbench)
            if trouble is not None:
                self._leaving = True
                workbench.notify(
                    Notice(trouble, "mark", action=self.tr("仍然关闭"), act=self._on_close_anyway)
                )
                event.ignore()
                return
        if session is not None:
            self._leave(session)
        self._closed = True
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Build everything anew in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild_soon.start()
        super().changeEvent(event)

    def _on_close_anyway(self) -> None:
        self.close()

    def _wording(self) -> Wording:
        return Wording(self._translations.language)

    def _save(self, session: Session[S], workbench: Workbench[S]) -> str | None:
        """Bring everything typed to the store; return words for what went wrong."""
        try:
            workbench.flush()
            session.flush()
        except KnownError as error:
            self._tasks.drain()
            return self._wording().error(error)
        if not self._tasks.drain():
            return self.tr("有内容没有保存成功。草稿还在，重新打开后可以找回。")
        return None

    def _leave(self, session: Session[S]) -> str | None:
        workbench = self._workbench
        trouble: str | None = None
        try:
            if workbench is not None:
                self._places[session.identity] = (workbench.current_key, workbench.where())
                trouble = self._save(session, workbench)
        finally:
            # Whatever failed above: the window goes blank and the store is closed.
            self._session = None
            self._workbench = None
            self._leaving = False
            self._idle.stop()
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self._idle)
            QToolTip.hideText()
            _empty_clipboard()
            try:
                if workbench is not None:
                    workbench.release()
            finally:
                self._replace_content(QWidget())
                session.close()
        return trouble

    def _show_unlock_page(self) -> UnlockPage[O]:
        page = UnlockPage(
            theme=self._theme,
            tasks=self._tasks,
            wording=self._wording(),
            port=self._port,
            delay=self._delay,
        )
        page.unlocked.connect(self._on_unlocked)
        self._replace_content(page)
        self.setWindowTitle(self.tr("巡视巡察工作台"))
        return page

    def _show_workbench(self) -> None:
        session = self._session
        if session is None:
            return
        workbench = Workbench(
            session,
            theme=self._theme,
            tasks=self._tasks,
            bus=self._bus,
            language=self._translations.language,
        )
        workbench.lock_pressed.connect(self.lock)
        workbench.status.set_menu(
            seat_menu(
                workbench,
                theme=self._theme,
                translations=self._translations,
                choose_theme=self._on_theme,
                choose_language=self._on_language,
                lock=self.lock,
                settings=self._show_settings if session.settings_page else None,
            )
        )
        self._workbench = workbench
        self._replace_content(workbench)
        first = session.pages[0].key
        key, target = self._places.get(session.identity, (first, {}))
        workbench.show_page(key, target)
        if not workbench.current_key:
            workbench.show_page(first)
        workbench.rail.setFocus()

    def _show_settings(self) -> None:
        session, workbench = self._session, self._workbench
        if session is not None and workbench is not None:
            workbench.show_page(session.settings_page)

    def _on_unlocked(self, opened: O) -> None:
        try:
            session = self._open_session(opened)
            if self._closed:  # the window went while the mission was being opened
                session.close()
            else:
                self.open(session)
        except KnownError as error:
            page = self.unlock_page
            if page is None:
                raise
            page.show_message(self._wording().error(error), "mark")

    def _rebuild(self) -> None:
        session, workbench = self._session, self._workbench
        if session is None or workbench is None:
            self._show_unlock_page()
            return
        trouble = self._save(session, workbench)
        self._places[session.identity] = (workbench.current_key, workbench.where())
        workbench.release()
        self._show_workbench()
        if trouble is not None and self._workbench is not None:
            self._workbench.notify(Notice(trouble, "mark"))

    def _replace_content(self, widget: QWidget) -> None:
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.setCentralWidget(widget)

    def _on_theme(self, mode: ThemeMode) -> None:
        self._theme.set_mode(mode)
        self.theme_chosen.emit(mode.value)

    def _on_language(self, code: str) -> None:
        self._translations.set_language(code)
        self.language_chosen.emit(code)


def _empty_clipboard() -> None:
    """Take back what was copied here; what another program copied is not ours to clear."""
    clipboard = QGuiApplication.clipboard()
    for place in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if place is QClipboard.Mode.Selection and not clipboard.supportsSelection():
            continue
        owned = (
            clipboard.ownsClipboard()
            if place is QClipboard.Mode.Clipboard
            else clipboard.ownsSelection()
        )
        if owned:
            clipboard.clear(place)
