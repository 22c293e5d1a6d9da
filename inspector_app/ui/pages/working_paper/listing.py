"""The left column: search, filters, the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from inspector_app.domain.vocabulary import FindingClass, WorkingPaperState
from inspector_app.services.working_paper_list import PaperRow
from inspector_app.ui.pages.working_paper.desk import STATE_TONES, PaperDesk
from inspector_app.ui.pages.working_paper.paper_list import PaperLine, PaperListView
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Card, Label, SearchBox, hbox
from inspector_app.ui.widgets.fields import WheelGuard


class PaperListing(Card):
    """Working papers by state, class and words.

    Signals:
        chosen (str): this paper is to be shown.
        entered: Enter on the list: on to the paper itself.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__(pad=S3, gap=S2)
        self._desk = desk
        self._rows: Sequence[PaperRow] = ()
        self._current = ""
        self._guard = WheelGuard(self)
        theme = desk.context.theme
        self.search = SearchBox(theme, self.tr("编号、题目"), name=self.tr("在底稿里找"))
        self.states = QComboBox()
        self.states.setAccessibleName(self.tr("按状态筛选"))
        self.classes = QComboBox()
        self.classes.setAccessibleName(self.tr("按归类筛选"))
        self.list = PaperListView(theme)
        self._none = Label(self.tr("没有符合条件的底稿。"), tone="dim", wrap=True)
        self._fill_filters()
        filters = hbox(self.states, self.classes, gap=S2)
        filters.setStretch(0, 1)
        filters.setStretch(1, 1)
        self.add(self.search)
        self.body.addLayout(filters)
        self.add(self._none)
        self.add(self.list, stretch=1)
        self.search.searched.connect(self._filter)
        self.states.activated.connect(self._filter)
        self.classes.activated.connect(self._filter)
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(self.entered)

    def _fill_filters(self) -> None:
        self.states.addItem(self.tr("全部状态"), "")
        for state in WorkingPaperState:
            self.states.addItem(self._desk.state_words(state), state.value)
        self.classes.addItem(self.tr("全部归类"), "")
        for one in FindingClass:
            self.classes.addItem(self._desk.class_words(one.value), one.value)
        for box in (self.states, self.classes):
            box.installEventFilter(self._guard)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # Long words of a class do not widen the list; the tooltip has them whole.
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(4)
            box.setToolTip(box.currentText())
            box.currentTextChanged.connect(box.setToolTip)

    def show_rows(self, rows: Sequence[PaperRow], current: str) -> None:
        """List *rows*, as far as the filters let them through."""
        self._rows, self._current = rows, current
        self._filter()

    def reveal(self, paper: str) -> None:
        """Open the filters if they hide *paper*."""
        if paper in {line.id for line in self.list.lines}:
            return
        self.search.clear()
        self.states.setCurrentIndex(0)
        self.classes.setCurrentIndex(0)
        self._filter()

    def _filter(self) -> None:
        wanted = "".join(self.search.text().split()).casefold()
        state, finding_class = str(self.states.currentData()), str(self.classes.currentData())
        lines = [
            self._line(row)
            for row in self._rows
            if (not state or row.state.value == state)
            and (not finding_class or row.paper.text("finding_class") == finding_class)
            and wanted in _words(row)
        ]
        self.list.set_lines(lines, self._current)
        self._none.setVisible(not lines)

    def _line(self, row: PaperRow) -> PaperLine:
        paper, desk = row.paper, self._desk
        people = self.tr("、").join(desk.user_name(one) for one in paper.items("undertakers"))
        parts = (desk.class_words(paper.text("finding_class")), people)
        concerns = paper.flag("concerns_number_one")
        wording = desk.context.wording
        return PaperLine(
            id=paper.id,
            number=paper.text("number") or paper.text("draft_number"),
            title=paper.text("title").replace("\n", " ") or self.tr("（没有题目）"),
            state=desk.state_words(row.state),
            tone=STATE_TONES[row.state],
            caption=" · ".join(part for part in parts if part),
            missing=self.tr("▲ 缺 {count} 项").format(count=row.missing) if row.missing else "",
            number_one=wording.text("report_page.concerns_number_one") if concerns else "",
        )


def _words(row: PaperRow) -> str:
    paper = row.paper
    parts = (paper.text("number"), paper.text("draft_number"), paper.text("title"))
    return "".join("".join(parts).split()).casefold()
