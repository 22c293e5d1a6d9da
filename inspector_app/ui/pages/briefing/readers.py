"""Who of the team has confirmed reading a briefing, and signing for oneself."""

from PySide6.QtWidgets import QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.domain.rights import may_sign
from inspector_app.domain.vocabulary import Purpose
from inspector_app.services.briefing_readers import Reading, confirm_reading, readings
from inspector_app.services.mission import role_of
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import STRETCH, FlowRow, Label, Pill, hbox, make_button, vbox


class ReadersStrip(QWidget):
    """Everybody with ✓ or □, and the button to sign."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._briefing: Record | None = None
        self._shown: tuple[Reading, ...] | None = None
        self.title = Label("", role="card")
        self.people = FlowRow()
        self._pills: list[Pill] = []
        self.sign = make_button(
            self.tr("我已阅读，签字"), role="primary", theme=desk.context.theme, icon="sign"
        )
        self.hint = Label("", role="caption", wrap=True)
        self.arrived = Label(
            self.tr("其他电脑上的签字，随工作包收到后才显示。"),
            role="caption",
            tone="dim",
            wrap=True,
        )
        self.setLayout(
            vbox(hbox(self.title, STRETCH, self.sign), self.people, self.arrived, self.hint, gap=S2)
        )
        self.sign.clicked.connect(self._on_sign)

    def show_briefing(self, briefing: Record) -> None:
        """Show who has read *briefing*."""
        mission = self._desk.mission
        self._briefing = briefing
        given = tuple(readings(mission.reader, mission.id, briefing.id))
        read = sum(one.read for one in given)
        self.title.setText(
            self.tr("谁已阅读  {read} / {count}").format(read=read, count=len(given))
        )
        self.arrived.setVisible(read < len(given))
        if given != self._shown:
            self._shown = given
            self._show_people(given)
        self._show_button(given, answered=bool(briefing.text("received_on")))

    def _show_people(self, given: tuple[Reading, ...]) -> None:
        for pill in self._pills:
            self.people.flow.removeWidget(pill)
            pill.hide()
            pill.setParent(None)
            pill.deleteLater()
        self._pills = [self._pill(one) for one in given]
        self.people.add(*self._pills)
        self.people.updateGeometry()

    def _pill(self, one: Reading) -> Pill:
        tone: Tone = "neutral"
        sign, when = "□", ""
        if one.read:
            sign, tone, when = "✓", "ok", one.signed_at[5:10]
        elif one.outdated:
            sign, tone, when = "△", "warn", self.tr("读后有更新")
        pill = Pill(self._desk.context.theme, f"{sign} {one.name} {when}".strip(), tone, data=True)
        words = self.tr("已签字") if one.read else self.tr("未签字")
        pill.setAccessibleName(f"{one.name} · {words}")
        return pill

    def _show_button(self, given: tuple[Reading, ...], *, answered: bool) -> None:
        mission = self._desk.mission
        mine = next((one for one in given if one.user == mission.me), None)
        may = may_sign(role_of(mission.reader, mission.me), Purpose.BRIEFING_READ)
        self.sign.setVisible(may and mine is not None and not mine.read)
        self.sign.setEnabled(answered)
        if mine is not None and mine.read:
            text = self.tr("您已签字确认。内容再有改动，要重新确认。")
        elif mine is not None and mine.outdated:
            text = self.tr("您签字之后内容有更新，请看过再签一次。")
        elif not answered:
            text = self.tr("收到答复、填好收到日期后再签字。")
        else:
            text = self.tr("签字表示您已看过上面全部内容。签字不能撤销。")
        self.hint.setText(text)

    def _on_sign(self) -> None:
        if self._briefing is None:
            return
        mission, briefing = self._desk.mission, self._briefing.id
        self._desk.texts.commit()
        self.sign.setEnabled(False)
        self._desk.write(
            self.tr("确认已阅读"),
            lambda _entry: confirm_reading(mission, briefing),
            failed=self._on_failed,
            final=True,
        )

    def _on_failed(self, error: KnownError) -> None:
        self.sign.setEnabled(True)
        self._desk.context.tasks.known_error.emit(error)
