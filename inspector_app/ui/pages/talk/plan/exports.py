"""What can be printed or taken along of the plan: a menu, then where to save it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable, note_export
from inspector_app.services.plan_papers import (
    calendar_bytes,
    cards_printable,
    category_outline_printable,
    notices_printable,
    outline_printable,
    schedule_printable,
    statistics_printable,
)
from inspector_app.system.safe_files import write_atomically
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.widgets import ConfirmStrip, FileAsker, mark_data


class PlanExports(QObject):
    """Schedule, cards and notices of the days shown, statistics, and a calendar file."""

    def __init__(
        self, context: PageContext[OpenMission], page: QWidget, strip: ConfirmStrip
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._strip = strip
        self._papers = PaperExport(context, page, strip)
        self._asker = FileAsker(page)

    def menu(self, span: tuple[str, str], talk: str = "") -> QMenu:
        """Return the menu for the days of *span*, the first and the last, and one *talk*."""
        menu = QMenu(self._page)
        menu.setAccessibleName(self.tr("打印导出"))
        mark_data(menu, itself_only=True)
        mission = self._context.services
        first, last = span
        papers: tuple[tuple[str, str, Callable[[], Printable]], ...] = (
            (
                self.tr("谈话安排表"),
                "talk-schedule",
                partial(schedule_printable, mission, first=first, last=last),
            ),
            (
                self.tr("谈话卡"),
                "talk-cards",
                partial(cards_printable, mission, first=first, last=last),
            ),
            (
                self.tr("谈话通知"),
                "talk-notices",
                partial(notices_printable, mission, first=first, last=last),
            ),
            (
                self.tr("谈话情况统计（不含姓名）"),
                "talk-statistics",
                partial(statistics_printable, mission),
            ),
        )
        kinds: tuple[tuple[Kind, str], ...] = (("pdf", "PDF"), ("docx", "Word"))
        for title, record_type, gather in papers:
            for kind, format_ in kinds:
                name = title if "statistics" in record_type else f"{title} {_days(first, last)}"
                paper = ExportedPaper(gather, name, "mission", mission.id)
                action = menu.addAction(f"{title} · {format_}…")
                action.triggered.connect(partial(self._papers.ask, kind, paper))
            menu.addSeparator()
        self._add_outlines(menu, talk)
        menu.addSeparator()
        for title, member in (
            (self.tr("日历文件（.ics）…"), ""),
            (self.tr("只含我的谈话的日历文件…"), mission.me),
        ):
            action = menu.addAction(title)
            action.triggered.connect(partial(self._on_calendar, first, last, member))
        return menu

    def _add_outlines(self, menu: QMenu, talk: str) -> None:
        """Offer the outline of a talk, and those of the categories."""
        mission = self._context.services
        record = mission.reader.get("talk", talk) if talk else None
        number = record.text("number") if record else ""
        action = menu.addAction(self.tr("谈话提纲 {number} · PDF…").format(number=number))
        action.setEnabled(record is not None)
        if record is not None:
            name = self.tr("谈话提纲 {number}").format(number=number)
            paper = ExportedPaper(partial(outline_printable, mission, talk), name, "talk", talk)
            action.triggered.connect(partial(self._papers.ask, "pdf", paper))
        below = menu.addMenu(self.tr("各类对象的谈话提纲"))
        wording = self._context.wording
        for category in TalkCategory:
            words = wording.text(f"terms.talk_category.{category.value}")
            name = self.tr("谈话提纲 {number}").format(number=words)
            gather = partial(category_outline_printable, mission, category)
            paper = ExportedPaper(gather, name, "mission", mission.id)
            below.addAction(f"{words} · PDF…").triggered.connect(
                partial(self._papers.ask, "pdf", paper)
            )

    def _on_calendar(self, first: str, last: str, member: str, _checked: bool = False) -> None:
        self._strip.ask(
            self.tr("日历文件没有加密。除非设置里允许，不写谈话对象的姓名。"),
            yes=self.tr("选择保存位置…"),
            confirmed=partial(self._ask_calendar, first, last, member),
            role="primary",
        )

    def _ask_calendar(self, first: str, last: str, member: str) -> None:
        name = f"{self.tr('谈话安排')} {_days(first, last)}.ics"
        self._asker.save(
            self.tr("日历文件"), name, partial(self._save_calendar, first, last, member)
        )

    def _save_calendar(self, first: str, last: str, member: str, paths: list[Path]) -> None:
        mission, path = self._context.services, paths[0]
        data = calendar_bytes(mission, first=first, last=last, member=member)

        def write() -> None:
            write_atomically(path, data)

        self._context.tasks.work(write, done=lambda _none: self._on_saved(path), owner=self)

    def _on_saved(self, path: Path) -> None:
        mission = self._context.services
        self._context.tasks.store(partial(note_export, mission, "mission", mission.id), owner=self)
        words = self.tr("已保存到 {path}。这份文件没有加密，请妥善保管。")
        self._context.notify(Notice(words.format(path=str(path)), tone="ok"))


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first}—{last[5:]}"
