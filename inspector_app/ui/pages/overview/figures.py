"""The four figures on top of the overview: how far talks, checklist, papers and section are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.vocabulary import TalkState, WorkingPaperState
from inspector_app.services.mission import OpenMission
from inspector_app.services.overview import Overview
from inspector_app.system.wording import Wording
from inspector_app.ui.page import PageContext, Target
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S4
from inspector_app.ui.widgets import FigureCard, hbox


class FigureRow(QWidget):
    """Four cards, each a jump.

    Signals:
        jumped (str, object): the page and the `Target` there.
    """

    jumped = Signal(str, object)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        theme = context.theme
        self._wording: Wording = context.wording
        self.talks = FigureCard(theme, self.tr("谈话"), jumpable=True)
        self.coverage = FigureCard(theme, self.tr("必谈覆盖"), jumpable=True)
        self.papers = FigureCard(theme, self.tr("底稿"), jumpable=True)
        self.section = FigureCard(theme, self.tr("一把手专节"), jumpable=True)
        row = hbox(gap=S4)
        for card in (self.talks, self.coverage, self.papers, self.section):
            row.addWidget(card, 1)
        self.setLayout(row)
        self.talks.activated.connect(lambda: self._jump("talk", {}))
        self.coverage.activated.connect(lambda: self._jump("talk", {"view": "matrix"}))
        self.papers.activated.connect(lambda: self._jump("working_paper", {}))
        self.section.activated.connect(
            lambda: self._jump("report", {"section": "first_responsibility"})
        )

    def _jump(self, page: str, target: Target) -> None:
        self.jumped.emit(page, target)

    def show_view(self, view: Overview) -> None:
        """Show the figures of *view*."""
        self._show_talks(view)
        self._show_coverage(view)
        self._show_papers(view)
        self._show_section(view)

    def _show_talks(self, view: Overview) -> None:
        figures = view.figures
        following = figures.next_talk
        if following is not None:
            caption = self.tr("今天 {count} 场，下一场 {time} {place}").format(
                count=figures.talks_today,
                time=following.text("starts_at")[5:16].replace("T", " "),
                place=following.text("place"),
            )
        else:
            unsigned = sum(row.state is TalkState.CLOSED for row in view.talks)
            caption = self.tr("今天 {count} 场，已结束未签字 {unsigned} 场").format(
                count=figures.talks_today, unsigned=unsigned
            )
        self.talks.show_figure(
            f"{figures.talks_held} / {figures.talks_planned}",
            figures.talks_held / max(1, figures.talks_planned),
            caption,
        )

    def _show_coverage(self, view: Overview) -> None:
        covered = view.figures.coverage
        share = covered.asked / covered.must if covered.must else 0.0
        tone: Tone = "ok" if covered.must and covered.asked == covered.must else "mark"
        self.coverage.show_figure(
            f"{int(share * 100)}%",
            share,
            self.tr("工作 {work}% · 生活 {life}%，尚缺 {count} 项").format(
                work=_percent(covered.work_asked, covered.work_must),
                life=_percent(covered.life_asked, covered.life_must),
                count=covered.must - covered.asked,
            ),
            tone,
        )

    def _show_papers(self, view: Overview) -> None:
        states = view.figures.papers_by_state
        approved = states[WorkingPaperState.APPROVED]
        waiting = states[WorkingPaperState.SUBMITTED] + states[WorkingPaperState.REVIEWED]
        self.papers.show_figure(
            str(view.figures.papers),
            approved / max(1, view.figures.papers),
            self.tr("通过 {approved} · 待审 {waiting} · 退回 {returned} · 草稿 {draft}").format(
                approved=approved,
                waiting=waiting,
                returned=states[WorkingPaperState.RETURNED],
                draft=states[WorkingPaperState.DRAFT],
            ),
            "ok",
        )

    def _show_section(self, view: Overview) -> None:
        figures = view.figures
        done = not figures.sections_open
        names = dict.fromkeys(
            self._wording.text(f"terms.section.{one.value}") for one in figures.sections_open
        )
        caption = self.tr("缺：{sections}").format(sections=self.tr("、").join(names))
        self.section.show_figure(
            f"{figures.sections_done} / {figures.sections}",
            figures.sections_done / max(1, figures.sections),
            self.tr("四部分齐全") if done else caption,
            "ok" if done else "warn",
        )


def _percent(part: int, whole: int) -> int:
    return int(100 * part / whole) if whole else 0
