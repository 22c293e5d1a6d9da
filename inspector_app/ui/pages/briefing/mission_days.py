"""The days of the mission: entry, leaving, report."""

from datetime import date
from functools import partial

from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import Role
from inspector_app.services.mission import mission_record, role_of
from inspector_app.services.mission_facts import DAYS, set_days
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import Card, DateEdit, FormRow, hbox


class MissionDaysCard(Card):
    """Three dates, written when they are left; the leader's to set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self.title.setText(self.tr("任务日期"))
        self.caption.setText(self.tr("逾期提醒和进驻核对按它计算"))
        self.body.insertLayout(0, self.head)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self.days = {name: DateEdit(desk.context.theme) for name in DAYS}
        self.rows = {
            name: FormRow(self._words.field("mission", name), edit)
            for name, edit in self.days.items()
        }
        self.body.addLayout(hbox(*self.rows.values(), gap=S3))
        for name, edit in self.days.items():
            edit.date_changed.connect(partial(self._on_day, name))
            edit.unreadable.connect(partial(self._on_unreadable, name))

    def refresh(self) -> None:
        """Read the days anew."""
        mission = self._desk.mission
        record = mission_record(mission.reader, mission.id)
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        for name, edit in self.days.items():
            edit.setEnabled(leader)
            text = record.text(name)
            if not edit.hasFocus():
                edit.set_value(date.fromisoformat(text) if text else None)

    def _on_day(self, name: str, value: date | None) -> None:
        self.rows[name].set_error("")
        mission, day = self._desk.mission, value.isoformat() if value else ""
        self._desk.write(
            self.tr("修改“{field}”").format(field=self._words.field("mission", name)),
            lambda entry: set_days(mission, entry=entry, **{name: day}),
            failed=partial(self._on_refused, name),
        )

    def _on_unreadable(self, name: str) -> None:
        self.rows[name].set_error(self.tr("认不出日期，可写成 2026-10-21"))

    def _on_refused(self, name: str, error: KnownError) -> None:
        self.rows[name].set_error(self._desk.context.wording.error(error))
