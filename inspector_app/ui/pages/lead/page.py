"""The page 线索: what was reported about whom, for the few who may read it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Role
from inspector_app.services.history import note_view
from inspector_app.services.leads import LeadRow, lead_rows, number_leads
from inspector_app.services.mission import OpenMission, role_of, setting
from inspector_app.ui.page import Badge, Notice, Page, PageContext, Target
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.lead.desk import LeadDesk
from inspector_app.ui.pages.lead.detail import LeadDetail
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S2, S3, S4, S5
from inspector_app.ui.widgets import (
    Card,
    Column,
    EmptyState,
    Label,
    Order,
    PagedTableModel,
    PageHeader,
    Pane,
    RecordTable,
    Row,
    hbox,
    make_button,
    vbox,
)
from inspector_app.ui.widgets.reason import ReasonStrip

_DETAIL_WIDTH = 430
#: After how many days without a disposal a lead is marked; a setting of the mission.
_DAYS_KEY, _DAYS = "lead_days", 15
#: Rest on a lead before a look at it is logged: arrows pass over many.
_LOOK_MS = 400


def lead_badge(mission: OpenMission) -> Badge | None:
    """Return how many leads that the user may read are not dealt with."""
    waiting = [one for one in mission.reader.find("lead") if not one.text("disposal")]
    if not waiting:
        return None
    return Badge(
        len(waiting), "mark" if any(one.flag("about_number_one") for one in waiting) else "accent"
    )


class LeadPage(Page[OpenMission]):
    """The list at the left, one lead at the right.

    Targets: ``lead`` shows a lead; ``new`` begins one, from ``talk`` if given.
    """

    key = "lead"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self._rows_by_id: dict[str, LeadRow] = {}
        theme = context.theme
        self.steps = Steps(context, self)
        self.desk = LeadDesk(context, self.steps)
        self.header = PageHeader(self.tr("线索"))
        self.number_button = make_button("", tip=self.tr("按收到的先后接着编"))
        self.new_button = make_button(
            self.tr("记一条线索"), role="primary", theme=theme, icon="add", tip="Ctrl+N"
        )
        self.header.add_action(self.number_button, self.new_button)
        self.model = PagedTableModel(self._columns(), self._ids, self._rows)
        self.table = RecordTable(theme, self.model, name=self.tr("线索"))
        self.notice = Label(
            self.tr("单独管理：每条只有组长、记录人和指定的人能看，看过会记录；不写进底稿和报告。"),
            role="caption",
            wrap=True,
        )
        self.empty = EmptyState(
            theme,
            icon="lead",
            title=self.tr("没有您能看的线索"),
            text=self.tr(
                "谈话、信访、查阅中得到的问题线索记在这里。记下后只有组长、您和指定的人能看。"
            ),
            action=self.tr("记一条线索"),
        )
        self.reason = ReasonStrip(theme)
        self.detail = LeadDetail(context, self.desk, self.reason)
        self.hint = EmptyState(
            theme,
            icon="lead",
            title=self.tr("选一条线索"),
            text=self.tr("在左边选一条，就在这里看。打开会记入查阅记录。"),
        )
        self._right = QStackedWidget()
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_LOOK_MS)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("number", self.tr("编号"), 168),
            Column("mark", self.tr("涉及"), 104, pill=True),
            Column("officials", self.tr("被反映人")),
            Column("days", self.tr("收到"), 78, number=True),
            Column("disposal", self.tr("处置意见"), 130),
            Column("readers", self.tr("能看的人"), 112),
        )

    def _lay_out(self) -> None:
        left = Card(pad=0, gap=0)
        foot = QWidget()
        below = hbox(self.notice)
        below.setContentsMargins(S4, S3, S4, S3)
        foot.setLayout(below)
        left.body.setContentsMargins(0, S2, 0, 0)
        left.add(self.table, stretch=1)
        left.add(self.empty, stretch=1)
        left.add(foot)
        nothing = Card()
        nothing.add(self.hint, stretch=1)
        self._right.addWidget(nothing)
        self._right.addWidget(self.detail)
        self._right.setFixedWidth(_DETAIL_WIDTH)
        columns = hbox(left, self._right, gap=S4)
        columns.setStretch(0, 1)
        pane = Pane()
        inner = vbox(self.header, self.reason, gap=S4)
        inner.addLayout(columns, 1)
        inner.setContentsMargins(S5, S4, S5, S4)
        pane.setLayout(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new)
        self.empty.acted.connect(self._on_new)
        self.number_button.clicked.connect(self._on_number)
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(self._on_opened)
        self.detail.finished.connect(self._on_finished)
        self.desk.recorded.connect(self._on_recorded)
        self._look_soon.timeout.connect(self._note_look)
        for keys, slot in (("Ctrl+N", self._on_new), ("Ctrl+S", self.detail.save)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read list and lead anew."""
        if changes is not None and not changes.touches("lead", "official", "talk", "user"):
            return
        mission = self.context.services
        rows = lead_rows(mission.reader, mission.today())
        self._rows_by_id = {row.lead.id: row for row in rows}
        self.model.reload()
        there = self.desk.reread()
        if not there:
            self.desk.open(None)
        self.detail.fields.set_used_disposals(
            [row.lead.text("disposal") for row in rows if row.lead.text("disposal")]
        )
        self.detail.refresh()
        self._show_right()
        self._show_header(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _show_header(self, rows: Sequence[LeadRow]) -> None:
        mission = self.context.services
        first = sum(row.lead.flag("about_number_one") for row in rows)
        waiting = sum(not row.lead.text("disposal") for row in rows)
        parts = [self.tr("%n 条", "", len(rows))]
        if first:
            parts.append(self.tr("涉及一把手 {count} 条").format(count=first))
        if waiting:
            parts.append(self.tr("没有处置意见 {count} 条").format(count=waiting))
        self.header.subtitle.setText(" · ".join(parts) if rows else "")
        bare = sum(not row.lead.text("number") for row in rows)
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.number_button.setVisible(leader and bool(bare))
        self.number_button.setText(self.tr("给 {count} 条编号").format(count=bare))

    def _ids(self, order: Order) -> list[str]:
        rows = list(self._rows_by_id.values())
        keys = {
            "number": lambda row: row.lead.text("number"),
            "officials": lambda row: "、".join(row.officials),
            "days": lambda row: row.days if row.days is not None else -1,
            "disposal": lambda row: row.lead.text("disposal"),
            "readers": lambda row: "、".join(row.readers),
            "mark": lambda row: row.lead.flag("about_number_one"),
        }
        if order.key in keys:
            rows.sort(key=keys[order.key], reverse=order.descending)
        return [row.lead.id for row in rows]

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {one: self._row(self._rows_by_id[one]) for one in ids if one in self._rows_by_id}

    def _row(self, row: LeadRow) -> Row:
        between = self.context.wording.text("values.between")
        lead = row.lead
        days = "" if row.days is None else self.tr("%n 天", "", row.days)
        limit = setting(self.context.services.reader, _DAYS_KEY, _DAYS)
        late = not lead.text("disposal") and row.days is not None and row.days > limit
        tones: dict[str, Tone] = {"mark": "mark"}
        if late:
            tones["days"] = "warn"
        cells = (
            lead.text("number") or self.tr("未编号"),
            self.tr("▲ 一把手") if lead.flag("about_number_one") else "",
            between.join(row.officials),
            f"△ {days}" if late else days,
            lead.text("disposal") or "–",
            between.join(row.readers),
        )
        return Row(cells, tones)

    # --- going --------------------------------------------------------------------------

    def go_to(self, target: Target) -> None:
        """Show a lead, or begin one."""
        if target.get("new"):
            self._begin(target.get("talk", ""))
        elif target.get("lead"):
            self.table.select_record(target["lead"])

    def where(self) -> Target:
        """Return the lead that is shown."""
        return {"lead": self.desk.record.id} if self.desk.record is not None else {}

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.detail.commit()

    def release(self) -> None:
        """Stop the timers."""
        self._look_soon.stop()
        self.desk.stop()

    def _on_selected(self, lead: str) -> None:
        if lead and lead != self.desk.id:
            self.detail.commit()
            self.desk.open(self.context.services.reader.get("lead", lead))
            self.detail.refresh()
            self._show_right()
            self._look_soon.start()

    def _on_opened(self, _lead: str) -> None:
        self.detail.fields.content.setFocus()

    def _note_look(self) -> None:
        record = self.desk.record
        if record is not None:
            self.context.tasks.store(
                partial(note_view, self.context.services, "lead", record.id),
                done=self._on_noted,
                owner=self,
            )

    def _on_noted(self, _none: None) -> None:
        self.detail.show_looks()

    def _on_new(self) -> None:
        self._begin("")

    def _begin(self, talk: str) -> None:
        self.detail.commit()
        self._look_soon.stop()
        self.desk.begin(talk)
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.detail.refresh()
        self._show_right()
        self.detail.fields.content.setFocus()

    def _on_finished(self) -> None:
        self.table.setFocus()

    def _on_recorded(self, lead: str) -> None:
        self.context.notify(Notice(self.tr("线索已记下，只有组长、您和指定的人能看。"), "ok"))
        self.table.select_record(lead)

    def _on_number(self) -> None:
        self.context.tasks.store(partial(number_leads, self.context.services), owner=self)

    def _show_right(self) -> None:
        self._right.setCurrentIndex(1 if self.desk.id else 0)
