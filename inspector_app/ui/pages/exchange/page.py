"""The page 交换: deliveries, work between laptops, conflicts, backups, and files that come in."""

from pathlib import Path

from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.services.incoming import Incoming, incoming_reader
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.receipts import DeliveryState, deliveries
from inspector_app.ui.page import Badge, Page, PageContext, Target
from inspector_app.ui.pages.exchange.backup_part import BackupPart
from inspector_app.ui.pages.exchange.conflict_part import ConflictPart
from inspector_app.ui.pages.exchange.delivery_part import DeliveryPart
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.exchange.incoming_part import IncomingPart
from inspector_app.ui.pages.exchange.team_part import TeamPart
from inspector_app.ui.tasks import Lane
from inspector_app.ui.theme.metrics import S2, S3, S4, S5
from inspector_app.ui.widgets import ConfirmStrip, PageHeader, Pane, make_button, mark_data, vbox
from inspector_app.ui.widgets.files import FileAsker, dropped_files
from inspector_app.ui.widgets.running import RunStrip

VIEWS = ("delivery", "team", "conflicts", "backup")


def exchange_badge(mission: OpenMission) -> Badge | None:
    """Return how many conflicts wait for a decision."""
    count = len(mission.reader.conflicts())
    return Badge(count, "mark") if count else None


class ExchangePage(Page[OpenMission]):
    """Four views behind tabs; a file that came is shown in their place until it is done with.

    Targets: ``view`` is one of ``VIEWS``; ``package`` shows the deliveries.
    """

    key = "exchange"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        theme = context.theme
        self.asker = FileAsker(self)
        self.confirm = ConfirmStrip(theme)
        self.run = RunStrip(theme)
        self.desk = ExchangeDesk(
            context, self, confirm=self.confirm, strip=self.run, asker=self.asker
        )
        self.header = PageHeader(self.tr("交换"))
        self.open_button = make_button(
            self.tr("打开收到的文件…"), theme=theme, icon="inbox", tip="Ctrl+O"
        )
        self.header.add_action(self.open_button)
        mark_data(self.header.subtitle)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("交换的内容"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.delivery = DeliveryPart(self.desk)
        self.team = TeamPart(self.desk)
        self.conflicts = ConflictPart(self.desk)
        self.backup = BackupPart(self.desk)
        self._parts: dict[str, DeliveryPart | TeamPart | ConflictPart | BackupPart] = {
            "delivery": self.delivery,
            "team": self.team,
            "conflicts": self.conflicts,
            "backup": self.backup,
        }
        self._titles = {
            "delivery": self.tr("移交办公室"),
            "team": self.tr("组内汇总"),
            "conflicts": self.tr("冲突"),
            "backup": self.tr("备份"),
        }
        self._views = QStackedWidget()
        for view in VIEWS:
            self.tabs.addTab(self._titles[view])
            self._views.addWidget(self._parts[view])
        self.incoming = IncomingPart(self.desk)
        main = QWidget()
        inner = vbox(self.header, gap=S2)
        inner.addWidget(self.tabs)
        inner.addWidget(self._views, 1)
        main.setLayout(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(main)
        self._stack.addWidget(self.incoming)
        pane = Pane()
        column = vbox(self.confirm, self.run, gap=S3)
        column.addWidget(self._stack, 1)
        column.setContentsMargins(S5, S4, S5, S4)
        pane.setLayout(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(pane)
        self.setAcceptDrops(True)
        self.tabs.currentChanged.connect(self._on_tab)
        self.open_button.clicked.connect(self.ask_for_file)
        self.incoming.closed.connect(self._on_closed)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.ask_for_file)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(
            self.conflicts.decide_button.click
        )

    @property
    def view(self) -> str:
        """Which view is shown, ``incoming`` for a file that came."""
        if self._stack.currentWidget() is self.incoming:
            return "incoming"
        return VIEWS[self.tabs.currentIndex()]

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:  # noqa: ARG002 - any write is an entry
        """Read anew what is shown."""
        self.conflicts.refresh()
        if self.view in self._parts and self.view != "conflicts":
            self._parts[self.view].refresh()
        self._show_tabs()
        self._show_state()

    def _show_tabs(self) -> None:
        count = self.conflicts.count
        title = self._titles["conflicts"]
        self.tabs.setTabText(VIEWS.index("conflicts"), f"{title} ▲ {count}" if count else title)

    def _show_state(self) -> None:
        mission = self.context.services
        office = mission_record(mission.reader, mission.id).text("hq_name")
        rows = deliveries(mission.reader, mission.id)
        words = {
            DeliveryState.MADE: self.tr("最近一次移交还没有回执"),
            DeliveryState.ACCEPTED: self.tr("最近一次移交已收下"),
            DeliveryState.REFUSED: self.tr("最近一次移交被退回"),
        }
        parts = [office, words[rows[0].state] if rows else self.tr("还没有移交")]
        self.header.subtitle.setText(" · ".join(part for part in parts if part))

    def showEvent(self, event: QShowEvent) -> None:
        """Read the backups anew: they are made beside, and nobody tells of them."""
        super().showEvent(event)
        if self.view == "backup":
            self.backup.refresh()

    # --- going --------------------------------------------------------------------------

    def go_to(self, target: Target) -> None:
        """Show a view."""
        view = "delivery" if target.get("package") else target.get("view", "")
        if view in VIEWS and not self.desk.busy:
            self._stack.setCurrentIndex(0)
            self.tabs.setCurrentIndex(VIEWS.index(view))
            self._parts[view].refresh()

    def where(self) -> Target:
        """Return the view that is shown."""
        return {"view": VIEWS[self.tabs.currentIndex()]}

    def release(self) -> None:
        """Stop what runs."""
        self.desk.close()

    def _on_tab(self, place: int) -> None:
        view = VIEWS[place]
        self._views.setCurrentIndex(place)
        self.confirm.withdraw()
        self._parts[view].refresh()

    # --- files that come in -------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Let the user choose a file that came."""
        if not self.desk.busy:
            self.asker.file(self.tr("打开收到的文件"), self._on_files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from this computer."""
        if len(dropped_files(event)) == 1 and not self.desk.busy:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it anywhere on the page."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self._on_files(dropped_files(event))

    def _on_files(self, paths: list[Path]) -> None:
        if not paths:
            return
        read = incoming_reader(self.context.services)
        self.desk.run(
            self.tr("正在看 {name}").format(name=paths[0].name),
            Lane.WORK,
            lambda _progress: read(paths[0]),
            self._on_read,
        )

    def _on_read(self, incoming: Incoming) -> None:
        self._stack.setCurrentWidget(self.incoming)
        self.incoming.show_incoming(incoming)

    def _on_closed(self, view: str) -> None:
        self._stack.setCurrentIndex(0)
        self.go_to({"view": view or VIEWS[self.tabs.currentIndex()]})
        self.refresh(None)
