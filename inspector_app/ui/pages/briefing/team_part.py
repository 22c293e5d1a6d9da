"""Who is in the team, the days of the mission, and the trust between team and headquarters."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.filings_card import FilingsCard
from inspector_app.ui.pages.briefing.headquarters import HeadquartersCard
from inspector_app.ui.pages.briefing.mission_days import MissionDaysCard
from inspector_app.ui.pages.briefing.new_member import NewMemberCard
from inspector_app.ui.pages.briefing.team_list import TeamCard
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import hbox, scrolling, vbox


class TeamPart(QWidget):
    """Five cards: the team, what it filed, a new member, the days, headquarters."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.team = TeamCard(desk)
        self.member = NewMemberCard(desk)
        self.filings = FilingsCard(desk)
        self.days = MissionDaysCard(desk)
        self.headquarters = HeadquartersCard(desk)
        left = vbox(self.team, self.filings, self.member, gap=S4)
        left.addStretch(1)
        right = vbox(self.headquarters, self.days, gap=S4)
        right.addStretch(1)
        content = QWidget()
        both = hbox(gap=S4)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        both.setContentsMargins(0, 0, S3, 0)
        content.setLayout(both)
        self._area = scrolling(content)
        page = vbox(gap=0)
        page.addWidget(self._area, 1)
        self.setLayout(page)
        self.member.unfolded.connect(self._on_unfolded)

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what *changes* concerns."""
        if changes is not None and changes.touches("team_filing", "recovery_note"):
            self.filings.refresh()
        if changes is None or changes.touches("user", "mission"):
            self.team.refresh()
            self.filings.refresh()
            self.member.refresh()
            self.days.refresh()
            self.headquarters.refresh()

    def _on_unfolded(self) -> None:
        # Once the card has its new height.
        QTimer.singleShot(0, self, self._show_member)

    def _show_member(self) -> None:
        self._area.ensureWidgetVisible(self.member, 0, 0)

    def forget(self) -> None:
        """Forget passphrases and codes that stand in fields."""
        self.member.forget()
