"""Rail, top, pages, status: everything that is there only while a mission is unlocked.

It is built from a `Session` and deleted as a whole when the window locks, so that nothing
readable is left in widgets.
"""

from typing import Generic, TypeVar

from PySide6.QtCore import QDateTime, QLocale, QMargins, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.page import Notice, Page, PageContext, Target
from inspector_app.ui.shell.session import Session
from inspector_app.ui.shell.top import TopBar
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import FOLD_BELOW, S3, S5
from inspector_app.ui.widgets import Banner, Rail, RailItem, StatusBar, scrolling

S = TypeVar("S")


class Workbench(QWidget, Generic[S]):
    """The unlocked window's content.

    Signals:
        lock_pressed: the user wants to lock.
    """

    lock_pressed = Signal()

    def __init__(
        self,
        session: Session[S],
        *,
        theme: Theme,
        tasks: TaskRunner,
        bus: ChangeBus,
        language: str,
    ) -> None:
        super().__init__()
        self.setObjectName("root")
        self._session = session
        self._specs = {spec.key: spec for spec in session.pages}
        self._pages: dict[str, Page[S]] = {}
        #: What hidden pages have missed; ``None`` stands for everything.
        self._missed: dict[str, Changes | None] = {}
        self._last_focus: dict[QWidget, QWidget] = {}
        self._save_failed = False
        self.current_key = ""
        self._wording = Wording(language, session.vocabulary(language))
        self._context = PageContext(
            theme=theme,
            tasks=tasks,
            bus=bus,
            wording=self._wording,
            navigate=self.show_page,
            notify=self.notify,
            services=session.services,
        )
        self.top = TopBar(theme, with_search=bool(session.search_page))
        self.top.lock_pressed.connect(self.lock_pressed)
        self.top.searched.connect(self._on_searched)
        self.rail = Rail(theme)
        self.rail.set_items(
            [RailItem(spec.key, spec.title(), spec.icon) for spec in session.pages if spec.in_rail]
        )
        self.rail.chosen.connect(self.show_page)
        self.banner = Banner(theme, outer=QMargins(S5, S3, S5, 0))
        self.stack = QStackedWidget()
        self.status = StatusBar(theme)
        self._lay_out()
        self._add_shortcuts()
        bus.changed.connect(self._on_changed)
        tasks.known_error.connect(self.notify)
        tasks.known_error.connect(self._on_error)
        tasks.saving.connect(self._on_saving)
        self._show_header()
        self.status.show_saved(self.tr("已保存"))

    def show_page(self, key: str, target: Target | None = None) -> None:
        """Show the page *key*, there *target*; does nothing for a page that is not there."""
        if key not in self._specs:
            return
        page = self._pages.get(key)
        try:
            if page is None:
                page = self._specs[key].factory(self._context)
                page.setAccessibleName(self._specs[key].title())
                self._pages[key] = page
                self._missed[key] = None
                self.stack.addWidget(scrolling(page))
            if key in self._missed:
                page.refresh(self._missed[key])
                del self._missed[key]
            self.current_key = key
            self.stack.setCurrentIndex(list(self._pages).index(key))
            self.rail.set_current(key)
            if target:
                page.go_to(target)
        except KnownError as error:
            self.notify(error)

    def where(self) -> Target:
        """Return the target that leads back to what is shown now."""
        page = self._pages.get(self.current_key)
        return page.where() if page is not None else {}

    def notify(self, message: Notice | KnownError) -> None:
        """Show a message or the words of a known error above the page."""
        if isinstance(message, KnownError):
            self.banner.show_message(self._wording.error(message), "mark")
        else:
            self.banner.show_message(
                message.text, message.tone, action=message.action, act=message.act
            )

    def flush(self) -> None:
        """Have every page hand over what is being typed."""
        for page in self._pages.values():
            page.flush()

    def release(self) -> None:
        """Let every page stop what runs; called once, before the deletion."""
        self._context.bus.changed.disconnect(self._on_changed)
        self._context.tasks.known_error.disconnect(self.notify)
        self._context.tasks.known_error.disconnect(self._on_error)
        self._context.tasks.saving.disconnect(self._on_saving)
        for page in self._pages.values():
            page.release()
        self._pages.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail when the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_folded(folded=self.width() < FOLD_BELOW)
        self.top.phases.setVisible(self.width() >= FOLD_BELOW)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self.stack, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self.rail, 1, 0)
        grid.addLayout(middle, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _add_shortcuts(self) -> None:
        for place, spec in enumerate(self._session.pages[:9]):
            shortcut = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            shortcut.setProperty("page", spec.key)
            shortcut.activated.connect(self._on_page_shortcut)
        for keys, slot in (
            ("Ctrl+K", self._on_search_shortcut),
            ("Ctrl+L", self.lock_pressed),
            ("F6", self._on_next_pane),
            ("Shift+F6", self._on_previous_pane),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _show_header(self) -> None:
        header = self._session.header(self._wording)
        self.top.show_header(header)
        self.status.show_mark(header.mark)
        self.status.show_seat(header.seat)
        for key, spec in self._specs.items():
            if spec.badge is not None:
                self.rail.set_badge(key, spec.badge(self._session.services))

    def _on_changed(self, changes: Changes) -> None:
        try:
            self._show_header()
            for key, page in self._pages.items():
                if key == self.current_key:
                    page.refresh(changes)
                elif key not in self._missed:
                    self._missed[key] = changes
                else:
                    missed = self._missed[key]
                    self._missed[key] = None if missed is None else missed | changes
        except KnownError as error:
            self.notify(error)

    def _on_saving(self, saving: bool) -> None:
        if saving:
            self._save_failed = False
            self.status.show_saved(self.tr("正在保存…"), "accent")
        elif self._save_failed:
            self.status.show_saved(self.tr("没有保存成功"), "mark")
        else:
            now = QLocale.c().toString(QDateTime.currentDateTime(), "HH:mm:ss")
            self.status.show_saved(self.tr("已保存 {time}").format(time=now))

    def _on_error(self, _error: KnownError) -> None:
        self._save_failed = True
        self.status.show_saved(self.tr("没有保存成功"), "mark")

    def _on_searched(self, text: str) -> None:
        if text:
            self.show_page(self._session.search_page, {"query": text})

    def _on_page_shortcut(self) -> None:
        sender: QObject | None = self.sender()
        if sender is not None:
            self.show_page(str(sender.property("page")))

    def _on_search_shortcut(self) -> None:
        if self.top.search is not None:
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top.search.selectAll()

    def _on_next_pane(self) -> None:
        self._move_pane(1)

    def _on_previous_pane(self) -> None:
        self._move_pane(-1)

    def _move_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.rail, self.stack, self.status, self.top]
        focus = QApplication.focusWidget()
        here = next(
            (place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)),
            0 if step < 0 else -1,
        )
        if focus is not None and here >= 0:
            self._last_focus[panes[here]] = focus
        for distance in range(1, len(panes) + 1):
            pane = panes[(here + step * distance) % len(panes)]
            wanted = self._entry(pane)
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _entry(self, pane: QWidget) -> QWidget | None:
        last = self._last_focus.get(pane)
        candidates = [last] if last is not None else []
        candidates += pane.findChildren(QWidget)
        for widget in candidates:
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and widget.isEnabled() and pane.isAncestorOf(widget):
                return widget
        return None
