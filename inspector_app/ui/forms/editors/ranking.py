"""Putting choices in an order: by the keyboard, by buttons, by dragging."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector_app.ui.forms.editors.base import (
    FOCUS,
    Asked,
    Editor,
    is_enter,
    is_on_enter,
    is_undo,
)
from inspector_app.ui.forms.editors.texts import describe
from inspector_app.ui.forms.reading import Option
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.buttons import icon_button, make_button
from inspector_app.ui.widgets.labels import Label, mark_data

_VALUE = Qt.ItemDataRole.UserRole
_LINE = 32
_WIDTH = 560


class OrderList(QListWidget):
    """The choices in their order; Alt+↑ and Alt+↓ move the current one, so does dragging.

    Signals:
        moved_by (int): the current one is to move so many places.
        dropped: the order was changed by dragging.
        entered_on: Enter.
    """

    moved_by = Signal(int)
    dropped = Signal()
    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(FOCUS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "order")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        mark_data(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt and an arrow; leave the form's keys to the form."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved_by.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif is_enter(event) or is_on_enter(event):
            self.entered_on.emit()
        elif is_undo(event) or event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell that the order is another one."""
        super().dropEvent(event)
        QTimer.singleShot(0, self, self.dropped.emit)  # the moved one has left its old place then


class RankEditor(Editor):
    """An order of all choices. Until it is given, the form's own order is shown as a proposal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._value = ""
        self._read_only = False
        self._options: tuple[Option, ...] = ()
        self.list = OrderList()
        self.list.setMaximumWidth(_WIDTH)
        self.up = icon_button(theme, "chevron_up", self.tr("上移（Alt+↑）"))
        self.down = icon_button(theme, "chevron_down", self.tr("下移（Alt+↓）"))
        self.accept = make_button(self.tr("就按这个顺序"), role="link")
        self.note = Label(self.tr("还没有排序：拖动，或按 Alt+↑ Alt+↓"), role="caption")
        for button in (self.up, self.down, self.accept):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.up)
        side.addWidget(self.down)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.list, 100)
        row.addLayout(side)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.note)
        foot.addWidget(self.accept)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(foot)
        self.setFocusProxy(self.list)
        self.list.moved_by.connect(self.move_by)
        self.list.dropped.connect(self.commit_order)
        self.list.entered_on.connect(self.entered)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.accept.clicked.connect(self.commit_order)

    def show_asked(self, asked: Asked) -> None:
        """Show the order that is kept, then what it does not have in the form's order."""
        self._value = asked.value
        self._read_only = asked.read_only
        options = asked.options()
        by_value = {option.value: option for option in options}
        given = [by_value.get(v, Option(v, v)) for v in asked.value.split()]
        order = (*given, *(o for o in options if o not in given))
        if order != self._options:
            self._options = order
            self._fill()
        self.note.setVisible(not asked.value)
        self.accept.setVisible(not asked.value and not asked.read_only)
        for button in (self.up, self.down):
            button.setVisible(not asked.read_only)
        modes = QAbstractItemView.DragDropMode
        self.list.setDragDropMode(modes.NoDragDrop if asked.read_only else modes.InternalMove)
        describe(self.list, asked)

    def stops(self) -> list[QWidget]:
        """Return the list."""
        return [self.list]

    def order(self) -> list[str]:
        """Return the values as they stand in the list."""
        return [str(self.list.item(at).data(_VALUE)) for at in range(self.list.count())]

    def move_by(self, step: int) -> None:
        """Move the current choice."""
        at, to = self.list.currentRow(), self.list.currentRow() + step
        if self._read_only or at < 0 or not 0 <= to < self.list.count():
            return
        item = self.list.takeItem(at)
        self.list.insertItem(to, item)
        self.list.setCurrentRow(to)
        self.commit_order()

    def commit_order(self) -> None:
        """Tell the order as it stands."""
        order = self.order()
        by_value = {option.value: option for option in self._options}
        self._options = tuple(by_value[value] for value in order)
        self._number()
        value = " ".join(order)
        if value != self._value and not self._read_only:
            self._value = value
            self.committed.emit(value)

    def _fill(self) -> None:
        current = max(0, self.list.currentRow())
        self.list.clear()
        for option in self._options:
            item = QListWidgetItem()
            item.setData(_VALUE, option.value)
            item.setSizeHint(QSize(100, _LINE))
            self.list.addItem(item)
        self._number()
        self.list.setCurrentRow(min(current, self.list.count() - 1))
        self.list.setFixedHeight(_LINE * max(1, self.list.count()) + 4)
        self.updateGeometry()

    def _number(self) -> None:
        labels = {option.value: option.label for option in self._options}
        for at in range(self.list.count()):
            item = self.list.item(at)
            label = labels.get(str(item.data(_VALUE)), "")
            item.setText(f"{at + 1}　{label}")
            item.setToolTip(label)

    def _on_up(self) -> None:
        self.move_by(-1)

    def _on_down(self) -> None:
        self.move_by(1)
