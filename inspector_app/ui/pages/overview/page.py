"""The overview page: four figures, the matrix at a glance, and what is still missing."""

from PySide6.QtWidgets import QGridLayout

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import TalkState, WorkingPaperState
from inspector_app.services.mission import OpenMission
from inspector_app.services.overview import Overview, overview
from inspector_app.services.talks import matrix
from inspector_app.ui.page import Page, PageContext
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.pages.overview.matrix_data import Glance, glance
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S4, S5
from inspector_app.ui.widgets import (
    AnswerKind,
    Card,
    EmptyState,
    FigureCard,
    Label,
    MatrixLegend,
    MatrixView,
    MissingItem,
    MissingList,
    PageHeader,
    hbox,
    vbox,
)


class OverviewPage(Page[OpenMission]):
    """Answers at a glance: how far, what blocks, what is next."""

    key = "overview"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        theme = context.theme
        self._glance: Glance | None = None
        self.header = PageHeader(self.tr("总览"))
        self.talks = FigureCard(theme, self.tr("谈话"), jumpable=True)
        self.coverage = FigureCard(theme, self.tr("必谈覆盖"), jumpable=True)
        self.papers = FigureCard(theme, self.tr("底稿"), jumpable=True)
        self.section = FigureCard(theme, self.tr("一把手专节"), jumpable=True)
        self.matrix = MatrixView(theme, words=self._answer_words())
        self.matrix_card = Card(self.tr("必谈矩阵"), self.tr("对象 × 事项"))
        self.legend = MatrixLegend(theme, self.matrix, self._answer_words())
        self.matrix_empty = EmptyState(
            theme,
            icon="talk",
            title=self.tr("还没有谈话"),
            text=self.tr("在“谈话”里排定并开始第一次谈话，这里会显示谁谈了什么。"),
            action=self.tr("去排谈话"),
        )
        self.missing = MissingList(theme)
        self.missing_card = Card(self.tr("距离报告还差什么"))
        self.missing_count = Label("", role="caption", tone="dim")
        self.nothing_missing = Label(self.tr("没有需要处理的事项。"), tone="dim", wrap=True)
        self._lay_out()
        self._connect()

    def _answer_words(self) -> dict[AnswerKind, str]:
        words = self.context.wording
        return {
            "specific": words.text("terms.answer_kind.specific"),
            "general": words.text("terms.answer_kind.general"),
            "none": words.text("terms.answer_kind.none"),
            "unknown": words.text("terms.answer_kind.unknown"),
            "refused": words.text("terms.answer_kind.declined"),
            "open": self.tr("未谈"),
        }

    def _lay_out(self) -> None:
        self.matrix_card.add_to_head(self.legend)
        self.matrix_card.add(self.matrix, stretch=1)
        self.matrix_card.add(self.matrix_empty, stretch=1)
        self.missing_card.add_to_head(self.missing_count)
        self.missing_card.add(self.missing, stretch=1)
        self.missing_card.add(self.nothing_missing)
        figures = hbox(self.talks, self.coverage, self.papers, self.section, gap=S4)
        below = QGridLayout()
        below.setSpacing(S4)
        below.addWidget(self.matrix_card, 0, 0)
        below.addWidget(self.missing_card, 0, 1)
        below.setColumnStretch(0, 51)
        below.setColumnStretch(1, 49)
        page = vbox(self.header, figures, gap=S4)
        page.addLayout(below, 1)
        page.setContentsMargins(S5, S4, S5, S4)
        self.setLayout(page)

    def _connect(self) -> None:
        self.talks.activated.connect(self._on_talks)
        self.coverage.activated.connect(self._on_coverage)
        self.papers.activated.connect(self._on_papers)
        self.section.activated.connect(self._on_section)
        self.matrix.chosen.connect(self._on_cell)
        self.matrix_empty.acted.connect(self._on_talks)
        self.missing.jumped.connect(self._on_missing)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:  # noqa: ARG002 - everything shows here
        """Read the state of the mission anew."""
        mission = self.context.services
        reader = mission.reader
        view = overview(reader, mission.checklist, mission.id, mission.today(), user=mission.me)
        self._show_days(view)
        self._show_figures(view)
        self._show_matrix()
        self._show_missing(view)

    def _show_days(self, view: Overview) -> None:
        parts = []
        if view.days_on_site is not None and view.days_on_site > 0:
            parts.append(self.tr("进驻第 {days} 天").format(days=view.days_on_site))
        if view.days_to_report is not None and view.days_to_report >= 0:
            parts.append(self.tr("距报告初稿 {days} 天").format(days=view.days_to_report))
        elif view.days_to_report is not None:
            parts.append(self.tr("报告初稿已超过 {days} 天").format(days=-view.days_to_report))
        self.header.subtitle.setText("，".join(parts) if self._chinese else ", ".join(parts))

    @property
    def _chinese(self) -> bool:
        return self.context.wording.language == "zh_CN"

    def _show_figures(self, view: Overview) -> None:
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
        covered = figures.coverage
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
        states = figures.papers_by_state
        approved = states[WorkingPaperState.APPROVED]
        waiting = states[WorkingPaperState.SUBMITTED] + states[WorkingPaperState.REVIEWED]
        self.papers.show_figure(
            str(figures.papers),
            approved / max(1, figures.papers),
            self.tr("通过 {approved} · 待审 {waiting} · 退回 {returned} · 草稿 {draft}").format(
                approved=approved,
                waiting=waiting,
                returned=states[WorkingPaperState.RETURNED],
                draft=states[WorkingPaperState.DRAFT],
            ),
            "ok",
        )
        done = figures.sections_done == figures.sections
        self.section.show_figure(
            f"{figures.sections_done} / {figures.sections}",
            figures.sections_done / max(1, figures.sections),
            self.tr("四部分齐全") if done else self.tr("第一责任人、廉洁自律、意见、整改要求"),
            "ok" if done else "warn",
        )

    def _show_matrix(self) -> None:
        mission = self.context.services
        rows = matrix(mission.reader, mission.checklist)
        shown = glance(rows, mission.checklist.items, self.context.wording.language)
        self.matrix.setVisible(bool(rows))
        self.legend.setVisible(bool(rows))
        self.matrix_empty.setVisible(not rows)
        if shown != self._glance:
            self._glance = shown
            self.matrix.set_content(shown.rows, shown.columns, shown.cell)

    def _show_missing(self, view: Overview) -> None:
        captions = {
            "report": self.tr("报告"),
            "talk": self.tr("谈话"),
            "briefing": self.tr("进驻前"),
            "working_paper": self.tr("底稿"),
            "exchange": self.tr("交换"),
            "overview": self.tr("任务"),
        }
        wording = self.context.wording
        items = [missing_item(m, wording, captions.get(m.page, "")) for m in view.missing]
        self.missing.set_items(items)
        self.missing.setVisible(bool(items))
        self.nothing_missing.setVisible(not items)
        self.missing_count.setText(self.tr("{count} 项").format(count=len(items)))

    # --- jumps --------------------------------------------------------------------------

    def _on_talks(self) -> None:
        self.context.navigate("talk")

    def _on_coverage(self) -> None:
        self.context.navigate("talk", {"view": "matrix"})

    def _on_papers(self) -> None:
        self.context.navigate("working_paper")

    def _on_section(self) -> None:
        self.context.navigate("report", {"section": "first_responsibility"})

    def _on_cell(self, row: int, column: int) -> None:
        if self._glance is not None:
            self.context.navigate(
                "talk",
                {"talk": self._glance.rows[row].key, "item": self._glance.columns[column].key},
            )

    def _on_missing(self, item: MissingItem) -> None:
        self.context.navigate(item.page, dict(item.target))


def _percent(part: int, whole: int) -> int:
    return int(100 * part / whole) if whole else 0
