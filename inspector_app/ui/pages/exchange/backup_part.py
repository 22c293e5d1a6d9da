"""备份: what there is, one more now, one elsewhere."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.services.backup import (
    back_up_mission,
    backups_of,
    chosen_destination,
    head_mark,
)
from inspector_app.store.backup import BackupVersion
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.exchange.words import moment
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Inset,
    Label,
    Pill,
    clear_layout,
    data_label,
    hbox,
    make_button,
    scrolling,
)


class BackupPart(QWidget):
    """The backups of this mission on this computer."""

    def __init__(self, desk: ExchangeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[BackupVersion, ...] | None = None
        theme = desk.context.theme
        self.card = Card(self.tr("备份"), gap=S3)
        self.now_button = make_button(
            self.tr("现在备份"), role="primary", theme=theme, icon="archive"
        )
        self.elsewhere_button = make_button(self.tr("备份到别处…"), theme=theme, icon="folder")
        self.place = data_label("")
        self.explanation = Label(
            self.tr(
                "有改动时每 20 分钟自动备份一次，装入汇总包之前也备份一次；"
                "每份备份都逐页核对过才算数。"
                "备份与任务一样加密，用当天的口令打开。要防电脑丢失、损坏的，请再备份到别的盘上。"
            ),
            role="caption",
            wrap=True,
        )
        self.empty = EmptyState(
            theme,
            icon="archive",
            title=self.tr("还没有备份"),
            text=self.tr("按“现在备份”做第一份；以后会自动做。"),
        )
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, S3, 0)
        self._list.setSpacing(S2)
        self._area = scrolling(inner)
        self.card.add_to_head(self.elsewhere_button, self.now_button)
        self.card.add(self.explanation)
        where = hbox(Label(self.tr("存放位置"), tone="dim"), self.place, gap=S3)
        where.setStretch(1, 1)
        self.card.body.addLayout(where)
        self.card.add(self.empty, stretch=1)
        self.card.add(self._area, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S3, 0, 0)
        column.setSpacing(S4)
        column.addWidget(self.card)
        self.now_button.clicked.connect(self._on_now)
        self.elsewhere_button.clicked.connect(self._on_elsewhere)

    @property
    def destination(self) -> Path:
        """Where backups go on this computer."""
        mission = self._desk.mission
        return chosen_destination(mission.surroundings, mission.folder.path)

    def refresh(self) -> None:
        """Read anew which backups there are."""
        mission = self._desk.mission
        place = self.destination
        self.place.setText(str(place))
        try:
            found = tuple(backups_of(mission.folder.path, mission.id, place))
        except KnownError as error:
            self._desk.context.notify(error)
            found = ()
        for button in (self.now_button, self.elsewhere_button):
            button.setEnabled(not self._desk.busy)
        self.empty.setVisible(not found)
        self._area.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._list)
        for version in found:
            self._list.addWidget(self._item(version))
        self._list.addStretch(1)

    def _item(self, version: BackupVersion) -> QWidget:
        item = Inset(gap=2)
        head = hbox(data_label(moment(version.made_at), role="strong"), gap=S3)
        if version.label:
            words = {"merge": self.tr("装入汇总包之前"), "migration": self.tr("升级之前")}
            head.addWidget(Pill(self._desk.context.theme, words.get(version.label, version.label)))
        head.addWidget(Label(self.tr("第 {number} 份").format(number=version.number), tone="dim"))
        head.addStretch(1)
        item.body.addLayout(head)
        item.body.addWidget(data_label(version.path.name, role="caption"))
        return item

    # --- making -------------------------------------------------------------------------

    def _on_now(self) -> None:
        self._back_up(self.destination)

    def _on_elsewhere(self) -> None:
        self._desk.asker.folder(self.tr("备份到"), self._on_folder)

    def _on_folder(self, places: list[Path]) -> None:
        if places:
            self._back_up(places[0])

    def _back_up(self, place: Path) -> None:
        if self._desk.busy:
            return
        mission = self._desk.mission
        mark = head_mark(mission)

        def job(progress: Progress) -> BackupVersion | None:
            return back_up_mission(
                mission,
                mission.surroundings,
                place,
                mark=mark,
                progress=progress,
            )

        self._desk.run(
            self.tr("正在备份到 {place}").format(place=str(place)),
            Lane.WORK,
            job,
            partial(self._on_made, place),
            failed=self.refresh,
        )

    def _on_made(self, place: Path, version: BackupVersion | None) -> None:
        self.refresh()
        if version is None:
            self._desk.say(self.tr("上次备份以后没有改动，不用再备份。"), "accent")
        else:
            words = self.tr("已备份到 {place}，并逐页核对。")
            self._desk.say(words.format(place=str(place)))
