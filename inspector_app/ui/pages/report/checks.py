"""What is still missing, here and in the whole report, and names that may not stand in it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from inspector_app.domain.missing import Missing
from inspector_app.domain.source_protection import HitKind, SourceHit
from inspector_app.domain.vocabulary import Role
from inspector_app.services import source_checks
from inspector_app.services.mission import role_of
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    STRETCH,
    Inset,
    Label,
    MissingItem,
    MissingList,
    ReasonStrip,
    clear_layout,
    hbox,
    make_button,
    scrolling,
)

#: More hits than this are counted, not listed: they are mended one by one anyway.
_SHOWN = 40

#: Height of the lists, in pixels: five lines, the rest scrolls.
_HEIGHT = 160
_HITS = 2

#: Says where a place in the report is, in words.
WhereWords = Callable[[str], str]


class ChecksPanel(QWidget):
    """Three lists under the editor: what this part lacks, what the report lacks, sources.

    Signals:
        jumped (str, dict): the user wants to go to this page and target.
    """

    jumped = Signal(str, dict)

    def __init__(self, desk: ReportDesk, where: WhereWords) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self.here = MissingList(theme, compact=True)
        self.all = MissingList(theme, compact=True)
        self.hits = HitsList(desk, where)
        self._nothing = Label("", tone="dim", wrap=True)
        self._group = QButtonGroup(self)
        self.tabs = [self._tab(place) for place in range(3)]
        self._counts = (0, 0, 0)
        self._lists = QWidget()
        self._lists.setFixedHeight(_HEIGHT)
        self._stack = QStackedLayout(self._lists)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for view in (self.here, self.all, self.hits):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S2)
        column.addLayout(hbox(Label(self.tr("还差什么"), role="card"), *self.tabs, STRETCH, gap=S2))
        column.addWidget(self._lists)
        column.addWidget(self._nothing)
        self.tabs[0].setChecked(True)
        self._group.idToggled.connect(self._on_tab)
        self.here.jumped.connect(self._on_jumped)
        self.all.jumped.connect(self._on_jumped)
        self.hits.jumped.connect(self.jumped)

    def _tab(self, place: int) -> QPushButton:
        button = make_button("", role="quiet")
        button.setCheckable(True)
        self._group.addButton(button, place)
        return button

    def show_missing(
        self, here: Sequence[Missing], everything: Sequence[Missing], hits: Sequence[SourceHit]
    ) -> None:
        """List what is missing *here*, in all the report, and the *hits* in its text."""
        wording = self._desk.context.wording
        self.here.set_items([missing_item(one, wording) for one in here])
        self.all.set_items([missing_item(one, wording) for one in everything])
        self.hits.show_hits(hits)
        self._counts = (len(here), len(everything), len(hits))
        words = (self.tr("本节"), self.tr("全部"), self.tr("来源保护"))
        for button, word, count in zip(self.tabs, words, self._counts, strict=True):
            button.setText(f"{word} {count}")
        self._show_tab()

    def show_all(self) -> None:
        """Show everything that is missing: why the report cannot be final."""
        self.tabs[1].setChecked(True)
        self.all.setFocus()

    def _on_tab(self, _place: int, checked: bool) -> None:
        if checked:
            self._show_tab()

    def _show_tab(self) -> None:
        place = max(0, self._group.checkedId())
        nothing = (
            self.tr("✓ 这一部分没有缺项。"),
            self.tr("✓ 全文没有缺项。"),
            self.tr("✓ 正文里没有发现不能写的姓名和线索编号。"),
        )
        self._nothing.setText(nothing[place])
        self._nothing.setVisible(not self._counts[place])
        self._stack.setCurrentIndex(place)
        # A short list takes little room from the text above it.
        shown = (self.here, self.all)[place] if place != _HITS else None
        wanted = shown.sizeHint().height() + 4 if shown is not None else _HEIGHT
        self._lists.setFixedHeight(min(_HEIGHT, wanted))
        self._lists.setVisible(bool(self._counts[place]))

    def _on_jumped(self, item: MissingItem) -> None:
        self.jumped.emit(item.page, dict(item.target))


class HitsList(QWidget):
    """Names and lead numbers found in the text, each with what stands around it.

    Signals:
        jumped (str, dict): where to mend one.
    """

    jumped = Signal(str, dict)

    def __init__(self, desk: ReportDesk, where: WhereWords) -> None:
        super().__init__()
        self._desk = desk
        self._where = where
        self._shown: tuple[SourceHit, ...] | None = None
        self.reason = ReasonStrip(desk.context.theme)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S2)
        self.release_buttons: list[QPushButton] = []
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addLayout(self._column)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(S2)
        outer.addWidget(self.reason)
        outer.addWidget(scrolling(content))

    def show_hits(self, hits: Sequence[SourceHit]) -> None:
        """List *hits*."""
        if tuple(hits) == self._shown:
            return
        self._shown = tuple(hits)
        self.reason.withdraw()
        clear_layout(self._column)
        self.release_buttons = []
        mission = self._desk.mission
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        for hit in self._shown[:_SHOWN]:
            self._column.addWidget(self._row(hit, leader=leader))
        more = len(self._shown) - _SHOWN
        if more > 0:
            words = self.tr("另有 {count} 处，处理完上面的再列出。").format(count=more)
            self._column.addWidget(Label(words, tone="dim"))

    def _row(self, hit: SourceHit, *, leader: bool) -> QWidget:
        kinds = {
            HitKind.NAME: self.tr("▲ 不能写的姓名"),
            HitKind.LEAD: self.tr("▲ 线索编号"),
            HitKind.SOURCE_PHRASE: self.tr("△ 可能指明来源"),
        }
        warns = hit.kind is HitKind.SOURCE_PHRASE
        row = Inset("warn" if warns else "mark", pad=6, gap=2)
        what = Label(f"{kinds[hit.kind]} “{hit.found}”", role="strong", data=True)
        context = Label(
            f"…{hit.context}… · {self._where(hit.place)}", role="caption", wrap=True, data=True
        )
        go = make_button(self.tr("定位"), role="link")
        go.setAccessibleName(f"{go.text()} {hit.found}")
        go.clicked.connect(partial(self._on_go, hit))
        release = make_button(self.tr("放行…"), role="link")
        release.setAccessibleName(f"{release.text()} {hit.found}")
        release.setEnabled(leader)
        release.setToolTip("" if leader else self.tr("只有组长可以放行"))
        release.clicked.connect(partial(self._on_release, hit))
        self.release_buttons.append(release)
        row.body.addLayout(hbox(what, STRETCH, go, release))
        row.body.addWidget(context)
        return row

    def _on_go(self, hit: SourceHit) -> None:
        if hit.place in self._desk.papers:
            self.jumped.emit("working_paper", {"working_paper": hit.place, "field": "title"})
        else:
            self.jumped.emit("report", {"block": hit.place})

    def _on_release(self, hit: SourceHit) -> None:
        question = self.tr("放行“{found}”：它在这里不指明消息来源，理由是").format(found=hit.found)
        self.reason.ask(question, yes=self.tr("放行"), given=partial(self._release, hit))

    def _release(self, hit: SourceHit, reason: str) -> None:
        desk = self._desk
        desk.texts.commit()
        text = desk.view.report.id
        desk.context.tasks.store(
            lambda: source_checks.release_hit(desk.mission, text, hit, reason=reason), owner=self
        )
