"""The list of records: a calm table over a `PagedTableModel`."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.labels import mark_data
from inspector_app.ui.widgets.paged import ID_ROLE, TONE_ROLE, PagedTableModel

_Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 38


class _Delegate(QStyledItemDelegate):
    """Paints a row's cell: text or pill, a hairline below."""

    def __init__(self, theme: Theme, model: PagedTableModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accentw"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface2"))
        painter.setPen(QPen(theme.color("line"), theme.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        tone: Tone | None = index.data(TONE_ROLE)
        column = self._model.columns[index.column()]
        room = rect.adjusted(10, 0, -10, 0)
        if column.pill and text:
            self._paint_pill(painter, room, text, tone or "neutral")
        else:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.tone(tone)[0] if tone else theme.color("text"))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(room.width())
            )
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_pill(self, painter: QPainter, room: QRectF, text: str, tone: Tone) -> None:
        ink, wash = self._theme.tone(tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 18)
        width = metrics.horizontalAdvance(shown) + 18
        box = QRectF(room.left(), room.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Show a tooltip only where the text was shortened."""
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if event.type() == QEvent.Type.ToolTip:
            metrics = view.fontMetrics()
            if metrics.horizontalAdvance(text) + 20 > option.rect.width():
                QToolTip.showText(event.globalPos(), text, view)
            else:
                QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)


class RecordTable(QTableView):
    """A table of records; the selection stays on its record when the list is read anew.

    Signals:
        selected (str): the id of the record now current, empty for none.
        opened (str): Enter or a double click on a record.
    """

    selected = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, model: PagedTableModel, *, name: str) -> None:
        super().__init__()
        self._records = model
        self._delegate = _Delegate(theme, model)
        self._keep = ""
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setAccessibleName(name)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for place, column in enumerate(model.columns):
            if column.width:
                header.resizeSection(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        mark_data(self)
        mark_data(self.viewport())
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self.doubleClicked.connect(self._on_opened)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    @property
    def current_id(self) -> str:
        """The id of the current record, empty for none."""
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def select_record(self, record_id: str) -> bool:
        """Make *record_id* current; returns whether it is in the list."""
        row = self._records.row_of(record_id)
        if row is None:
            return False
        self.setCurrentIndex(self._records.index(row, 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _before_reset(self) -> None:
        self._keep = self.current_id

    def _after_reset(self) -> None:
        if self._keep and not self.select_record(self._keep):
            self.selected.emit("")
        self._keep = ""

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.selected.emit(str(current.data(ID_ROLE)) if current.isValid() else "")

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(str(index.data(ID_ROLE)))
