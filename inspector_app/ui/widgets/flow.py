"""A row that goes on in the next line when there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from inspector_app.ui.theme.metrics import S2


class FlowLayout(QLayout):
    """Places widgets side by side at their preferred widths, in as many lines as it takes."""

    def __init__(self, *, gap: int = S2) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, ``None`` beyond the last one, as Qt asks for."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, ``None`` beyond the last one, as Qt asks for."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at *width*."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items in *rect*."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line with everything."""
        width, height = 0, 0
        for item in self._shown():
            hint = item.sizeHint()
            width += hint.width() + self._gap
            height = max(height, hint.height())
        return QSize(max(0, width - self._gap), height)

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top = rect.left(), rect.top()
        line: list[tuple[QLayoutItem, QRect]] = []
        height = 0

        def finish() -> None:
            for item, box in line:
                if move:  # small things stand in the middle of a taller line
                    item.setGeometry(box.translated(0, (height - box.height()) // 2))

        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), max(rect.width(), item.minimumSize().width()))
            if line and left + width > rect.left() + rect.width():
                finish()
                line.clear()
                left, top, height = rect.left(), top + height + self._gap, 0
            line.append((item, QRect(QPoint(left, top), QSize(width, hint.height()))))
            left += width + self._gap
            height = max(height, hint.height())
        finish()
        return top + height - rect.top()


class FlowRow(QWidget):
    """A widget with a `FlowLayout`; it vanishes when nothing in it shows."""

    def __init__(self, *, gap: int = S2) -> None:
        super().__init__()
        self.flow = FlowLayout(gap=gap)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Put *widgets* at the end."""
        for widget in widgets:
            self.flow.addWidget(widget)
