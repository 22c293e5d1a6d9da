"""组内汇总: a package for colleagues, the laptops whose work is here, packages given and taken."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import PackageKind, Role
from inspector_app.services.mission import certified
from inspector_app.services.packages import next_in_line
from inspector_app.services.team_logs import (
    PackageTaken,
    laptops,
    recipients,
    suggested_work_name,
    work_packages_made,
    work_packages_taken,
)
from inspector_app.services.work_packages import WorkMade, make_work
from inspector_app.ui.pages.evidence.words import size_words
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.exchange.laptops import Laptops
from inspector_app.ui.pages.exchange.words import moment
from inspector_app.ui.tasks import Lane
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    FlowRow,
    Inset,
    Label,
    clear_layout,
    data_label,
    hbox,
    make_button,
    mark_data,
    scrolling,
    vbox,
)

_SHOWN = 30


class TeamPart(QWidget):
    """At the left making a package and the packages so far, at the right the laptops."""

    def __init__(self, desk: ExchangeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._people: tuple[tuple[str, str], ...] = ()
        self._log: tuple[tuple[str, str, str], ...] | None = None
        context = desk.context
        theme = context.theme
        self.make_card = Card(self.tr("做一份汇总包"), gap=S3)
        self._boxes: dict[str, QCheckBox] = {}
        self._flow = FlowRow(gap=S4)
        self.evidence = QCheckBox(self.tr("带上证据文件"))
        self.evidence.setChecked(True)
        self.evidence.setToolTip(self.tr("不带也行：以后的包会补上"))
        self.make_button = make_button(
            self.tr("制作…"), role="primary", theme=theme, icon="archive"
        )
        self.trouble = Label("", role="caption", tone="warn", wrap=True)
        self.make_card.add(
            Label(
                self.tr("把本机知道的一切交给同事：限制范围的内容仍只有该看的人打得开。"),
                role="caption",
                wrap=True,
            ),
            Label(self.tr("交给谁"), tone="dim"),
            self._flow,
            self.evidence,
            self.trouble,
        )
        self.make_card.body.addLayout(hbox(self.make_button, STRETCH))
        self.log_card = Card(self.tr("包的往来"), gap=S3)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, S3, 0)
        self._list.setSpacing(S2)
        self.none = Label(
            self.tr("还没有做过或装入过汇总包。同事带来的包，用“打开收到的文件”装入。"),
            tone="dim",
            wrap=True,
        )
        self.log_card.add(self.none)
        self.log_card.add(scrolling(inner), stretch=1)
        between = context.wording.text("values.between")
        self.laptops = Laptops(theme, self.tr("本组的电脑"), between)
        left = vbox(self.make_card, gap=S4)
        left.addWidget(self.log_card, 1)
        row = hbox(left, self.laptops, gap=S4)
        row.setStretch(0, 50)
        row.setStretch(1, 50)
        self.setLayout(row)
        self.make_button.clicked.connect(self._on_make)
        self.setContentsMargins(0, S3, 0, 0)

    def refresh(self) -> None:
        """Read anew who there is, whose work is here, and the packages."""
        mission = self._desk.mission
        self._show_people(recipients(mission))
        self.laptops.show_laptops(laptops(mission))
        self._show_log()
        trusted = mission.me in certified(mission.reader, mission.id)
        self.trouble.setVisible(not trusted)
        self.trouble.setText(
            self.tr("△ 您还没有证书，同事的电脑不会收您做的包。请先办证书（见“移交”）。")
        )
        self._show_ready()

    def _show_people(self, people: list[Record]) -> None:
        found = tuple((one.id, one.text("name")) for one in people)
        if found == self._people:
            return
        self._people = found
        chosen = {user for user, box in self._boxes.items() if box.isChecked()}
        leaders = {one.id for one in people if one.text("role") == Role.LEADER}
        first = not self._boxes
        clear_layout(self._flow.flow)
        self._boxes = {}
        for user, name in found:
            box = QCheckBox(name)
            mark_data(box)
            box.setChecked(user in chosen or (first and user in leaders))
            box.toggled.connect(self._show_ready)
            self._boxes[user] = box
            self._flow.add(box)

    def _show_ready(self) -> None:
        mission = self._desk.mission
        trusted = mission.me in certified(mission.reader, mission.id)
        chosen = any(box.isChecked() for box in self._boxes.values())
        self.make_button.setEnabled(trusted and chosen and not self._desk.busy)

    # --- packages so far ----------------------------------------------------------------

    def _show_log(self) -> None:
        reader = self._desk.mission.reader
        lines = [self._made(one) for one in work_packages_made(reader)]
        lines += [self._taken(one) for one in work_packages_taken(reader)]
        lines.sort(reverse=True)
        shown = tuple(lines[:_SHOWN])
        self.none.setVisible(not shown)
        if shown == self._log:
            return
        self._log = shown
        clear_layout(self._list)
        for at, title, detail in shown:
            item = Inset(gap=2)
            item.body.addWidget(data_label(title))
            caption = " · ".join(part for part in (moment(at), detail) if part)
            item.body.addWidget(data_label(caption, role="caption"))
            self._list.addWidget(item)
        self._list.addStretch(1)

    def _made(self, record: Record) -> tuple[str, str, str]:
        author = self._desk.mission.reader.get("user", record.owner)
        title = self.tr("↑ {author} 做给 {people}").format(
            author=author.text("name") if author else "", people=record.text("counterpart")
        )
        detail = f"{record.text('file_name')} · {size_words(record.number('size') or 0)}"
        return record.text("made_at"), title, detail

    def _taken(self, taken: PackageTaken) -> tuple[str, str, str]:
        title = self.tr("↓ 装入 {sender} 的第 {number} 份").format(
            sender=taken.sender or self.tr("（不认识的人）"), number=taken.package.sequence
        )
        detail = self.tr("新内容 {count} 条").format(count=taken.package.new_entries)
        return taken.package.imported_at, title, detail

    # --- making -------------------------------------------------------------------------

    def _on_make(self) -> None:
        mission = self._desk.mission
        number, _ = next_in_line(mission.reader, mission.me, PackageKind.WORK)
        self._desk.asker.save(
            self.tr("制作汇总包"), suggested_work_name(mission, number), self._on_place
        )

    def _on_place(self, places: list[Path]) -> None:
        if not places or self._desk.busy:
            return
        mission = self._desk.mission
        chosen = [user for user, box in self._boxes.items() if box.isChecked()]
        evidence = self.evidence.isChecked()
        self.make_button.setEnabled(False)
        self._desk.run(
            self.tr("正在制作 {name}").format(name=places[0].name),
            Lane.STORE,
            lambda progress: make_work(
                mission, places[0], chosen, evidence=evidence, progress=progress
            ),
            self._on_made,
            failed=self.refresh,
        )

    def _on_made(self, made: WorkMade) -> None:
        self.refresh()
        words = self.tr("汇总包已做好：{path}（{entries} 条，{evidence} 个证据文件，{size}）。")
        self._desk.say(
            words.format(
                path=str(made.path),
                entries=made.entries,
                evidence=made.evidence,
                size=size_words(made.info.size),
            )
        )
