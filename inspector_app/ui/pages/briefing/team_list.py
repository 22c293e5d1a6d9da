"""The users of the mission: role, post, and whether their signatures count."""

from PySide6.QtWidgets import QGridLayout, QWidget

from inspector_app.services.team import TeamMember, team
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import Card, ElidedLabel, Label, Pill, clear_layout, data_label


class TeamCard(Card):
    """One line per user."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.context.wording.text("records.user.label"), gap=S3)
        self.title.setText(self.tr("全组人员"))
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._shown: tuple[TeamMember, ...] = ()
        self.count = Label("", role="caption", tone="dim")
        self.add_to_head(self.count)
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S3)
        self._grid.setVerticalSpacing(S3)
        self._grid.setColumnStretch(2, 1)
        self.add(rows)

    def refresh(self) -> None:
        """Read the team anew."""
        mission = self._desk.mission
        members = tuple(one for one in team(mission.reader, mission.id) if one.active)
        self.count.setText(self.tr("{count} 人").format(count=len(members)))
        if members == self._shown:
            return
        self._shown = members
        clear_layout(self._grid)
        theme = self._desk.context.theme
        for row, one in enumerate(members):
            mine = one.user == mission.me
            name = data_label(one.name, role="strong" if mine else "body")
            name.setMinimumWidth(72)
            role = Pill(
                theme, self._words.role(one.role), "accent" if mine else "neutral", data=True
            )
            post = ElidedLabel(one.post, tone="dim", data=True)
            counts = self.tr("✓ 签字有效") if one.certified else self.tr("□ 签字还不算数")
            certified = Label(counts, role="caption", tone="ok" if one.certified else "warn")
            for column, widget in enumerate((name, role, post, certified)):
                self._grid.addWidget(widget, row, column)
